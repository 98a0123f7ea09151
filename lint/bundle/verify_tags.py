"""The tags of HTML and SVG, read without a tree: unclosed and misplaced elements are read all the same.

Most tags of a page point at nothing and can be pointed at by nothing: the spans of highlighted code, paragraphs, items.
An expression of their own passes them over, so that no Python is run for them.
"""

from __future__ import annotations

import re

from lint.diagnostics import Span
from lint.regex import regex

ADDRESS_ATTRIBUTES = (
    *("id", "name", "href", "src", "srcset", "poster", "content", "data", "action", "formaction", "cite", "style"),
    *("background", "xlink:href", "imagesrcset", "manifest", "longdesc"),
)
"""The attributes that say where a tag points, or by what name it is pointed at."""
META_ADDRESSES = (
    *("og:image", "og:image:url", "og:image:secure_url", "og:video", "og:video:url", "og:audio", "og:audio:url"),
    *("og:url", "twitter:image", "twitter:image:src", "twitter:player", "twitter:url", "msapplication-tileimage"),
    *("thumbnail", "msapplication-config"),
)
"""The names of `meta` elements whose content is an address."""

# Possessive repeats, and no bracket in a name or outside of quotes: what is never closed is given up at once, and is
# not tried in all the ways to split it.
_ATTRIBUTES = r"(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+"
_NAME = r"[A-Za-z][^\s/>\"'<]*+"
_COMMENT = r"!--(?:.*?-->|.*\Z)"
_CLOSED = rf"/(?P<closed>{_NAME}){_ATTRIBUTES}>"
# What stands in a raw element is no HTML, up to where it is closed.
_OPENED = (
    rf"(?P<name>(?P<raw>(?ai:script|style|textarea|title))(?![^\s/>\"'<])|{_NAME})(?P<attributes>{_ATTRIBUTES})>"
    r"(?(raw)(?P<text>(?:[^<]++|<(?!/(?ai:(?P=raw))))*+))"
)
_EVERY_TAG = regex(rf"<(?:{_COMMENT}|{_CLOSED}|{_OPENED})", re.DOTALL)

# Attributes of no interest. No value may hold a bracket, which would be taken for the next tag once this one is passed.
_DULL = rf"(?:\s++(?!(?:{'|'.join(ADDRESS_ATTRIBUTES)})=)[a-z][a-z0-9-]*+=\"[^\"<]*+\")*+"
_END = r"\s*+/?>"
_ELEMENT = r"(?!(?:script|style|textarea|title|link|base|meta)\b)[a-z][a-z0-9]*+"
_DULL_META = (
    rf"meta\s++(?:name|property)=\"(?!(?:{'|'.join(META_ADDRESSES)})\")[a-z0-9:_-]*+\"\s++content=\"[^\"<]*+\"{_END}"
)
TAG = regex(
    rf"<(?!/[^\"'<>]*+>|{_ELEMENT}{_DULL}{_END}|{_DULL_META})"
    rf"(?:(?P<element>{_ELEMENT}){_DULL}\s++(?P<attribute>id|href|src)=\"(?P<value>[^\"<]*+)\"{_DULL}{_END}"
    rf"|{_COMMENT}|{_CLOSED}|{_OPENED})",
    re.DOTALL,
)
"""A tag that may matter, or a comment.

Where one attribute matters and is written plainly, `element`, `attribute` and `value` are set. Of all other start tags
`name` and `attributes` are, and of raw elements `raw` and `text`, all that is in them.
"""

_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})


def code_spans(text: str) -> list[Span]:
    """The outermost spans of code, in order."""
    found: list[Span] = []
    start = depth = 0
    for tag in _EVERY_TAG.finditer(text):
        if (name := tag["name"]) and name.lower() in _CODE:
            start = start if depth else tag.start()
            depth += 1
        elif (name := tag["closed"]) and name.lower() in _CODE:
            depth = max(0, depth - 1)
            if depth == 0:
                found.append(Span(start, tag.end()))
    if depth:
        found.append(Span(start, len(text)))
    return found
