"""Which pages of the bundle that stands were made of what, so that the next one need not make the same again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from lint.bundle.assets import type_of
from lint.bundle.dressed import Dressed
from lint.bundle.manifest import FileEntry
from lint.world.program import program
from lint.world.result_cache import ResultCache, packed
from lint.world.staging import Stage


class _Page(msgspec.Struct, array_like=True, frozen=True):
    """A page that was made; `key` says all that it was made of."""

    key: bytes
    sha256: str
    size: int


class _Pages(msgspec.Struct, array_like=True, frozen=True):
    """The pages of a bundle by their paths."""

    pages: dict[str, _Page]


_AT_ONCE = 100
"""So many pages' parts are written at once."""


class KeptPages:
    """See `lint.bundle.printed.Kept`. None for the cache knows nothing, and keeps nothing for the next build."""

    def __init__(self, cache: ResultCache | None, target: Path, stage: Stage) -> None:
        self._cache = cache or ResultCache(None)
        self._keeps = cache is not None
        self._stage = stage
        self._name = hashlib.sha256(b"%b pages of %b" % (program(), bytes(target))).digest()
        found = self._cache.decoded((self._name,), _Pages)
        self._known = found[self._name].pages if found else {}
        self._parts: dict[bytes, bytes] = {}

    def __call__(self, path: str, key: bytes) -> FileEntry | None:
        known = self._known.get(path)
        if known and known.key == key and self._stage.keep(path, known.sha256, known.size):
            return FileEntry(path, known.sha256, known.size, type_of(path))
        return None

    def packed(self, parts: object) -> bytes:
        return packed(parts) if self._keeps else b""

    def put(self, key: bytes, parts: bytes) -> None:
        self._parts[_parts_of(key)] = parts
        if len(self._parts) >= _AT_ONCE:
            self._write()

    def parts(self, path: str) -> Dressed | None:
        """What the page at a path was made of when it was made last, without its text; None where nobody knows."""
        known = self._known.get(path)
        name = _parts_of(known.key) if known else b""
        return self._cache.decoded((name,), Dressed).get(name)

    def remember(self, files: Iterable[FileEntry], keys: Mapping[str, bytes], *, others: bool = False) -> None:
        """Takes note of the pages that are among the files of a bundle, for the next build of the same target.

        `keys` say what they are made of. With `others` all other pages are those that are known.
        """
        self._write()
        made = {one.path: _Page(keys[one.path], one.sha256, one.bytes) for one in files if one.path in keys}
        self._cache.put_encoded({self._name: _Pages({**self._known, **made} if others else made)})

    def _write(self) -> None:
        self._cache.put_sealed(self._parts)
        self._parts = {}


def _parts_of(key: bytes) -> bytes:
    """Under what the parts of a page with this key are kept."""
    return hashlib.sha256(b"%b parts of %b" % (program(), key)).digest()
