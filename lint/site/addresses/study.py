"""What all links of all posts tell about the addresses of the site."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lint.site.addresses.inference import Inferred, inferred, speaks, tally
from lint.site.addresses.keys import Shape, shape_of
from lint.site.addresses.letter_case import LetterCase
from lint.site.addresses.links import Place

if TYPE_CHECKING:
    from lint.site.addresses.space import Space

PROVED = 10
"""So many links make an inferred template as good as a configured one, and outweigh one that leads nowhere."""


class Study:
    """All links of all posts: what they lead to, and what those that lead nowhere speak for."""

    def __init__(self, space: Space) -> None:
        self._addresses = space.addresses
        self.letter_case = LetterCase(space.site, space.addresses)
        self.resolved: dict[Shape, set[str]] = defaultdict(set)
        """The keys of links that lead to posts, where that is evident, by shape."""
        self.unresolved: dict[Shape, set[str]] = defaultdict(set)
        links: dict[tuple[str, ...], Place] = {}
        for path in space.addresses.pages:
            for place in space.places(path):
                if written := space.written(path, place.url):
                    links.setdefault(written.keys, place)
                    if key := next((key for key in written.keys if self._addresses.get(key)), None):
                        self.letter_case.see(key, written)
        left = {keys: place for keys, place in links.items() if not self.leads_to_a_post(keys)}
        self.inferred: tuple[Inferred, ...] = tuple(
            inferred(
                tally({key: None for keys in left for key in keys}, space.addresses.by_name), space.addresses.decided
            )
        )
        """The templates that no configuration gives and that the posts' own links speak for, the best first."""
        for one in self.inferred:
            self._fill(one)
        for keys, place in left.items():
            if not self.leads_to_a_post(keys) and not space.answered(keys, place.post, place.url):
                self.unresolved[shape_of(keys[0])].add(keys[0])

    def _fill(self, one: Inferred) -> None:
        """Adds the addresses that an inferred template gives: to all posts where it is proved, else to those linked."""
        addresses, scoped = self._addresses, one.scoped
        if one.evident:
            pages = list(addresses.pages.values())
        else:
            pages = [page for key in sorted(one.keys) for page in addresses.by_name[key.rpartition("/")[2]]]
        certain = one.evident and speaks(scoped) and len(one.keys) >= PROVED
        for page in pages:
            if scoped.holds(page.path):
                addresses.fill(page, scoped.template, certain=certain, evident=one.evident)

    def leads_to_a_post(self, keys: tuple[str, ...]) -> bool:
        """Whether one of these keys is a post's; counts it where that is evident."""
        for key in keys:
            if known := self._addresses.get(key):
                if known.evident:
                    self.resolved[shape_of(key)].add(key)
                return True
        return False

    def count(self, shape: Shape) -> tuple[int, int]:
        """How many links of a shape lead to posts, and how many nowhere."""
        return len(self.resolved.get(shape, ())), len(self.unresolved.get(shape, ()))
