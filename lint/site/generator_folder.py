"""A folder that may be a generator's, and what is known of a generator that was recognised. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from lint.site.permalink_settings import joined
from lint.site.settings import Settings, table_of
from lint.site.site import Files


class Generator(msgspec.Struct, frozen=True):
    """A generator that was recognised. Folders are relative to the site, without a slash at their end.

    `root` is the folder of its configuration, "" for the site's own; `evidence` names what spoke for it; `content`
    is where its pages lie. `static` are folders that its configuration names as copied to the top. What the
    configuration does not say is empty.
    """

    name: str
    root: str
    evidence: tuple[str, ...]
    content: str = ""
    static: tuple[str, ...] = ()
    lang: str = ""
    permalink: str = ""
    permalinks: tuple[tuple[str, str], ...] = ()
    """Folders, and the permalinks of the posts below them as the generator writes patterns; the deepest counts."""
    url: str = ""
    """The address that the site is published at."""
    title: str = ""
    """The name of the site."""


def folders_of(posts: Iterable[str]) -> list[str]:
    """The folders of the posts and all above them, from the top down."""
    found = {""}
    for path in posts:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(found, key=lambda folder: (folder.count("/") + bool(folder), folder))


def lies_below(path: str, folder: str) -> bool:
    """Whether a path lies in a folder or below it; "" is the site itself."""
    return not folder or path.startswith(f"{folder}/")


class Folder:
    """A folder that may be a generator's: its names, and the settings of the files in it."""

    def __init__(self, root: str, files: Files, settings: Mapping[str, Settings], posts: list[str]) -> None:
        self.root, self.posts = root, posts
        self.names = frozenset(files.names(root))
        self._files, self._settings = files, settings
        package = self.settings("package.json")
        self.needs = frozenset(table_of(package, "dependencies") | table_of(package, "devDependencies"))

    def settings(self, name: str) -> Settings:
        """What a configuration file that lies here says."""
        return self._settings.get(joined(self.root, name), {})

    def first(self, *names: str) -> str:
        """The first of these files that lies here, or ""."""
        return next((name for name in names if name in self.names or ("/" in name and self._exists(name))), "")

    def matching(self, pattern: re.Pattern[str]) -> str:
        """The first file here whose name is of this form, or ""."""
        return min((name for name in self.names if pattern.fullmatch(name)), default="")

    def _exists(self, name: str) -> bool:
        return self._files.exists(joined(self.root, name))

    def folder(self, name: str) -> str:
        """A folder that a setting names, relative to the site; "" where it is none or lies outside."""
        parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", "."}]
        path = joined(self.root, "/".join(parts))
        return path if parts and ".." not in parts and self._files.is_folder(path) else ""

    def data(self) -> Iterator[tuple[str, Settings]]:
        """The directory data of the folders of posts below this one."""
        for folder in folders_of(path for path in self.posts if lies_below(path, self.root)):
            name = folder.rpartition("/")[2]
            for path in (joined(folder, f"{name}.json"), joined(folder, f"{name}.11tydata.json")):
                if name and path in self._settings:
                    yield folder, self._settings[path]
