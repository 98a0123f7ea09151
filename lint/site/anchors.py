"""Where a fragment leads on the page of a post, and by which rule the site's headings get their ids.

An anchor that any common rule would make from a heading counts as present, unless the site's generator is known to
have other rules, or the fragments that its posts have already tell so. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.anchor_slugs import OF_GENERATORS, RULES, Slug, github, skeleton, skeletons

if TYPE_CHECKING:
    from lint.site.facts import PostFacts, Target
    from lint.site.page_ids import HeadingText
    from lint.site.site import Site

ENOUGH = 3
"""So many fragments that one rule explains and another does not are evidence for it; of two posts at least."""

# A place in the text, in a file or in a program instead of an id; and ids that themes, comment systems and generators
# of figures, equations and references make.
_NO_ID = regex(
    r"\A(?::~:|[/!?]|L\d+|l\d+\Z|C\d+|page=|t=|xywh=|svgView|search=|nameddest=|zoom=|line-?\d|\d+[,:-]\d+\Z"
    r"|(?:fig|figure|tbl|table|tab|eq|eqn|lst|listing|thm|sec|ref|cite|citeref|bib|code|cb|lem|def|toc|markdown-toc"
    r"|__codelineno|comment|disqus|slide|step|tab|gist|discussion|issuecomment|post)[:_-]|cb?\d+|toc\d*\Z)"
)
_LAYOUT = frozenset(
    [
        *("about", "back-to-top", "bibliography", "body", "bottom", "comment", "comments", "contact"),
        *("content", "contents", "disqus_thread", "end", "footer", "footnotes", "header", "home", "main"),
        *("main-content", "maincontent", "markdown-toc", "menu", "nav", "navbar", "navigation", "newsletter"),
        *("on-this-page", "page-content", "page-top", "references", "related", "respond", "search", "share"),
        *("sidebar", "signup", "skip", "subscribe", "table-of-contents", "tableofcontents", "tags", "toc"),
        *("top", "totop"),
    ]
)
_FOOTNOTE = regex(
    r"\A(?:fn|fnref|fr|footnote|footnote-?ref|note|noteref|_?ftn|_?ftnref|sdfootnote)(?:[:_-]\S*|\d+)\Z", re.IGNORECASE
)
# What themes put before the id of a heading.
_PREFIX = regex(r"\A(?:user-content|heading|h|section|anchor|hdr|header|id)[-_:]")
_NUMBERED = regex(r"(?P<base>.*?)[-_](?P<number>\d{1,3})\Z")
_ALIKE = 0.7  # difflib's ratio, 0 to 1, from which on an anchor is proposed for another


_NONE: Counter[Slug] = Counter()

Evidence = tuple[str, frozenset[Slug]]
"""The path of a post, and the rules that explain one of the fragments in it."""


class Missing(NamedTuple):
    """A fragment that leads nowhere. `nearest` is the anchor it may mean, or "".

    `certain` says that the two differ in letter case alone and that no other anchor could be meant.
    """

    nearest: str = ""
    certain: bool = False


class Anchors:
    """The anchors of the posts of one site; keeps what it learns, so make one for all rules."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._pages: dict[str, _Page] = {}
        self._links: dict[str, list[Target]] = {}
        self._evidence: dict[frozenset[Slug], Counter[str]] | None = None
        self._explained: dict[str, Counter[Slug]] = {}
        self._total: Counter[Slug] = Counter()

    def links(self, post: PostFacts) -> list[Target]:
        """The links of a post that have a fragment."""
        if post.path not in self._links:
            self._links[post.path] = [one for one in post.targets if "#" in one.url and one.kind == "link"]
        return self._links[post.path]

    def missing(self, post: PostFacts, fragment: str) -> Missing | None:
        """None where the page of the post has an anchor for the fragment (without its "#"), or may have one."""
        wanted = _decoded(fragment)
        page = self._page(post)
        if page.has(wanted) or post.ids.generated:
            return None
        for base, number in _bases(wanted):
            same = page.like(base)
            if len(same) >= number and same:
                made = frozenset(rule for heading in same for rule in _made_by(heading, base))
                better = None if page.wild.intersection(same) else self._better(post.path, made)
                if better is None:
                    return None
                nearest = better(_text(same[0]))
                return Missing(nearest, _same_letters(nearest, wanted) and len({better(_text(h)) for h in same}) == 1)
        if page.unsure(wanted) or (_PREFIX.match(wanted) and self.missing(post, _PREFIX.sub("", wanted)) is None):
            return None
        return self._nearest(page, wanted)

    def _page(self, post: PostFacts) -> _Page:
        if post.path not in self._pages:
            self._pages[post.path] = _Page(post)
        return self._pages[post.path]

    def _better(self, path: str, made: frozenset[Slug]) -> Slug | None:
        """The rule that the site follows, where that is none of those that made an anchor; None where that is unsure.

        What the post itself has is no evidence: a page whose table of contents was written by one hand would speak
        for its own faults.
        """
        if self._evidence is None:
            self._evidence = {}
            for where, rules in self._gather():
                self._evidence.setdefault(rules, Counter())[where] += 1
                self._explained.setdefault(where, Counter()).update(rules)
            self._total = sum(self._explained.values(), Counter())
        default = self._default
        if default and not made & default.keys():
            others = [rules for rules, posts in self._evidence.items() if len(posts) > (path in posts)]
            if all(rules & default.keys() for rules in others if rules & made):
                return next(iter(default))
        own = self._explained.get(path, _NONE)
        best = max(RULES, key=lambda rule: self._total[rule] - own[rule])
        if best in made:
            return None
        against: Counter[str] = Counter()
        speaking_for = 0
        for rules, posts in self._evidence.items():
            if best in rules and not rules & made:
                against += posts
            elif best not in rules and rules & made:
                speaking_for += posts.total() - posts[path]
        del against[path]
        enough = against.total() >= ENOUGH * max(1, speaking_for) and len(against) > 1
        return best if enough else None

    @cached_property
    def _default(self) -> dict[Slug, None]:
        """The rules of the site's generator, its own default first; none where there are several generators."""
        names = {generator.name for generator in self._site.recognised.generators}
        return dict.fromkeys(OF_GENERATORS.get(names.pop(), ()) if len(names) == 1 else ())

    def _gather(self) -> Iterator[Evidence]:
        """The rules that explain a fragment of a post which leads to one of its headings, with the post's path."""
        for post in self._site.posts.values():
            if post.ids.generated:
                continue
            fragments = {link.url[1:] for link in self.links(post) if link.url[0] == "#"}
            page = self._page(post) if fragments else None
            for fragment in sorted(fragments) if page else ():
                wanted = _decoded(fragment)
                if page is None or wanted in page.ids:
                    continue
                made = frozenset(rule for heading in page.like(wanted) for rule in _made_by(heading, wanted))
                if made and len(made) < len(RULES):
                    yield post.path, made

    def _nearest(self, page: _Page, wanted: str) -> Missing:
        for name in page.ids:
            if _same_letters(name, wanted):
                return Missing(name, certain=True)
        from difflib import SequenceMatcher

        rule = self._better("", frozenset()) or github
        found: list[tuple[float, str]] = []
        for name in (*page.ids, *(rule(_text(heading)) for heading in page.headings if not heading.id)):
            matcher = SequenceMatcher(None, name.lower(), wanted.lower(), autojunk=False)
            if matcher.quick_ratio() >= _ALIKE:
                found.append((matcher.ratio(), name))
        likeness, name = max(found, default=(0.0, ""))
        return Missing(name if likeness >= _ALIKE else "")


