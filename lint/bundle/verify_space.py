"""The addresses of a bundle: which file of it an address in one of its pages leads to."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lint.regex import regex
from lint.site.slugs import same_place

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DRIVE = regex(r"[A-Za-z]:[\\/]|\\\\")
# Folders of people's machines: an address that begins there was copied from a file manager.
_MACHINE = regex(r"/(?:home|Users|root|tmp|private|var/folders|mnt|media)/[^/]+/")
_OF_THIS_MACHINE = regex(r"(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])\Z", re.IGNORECASE)
_RUNS = frozenset({"javascript", "vbscript"})
_LINES = regex(r"L\d+(?:[-,:]L?\d+)*\Z|page=\d", re.IGNORECASE)
_BLANKS = regex(r"[\t\r\n]")
_PORT = regex(r":\d{0,5}\Z")
_NOT_IN_HOSTS = regex(r"[\s<>\"{}|^`]")
_WEB = regex(r"https?://([^/?#\\\t\r\n]+)(?:[/?#\\]|\Z)")
# Dots before what cannot be taken for anything but a path.
_CLIMBS = regex(r"(?:\.\./)++(?=[\w.#?-][^:\\]*\Z|\Z)")


class Landing(StrEnum):
    """Where an address leads."""

    THERE = "there"
    ELSEWHERE = "elsewhere"
    """Out of the bundle: another host, another scheme, or the same host above the bundle."""
    EMPTY = "empty"
    GONE = "gone"
    CASE = "case"
    """The file is there in another letter case or Unicode form."""
    FOLDER = "folder"
    """A folder without an index."""
    SLASH = "slash"
    """A folder with an index, without the slash at the end."""
    ABOVE = "above"
    """Dots that climb out of the bundle."""
    MACHINE = "machine"
    """A path or a host of the author's own machine."""
    RUNS = "runs"
    MALFORMED = "malformed"


class Lead(NamedTuple):
    """Where an address leads: `file` of the bundle if there is one, else the nearest; `fragment` is decoded.

    `place` is the path below the top of the site, decoded. `unsure` says that the address begins with a slash while
    nobody said where the bundle will be served, so that something else may answer there.
    """

    landing: Landing
    file: str = ""
    fragment: str = ""
    place: str = ""
    unsure: bool = False


