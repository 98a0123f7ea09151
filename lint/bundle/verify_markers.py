"""What must not be left in a page: template tags, masks, marks of a draft, addresses of nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from lint.bundle.verify_tags import code_spans
from lint.diagnostics import Span
from lint.post.masked import MASK
from lint.regex import regex

_TAG = regex(r"\{\{(?:(?!\{\{)[^\n]){1,200}?\}\}|\{%(?:(?!\{%)[^\n]){1,200}?%\}|<%(?:(?!<%)[^\n]){1,200}?%>")
_MASK = regex(rf"{MASK}+|(?:%ee%80%80)+", re.IGNORECASE)
# The words are of ASCII letters alone, so that lower case finds them all.
_DRAFT = regex(
    r"\b(?:(?ai:draft)[\"']?\s*[:=]\s*[\"']?(?ai:true|yes)|(?ai:published)[\"']?\s*[:=]\s*[\"']?(?ai:false|no)"
    r"|(?ai:status)[\"']?\s*[:=]\s*[\"']?(?ai:draft))\b"
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


# What each alternative of `_DRAFT` needs in lower case and UTF-8: each begins with a word, which is found fast, and
# takes for white space all that is no sign of ASCII.
_SAID = tuple(
    regex(rb"%b[\"']?[^!-~]*+[:=][^!-~]*+[\"']?(?:%b)" % words)
    for words in ((b"published", b"false|no"), (b"draft", b"true|yes"), (b"status", b"draft"))
)
# Taken with all that follows: each piece of a text is gone through once, however often the word stands in it.
_UP_TO_BRACKET = regex(rb"draft[^<>]*+(>?)")


def markers(text: str) -> Iterator[Marker]:
    """The markers in a page; template tags and marks of a draft that stand in code are its subject and left alone."""
    lowered = text.encode("utf-8", "surrogatepass").lower()
    percent = "%" in text
    if MASK in text or (percent and b"%ee%80%80" in lowered):
        for match in _MASK.finditer(text):
            yield Marker("mask", match.group(), Span(*match.span()))
    found: list[tuple[str, re.Match[str]]] = []
    if "{{" in text or (percent and ("{%" in text or "<%" in text)):
        found += (("template-tag", match) for match in _TAG.finditer(text))
    found += (("draft-marker", match) for pattern in _of_drafts(lowered) for match in pattern.finditer(text))
    if not found:
        return
    code = code_spans(text)
    starts = [span.start for span in code]
    for kind, match in found:
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or code[before].end <= match.start():
            yield Marker(kind, unescape(match.group()), Span(*match.span()))


def _of_drafts(lowered: bytes) -> Iterator[re.Pattern[str]]:
    """The patterns that may match a text with this lower case: they are slow, and few pages have what they look for."""
    has_word = b"draft" in lowered
    if any(said.search(lowered) for said in (_SAID if has_word else _SAID[:1])):
        yield _DRAFT
    if has_word and any(_UP_TO_BRACKET.findall(lowered)):
        yield _DRAFT_ELEMENT
