"""What a file of the bundle points at, and what may be pointed at in it: one pass over its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

import msgspec

from lint.bundle.verify_css import css_addresses
from lint.bundle.verify_tags import ADDRESS_ATTRIBUTES, META_ADDRESSES, TAG
from lint.diagnostics import Span
from lint.regex import regex

_ATTRIBUTE = regex(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_WORTH_READING = regex(rf"(?:^|[\s\"'])(?:{'|'.join(ADDRESS_ATTRIBUTES)})\s*=", re.IGNORECASE)
_REFRESH = regex(r"\s*\d*(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<address>[^\"']+)", re.IGNORECASE)
_CANDIDATE = regex(r"[\s,]*(?P<address>\S+)")

_NOTHING: dict[str, str] = {}
# What the attribute's address is for; "page" ones are followed by readers and lead from page to page.
_USES: dict[str, dict[str, str]] = {
    "a": {"href": "page", "xlink:href": "page"},
    "area": {"href": "page"},
    "audio": {"src": "media"},
    "blockquote": {"cite": "citation"},
    "body": {"background": "image"},
    "button": {"formaction": "form"},
    "del": {"cite": "citation"},
    "embed": {"src": "media"},
    "form": {"action": "form"},
    "frame": {"src": "page"},
    "html": {"manifest": "file"},
    "iframe": {"src": "page"},
    "image": {"href": "image", "xlink:href": "image"},
    "img": {"src": "image", "srcset": "images", "longdesc": "citation"},
    "input": {"src": "image", "formaction": "form"},
    "ins": {"cite": "citation"},
    "link": {"href": "file", "imagesrcset": "images"},
    "object": {"data": "media"},
    "q": {"cite": "citation"},
    "script": {"src": "file"},
    "source": {"src": "media", "srcset": "images"},
    "track": {"src": "media"},
    "use": {"href": "image", "xlink:href": "image"},
    "video": {"src": "media", "poster": "image"},
}
# These warm up a connection to a host; no file is asked for.
_HOSTS_ONLY = frozenset({"dns-prefetch", "preconnect"})
# Pages share the most of their heads and of their navigation. What is longer than this is no such tag.
_TAGS_KEPT, _LONGEST_KEPT = 2_000, 400


class Address(NamedTuple):
    """An address in a text, character references resolved; `span` counts code points of the text."""

    use: str
    address: str
    span: Span


class Reference(NamedTuple):
    """An address in a file of the bundle, character references resolved; `span` counts code points of its text."""

    file: str
    use: str
    address: str
    span: Span


class Scanned(msgspec.Struct):
    """What one pass found. `ids` are in order, repeated ones included; `names` are all anchors: ids and names of `a`.

    `base` is the address of a `base` element, `redirects` says that the page sends its reader on to another one.
    """

    addresses: list[Address] = msgspec.field(default_factory=list)
    ids: list[tuple[str, Span]] = msgspec.field(default_factory=list)
    names: set[str] = msgspec.field(default_factory=set)
    base: str = ""
    redirects: bool = False

    def add(self, more: Scanned, offset: int) -> None:
        """Adds what was found in a text that stands here at `offset`."""
        for use, address, (start, end) in more.addresses:
            self.addresses.append(Address(use, address, Span(start + offset, end + offset)))
        for name, (start, end) in more.ids:
            self.ids.append((name, Span(start + offset, end + offset)))
        self.names |= more.names
        self.base = self.base or more.base
        self.redirects = self.redirects or more.redirects


class _Attribute(NamedTuple):
    name: str
    raw: str
    span: Span

    @property
    def value(self) -> str:
        return _plain(self.raw)


def scan(text: str) -> Scanned:
    """Scans HTML or SVG, in one pass."""
    found = Scanned()
    addresses, ids = found.addresses, found.ids
    for tag in TAG.finditer(text):
        element, attribute, value, name, attributes = tag.group("element", "attribute", "value", "name", "attributes")
        if element:
            if attribute == "id":
                ids.append((_plain(value), Span(*tag.span("value"))))
            elif use := _USES.get(element, _NOTHING).get(attribute):
                addresses.append(Address(use, _plain(value), Span(*tag.span("value"))))
        elif attributes:
            read = _read if len(attributes) <= _LONGEST_KEPT else _read.__wrapped__
            if more := read(name.lower(), attributes):
                found.add(more, tag.start("attributes"))
        if name and tag["raw"] and name.lower() == "style":
            addresses += _styles(tag["text"], tag.start("text"))
    found.names.update(name for name, _ in ids)
    return found


def _plain(raw: str) -> str:
    return unescape(raw).strip() if "&" in raw else raw.strip()


@lru_cache(_TAGS_KEPT)
def _read(tag: str, text: str) -> Scanned | None:
    """What the attributes of a tag say, None for nothing; `tag` is its name in lower case."""
    if not _WORTH_READING.search(text):
        return None
    found = Scanned()
    attributes = list(_attributes(text))
    uses = _USES.get(tag, _NOTHING)
    if tag == "link" and _HOSTS_ONLY & _words(attributes, "rel"):
        uses = _NOTHING
    for attribute in attributes:
        if attribute.name == "id":
            found.ids.append((attribute.value, attribute.span))
        elif attribute.name == "name" and tag == "a":
            found.names.add(attribute.value)
        elif attribute.name == "style":
            found.addresses += _styles(attribute.raw, attribute.span.start, quoted=True)
        elif use := uses.get(attribute.name):
            if use == "images":
                found.addresses += _candidates(attribute)
            else:
                found.addresses.append(Address(use, attribute.value, attribute.span))
        elif tag == "base" and attribute.name == "href":
            found.base = found.base or attribute.value
    if tag == "meta":
        _read_meta(found, attributes)
    return found


def _attributes(text: str) -> Iterator[_Attribute]:
    for match in _ATTRIBUTE.finditer(text):
        group = match.lastindex or 1
        span = Span(*match.span(group)) if group > 1 else Span(match.end(), match.end())
        yield _Attribute(match[1].lower(), match[group] if group > 1 else "", span)


def _words(attributes: list[_Attribute], name: str) -> set[str]:
    return {word for one in attributes if one.name == name for word in one.value.lower().split()}


def _read_meta(found: Scanned, attributes: list[_Attribute]) -> None:
    content = next((one for one in attributes if one.name == "content"), None)
    if content is None:
        return
    if not (_words(attributes, "property") | _words(attributes, "name")).isdisjoint(META_ADDRESSES):
        found.addresses.append(Address("preview", content.value, content.span))
    elif "refresh" in _words(attributes, "http-equiv") and (match := _REFRESH.match(content.raw)):
        found.redirects = True
        start, end = match.span("address")
        span = Span(content.span.start + start, content.span.start + end)
        found.addresses.append(Address("page", unescape(match["address"]).strip(), span))


def _candidates(attribute: _Attribute) -> Iterator[Address]:
    """The addresses of a `srcset`: each ends at white space, and its descriptors at a comma."""
    at = 0
    while match := _CANDIDATE.match(attribute.raw, at):
        address = match["address"]
        plain = address.rstrip(",")
        at = match.end()
        if plain == address:
            comma = attribute.raw.find(",", at)
            at = comma + 1 if comma >= 0 else len(attribute.raw)
        start = attribute.span.start + match.start("address")
        yield Address("image", unescape(plain), Span(start, start + len(plain)))


def _styles(css: str, offset: int, *, quoted: bool = False) -> Iterator[Address]:
    for address, start, end in css_addresses(css):
        plain = unescape(address).strip("\"'") if quoted else address
        yield Address("style", plain, Span(offset + start, offset + end))
