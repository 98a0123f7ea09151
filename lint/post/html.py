"""Raw HTML in a post: its tags with the spans of their attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.diagnostics import Span
from lint.post.elements import Attribute, Link, Tag
from lint.post.entities import unescape
from lint.post.masked import MASK
from lint.regex import regex

_BRACES = r"\{(?:[^{}]|\{[^{}]*\})*\}"  # an expression, as JSX writes it
_TAG = regex(
    r"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)"
    rf"(?P<attributes>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|{_BRACES}|[^\s\"'=<>`]+))?)*)\s*/?>",
    re.DOTALL,
)
_ATTRIBUTE = regex(rf"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(?P<braces>{_BRACES})|([^\s\"'=<>`]+)))?")

# What stands inside these elements is code, not prose.
CODE_ELEMENTS = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt", "var"})


def tags(text: str, start: int, end: int) -> Iterator[Tag]:
    """The tags between two offsets, in order; comments are passed over."""
    for match in _TAG.finditer(text, start, end):
        name = match["name"]
        if name:
            at = match.start("attributes")
            found = tuple(_attributes(text, at, match.end("attributes"))) if match.end("attributes") > at else ()
            yield Tag(name.lower(), Span(*match.span()), bool(match["close"]), found)


def _attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastindex or 1
        if group == 1:
            yield Attribute(match[1].lower(), "", Span(*match.span()), Span(match.end(), match.end()))
        else:
            # What an expression will give, nobody can tell here: it stands hidden like a template tag.
            value = MASK * len(match[group]) if match["braces"] else unescape(match[group])
            yield Attribute(match[1].lower(), value, Span(*match.span()), Span(*match.span(group)))


def link(tag: Tag) -> Link | None:
    """The link that an `a` is, the image that an `img` is; None for other tags and for an `a` without href."""
    if tag.name == "a" and (href := tag.get("href")):
        return Link("html", tag.span, href.value, href.value_span, "", Span(tag.span.end, tag.span.end))
    if tag.name == "img" and (source := tag.get("src")):
        alt = tag.get("alt")
        alt_span = alt.value_span if alt else Span(tag.span.end, tag.span.end)
        text = alt.value if alt else ""
        return Link(
            "html", tag.span, source.value, source.value_span, text, alt_span, image=True, has_alt=alt is not None
        )
    return None
