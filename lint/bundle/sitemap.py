"""What crawlers read: sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from lint.bundle.whole_addresses import Where
from lint.bundle.xml import document, element, holding

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


class Place(msgspec.Struct, frozen=True):
    """A page for crawlers: its address below the site, the ISO day of its last change or "", and its translations.

    `others` are (language, address) of all versions, this one included; empty where there is one only.
    """

    address: str
    changed: str = ""
    others: tuple[tuple[str, str], ...] = ()


def sitemap(places: Iterable[Place], where: Where) -> bytes:
    """The sitemap; its addresses are whole, so the site's own must be known."""
    urls: list[str] = []
    translated = False
    for place in places:
        parts = [element("loc", where.of(place.address))]
        if place.changed:
            parts.append(element("lastmod", place.changed))
        for language, address in place.others:
            translated = True
            attributes = {"rel": "alternate", "hreflang": language, "href": where.of(address)}
            parts.append(element("xhtml:link", "", attributes))
        urls.append(holding("url", "".join(parts)))
    spaces = {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML} if translated else {"xmlns": _SITEMAP}
    return document(holding("urlset", "".join(urls), spaces))


def robots(where: Where) -> bytes:
    """Everything may be read; the sitemap is named where the site's address is known."""
    lines: Sequence[str] = ["User-agent: *", "Allow: /"]
    if where.url:
        lines = [*lines, "", f"Sitemap: {where.of(SITEMAP)}"]
    return ("\n".join(lines) + "\n").encode()
