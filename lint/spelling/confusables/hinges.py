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
from lint.spelling.word_classes import NAMES, classes

_KEPT = 50_000
"""Different runs whose sets are kept: some 10 MB."""

Sets = tuple[int, int, int, int]
"""Bits of patterns: one before the hinge, left in it, right in it, one behind it."""


_Told = TypeVar("_Told")


class Hinges:
    """Finds where patterns may fit. What is told of a run is remembered."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._words: dict[str, int] = {}
        self._of_classes: dict[int, int] = {}
        self._opening = 0
        self._every = self._read()
        self._bits = reduce(or_, self._of_classes, 0)
        self._mixed: dict[tuple[int, str], Sets] = {}
        self._free = self._parted(self._every)
        self._left: _Kept[int] = _Kept(self._learn)
        self._right: dict[str, int] = {}
        self._beside: _Kept[Sets] = _Kept(self._sets)
        self._named: dict[int, tuple[Pattern, ...]] = {}

    def _read(self) -> int:
        """Notes each pattern at its words and classes; gives the bits of those that take any word at a place.

        The bits of the four places lie side by side in one number.
        """
        free = 0
        wanted: dict[int, int] = {}
        elements: dict[int, Element] = {}
        for number, pattern in enumerate(self._patterns):
            for place in range(4):
                bit = 1 << number + place * len(self._patterns)
                i = pattern.hinge - 1 + place
                element = pattern.elements[i] if 0 <= i < len(pattern.elements) else None
                if element is not None and element.needed:
                    elements[id(element)] = element  # the same ones come again and again
                    wanted[id(element)] = wanted.get(id(element), 0) | bit
                elif element is not None and element.sign == START:
                    self._opening |= bit
                else:
                    free |= bit
        known = self._words.get
        for one, bits in wanted.items():
            for word in elements[one].words:
                self._words[word] = known(word, 0) | bits
            for bit in NAMES.values():
                if elements[one].mask & bit:
                    self._of_classes[bit] = self._of_classes.get(bit, 0) | bits
        return free

    def _parted(self, bits: int) -> Sets:
        length = len(self._patterns)
        whole = (1 << length) - 1
        return bits & whole, bits >> length & whole, bits >> 2 * length & whole, bits >> 3 * length

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
            before, left = free[0], left & free[2]  # a pattern of one word wants nothing on its right
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
            patterns = self._every | self._words.get(own, 0)
            for one, more in self._of_classes.items():
                if bits & one:
                    patterns |= more
            self._mixed[bits, own] = self._parted(patterns)
        return self._mixed[bits, own]


class _Kept(dict[str, _Told]):
    """Run → what is told of it. Filled as runs come."""

    def __init__(self, tell: Callable[[str], _Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, run: str) -> _Told:
        self[run] = told = self._tell(run)
        return told


@lru_cache(maxsize=1)
def hinges() -> Hinges:
    """Those of all tables."""
    from lint.spelling.confusables import tables

    return Hinges(tables.patterns())
