"""Walks over prose and picks the words that tell something: strange ones, names, words of one variety of English."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import filterfalse

from lint.records import NamedTuple
from lint.spelling.dictionary import AMERICAN, BRITISH, INNER_CAPITAL, MEMORY, TERM, Dictionary
from lint.spelling.phrases import dotted
from lint.spelling.varieties import Varieties
from lint.spelling.words import Word, pieces, places

_SHORTEST_NAME = 4
_EDGES = ".,;:!?()\"'“”\x02"


class Scanned(NamedTuple):
    """Words of a prose in order, each time they occur.

    `strange` are not known. `names` are those whose capitals tell something: with an inner capital, with a dot inside,
    or with a capital first where they are no ordinary words in lower case; elisions and endings are left out.
    `one_sided` belong to one variety of English.
    """

    strange: list[Word]
    names: list[Word]
    one_sided: list[Word]


class Scanner:
    """Reads prose with one dictionary. What a run of letters holds is found out once and remembered.

    `varieties` is given for English.
    """

    def __init__(self, dictionary: Dictionary, varieties: Varieties | None = None) -> None:
        self._dictionary = dictionary
        self._varieties = varieties
        self._dull: set[str] = set()
        self._telling: dict[str, Scanned] = {}

    def scan(self, prose: str, among: Iterable[str]) -> Scanned:
        """The telling words of a prose; `among` are its chunks."""
        rest = set(filterfalse(self._dull.__contains__, among))
        telling = {chunk: found for chunk in rest if (found := self._look(chunk))}
        all_found = Scanned([], [], [])
        if telling:
            for offset, chunk in places(prose, telling):
                for into, words in zip(all_found, telling[chunk], strict=True):
                    for word in words:
                        into.append(Word(word.text, word.start + offset, word.end + offset, word.compound))
        return all_found

    def _look(self, chunk: str) -> Scanned | None:
        found = self._telling.get(chunk)
        if found is not None:
            return found
        if not self._is_plain(chunk):
            found = self._read(chunk)
            if any(found):
                self._telling = {} if len(self._telling) > MEMORY else self._telling
                self._telling[chunk] = found
                return found
        self._dull = set() if len(self._dull) > MEMORY else self._dull
        self._dull.add(chunk)
        return None

    def _is_plain(self, chunk: str) -> bool:
        """Whether a chunk is one known word that tells nothing, as most are: a quick answer."""
        core = chunk.strip(_EDGES)
        if not core.isalpha():
            return chunk.lower() == chunk.upper()  # no letters
        if core.islower() and self._dictionary.in_all_varieties(core):
            return True
        if not self._dictionary.has(core):
            return False
        if not core.islower() and (core[1:] != core[1:].lower() or self._may_be_name(core)):
            return False
        return not (self._varieties and self._varieties.of(core))

    def _read(self, chunk: str) -> Scanned:
        words = pieces(chunk)
        strange = [word for word in words if not self._dictionary.knows_in_place(word)]
        names: list[Word] = []
        if not chunk.islower():
            names = [self._bare(word) for word in words if self._may_be_name(word.text)]
            names += dotted(chunk)
        sided = [word for word in words if self._varieties.of(word.text)] if self._varieties else []
        return Scanned(strange, names, sided)

    def _bare(self, word: Word) -> Word:
        before, core, after = self._dictionary.grammar.split(word.text)
        return Word(core, word.start + len(before), word.end - len(after), word.compound)

    def _may_be_name(self, word: str) -> bool:
        word = self._dictionary.grammar.split(word)[1]
        lower = word.lower()
        if word == lower or word.isupper() or len(word) < _SHORTEST_NAME:
            return False
        if word != lower.capitalize():
            return INNER_CAPITAL.search(word) is not None
        mark = self._dictionary.known_as(lower)
        return not mark & (AMERICAN | BRITISH) or bool(mark & TERM)
