"""Files of the site that are no posts and may make a page: templates, pages in other formats, folders."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from lint.site.addresses.keys import key_of
from lint.site.addresses.pages import slugified
from lint.site.slugs import slug

if TYPE_CHECKING:
    from lint.site.site import Site

MOST = 20_000
"""So many names of files and folders are looked at at most. Our own bound; above it nothing is judged by them."""
_NOT_OURS = frozenset({"node_modules", "vendor", "bower_components", "__pycache__", "venv", "site-packages"})


class Unposted:
    """The names of all files that are no posts; read when an address is about to be called broken, which is rare."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def have(self, names: Iterable[str]) -> bool:
        """Whether a file or folder that is no post has one of these names, parts of a key."""
        return self._names is None or not self._names.isdisjoint(map(_plain, names))

    @cached_property
    def _names(self) -> frozenset[str] | None:
        """The names without date and ending, as slugs; None where there are too many to know."""
        files, posts = self._site.files, self._site.posts
        found: set[str] = set()
        waiting = [""]
        seen = 0
        for folder in waiting:  # grows while it is walked
            for name in files.names(folder):
                seen += 1
                if seen > MOST:
                    return None
                path = f"{folder}/{name}".lstrip("/")
                if files.is_folder(path):
                    if name not in _NOT_OURS and not name.startswith("."):
                        waiting.append(path)
                        found.add(_plain(name))
                elif path not in posts:
                    found.add(_plain(key_of(slug(path))))
        return frozenset(found)


def _plain(name: str) -> str:
    return slugified(name).replace("_", "-")
