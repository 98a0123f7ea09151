"""What a file of the bundle points at, and what may be pointed at in it: one pass over its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import msgspec

from lint.bundle.verify_css import css_addresses
from lint.diagnostics import Span
from lint.regex import regex

# Possessive repeats, and no bracket outside of quotes: what is never closed is given up at once, and is not tried in
# all the ways to split it.
_TAG = regex(
    r"<(?:!--(?:.*?-->|.*\Z)|(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)"
    r"(?P<attributes>(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+)>)",
    re.DOTALL,
)
_ATTRIBUTE = regex(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_WORTH_READING = regex(
    r"(?:^|[\s\"'])(?:id|name|href|src|srcset|poster|content|data|action|formaction|cite|style|background|xlink:href"
    r"|imagesrcset|manifest|longdesc)\s*=",
    re.IGNORECASE,
)
_RAW = frozenset({"script", "style", "textarea", "title"})
_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})
_REFRESH = regex(r"\s*\d*(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<address>[^\"']+)", re.IGNORECASE)
_CANDIDATE = regex(r"[\s,]*(?P<address>\S+)")

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
_META_ADDRESSES = frozenset(
    {
        *("og:image", "og:image:url", "og:image:secure_url", "og:video", "og:video:url", "og:audio", "og:audio:url"),
        *("og:url", "twitter:image", "twitter:image:src", "twitter:player", "twitter:url", "msapplication-tileimage"),
        *("thumbnail", "msapplication-config"),
    }
)
# These warm up a connection to a host; no file is asked for.
_HOSTS_ONLY = frozenset({"dns-prefetch", "preconnect"})


class Reference(NamedTuple):
    """An address in a file of the bundle, character references resolved; `span` counts code points of its text."""

    file: str
    use: str
    address: str
    span: Span


class Scanned(msgspec.Struct):
    """What one pass found. `ids` are in order, repeated ones included; `names` are all anchors: ids and names of `a`.

    `code` are the outermost spans of code. `base` is the address of a `base` element, `redirects` says that the page
    sends its reader on to another one.
    """

    references: list[Reference] = msgspec.field(default_factory=list)
    ids: list[tuple[str, Span]] = msgspec.field(default_factory=list)
    names: set[str] = msgspec.field(default_factory=set)
    code: list[Span] = msgspec.field(default_factory=list)
    base: str = ""
    redirects: bool = False


class _Attribute(NamedTuple):
    name: str
    raw: str
    span: Span

    @property
    def value(self) -> str:
        return unescape(self.raw).strip() if "&" in self.raw else self.raw.strip()


def scan(file: str, text: str) -> Scanned:
    """Scans HTML or SVG, in one pass and without a tree: unclosed and misplaced elements are read all the same."""
    found = Scanned()
    at = code_start = 0
    depth = 0
    while tag := _TAG.search(text, at):
        at = tag.end()
        if tag["name"] is None:
            continue
        name = tag["name"].lower()
        if name in _CODE:
            if tag["close"]:
                depth = max(0, depth - 1)
                if depth == 0:
                    found.code.append(Span(code_start, at))
            else:
                code_start = code_start if depth else tag.start()
                depth += 1
        if tag["close"]:
            continue
        if tag["attributes"] and _WORTH_READING.search(tag["attributes"]):
            attributes = list(_attributes(text, *tag.span("attributes")))
            _read(found, file, name, attributes)
        if name in _RAW:
            closing = re.compile(rf"</{name}", re.IGNORECASE).search(text, at)
            end = closing.start() if closing else len(text)
            if name == "style":
                _styles(found, file, text[at:end], at)
            at = end
    if depth:
        found.code.append(Span(code_start, len(text)))
    return found


def _attributes(text: str, start: int, end: int) -> Iterator[_Attribute]:
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastindex or 1
        span = Span(*match.span(group)) if group > 1 else Span(match.end(), match.end())
        yield _Attribute(match[1].lower(), match[group] if group > 1 else "", span)


def _read(found: Scanned, file: str, tag: str, attributes: list[_Attribute]) -> None:
    uses = _USES.get(tag, {})
    if tag == "link" and _HOSTS_ONLY & _words(attributes, "rel"):
        uses = {}
    for attribute in attributes:
        if attribute.name == "id" or (attribute.name == "name" and tag == "a"):
            _anchor(found, attribute)
        elif attribute.name == "style":
            _styles(found, file, attribute.raw, attribute.span.start, quoted=True)
        elif use := uses.get(attribute.name):
            if use == "images":
                found.references += _candidates(file, attribute)
            else:
                found.references.append(Reference(file, use, attribute.value, attribute.span))
        elif tag == "base" and attribute.name == "href":
            found.base = found.base or attribute.value
    if tag == "meta":
        _read_meta(found, file, attributes)


def _anchor(found: Scanned, attribute: _Attribute) -> None:
    found.names.add(attribute.value)
    if attribute.name == "id":
        found.ids.append((attribute.value, attribute.span))


def _words(attributes: list[_Attribute], name: str) -> set[str]:
    return {word for one in attributes if one.name == name for word in one.value.lower().split()}


def _read_meta(found: Scanned, file: str, attributes: list[_Attribute]) -> None:
    content = next((one for one in attributes if one.name == "content"), None)
    if content is None:
        return
    if _META_ADDRESSES & (_words(attributes, "property") | _words(attributes, "name")):
        found.references.append(Reference(file, "preview", content.value, content.span))
    elif "refresh" in _words(attributes, "http-equiv") and (match := _REFRESH.match(content.raw)):
        found.redirects = True
        start, end = match.span("address")
        span = Span(content.span.start + start, content.span.start + end)
        found.references.append(Reference(file, "page", unescape(match["address"]).strip(), span))


def _candidates(file: str, attribute: _Attribute) -> Iterator[Reference]:
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
        yield Reference(file, "image", unescape(plain), Span(start, start + len(plain)))


def _styles(found: Scanned, file: str, css: str, offset: int, *, quoted: bool = False) -> None:
    for address, start, end in css_addresses(css):
        plain = unescape(address).strip("\"'") if quoted else address
        found.references.append(Reference(file, "style", plain, Span(offset + start, offset + end)))
