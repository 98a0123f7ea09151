"""The ids in a page: what its headings get, and which of them a fragment written for another generator means."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lint.bundle.verify_space import element_named, is_anchor
from lint.post.masked import MASK
from lint.post.post import parse
from lint.regex import regex
from lint.site.anchor_slugs import OF_GENERATORS, RULES, Slug, collapsed, github, skeleton, skeletons

if TYPE_CHECKING:
    from lint.bundle.pages import Page
    from lint.post.elements import Heading
    from lint.post.post import Post
    from lint.site.generators import Recognised
    from lint.site.site import Site

MAIN = "main"
"""The id of the part of a page that holds the post; the page's frame has it."""

_NUMBERED = regex(r"(?P<base>.*?)[-_](?P<number>\d{1,3})\Z")


def slug_of(recognised: Recognised) -> Slug:
    """How headings get their ids: as the site's generator makes them by default, else as GitHub does."""
    names = {generator.name for generator in recognised.generators}
    return OF_GENERATORS.get(names.pop(), (github,))[0] if len(names) == 1 else github


class Ids:
    """Gives each heading of one page an id of its own; those that were given before get a number."""

    def __init__(self, slug: Slug) -> None:
        self._slug = slug
        self._counts = Counter((MAIN,))

    def of(self, text: str, explicit: str | None) -> str:
        """The id of a heading with this text, on one line; `explicit` is what its author gave it."""
        wanted = explicit or self._slug(text) or "section"
        name, number = wanted, self._counts[wanted]
        while self._counts[name]:
            name = f"{wanted}-{number}"
            number += 1
        self._counts[wanted] = max(number, 1)
        self._counts[name] = max(self._counts[name], 1)
        return name


def is_frame_heading(title: str, text: str, level: int, *, first: bool) -> bool:
    """Whether a heading of the post is the page's title, which the frame shows."""
    return first and level == 1 and title in {"", text}


class Anchors:
    """The ids of all pages. `texts` are the texts of the pages' posts by path; a post is read when first asked for."""

    def __init__(self, site: Site, texts: Mapping[str, str]) -> None:
        self.slug = slug_of(site.recognised)
        self._flavors = site.flavors
        self._texts = texts
        self._pages: dict[str, _PageIds] = {}

    def has(self, page: Page, fragment: str) -> bool:
        """Whether the page has an element of this id, percent-decoded."""
        return fragment in self._ids(page).names

    def fragment(self, page: Page, written: str) -> str:
        """The fragment that leads to what `written` means on this page; `written` itself where that is not plain."""
        wanted = element_named(unquote(written))
        if not is_anchor(wanted):
            return written
        ids = self._ids(page)
        if wanted in ids.names:
            return written
        found = ids.meant(wanted)
        return quote(found) + unquote(written)[len(wanted) :] if found else written

    def _ids(self, page: Page) -> _PageIds:
        known = self._pages.get(page.path)
        if known is None:
            post = parse(self._texts[page.path], page.path, flavor=self._flavors.of(page.path), language=page.language)
            known = self._pages[page.path] = _PageIds(page, post, self.slug)
        return known


class _PageIds:
    """The ids of one page, and the headings by what any generator may call them."""

    def __init__(self, page: Page, post: Post, slug: Slug) -> None:
        ids = Ids(slug)
        self._headings: list[tuple[str, str]] = []
        """The text of each heading and its id."""
        for number, heading in enumerate(post.headings):
            text = text_of(heading)
            in_frame = is_frame_heading(page.title, text, heading.level, first=number == 0)
            self._headings.append((text, MAIN if in_frame else ids.of(text, heading.id)))
        self.names = {name for _, name in self._headings} | set(_written_ids(post)) | {MAIN}
        self._alike: dict[str, list[tuple[str, str]]] = {}
        for one in self._headings:
            for form in skeletons(one[0]):
                self._alike.setdefault(form, []).append(one)

    def meant(self, wanted: str) -> str | None:
        """The id of the heading that an anchor names by some other rule."""
        if same := self._like(wanted):
            return same[0][1]
        numbered = _NUMBERED.match(wanted)
        if numbered and (same := self._like(numbered["base"])):
            return same[min(int(numbered["number"]), len(same) - 1)][1]
        return self._pictured(wanted)

    def _like(self, anchor: str) -> list[tuple[str, str]]:
        """The headings that a rule gives this anchor, else those that have its letters and digits."""
        same = self._alike.get(skeleton(anchor), [])
        return [one for one in same if any(rule(one[0]) == anchor for rule in RULES)] or same

    def _pictured(self, wanted: str) -> str | None:
        """The heading with pictures whose words begin or end the anchor: some rules spell pictures out."""
        words = collapsed(wanted)
        found: list[tuple[int, str]] = []
        for text, name in self._headings:
            if not any(unicodedata.category(letter) == "So" for letter in text):
                continue
            plain = collapsed(text)
            if plain and (words.startswith(f"{plain}-") or words.endswith(f"-{plain}")):
                found.append((len(plain), name))
        longest = max(found, default=(0, ""))[0]
        names = {name for length, name in found if length == longest}
        return names.pop() if len(names) == 1 else None


def text_of(heading: Heading) -> str:
    """The text of a heading, on one line and without template tags."""
    return " ".join(heading.text.replace(MASK, "").split())


def _written_ids(post: Post) -> list[str]:
    """The ids that raw HTML and attributes give, and the names of its anchors, which become ids."""
    named = [one.id for one in post.masked if one.id]
    return named + [
        attribute.value
        for tag in post.tags
        for attribute in tag.attributes
        if attribute.name == "id" or (attribute.name == "name" and tag.name == "a")
    ]
