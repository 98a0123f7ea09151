"""Which files below a folder changed since the last look, by their size, time and number, asked again and again.

No messages of the system: these do not come from network drives, containers and virtual machines.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

_NOT_OURS = frozenset({"node_modules", "bower_components", "vendor", "site-packages", "venv", "__pycache__", "_site"})
_BUNDLE = frozenset({"SHA256SUMS", "manifest.json"})

Stamp = tuple[int, int, int, int]
"""Size, times of the content and of the entry in nanoseconds, and number of a file."""


class Watch:
    """Looks at the files below `root` whose name `wanted` accepts; hidden folders, dependencies and earlier bundles
    are passed over."""

    def __init__(self, root: Path, wanted: Callable[[str], bool]) -> None:
        self.root = root
        self._wanted = wanted
        self.cost = 0.0
        """Seconds that the last look took."""
        self._known = self._look()

    def changes(self) -> set[str]:
        """The paths, relative to the root, of what came, went or changed since the last look."""
        now, before = self._look(), self._known
        self._known = now
        return {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}

    def _look(self) -> dict[str, Stamp]:
        start = time.perf_counter()
        found: dict[str, Stamp] = {}
        folders = [("", str(self.root))]
        while folders:
            prefix, folder = folders.pop()
            try:
                with os.scandir(folder) as listed:
                    entries = list(listed)
            except OSError:  # it went while we looked, or is not ours to read
                continue
            if prefix and {entry.name for entry in entries} >= _BUNDLE:
                continue
            for entry in entries:
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in _NOT_OURS and not entry.name.startswith("."):
                            folders.append((f"{prefix}{entry.name}/", entry.path))
                    elif self._wanted(entry.name):
                        known = entry.stat()
                        found[prefix + entry.name] = (known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)
                except OSError:  # a link that leads nowhere
                    continue
        self.cost = time.perf_counter() - start
        return found
