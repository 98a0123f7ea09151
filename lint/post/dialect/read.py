"""Hides what is not Markdown from its reader: same length, line ends kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lint.post.dialect import Dialect
from lint.post.dialect.fences import read_fences
from lint.post.dialect.indents import Region, dedented, of_admonitions, of_elements
from lint.post.dialect.marks import marks, may_hold
from lint.post.dialect.mdx import Element, read_mdx
from lint.post.masked import MASK, Masked
from lint.post.templates import tags

_NOT_BREAK = re.compile(r"[^\r\n]")
_LONE = re.compile(rf"^[ \t>]*{MASK}[{MASK} \t]*(?=\r?$)", re.MULTILINE)
_FENCE_SIGNS = (":::", "```{", "~~~{")
_ADMONITION_SIGNS = ("!!! ", "??? ", "???+", "=== ")


class Hidden(NamedTuple):
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
    fenced = any(sign in source for sign in _FENCE_SIGNS) and dialect.has("containers", "directives")
    indenting = admonitions and any(sign in source for sign in _ADMONITION_SIGNS)
    elements: list[Element] = []
    regions: list[Region] = []
    breaks: list[int] = []
    attributes = text
    if mdx or fenced or indenting or may_hold(source, dialect):
        fences = read_fences(source, start, dialect)
        found = fences.masked
        breaks = fences.breaks
        if mdx:
            read = read_mdx(source, start, fences.code)
            found, elements, attributes = [*found, *read.masked], read.elements, read.attributes
            regions = of_elements(text, elements)
        if indenting:
            titles, regions, more = of_admonitions(source, start, fences.code)
            found, breaks = [*found, *titles], [*breaks, *more]
        if found:
            masked += found
            source = _replaced(source, found)
        if more_marks := marks(source, start, dialect, fences.code):
            masked += more_marks
            source = _replaced(source, more_marks)
    if not masked:
        return Hidden(text, text)
    source = _LONE.sub(lambda line: line.group().replace(MASK, " "), source)
    reading = dedented(source, regions) if regions else source
    return Hidden(source, reading, tuple(_apart(masked)), tuple(elements), attributes, tuple(sorted(set(breaks))))


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
        pieces += text[done:start], _NOT_BREAK.sub(MASK, text[start:end])
        done = end
    pieces.append(text[done:])
    return "".join(pieces)
