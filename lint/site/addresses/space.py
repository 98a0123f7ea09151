"""The link space: which addresses does the built site answer, as far as its sources tell?

Known are the posts' addresses. Whatever else may answer (pages made by templates or programs, redirects, files) makes
an address unjudged, and so does a folder about which the posts tell too little: see `Space.gone`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.addresses.configured import configured
from lint.site.addresses.hosts import Home, home_of, named_by_cname
from lint.site.addresses.hosts import inferred as inferred_home
from lint.site.addresses.inference import speaks, tally
from lint.site.addresses.keys import key_of, shape_of
from lint.site.addresses.known import Addresses
from lint.site.addresses.links import Links, Place
from lint.site.addresses.pages import page_of
from lint.site.addresses.redirects import Redirects, redirect_files
from lint.site.addresses.study import PROVED, Study
from lint.site.addresses.unposted import Unposted
from lint.site.divided import WEB, beginning
from lint.site.targets import address

if TYPE_CHECKING:
    from lint.site.addresses.letter_case import Spelled
    from lint.site.addresses.nearest_page import NearPage
    from lint.site.site import Site

ENOUGH = 3
"""So many links that lead to posts, or posts whose address is certain, make a folder one that can be judged."""
ROOT = 10
"""The same for what lies right below the front page, where pages of all kinds lie."""

# What generators make of the posts: lists, feeds, searches.
_GENERATED = regex(
    r"(?:\A|/)(?:(?:tags?|categor(?:y|ies)|topics?|labels?|keywords?|series|authors?|people|archives?|page|feeds?|rss"
    r"|atom|search|sitemap|amp|print|api)(?:/.*)?|page-?\d+|[0-9]+)\Z"
)
_FILE = regex(r"\.(?!html?\Z|php\Z|aspx?\Z)[a-z][a-z0-9]{1,6}\Z", re.IGNORECASE)
_SIMPLE = regex(r"(?!(?:index|_index|default)\b)[\w-]+\Z", re.ASCII)
_SLUG = regex(r"[-_.0-9]")
_HOST = regex(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)


class Written(NamedTuple):
    """A link to a page of the site: scheme and host where they are written, path and rest, and the keys it may mean."""

    start: str
    path: str
    tail: str
    keys: tuple[str, ...]


class Space:
    """The link space of one site. It studies all posts' links when it is first asked; make one for each site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.links = Links(site)
        self._unposted = Unposted(site)
        self._written: dict[tuple[str, str], Written | None] = {}
        self._other: dict[str, bool] = {}
        self._elsewhere: dict[str, bool] = {}
        self._study: Study | None = None

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of the posts; where all links name files, nobody asks for them."""
        pages = {path: page_of(post) for path, post in self.site.posts.items()}
        return Addresses(pages, configured(self.site.recognised.generators))

    @cached_property
    def homes(self) -> tuple[Home, ...]:
        """The site's own hosts: from the configurations, else the one that most posts' links to posts name."""
        site = self.site
        named = [home_of(url) for url in (site.url, *(one.url for one in site.recognised.generators))]
        tops = dict.fromkeys(("", *(one.root for one in site.recognised.generators)))
        places = [f"{top}/{name}".strip("/") for top in tops for name in ("CNAME", "static/CNAME", "public/CNAME")]
        texts = site.read([path for path in places if site.files.exists(path)])
        named += [named_by_cname(text) for text in texts.values()]
        found = [one for one in named if one]
        if not found and (only := inferred_home(self.links.hosts(), self._is_post)):
            found = [only]
        return tuple(dict.fromkeys(found))

    def _is_post(self, url: str) -> bool:
        """Whether an address is plainly that of a post: a known one, or its folders or days are those of a post."""
        name = url.rpartition("/")[2]
        if _SIMPLE.match(name) and name.lower() not in self.addresses.last_names:
            return False  # most hosts are others', and this tells at once
        key = key_of(_decoded(_split(_HOST.sub("", url, count=1))[0]))
        if "/" not in key:
            return False
        return self.addresses.get(key) is not None or any(map(speaks, tally([key], self.addresses.by_name)))

    def places(self, post: str) -> Iterator[Place]:
        """The links of a post that may lead into the site: those without host, and those with the site's own."""
        yield from self.links.local.get(post, ())
        yield from self._own.get(post, ())

    @cached_property
    def _own(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.links.of_homes(self.homes):
            found[place.post].append(place)
        return found

    def written(self, post: str, url: str) -> Written | None:
        """A link in the post at path `post` to a page of the site; None for another host, a file, or no address."""
        if url.startswith(WEB):
            if self._is_elsewhere(url):
                return None
            place = "", url
        else:
            place = "" if url[:1] == "/" else post, url
        if place not in self._written:
            self._written[place] = self._read(post, url)
        return self._written[place]

    def _is_elsewhere(self, url: str) -> bool:
        """Whether an address plainly lies on another host than the site's own, as by far the most do."""
        start = beginning(url)
        known = self._elsewhere.get(start)
        if known is None:
            host = _HOST.match(start)
            home = home_of(host.group()) if host else None
            known = self._elsewhere[start] = home is None or home.host not in {one.host for one in self.homes}
        return known

    def _read(self, post: str, url: str) -> Written | None:
        if url.startswith(WEB):
            return self._read_web(url)
        parts = address(url)
        if parts is None or not parts.written or not is_page(parts.written):
            return None
        if parts.rooted:
            return Written("", parts.written, parts.tail, self._rooted(parts.path))
        own = self.addresses.own(post)
        if own is None:
            return None
        # A relative address starts from the page as a folder, or, where pages are files, from the folder it lies in.
        bases = (own, own.rpartition("/")[0])
        return Written("", parts.written, parts.tail, tuple(dict.fromkeys(key_of(f"{b}/{parts.path}") for b in bases)))

    def _read_web(self, url: str) -> Written | None:
        host = _HOST.match(url)
        home = home_of(host.group()) if host else None
        if host is None or home is None or home.host not in {one.host for one in self.homes} or "\ue000" in url:
            return None
        path, tail = _split(url[host.end() :])
        return Written(host.group(), path, tail, self._rooted(_decoded(path))) if is_page(path) else None

    def _rooted(self, path: str) -> tuple[str, ...]:
        key = key_of(path)
        bases = [home.base.lower() for home in self.homes if home.base]
        below = [key[len(base) + 1 :] for base in bases if key == base or key.startswith(f"{base}/")]
        return tuple(dict.fromkeys((*below, key)))

    @property
    def study(self) -> Study:
        """What all links of all posts tell."""
        if self._study is None:
            self._study = Study(self)
        return self._study

    def answered(self, keys: tuple[str, ...], post: str, url: str) -> bool:
        """Whether something other than a post may answer: a generated page, a redirect, a file."""
        return any(map(self._otherwise, keys)) or self._is_file(post, url)

    def _otherwise(self, key: str) -> bool:
        known = self._other.get(key)
        if known is None:
            known = self._made(key) or self._redirects.answer(key)
            known = known or any(map(self._passed_on, self._redirects.passed_on(key)))
            self._other[key] = known
        return known

    def _passed_on(self, key: str) -> bool:
        return self.addresses.get(key) is not None or self._made(key) or self._redirects.answer(key)

    def _made(self, key: str) -> bool:
        """Whether this is the front page, a folder of posts, or a list that generators make."""
        return not key or self.addresses.is_folder(key) or bool(_GENERATED.search(key))

    def _is_file(self, post: str, url: str) -> bool:
        if url.startswith(WEB):
            url = _HOST.sub("", url, count=1) or "/"
        return self.site.lookup.find(post, url) is not None

    @cached_property
    def _redirects(self) -> Redirects:
        site = self.site
        folders = {"", *(one.root for one in site.recognised.generators)}
        for folder in {path.rpartition("/")[0] for path in site.posts}:
            parts = folder.split("/")
            folders.update("/".join(parts[:count]) for count in range(1, min(len(parts), 3) + 1))
        return Redirects(site.read(redirect_files(sorted(folders), site.files)))

    def page(self, post: str, url: str) -> str | None:
        """The path of the post whose page a link leads to: relative, rooted, or with the site's own host."""
        written = self.written(post, url)
        if not written:
            return None
        _ = self.study  # more addresses are known after it
        return next((known.post for key in written.keys if (known := self.addresses.get(key))), None)

    def gone(self, post: str, url: str) -> NearPage | None:
        """What a link means that nothing answers, as far as the evidence goes; None for one that is not judged.

        Judged is an address in a folder where enough other links lead to posts and nearly none leads nowhere, or where
        posts lie for certain and one of them is written almost the same.
        """
        written = self.written(post, url)
        if not written or self.study.leads_to_a_post(written.keys) or self.answered(written.keys, post, url):
            return None
        from lint.site.addresses.nearest_page import NearPage, folder_off, same_shape

        for key in written.keys:
            names = {key.rpartition("/")[2]}
            if near := folder_off(self.addresses, key, written):
                strong = self.study.count(near.shape)[0] >= ENOUGH and self.study.count(shape_of(key))[1] <= 1
                names = set(shape_of(key)) - set(near.shape)
            elif strong := self._is_plausible(key):
                near = same_shape(self.addresses, self.study.resolved, key, written)
                strong = self._is_strong(key, near)
            if strong and not self._unposted.have(names):
                return near or NearPage("", "")
        return None

    def miscased(self, post: str, url: str) -> Spelled | None:
        """How a link to a post should be spelt that differs in letter case from its address."""
        written = self.written(post, url)
        _ = self.study
        key = next((key for key in written.keys if self.addresses.get(key)), None) if written else None
        return self.study.letter_case.wrong(key, written) if key and written else None

    def _is_plausible(self, key: str) -> bool:
        """Whether there is any evidence about the folder of a key."""
        shape = shape_of(key)
        return self.study.count(shape)[0] >= ENOUGH or self.addresses.certain(shape) >= ENOUGH

    def _is_strong(self, key: str, near: NearPage | None) -> bool:
        shape = shape_of(key)
        found, lost = self.study.count(shape)
        if not shape:
            return near is not None and found >= ROOT and lost * ROOT <= found
        certain = self.addresses.certain(shape) >= ENOUGH
        if near is None:
            if not _SLUG.search(key.rpartition("/")[2]):
                return False  # `/blog/archive` may be a page of its own
            return found >= ENOUGH and lost * (ENOUGH if certain else PROVED) <= found
        return (found >= ENOUGH and lost * ENOUGH <= found) or (certain and lost <= max(1, found))


def _split(url: str) -> tuple[str, str]:
    """The path of an address, and its query and fragment."""
    end = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    return url[:end], url[end:]


def _decoded(path: str) -> str:
    if "%" not in path:
        return path
    from urllib.parse import unquote

    return unquote(path)


def is_page(path: str) -> bool:
    """Whether a path is that of a page, not of a file by its ending."""
    return path.endswith("/") or not _FILE.search(path)
