"""The links of all posts that may lead into the site itself, gathered in one walk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lint.records import NamedTuple
from lint.site.addresses.hosts import Home, home_of
from lint.site.addresses.tags import plain_address
from lint.site.facts import PostFacts, Target

_WEB = ("https://", "http://", "//")
_KINDS = frozenset({"link", "tag", "field"})
_NO_PAGES = ("mailto:", "tel:", "data:", "javascript:", "#", "?")


class Place(NamedTuple):
    """A link in a post: `url` is the address that the target means, and `span` of the target begins `before` it."""

    post: str
    target: Target
    url: str
    before: int = 0


class Links:
    """What the posts link to, by where it leads: into the site, or to which host."""

    def __init__(self, posts: Mapping[str, PostFacts]) -> None:
        self.local: dict[str, list[Place]] = defaultdict(list)
        """The links without host, by post."""
        self.web: dict[str, list[Place]] = defaultdict(list)
        """The links of every host that may be the site's own, by scheme and host as written."""
        starts: dict[str, bool] = {}
        for path, post in posts.items():
            for target in post.targets:
                kind, url = target.kind, target.url
                if kind not in _KINDS:
                    continue
                if url.startswith(_WEB):
                    end = url.find("/", 8)
                    start = url if end < 0 else url[:end]
                    own = starts.get(start)
                    if own is None:
                        own = starts[start] = home_of(start) is not None
                    if own:
                        self.web[start].append(Place(path, target, url))
                elif kind == "tag":
                    if plain := plain_address(url):
                        self.local[path].append(Place(path, target, *plain))
                elif url and not url.startswith(_NO_PAGES):
                    self.local[path].append(Place(path, target, url))

    def hosts(self) -> Iterator[tuple[Home, set[str]]]:
        """Every host with the different addresses that the posts link to there."""
        urls: dict[Home, set[str]] = defaultdict(set)
        for start, places in self.web.items():
            if home := home_of(start):
                urls[home].update(place.url for place in places)
        yield from urls.items()

    def of_homes(self, homes: Iterable[Home]) -> Iterator[Place]:
        """The links with the host of the site's own homes."""
        wanted = {home.host for home in homes}
        for start, places in self.web.items():
            home = home_of(start)
            if home and home.host in wanted:
                yield from places
