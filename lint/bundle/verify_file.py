"""What one file of a bundle says by itself: what it points at, what may be pointed at in it, what is wrong with it."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from lint.bundle.assets import extension
from lint.bundle.verify_css import css_addresses
from lint.bundle.verify_feeds import (
    json_references,
    read_json,
    robots_references,
    xml_fault,
    xml_references,
)
from lint.bundle.verify_markers import markers
from lint.bundle.verify_scan import Address, Reference, Scanned, scan
from lint.diagnostics import Level, Span

SITE = "site/"
PAGES = frozenset({".html", ".htm", ".xhtml"})
_XML = frozenset({".xml", ".atom", ".rss"})
_JSON = frozenset({".json", ".webmanifest"})
_FEED_ROOTS = ("<feed", "<rss", "<rdf:RDF", "<urlset", "<sitemapindex")
_JSON_WITH_ADDRESSES = ("jsonfeed.org/version", '"start_url"', '"icons"')
_TEXTS = PAGES | _XML | _JSON | {".svg", ".css"}


class Fault(NamedTuple):
    """Something that must not be published. `file` is a path in the bundle, `span` counts code points of its text.

    `address` is the address that is at fault, as it is written there; `about` is another file of the bundle whose
    users are the ones to blame; `target` is the page that lacks an anchor. An `unsure` fault may be none: an address
    that begins with a slash may be answered by what else the server has.
    """

    kind: str
    file: str
    span: Span
    message: str
    level: Level = Level.ERROR
    address: str = ""
    about: str = ""
    target: str = ""
    unsure: bool = False


class Look(msgspec.Struct, array_like=True):
    """What was found in a file. `names` are all its anchors, None where it can have none; `base` is the address of its
    `base` element, `redirects` says that it sends its reader on. `references` are packed: there are many of them.
    """

    sha256: str
    faults: tuple[Fault, ...]
    references: bytes
    names: frozenset[str] | None = None
    base: str = ""
    redirects: bool = False

    def addresses(self, file: str) -> list[Reference]:
        """The addresses in the file, in order; `file` is its name below `site/`."""
        return [Reference(file, use, address, Span(*span)) for use, address, span in self.unpacked()]

    def unpacked(self) -> list[tuple[str, str, tuple[int, int]]]:
        """The same as uses, addresses and spans."""
        return _UNPACK(zlib.decompress(self.references)) if self.references else []


_LEVEL = 1  # of compression: the higher ones take three times as long for a tenth
_UNPACK = msgspec.msgpack.Decoder(list[tuple[str, str, tuple[int, int]]]).decode


def is_looked_at(name: str, size: int) -> bool:
    """Whether there is something to find in a file of this name below `site/`; `size` in bytes."""
    kind = extension(name)
    return kind in _TEXTS or name == "robots.txt" or bool(kind and not size)


def look(name: str, data: bytes) -> Look:
    """Looks at a file of the site; `name` is that below `site/`. Depends on nothing else."""
    return _Looker(name, data).look()


class _Looker:
    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        self._faults: list[Fault] = []
        self._addresses: list[Address] = []
        self._scanned: Scanned | None = None

    def look(self) -> Look:
        self._take(self._name, self._data)
        scanned = self._scanned
        return Look(
            hashlib.sha256(self._data).hexdigest(),
            tuple(self._faults),
            zlib.compress(msgspec.msgpack.encode(self._addresses), _LEVEL) if self._addresses else b"",
            frozenset(scanned.names) if scanned else None,
            scanned.base if scanned else "",
            scanned.redirects if scanned else False,
        )

    def _take(self, name: str, data: bytes) -> None:
        """Reads one file of the site for what it points at."""
        kind = extension(name)
        if not data and kind:
            level = Level.ERROR if kind in PAGES else Level.WARNING
            self._say("empty-file", name, Span(0, 0), f'"{name}" is empty', level)
            return
        if kind in PAGES or kind == ".svg":
            text = self._text(name, data)
            self._scanned = scanned = scan(text)
            self._addresses += scanned.addresses
            if kind in PAGES:
                self._faults += _of_page(name, text, scanned)
        elif kind == ".css":
            found = css_addresses(self._text(name, data))
            self._addresses += (Address("style", address, Span(start, end)) for address, start, end in found)
        elif kind in _XML:
            self._take_feed(name, data)
        elif kind in _JSON:
            self._take_json(name, self._text(name, data))
        elif name == "robots.txt":
            self._addresses += robots_references(self._text(name, data))

    def _take_feed(self, name: str, data: bytes) -> None:
        text = self._text(name, data)
        if why := xml_fault(data):
            self._say("not-well-formed", name, _line(text, why[1]), f'"{name}" is not well-formed: {why[0]}')
        elif any(root in text for root in _FEED_ROOTS):
            self._addresses += xml_references(text)

    def _take_json(self, name: str, text: str) -> None:
        value, why = read_json(text)
        if why:
            self._say("not-well-formed", name, _line(text, why[1]), f'"{name}" is no JSON: {why[0]}')
        elif any(mark in text for mark in _JSON_WITH_ADDRESSES):
            self._addresses += json_references(text, value)

    def _text(self, name: str, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            at = len(data[: error.start].decode("utf-8", "replace"))
            self._say("not-utf-8", name, Span(at, at + 1), f'"{name}" is not UTF-8: byte {error.start:,}')
            return data.decode("utf-8", "replace")

    def _say(self, kind: str, name: str, span: Span, message: str, level: Level = Level.ERROR) -> None:
        self._faults.append(Fault(kind, SITE + name, span, message, level))


def _of_page(name: str, text: str, scanned: Scanned) -> Iterator[Fault]:
    """What is wrong with a page by itself."""
    counts = Counter(anchor for anchor, _ in scanned.ids)
    seen: set[str] = set()
    for anchor, span in scanned.ids:
        if counts[anchor] > 1 and anchor in seen:
            message = f'the id "{short(anchor)}" stands {counts[anchor]} times in one page'
            yield Fault("duplicate-id", SITE + name, span, message, address=anchor)
        seen.add(anchor)
    said = {
        "template-tag": '"{}" is a template tag that nothing replaced',
        "mask": "U+E000 stands where something was hidden",
        "draft-marker": '"{}" marks a draft',
    }
    for marker in markers(text):
        message = said[marker.kind].replace("{}", short(marker.text))
        yield Fault(marker.kind, SITE + name, marker.span, message, address=marker.text)
    if "<html" in text and "</html" not in text:
        yield Fault("page-cut-short", SITE + name, Span(len(text), len(text)), f'"{name}" ends before </html>')


def short(text: str) -> str:
    """A text as a message quotes it: on one line, and not longer than a line."""
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:97]}..."


def _line(text: str, number: int) -> Span:
    """The span of a line (1-based) of a text."""
    lines = text.splitlines(keepends=True)
    start = sum(len(line) for line in lines[: number - 1])
    return Span(start, start + len(lines[number - 1].rstrip("\r\n")) if 0 < number <= len(lines) else start)
