"""Where the parts of a Markdown link stand, and reference definitions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from lint.diagnostics import Span
from lint.post.elements import Definition, Link, LinkKind
from lint.regex import regex

_KINDS: dict[str, LinkKind] = {
    "Inline": "inline",
    "Reference": "full",
    "Collapsed": "collapsed",
    "Shortcut": "shortcut",
    "Autolink": "autolink",
    "Email": "autolink",
}
_OPEN = regex(r"\]\([ \t\r\n>]*")
_ANGLE = regex(r"<((?:[^<>\\\n]|\\.)*)>")
_PLAIN = regex(r"(?:\\.|[^\s\\])*")
_DEFINITION = regex(
    r"^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*"
    r"\[(?P<label>(?!\^)(?:[^\[\]\\\n]|\\.|\\?\n(?![ \t>]*\r?\n)){1,999})\]:"
    r"[ \t]*(?:\r?\n[ \t>]*)?"
    r"(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s<]\S*))",
    re.MULTILINE,
)
_FOLD = regex(r"\s*\n[ \t>]*|\s+")


def markdown_link(source: str, span: Span, text_span: Span, text: str, data: dict[str, str], *, image: bool) -> Link:
    """A link from pyromark's data. `text_span` covers the children, empty where there are none."""
    kind = _KINDS.get(data["link_type"], "inline")
    url = data["dest_url"]
    label = data["id"]
    if kind == "inline":
        begin = text_span.end + 2
        if source[begin : span.end - 1] == url and url and source.startswith("](", text_span.end):
            url_span = Span(begin, span.end - 1)  # nothing but the destination, written as it is read
        else:
            url_span = destination(source, text_span.end, span.end)
    elif kind == "autolink":
        url = f"mailto:{url}" if data["link_type"] == "Email" else url
        url_span = text_span = Span(span.start + 1, span.end - 1)
    elif kind == "full":
        opening = source.find("[", text_span.end, span.end)
        url_span = Span(opening + 1, span.end - 1) if opening >= 0 else text_span
    else:
        url_span = text_span
        if kind == "collapsed" and source.startswith("[]", span.end):
            span = Span(span.start, span.end + 2)  # pyromark's range ends before the empty brackets
    return Link(kind, span, url, url_span, text, text_span, data["title"], label, image)


def destination(source: str, start: int, end: int) -> Span:
    """The destination in the tail of an inline link, `](…)`, without angle brackets; empty where there is none."""
    opening = _OPEN.search(source, start, end)
    if not opening:
        return Span(end - 1, end - 1)
    angle = _ANGLE.match(source, opening.end(), end)
    if angle:
        return Span(*angle.span(1))
    begin = opening.end()
    plain = _PLAIN.match(source, begin, end)
    stop = plain.end() if plain else begin
    # Without a title the closing bracket of the link touches the destination.
    return Span(begin, min(stop, end - 1))


def definitions(source: str, prose: str, hidden: list[Span], start: int) -> Iterator[Definition]:
    """Reference definitions in order, repeated labels included; `label` has its white space folded.

    A definition shows nothing, so it is one only where the mask holds no prose and no block of code or HTML stands:
    `hidden`, in order.
    """
    starts = [span.start for span in hidden]
    for match in _DEFINITION.finditer(source, start):
        at = match.start("label")
        if prose[at] != "\0":
            continue
        before = bisect_right(starts, at) - 1
        if before >= 0 and at < hidden[before].end:
            continue
        group = "angle" if match["angle"] is not None else "plain"
        label = _FOLD.sub(" ", match["label"]).strip()
        yield Definition(label, Span(at - 1, match.end()), match[group], Span(*match.span(group)))
