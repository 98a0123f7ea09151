"""Hides what is not Markdown from its reader: same length, line ends kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from lint.post.dialect import Dialect
from lint.post.dialect.marks import marks
from lint.post.masked import MASK, Masked
from lint.post.templates import tags

if TYPE_CHECKING:
    from lint.post.dialect.indents import Region
    from lint.post.dialect.mdx import Element

_NOT_BREAK = r"[^\r\n]"
_TO_LINE_END = rf"(?m){MASK}[{MASK} \t]*+(?=\r?$)"
_FENCE_SIGNS = ("```{", "~~~{")
_ADMONITION_SIGNS = ("!!! ", "??? ", "???+", "=== ")


class Hidden(msgspec.Struct, gc=False):
    """`source` is the text with the hidden parts as U+E000, and blank lines where a line holds nothing else, because
    a page then shows nothing of it, or a block of its own.

    `reading` is the same for the Markdown reader, with indentation and line ends in other places. `attributes` is
    the text for reading the tags of JSX. `breaks` are line ends that end a block.
    """

    source: str
    reading: str
    masked: tuple[Masked, ...] = ()
    elements: tuple[Element, ...] = ()
    attributes: str = ""
    breaks: tuple[int, ...] = ()


def hide(text: str, start: int, dialect: Dialect) -> Hidden:
    """Hides what stands behind `start`; the source is the same object when that is nothing."""
    masked = tags(text, start, dialect)
    source = _replaced(text, masked) if masked else text
    mdx, admonitions = dialect.has("mdx"), dialect.has("admonitions")
    fenced = (dialect.has("containers") and ":::" in source) or (
        "{" in source and dialect.has("directives") and any(sign in source for sign in _FENCE_SIGNS)
    )
    indenting = admonitions and any(sign in source for sign in _ADMONITION_SIGNS)
    blocks = _Blocks()
    if mdx or fenced or indenting:
        blocks = _read_blocks(source, start, dialect, indenting=indenting)
        masked += blocks.masked
        source = _replaced(source, blocks.masked)
    found = marks(source, start, dialect, blocks.code)
    if found:
        masked += found
        source = _replaced(source, found)
    if not masked:
        return Hidden(text, text)
    source = _without_lone(source)
    reading = source
    if blocks.regions:
        from lint.post.dialect.indents import dedented

        reading = dedented(source, blocks.regions)
    return Hidden(
        source, reading, tuple(_apart(masked)), tuple(blocks.elements), blocks.attributes or text, tuple(blocks.breaks)
    )


class _Blocks(msgspec.Struct, gc=False):
    """What the blocks of the dialect hide, and where code stands."""

    masked: Sequence[Masked] = ()
    code: list[tuple[int, int]] | None = None
    regions: Sequence[Region] = ()
    breaks: Sequence[int] = ()
    elements: Sequence[Element] = ()
    attributes: str = ""


def _read_blocks(text: str, start: int, dialect: Dialect, *, indenting: bool) -> _Blocks:
    # Most posts have no such blocks, and what reads them costs a start more than it should.
    from lint.post.dialect.fences import read_fences
    from lint.post.dialect.indents import of_admonitions, of_elements
    from lint.post.dialect.mdx import read_mdx

    fences = read_fences(text, start, dialect)
    masked, breaks = fences.masked, fences.breaks
    elements: list[Element] = []
    regions: list[Region] = []
    attributes = ""
    if dialect.has("mdx"):
        read = read_mdx(text, start, fences.code)
        masked, elements, attributes = [*masked, *read.masked], read.elements, read.attributes
        regions = of_elements(text, elements)
    elif indenting:
        titles, regions, more = of_admonitions(text, start, fences.code)
        masked, breaks = [*masked, *titles], [*breaks, *more]
    return _Blocks(masked, fences.code, regions, sorted(set(breaks)), elements, attributes)


def _without_lone(source: str) -> str:
    """Lines that hold nothing but hidden parts become blank."""
    pieces: list[str] = []
    done = 0
    for run in re.finditer(_TO_LINE_END, source):
        start, end = run.span()
        if not source[source.rfind("\n", 0, start) + 1 : start].strip(" \t>"):
            pieces += source[done:start], " " * (end - start)
            done = end
    pieces.append(source[done:])
    return "".join(pieces) if done else source


def _apart(masked: Iterable[Masked]) -> Iterator[Masked]:
    """In order and without those that begin in another."""
    done = 0
    for one in sorted(masked, key=lambda one: (one.span.start, -one.span.end)):
        if one.span.start >= done:
            done = one.span.end
            yield one


def _replaced(text: str, masked: Iterable[Masked]) -> str:
    pieces: list[str] = []
    done = 0
    for one in _apart(masked):
        start, end = one.span
        pieces += text[done:start], re.sub(_NOT_BREAK, MASK, text[start:end])
        done = end
    pieces.append(text[done:])
    return "".join(pieces)
