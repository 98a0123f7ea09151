"""Lists the Markdown and configuration files of a site, by git or by walking."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lint.config.load import FILE_NAMES
from lint.site.site import Files
from lint.world import git
from lint.world.files import DiskFiles, ListedFiles

SUFFIXES = (".md", ".markdown", ".mdx")

_PATTERNS = ("*.md", "*.markdown", "*.mdx", *FILE_NAMES, *(f"**/{name}" for name in FILE_NAMES))
_WALK_LIMIT = 50_000  # entries; a folder without git or configuration may be somebody's home
# Dependencies and build output. Hidden folders are left out as well.
_NOT_OURS = frozenset({"node_modules", "bower_components", "vendor", "site-packages", "venv", "__pycache__", "_site"})
_BUILD_OUTPUT = frozenset({"dist", "build", "target", "out", "_build"})
_BUNDLE_MARKS = ("SHA256SUMS", "manifest.json")


def list_site(root: Path, *, tracked: bool, deep: bool) -> tuple[list[str], Files]:
    """Markdown and configuration files of the site, relative to its root, and its files as rules see them.

    `tracked` means that only what is in git's index exists; without `deep`, and without git, only what lies right in
    the root is listed. Raises git.GitError.
    """
    if git.top_level(root) is None:
        if tracked:
            raise git.GitError(f"{root}: not in a git repository, which --tracked needs")
        return list(_walk(root, deep=deep)), DiskFiles(root)
    if tracked:
        listed = git.list_files(root, tracked=True)
        files: Files = ListedFiles(listed, root)
    else:
        listed, files = git.list_files(root, *_PATTERNS, f"*{_BUNDLE_MARKS[0]}"), DiskFiles(root)
    bundles = tuple(_bundles(listed, files))
    return [path for path in listed if _ours(path, _NOT_OURS) and not path.startswith(bundles)], files


def _bundles(listed: Iterable[str], files: Files) -> Iterator[str]:
    """The folders of earlier bundles, each with its slash."""
    for path in listed:
        folder, slash, name = path.rpartition("/")
        if slash and name == _BUNDLE_MARKS[0] and files.exists(f"{folder}/{_BUNDLE_MARKS[1]}"):
            yield f"{folder}/"


def _ours(path: str, left_out: frozenset[str]) -> bool:
    return not any(part in left_out or part.startswith(".") for part in path.split("/")[:-1])


def _walk(root: Path, *, deep: bool) -> Iterator[str]:
    """The same without git: hidden folders, dependencies, build output and earlier bundles are passed over."""
    left_out = _NOT_OURS | _BUILD_OUTPUT
    seen = 0
    for folder, folders, names in os.walk(root):
        seen += len(folders) + len(names)
        if not deep:
            folders.clear()
        if seen > _WALK_LIMIT or all(mark in names for mark in _BUNDLE_MARKS):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if name not in left_out and not name.startswith("."))
        relative = os.path.relpath(folder, root)
        prefix = "" if relative == "." else relative.replace(os.sep, "/") + "/"
        yield from (prefix + name for name in sorted(names) if name.endswith(SUFFIXES) or name in FILE_NAMES)
