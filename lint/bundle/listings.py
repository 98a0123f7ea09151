"""The pages that list others: the front page and its further pages, one set per language, tag and author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from lint.bundle.pages import Page
from lint.site.slugs import clean, same_place
from lint.spelling.grammar import primary


class Term(msgspec.Struct, frozen=True):
    """A tag or an author that has a page: `name` as the newest post writes it, `file` below `site/`, and its posts."""

    name: str
    file: str
    pages: tuple[Page, ...]


class Listing(msgspec.Struct, frozen=True):
    """A page that lists posts, or one sheet of several.

    `kind` is "posts" for a front page, "pages" for what has no date, else "tags" or "authors"; `name` is the tag or
    author. It is sheet `number` (of `count`, from 1); `newer` and `older` are the files of its neighbours, "" without
    one. `others` are the same list in other languages: tag and file.
    """

    kind: str
    name: str
    file: str
    language: str
    pages: tuple[Page, ...]
    number: int = 1
    count: int = 1
    newer: str = ""
    older: str = ""
    others: tuple[tuple[str, str], ...] = ()


class Overview(msgspec.Struct, frozen=True):
    """A page that lists all tags, or all authors."""

    kind: str
    file: str
    terms: tuple[Term, ...]


class Lists(msgspec.Struct, frozen=True):
    """All pages that list others. `tags` and `authors` are the terms by how posts may write them."""

    listings: tuple[Listing, ...]
    overviews: tuple[Overview, ...]
    tags: dict[str, Term]
    authors: dict[str, Term]
    homes: dict[str, str]
    """The front page of each language that has posts."""
    undated: dict[str, str]
    """The list of pages without a date in each language that has such pages beside posts with one."""

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file, with what it is in words."""
        for one in self.listings:
            kind = "list of pages without a date" if one.kind == "pages" else "index page"
            what = f"the {one.kind} page of {one.name!r}" if one.name else f"the {kind}"
            yield one.file, what
        for overview in self.overviews:
            yield overview.file, f"the list of {overview.kind}"

    def beside_posts(self, language: str) -> Iterator[tuple[str, str]]:
        """The lists that every page of a language of `homes` names: kind and file."""
        if language in self.undated:
            yield "pages", self.undated[language]
        yield from ((one.kind, one.file) for one in self.overviews)


def lists_of(pages: Sequence[Page], language: str, size: int) -> Lists:
    """The lists of pages, which come newest first; `language` is the site's, `size` the posts of one sheet."""
    homes = _homes(pages, language)
    tags = _terms("tags", pages, lambda page: page.tags)
    authors = _terms("authors", pages, lambda page: page.authors)
    undated: dict[str, str] = {}
    listings: list[Listing] = []
    for tag, home in homes.items():
        own = tuple(page for page in pages if len(homes) == 1 or primary(page.language) == primary(tag))
        others = tuple((other, file) for other, file in homes.items() if other != tag)
        dated = tuple(page for page in own if page.date)
        listings += _sheets(Listing("posts", "", home, tag, dated or own), size, others)
        # Beside dated posts, "About us" is no news; where nothing has a date, everything is a post.
        if dated and len(dated) < len(own):
            undated[tag] = f"{home.removesuffix('index.html')}pages/index.html"
            rest = sorted((page for page in own if not page.date), key=lambda page: same_place(page.title))
            listings += _sheets(Listing("pages", "", undated[tag], tag, tuple(rest)), size)
    for kind, terms in (("tags", tags), ("authors", authors)):
        for term in _distinct(terms):
            listings += _sheets(Listing(kind, term.name, term.file, language, term.pages), size)
    overviews = tuple(
        Overview(kind, f"{kind}/index.html", tuple(sorted(_distinct(terms), key=lambda term: same_place(term.name))))
        for kind, terms in (("tags", tags), ("authors", authors))
        if terms
    )
    return Lists(tuple(listings), overviews, tags, authors, homes, undated)


def _homes(pages: Iterable[Page], language: str) -> dict[str, str]:
    """The front page of each language: the site's own has the top, the others a folder; only those with posts."""
    found = {primary(language): (language, "index.html")}
    for page in pages:
        tag = primary(page.language)
        if tag not in found:
            found[tag] = (page.language, f"{tag}/index.html")
    if not any(primary(page.language) == primary(language) for page in pages):
        return {language: "index.html"}  # a site that speaks otherwise than it says has one list of all
    return dict(sorted(found.values(), key=lambda one: (one[1] != "index.html", one[1])))


def _terms(kind: str, pages: Iterable[Page], names: Callable[[Page], Iterable[str]]) -> dict[str, Term]:
    """By every spelling the term that it belongs to; spellings that give the same address are one term."""
    spellings: dict[str, list[str]] = defaultdict(list)
    posts: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for name in names(page):
            slug = clean(name).lower()
            if not slug:
                continue
            if name not in spellings[slug]:
                spellings[slug].append(name)
            if not posts[slug] or posts[slug][-1] is not page:  # of its two spellings of one term
                posts[slug].append(page)
    terms: dict[str, Term] = {}
    for slug, written in spellings.items():
        term = Term(written[0], f"{kind}/{slug}/index.html", tuple(posts[slug]))
        terms |= dict.fromkeys(written, term)
    return terms


def _distinct(terms: dict[str, Term]) -> list[Term]:
    return list({term.file: term for term in terms.values()}.values())


def _sheets(whole: Listing, size: int, others: tuple[tuple[str, str], ...] = ()) -> Iterator[Listing]:
    """The sheets of a list; the further ones are at `page/2/` below the first."""
    folder = whole.file.removesuffix("index.html")
    parts = [whole.pages[at : at + size] for at in range(0, len(whole.pages), size)] or [()]
    files = [whole.file, *(f"{folder}page/{number}/index.html" for number in range(2, len(parts) + 1))]
    for number, (part, file) in enumerate(zip(parts, files, strict=True)):
        yield msgspec.structs.replace(
            whole,
            file=file,
            pages=part,
            number=number + 1,
            count=len(parts),
            newer=files[number - 1] if number else "",
            older=files[number + 1] if number + 1 < len(files) else "",
            others=others if not number else (),
        )
