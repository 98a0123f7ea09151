"""Which patterns may fit at a place, told by two neighbouring words: all patterns are looked for at once, by bits.

Each pattern has a bit, and each run of letters four sets of bits: the patterns in which it may stand one before their
hinge, left and right in the hinge, and one behind it. What the sets of four runs in a row have in common may fit there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import compress, count, islice
from operator import and_, itemgetter, or_
from typing import TypeVar

from lint.spelling.confusables.patterns import (
    CODE,
    EDGES,
    NUMBER,
    OPAQUE,
    START,
    Element,
    Pattern,
    is_number,
)
from lint.spelling.word_classes import classes

_KEPT = 50_000
"""Different runs whose sets are kept: some 10 MB."""
_NOTHING = (0, 0, 0, 0)

Sets = tuple[int, int, int, int]
"""Bits of patterns: one before the hinge, left in it, right in it, one behind it."""


_Told = TypeVar("_Told")


class Hinges:
    """Finds where patterns may fit. What is told of a run is remembered."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._words: dict[str, Sets] = {}
        self._of_classes: dict[int, Sets] = {}
        self._opening = 0
        self._free = self._read()
        self._bits = reduce(or_, self._of_classes, 0)
        self._mixed: dict[tuple[int, str], Sets] = {}
        self._left: _Kept[int] = _Kept(self._learn)
        self._right: dict[str, int] = {}
        self._beside: _Kept[Sets] = _Kept(self._sets)
        self._named: dict[int, tuple[Pattern, ...]] = {}

    def _read(self) -> Sets:
        """Notes each pattern at its words and classes; gives the bits of those that take any word at a place."""
        free = [0, 0, 0, 0]
        wanted: dict[Element, list[int]] = {}
        bit = 1
        for pattern in self._patterns:
            for i, place in enumerate(range(pattern.hinge - 1, pattern.hinge + 3)):
                element = pattern.elements[place] if 0 <= place < len(pattern.elements) else None
                if element is not None and element.needed:
                    wanted.setdefault(element, [0, 0, 0, 0])[i] |= bit
                elif element is not None and element.sign == START:
                    self._opening |= bit
                else:
                    free[i] |= bit
            bit <<= 1
        for element, sets in wanted.items():
            for word in element.words:
                self._words[word] = _both(self._words.get(word, _NOTHING), sets)
            mask = element.mask
            while mask:
                one = mask & -mask
                mask ^= one
                self._of_classes[one] = _both(self._of_classes.get(one, _NOTHING), sets)
        return (free[0], free[1], free[2], free[3])

    def find(self, runs: Sequence[str]) -> Iterator[tuple[int, Pattern]]:
        """The patterns that may fit, and where their first word stands; there is a margin of breaks on both ends."""
        if len(self._right) >= _KEPT:
            for kept in (self._left, self._right, self._beside):
                kept.clear()
        look, beside = itemgetter(*runs), self._beside
        left, right = look(self._left), look(self._right)
        for place in compress(count(), map(and_, left, islice(right, 1, None))):
            fitting = left[place] & right[place + 1] & beside[runs[place + 2]][3]
            if fitting and (fitting := fitting & beside[runs[place - 1]][0]):
                for pattern in self._named.get(fitting) or self._name(fitting):
                    yield place - pattern.offset(pattern.hinge), pattern

    def _name(self, bits: int) -> tuple[Pattern, ...]:
        found = tuple(pattern for i, pattern in enumerate(self._patterns) if bits >> i & 1)
        self._named[bits] = found
        return found

    def _learn(self, run: str) -> int:
        """Notes what a run is on the right of a hinge, and gives what it is on the left."""
        sets = self._sets(run)
        self._right[run] = sets[2]
        return sets[1]

    def _sets(self, run: str) -> Sets:
        """The sets of a run. A mark on it parts it from the words on that side."""
        if run.isalpha():
            return self._of_word(run.lower())
        word = run.strip(EDGES)
        free = self._free
        before, left, right, behind = self._of_word(word.lower().replace("’", "'")) if word else free
        if not word or run[-1] != word[-1]:
            before, left = free[0], free[1]
        if not run[-1].isalpha():
            before |= self._opening
        if not word or run[0] != word[0]:
            right, behind = free[2], free[3]
        return before, left, right, behind

    def _of_word(self, word: str) -> Sets:
        own = word if word in self._words else ""
        bits = classes(word) & self._bits if word.isalpha() else 0
        if not own and not bits:
            if word[0] != OPAQUE and not word[0].isdigit():
                return self._free
            own = CODE if word[0] == OPAQUE else NUMBER if is_number(word) else ""
        if (bits, own) not in self._mixed:
            sets = _both(self._free, self._words.get(own, _NOTHING))
            for one, more in self._of_classes.items():
                if bits & one:
                    sets = _both(sets, more)
            self._mixed[bits, own] = sets
        return self._mixed[bits, own]


class _Kept(dict[str, _Told]):
    """Run → what is told of it. Filled as runs come."""

    def __init__(self, tell: Callable[[str], _Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, run: str) -> _Told:
        self[run] = told = self._tell(run)
        return told


def _both(one: Sequence[int], other: Sequence[int]) -> Sets:
    return (one[0] | other[0], one[1] | other[1], one[2] | other[2], one[3] | other[3])


@lru_cache(maxsize=1)
def hinges() -> Hinges:
    """Those of all tables."""
    from lint.spelling.confusables import tables

    return Hinges(tables.patterns())
