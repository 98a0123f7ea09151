"""The texts of a post as a reader has them before the eyes: one for each paragraph, heading, cell, title, and so on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from lint.diagnostics import Span
from lint.post.elements import Block
from lint.post.field_names import SUMMARIES, TITLES
from lint.post.post import Post
from lint.post.prose import INVISIBLE
from lint.regex import regex
from lint.site.asides import read_fields
from lint.site.rewrite import part_of

_RUN = regex("[^\0]+")
# A line end with the indentation or quote marks of the next line reads as a space, markup as nothing.
_UNREAD = regex(r"[ \t\x02]*\r?\n[ \t\x02]*|\x02+")
_OF_BLOCK = {"list": "lists", "item": "lists", "quote": "quotes", "table": "tables", "footnote": "footnotes"}
_APART = frozenset({"lists", "quotes", "tables", "footnotes", "headings"})


class Unit(msgspec.Struct, gc=False):
    """A text and where it stands. `kinds` are the scopes that it belongs to.

    `text` starts at the code point `start` of the post. Where markup is left out of it, it is made of pieces: `pieces`
    are the places in `text` where they begin, `shifts` how far each stands behind that in the post. `whole` is the
    place of all of it, where its characters have no places of their own. `plain` says that it may be edited without
    regard to quotes and escapes; in a value of the front matter, only plain words may be put in.
    """

    text: str
    start: int
    kinds: frozenset[str]
    pieces: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    whole: Span | None = None
    plain: bool = True

    def span(self, start: int, end: int) -> Span:
        """Where text[start:end] stands in the post."""
        if self.whole:
            return self.whole
        if not self.pieces:
            return Span(self.start + start, self.start + end)
        if start == end:
            at = self._place(start) if start < len(self.text) else self._place(start - 1) + 1
            return Span(at, at)
        return Span(self._place(start), self._place(end - 1) + 1)

    def _place(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.pieces, at) - 1]


@lru_cache(maxsize=1)  # all rules of house style ask for those of the same post
def prose_units(post: Post) -> tuple[Unit, ...]:
    """The blocks of the body in their order, then titles and summaries."""
    return (*_blocks(post), *_fields(post))


@lru_cache(maxsize=1)
def other_units(post: Post) -> tuple[Unit, ...]:
    """Texts of links, alternative texts, code, and the file as it is."""
    text = post.text
    found = [_read(post, *link.text_span, frozenset({"links"})) for link in post.links if link.text]
    found += [Unit(text[slice(*one.text_span)], one.text_span.start, frozenset({"alt"})) for one in post.images]
    found += [Unit(text[slice(*code.content)], code.content.start, frozenset({"code"})) for code in post.code]
    return (*found, Unit(text, 0, frozenset({"raw"})))


def _blocks(post: Post) -> Iterator[Unit]:
    levels = {heading.span.start: f"h{heading.level}" for heading in post.headings}
    blocks, number = post.blocks, 0
    around: list[Block] = []
    kinds = _kinds(around, levels)
    for run in _RUN.finditer(post.prose):
        start, end = run.span()
        before = number, len(around)
        while number < len(blocks) and blocks[number].span.start <= start:
            around.append(blocks[number])
            number += 1
        around = [block for block in around if block.span.end > start]
        if before != (number, len(around)):
            kinds = _kinds(around, levels)
        yield _read(post, start, end, kinds)


def _kinds(around: list[Block], levels: dict[int, str]) -> frozenset[str]:
    """The scopes of what stands in these blocks."""
    kinds = {"prose"}
    for block in around:
        if block.kind == "heading":
            kinds |= {"headings", levels.get(block.span.start, "headings")}
        elif block.kind in _OF_BLOCK:
            kinds.add(_OF_BLOCK[block.kind])
    if not kinds & _APART:
        kinds.add("paragraphs")
    return frozenset(kinds)


def _fields(post: Post) -> Iterator[Unit]:
    for field in read_fields(post):
        key, value = field.key.lower(), field.value
        kind = "titles" if key in TITLES else "summaries" if key in SUMMARIES else ""
        inside = part_of(value.span, value.text, 0, len(value.text))
        if kind and value.text and inside:
            yield Unit(value.text, inside.start, frozenset({kind}), plain=False)
        elif kind and value.text:  # with escapes or over several lines: all of it is the place
            yield Unit(value.text, value.span.start, frozenset({kind}), whole=value.span, plain=False)


def _read(post: Post, start: int, end: int, kinds: frozenset[str]) -> Unit:
    """The text between two places of the prose, line ends as spaces and markup left out."""
    seen = post.prose[start:end]
    if INVISIBLE not in seen and "\n" not in seen:
        return Unit(seen, start, kinds)
    texts: list[str] = []
    pieces: list[int] = []
    shifts: list[int] = []
    length = done = 0

    def add(text: str, place: int) -> None:
        nonlocal length
        if text:
            texts.append(text)
            pieces.append(length)
            shifts.append(place - length)
            length += len(text)

    for gap in _UNREAD.finditer(seen):
        first, last = gap.span()
        add(seen[done:first], start + done)
        if "\n" in gap.group():
            add(" ", start + first + gap.group().index("\n"))
        done = last
    add(seen[done:], start + done)
    return Unit("".join(texts), start, kinds, tuple(pieces), tuple(shifts))


_END = regex(r"""[.!?…]+["'”’»)\]]*\s+(?=["'“‘«(\[]*[^\W_])""")
_ABBREVIATED = regex(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Ms|Dr|Prof|St|No|Fig|approx|ca|z\.B|p\.ex)|\b[^\W\d_])\.$")


def sentences(unit: Unit) -> Iterator[tuple[int, int]]:
    """Where the sentences of a unit begin and end in its text, without the white space between them."""
    text = unit.text
    start = len(text) - len(text.lstrip())
    for end in _END.finditer(text):
        following = text[end.end() :].lstrip("\"'“‘«([")[:1]
        stop = end.start() + len(end.group().rstrip())
        if following.islower() or _ABBREVIATED.search(text[start : end.start() + 1]):
            continue
        yield start, stop
        start = end.end()
    if text[start:].strip():
        yield start, len(text.rstrip())
