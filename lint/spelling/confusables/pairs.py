"""Where two neighbours of a long row have something in common, for most have nothing: found without a look at each.

Each element of the row has two sets of bits, what it may be on the left of a pair and what on its right. A set has a
number below 256, so that the two sets of a pair make one character of a string, and one regular expression passes over
the pairs that are known to have nothing in common. It is made anew when it has let too many of them through.
"""

from __future__ import annotations

import re
from codecs import utf_16_be_decode
from collections.abc import Iterable, Iterator

_LEFTS, _RIGHTS = 0xD7, 0xFF
"""The numbers that all further sets share. With the left one in the higher byte no pair is a surrogate."""
_NEEDLESS = 10_000
"""So many looks at pairs without anything in common cost as much as a new expression."""


class Pairs:
    """Remembers which sets have nothing in common; numbers are given as sets come."""

    def __init__(self) -> None:
        self._lefts = _Numbers(_LEFTS)
        self._rights = _Numbers(_RIGHTS)
        self._common: dict[str, bool] = {}
        self._doubtful = re.compile("(?s).")
        self._needless = 0

    def code(self, left: int, right: int) -> bytes:
        """Two bytes for an element that has these sets as the left and as the right one of a pair."""
        return bytes((self._rights.of(right), self._lefts.of(left)))

    def places(self, codes: Iterable[bytes]) -> Iterator[int]:
        """Where a pair begins that may have something in common, given the codes of at least two elements."""
        common = self._common
        text, _ = utf_16_be_decode(b"".join(codes)[1:-1])  # `bytes.decode` would go through Python for each text
        for match in self._doubtful.finditer(text):
            pair = match.group()
            if pair not in common:
                left, right = divmod(ord(pair), 256)
                common[pair] = bool(self._lefts.set(left) & self._rights.set(right))
            if common[pair]:
                yield match.start()
            else:
                self._needless += 1
        if self._needless > _NEEDLESS:
            self._needless = 0
            self._doubtful = re.compile(_none_of(pair for pair in common if not common[pair]))


class _Numbers:
    """Sets by number, from 1 on, so that no pair is an ASCII character, which might be a sign of an expression."""

    def __init__(self, last: int) -> None:
        self._last = last
        self._numbers: dict[int, int] = {}
        self._sets = [0]

    def of(self, bits: int) -> int:
        """The number of a set; the last one is that of all for which none is left."""
        number = self._numbers.get(bits)
        if number is None:
            number = self._numbers[bits] = min(len(self._sets), self._last)
            if number < self._last:
                self._sets.append(bits)
        return number

    def set(self, number: int) -> int:
        """The set with a number, any bit for the last one."""
        return self._sets[number] if number < self._last else -1


def _none_of(characters: Iterable[str]) -> str:
    """A regular expression for any other character."""
    ranges: list[list[int]] = []
    for one in sorted(map(ord, characters)):
        if ranges and ranges[-1][1] == one - 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return f"[^{''.join(f'{chr(low)}-{chr(high)}' for low, high in ranges)}]"
