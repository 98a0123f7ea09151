"""What a site rule sees: the facts of all posts, the files, today's date."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import msgspec

from lint.site.accepted import Accepted
from lint.site.declared import Declared
from lint.site.facts import PostFacts
from lint.site.schema import Schema
from lint.spelling.dictionaries import Dictionaries
from lint.spelling.dictionary import Dictionary

if TYPE_CHECKING:
    from lint.site.targets import Lookup


class Files(Protocol):
    """The files of the site. Paths are relative to the site, with `/` separators and exact letter case."""

    def exists(self, path: str) -> bool:
        """Whether there is a file with exactly this path."""

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of files and folders right below a folder, sorted; empty where there is no such folder."""

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder with exactly this path; "" is the site itself."""

    def image_size(self, path: str) -> tuple[int, int] | None:
        """Width and height in pixels of the image at this path; None where there is none or its header is not read."""


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

    @property
    def dictionary(self) -> Dictionary:
        """The English dictionary: keys of front matter, addresses and the like are English mostly."""
        return self.dictionaries.english

    @cached_property
    def schema(self) -> Schema:
        """What the posts have in common; made when a rule first asks, and shared by all rules."""
        return Schema(self.posts)

    @cached_property
    def lookup(self) -> Lookup:
        """Where targets lead among the files; shared by all rules, for it remembers what it looked up."""
        from lint.site.targets import Lookup

        return Lookup(self)
