"""The last look at a bundle before it is published: everything that is in it, read back and compared.

Nothing is taken from what the builder meant to write; addresses, anchors, sums and markers are judged by the bytes.

What is found in a file depends on its name and its bytes alone, and what its addresses come to on the names of all
files besides, and on the anchors that it asks for. So both can be known of an earlier bundle, or be found by several
processes, and the judgement is as complete as one of everything anew.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from lint.bundle.assets import extension
from lint.bundle.remember import Remember, anew
from lint.bundle.verify_file import PAGES, SITE, Fault, Look, is_looked_at, look, short
from lint.bundle.verify_manifest import CHECKSUMS, MANIFEST, Sum, disagreements
from lint.bundle.verify_orphans import orphans
from lint.bundle.verify_scan import Reference
from lint.bundle.verify_space import Landing, Lead, Space, element_named, is_anchor
from lint.diagnostics import Level, Span

__all__ = ["SITE", "Fault", "Verification", "verify"]

# Members of an enumeration are slow to get.
_THERE, _SLASH, _ELSEWHERE = Landing.THERE, Landing.SLASH, Landing.ELSEWHERE
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


class Verification(msgspec.Struct):
    """What was found; `leads` are all addresses of all files with where they lead, `pages` the names below `site/`."""

    faults: list[Fault]
    leads: Iterable[tuple[Reference, Lead]]
    pages: list[str]


class _Dead(NamedTuple):
    """A fault of an address; `feed` says that it stands in a feed."""

    fault: Fault
    lead: Lead
    feed: bool


class Course(msgspec.Struct, array_like=True):
    """Where the addresses of a file lead: what is wrong with them, and the other pages that its reader can get to.

    `asked` are the anchors that it names, by file and name, with whether they are there; None where the file can have
    none.
    """

    dead: tuple[_Dead, ...]
    follows: tuple[str, ...]
    asked: tuple[tuple[str, str, bool | None], ...]


def verify(
    names: Collection[str], read: Callable[[str], bytes], url: str = "", remember: Remember = anew
) -> Verification:
    """Judges a whole bundle. `names` are all its files, `read` gives the bytes of one and raises OSError.

    `url` is where the content of `site/` will be served, "" when that is not known. Each file is read.
    """
    return _Verifier(names, read, url, remember).run()


def look_key(path: str, sha256: str) -> bytes:
    """What says all that a look depends on; `path` is the file's in the bundle."""
    return _key(path.removeprefix(SITE), sha256)


def _key(name: str, digest: str) -> bytes:
    return f"{name}\0{digest}".encode("utf-8", "surrogateescape")


