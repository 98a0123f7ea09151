"""Files by key in the user's cache folder: what can be made anew, but at a price.

Each file begins with the hash of the rest, so that a damaged one is known and made anew. Several processes may read
and write at once. The folder is kept to a size; what nobody asked for goes first.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

from lint.world.files import write_bytes

LIMIT = 500_000_000
"""Bytes that a folder may hold."""
_KEPT = 0.8
"""So much of the limit is left when something has to go, so that not every run has to look."""
_SEEN = 86_400.0  # seconds for which a use need not be noted again
_DIGEST = hashlib.sha256().digest_size


class BlobCache:
    """The files of one folder. `limit` in bytes. What cannot be written or read is done without."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    def is_usable(self) -> bool:
        """Whether something can be kept there."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self._folder, os.W_OK)

    def get(self, key: str) -> bytes | None:
        """What was put there under a key of hexadecimal digits; None when there is nothing, or it is damaged."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
                path.unlink()
                return None
            if time.time() - path.stat().st_mtime > _SEEN:
                os.utime(path)
        except OSError:
            return None
        return data[_DIGEST:]

    def has(self, key: str) -> bool:
        """Whether there is something under a key; it may turn out to be damaged."""
        return self._path(key).is_file()

    def put(self, key: str, data: bytes) -> bool:
        """Keeps something; whether that was possible."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, hashlib.sha256(data).digest() + data, durable=False)
        except OSError:
            return False
        return True

    def trim(self) -> None:
        """Removes what was not used for longest, when the folder holds more than its limit."""
        found = []
        with contextlib.suppress(OSError):
            for path in self._folder.glob("*/*"):
                with contextlib.suppress(OSError):
                    known = path.stat()
                    found.append((known.st_mtime, known.st_size, path))
        whole = sum(size for _, size, _ in found)
        if whole <= self._limit:
            return
        for _, size, path in sorted(found):
            if whole <= _KEPT * self._limit:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            whole -= size

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]
