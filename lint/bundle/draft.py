"""What a post by itself tells of its page: the safe HTML of its body, in which only the addresses are still open.

Where these lead depends on the rest of the site, so a number stands for each until `answered` puts in what became of
it. A draft can thus be made where its post is read, and kept for as long as the post stays as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import cached_property
from html import escape, unescape
from re import Match
from typing import TYPE_CHECKING, Literal

import msgspec

from lint.bundle.pages import title_of
from lint.post.html_policy import Policy, is_kept
from lint.post.page_tokens import page_tokens
from lint.regex import regex

if TYPE_CHECKING:
    from lint.bundle.render import Renderer
    from lint.post.post import Post
    from lint.site.anchor_slugs import Slug
    from lint.site.facts import PostFacts

Use = Literal["link", "image", "poster", "media"]
"""What an address is for."""

USES: dict[tuple[str, str], Use] = {
    ("a", "href"): "link",
    ("img", "src"): "image",
    ("audio", "src"): "media",
    ("source", "src"): "media",
    ("video", "poster"): "poster",
    ("video", "src"): "media",
}
"""What the attributes of raw HTML that hold an address use it for, by element and attribute."""

MARK = "\ue001"
"""Stands on both sides of an address's number, and nowhere else."""
# The sanitiser's output: no `<` or `"` stands in a value. Markdown's own links have an `m`.
_PLACE = regex(rf'(?P<name>href|src|poster)="{MARK}(?P<number>[0-9]+)(?P<own>m?){MARK}"')
_ALT = regex(r' alt="([^"]*)"')
_ANCHOR = regex(r"<(?P<end>/?)a[\s>]")
_WORD = regex(r"\w+(?:['’\-]\w+)*")
_PLAIN, _SMALL = b"=", b"z"
_KEPT = 100_000  # chunks: some 10 MB
_LEVEL = 1  # of compression: the higher ones take three times as long for a tenth


class Address(msgspec.Struct, array_like=True, frozen=True):
    """An address as the post has it, and what for."""

    url: str
    use: Use


class Draft(msgspec.Struct, array_like=True, frozen=True):
    """A page's body: a safe fragment of HTML with numbers for its addresses, packed.

    `outline` has the level, id and text of every heading in it, in order, `words` counts the post's prose, `lost` the
    template tags that were left out; `addresses` are those in the HTML by their numbers, each once.
    """

    packed: bytes
    outline: tuple[tuple[int, str, str], ...]
    words: int
    lost: int
    addresses: tuple[Address, ...]


class Drafter:
    """Makes drafts: one after the other, for it keeps its renderer."""

    def __init__(self, slug: Slug, policy: Policy, *, small: bool = False) -> None:
        """`slug` makes the id of a heading of its text, `policy` says what HTML of the post gets into the page.

        `small` drafts take a third of the memory, and longer.
        """
        self._slug, self._policy, self._small = slug, policy, small
        self._made: list[Draft] = []

    @property
    def key(self) -> bytes:
        """All that a draft is made of besides its post."""
        return msgspec.json.encode((self._slug.__name__, self._policy))

    @cached_property
    def _renderer(self) -> Renderer:
        from lint.bundle.render import Renderer

        renderer = Renderer(self._slug, self._policy)
        for draft in self._made:
            renderer.recall(unpacked_html(draft.packed))
        return renderer

    def recall(self, draft: Draft) -> None:
        """Takes a draft that was made before for a help with the first one to come, which may be much like it."""
        self._made.append(draft)

    def draft(self, post: Post, title: str) -> Draft:
        """The draft of a post; `title` is the page's."""
        source = page_tokens(post).source
        rendered = self._renderer.render(page_tokens(post), title)
        words = sum(map(_WORDS.__getitem__, post.prose.replace("\x02", "").split()))
        html = rendered.html.encode()
        return Draft(
            _SMALL + zlib.compress(html, _LEVEL) if self._small else _PLAIN + html,
            rendered.outline,
            words,
            source.lost,
            rendered.addresses,
        )

    def __call__(self, post: Post, facts: PostFacts) -> bytes:
        """The draft of a post that is examined, packed; b"" for one that is nothing to publish yet."""
        if facts.draft:
            return b""
        return msgspec.msgpack.encode(self.draft(post, title_of(facts)))


class _Counts(dict[str, int]):
    """The numbers of words in what stands between blanks, most of which stands in many posts; filled as it comes."""

    def __missing__(self, chunk: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        self[chunk] = count = len(_WORD.findall(chunk))
        return count


_WORDS = _Counts()


def unpacked_html(packed: bytes) -> str:
    """The HTML of a draft with numbers for its addresses."""
    return (zlib.decompress(packed[1:]) if packed.startswith(_SMALL) else packed[1:]).decode()


unpacked: Callable[[bytes], Draft] = msgspec.msgpack.Decoder(Draft).decode
"""A draft of its bytes. Raises msgspec.MsgspecError."""


def answered(html: str, answers: Sequence[str | None]) -> str:
    """The HTML of a draft with what became of its addresses, by their numbers.

    Of what cannot be published, None, a link of Markdown's leaves its text, an image its description, and any other
    element stays without it.
    """

    def put(match: Match[str]) -> str:
        answer = answers[int(match["number"])]
        return match[0] if answer is None else f'{match["name"]}="{escape(answer).replace(_BLANK, "&nbsp;")}"'

    html = _PLACE.sub(put, html)
    while place := _PLACE.search(html) if MARK in html else None:
        html = _without(html, place)
    return html


_BLANK = "\xa0"


def _without(html: str, place: Match[str]) -> str:
    """The HTML without an address that cannot be published."""
    start, end = html.rindex("<", 0, place.start()), html.index(">", place.end()) + 1
    before, tag, after = html[:start], html[start:end], html[end:]
    if tag.startswith("<img "):
        alt = _ALT.search(tag)
        shown = escape(unescape(alt[1]), quote=False).replace(_BLANK, "&nbsp;") if alt else ""
        return f"{before}{shown}{after}"
    if not place["own"]:
        return f"{html[: place.start() - 1]}{html[place.end() :]}"
    depth = 1
    for one in _ANCHOR.finditer(after):
        depth += -1 if one["end"] else 1
        if not depth:
            return f"{before}{after[: one.start()]}{after[one.start() + len('</a>') :]}"
    return before + after


def safe(answer: str | None, url: str) -> str | None:
    """What became of an address, if a page may have that: what was made of it is looked at once more."""
    return answer if answer is None or answer == url or is_kept(answer) else None
