"""Which patterns may fit at a place, told by two neighbouring words: all patterns are looked for at once, by bits.

Each pattern has a bit, and each run of letters four sets of bits: the patterns in which it may stand one before their
hinge, left and right in the hinge, and one behind it. What the sets of four runs in a row have in common may fit there;
pairs.py says where to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import TypeVar

from lint.spelling.confusables.pairs import Pairs
from lint.spelling.confusables.patterns import (
    CODE,
    EDGES,
    NUMBER,
    OPAQUE,
    START,
    Element,
    Pattern,
    is_number,
    token,
)
from lint.spelling.word_classes import NAMES, classes

_KEPT = 50_000
"""Different runs whose sets are kept: some 10 MB."""

_Told = TypeVar("_Told")

Sets = tuple[int, int, int, int]
"""Bits of patterns: one before the hinge, left in it, right in it, one behind it."""
Places = list[tuple[int, Element]]
"""Elements of a pattern, each with how many words behind the hinge it stands."""
_Kind = tuple[int, str]
"""What tells the sets of a word: its classes, and itself if a table names it."""
_CUT_RIGHT, _OPENING, _CUT_LEFT = 1, 2, 4
"""What the marks of a run do: they part its word from the next one, may end a sentence, part it from the one before."""


class Hinges:
    """Finds where patterns may fit. What is told of a run is remembered."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._words: dict[str, list[int]] = {}
        self._of_classes: dict[int, int] = {}
        self._opening = 0
        self._every = self._read()
        self._bits = reduce(or_, self._of_classes, 0)
        self._free = self._parted(self._every)
        self._pairs = Pairs()
        self._kinds = _Kept(self._kind)
        self._of_kinds: dict[tuple[_Kind, int], tuple[Sets, bytes]] = {}
        self._sets: dict[str, Sets] = {}
        self._codes = _Kept(self._learn)
        self._named: dict[int, list[tuple[Pattern, Places]]] = {}

    def _read(self) -> int:
        """Notes each pattern at its words and classes; gives the bits of those that take any word at a place.

        The bits of the four places lie side by side in one number.
        """
        length = len(self._patterns)
        limited = 0
        wanted: dict[int, int] = {}
        elements: dict[int, Element] = {}
        for number, pattern in enumerate(self._patterns):
            first = pattern.hinge - 1
            for i, element in enumerate(pattern.elements[max(first, 0) : first + 4], max(first, 0)):
                if element.needed:
                    bit = 1 << number + (i - first) * length
                    limited |= bit
                    elements[id(element)] = element  # the same ones come again and again
                    wanted[id(element)] = wanted.get(id(element), 0) | bit
                elif element.sign == START:
                    self._opening |= 1 << number
                    limited |= 1 << number
        noted = self._words.setdefault
        for one, bits in wanted.items():
            for word in elements[one].words:
                noted(word, []).append(bits)
            for bit in NAMES.values():
                if elements[one].mask & bit:
                    self._of_classes[bit] = self._of_classes.get(bit, 0) | bits
        return (1 << 4 * length) - 1 & ~limited

    def _parted(self, bits: int) -> Sets:
        length = len(self._patterns)
        whole = (1 << length) - 1
        return bits & whole, bits >> length & whole, bits >> 2 * length & whole, bits >> 3 * length

    def find(self, runs: Sequence[str]) -> Iterator[tuple[int, Pattern]]:
        """The patterns that may fit, and where their first word stands; there is a margin of breaks on both ends."""
        if len(self._sets) >= _KEPT:
            for kept in (self._sets, self._codes, self._kinds):
                kept.clear()
        sets = self._sets
        for place in self._pairs.places(map(self._codes.__getitem__, runs)):
            fitting = sets[runs[place]][1] & sets[runs[place + 1]][2]
            if fitting and (fitting := fitting & sets[runs[place + 2]][3] & sets[runs[place - 1]][0]):
                for pattern, others in self._named.get(fitting) or self._name(fitting):
                    if all(element.fits(token(runs[place + i]).word) for i, element in others):
                        yield place - pattern.offset(pattern.hinge), pattern

    def _name(self, bits: int) -> list[tuple[Pattern, Places]]:
        self._named[bits] = found = [(one, _others(one)) for i, one in enumerate(self._patterns) if bits >> i & 1]
        return found

    def _learn(self, run: str) -> bytes:
        """Notes the sets of a run, and gives its code as one of a pair."""
        if run.isalpha():
            marks, word = 0, run.lower()
        else:
            word = run.strip(EDGES)
            marks = 0 if run[-1].isalpha() else _OPENING
            if not word or run[-1] != word[-1]:
                marks |= _CUT_RIGHT
            if not word or run[0] != word[0]:
                marks |= _CUT_LEFT
            word = word.lower().replace("’", "'")
        kind = self._kinds[word]
        known = self._of_kinds.get((kind, marks))
        if known is None:
            sets = self._marked(kind, marks)
            known = self._of_kinds[kind, marks] = sets, self._pairs.code(sets[1], sets[2])
        self._sets[run], code = known
        return code

    def _kind(self, word: str) -> _Kind:
        own = word if word in self._words else ""
        bits = classes(word) & self._bits if word.isalpha() else 0
        if word and not own and not bits:
            own = CODE if word[0] == OPAQUE else NUMBER if is_number(word) else ""
        return bits, own

    def _marked(self, kind: _Kind, marks: int) -> Sets:
        """The sets of a word with marks, which part it from its neighbours."""
        bits, own = kind
        patterns = reduce(or_, self._words.get(own, ()), self._every)
        for one, more in self._of_classes.items():
            if bits & one:
                patterns |= more
        before, left, right, behind = self._parted(patterns)
        free = self._free
        if marks & _CUT_RIGHT:
            before, left = free[0], left & free[2]  # a pattern of one word wants nothing on its right
        if marks & _OPENING:
            before |= self._opening
        if marks & _CUT_LEFT:
            right, behind = free[2], free[3]
        return before, left, right, behind


class _Kept(dict[str, _Told]):
    """Word or run → what is told of it. Filled as they come."""

    def __init__(self, tell: Callable[[str], _Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> _Told:
        self[word] = told = self._tell(word)
        return told


def _others(pattern: Pattern) -> Places:
    """The words that must stand further from the hinge than what the sets tell."""
    behind = [(i - pattern.hinge, element) for i, element in enumerate(pattern.elements) if element.needed]
    return [one for one in behind if one[0] not in range(-1, 3)]


@lru_cache(maxsize=1)
def hinges() -> Hinges:
    """Those of all tables."""
    from lint.spelling.confusables import tables

    return Hinges(tables.patterns())
