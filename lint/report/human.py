"""The report for people: place, rule and message, the line with a caret, and the fix."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from lint.diagnostics import Diagnostic, Level
from lint.report.excerpts import excerpt, note
from lint.report.places import Lines, Report, shown

_COLORS = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.ADVICE: "bold cyan"}

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
    yield [
        (f"{shown(one.path)}:{line}:{column}: ", "bold"),
        (one.level, _COLORS[one.level]),
        (f" {one.rule}: ", "bold"),
        (shown(one.message), ""),
    ]
    gutter = len(str(line))
    left, fault, right = excerpt(one, text)
    yield [(f"{line:>{gutter}} | ", "blue"), (left + fault + right, "")]
    caret: Line = [(" " * gutter + " | ", "blue"), (_blank(left) + "^" * max(1, _columns(fault)), _COLORS[one.level])]
    advice = note(one)
    yield [*caret, (f" {advice}", "green")] if advice else caret
    for other in one.related:
        where = lines[other.path].place(other.span.start)
        yield [(" " * gutter + " = ", "blue"), (f"{shown(other.path)}:{where[0]}:{where[1]} {other.message}", "")]


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
    counts = report.tally()
    if not counts:
        return ""
    safe = sum(bool(one.fix and one.fix.safe) for one in report.diagnostics)
    unsafe = sum(bool(one.fix and not one.fix.safe) for one in report.diagnostics)
    posts = f"{report.posts} post{'' if report.posts == 1 else 's'}"
    offers = [f"`{report.fixing}` repairs {safe}"] * bool(safe) + [f"`--unsafe` {unsafe} more"] * bool(unsafe)
    return f"{counts} in {posts}" + (f"; {', '.join(offers)}" if offers else "")
