"""Content that its container indents: where CommonMark would see code, the reader gets it without the indentation.

The indentation changes places with the line end before it, so that nothing else moves: every offset stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lint.diagnostics import Span
from lint.post.dialect.fences import Places
from lint.post.dialect.mdx import Element
from lint.post.masked import Masked
from lint.records import NamedTuple
from lint.regex import regex

_INDENT = regex(r"[ \t]*")
_CODE = 4  # columns of an indentation that CommonMark takes for code
_ADMONITION = regex(
    r"^(?P<indent>[ \t]*)(?P<mark>!!!|\?\?\?\+?|===!?)(?:[ \t]+(?P<kind>[a-z][\w -]*?))?[ \t]*"
    r"(?:\"(?P<title>[^\"\r\n]*)\")?[ \t]*(?=\r?$)",
    re.MULTILINE,
)
_OUTSIDE = regex(r"\n(?=[ \t]*[^\s])")


class Region(NamedTuple):
    """Lines from `start` to `end` that belong to something indented by `base`; their own indentation is `content`."""

    start: int
    end: int
    base: int
    content: int


def of_elements(text: str, elements: Iterable[Element]) -> list[Region]:
    """What lies between the tags of JSX that begin a line."""
    found: list[Region] = []
    opened: list[Element] = []
    for element in elements:
        if not element.closing:
            if element.alone and not element.empty:
                opened.append(element)
            continue
        partner = next(
            (
                number
                for number in range(len(opened) - 1, max(-1, len(opened) - 20), -1)
                if opened[number].name == element.name
            ),
            -1,
        )
        if partner < 0:
            continue
        first = opened[partner]
        del opened[partner:]
        line = text.rfind("\n", 0, first.span.start) + 1
        content = _first_indent(text, first.span.end, element.span.start)
        found.append(Region(first.span.end, element.span.start, first.span.start - line, content))
    return sorted(found)


def _first_indent(text: str, start: int, end: int) -> int:
    """How far the first line between two offsets is indented that holds something."""
    line = _OUTSIDE.search(text, start, end)
    found = _INDENT.match(text, line.end()) if line else None
    return found.end() - found.start() if found else 0


def of_admonitions(text: str, start: int, code: list[tuple[int, int]]) -> tuple[list[Masked], list[Region], list[int]]:
    """`!!! note "Title"` and its kin: what to hide, what is indented, and the line ends around titles."""
    places = Places(code)
    masked: list[Masked] = []
    found: list[Region] = []
    breaks: list[int] = []
    for line in _ADMONITION.finditer(text, start):
        if places.end(line.start()) >= 0 or not (line["kind"] or (line["title"] and line["mark"][0] == "=")):
            continue
        base = len(line["indent"])
        end = _end_of_indented(text, line.end(), base + _CODE)
        if line["title"]:
            masked.append(Masked("container", Span(line.start("mark"), line.start("title"))))
            masked.append(Masked("container", Span(line.end("title"), line.end())))
            breaks += [at for at in (line.start() - 1, text.find("\n", line.end())) if at >= start]
        else:
            masked.append(Masked("container", Span(line.start("mark"), line.end())))
        found.append(Region(line.end(), end, base, base + _CODE))
    return masked, found, breaks


def _end_of_indented(text: str, start: int, indent: int) -> int:
    """Where the first line behind `start` begins that is indented by less; the end of the text where none is."""
    outside = re.compile(rf"\n(?![ \t]{{{indent}}}|[ \t]*\r?(?:\n|\Z))").search(text, start)
    return outside.start() + 1 if outside else len(text)


def dedented(source: str, regions: Sequence[Region]) -> str:
    """`source` with what the regions indent brought to where the outermost begins, as far as it would be code."""
    pieces: list[str] = []
    stack: list[Region] = []
    done = following = 0
    line = source.find("\n", regions[0].start) + 1
    while line:
        while following < len(regions) and regions[following].start < line:
            stack.append(regions[following])
            following += 1
        while stack and stack[-1].end <= line:
            stack.pop()
        if not stack:
            if following == len(regions):
                break
            line = source.find("\n", regions[following].start) + 1
            continue
        content, base = stack[-1].content, stack[0].base
        indent = _INDENT.match(source, line)
        length = indent.end() - line if indent else 0
        amount = min(length, content) - base
        if content - base >= _CODE and amount > 0 and source[line + length : line + length + 1] not in {"", "\r", "\n"}:
            ending = line - 2 if source.startswith("\r\n", line - 2) else line - 1
            pieces += source[done:ending], source[line : line + amount], source[ending:line]
            done = line + amount
        line = source.find("\n", line) + 1
    pieces.append(source[done:])
    return "".join(pieces)
