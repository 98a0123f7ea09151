"""One line per finding: `path:line:column: level rule: message`."""

from __future__ import annotations

from lint.report.places import Report, shown


def render(report: Report) -> str:
    """The report; empty when there is nothing to say."""
    lines = report.lines()
    rows = []
    for one in report.diagnostics:
        line, column = lines[one.path].place(one.span.start)
        rows.append(f"{shown(one.path)}:{line}:{column}: {one.level} {one.rule}: {shown(one.message)}\n")
    return "".join(rows)
