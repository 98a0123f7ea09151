"""SARIF 2.1.0, the exchange format of analysis tools, as editors and code hosts read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from lint.diagnostics import Diagnostic, Edit, Fix, Level, Span
from lint.engine.select import AnyRule
from lint.report.fingerprints import fingerprints
from lint.report.json import speakable
from lint.report.places import Lines, Report
from lint.report.rule_page import page, summary

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}


def render(report: Report) -> str:
    """One log with one run. Regions count code points, as the run says, and leave out a byte order mark."""
    lines = report.lines()
    ids = sorted({one.rule for one in report.diagnostics} | {crash.rule for crash in report.crashes})
    driver = {
        "name": "copydesk",
        "version": report.version,
        "rules": [_rule(name, report.rules.get(name)) for name in ids],
    }
    results = [
        _result(one, lines, ids.index(one.rule), fingerprint)
        for one, fingerprint in zip(report.diagnostics, fingerprints(report.diagnostics, lines), strict=True)
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, ids)],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(speakable(log)), indent=1).decode() + "\n"


def _rule(name: str, rule: AnyRule | None) -> dict[str, Any]:
    words = name.split("-")
    described: dict[str, Any] = {"id": name, "name": "".join(word.capitalize() for word in words)}
    if rule is None:  # what is only listed, such as the links that are alive
        return described | {"shortDescription": {"text": " ".join(words).capitalize()}}
    text = page(rule)
    return described | {
        "shortDescription": {"text": summary(rule)},
        "fullDescription": {"text": f"{summary(rule)}."},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.level], "enabled": rule.default},
        "properties": {"tags": [rule.family]},
    }


def _result(one: Diagnostic, lines: Mapping[str, Lines], index: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": _LEVELS[one.level],
        "message": {"text": one.message},
        "locations": [_location(one.path, one.span, lines[one.path])],
        "partialFingerprints": {"copydesk/v1": fingerprint},
    }
    if one.related:
        result["relatedLocations"] = [
            _location(other.path, other.span, lines[other.path])
            | {"id": number}
            | ({"message": {"text": other.message}} if other.message else {})
            for number, other in enumerate(one.related, 1)
        ]
    if fixes := [_fix(fix, one.path, lines[one.path]) for fix in _fixes(one)]:
        result["fixes"] = fixes
    return result


def _fixes(one: Diagnostic) -> Iterable[Fix]:
    """The fix, or else each of the texts that may be meant."""
    if one.fix:
        yield one.fix
    else:
        for text in one.suggestions:
            yield Fix(f'Write "{text}"', (Edit(one.span, text),), safe=False)


def _fix(fix: Fix, path: str, lines: Lines) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span, lines), "insertedContent": {"text": edit.text}}
        for edit in sorted(fix.edits)
    ]
    title = fix.title + ("" if fix.safe else " (may change the meaning)")
    change = {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
    return {"description": {"text": title}, "artifactChanges": [change]}


def _location(path: str, span: Span, lines: Lines) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if lines.text or span == (0, 0):
        physical["region"] = _region(span, lines)
    return {"physicalLocation": physical}


def _region(span: Span, lines: Lines) -> dict[str, int]:
    line, column = lines.place(span.start)
    end_line, end_column = lines.place(span.end)
    mark = lines.text.startswith("\ufeff")
    return {
        "startLine": line,
        "startColumn": max(1, column - (mark and line == 1)),
        "endLine": end_line,
        "endColumn": max(1, end_column - (mark and end_line == 1)),
    }


def _uri(path: str) -> str:
    """A path as a relative reference, stray bytes of its name included."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _invocation(report: Report, ids: list[str]) -> dict[str, Any]:
    notifications = [
        {
            "level": "error",
            "message": {"text": f"bug in rule {crash.rule}: {crash.message}"},
            "associatedRule": {"id": crash.rule, "index": ids.index(crash.rule)},
        }
        for crash in report.crashes
    ]
    invocation: dict[str, Any] = {"executionSuccessful": not report.crashes}
    return invocation | ({"toolExecutionNotifications": notifications} if notifications else {})
