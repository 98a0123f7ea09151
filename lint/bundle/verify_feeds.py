"""What feeds, sitemaps, web manifests and robots.txt point at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lint.bundle.verify_scan import Address, scan
from lint.diagnostics import Span
from lint.regex import regex

_ELEMENT = regex(
    r"<(?P<name>(?:[\w.-]+:)?(?:link|loc|guid|comments|url|icon|logo|uri))(?P<attributes>\s[^<>]*?)?(?<!/)>"
    r"\s*(?:<!\[CDATA\[)?(?P<address>[^<\]]*?)\s*(?:\]\]>)?\s*</(?P=name)\s*>"
)
_ATTRIBUTE = regex(
    r"<(?:[\w.-]+:)?(?P<name>link|enclosure|content|thumbnail|category|generator|player|source)\b"
    r"(?P<before>[^<>]*?\s)(?P<attribute>href|url|src)\s*=\s*(?P<quote>[\"'])(?P<address>.*?)(?P=quote)(?P<after>[^<>]*)>"
)
_STYLE_SHEET = regex(r"<\?xml-stylesheet\b[^?]*?\bhref\s*=\s*([\"'])(?P<address>.*?)\1")
_HTML = regex(
    r"<(?P<name>content|summary|description|content:encoded)\b[^<>]*(?<!/)>\s*"
    r"(?:<!\[CDATA\[(?P<data>.*?)\]\]>|(?P<text>[^<]*))\s*</(?P=name)\s*>",
    re.DOTALL,
)
# Escaped HTML has one of these at every tag, and rarely another.
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&"))
_OTHER_ESCAPE = regex(r"&(?!(?:lt|gt|quot|#34|#39|amp);)")
_SITEMAP_LINE = regex(r"^[ \t]*sitemap[ \t]*:[ \t]*(?P<address>\S+)", re.IGNORECASE | re.MULTILINE)
# The keys of JSON feeds and web manifests whose value is an address, and those whose value is HTML.
_KEYS = frozenset(
    {"url", "home_page_url", "feed_url", "next_url", "icon", "favicon", "image", "banner_image", "avatar"}
)
_KEYS |= {"src", "start_url", "scope"}
# JSON can name half of a character, and no text that is written has one.
_HALF = regex(r"[\ud800-\udfff]")
_AS_IT_IS = json.JSONEncoder(ensure_ascii=False).encode
_ESCAPED = json.JSONEncoder().encode


def xml_fault(data: bytes) -> tuple[str, int] | None:
    """Why bytes are no well-formed XML, with the line (1-based); None when they are."""
    from xml.parsers import expat

    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        return expat.ErrorString(error.code) or "not well-formed", error.lineno
    return None


def xml_references(text: str) -> Iterator[Address]:
    """The addresses of Atom, RSS and sitemaps, those of the HTML inside of entries included."""
    for match in _ELEMENT.finditer(text):
        if 'isPermaLink="false"' not in (match["attributes"] or ""):
            yield _address(match)
    for match in _ATTRIBUTE.finditer(text):
        if match["name"] not in {"category", "generator"}:
            yield _address(match)
    for match in _STYLE_SHEET.finditer(text):
        yield _address(match)
    for match in _HTML.finditer(text):
        html = match["data"] if match["data"] is not None else _unescaped(match["text"])
        span = Span(*match.span("data" if match["data"] is not None else "text"))
        yield from _inner(html, span)


def _unescaped(text: str) -> str:
    """As `html.unescape`, which calls a function for each character reference."""
    if _OTHER_ESCAPE.search(text):
        return unescape(text)
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text


def _address(match: re.Match[str]) -> Address:
    return Address("feed", unescape(match["address"]).strip(), Span(*match.span("address")))


def _inner(html: str, span: Span) -> Iterator[Address]:
    """The addresses of HTML in a feed; they stand where the whole of it stands."""
    if "<" in html:
        for one in scan(html).addresses:
            yield Address("feed", one.address, span)


def read_json(text: str) -> tuple[Any, tuple[str, int] | None]:
    """The value of a text, and why it is no JSON with the line (1-based), None when it is."""
    try:
        return json.loads(text), None
    except (ValueError, RecursionError) as error:
        return None, (str(getattr(error, "msg", error)), int(getattr(error, "lineno", 1)))


def json_references(text: str, value: Any) -> Iterator[Address]:
    """The addresses of a JSON feed or a web manifest, wherever in it they stand; `value` is that of the text."""
    at = 0
    for key, string in _strings(value):
        if key not in _KEYS and key != "content_html":
            continue
        start, at = _written(text, string, at)
        span = Span(start + 1, max(start + 1, at - 1))
        whole = _HALF.sub("\ufffd", string)
        if key == "content_html":
            yield from _inner(whole, span)
        else:
            yield Address("feed", whole.strip(), span)


def _written(text: str, string: str, at: int) -> tuple[int, int]:
    """From where to where a string stands in JSON, its quotes included: behind `at`, else anywhere, else (0, 0)."""
    for encode in (_AS_IT_IS, _ESCAPED):
        written = encode(string)
        # Strings are asked for in their order: to look from the top each time takes long in a long feed.
        start = text.find(written, at)
        start = start if start >= 0 else text.find(written)
        if start >= 0:
            return start, start + len(written)
    return 0, 0


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)


def robots_references(text: str) -> Iterator[Address]:
    """The sitemaps that robots.txt names."""
    for match in _SITEMAP_LINE.finditer(text):
        yield _address(match)
