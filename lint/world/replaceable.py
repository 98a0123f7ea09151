"""Whether a bundle may take the place of what is there."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from lint.world.files import files_below

_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in any folder that was looked at."""


def why_not_replaced(target: Path, root: Path) -> str | None:
    """Why a bundle must not take the place of `target`, in words that follow its name; None when it may.

    A folder may go only when it is empty or holds an earlier bundle and nothing else. `root` is the site's folder.
    Raises OSError when the folder cannot be read.
    """
    if root.is_relative_to(target):
        return "is the site itself or holds it; a bundle needs a folder of its own"
    if not os.path.lexists(target):
        return None
    if not target.is_dir():
        return "is no folder"
    if target.is_mount():
        return "is a mount point, which nothing can replace in one step; name a folder in it"
    names = sorted(path.name for path in target.iterdir() if path.name not in _LITTER)
    if not names:
        return None
    if not {"manifest.json", "SHA256SUMS"} <= set(names):
        return f"is a folder that no bundle of ours made ({names[0]} lies in it); it is left alone"
    listed = {"manifest.json", "SHA256SUMS"}
    with (target / "SHA256SUMS").open(encoding="utf-8", errors="replace") as file:
        listed |= {line.rstrip("\n").partition("  ")[2] for line in file}
    strange = (path for path in files_below(str(target)) if path not in listed)
    if found := min((path for path in strange if path.rpartition("/")[2] not in _LITTER), default=None):
        return f"holds {found}, which is no part of an earlier bundle; it is left alone"
    if not _is_manifest(target / "manifest.json"):
        return "holds a manifest.json that is not a bundle's; it is left alone"
    return None


class _Manifest(msgspec.Struct):
    """What is looked at of a bundle's manifest.json."""

    tool: str


def _is_manifest(path: Path) -> bool:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Manifest).tool.startswith("copydesk ")
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
