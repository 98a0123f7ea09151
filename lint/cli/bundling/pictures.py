"""The images of a bundle: made in several processes, kept for the next run."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from lint import __version__
from lint.bundle.images.fault import ImageError
from lint.bundle.images.made import Made
from lint.bundle.images.make import FORMAT, make
from lint.bundle.images.settings import Purpose, Settings
from lint.config.schema import ImagesConfig
from lint.world.blob_cache import BlobCache
from lint.world.cache_folder import cached
from lint.world.workers import processors, work_ahead

_WORTHWHILE = 500_000
"""Bytes of images; below that, starting processes costs more than it saves."""


class _Kept(msgspec.Struct):
    """What the cache holds: what was made, or why it could not be, or that it is quickly made again."""

    made: Made | None = None
    fault: str = ""
    quick: bool = False


class Pictures:
    """Makes the files of images. `read` gives the bytes of a file of the site."""

    def __init__(self, read: Callable[[str], bytes], settings: Settings, cache: BlobCache) -> None:
        import PIL

        self._read = read
        self._settings = settings
        self._cache = cache
        self._maker = msgspec.json.encode((FORMAT, __version__, PIL.__version__, settings))
        self._keys: dict[tuple[str, Purpose], str] = {}

    def __call__(self, path: str, purpose: Purpose) -> Made:
        """The files that are made of the image at `path`. Raises ImageError, and what `read` raises."""
        data = None
        key = self._keys.get((path, purpose))
        if key is None:
            data = self._read(path)
            key = self._key(path, purpose, data)
        kept = self._cached(key)
        if kept is None or kept.quick:
            kept = self._make(key, purpose, self._read(path) if data is None else data)
        if kept.made is None:
            raise ImageError(kept.fault)
        return kept.made

    def ahead(self, wanted: Sequence[tuple[str, Purpose]]) -> None:
        """Makes images that will be asked for; those that cannot be read are left to who asks for them."""
        missing: list[tuple[str, Purpose]] = []
        weight = 0
        for path, purpose in wanted:
            with contextlib.suppress(OSError, ValueError):
                data = self._read(path)
                if not self._cache.has(self._key(path, purpose, data)):
                    missing.append((path, purpose))
                    weight += len(data)
        if len(missing) > 1 and weight >= _WORTHWHILE and processors() > 1:
            work_ahead(lambda number: self(*missing[number]), len(missing))

    def _key(self, path: str, purpose: Purpose, data: bytes) -> str:
        digest = hashlib.sha256(b"%b\0%b\0%b" % (self._maker, purpose.encode(), hashlib.sha256(data).digest()))
        key = self._keys[path, purpose] = digest.hexdigest()
        return key

    def _cached(self, key: str) -> _Kept | None:
        data = self._cache.get(key)
        with contextlib.suppress(msgspec.DecodeError):  # ValidationError is one, too
            return msgspec.msgpack.decode(data, type=_Kept) if data is not None else None
        return None

    def _make(self, key: str, purpose: Purpose, data: bytes) -> _Kept:
        try:
            kept = _Kept(make(data, purpose, self._settings))
        except ImageError as reason:
            kept = _Kept(fault=str(reason))
        quick = kept.made is not None and kept.made.quick
        self._cache.put(key, msgspec.msgpack.encode(_Kept(quick=True) if quick else kept))
        return kept


def settings_of(config: ImagesConfig) -> Settings:
    """The settings that a configuration asks for."""
    widths = tuple(sorted(set(config.widths)))
    return Settings(widths, config.formats, config.quality, config.max_pixels, config.resize)


@contextlib.contextmanager
def opened(*, lasting: bool) -> Iterator[BlobCache]:
    """The cache of images: this user's, or, where it need not be lasting or cannot be, one for this run."""
    folder = cached("images") if lasting else None
    cache = BlobCache(folder) if folder else None
    if cache and cache.is_usable():
        yield cache
        cache.trim()
        return
    with TemporaryDirectory(prefix="copydesk-", ignore_cleanup_errors=True) as made:
        yield BlobCache(Path(made))
