"""What feeds, sitemaps, web manifests and robots.txt point at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lint.bundle.verify_scan import Reference, scan
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
_SITEMAP_LINE = regex(r"^[ \t]*sitemap[ \t]*:[ \t]*(?P<address>\S+)", re.IGNORECASE | re.MULTILINE)
# The keys of JSON feeds and web manifests whose value is an address, and those whose value is HTML.
_KEYS = frozenset(
    {"url", "home_page_url", "feed_url", "next_url", "icon", "favicon", "image", "banner_image", "avatar"}
)
_KEYS |= {"src", "start_url", "scope"}


def xml_fault(data: bytes) -> tuple[str, int] | None:
    """Why bytes are no well-formed XML, with the line (1-based); None when they are."""
    from xml.parsers import expat

    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        return expat.ErrorString(error.code) or "not well-formed", error.lineno
    return None


def xml_references(file: str, text: str) -> Iterator[Reference]:
    """The addresses of Atom, RSS and sitemaps, those of the HTML inside of entries included."""
    for match in _ELEMENT.finditer(text):
        if 'isPermaLink="false"' not in (match["attributes"] or ""):
            yield _reference(file, match)
    for match in _ATTRIBUTE.finditer(text):
        if match["name"] not in {"category", "generator"}:
            yield _reference(file, match)
    for match in _STYLE_SHEET.finditer(text):
        yield _reference(file, match)
    for match in _HTML.finditer(text):
        html = match["data"] if match["data"] is not None else unescape(match["text"])
        span = Span(*match.span("data" if match["data"] is not None else "text"))
        yield from _inner(file, html, span)


def _reference(file: str, match: re.Match[str]) -> Reference:
    return Reference(file, "feed", unescape(match["address"]).strip(), Span(*match.span("address")))


def _inner(file: str, html: str, span: Span) -> Iterator[Reference]:
    """The addresses of HTML in a feed; they stand where the whole of it stands."""
    if "<" in html:
        for one in scan(file, html).references:
            yield Reference(file, "feed", one.address, span)


def json_fault(text: str) -> tuple[str, int] | None:
    """Why a text is no JSON, with the line (1-based); None when it is."""
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        return str(getattr(error, "msg", error)), int(getattr(error, "lineno", 1))
    return None


def json_references(file: str, text: str) -> Iterator[Reference]:
    """The addresses of a JSON feed or a web manifest, wherever in it they stand."""
    at = 0
    for key, value in _strings(json.loads(text)):
        if key not in _KEYS and key != "content_html":
            continue
        written = next((w for w in (json.dumps(value, ensure_ascii=False), json.dumps(value)) if w in text), "")
        start = text.find(written, at) if written else -1
        start = start if start >= 0 else max(0, text.find(written))
        at = start + len(written)
        span = Span(start + 1, max(start + 1, at - 1))
        if key == "content_html":
            yield from _inner(file, value, span)
        else:
            yield Reference(file, "feed", value.strip(), span)


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)


def robots_references(file: str, text: str) -> Iterator[Reference]:
    """The sitemaps that robots.txt names."""
    for match in _SITEMAP_LINE.finditer(text):
        yield _reference(file, match)
