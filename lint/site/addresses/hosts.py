"""The site's own address: what its configuration says, else the host that its posts say it of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from lint.records import NamedTuple
from lint.regex import regex

ENOUGH = 3
"""So many different addresses of posts below one host make it the site's own, where no configuration names one."""

_URL = regex(r"(?:https?:)?//(?P<host>[^/?#\s]+)(?P<path>/[^?#\s]*)?", re.IGNORECASE)
_DOMAIN = regex(r"(?:[\w-]+\.)+[\w-]{2,}")
# They show the sources of a site, or keep copies of it, at addresses that look like its own.
_NEVER = regex(
    r"(?:.+\.)?(?:github\.com|githubusercontent\.com|gitlab\.com|bitbucket\.org|codeberg\.org|archive\.org|"
    r"archive\.(?:is|ph|today)|sr\.ht|google\.com|localhost|127\.0\.0\.1)(?::\d+)?",
    re.IGNORECASE,
)


class Home(NamedTuple):
    """A host of the site's own, and the folder it is served below ("" for none, no slashes around it)."""

    host: str
    base: str

    @property
    def starts(self) -> tuple[str, ...]:
        """How the addresses of its pages begin."""
        hosts = (self.host, f"www.{self.host}")
        return tuple(f"{scheme}//{host}" for scheme in ("https:", "http:", "") for host in hosts)


@lru_cache(maxsize=10_000)  # of each link the host is looked at
def home_of(url: str) -> Home | None:
    """The home that an address of a site gives (`https://example.org/blog`); None where it is none, or a stand-in."""
    found = _URL.match(url.strip())
    if not found:
        return None
    host = bare(found["host"])
    if not _DOMAIN.fullmatch(host) or _NEVER.fullmatch(host) or host.endswith((".local", ".test", ".invalid")):
        return None
    return Home(host, (found["path"] or "").strip("/"))


def named_by_cname(text: str) -> Home | None:
    """The home that a file CNAME names."""
    lines = text.split()
    return home_of(f"https://{lines[0]}") if lines else None


def inferred(hosts: Iterable[tuple[Home, set[str]]], is_post: Callable[[str], bool]) -> Home | None:
    """The host most of whose addresses lead to posts; `is_post` is asked about whole addresses."""
    counts = Counter({home: sum(map(is_post, urls)) for home, urls in hosts if len(urls) >= ENOUGH})
    best = max(counts, key=lambda home: (counts[home], home), default=None)
    return best if best and counts[best] >= ENOUGH else None


def bare(host: str) -> str:
    """A host without `www.`, port, user and letter case."""
    return host.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.")
