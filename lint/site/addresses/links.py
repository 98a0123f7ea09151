"""The links of all posts that may lead into the site itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.site.addresses.hosts import Home, home_of
from lint.site.addresses.tags import plain_address
from lint.site.divided import WEB
from lint.site.facts import Target

if TYPE_CHECKING:
    from lint.site.site import Site

_KINDS = frozenset({"link", "tag", "field"})
_NO_PAGES = (*WEB, "tel:", "data:", "javascript:", "?")


class Place(NamedTuple):
    """A link in a post: `url` is the address that the target means, and `span` of the target begins `before` it."""

    post: str
    target: Target
    url: str
    before: int = 0


class Links:
    """What the posts link to, by where it leads: into the site, or to which host."""

    def __init__(self, site: Site) -> None:
        self._web = site.web_targets
        self.local: dict[str, list[Place]] = {}
        """The links without host, by post."""
        for path, targets in site.local_targets.items():
            found: list[Place] = []
            for target in targets:
                kind, url = target.kind, target.url
                if kind == "tag":
                    if not url.startswith(WEB) and (plain := plain_address(url)):
                        found.append(Place(path, target, *plain))
                elif kind in _KINDS and url and not url.startswith(_NO_PAGES):
                    found.append(Place(path, target, url))
            if found:
                self.local[path] = found

    def hosts(self) -> Iterator[tuple[Home, set[str]]]:
        """Every host that may be the site's own, with the different addresses that the posts link to there."""
        urls: dict[Home, set[str]] = defaultdict(set)
        for start, targets in self._web.items():
            if home := home_of(start):
                urls[home].update([target.url for _, target in targets if target.kind in _KINDS])
        yield from urls.items()

    def of_homes(self, homes: Iterable[Home]) -> Iterator[Place]:
        """The links with the host of the site's own homes."""
        wanted = {home.host for home in homes}
        for start, targets in self._web.items() if wanted else ():
            home = home_of(start)
            if home and home.host in wanted:
                yield from (Place(path, target, target.url) for path, target in targets if target.kind in _KINDS)
