"""The report for people: place, rule and message, the line with a caret, and the fix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from lint.diagnostics import Diagnostic, Level
from lint.report.places import Lines, Report, shown

_WIDTH = 100  # columns of a line that are shown; paragraphs may well be one line of a thousand
_BEFORE = 60  # of which at most so many before the fault
_COLORS = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.ADVICE: "bold cyan"}

_PASSWORD = re.compile(r"(?<=//)[^\s/?#@]*:[^\s/?#@]*(?=@)")

Line = list[tuple[str, str]]
"""A line of output: texts, each with a rich style or ""."""


def render(report: Report, *, color: bool = False) -> str:
    """The report; empty when there is nothing to say. With `color`, ANSI codes by rich."""
    rows = list(_rows(report))
    if not color:
        return "".join("".join(text for text, _ in row).rstrip() + "\n" for row in rows)
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, soft_wrap=True, highlight=False, emoji=False, markup=False, width=1000)
    with console.capture() as capture:
        for row in rows:
            console.print(Text.assemble(*row))
    return capture.get()


def _rows(report: Report) -> Iterator[Line]:
    lines = report.lines()
    for one in report.diagnostics:
        yield from _finding(one, lines)
    if summary := _summary(report):
        yield [(summary, "bold")]


def _finding(one: Diagnostic, lines: dict[str, Lines]) -> Iterator[Line]:
    text = lines[one.path]
    line, column = text.place(one.span.start)
    end_line, end_column = text.place(one.span.end)
    yield [
        (f"{shown(one.path)}:{line}:{column}: ", "bold"),
        (one.level, _COLORS[one.level]),
        (f" {one.rule}: ", "bold"),
        (shown(one.message), ""),
    ]
    gutter = len(str(line))
    written = _without_passwords(text.line(one.span.start))
    if end_line > line:
        end_column = len(written) + 1
    left, fault, right = _window(written, column - 1, max(column, end_column) - 1)
    yield [(f"{line:>{gutter}} | ", "blue"), (left + fault + right, "")]
    caret: Line = [(" " * gutter + " | ", "blue"), (_blank(left) + "^" * max(1, _columns(fault)), _COLORS[one.level])]
    note = _note(one)
    yield [*caret, (f" {note}", "green")] if note else caret
    for other in one.related:
        where = lines[other.path].place(other.span.start)
        yield [(" " * gutter + " = ", "blue"), (f"{shown(other.path)}:{where[0]}:{where[1]} {other.message}", "")]


def _without_passwords(line: str) -> str:
    """The line with the user names and passwords of addresses made unreadable; logs are kept, and read by many."""
    return _PASSWORD.sub(lambda match: "…" * len(match[0]), line) if "@" in line else line


def _note(one: Diagnostic) -> str:
    if one.fix:
        return shown(one.fix.title) + ("" if one.fix.safe else " (with --unsafe)")
    if one.suggestions:
        return "perhaps " + ", ".join(f'"{shown(text)}"' for text in one.suggestions)
    return ""


def _window(line: str, start: int, end: int) -> tuple[str, str, str]:
    """The part of a line around a span: before, the span, after. Cut ends show an ellipsis."""
    first = max(0, start - _BEFORE) if len(line) > _WIDTH else 0
    last = min(len(line), first + _WIDTH)
    left = ("…" if first else "") + shown(line[first:start])
    return (
        left,
        shown(line[start : min(end, last)]),
        shown(line[min(end, last) : last]) + ("…" if last < len(line) else ""),
    )


def _columns(text: str) -> int:
    """The width of a text on a terminal, in columns."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(c) or c in "\u200d\ufe0f" else 2 if east_asian_width(c) in {"W", "F"} else 1 for c in text
    )


def _blank(text: str) -> str:
    """White space as wide as the text; tabs stay tabs."""
    return "".join("\t" if c == "\t" else " " * _columns(c) for c in text)


def _summary(report: Report) -> str:
    counts = [
        f"{number} {name}{'' if number == 1 or name == 'advice' else 's'}"
        for level, name in ((Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.ADVICE, "advice"))
        if (number := report.count(level))
    ]
    if not counts:
        return ""
    safe = sum(bool(one.fix and one.fix.safe) for one in report.diagnostics)
    unsafe = sum(bool(one.fix and not one.fix.safe) for one in report.diagnostics)
    posts = f"{report.posts} post{'' if report.posts == 1 else 's'}"
    offers = [f"`{report.fixing}` repairs {safe}"] * bool(safe) + [f"`--unsafe` {unsafe} more"] * bool(unsafe)
    return f"{', '.join(counts)} in {posts}" + (f"; {', '.join(offers)}" if offers else "")
