"""Which patterns may fit in a row of words, told by neighbours: all patterns are looked for at once, by bits.

What the sets of four words in a row (word_sets.py) have in common may fit there; pairs.py says where to look. Of the
marks between words only those that part a run without spaces from the next are seen.
"""

from __future__ import annotations

from codecs import utf_16_le_encode
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from lint.spelling.confusables.pairs import UNKNOWN, Pairs, pairs
from lint.spelling.confusables.patterns import Element, Pattern, Patterns
from lint.spelling.confusables.word_sets import INVISIBLE, Kind, Sets, WordSets, plain, plain_words, word_sets

_KEPT = 150_000
"""Different runs and words that are remembered: some 20 MB."""
_MARGIN = 12
"""Words that are none on both ends of a row, more than a pattern is long."""

_NEW = "\uffff\uffff"
"""Stands for what a run has until that is known."""

Places = list[tuple[int, Element]]
"""Elements of a pattern, each with how many words behind the hinge it stands."""


class Hinges:
    """Finds where patterns may fit. What is told of a run is remembered."""

    def __init__(self, patterns: Patterns, sets: WordSets, known: Pairs) -> None:
        self.patterns = patterns
        self._pairs = known
        self._kinds = _Kinds(known, sets)
        self._runs = _Runs(self._kinds)
        self._named: dict[int, list[tuple[int, Places]]] = {}

    def find(self, chunks: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(place, number of a pattern) where a pattern may fit: its hinge begins with the run at that place.

        `chunks` are the runs of a prose without spaces and breaks, in order; those of invisible marks are stepped over.
        """
        runs, sets = self._runs, self._kinds.sets
        if len(runs) >= _KEPT:
            runs.clear()
        codes = runs.codes(chunks)
        margin = self._kinds[0, ""] * _MARGIN
        numbers, _ = utf_16_le_encode(f"{margin}{codes}{margin}")
        kinds = memoryview(numbers).cast("H")[1::2]
        found: list[tuple[int, int, Places]] = []
        for place in self._pairs.places(numbers[1::4], numbers[::4]):
            fitting = sets[kinds[place]][1] & sets[kinds[place + 1]][2]
            if fitting and (fitting := fitting & sets[kinds[place + 2]][3] & sets[kinds[place - 1]][0]):
                named = self._named.get(fitting) or self._name(fitting)
                found += [(place - _MARGIN, number, others) for number, others in named]
        if found:
            seen: Sequence[int] = range(len(chunks))
            if len(codes) < 2 * len(chunks):
                seen = [i for i, chunk in enumerate(chunks) if runs[chunk]]
            for place, number, others in found:
                if _stand(others, chunks, seen, place):
                    yield seen[place], number

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


class _Runs(dict[str, str]):
    """Run → what `_Kinds` has for its word, "" for a run of invisible marks. Filled as they come."""

    def __init__(self, kinds: _Kinds) -> None:
        super().__init__()
        self._kinds = kinds
        self._new: list[str] = []

    def __missing__(self, chunk: str) -> str:
        self._new.append(chunk)
        return _NEW

    def codes(self, chunks: Iterable[str]) -> str:
        """What all of them have, in a row."""
        known = "".join(map(self.__getitem__, chunks))
        if not self._new:
            return known
        new, self._new = self._new, []
        self._learn(set(new))
        return "".join(chain.from_iterable(zip(known.split(_NEW), [*map(self.__getitem__, new), ""], strict=True)))

    def _learn(self, chunks: Collection[str]) -> None:
        """Notes runs, all at once: of a long post that is a third of the work for each by itself."""
        for chunk, word in zip(chunks, plain_words(chunks), strict=True):
            code = self.get(word) if word else self._kinds[0, ""] if chunk.strip(INVISIBLE) else ""
            if code is None:
                code = self[word] = self._kinds[self._kinds.of_word(word)]
            self[chunk] = code


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
