"""Where what can be made anew is kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path | None:
    """Where this user's programs keep what they can make anew; None for a user without a home."""
    folders = {"darwin": "~/Library/Caches", "win32": os.environ.get("LOCALAPPDATA", "")}
    named = os.environ.get("XDG_CACHE_HOME", "")
    if not Path(named).is_absolute():
        named = folders.get(sys.platform, "~/.cache")
    folder = Path(os.path.expanduser(named))  # noqa: PTH111 - Path.expanduser raises where there is no home
    return folder / "copydesk" if folder.is_absolute() else None


def cached(name: str) -> Path | None:
    """The file or folder of this name there."""
    folder = cache_folder()
    return folder / name if folder else None
