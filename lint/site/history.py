"""What the site published before: sources that were renamed, and pages of the bundle before. Handed in by `world`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import msgspec

from lint.site.slugs import url_of


class Renamed(msgspec.Struct, frozen=True):
    """A file that got another path, both relative to the site; `day` is that of the commit, None for a staged one."""

    old: str
    new: str
    day: datetime.date | None


class History(msgspec.Struct, frozen=True):
    """`renamed` is in the order of time; `published` has the URLs of the bundle before by the paths of their sources.

    The URLs are relative to the bundle's site and not percent-encoded.
    """

    renamed: tuple[Renamed, ...] = ()
    published: Mapping[str, str] = {}

    def former(self, paths: Iterable[str]) -> dict[str, list[Renamed]]:
        """The names that these files had before, however often each was renamed; `new` is the path of today."""
        there = set(paths)
        found: dict[str, list[Renamed]] = {}
        today: dict[str, str] = {}
        for one in reversed(self.renamed):
            now = today.get(one.new, one.new)
            free = one.old not in there and one.old not in today  # else the name was given away again
            today[one.old] = now
            if free and now in there:
                found.setdefault(now, []).append(Renamed(one.old, now, one.day))
        return found


class _Post(msgspec.Struct):
    id: str
    url: str


class _Manifest(msgspec.Struct):
    posts: list[_Post]


def published(manifest: bytes) -> dict[str, str]:
    """The URLs in a bundle's manifest.json by the paths of their sources; none where it cannot be read."""
    try:
        posts = msgspec.json.decode(manifest, type=_Manifest).posts
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    return {post.id: url_of(_decoded(post.url)) for post in posts}


def _decoded(url: str) -> str:
    if "%" not in url:
        return url
    from urllib.parse import unquote

    return unquote(url)
