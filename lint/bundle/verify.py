"""The last look at a bundle before it is published: everything that is in it, read back and compared.

Nothing is taken from what the builder meant to write; addresses, anchors, sums and markers are judged by the bytes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

import msgspec

from lint.bundle.assets import extension
from lint.bundle.verify_css import css_addresses
from lint.bundle.verify_feeds import (
    json_fault,
    json_references,
    robots_references,
    xml_fault,
    xml_references,
)
from lint.bundle.verify_manifest import CHECKSUMS, MANIFEST, Sum, disagreements
from lint.bundle.verify_markers import markers
from lint.bundle.verify_orphans import orphans
from lint.bundle.verify_scan import Reference, Scanned, scan
from lint.bundle.verify_space import Landing, Lead, Space, element_named, is_anchor
from lint.diagnostics import Level, Span

SITE = "site/"
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_XML = frozenset({".xml", ".atom", ".rss"})
_JSON = frozenset({".json", ".webmanifest"})
_FEED_ROOTS = ("<feed", "<rss", "<rdf:RDF", "<urlset", "<sitemapindex")
_JSON_WITH_ADDRESSES = ("jsonfeed.org/version", '"start_url"', '"icons"')
_NAMES = {
    "file": "dead-file",
    "style": "dead-file",
    "form": "dead-form",
    "feed": "dead-feed-link",
    "image": "dead-image",
    "preview": "dead-image",
    "media": "dead-media",
    "citation": "dead-citation",
}
_WHY = {
    Landing.EMPTY: ("empty-address", "the address is empty"),
    Landing.FOLDER: ("folder-without-index", '"{}" leads to a folder without an index page'),
    Landing.SLASH: ("missing-slash", '"{}" leads to a folder and lacks the slash at its end'),
    Landing.ABOVE: ("address-above", '"{}" climbs out of the site'),
    Landing.MACHINE: ("machine-address", '"{}" is an address of one machine'),
    Landing.RUNS: ("running-address", '"{}" is a program, not an address'),
    Landing.MALFORMED: ("malformed-address", '"{}" names no host that can exist'),
}


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


class Verification(msgspec.Struct):
    """What was found; `leads` are all addresses of all files with where they lead, `pages` the names below `site/`."""

    faults: list[Fault]
    leads: list[tuple[Reference, Lead]]
    pages: list[str]


def verify(names: Collection[str], read: Callable[[str], bytes], url: str = "") -> Verification:
    """Judges a whole bundle. `names` are all its files, `read` gives the bytes of one and raises OSError.

    `url` is where the content of `site/` will be served, "" when that is not known. Each file is read once.
    """
    return _Verifier(names, read, url).run()


class _Verifier:
    def __init__(self, names: Collection[str], read: Callable[[str], bytes], url: str) -> None:
        self._names = sorted(names)
        self._read = read
        self._space = Space([name.removeprefix(SITE) for name in names if name.startswith(SITE)], url)
        self._faults: list[Fault] = []
        self._sums: dict[str, Sum] = {}
        self._lists: dict[str, bytes] = {}
        self._scanned: dict[str, Scanned] = {}
        self._references: list[Reference] = []

    def run(self) -> Verification:
        for name in self._names:
            data = self._read(name)
            if name != CHECKSUMS:
                self._sums[name] = Sum(hashlib.sha256(data).hexdigest(), len(data))
            if name in {MANIFEST, CHECKSUMS}:
                self._lists[name] = data
            elif name.startswith(SITE):
                self._take(name.removeprefix(SITE), data)
        told: set[Lead] = set()
        leads = [(one, self._space.lead(one.file, one.address, self._base(one.file))) for one in self._references]
        for reference, lead in sorted(leads, key=lambda one: one[0].use == "feed"):
            fault = self._judge(reference, lead)
            # Feeds repeat what stands in pages, and the pages lead back to the posts.
            if fault and not (reference.use == "feed" and lead in told):
                self._faults.append(fault)
                told.add(lead)
        self._compare()
        pages = [name for name in self._scanned if extension(name) in _PAGES]
        self._faults += self._lost(pages, leads)
        return Verification(sorted(self._faults, key=_order), leads, pages)

    def _take(self, name: str, data: bytes) -> None:
        """Reads one file of the site for what it points at."""
        kind = extension(name)
        if not data and kind:
            level = Level.ERROR if kind in _PAGES else Level.WARNING
            self._say("empty-file", name, Span(0, 0), f'"{name}" is empty', level)
            return
        if kind in _PAGES or kind == ".svg":
            text = self._text(name, data)
            self._scanned[name] = scanned = scan(name, text)
            self._references += scanned.references
            if kind in _PAGES:
                self._faults += _of_page(name, text, scanned)
        elif kind == ".css":
            found = css_addresses(self._text(name, data))
            self._references += (Reference(name, "style", address, Span(start, end)) for address, start, end in found)
        elif kind in _XML:
            self._take_feed(name, data)
        elif kind in _JSON:
            self._take_json(name, self._text(name, data))
        elif name == "robots.txt":
            self._references += robots_references(name, self._text(name, data))

    def _take_feed(self, name: str, data: bytes) -> None:
        text = self._text(name, data)
        if why := xml_fault(data):
            self._say("not-well-formed", name, _line(text, why[1]), f'"{name}" is not well-formed: {why[0]}')
        elif any(root in text for root in _FEED_ROOTS):
            self._references += xml_references(name, text)

    def _take_json(self, name: str, text: str) -> None:
        if why := json_fault(text):
            self._say("not-well-formed", name, _line(text, why[1]), f'"{name}" is no JSON: {why[0]}')
        elif any(mark in text for mark in _JSON_WITH_ADDRESSES):
            self._references += json_references(name, text)

    def _text(self, name: str, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            at = len(data[: error.start].decode("utf-8", "replace"))
            self._say("not-utf-8", name, Span(at, at + 1), f'"{name}" is not UTF-8: byte {error.start:,}')
            return data.decode("utf-8", "replace")

    def _say(self, kind: str, name: str, span: Span, message: str, level: Level = Level.ERROR) -> None:
        self._faults.append(Fault(kind, SITE + name, span, message, level))

    def _base(self, name: str) -> str:
        return self._scanned[name].base if name in self._scanned else ""

    def _judge(self, reference: Reference, lead: Lead) -> Fault | None:
        """What is wrong with one address."""
        landing, quoted = lead.landing, _short(reference.address)
        if landing is Landing.ELSEWHERE or (landing is Landing.MACHINE and lead.place and reference.use == "page"):
            return None  # a tutorial may well send its reader to a server on the reader's own machine
        if landing is Landing.THERE:
            return self._judge_anchor(reference, lead)
        kind, message = _WHY.get(
            landing, (_NAMES.get(reference.use, "dead-link"), '"{}" leads to no file of the bundle')
        )
        if landing is Landing.CASE:
            kind, message = "wrong-case", f'"{{}}" is called "{lead.file}" in the bundle'
        elif landing is Landing.GONE and lead.file:
            message += f'; there is "{lead.file}"'
        lenient = landing is Landing.SLASH or reference.use == "citation"
        level = Level.WARNING if lenient else Level.ERROR
        return Fault(
            kind,
            SITE + reference.file,
            reference.span,
            message.replace("{}", quoted),
            level,
            reference.address,
            unsure=lead.unsure,
        )

    def _judge_anchor(self, reference: Reference, lead: Lead) -> Fault | None:
        name = element_named(lead.fragment)
        page = self._scanned.get(lead.file)
        if page is None or not is_anchor(name) or "(" in name:  # a view of a drawing is written as a call
            return None
        if name in page.names:
            return None
        message = f'"{_short(reference.address)}" names no element of "{lead.file}"'
        where = (SITE + reference.file, reference.span)
        return Fault("dead-anchor", *where, message, address=reference.address, target=lead.file)

    def _compare(self) -> None:
        for one in disagreements(self._sums, self._lists.get(MANIFEST), self._lists.get(CHECKSUMS)):
            text = self._lists.get(one.file, b"").decode("utf-8", "replace") if one.quote else ""
            at = max(0, text.find(one.quote)) if one.quote else 0
            span = Span(at, at + len(one.quote))
            self._faults.append(Fault("manifest-mismatch", one.file, span, one.message, about=one.about))

    def _lost(self, pages: list[str], leads: list[tuple[Reference, Lead]]) -> Iterator[Fault]:
        """Pages that nobody finds."""
        if "index.html" not in pages:
            yield Fault("no-front-page", f"{SITE}index.html", Span(0, 0), "the site has no index.html")
            return
        wanted = [page for page in pages if not self._scanned[page].redirects]
        for page in orphans(wanted, leads):
            yield Fault("orphan-page", SITE + page, Span(0, 0), f'no page links to "{page}"')


def _of_page(name: str, text: str, scanned: Scanned) -> Iterator[Fault]:
    """What is wrong with a page by itself."""
    counts = Counter(anchor for anchor, _ in scanned.ids)
    seen: set[str] = set()
    for anchor, span in scanned.ids:
        if counts[anchor] > 1 and anchor in seen:
            message = f'the id "{_short(anchor)}" stands {counts[anchor]} times in one page'
            yield Fault("duplicate-id", SITE + name, span, message, address=anchor)
        seen.add(anchor)
    said = {
        "template-tag": '"{}" is a template tag that nothing replaced',
        "mask": "U+E000 stands where something was hidden",
        "draft-marker": '"{}" marks a draft',
    }
    for marker in markers(text, scanned):
        message = said[marker.kind].replace("{}", _short(marker.text))
        yield Fault(marker.kind, SITE + name, marker.span, message, address=marker.text)
    if "<html" in text and "</html" not in text:
        yield Fault("page-cut-short", SITE + name, Span(len(text), len(text)), f'"{name}" ends before </html>')


def _short(text: str) -> str:
    """A text as a message quotes it: on one line, and not longer than a line."""
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:97]}..."


def _line(text: str, number: int) -> Span:
    """The span of a line (1-based) of a text."""
    lines = text.splitlines(keepends=True)
    start = sum(len(line) for line in lines[: number - 1])
    return Span(start, start + len(lines[number - 1].rstrip("\r\n")) if 0 < number <= len(lines) else start)


def _order(fault: Fault) -> tuple[str, int, str, str]:
    return fault.file, fault.span.start, fault.kind, fault.message
