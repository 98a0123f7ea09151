"""Reads a few small files that are no posts, such as the configuration of a generator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from lint.world.files import read


def read_small(root: Path, paths: Iterable[str], limit: int) -> tuple[dict[str, str], dict[str, str]]:
    """The texts by path, relative to `root`, and for those that cannot be read why; `limit` in bytes. Never raises."""
    texts: dict[str, str] = {}
    refused: dict[str, str] = {}
    for path in paths:
        try:
            source = read(root, path, limit)
        except OSError as error:
            refused[path] = f"cannot be read: {error.strerror}"
            continue
        if source.unreadable:
            refused[path] = source.unreadable
        else:
            texts[path] = source.text
    return texts, refused


MAXIMUM_SIZE = 262_144
"""Bytes of a file that rules ask for. Our own bound; a package.json of 50 kB is a large one."""


def texts_below(root: Path, paths: Iterable[str]) -> Mapping[str, str]:
    """The texts of these files, relative to `root`, as far as they can be read. Never raises."""
    return read_small(root, paths, MAXIMUM_SIZE)[0]
