"""Addresses that stand in prose without being links in CommonMark."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from lint.diagnostics import Span
from lint.post.elements import Link, Tag
from lint.post.masked import MASK
from lint.regex import regex

_ENTITY = regex(r"&[A-Za-z0-9]+;\Z")
_MARKS = "?!.,:;*_~'\"’”»…"


def bare_addresses(source: str, found: Iterable[Span], links: Sequence[Link], tags: Sequence[Tag]) -> list[Span]:
    """Those of `found`, addresses in prose, that begin with http:// or https:// and lie in no link.

    Each ends where GitHub Flavored Markdown ends it (section 6.9 of its specification): before punctuation, before an
    entity and before a bracket that was opened outside.
    """
    wanted = [
        span
        for span in found
        # The mask hides template tags and what is left of an entity, and the address goes on there.
        if source.startswith(("http://", "https://"), span.start)
        and source[span.end - 1] != "&"
        and source[span.end : span.end + 1] != MASK
    ]
    if not wanted:
        return []
    inside = sorted([link.span for link in links if link.kind != "html"] + _anchors(tags))
    starts = [span.start for span in inside]
    bare = []
    for span in wanted:
        before = bisect_right(starts, span.start) - 1
        if before >= 0 and span.start < inside[before].end:
            continue
        end = _end(source, span)
        if "." in source[span.start : end] or "localhost" in source[span.start : end]:
            bare.append(Span(span.start, end))
    return bare


def _anchors(tags: Sequence[Tag]) -> list[Span]:
    """What lies between `<a …>` and `</a>`, and the tags themselves."""
    found: list[Span] = []
    opened = -1
    for tag in tags:
        if tag.name == "a":
            if tag.closing and opened >= 0:
                found.append(Span(opened, tag.span.end))
            opened = -1 if tag.closing else tag.span.start
    return found


def _end(source: str, span: Span) -> int:
    written = source[span.start : span.end]
    while True:
        shorter = written.rstrip(_MARKS) if not written.endswith(";") else _ENTITY.sub("", written).rstrip(_MARKS)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == written:
            return span.start + len(written)
        written = shorter
