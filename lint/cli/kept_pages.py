"""Which pages of the bundle that stands were made of what, so that the next one need not make the same again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from lint.bundle.assets import type_of
from lint.bundle.job import Built
from lint.bundle.manifest import FileEntry
from lint.world.program import program
from lint.world.result_cache import ResultCache
from lint.world.staging import Stage


class _Page(msgspec.Struct, array_like=True, frozen=True):
    """A page that was made; `key` says all that it was made of."""

    key: bytes
    sha256: str
    size: int


class _Pages(msgspec.Struct, array_like=True, frozen=True):
    """The pages of a bundle by their paths."""

    pages: dict[str, _Page]


class KeptPages:
    """See `lint.bundle.printed.Kept`. None for the cache knows nothing, and keeps nothing for the next build."""

    def __init__(self, cache: ResultCache | None, target: Path, stage: Stage) -> None:
        self._cache = cache or ResultCache(None)
        self._stage = stage
        self._name = hashlib.sha256(b"%b pages of %b" % (program(), bytes(target))).digest()
        found = self._cache.decoded((self._name,), _Pages)
        self._known = found[self._name].pages if found else {}

    def __call__(self, path: str, key: bytes) -> FileEntry | None:
        known = self._known.get(path)
        if known and known.key == key and self._stage.keep(path, known.sha256, known.size):
            return FileEntry(path, known.sha256, known.size, type_of(path))
        return None

    def remember(self, built: Built) -> None:
        """Takes note of what was built, for the next build of the same target."""
        pages = {
            file.path: _Page(built.keys[file.path], file.sha256, file.bytes)
            for file in built.files
            if file.path in built.keys
        }
        self._cache.put_encoded({self._name: _Pages(pages)})
