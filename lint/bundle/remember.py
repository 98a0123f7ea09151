"""Results that need not be found twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Remember(Protocol):
    """Gives results in order, each for a key that says all that it is made of: known ones, and the others made anew.

    `make` takes the place of a key among the keys; its result is of the type `kind` and can be serialised, and nothing
    else may come of it. `holds` says whether a result, known or new, is right, and may do what has to be done for it.
    """

    def __call__(
        self, keys: Sequence[bytes], kind: type[T], make: Callable[[int], T], holds: Callable[[int, T], bool], /
    ) -> Iterable[T]: ...


def anew(
    keys: Sequence[bytes], kind: type[T], make: Callable[[int], T], holds: Callable[[int, T], bool]
) -> Iterable[T]:
    """Remembers nothing."""
    del kind
    for number in range(len(keys)):
        one = make(number)
        holds(number, one)
        yield one
