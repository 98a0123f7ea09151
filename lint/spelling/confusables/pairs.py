"""Where two neighbours of a long row have something in common, for most have nothing: found without a look at each.

Each word has two sets of patterns, those in which it may be the left word of a pair and those in which it may be the
right one. Sets that are alike have a number below 256 in common, so that the two sets of a pair make one character of
a string, and one regular expression finds the pairs that may have something in common. Which words have which
numbers, and which pairs those are, lies in data/confusable-pairs.txt; scripts/build-confusables makes it.

The first line of the file is the pairs: the first and last character of each range, UTF-16 in hexadecimal digits. Of
the other lines each is a code, the number of the left set and that of the right one in hexadecimal digits, and what has
it: words, "CODE", "NUMBER", or "#" and the classes of words that no pattern names.
"""

from __future__ import annotations

import pkgutil
import re
from codecs import utf_16_be_decode
from collections.abc import Iterator
from functools import cached_property
from itertools import compress, count

LAST_LEFT, LAST_RIGHT = 0xD7, 0xFF
"""The numbers of what is not in the file. With the left one in the higher byte no pair is a surrogate."""
UNKNOWN = chr(LAST_LEFT << 8 | LAST_RIGHT)
"""The code of such a word, which may have something in common with any."""
FILE = "data/confusable-pairs.txt"
_FEW = 50_000
"""Pairs for which making the expression would cost more than it saves."""


class Pairs:
    """What a table says, which is a text as the file has it."""

    def __init__(self, table: str) -> None:
        first, *lines = table.splitlines()
        ends = bytes.fromhex(first).decode("utf-16-be")
        self._ranges = list(zip(ends[::2], ends[1::2], strict=True))
        self.codes: dict[str | int, str] = {}
        """What has a code: a word, CODE, NUMBER, or the classes of words that no pattern names."""
        for line in lines:
            number, *words = line.split()
            code = chr(int(number, 16))
            for word in words:
                self.codes[int(word[1:]) if word[0] == "#" else word] = code
        self._looked_at = 0

    def places(self, lefts: bytes, rights: bytes) -> Iterator[int]:
        """Where a pair begins that may have something in common, given the numbers of the words' sets in order."""
        both = bytearray(2 * len(lefts) - 2)
        both[::2], both[1::2] = lefts[:-1], rights[1:]
        pairs, _ = utf_16_be_decode(both)
        if self._looked_at < _FEW:
            self._looked_at += len(pairs)
            return compress(count(), map(self._doubtful.__contains__, pairs))
        return (found.start() for found in self._expression.finditer(pairs))

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        return frozenset(chr(one) for low, high in self._ranges for one in range(ord(low), ord(high) + 1))

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(f"[{''.join(f'{low}-{high}' for low, high in self._ranges)}]")


def pairs() -> Pairs:
    """Those of the file."""
    data = pkgutil.get_data("lint.spelling", FILE)
    assert data is not None, "the pairs are a part of the package"
    return Pairs(data.decode("ascii"))
