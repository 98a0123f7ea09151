"""Which patterns may fit in a row of words, told by neighbours: all patterns are looked for at once, by bits.

Each pattern has a bit, and each word four sets of bits: the patterns in which it may stand one before their hinge, left
and right in the hinge, and one behind it. What the sets of four words in a row have in common may fit there; pairs.py
says where to look. The marks between words are not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_

from lint.spelling.confusables.pairs import Pairs
from lint.spelling.confusables.patterns import (
    CODE,
    EDGES,
    NUMBER,
    OPAQUE,
    Element,
    Pattern,
    is_number,
)
from lint.spelling.word_classes import NAMES, classes

_KEPT = 50_000
"""Different words whose sets are kept: some 10 MB."""
_MARGIN = (b"",) * 12
"""Stands on both ends of a row, more than a pattern is long."""

Sets = tuple[int, int, int, int]
"""Bits of patterns: one before the hinge, left in it, right in it, one behind it."""
Places = list[tuple[int, Element]]
"""Elements of a pattern, each with how many words behind the hinge it stands."""
_Kind = tuple[int, str]
"""What tells the sets of a word: its classes, and itself if a table names it."""


class Hinges:
    """Finds where patterns may fit. What is told of a word is remembered."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = patterns
        self._words: dict[str, list[int]] = {}
        self._of_classes: dict[int, int] = {}
        self._every = self._read()
        self._bits = reduce(or_, self._of_classes, 0)
        self._pairs = Pairs()
        self._kinds: dict[_Kind, tuple[Sets, bytes]] = {}
        self._sets: dict[bytes, Sets] = {}
        self._codes = _Codes(self._learn)
        self._named: dict[int, list[tuple[int, Places]]] = {}

    def _read(self) -> int:
        """Notes each pattern at its words and classes; gives the bits of those that take any word at a place.

        The bits of the four places lie side by side in one number.
        """
        length = len(self.patterns)
        limited = 0
        wanted: dict[int, int] = {}
        elements: dict[int, Element] = {}
        for number, pattern in enumerate(self.patterns):
            first = pattern.hinge - 1
            stretch = pattern.stretch()
            for i in range(max(first, stretch.start), min(first + 4, stretch.stop)):
                element = pattern.elements[i]
                bit = 1 << number + (i - first) * length
                limited |= bit
                elements[id(element)] = element  # the same ones come again and again
                wanted[id(element)] = wanted.get(id(element), 0) | bit
        noted = self._words.setdefault
        for one, bits in wanted.items():
            for word in elements[one].words:
                noted(word.partition(".")[0], []).append(bits)
            for bit in NAMES.values():
                if elements[one].mask & bit:
                    self._of_classes[bit] = self._of_classes.get(bit, 0) | bits
        return (1 << 4 * length) - 1 & ~limited

    def _parted(self, bits: int) -> Sets:
        length = len(self.patterns)
        whole = (1 << length) - 1
        return bits & whole, bits >> length & whole, bits >> 2 * length & whole, bits >> 3 * length

    def find(self, words: Sequence[bytes]) -> Iterator[tuple[tuple[str, str], int]]:
        """The numbers of the patterns that may fit in a row of words, each with the two words of its hinge.

        The second one is empty where a pattern wants but one.
        """
        if len(self._sets) >= _KEPT:
            self._sets.clear()
            self._codes.clear()
        sets = self._sets
        words = [*_MARGIN, *words, *_MARGIN]
        for place in self._pairs.places(map(self._codes.__getitem__, words)):
            fitting = sets[words[place]][1] & sets[words[place + 1]][2]
            if fitting and (fitting := fitting & sets[words[place + 2]][3] & sets[words[place - 1]][0]):
                for number, others in self._named.get(fitting) or self._name(fitting):
                    if all(element.fits(_plain(words[place + i])) for i, element in others):
                        alone = len(self.patterns[number].stretch()) == 1
                        yield (_plain(words[place]), "" if alone else _plain(words[place + 1])), number

    def _name(self, bits: int) -> list[tuple[int, Places]]:
        self._named[bits] = found = [(i, _others(one)) for i, one in enumerate(self.patterns) if bits >> i & 1]
        return found

    def _learn(self, word: bytes) -> bytes:
        """Notes the sets of a word, and gives its code as one of a pair."""
        kind = self._kind(_plain(word))
        known = self._kinds.get(kind)
        if known is None:
            sets = self._sets_of(kind)
            known = self._kinds[kind] = sets, self._pairs.code(sets[1], sets[2])
        self._sets[word], code = known
        return code

    def _kind(self, word: str) -> _Kind:
        own = word if word in self._words else ""
        bits = classes(word) & self._bits if word.isalpha() else 0
        if word and not own and not bits:
            own = CODE if word[0] == OPAQUE else NUMBER if is_number(word) else ""
        return bits, own

    def _sets_of(self, kind: _Kind) -> Sets:
        bits, own = kind
        patterns = reduce(or_, self._words.get(own, ()), self._every)
        for one, more in self._of_classes.items():
            if bits & one:
                patterns |= more
        return self._parted(patterns)


class _Codes(dict[bytes, bytes]):
    """Word → its code. Filled as words come."""

    def __init__(self, learn: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, word: bytes) -> bytes:
        self[word] = code = self._learn(word)
        return code


def _plain(word: bytes) -> str:
    return word.decode().strip(EDGES).replace("’", "'")


def _others(pattern: Pattern) -> Places:
    """The words that must stand further from the hinge than what the sets tell."""
    behind = [(i - pattern.hinge, pattern.elements[i]) for i in pattern.stretch()]
    return [(i, element) for i, element in behind if i not in range(-1, 3) and element.whole]


@lru_cache(maxsize=1)
def hinges() -> Hinges:
    """Those of all tables."""
    from lint.spelling.confusables import tables

    return Hinges(tables.patterns())
