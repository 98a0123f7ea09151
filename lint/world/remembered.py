"""What earlier runs made need not be made again, and what is left is made on all processors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from lint.world.pool import spread
from lint.world.program import program
from lint.world.result_cache import ResultCache

_WORTHWHILE = 30
"""So many results; fewer are made sooner than processes are started."""

T = TypeVar("T")


class Remembered:
    """Gives results by keys that say all that they are made of, as `lint.bundle.bodies.Remember` wants them.

    The program that makes them is a part of every key. None for the cache remembers nothing.
    """

    def __init__(self, cache: ResultCache | None) -> None:
        self._cache = cache or ResultCache(None)

    def __call__(
        self, keys: Sequence[bytes], kind: type[T], make: Callable[[int], T], holds: Callable[[int, T], bool]
    ) -> Iterator[T]:
        """The results in order. Raises what `make` and `holds` raise."""
        common = program() + kind.__name__.encode()
        names = [hashlib.sha256(common + hashlib.sha256(key).digest()).digest() for key in keys]
        known = self._cache.decoded(names, kind)
        found = {
            number: known[name] for number, name in enumerate(names) if name in known and holds(number, known[name])
        }
        missing = [number for number in range(len(keys)) if number not in found]
        fresh: dict[bytes, object] = {}
        for number, one in zip(missing, _made(missing, kind, make), strict=True):
            holds(number, one)
            found[number] = fresh[names[number]] = one
        self._cache.put_encoded(fresh)
        del known, fresh  # what is given away need not stay
        for number in range(len(keys)):
            yield found.pop(number)


def _made(missing: Sequence[int], kind: type[T], make: Callable[[int], T]) -> Iterator[T]:
    """The first is made here, so that what making loads is loaded once, and not by every process."""
    here = 1 if len(missing) >= _WORTHWHILE else len(missing)
    for number in missing[:here]:
        yield make(number)
    if rest := missing[here:]:
        yield from spread(lambda start, end: [make(number) for number in rest[start:end]], len(rest), kind)
