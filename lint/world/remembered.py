"""What earlier runs made need not be made again, and what is left is made on all processors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from lint.world.pool import spread_out
from lint.world.program import program
from lint.world.result_cache import ResultCache, unpacked

T = TypeVar("T")


class Remembered:
    """Gives results by keys that say all that they are made of, as `lint.bundle.remember.Remember` wants them.

    The program that makes them is a part of every key. None for the cache remembers nothing.
    """

    def __init__(self, cache: ResultCache | None) -> None:
        self._cache = cache or ResultCache(None)
        self._told: dict[bytes, bytes] = {}

    def tell(self, key: bytes, result: bytes) -> None:
        """Has a result that was made already, packed for the cache, be one that is known."""
        if result:
            self._told[key] = result

    def __call__(
        self, keys: Sequence[bytes], kind: type[T], make: Callable[[int], T], holds: Callable[[int, T], bool]
    ) -> Iterator[T]:
        """The results in order. Raises what `make` and `holds` raise."""
        common = program() + kind.__name__.encode()
        names = [hashlib.sha256(common + hashlib.sha256(key).digest()).digest() for key in keys]
        told = {number: data for number, key in enumerate(keys) if (data := self._told.pop(key, b""))}
        found = {number: unpacked(data, kind) for number, data in told.items()}
        known = self._cache.decoded((name for number, name in enumerate(names) if number not in told), kind)
        found |= {number: known[name] for number, name in enumerate(names) if name in known}
        found = {number: one for number, one in found.items() if holds(number, one)}
        missing = [number for number in range(len(keys)) if number not in found]
        fresh: dict[bytes, object] = {}
        made = spread_out(lambda start, end: [make(number) for number in missing[start:end]], len(missing), kind)
        for number, one in zip(missing, made, strict=True):
            holds(number, one)
            found[number] = fresh[names[number]] = one
        self._cache.put_sealed({names[number]: data for number, data in told.items()})
        self._cache.put_encoded(fresh)
        del known, fresh  # what is given away need not stay
        for number in range(len(keys)):
            yield found.pop(number)
