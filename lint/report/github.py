"""Workflow commands of GitHub, which show findings beside the lines of a pull request."""

from __future__ import annotations

from lint.diagnostics import Diagnostic, Level
from lint.report.excerpts import note
from lint.report.places import Lines, Report, shown

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}
_SHOWN = 10
"""So many findings of a level GitHub shows for one step of a workflow; the log has all of them."""


def render(report: Report) -> str:
    """A command for each finding, and a line that counts them; empty when there is nothing to say."""
    lines = report.lines()
    rows = [_command(one, lines[one.path]) for one in report.diagnostics]
    rows += [f"::error title=copydesk::{_data(f'bug in rule `{c.rule}`: {c.message}')}" for c in report.crashes]
    if counts := report.tally():
        many = any(report.count(level) > _SHOWN for level in Level)
        limit = f"; GitHub shows {_SHOWN} of each level, the log has all" if many else ""
        rows.append(f"{counts} in {report.posts} post{'' if report.posts == 1 else 's'}{limit}")
    return "".join(f"{row}\n" for row in rows)


def _command(one: Diagnostic, lines: Lines) -> str:
    line, column = lines.place(one.span.start)
    last, end_column = lines.place(max(one.span.start, one.span.end - 1))
    properties: dict[str, str | int] = {"file": one.path, "line": line, "endLine": last}
    if last == line:  # GitHub takes columns within one line only
        properties |= {"col": column, "endColumn": end_column + 1}
    properties["title"] = f"copydesk: {one.rule}"
    message = shown(one.message) + (f"\n{advice}" if (advice := note(one)) else "")
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[one.level]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
