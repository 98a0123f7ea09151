"""The line that a finding stands in, cut to what can be read, and what is said beside it."""

from __future__ import annotations

from lint.diagnostics import Diagnostic
from lint.records import NamedTuple
from lint.regex import regex
from lint.report.places import Lines, shown

_WIDTH = 100  # columns of a line that are shown; paragraphs may well be one line of a thousand
_BEFORE = 60  # of which at most so many before the fault

_PASSWORD = regex(r"(?<=//)[^\s/?#@]*:[^\s/?#@]*(?=@)")


class Excerpt(NamedTuple):
    """The part of a line around a fault: before, the fault, after. Cut ends show an ellipsis."""

    left: str
    fault: str
    right: str


def excerpt(one: Diagnostic, lines: Lines) -> Excerpt:
    """The line that a finding begins in. One that ends in a later line is marked to the end of this."""
    line, column = lines.place(one.span.start)
    end_line, end_column = lines.place(one.span.end)
    written = _without_passwords(lines.line(one.span.start))
    if end_line > line:
        end_column = len(written) + 1
    return _window(written, column - 1, max(column, end_column) - 1)


def note(one: Diagnostic) -> str:
    """What can be done about a finding; "" when nothing is known."""
    if one.fix:
        return shown(one.fix.title) + ("" if one.fix.safe else " (with --unsafe)")
    if one.suggestions:
        return "perhaps " + ", ".join(f'"{shown(text)}"' for text in one.suggestions)
    return ""


def _without_passwords(line: str) -> str:
    """The line with the user names and passwords of addresses made unreadable; logs are kept, and read by many."""
    return _PASSWORD.sub(lambda match: "…" * len(match[0]), line) if "@" in line else line


def _window(line: str, start: int, end: int) -> Excerpt:
    first = max(0, start - _BEFORE) if len(line) > _WIDTH else 0
    last = min(len(line), first + _WIDTH)
    return Excerpt(
        ("…" if first else "") + shown(line[first:start]),
        shown(line[start : min(end, last)]),
        shown(line[min(end, last) : last]) + ("…" if last < len(line) else ""),
    )