class Space:
    """The files below `site/`, by their names relative to it. `url` is where they will be served, "" when unknown."""

    def __init__(self, files: Collection[str], url: str = "") -> None:
        self._files = frozenset(files)
        self._folders = {name[:at] for name in self._files for at in _slashes(name)} | {""}
        self._alike: dict[str, str] = {}
        for name in sorted(self._files):
            self._alike.setdefault(same_place(name), name)
        parts = urlsplit(url)
        self._host = _host(parts.netloc)
        self.prefix = f"{unquote(parts.path).strip('/')}/".removeprefix("/")
        """The path of `url` without its first slash, a slash behind it; "" at the top of a host."""
        self._known: dict[tuple[str, str, str], Lead] = {}
        self._hosts: dict[str, Lead] = {}
        """What all addresses on another host come to, by the host as it is written."""

    def lead(self, file: str, address: str, base: str = "") -> Lead:
        """Where `address`, written in `file`, leads; `base` is the address of the page's `base` element."""
        if not address:
            return Lead(Landing.EMPTY, file)
        if address[0] in "#?" and not base:
            return Lead(Landing.THERE, file, unquote(address.partition("#")[2]))
        web = _WEB.match(address) if address[0] == "h" else None
        if web and (lead := self._hosts.get(web[1])):
            return lead
        folder = file.rpartition("/")[0]
        if web or address[0] == "/":
            folder = base = ""
        elif not base:
            folder, address = _climbed(folder, address)
        key = (folder, base, address)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._lead(folder, address, base)
        return found

    def _lead(self, folder: str, address: str, base: str) -> Lead:
        address = _BLANKS.sub("", address)
        if _DRIVE.match(address):
            return Lead(Landing.MACHINE)
        address, _, fragment = address.partition("#")
        fragment = unquote(fragment)
        address = address.partition("?")[0].replace("\\", "/")
        scheme = _SCHEME.match(address)
        if scheme or address.startswith("//"):
            return self._absolute(scheme[1].lower() if scheme else "https", address, fragment)
        if address.startswith("/"):
            if not self._inside(address):
                return Lead(Landing.MACHINE) if _MACHINE.match(address) else Lead(Landing.ELSEWHERE)
            return self._rooted(address, fragment)
        return self._relative(folder, address, fragment, base)

    def _relative(self, folder: str, address: str, fragment: str, base: str) -> Lead:
        if base:
            start = self.lead(f"{folder}/", base if base.endswith("/") else f"{base.rpartition('/')[0]}/")
            if start.landing is Landing.ELSEWHERE:
                return start
            folder = start.place.rstrip("/")
        # Below a path of a host, dots may rightly climb out of the bundle to what else the host serves.
        place = _normal(f"{self.prefix}{folder}/{unquote(address)}")
        if place is None:
            return Lead(Landing.ABOVE)
        if not f"{place}/".startswith(self.prefix):
            return Lead(Landing.ELSEWHERE)
        return self._find(place[len(self.prefix) :], fragment)

    def _absolute(self, scheme: str, address: str, fragment: str) -> Lead:
        if scheme in _RUNS or address.lower().startswith("data:text/html"):
            return Lead(Landing.RUNS)
        if scheme == "file":
            return Lead(Landing.MACHINE)
        if scheme not in {"http", "https"}:
            return Lead(Landing.ELSEWHERE)
        host, _, path = address.partition("//")[2].partition("/")
        if not host or _NOT_IN_HOSTS.search(host) or (":" in host.rpartition("]")[2] and not _PORT.search(host)):
            return Lead(Landing.MALFORMED)
        if self._host and _host(host) == self._host:
            return self._rooted(f"/{path}", fragment) if self._inside(f"/{path}") else Lead(Landing.ELSEWHERE)
        own = _OF_THIS_MACHINE.match(_PORT.sub("", host))
        return self._hosts.setdefault(host, Lead(Landing.MACHINE if own else Landing.ELSEWHERE, place=host))

    def _inside(self, path: str) -> bool:
        return f"{unquote(path).lstrip('/')}/".startswith(self.prefix)

    def _rooted(self, path: str, fragment: str) -> Lead:
        lead = self._find(unquote(path).lstrip("/")[len(self.prefix) :], fragment)
        if lead.landing is Landing.THERE or self._host:
            return lead
        if _MACHINE.match(path):
            return lead._replace(landing=Landing.MACHINE)
        return lead._replace(unsure=True)

    def _find(self, path: str, fragment: str) -> Lead:
        place = _normal(path)
        if place is None:
            return Lead(Landing.ABOVE)
        if place in self._files:
            return Lead(Landing.THERE, place, fragment, place)
        as_folder = place.rstrip("/")
        index = f"{as_folder}/index.html".lstrip("/")
        if index in self._files:
            slash = Landing.THERE if place == "" or place.endswith("/") else Landing.SLASH
            return Lead(slash, index, fragment, place)
        if as_folder in self._folders:
            return Lead(Landing.FOLDER, "", fragment, place)
        alike = self._alike.get(same_place(as_folder)) or self._alike.get(same_place(index))
        if alike:
            return Lead(Landing.CASE, alike, fragment, place)
        near = f"{as_folder}.html"
        return Lead(Landing.GONE, near if near in self._files else "", fragment, place)


def is_anchor(fragment: str) -> bool:
    """Whether a fragment names an element of the page that should be there.

    It does not where browsers read it otherwise: the top of the page, a text fragment (looked for after the element),
    a route of the page's own program, a line of a listing or a page of a document.
    """
    return bool(fragment) and not (
        fragment[0] in "/!" or fragment.lower() == "top" or ":~:" in fragment or _LINES.match(fragment)
    )


def element_named(fragment: str) -> str:
    """The id that a fragment names: what stands before a text directive."""
    return fragment.partition(":~:")[0]


def _climbed(folder: str, address: str) -> tuple[str, str]:
    """The same place seen from further up, where an address begins with dots: many pages have it in common."""
    climbs = _CLIMBS.match(address) if address[0] == "." else None
    steps = 0
    while climbs and folder and steps < climbs.end():
        folder = folder.rpartition("/")[0]
        steps += len("../")
    return folder, address[steps:]


def _normal(path: str) -> str | None:
    """A path without dots and doubled slashes, its last slash kept; None where it climbs out."""
    parts: list[str] = []
    *_, last = pieces = path.split("/")
    for part in pieces:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts) + ("/" if parts and last in {"", ".", ".."} else "")


def _host(netloc: str) -> str:
    """A host as it is compared: lower case, without user and usual port."""
    return re.sub(r":(?:80|443)?\Z", "", netloc.rpartition("@")[2].lower())


def _slashes(name: str) -> list[int]:
    return [at for at, character in enumerate(name) if character == "/"]
