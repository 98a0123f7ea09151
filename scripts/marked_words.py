"""The words of a language with their marks, as `lint/spelling/dictionary.py` reads them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from word_packages import forms

from lint.spelling import dictionary as marks
from lint.spelling.affixes import Affixes

DATA = Path(__file__).resolve().parent.parent / "lint" / "spelling" / "data"
SPOKEN_WORDS = 51e6
"""The levels count uses among so many words: the size of the English corpus."""


class Words:
    """The words of one language with their marks, and how often words are written.

    `counts`: the entries of each package and list that were read.
    """

    def __init__(self) -> None:
        self.marks: dict[str, int] = defaultdict(int)
        self.levels: dict[str, int] = {}
        self.counts: Counter[str] = Counter()

    def set_levels(self) -> None:
        """Puts each word's level into its marks."""
        for word in self.marks:
            # A name shares its letters with a word (Will, will): the count belongs to the word.
            own = word == word.lower() or word.lower() not in self.marks
            self.marks[word] |= (self.levels.get(word.lower(), 0) if own else 0) << marks.LEVEL_SHIFT

    def add_parts(self, parts: Iterable[str]) -> None:
        """What stands before or after a hyphen though it is no word, with a hyphen behind it."""
        for part in parts:
            self.marks[part + "-"] |= marks.HIDDEN

    def write_trie(self, folder: Path, name: str) -> dict[str, int]:
        """NAME.trie: the words; NAME.marks: a byte for each, at the key's number in the trie. Gives these numbers."""
        import marisa_trie

        trie = marisa_trie.Trie(sorted(self.marks))
        trie.save(str(folder / f"{name}.trie"))
        numbers = {word: trie.key_id(word) for word in self.marks}
        self.write_table(folder / f"{name}.marks", self.marks, numbers)
        return numbers

    def write_table(self, path: Path, values: Mapping[str, int], numbers: Mapping[str, int]) -> None:
        """A byte for each word at its number."""
        table = bytearray(len(numbers))
        for word, number in numbers.items():
            table[number] = values[word]
        path.write_bytes(table)


def own_entries(name: str) -> list[str]:
    """The entries of a list of our own, in hunspell's form."""
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def own_forms(name: str, affixes: Affixes) -> set[str]:
    """The forms of such a list."""
    return set(forms(affixes, own_entries(name)))


def spoken_level(uses: float) -> float:
    """The level of a word that is used so often among SPOKEN_WORDS words of film subtitles."""
    return math.log2(uses + 1) * 15 / 21
