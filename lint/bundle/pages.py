"""Which posts are published, and as which pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from lint.bundle.addresses import insist_on_own_places
from lint.bundle.dates import dates, read
from lint.bundle.unfit import UnfitError
from lint.site.bundled import bundled_files, one_line
from lint.site.facts import PostFacts
from lint.site.slugs import url_of
from lint.spelling.grammar import primary

_SUMMARIES = ("summary", "description", "excerpt", "abstract", "teaser")
_AUTHORS = ("author", "authors", "by")
_TAGS = ("tags", "tag", "categories", "category", "keywords")
_CHANGES = (
    *("updated", "lastmod", "modified", "last_modified", "last_modified_at", "updated_at", "update_date"),
    *("updateddate", "lastupdated", "last_updated", "date_modified"),
)


class Page(msgspec.Struct):
    """A post as it is published.

    `path` is the post's, relative to the site's sources; `file` is the page's, below `site/`. Pages of the same
    `original` in different languages are translations of one another.
    """

    path: str
    file: str
    title: str
    date: datetime.date | None
    language: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    """The addresses of its cover as they are written, best first."""
    changed: datetime.date | None = None
    """When it last changed, where its front matter says so."""
    original: str = ""

    @property
    def url(self) -> str:
        """Its address below the top of the site, without a slash before it and not percent-encoded."""
        return url_of(self.file)


class Choice(msgspec.Struct, frozen=True):
    """What is published, and what is left out: the paths of drafts and of posts dated after today."""

    posts: tuple[PostFacts, ...]
    drafts: tuple[str, ...]
    later: tuple[str, ...]
    unreadable: tuple[UnfitError, ...] = ()
    """Why some posts must not be published; the rules may have said so more exactly."""


def choose(posts: Iterable[PostFacts], today: datetime.date, *, future: bool = False) -> Choice:
    """Sorts out what is not to be published. A post whose front matter or date cannot be read stays in, as unreadable:
    whether it is a draft or meant for later is not known."""
    kept: list[PostFacts] = []
    drafts: list[str] = []
    later: list[str] = []
    unreadable: list[UnfitError] = []
    for post in posts:
        if post.draft:
            drafts.append(post.path)
            continue
        if not post.front_readable:
            unreadable.append(UnfitError(f"{post.path}: its front matter cannot be read, so it may be a draft"))
        else:
            try:
                if not future and any(date > today for date in dates(post)):
                    later.append(post.path)
                    continue
            except UnfitError as reason:
                unreadable.append(reason)
        kept.append(post)
    return Choice(tuple(kept), tuple(drafts), tuple(later), tuple(unreadable))


def lay_out(posts: Iterable[PostFacts], language: str) -> list[Page]:
    """The pages of posts that may be published, newest first; `language` is the site's own.

    Posts in another language than the site's lie below a folder of that language. Raises UnfitError when a post cannot
    have a page, or two would have the same.
    """
    pages = [_page(post, language) for post in posts]
    insist_on_own_places([(page.file, page.path) for page in sorted(pages, key=lambda page: page.path)])
    return sorted(pages, key=lambda page: (-page.date.toordinal() if page.date else 0, page.path))


def _page(post: PostFacts, language: str) -> Page:
    named, files = dates(post), _files(post)
    return Page(
        path=post.path,
        file=files[-1] if primary(post.language) != primary(language) else files[0],
        title=title_of(post),
        date=named[0] if named else None,
        language=post.language,
        summary=next(_lines(post, _SUMMARIES), ""),
        authors=_texts(post, _AUTHORS),
        tags=_texts(post, _TAGS, commas=True),
        covers=tuple(target.url for target in post.targets if target.kind == "cover"),
        changed=next((day for text in _lines(post, _CHANGES) if (day := read(text))), None),
        original=files[0],
    )


def _lines(post: PostFacts, names: tuple[str, ...]) -> Iterator[str]:
    """The texts of these fields that have one, each on one line."""
    for name in names:
        if name in post.by_name and (text := one_line(post, name)):
            yield text


def title_of(post: PostFacts) -> str:
    """What the page of a post is called: as its front matter says, else as the heading that it begins with."""
    return one_line(post, "title") or _heading(post) or post.path


def _heading(post: PostFacts) -> str:
    """The text of the heading that begins the post, when it is of level 1."""
    return next((one.text for one in post.titles if one.first and one.level == 1), "")


def _files(post: PostFacts) -> tuple[str, ...]:
    try:
        files = bundled_files(post)
    except ValueError as reason:
        raise UnfitError(f"{post.path}: {reason}") from None
    if not files:
        raise UnfitError(f"{post.path}: its name gives no address; `slug` in the front matter would")
    return files


def _texts(post: PostFacts, names: tuple[str, ...], *, commas: bool = False) -> tuple[str, ...]:
    """The scalars of the first of these fields that has any, each once."""
    for name in names:
        for field in post.by_name.get(name, ()):
            found = [text for text, _ in field.texts]
            if commas and field.kind != "list":
                found = [part for text in found for part in text.split(",")]
            if kept := tuple(dict.fromkeys(" ".join(text.split()) for text in found if text.strip())):
                return kept
    return ()


def neighbours(pages: Sequence[Page]) -> dict[str, tuple[Page | None, Page | None]]:
    """By path the next newer and the next older dated post in the same language."""
    found: dict[str, tuple[Page | None, Page | None]] = {page.path: (None, None) for page in pages}
    newer: dict[str, Page] = {}
    for page in pages:
        if not page.date:
            continue
        tag = primary(page.language)
        if before := newer.get(tag):
            found[page.path] = (before, None)
            found[before.path] = (found[before.path][0], page)
        newer[tag] = page
    return found
