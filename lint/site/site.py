"""What a site rule sees: the facts of all posts, the files, today's date."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import msgspec

from lint.site.accepted import Accepted
from lint.site.allowing import Allowing
from lint.site.declared import Declared
from lint.site.divided import Divided, divided
from lint.site.facts import PostFacts, Target
from lint.site.flavors import Flavors
from lint.site.history import History
from lint.site.image_facts import ImageFacts, Shown, pictures
from lint.site.schema import Schema
from lint.site.verdicts import Outcome
from lint.spelling.dictionaries import Dictionaries
from lint.spelling.dictionary import Dictionary

if TYPE_CHECKING:
    from lint.site.addresses.named import Sources
    from lint.site.addresses.space import Space
    from lint.site.anchors import Anchors
    from lint.site.generators import Recognised
    from lint.site.targets import Lookup


class Files(Protocol):
    """The files of the site. Paths are relative to the site, with `/` separators and exact letter case."""

    def exists(self, path: str) -> bool:
        """Whether there is a file with exactly this path."""

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of files and folders right below a folder, sorted; empty where there is no such folder."""

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder with exactly this path; "" is the site itself."""

    def image(self, path: str) -> ImageFacts | None:
        """The image at this path; None where there is none, it is empty, or its format is not known."""

    def image_size(self, path: str) -> tuple[int, int] | None:
        """Width and height in pixels of an image; None where there is none, it scales, or its header is not read."""


ReadTexts = Callable[[Iterable[str]], Mapping[str, str]]
"""Reads small files that are no posts: from their paths, relative to the site, to the texts of those it can read."""


def read_nothing(paths: Iterable[str]) -> Mapping[str, str]:  # noqa: ARG001  (the signature is the point)
    """No file can be read."""
    return {}


Made = TypeVar("Made")


class shared(Generic[Made]):  # noqa: N801  (reads as a decorator)
    """A property of a site that is made when a rule first asks, and shared with the views of the same site."""

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, site: Site, owner: type) -> Made:
        made = site.made
        if self._name not in made:
            made[self._name] = self._make(site)
        value: Made = made[self._name]
        return value


class Site(msgspec.Struct, frozen=True, dict=True):
    """A site: `posts` by path, in order; `reported` are those whose findings are asked for."""

    posts: Mapping[str, PostFacts]
    reported: tuple[PostFacts, ...]
    files: Files
    today: datetime.date
    dictionaries: Dictionaries
    terms: tuple[str, ...] = ()
    accepted: Accepted = Accepted()
    """The words that the configuration accepts."""
    static: tuple[str, ...] = ()
    """Folders that the configuration names as published at the top of the site."""
    collections: tuple[Declared, ...] = ()
    """What the configuration declares of collections, in its order."""
    url: str = ""
    """Where the configuration says that the site is published, as a whole address."""
    read: ReadTexts = read_nothing
    look_back: Callable[[], History] = History
    """Looks up what was published before; rules ask for `history`."""

    allowing: Allowing = Allowing()
    """What became of the allowances; for rules that judge them."""
    flavors: Flavors = msgspec.field(default_factory=Flavors)
    """What the posts may hold besides CommonMark."""
    verdicts: Mapping[str, Outcome] = {}
    """What the network said of the addresses in the posts, as they are written; empty but in `copydesk links`."""

    made: dict[str, Any] = msgspec.field(default_factory=dict)
    """What was made of the posts and files so far, by name."""

    def for_posts(self, posts: Collection[PostFacts], terms: tuple[str, ...]) -> Site:
        """The same site, of which only these of the reported posts are reported, with other terms."""
        if len(posts) == len(self.reported) and terms == self.terms:
            return self
        wanted = {post.path for post in posts}
        reported = tuple([post for post in self.reported if post.path in wanted])
        return msgspec.structs.replace(self, reported=reported, terms=terms)

    @property
    def dictionary(self) -> Dictionary:
        """The English dictionary: keys of front matter, addresses and the like are English mostly."""
        return self.dictionaries.english

    def answered(self) -> Iterator[tuple[PostFacts, Target, Outcome]]:
        """The external links of the reported posts that the network was asked for, in order; none in `check`."""
        if self.verdicts:
            for post in self.reported:
                for target in post.targets:
                    if outcome := self.verdicts.get(target.url):
                        yield post, target, outcome

    @shared
    def divided(self) -> Divided:
        """The targets of the posts by where they lead."""
        return divided(self.posts)

    @property
    def local_targets(self) -> Mapping[str, Sequence[Target]]:
        """Of each post the targets that name no other place plainly: most of them are files and pages of the site."""
        return self.divided.local

    @property
    def web_targets(self) -> Mapping[str, Sequence[tuple[str, Target]]]:
        """The targets that name a host, by scheme and host as written, each with the path of its post."""
        return self.divided.web

    @cached_property  # a view of the site has its own
    def pictures(self) -> tuple[Shown, ...]:
        """Every target of the reported posts that leads to an image of the site, in order."""
        return tuple(pictures(self))

    @shared
    def schema(self) -> Schema:
        """What the posts have in common; made when a rule first asks, and shared by all rules."""
        return Schema(self.posts)

    @shared
    def history(self) -> History:
        """What the site published before; looked up when a rule first asks."""
        return self.look_back()

    @shared
    def anchors(self) -> Anchors:
        """Where fragments lead on the pages of posts; shared by all rules, for it remembers what it looked up."""
        from lint.site.anchors import Anchors

        return Anchors(self)

    @shared
    def recognised(self) -> Recognised:
        """The generators of the site, from their configurations, which are read when a rule first asks."""
        from lint.site.generators import recognised_in

        return recognised_in(self.posts, self.files, self.read)

    @shared
    def sources(self) -> Sources:
        """The sources that links name; shared by all rules."""
        from lint.site.addresses.named import Sources

        return Sources(self)

    @shared
    def space(self) -> Space:
        """Which addresses the built site answers; shared by all rules, for it studies all links."""
        from lint.site.addresses.space import Space

        return Space(self)

    @shared
    def lookup(self) -> Lookup:
        """Where targets lead among the files; shared by all rules, for it remembers what it looked up."""
        from lint.site.targets import Lookup

        return Lookup(self)
