"""What crawlers read: sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from lint.bundle.whole_addresses import Where

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
    from xml.etree import ElementTree as Tree

    Tree.register_namespace("", _SITEMAP)
    Tree.register_namespace("xhtml", _XHTML)
    root = Tree.Element(f"{{{_SITEMAP}}}urlset")
    for place in places:
        url = Tree.SubElement(root, f"{{{_SITEMAP}}}url")
        Tree.SubElement(url, f"{{{_SITEMAP}}}loc").text = where.of(place.address)
        if place.changed:
            Tree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = place.changed
        for language, address in place.others:
            attributes = {"rel": "alternate", "hreflang": language, "href": where.of(address)}
            Tree.SubElement(url, f"{{{_XHTML}}}link", attributes)
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def robots(where: Where) -> bytes:
    """Everything may be read; the sitemap is named where the site's address is known."""
    lines: Sequence[str] = ["User-agent: *", "Allow: /"]
    if where.url:
        lines = [*lines, "", f"Sitemap: {where.of(SITEMAP)}"]
    return ("\n".join(lines) + "\n").encode()
