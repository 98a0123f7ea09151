"""What must not be left in a page: template tags, masks, marks of a draft, addresses of nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from lint.bundle.verify_scan import Scanned
from lint.diagnostics import Span
from lint.post.masked import MASK
from lint.regex import regex

_PUBLISHED = regex(r"published[\"']?\s*[:=]")  # not the `article:published_time` of every page
_TAG = regex(r"\{\{(?:(?!\{\{)[^\n]){1,200}?\}\}|\{%(?:(?!\{%)[^\n]){1,200}?%\}|<%(?:(?!<%)[^\n]){1,200}?%>")
_MASK = regex(rf"{MASK}+|(?:%ee%80%80)+", re.IGNORECASE)
_DRAFT = regex(
    r"\b(?:draft[\"']?\s*[:=]\s*[\"']?(?:true|yes)|published[\"']?\s*[:=]\s*[\"']?(?:false|no)"
    r"|status[\"']?\s*[:=]\s*[\"']?draft)\b",
    re.IGNORECASE,
)
_DRAFT_ELEMENT = regex(
    r"<(?:html|body|main|article|section|header|div|p|span)\b[^<>]*?\s(?:data-draft\b(?!\s*=\s*[\"']?(?:false|no))"
    r"|class\s*=\s*[\"'](?:[^\"']*\s)?(?:is-)?draft(?=[\s\"']))[^<>]*>"
    r"|<meta\b[^<>]*\bname\s*=\s*[\"']?draft\b[^<>]*>",
    re.IGNORECASE,
)


class Marker(NamedTuple):
    """Something left over. `kind` is "template-tag", "mask" or "draft-marker"."""

    kind: str
    text: str
    span: Span


def _may_have_some(text: str) -> bool:
    if "{{" in text or "{%" in text or "<%" in text or MASK in text:
        return True
    lowered = text.lower()
    return "draft" in lowered or "%ee%80%80" in lowered or _PUBLISHED.search(lowered) is not None


def markers(text: str, scanned: Scanned) -> Iterator[Marker]:
    """The markers in a page; template tags and marks of a draft that stand in code are its subject and left alone."""
    if not _may_have_some(text):
        return
    for match in _MASK.finditer(text):
        yield Marker("mask", match.group(), Span(*match.span()))
    starts = [span.start for span in scanned.code]
    for kind, pattern in (("template-tag", _TAG), ("draft-marker", _DRAFT), ("draft-marker", _DRAFT_ELEMENT)):
        for match in pattern.finditer(text):
            before = bisect_right(starts, match.start()) - 1
            if before < 0 or scanned.code[before].end <= match.start():
                yield Marker(kind, unescape(match.group()), Span(*match.span()))
