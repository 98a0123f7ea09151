"""What earlier runs made need not be made again, and what is left is made on all processors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from lint.world.pool import spread_out
from lint.world.program import program
from lint.world.result_cache import ResultCache

T = TypeVar("T")


class Remembered:
    """Gives results by keys that say all that they are made of, as `lint.bundle.remember.Remember` wants them.

    The program that makes them is a part of every key. None for the cache remembers nothing.
    """

    def __init__(self, cache: ResultCache | None) -> None:
        self._cache = cache or ResultCache(None)
        self._told: dict[bytes, object] = {}

    def tell(self, key: bytes, result: object) -> None:
        """Has a result that was made for another purpose be one that is known."""
        self._told[key] = result

    def __call__(
        self, keys: Sequence[bytes], kind: type[T], make: Callable[[int], T], holds: Callable[[int, T], bool]
    ) -> Iterator[T]:
        """The results in order. Raises what `make` and `holds` raise."""
        common = program() + kind.__name__.encode()
        names = [hashlib.sha256(common + hashlib.sha256(key).digest()).digest() for key in keys]
        found = {
            number: one
            for number, key in enumerate(keys)
            if isinstance(one := self._told.get(key), kind) and holds(number, one)
        }
        fresh: dict[bytes, object] = {names[number]: one for number, one in found.items()}
        known = self._cache.decoded((name for name in names if name not in fresh), kind)
        for number, name in enumerate(names):
            if name in known and holds(number, known[name]):
                found[number] = known[name]
        missing = [number for number in range(len(keys)) if number not in found]
        made = spread_out(lambda start, end: [make(number) for number in missing[start:end]], len(missing), kind)
        for number, one in zip(missing, made, strict=True):
            holds(number, one)
            found[number] = fresh[names[number]] = one
        self._cache.put_encoded(fresh)
        del known, fresh  # what is given away need not stay
        for number in range(len(keys)):
            yield found.pop(number)
