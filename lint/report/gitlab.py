"""GitLab's report of code quality: one JSON array."""

from __future__ import annotations

import msgspec

from lint.diagnostics import Level
from lint.report.fingerprints import fingerprints
from lint.report.json import speakable
from lint.report.places import Report

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.ADVICE: "info"}


def render(report: Report) -> str:
    """An array with an object for each finding; `[]` when there is nothing to say.

    A rule that has a bug is an object as well: a report that lacks findings must not look clean.
    """
    lines = report.lines()
    issues = []
    for one, fingerprint in zip(report.diagnostics, fingerprints(report.diagnostics, lines), strict=True):
        begin = lines[one.path].place(one.span.start)[0]
        end = lines[one.path].place(max(one.span.start, one.span.end - 1))[0]
        issues.append(
            {
                "description": one.message,
                "check_name": one.rule,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[one.level],
                "location": {"path": one.path, "lines": {"begin": begin, "end": end}},
            }
        )
    issues += [
        {
            "description": f"bug in the rule: {crash.message}",
            "check_name": crash.rule,
            "fingerprint": f"bug-{crash.rule}-{crash.path}",
            "severity": "blocker",
            "location": {"path": crash.path or ".", "lines": {"begin": 1, "end": 1}},
        }
        for crash in report.crashes
    ]
    return msgspec.json.format(msgspec.json.encode(speakable(issues)), indent=1).decode() + "\n"