class _Verifier:
    def __init__(self, names: Collection[str], read: Callable[[str], bytes], url: str, remember: Remember) -> None:
        self._names = sorted(names)
        self._read = read
        self._remember = remember
        self._url = url
        self._own = [name.removeprefix(SITE) for name in self._names if name.startswith(SITE)]
        self._space = Space(self._own, url)
        self._faults: list[Fault] = []
        self._sums: dict[str, Sum] = {}
        self._lists: dict[str, bytes] = {}
        self._looks: dict[str, Look] = {}

    def run(self) -> Verification:
        for name in self._names:
            data = self._read(name)
            if name != CHECKSUMS:
                self._sums[name] = Sum(hashlib.sha256(data).hexdigest(), len(data))
            if name in {MANIFEST, CHECKSUMS}:
                self._lists[name] = data
        self._look()
        follows = self._follow()
        self._compare()
        pages = [name for name in self._looks if extension(name) in PAGES and self._looks[name].names is not None]
        self._faults += self._lost(pages, follows)
        return Verification(sorted(self._faults, key=_order), _Leads(self._looks, self._space), pages)

    def _look(self) -> None:
        """Looks at every file of the site."""
        files = [name for name in self._own if is_looked_at(name, self._sums[SITE + name].bytes)]
        keys = [_key(name, self._sums[SITE + name].sha256) for name in files]

        def fresh(number: int) -> Look:
            return look(files[number], self._read(SITE + files[number]))

        def same(number: int, one: Look) -> bool:
            return one.sha256 == self._sums[SITE + files[number]].sha256

        found = self._remember(keys, Look, fresh, same)
        for name, one in zip(files, found, strict=True):
            if one.sha256 != self._sums[SITE + name].sha256:
                raise OSError(errno.EBUSY, "it changed while it was verified", name)
            self._looks[name] = one
            self._faults += one.faults

    def _follow(self) -> dict[str, tuple[str, ...]]:
        """Follows every address; gives the other pages that a reader gets to from each."""
        files = [name for name in self._looks if self._looks[name].references]
        around = hashlib.sha256("\0".join((self._url, *self._own)).encode("utf-8", "surrogateescape")).hexdigest()
        keys = [f"{around}\0{name}\0{self._looks[name].sha256}".encode("utf-8", "surrogateescape") for name in files]
        found = self._remember(
            keys, Course, lambda number: self._course(files[number]), lambda _, one: self._is_answered(one)
        )
        follows: dict[str, tuple[str, ...]] = {}
        dead: list[_Dead] = []
        for name, one in zip(files, found, strict=True):
            follows[name] = one.follows
            dead += one.dead
        told: set[Lead] = set()
        for fault, lead, feed in sorted(dead, key=lambda one: one.feed):
            # Feeds repeat what stands in pages, and the pages lead back to the posts.
            same = lead._replace(place="") if lead.landing is _THERE else lead  # "#x" and its whole address
            if not (feed and same in told):
                self._faults.append(fault)
                told.add(same)
        return follows

    def _course(self, name: str) -> Course:
        known = self._looks[name]
        dead: list[_Dead] = []
        follows: dict[str, None] = {}
        asked: dict[tuple[str, str], bool | None] = {}
        for use, address, span in known.unpacked():
            lead = self._space.lead(name, address, known.base)
            landing = lead.landing
            if landing is _ELSEWHERE:
                continue
            if landing is not _THERE or lead.fragment:
                fault = self._judge(Reference(name, use, address, Span(*span)), lead, asked)
                if fault:
                    dead.append(_Dead(fault, lead, use == "feed"))
            if use == "page" and (landing is _THERE or landing is _SLASH) and lead.file != name:
                follows[lead.file] = None
        return Course(tuple(dead), tuple(follows), tuple((*one, there) for one, there in asked.items()))

    def _has(self, file: str, name: str) -> bool | None:
        """Whether a file has an anchor; None where it can have none."""
        known = self._looks.get(file)
        return None if known is None or known.names is None else name in known.names

    def _is_answered(self, course: Course) -> bool:
        """Whether all anchors are as they were when the course was found."""
        return all(self._has(file, name) is there for file, name, there in course.asked)

    def _judge(self, reference: Reference, lead: Lead, asked: dict[tuple[str, str], bool | None]) -> Fault | None:
        """What is wrong with one address that leads into the bundle or nowhere."""
        landing = lead.landing
        if landing is Landing.MACHINE and lead.place and reference.use == "page":
            return None  # a tutorial may well send its reader to a server on the reader's own machine
        if landing is Landing.THERE:
            return self._judge_anchor(reference, lead, asked)
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
            message.replace("{}", short(reference.address)),
            level,
            reference.address,
            unsure=lead.unsure,
        )

    def _judge_anchor(
        self, reference: Reference, lead: Lead, asked: dict[tuple[str, str], bool | None]
    ) -> Fault | None:
        name = element_named(lead.fragment)
        if not is_anchor(name) or "(" in name:  # a view of a drawing is written as a call
            return None
        there = asked[lead.file, name] = self._has(lead.file, name)
        if there is not False:
            return None
        message = f'"{short(reference.address)}" names no element of "{lead.file}"'
        where = (SITE + reference.file, reference.span)
        return Fault("dead-anchor", *where, message, address=reference.address, target=lead.file)

    def _compare(self) -> None:
        for one in disagreements(self._sums, self._lists.get(MANIFEST), self._lists.get(CHECKSUMS)):
            text = self._lists.get(one.file, b"").decode("utf-8", "replace") if one.quote else ""
            at = max(0, text.find(one.quote)) if one.quote else 0
            span = Span(at, at + len(one.quote))
            self._faults.append(Fault("manifest-mismatch", one.file, span, one.message, about=one.about))

    def _lost(self, pages: list[str], follows: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
        """Pages that nobody finds."""
        if "index.html" not in pages:
            yield Fault("no-front-page", f"{SITE}index.html", Span(0, 0), "the site has no index.html")
            return
        wanted = [page for page in pages if not self._looks[page].redirects]
        for page in orphans(wanted, follows):
            yield Fault("orphan-page", SITE + page, Span(0, 0), f'no page links to "{page}"')


class _Leads:
    """All addresses of all files with where they lead; found when they are asked for."""

    def __init__(self, looks: Mapping[str, Look], space: Space) -> None:
        self._looks, self._space = looks, space

    def __iter__(self) -> Iterator[tuple[Reference, Lead]]:
        for name, known in self._looks.items():
            for one in known.addresses(name):
                yield one, self._space.lead(name, one.address, known.base)


def _order(fault: Fault) -> tuple[str, int, str, str]:
    return fault.file, fault.span.start, fault.kind, fault.message
