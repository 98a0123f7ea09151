"""In which patterns a word may stand, by its place: sets of patterns as bits.

Of a pattern two neighbouring words are told by most, its hinge; around them one more on either side is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from lint.spelling.confusables.patterns import CODE, EDGES, NUMBER, OPAQUE, Element, Pattern, is_number
from lint.spelling.word_classes import NAMES, classes

INVISIBLE = "\x02"

Sets = tuple[int, int, int, int]
"""Bits of patterns: one before the hinge, left in it, right in it, one behind it."""
Kind = tuple[int, str]
"""What tells the sets of a word: its classes, and itself if a table names it, or CODE or NUMBER."""


def plain(chunk: str) -> str:
    """The word of a run without spaces of `Post.prose`, as patterns have it; "" without any."""
    return plain_words((chunk,))[0]


def plain_words(chunks: Iterable[str]) -> list[str]:
    """Those of several runs."""
    text = "\n".join(chunks).lower().replace(INVISIBLE, "").replace("’", "'")
    return [word.strip(EDGES) for word in text.split("\n")]


class WordSets:
    """The sets of words of some patterns, each of which has a bit, in their order."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._length = len(patterns)
        self._words: dict[str, list[int]] = {}
        self._of_classes: dict[int, int] = {}
        self._every = self._read(patterns)
        self._bits = reduce(or_, self._of_classes, 0)

    @property
    def words(self) -> frozenset[str]:
        """All that patterns name."""
        return frozenset(self._words)

    def kind(self, word: str) -> Kind:
        """That of a word as `plain` gives it."""
        own = word if word in self._words else ""
        if word.isalpha():
            return classes(word) & self._bits, own
        if word and not own:
            own = CODE if word[0] == OPAQUE else NUMBER if is_number(word) else ""
        return 0, own

    def of(self, kind: Kind) -> Sets:
        """The sets of the words of a kind."""
        bits, own = kind
        patterns = reduce(or_, self._words.get(own, ()), self._every)
        for one, more in self._of_classes.items():
            if bits & one:
                patterns |= more
        return self._parted(patterns)

    def _read(self, patterns: Sequence[Pattern]) -> int:
        """Notes each pattern at its words and classes; gives the bits of those that take any word at a place.

        The bits of the four places lie side by side in one number.
        """
        length = self._length
        limited = 0
        wanted: dict[int, int] = {}
        elements: dict[int, Element] = {}
        for number, pattern in enumerate(patterns):
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
                noted(word, []).append(bits)
            for bit in NAMES.values():
                if elements[one].mask & bit:
                    self._of_classes[bit] = self._of_classes.get(bit, 0) | bits
        return (1 << 4 * length) - 1 & ~limited

    def _parted(self, bits: int) -> Sets:
        length = self._length
        whole = (1 << length) - 1
        return bits & whole, bits >> length & whole, bits >> 2 * length & whole, bits >> 3 * length
