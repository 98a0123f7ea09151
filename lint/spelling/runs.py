"""The runs of a prose, which are what stands between spaces and breaks, told as numbers.

What is looked for in all of them is found in the bytes of the numbers, without a look at each. A number is a unit of
UTF-16. A run has some in a row: that of the word it ends with, that of the word it begins with, and what its language
wants to be told of it.
"""

from __future__ import annotations

from codecs import utf_16_le_decode, utf_16_le_encode
from collections.abc import Callable, Collection, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from lint.occurrences import occurrences
from lint.regex import regex
from lint.spelling.confusables.word_sets import INVISIBLE, plain_words

_KEPT = 150_000
"""Different runs that are remembered: some 20 MB."""
_ENDS = 2
"""The numbers of the words that a run ends and begins with."""
_NUMBERS = 0x8000
"""So many words have numbers of their own, further ones share them. What numbers differ by is no surrogate."""
_NO_LAST, _NO_FIRST = "<", ">"
"""Stand for the words of a run that ends or begins with none, and so has no double."""
_NEW = "\uffff"
"""Stands for the numbers of a run until they are known."""

BEFORE = r"(?<![\w\x01’'.@#/+=~-])"
BEHIND = r"(?![\w\x01’'@/+=~-]|\.\w|\x02++\w)"
"""As regular expressions: on either side of a word stands nothing that makes it a part of something else."""
_FIRST = regex(rf"\x02*+([^\W\d_]++){BEHIND}")
_LAST = regex(rf"{BEFORE}([^\W\d_]++)\x02*+\Z")


class Row:
    """The runs of one prose in order. `units` are the numbers of all, `width` of each; invisible marks have none."""

    def __init__(self, chunks: Sequence[str], known: Runs) -> None:
        self.chunks = chunks
        self.units = known.units(chunks)
        self.width = known.width

    @cached_property
    def seen(self) -> Sequence[int]:
        """The places of the runs that have numbers."""
        if len(self.units) == self.width * len(self.chunks):
            return range(len(self.chunks))
        return [place for place, chunk in enumerate(self.chunks) if chunk.strip(INVISIBLE)]

    def doubled(self) -> set[str]:
        """The words, in lower case, with which one run ends and the next one begins; and hardly any other."""
        return {_last(self.chunks[self.seen[place]]) for place in occurrences(self._differences(1), "\0")}

    def doubled_pairs(self) -> set[tuple[str, str]]:
        """The same for two words that stand twice in a row."""
        places = occurrences(self._differences(2), "\0\0", 1)
        return {(_last(self.chunks[self.seen[at]]), _last(self.chunks[self.seen[at + 1]])) for at in places}

    def _differences(self, step: int) -> str:
        """For each run but the last ones: "\\0" where the run `step` behind it begins with the word it ends with."""
        lasts, _ = utf_16_le_encode(self.units[: -step * self.width : self.width])
        firsts, _ = utf_16_le_encode(self.units[step * self.width + 1 :: self.width])
        difference = int.from_bytes(lasts, "little") ^ int.from_bytes(firsts, "little")
        return utf_16_le_decode(difference.to_bytes(len(lasts), "little"))[0]


class Runs(dict[str, str]):
    """Run → its numbers, "" for one of invisible marks. Filled as they come, and emptied when they are too many.

    `more` gives what a language wants to be told of a word, as `word_sets.plain` has it: `count` further numbers.
    """

    def __init__(self, more: Callable[[str], str] = lambda _: "", count: int = 0) -> None:
        super().__init__()
        self.width = _ENDS + count
        self._numbers = _Numbers()
        self._told = _Told(more)
        self._new: list[str] = []

    def row(self, chunks: Sequence[str]) -> Row:
        """Those of a prose, in order."""
        if len(self) >= _KEPT:
            self.clear()
            self._numbers.clear()
            self._told.clear()
        return Row(chunks, self)

    def units(self, chunks: Sequence[str]) -> str:
        """The numbers of all of them."""
        known = "".join(map(self.__getitem__, chunks))
        if not self._new:
            return known
        new, self._new = self._new, []
        self._learn(set(new))
        return "".join(chain.from_iterable(zip(known.split(_NEW), [*map(self.__getitem__, new), ""], strict=True)))

    def __missing__(self, chunk: str) -> str:
        self._new.append(chunk)
        return _NEW

    def _learn(self, chunks: Collection[str]) -> None:
        """Notes runs, all at once: of a long post that is a third of the work for each by itself."""
        numbers, told = self._numbers, self._told
        for chunk, word in zip(chunks, plain_words(chunks), strict=True):
            core = chunk.strip(INVISIBLE)
            if core.isalpha():
                self[chunk] = numbers[word] * _ENDS + told[word]
            elif core:
                last = _last(chunk) if core[-1].isalpha() else _NO_LAST
                first = _first(chunk) if core[0].isalpha() else _NO_FIRST
                self[chunk] = numbers[last] + numbers[first] + told[word]
            else:
                self[chunk] = ""


class _Numbers(dict[str, str]):
    """Word → its number. Filled as they come."""

    def __missing__(self, word: str) -> str:
        self[word] = number = chr(len(self) % _NUMBERS)
        return number


class _Told(dict[str, str]):
    """Word → what is told of it. Filled as they come."""

    def __init__(self, more: Callable[[str], str]) -> None:
        super().__init__()
        self._more = more

    def __missing__(self, word: str) -> str:
        self[word] = told = self._more(word)
        return told


def _last(run: str) -> str:
    """The word, in lower case, with which a run ends."""
    found = _LAST.search(run)
    return found.group(1).lower() if found else _NO_LAST


def _first(run: str) -> str:
    found = _FIRST.match(run)
    return found.group(1).lower() if found else _NO_FIRST


@lru_cache(maxsize=2)
def runs(english: bool) -> Runs:
    """Those of English, of which the look for confused words is told more; or those of all other languages."""
    if not english:
        return Runs()
    from lint.spelling.confusables.hinges import TOLD, hinges

    return Runs(hinges().told, TOLD)
