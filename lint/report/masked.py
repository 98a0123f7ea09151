"""Takes out of a report what no report may show. Reports are kept in logs, and read by many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import msgspec

from lint.diagnostics import Diagnostic, Fix, Span
from lint.report.places import Report

_SHOWN = 4
"""How many characters of a secret stay readable, so that its author knows which it is."""
_FEWEST = 8
"""Shorter texts are too common to be looked for in messages."""
_HIDDEN = "…"


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with all but the first characters of each span made unreadable; lines and offsets stay as they are."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        first = max(done, start + _SHOWN)
        if first < end:
            pieces += text[done:first], _hide(text[first:end])
            done = end
    return "".join((*pieces, text[done:])) if pieces else text


def without_secrets(report: Report, found: Mapping[str, Iterable[Span]]) -> Report:
    """The report without what stands in the spans, by path: neither in a text nor in any finding's words.

    A fix that would write a secret anew is not offered.
    """
    if not found:
        return report
    texts = dict(report.texts)
    written: set[str] = set()
    for path, spans in found.items():
        if path in texts:
            written.update(texts[path][start:end] for start, end in spans)
            texts[path] = mask(texts[path], spans)
    conceal = concealer(written)
    diagnostics = [_without(one, conceal) for one in report.diagnostics]
    return msgspec.structs.replace(report, diagnostics=diagnostics, texts=texts)


def concealer(written: Iterable[str]) -> Callable[[str], str]:
    """What makes these texts unreadable wherever they stand in another."""
    wanted = sorted((one for one in written if len(one) >= _FEWEST), key=len, reverse=True)
    if not wanted:
        return str
    pattern = re.compile("|".join(map(re.escape, wanted)))
    return lambda text: pattern.sub(lambda match: match[0][:_SHOWN] + _hide(match[0][_SHOWN:]), text)


def _without(one: Diagnostic, conceal: Callable[[str], str]) -> Diagnostic:
    return msgspec.structs.replace(
        one,
        message=conceal(one.message),
        fix=_fix(one.fix, conceal) if one.fix else None,
        suggestions=tuple(text for text in one.suggestions if conceal(text) == text),
        related=tuple(other._replace(message=conceal(other.message)) for other in one.related),
        asked=one.asked._replace(url=conceal(one.asked.url)) if one.asked else None,
    )


def _fix(fix: Fix, conceal: Callable[[str], str]) -> Fix | None:
    if any(conceal(edit.text) != edit.text for edit in fix.edits):
        return None
    return fix._replace(title=conceal(fix.title))


def _hide(text: str) -> str:
    return re.sub(r"[^\r\n]", _HIDDEN, text)
