"""LinkChecker's findings about a bundle, as faults of the files that have the addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol
from urllib.parse import unquote

from lint.bundle.verify import SITE, Fault, Verification
from lint.bundle.verify_scan import Reference
from lint.bundle.verify_space import Landing, Lead, is_anchor
from lint.diagnostics import Level, Span
from lint.regex import regex

KIND = "second-opinion"
_ANCHOR = regex(r"Anchor .* not found")
_AVAILABLE = regex(r"\s*Available anchors:.*\Z", re.DOTALL)


class Finding(Protocol):
    """What LinkChecker reports of an address; the fields are those of `lint.world.linkchecker.Row`."""

    @property
    def url(self) -> str: ...
    @property
    def written(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def valid(self) -> bool: ...
    @property
    def said(self) -> str: ...


def second_opinion(found: Iterable[Finding], top: str, verification: Verification) -> list[Fault]:
    """The findings as faults, one for every address of the bundle that means the same; `top` is where it was served.

    LinkChecker reports an address once, however many pages have it. Left out are anchors that no element need have,
    what lies on the host but not below the top, and what `verification` says already.
    """
    index = _Index(verification)
    said = {(fault.file, fault.span.start) for fault in verification.faults}
    faults: dict[tuple[str, int | str], Fault] = {}
    for one in found:
        if is_misjudged(one):
            continue
        references = index.references(one, top)
        for reference, lead in references:
            if lead.landing is Landing.ELSEWHERE and one.url.startswith("http") and not one.url.startswith(top):
                continue
            key = (SITE + reference.file, reference.span.start)
            if key not in said:
                faults.setdefault(key, _fault(one, reference, unsure=lead.unsure))
        if not references:
            fault = _of_page(one, top)
            faults.setdefault((fault.file, fault.message), fault)
    return sorted(faults.values(), key=lambda fault: (fault.file, fault.span.start, fault.message))


def is_misjudged(one: Finding) -> bool:
    """Whether LinkChecker misses an anchor that browsers do not look for."""
    if not one.valid or not _ANCHOR.search(one.said):
        return False
    return not is_anchor(unquote(one.url.partition("#")[2]))


class _Index:
    """The addresses of the bundle, by where they lead and by how they are written."""

    def __init__(self, verification: Verification) -> None:
        self._by_place: dict[tuple[str, str], list[tuple[Reference, Lead]]] = defaultdict(list)
        self._by_text: dict[str, list[tuple[Reference, Lead]]] = defaultdict(list)
        for reference, lead in verification.leads:
            self._by_text[reference.address].append((reference, lead))
            if lead.place or lead.file:
                self._by_place[_place(lead.place or lead.file), lead.fragment].append((reference, lead))

    def references(self, one: Finding, top: str) -> list[tuple[Reference, Lead]]:
        """The addresses that a finding is about; some may be there twice."""
        parent = _file(one.parent, top) if one.parent.startswith(top) else None
        found = [pair for pair in self._by_text.get(one.written.strip(), ()) if pair[0].file == parent]
        if one.url.startswith(top):
            path, _, fragment = one.url.removeprefix(top).partition("#")
            place = _place(unquote(path.partition("?")[0]))
            found += self._by_place.get((place, unquote(fragment)), ())
        else:  # another host is the same from whatever page
            found += self._by_text.get(one.written.strip(), ())
        # Feeds repeat what stands in pages, and the pages lead back to the posts.
        return [pair for pair in found if pair[0].use != "feed"] or found


def _fault(one: Finding, reference: Reference, *, unsure: bool) -> Fault:
    level = Level.ERROR if not one.valid or _ANCHOR.search(one.said) else Level.WARNING
    message = f'LinkChecker on "{reference.address}": {_words(one)}'
    return Fault(KIND, SITE + reference.file, reference.span, message, level, reference.address, unsure=unsure)


def _of_page(one: Finding, top: str) -> Fault:
    """A finding about an address that we do not know: it is said of the page that LinkChecker names."""
    file = _file(one.parent or one.url, top)
    level = Level.WARNING if one.valid and not _ANCHOR.search(one.said) else Level.ERROR
    message = f'LinkChecker on "{one.written}": {_words(one)}'
    return Fault(KIND, SITE + file, Span(0, 0), message, level, one.written)


def _words(one: Finding) -> str:
    return _AVAILABLE.sub("", one.said).strip().rstrip(".")


def _file(url: str, top: str) -> str:
    path = unquote(url.removeprefix(top).partition("#")[0].partition("?")[0])
    return f"{path}index.html" if not path or path.endswith("/") else path


def _place(path: str) -> str:
    """A folder and its index are one place."""
    path = path.rstrip("/")
    return path.removesuffix("/index.html") if path != "index.html" else ""


def starts(pages: Iterable[str], top: str) -> Iterator[str]:
    """The addresses of all pages as LinkChecker should be given them, the front page first."""
    from urllib.parse import quote

    for page in sorted(pages, key=lambda page: (page != "index.html", page)):
        yield top + quote(page[: -len("index.html")] if page.rpartition("/")[2] == "index.html" else page)