class _Page:
    """The anchors of one post's page."""

    def __init__(self, post: PostFacts) -> None:
        facts = post.ids
        self.headings = facts.headings
        self.ids = dict.fromkeys((*facts.ids, *(heading.id for heading in facts.headings if heading.id)))
        self._footnotes = facts.footnotes
        title = post.get("title")
        self._title = skeletons(title.text) if title else set()
        self._fields = {text for field in post.fields for text, _ in field.texts}
        self._other_script = False
        self.wild: set[HeadingText] = set()
        """Headings with pictures, which some rules drop, some keep and some spell out in words of their own."""
        self._like: dict[str, list[HeadingText]] = {}
        for heading in facts.headings:
            forms = skeletons(_text(heading)) | (skeletons(heading.written) if heading.written else set())
            self._other_script |= not all(form.isascii() for form in forms)
            if any(unicodedata.category(one) == "So" for one in heading.shown if one > "\xff"):
                self.wild.add(heading)
            for form in forms:
                self._like.setdefault(form, []).append(heading)

    def like(self, anchor: str) -> list[HeadingText]:
        """The headings that have the letters and digits of an anchor."""
        return self._like.get(skeleton(anchor), [])

    def has(self, wanted: str) -> bool:
        """Whether an explicit id answers, or something that is no heading of the post."""
        if not wanted or wanted in self.ids or wanted.lower() in _LAYOUT:
            return True
        if self._footnotes and _FOOTNOTE.match(wanted.removeprefix("user-content-")):
            return True
        return _NO_ID.match(wanted) is not None

    def unsure(self, wanted: str) -> bool:
        """Whether something may answer that cannot be seen here: a title, a field, letters that were transliterated."""
        if not self._like and not self.ids:
            return True  # a page without any heading is made elsewhere
        letters = skeleton(wanted)
        return (
            not letters
            or letters in self._title
            or wanted in self._fields
            or (self._other_script and wanted.isascii())
            or any(skeleton(heading.shown) in letters for heading in self.wild)
            or (letters.isdigit() and any(letters in _text(heading) for heading in self.headings))
        )


def _decoded(fragment: str) -> str:
    if "%" in fragment:
        from urllib.parse import unquote

        fragment = unquote(fragment)
    return fragment


def _bases(wanted: str) -> Iterator[tuple[str, int]]:
    """The anchor itself, and the one that it is the repetition of, with how many headings that takes."""
    yield wanted, 1
    numbered = _NUMBERED.match(wanted)
    if numbered:
        yield numbered["base"], max(2, int(numbered["number"]))


def _text(heading: HeadingText) -> str:
    return heading.shown.replace("\ue000", "").strip()


def _made_by(heading: HeadingText, anchor: str) -> Iterator[Slug]:
    """The rules that make the anchor from the heading."""
    for text in (_text(heading), heading.written):
        if text:
            yield from (rule for rule, made in zip(RULES, _slugs(text), strict=True) if made == anchor)


@lru_cache(maxsize=20_000)
def _slugs(text: str) -> tuple[str, ...]:
    return tuple([rule(text) for rule in RULES])


def _same_letters(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
