"""Which patterns may fit in a row of words, told by one word that a pattern needs: for tables of a few hundred.

The many patterns of English are found by more (hinges.py), and from files that must be built.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.spelling.confusables.patterns import CODE, NUMBER, Element, Pattern, Patterns
from lint.spelling.confusables.word_sets import INVISIBLE, plain

if TYPE_CHECKING:
    from lint.spelling.runs import Row

_KEPT = 50_000
"""Different runs, and words, that are remembered."""
_UNLISTED = frozenset({CODE, NUMBER})
"""What stands for words that no list has."""
_MARGIN = 12
"""Words that are none on both ends of a row, more than a pattern is long."""


class _Beside(NamedTuple):
    """What stands so many words behind an anchor in some patterns: a word of `words`, or of a class of `mask`.

    `patterns` has for each its number, how far behind the anchor its hinge stands, and all that stands around it.
    """

    offset: int
    mask: int
    words: frozenset[str]
    patterns: list[tuple[int, int, list[tuple[int, Element]]]]


class Anchors:
    """Finds where patterns may fit, each by the element with the fewest words. Raises ValueError for one without."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._words = _Words()
        self._kinds = _Kinds(patterns)
        known: dict[str, dict[tuple[int, int, frozenset[str]], _Beside]] = {}
        for number, pattern in enumerate(patterns):
            anchor = _anchor(pattern)
            around = [(i - anchor, pattern.elements[i]) for i in _certain(pattern, anchor)]
            telling = [(i, one) for i, one in around if not _UNLISTED & one.words]
            # The nearest one behind tells most.
            offset, one = min(telling, key=lambda it: (it[0] < 0, abs(it[0])), default=(0, pattern.elements[anchor]))
            key = offset, one.mask, one.words
            for word in pattern.elements[anchor].words:
                beside = known.setdefault(word, {}).setdefault(key, _Beside(*key, []))
                beside.patterns.append((number, pattern.hinge - anchor, around))
        self._at = {word: [*besides.values()] for word, besides in known.items()}

    def find(self, row: Row) -> Iterator[tuple[int, int]]:
        """See `lint.spelling.confusables.search.Finder`."""
        for known in (self._words, self._kinds):
            if len(known) > _KEPT:
                known.clear()
        told = list(map(self._words.__getitem__, row.chunks))
        seen: Sequence[int] = range(len(told))
        if None in told:
            seen = [place for place, word in enumerate(told) if word is not None]
        margin = [""] * _MARGIN
        words = [*margin, *(word for word in told if word is not None), *margin]
        kinds = list(map(self._kinds.__getitem__, words))
        at, found = self._at, []
        for place in [place for place, word in enumerate(words) if word in at]:
            for offset, mask, names, patterns in at[words[place]]:
                if kinds[place + offset] & mask or words[place + offset] in names:
                    found += [
                        (seen[place + shift - _MARGIN], number)
                        for number, shift, around in patterns
                        if all(one.fits(words[place + i]) for i, one in around)
                    ]
        yield from sorted(found)


class _Words(dict[str, "str | None"]):
    """Run → its word, None for a run of invisible marks. Filled as they come."""

    def __missing__(self, chunk: str) -> str | None:
        self[chunk] = word = plain(chunk) if chunk.strip(INVISIBLE) else None
        return word


class _Kinds(dict[str, int]):
    """Word → its classes, as bits. Filled as they come."""

    def __init__(self, patterns: Patterns) -> None:
        super().__init__()
        self._classes = patterns.tongue.classes

    def __missing__(self, word: str) -> int:
        self[word] = found = self._classes(word)
        return found


def _anchor(pattern: Pattern) -> int:
    elements = pattern.elements
    named = [i for i, one in enumerate(elements) if one.needed and not one.mask and not _UNLISTED & one.words]
    if not named:
        raise ValueError("a pattern needs a word that is named")
    return min(named, key=lambda i: len(elements[i].words))


def _certain(pattern: Pattern, anchor: int) -> Iterator[int]:
    """The elements around the anchor that are words next to each other."""
    low = high = anchor
    while low and pattern.elements[low - 1].needed:
        low -= 1
    while high < len(pattern.elements) - 1 and pattern.elements[high + 1].needed:
        high += 1
    return (i for i in range(low, high + 1) if i != anchor)


@cache
def french() -> Anchors:
    """Those of French."""
    from lint.spelling.confusables.french import patterns

    return Anchors(patterns())
