"""In which patterns a word may stand, by its place: sets of patterns as bits.

Of a pattern two neighbouring words are told by most, its hinge; around them one more on either side is looked at.
The four places have numbers from 0 on, and each pattern has its number at each of them, behind those of the place
before. Which words stand where lies in data/confusable-places.txt, so that the patterns themselves need be read only
where they may fit; scripts/build-confusables makes it.

The first line of the file is how many patterns there are, and the bits of those that take any word at a place, in
hexadecimal digits. A further line is a word and its numbers, or "#", a class of words, a space and its bits.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from lint.spelling.confusables.patterns import CODE, EDGES, NUMBER, OPAQUE, Pattern, is_number
from lint.spelling.word_classes import NAMES, classes

FILE = "data/confusable-places.txt"
INVISIBLE = "\x02"
_PLACES = 4

Sets = tuple[int, int, int, int]
"""Bits of patterns: one before the hinge, left in it, right in it, one behind it."""
Kind = tuple[int, str]
"""What tells the sets of a word: its classes, and itself if a table names it, or CODE or NUMBER."""


def plain(chunk: str) -> str:
    """The word of a run without spaces of `Post.prose`, as patterns have it; "" without any."""
    return chunk.lower() if chunk.isalpha() and chunk.isascii() else plain_words((chunk,))[0]


def plain_words(chunks: Iterable[str]) -> list[str]:
    """Those of several runs."""
    text = "\n".join(chunks).lower().replace(INVISIBLE, "").replace("’", "'")
    return [word.strip(EDGES) for word in text.split("\n")]


class WordSets:
    """The sets of words, from a text as the file has it."""

    def __init__(self, table: str) -> None:
        first, *lines = table.splitlines()
        length, every = first.split()
        self._length = int(length)
        self._every = int(every, 16)
        self._numbers = dict(line.split(" ", 1) for line in lines)
        named = [name for name in self._numbers if name[0] == "#"]
        self._of_classes = {int(name[1:]): int(self._numbers.pop(name), 16) for name in named}
        self._bits = reduce(or_, self._of_classes, 0)

    @property
    def words(self) -> frozenset[str]:
        """All that patterns name at these places."""
        return frozenset(self._numbers)

    def kind(self, word: str) -> Kind:
        """That of a word as `plain` gives it."""
        own = word if word in self._numbers else ""
        if word.isalpha():
            return classes(word) & self._bits, own
        if word and not own:
            own = CODE if word[0] == OPAQUE else NUMBER if is_number(word) else ""
        return 0, own

    def of(self, kind: Kind) -> Sets:
        """The sets of the words of a kind."""
        classes_of_it, own = kind
        bits = self._every
        for number in self._numbers.get(own, "").split():
            bits |= 1 << int(number)
        for one, more in self._of_classes.items():
            if classes_of_it & one:
                bits |= more
        whole = (1 << self._length) - 1
        before, left, right, behind = (bits >> place * self._length & whole for place in range(_PLACES))
        return before, left, right, behind


def word_sets() -> WordSets:
    """Those of the file."""
    data = pkgutil.get_data("lint.spelling", FILE)
    assert data is not None, "the places are a part of the package"
    return WordSets(data.decode("ascii"))


def table(patterns: Sequence[Pattern]) -> str:
    """The text of the file for some patterns."""
    words: dict[str, set[int]] = {}
    of_classes = dict.fromkeys(NAMES.values(), 0)
    every = (1 << _PLACES * len(patterns)) - 1
    for number, pattern in enumerate(patterns):
        first = pattern.hinge - 1
        stretch = pattern.stretch()
        for i in range(max(first, stretch.start), min(first + _PLACES, stretch.stop)):
            element = pattern.elements[i]
            here = number + (i - first) * len(patterns)
            every &= ~(1 << here)
            for word in element.words:
                words.setdefault(word, set()).add(here)
            for one in of_classes:
                if element.mask & one:
                    of_classes[one] |= 1 << here
    lines = [f"{word} {' '.join(map(str, sorted(numbers)))}" for word, numbers in sorted(words.items())]
    lines += [f"#{one} {bits:x}" for one, bits in of_classes.items() if bits]
    return "\n".join([f"{len(patterns)} {every:x}", *lines, ""])
