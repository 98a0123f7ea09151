"""What a site published before, as its repository and its bundle tell."""

from __future__ import annotations

from pathlib import Path

from lint.site.history import History, Renamed, published
from lint.world import git
from lint.world.listing import SUFFIXES

_LARGEST = 20_000_000
"""Bytes of a manifest that is read. Our own bound."""


def history_of(root: Path, output: str) -> History:
    """The history of the site at `root`, whose bundle lies in the folder `output`, relative to it.

    A repository or a bundle that cannot be read has nothing to tell.
    """
    renamed: tuple[Renamed, ...] = ()
    if git.top_level(root):
        try:
            renamed = tuple(git.renames(root, *(f"*{suffix}" for suffix in SUFFIXES)))
        except git.GitError:  # no commit yet, or a history that takes too long
            renamed = ()
    manifest = root / output / "manifest.json"
    try:
        data = manifest.read_bytes() if manifest.stat().st_size <= _LARGEST else b""
    except OSError:
        data = b""
    return History(renamed, published(data))
