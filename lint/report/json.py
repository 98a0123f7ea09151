"""The machine's report: one JSON object, as the command-line contract says."""

from __future__ import annotations

from typing import Any

import msgspec

from lint.diagnostics import Diagnostic, Fix, Level
from lint.regex import regex
from lint.report.places import Lines, Report

_SURROGATE = regex("[\ud800-\udfff]")


def render(report: Report) -> str:
    """One JSON object with `version`, `tool`, `diagnostics`, `summary`; sorted, the same for the same input."""
    lines = report.lines()
    document: dict[str, Any] = {
        "version": 1,
        "tool": f"copydesk {report.version}",
        "diagnostics": [_diagnostic(one, lines) for one in report.diagnostics],
        "summary": {
            "posts": report.posts,
            "errors": report.count(Level.ERROR),
            "warnings": report.count(Level.WARNING),
            "advice": report.count(Level.ADVICE),
        },
    }
    if report.known is not None:
        document["summary"]["baseline"] = report.known
    if report.crashes:
        document["crashes"] = [{"rule": c.rule, "path": c.path, "message": c.message} for c in report.crashes]
    return msgspec.json.format(msgspec.json.encode(speakable(document)), indent=1).decode() + "\n"


def _diagnostic(one: Diagnostic, lines: dict[str, Lines]) -> dict[str, Any]:
    asked = {"url": one.asked.url, "verdict": one.asked.verdict} if one.asked else {}
    return {
        "path": one.path,
        "rule": one.rule,
        "family": one.family,
        "level": str(one.level),
        "message": one.message,
        **_place(one.span.start, one.span.end, lines[one.path]),
        "fix": _fix(one.fix) if one.fix else None,
        "suggestions": list(one.suggestions),
        "related": [
            {"path": r.path, "message": r.message, **_place(r.span.start, r.span.end, lines[r.path])}
            for r in one.related
        ],
        **asked,
    }


def _place(start: int, end: int, lines: Lines) -> dict[str, int]:
    line, column = lines.place(start)
    end_line, end_column = lines.place(end)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": start,
        "end": end,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def speakable(value: Any) -> Any:
    """Stray bytes (lone surrogates) have no JSON form in UTF-8; U+FFFD stands for each."""
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {speakable(key): speakable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [speakable(inner) for inner in value]
    return value
