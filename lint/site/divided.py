"""The targets of all posts by where they lead: to which host, or maybe into the site. One walk serves all rules."""

from __future__ import annotations

from collections.abc import Mapping

from lint.records import NamedTuple
from lint.site.facts import PostFacts, Target

WEB = ("https://", "http://", "//")
"""How addresses begin that name a host; by far the most do."""
_ON_NO_PAGE = ("#", "mailto:")
"""How addresses begin that lead to a place on the same page, or to none."""


class Divided(NamedTuple):
    """The targets of the posts.

    `web` has those that name a host by their beginning (scheme and host as written: `https://example.org`), each with
    the path of its post; `local` has of each post those that name no other place plainly: most are files and pages of
    the site, and those that begin with `//` are among them.
    """

    web: Mapping[str, list[tuple[str, Target]]]
    local: Mapping[str, list[Target]]


def beginning(url: str) -> str:
    """Scheme and host of an address that begins like one of `WEB`, as written."""
    end = url.find("/", 8)
    return url if end < 0 else url[:end]


def divided(posts: Mapping[str, PostFacts]) -> Divided:
    """The targets of these posts, in order."""
    web: dict[str, list[tuple[str, Target]]] = {}
    local: dict[str, list[Target]] = {}
    for path, post in posts.items():
        own = local[path] = []
        for target in post.targets:
            url = target.url
            if url.startswith(WEB):
                start = beginning(url)
                found = web.get(start)
                if found is None:
                    found = web[start] = []
                found.append((path, target))
                if url[0] == "/":
                    own.append(target)
            elif not url.startswith(_ON_NO_PAGE):
                own.append(target)
    return Divided(web, local)
