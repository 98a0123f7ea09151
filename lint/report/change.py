"""A fix as a few lines on a terminal: what stands there, and what would stand there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import category

from lint.diagnostics import Edit, Span
from lint.post.widths import width
from lint.records import NamedTuple
from lint.report.places import shown

_LINES = 12
"""How many lines of each side are shown."""
_FEWEST = 20
"""Columns that a line gets however narrow the terminal is."""


class ChangeLine(NamedTuple):
    """A line to be shown: "-" for what stands there, "+" for what would, its number, and its pieces.

    Every second piece is what changes; it may be empty.
    """

    mark: str
    number: int
    pieces: tuple[str, ...]


def change_lines(text: str, edits: Sequence[Edit], columns: int) -> Iterator[ChangeLine]:
    """The lines that the edits of a fix touch, before and after, cut to this many columns."""
    room = max(_FEWEST, columns)
    shift = 0  # of line numbers
    for group in _groups(text, sorted(edits)):
        start = text.rfind("\n", 0, group[0].span.start) + 1
        end = text.find("\n", max(edit.span.end for edit in group))
        old = text[start : end if end >= 0 else len(text)]
        first = text.count("\n", 0, start) + 1
        new, was, now = _applied(old, group, start)
        yield from _side("-", old, was, first, room)
        yield from _side("+", new, now, first + shift, room)
        shift += new.count("\n") - old.count("\n")


def _groups(text: str, edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """The edits, those together that share a line."""
    group: list[Edit] = []
    for edit in edits:
        if group and "\n" in text[group[-1].span.end : edit.span.start]:
            yield group
            group = []
        group.append(edit)
    yield group


def _applied(old: str, edits: Sequence[Edit], start: int) -> tuple[str, list[Span], list[Span]]:
    """The text after the edits, and what changes in the one and the other. `start` is the place of `old`."""
    pieces: list[str] = []
    was: list[Span] = []
    now: list[Span] = []
    done = length = 0
    for edit in edits:
        first, last = edit.span.start - start, edit.span.end - start
        pieces += old[done:first], edit.text
        length += first - done
        was.append(Span(first, last))
        now.append(Span(length, length + len(edit.text)))
        length += len(edit.text)
        done = last
    return "".join(pieces) + old[done:], was, now


def _side(mark: str, text: str, spans: Sequence[Span], first: int, columns: int) -> Iterator[ChangeLine]:
    lines = text.split("\n")
    start = 0
    for number, line in enumerate(lines[:_LINES]):
        inside = [Span(max(0, one.start - start), min(len(line), one.end - start)) for one in spans]
        inside = [one for one in inside if one.start <= one.end and one.start <= len(line)]
        yield ChangeLine(mark, first + number, tuple(_pieces(line.removesuffix("\r"), inside, columns)))
        start += len(line) + 1
    if len(lines) > _LINES:
        yield ChangeLine(mark, first + _LINES, (f"… {len(lines) - _LINES} more lines",))


def _pieces(line: str, spans: Sequence[Span], columns: int) -> Iterator[str]:
    """The line from where its first change can be seen, as far as there is room; every second piece changes."""
    done = _left_edge(line, spans[0].start if spans else 0, columns)
    sign = "…" if done else ""
    room = columns - 2  # for the signs that something is left out
    for start, end in spans:
        kept, room = _fit(line[done:start], room)
        changed, room = _fit(line[max(done, start) : end], room, named=True)
        yield from (sign + kept, changed)
        done, sign = max(done, end), ""
    kept, room = _fit(line[done:], room)
    yield sign + kept + ("…" if room < 0 else "")


def _left_edge(line: str, at: int, columns: int) -> int:
    """Where to begin so that what stands before `at` takes a third of the columns, when the line is too long."""
    if width(line) <= columns:
        return 0
    before = columns // 3
    while at > 0 and before > 0:
        at -= 1
        before -= width(line[at])
    return at


def _fit(text: str, room: int, *, named: bool = False) -> tuple[str, int]:
    """As much of a text as there is room for, and the room that is left: -1 when something is left out.

    With `named`, every character can be seen: spaces other than the plain one, and what has no shape, are named.
    """
    pieces: list[str] = []
    for character in text:
        piece = "    " if character == "\t" else shown(character)
        if named and character != " " and category(character) in {"Zs", "Cf"}:
            piece = f"\\u{ord(character):04x}"
        if room < width(piece):
            return "".join(pieces), -1
        room -= width(piece)
        pieces.append(piece)
    return "".join(pieces), room
