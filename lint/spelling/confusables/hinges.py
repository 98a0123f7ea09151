"""Which patterns may fit in a row of words, told by neighbours: all patterns are looked for at once, by bits.

What the sets of four words in a row (word_sets.py) have in common may fit there; pairs.py says where to look. Of the
marks between words only those that part a run without spaces from the next are seen.
"""

from __future__ import annotations

from codecs import utf_16_le_encode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from lint.spelling.confusables.pairs import UNKNOWN, Pairs, pairs
from lint.spelling.confusables.patterns import Element, Pattern, Patterns
from lint.spelling.confusables.word_sets import Kind, Sets, WordSets, plain, word_sets

if TYPE_CHECKING:
    from lint.spelling.runs import Row

TOLD = 2
"""As many numbers are told of a word."""
_MARGIN = 12
"""Words that are none on both ends of a row, more than a pattern is long."""

Places = list[tuple[int, Element]]
"""Elements of a pattern, each with how many words behind the hinge it stands."""


class Hinges:
    """Finds where patterns may fit."""

    def __init__(self, patterns: Patterns, sets: WordSets, known: Pairs) -> None:
        self.patterns = patterns
        self._pairs = known
        self._kinds = _Kinds(known, sets)
        self._named: dict[int, list[tuple[int, Places]]] = {}

    def told(self, word: str) -> str:
        """What `find` wants to be told of a word: its code as one of a pair, and the number of its kind."""
        return self._kinds[self._kinds.of_word(word)]

    def find(self, row: Row) -> Iterator[tuple[int, int]]:
        """(place, number of a pattern) where a pattern may fit: its hinge begins with the run at that place.

        The numbers of the row end with what is told of each run.
        """
        margin = self._kinds[0, ""]
        codes, _ = utf_16_le_encode(row.units[row.width - TOLD :: row.width].join((margin[0] * _MARGIN,) * 2))
        kinds, _ = utf_16_le_encode(row.units[row.width - 1 :: row.width].join((margin[1] * _MARGIN,) * 2))
        numbers, sets = memoryview(kinds).cast("H"), self._kinds.sets
        found: list[tuple[int, int, Places]] = []
        for place in self._pairs.places(codes[1::2], codes[::2]):
            fitting = sets[numbers[place]][1] & sets[numbers[place + 1]][2]
            if fitting and (fitting := fitting & sets[numbers[place + 2]][3] & sets[numbers[place - 1]][0]):
                named = self._named.get(fitting) or self._name(fitting)
                found += [(place - _MARGIN, number, others) for number, others in named]
        for place, number, others in found:
            if _stand(others, row.chunks, row.seen, place):
                yield row.seen[place], number

    def _name(self, bits: int) -> list[tuple[int, Places]]:
        numbers = [i for i in range(len(self.patterns)) if bits >> i & 1]
        self._named[bits] = found = [(i, _others(self.patterns[i])) for i in numbers]
        return found


class _Kinds(dict[Kind, str]):
    """Kind of words → their code as one of a pair, and the number of the kind as a character. Filled as they come."""

    def __init__(self, known: Pairs, sets: WordSets) -> None:
        super().__init__()
        self._known = known.codes
        self._of = sets.of
        self.of_word = sets.kind
        self.sets: list[Sets] = []
        """By the number of the kind."""

    def __missing__(self, kind: Kind) -> str:
        bits, own = kind
        self[kind] = found = self._known.get(own or bits, UNKNOWN) + chr(len(self.sets))
        self.sets.append(self._of(kind))
        return found


def _stand(others: Places, chunks: Sequence[str], seen: Sequence[int], hinge: int) -> bool:
    """Whether the words that must stand further from the hinge do."""
    return all(0 <= hinge + i < len(seen) and element.fits(plain(chunks[seen[hinge + i]])) for i, element in others)


def _others(pattern: Pattern) -> Places:
    """The words that must stand further from the hinge than what the sets tell."""
    behind = [(i - pattern.hinge, pattern.elements[i]) for i in pattern.stretch()]
    return [(i, element) for i, element in behind if i not in range(-1, 3) and element.whole]


@lru_cache(maxsize=1)
def hinges() -> Hinges:
    """Those of all tables."""
    from lint.spelling.confusables import english

    return Hinges(english.patterns(), word_sets(), pairs())
