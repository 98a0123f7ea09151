"""JUnit's XML, which most CI servers read: a suite for each post, a test case for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lint.diagnostics import Diagnostic, Level
from lint.report.excerpts import note
from lint.report.places import Lines, Report, shown


def render(report: Report) -> str:
    """The document. What does not fail `check` is a test case that passes, with the finding as its output.

    Without findings it has one test case, which passes: a report without any counts as a mistake in places.
    """
    lines = report.lines()
    suites = []
    failures = 0
    for path, group in groupby(report.diagnostics, key=lambda one: one.path):
        ones = list(group)
        failed = sum(_fails(one, report) for one in ones)
        failures += failed
        cases = "".join(_case(one, lines[path], fails=_fails(one, report)) for one in ones)
        suites.append(_suite(path, len(ones), failed, 0, cases))
    if report.crashes:
        suites.append(_suite("copydesk", len(report.crashes), 0, len(report.crashes), "".join(_crashes(report))))
    if not suites:
        posts = f"{report.posts} post{'' if report.posts == 1 else 's'}"
        suites.append(_suite("copydesk", 1, 0, 0, f'  <testcase classname="copydesk" name="{posts}"/>\n'))
    tests = max(1, len(report.diagnostics) + len(report.crashes))
    head = f'<testsuites name="copydesk" tests="{tests}" failures="{failures}" errors="{len(report.crashes)}">\n'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{"".join(suites)}</testsuites>\n'


def _fails(one: Diagnostic, report: Report) -> bool:
    return report.strict or one.level is Level.ERROR


def _suite(name: str, tests: int, failures: int, errors: int, cases: str) -> str:
    counts = f'tests="{tests}" failures="{failures}" errors="{errors}"'
    return f' <testsuite name="{_text(name)}" {counts}>\n{cases} </testsuite>\n'


def _case(one: Diagnostic, lines: Lines, *, fails: bool) -> str:
    line, column = lines.place(one.span.start)
    place = f"{one.path}:{line}:{column}"
    said = f"{place}: {one.level} {one.rule}: {one.message}" + "".join(_more(one))
    case = f'<testcase classname="{_text(one.path)}" name="{one.rule} {line}:{column}" file="{_text(one.path)}"'
    if fails:
        inside = f'<failure type="{one.rule}" message="{_text(one.message)}">{_text(said)}</failure>'
    else:
        inside = f"<system-out>{_text(said)}</system-out>"
    return f'  {case} line="{line}">{inside}</testcase>\n'


def _more(one: Diagnostic) -> Iterable[str]:
    if advice := note(one):
        yield f"\n{advice}"


def _crashes(report: Report) -> Iterator[str]:
    for crash in report.crashes:
        where = _text(crash.path or "copydesk")
        yield (
            f'  <testcase classname="{where}" name="{_text(crash.rule)}">'
            f'<error type="bug" message="{_text(crash.message)}"/></testcase>\n'
        )


def _text(text: str) -> str:
    """Text for XML. What XML cannot hold is named as in reports for people; line ends stay."""
    lines = (shown(line) for line in text.split("\n"))
    escaped = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;")
