"""Which words are known, how often they are written, and what known misspellings stand for. Pure: bytes come in.

Every word has a number (its key in the trie) and, at that number, a byte of marks: bit 0 American, bit 1 British,
bit 2 never to be suggested, bit 3 a term of computing, bits 4 to 7 how often it is written, 0 to 15.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from lint.spelling.words import HYPHENS, Word, chunks, pieces, places

if TYPE_CHECKING:
    from mmap import mmap

AMERICAN, BRITISH, HIDDEN, TERM = 1, 2, 4, 8
LEVEL_SHIFT = 4
FREQUENT = 3
"""Written at least 10 times among 51 million words of film subtitles, or misspelt in two ways that people know."""

_PREFIXES = ("de", "inter", "mis", "multi", "non", "over", "pre", "re", "sub", "super", "un", "under")
_PLURALS = re.compile(r".*(?:ion|ing|[aeo]r|ment|ship|ness|ist|ism|able)s")
_ADVERBS = re.compile(r".*(?:ive|al|ful|less|ous|ed|ing)ly")
_SUFFIXES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("s", _PLURALS.fullmatch),
    ("ly", _ADVERBS.fullmatch),
    ("able", re.compile(r".*[bcdfghklmnprstvwxy]able").fullmatch),
    ("ables", re.compile(r".*[bcdfghklmnprstvwxy]ables").fullmatch),
)
_SHORTEST_BASE, _LONG_BASE = 4, 6

_LONGEST = 60  # code points; the longest entry has 45 ("pneumonoultramicroscopicsilicovolcanoconiosis")
_MEMORY = 200_000  # chunks remembered as right; about 20 MB at most

INNER_CAPITAL = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
_SHORTEST_NAME = 4

_CONTRACTIONS = ("'s", "'ll", "'ve", "'d", "'re")


class Numbers(Protocol):
    """What a marisa trie offers: the number of a word, or None."""

    def get(self, word: str, /) -> int | None: ...

    def keys(self, prefix: str = "", /) -> list[str]: ...


class Dictionary:
    """A language's words. British and American words are both known; `varieties` tells them apart.

    `misspellings` are the bytes of the sorted list, UTF-8, a line each: `wrong->right[,right]`.
    """

    def __init__(self, words: Numbers, marks: bytes, misspellings: bytes | mmap = b"") -> None:
        self._number = words.get
        self._keys = words.keys
        self._marks = marks
        self._misspellings = misspellings
        self._right: set[str] = set()
        self._strange: dict[str, list[Word]] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._plain: set[str] = set()
        self._ordinary: set[str] = set()
        self._named: dict[str, list[Word]] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is right as it is written.

        As in hunspell, a lower-case entry may be written Title or UPPER, and a name needs its capital. A possessive
        or contracted ending is taken off a word that is not known with it.
        """
        if self._cased(word):
            return True
        if "’" in word or "\u2010" in word or "\u2011" in word:
            word = word.translate(HYPHENS)
            if self._cased(word):
                return True
        if "'" in word:
            lower = word.lower()
            for ending in _CONTRACTIONS:
                if lower.endswith(ending):
                    return self._cased(word[: -len(ending)])
        if "-" in word:
            return self._knows_parts(word)
        if not word.isascii():
            plain = unaccented(word)
            return plain.isascii() and self._cased(plain) and not self._find(word.lower())
        return self._derived(word)

    def varieties(self, word: str) -> tuple[bool, bool]:
        """(American, British): in which word list a word stands, in its own case or in lower case."""
        mark = self._mark(word) or self._mark(word.lower())
        return bool(mark & AMERICAN), bool(mark & BRITISH)

    def known_as(self, word: str) -> int:
        """The marks (AMERICAN, BRITISH, HIDDEN, TERM) of an entry in exactly this case; 0 for no entry."""
        return self._mark(word) & (AMERICAN | BRITISH | HIDDEN | TERM)

    def level(self, word: str) -> int:
        """How often a word is written: 0 never seen, 15 the commonest, doubling about every 0.7."""
        return max(self._mark(word), self._mark(word.lower())) >> LEVEL_SHIFT

    def frequent(self, word: str) -> bool:
        """Whether a word is so common that a slip of it is likelier than a rare word nearby."""
        mark = self._mark(word)
        return mark >> LEVEL_SHIFT >= FREQUENT and not mark & HIDDEN

    def may_suggest(self, word: str) -> bool:
        """Whether a word is known and fit to be proposed to anybody."""
        mark = self._mark(word)
        return mark != 0 and not mark & HIDDEN

    def starting_with(self, prefix: str) -> list[str]:
        """All entries that start with `prefix`, sorted by the trie."""
        return self._keys(prefix)

    def corrections(self, word: str) -> tuple[str, ...]:
        """What a known misspelling stands for, likeliest first, in the case of `word`; () for any other word."""
        if len(word) > _LONGEST:
            return ()
        plain = word.translate(HYPHENS)
        found = self._find(plain.lower())
        ending = ""
        if not found and plain[-2:].lower() == "'s":
            found, ending = self._find(plain[:-2].lower()), word[-2:]
        return tuple(in_case_of(word, right) + ending for right in found)

    def strange(self, prose: str, among: set[str] | None = None) -> Iterator[Word]:
        """Yields the words of a post's prose that are not known, in order, each time they occur.

        `among` are the prose's chunks, if they are known already.
        """
        new = (among or chunks(prose)) - self._right
        strange = {chunk: found for chunk in new if (found := self._remember(chunk))}
        if not strange:
            return
        for offset, chunk in places(prose, strange):
            for word in strange[chunk]:
                yield Word(word.text, word.start + offset, word.end + offset, word.compound)

    def unknown(self, lower: set[str]) -> set[str]:
        """Those of some words, all in lower case, that are not known in any case."""
        new = lower - self._plain
        unknown = {word for word in new if not self._cased(word) and not self._cased(word.capitalize())}
        if len(self._plain) > _MEMORY:
            self._plain.clear()
        self._plain |= new - unknown
        return unknown

    def names(self, prose: str, among: set[str] | None = None) -> Iterator[Word]:
        """Yields, in order, the words whose capitals tell something: those with an inner capital, and those with a
        capital first that are no English words in lower case, or terms of computing; possessive endings left out.
        """
        new = (among or chunks(prose)) - self._ordinary
        named = {chunk: found for chunk in new if (found := self._remember_names(chunk))}
        if not named:
            return
        for offset, chunk in places(prose, named):
            for word in named[chunk]:
                ending = 2 if word.text.lower().endswith("'s") else 0
                yield Word(word.text, word.start + offset, word.end + offset - ending, word.compound)

    def _remember_names(self, chunk: str) -> list[Word]:
        found = self._named.get(chunk)
        if found is None:
            found = [] if chunk.islower() else [word for word in pieces(chunk) if self._may_be_name(word.text)]
            if found:
                self._named = {} if len(self._named) > _MEMORY else self._named
                self._named[chunk] = found
            else:
                self._ordinary = set() if len(self._ordinary) > _MEMORY else self._ordinary
                self._ordinary.add(chunk)
        return found

    def _may_be_name(self, word: str) -> bool:
        word = word.removesuffix("'s")
        lower = word.lower()
        if word == lower or word.isupper() or len(word) < _SHORTEST_NAME:
            return False
        if word != lower.capitalize():
            return INNER_CAPITAL.search(word) is not None
        mark = self._mark(lower)
        return not mark & (AMERICAN | BRITISH) or bool(mark & TERM)

    def _remember(self, chunk: str) -> list[Word]:
        """The strange words of a chunk, which are looked for once."""
        found = self._strange.get(chunk)
        if found is None:
            found = self._strange_pieces(chunk)
            if found:
                self._strange = {} if len(self._strange) > _MEMORY else self._strange
                self._strange[chunk] = found
            else:
                self._right = set() if len(self._right) > _MEMORY else self._right
                self._right.add(chunk)
        return found

    def _strange_pieces(self, chunk: str) -> list[Word]:
        core = chunk.strip(".,;:!?()\"'“”")
        if core.isalpha() and self._cased(core):
            return []
        return [word for word in pieces(chunk) if not self.knows_in_place(word)]

    def knows_in_place(self, word: Word) -> bool:
        """Whether a word is known by itself or as a part of its compound."""
        if self.knows(word.text):
            return True
        return word.compound != "" and (self._is_part(word.text) or self._cased(word.compound))

    def _mark(self, word: str) -> int:
        number = self._number(word)
        return 0 if number is None else self._marks[number]

    def _cased(self, word: str) -> bool:
        number = self._number
        if number(word) is not None:
            return True
        lower = word.lower()
        if lower == word or len(word) > _LONGEST:
            return False
        if word.isupper():
            return number(lower) is not None or number(word.capitalize()) is not None
        return word == word.capitalize() and number(lower) is not None

    def _knows_parts(self, word: str) -> bool:
        parts = [part for part in word.split("-") if part]
        return bool(parts) and all(self._is_part(part) or self.knows(part) for part in parts)

    def _derived(self, word: str) -> bool:
        """Whether a word is a regular form that word lists leave out, of a word in frequent use.

        Only affixes that leave the base as it is, and only where no known misspelling looks like that: "trackable"
        and "unmapped" are words, "revokable" and "untill" are not.
        """
        lower = word.lower()
        if len(word) > _LONGEST or word not in (lower, lower.capitalize()) or len(lower) < 7:
            return False
        bases = [lower[: -len(ending)] for ending, of in _SUFFIXES if lower.endswith(ending) and of(lower)]
        if lower.endswith("ities"):
            bases.append(lower.removesuffix("ies") + "y")
        bases += [lower[len(start) :] for start in _PREFIXES if lower.startswith(start) and len(lower) > len(start) + 4]
        if not any(self._may_derive(base) for base in bases):
            return False
        return not self._find(lower)

    def _is_part(self, text: str) -> bool:
        """Whether this stands before or after a hyphen though it is no word ("non"); kept with a hyphen behind it."""
        return self._number(text.lower() + "-") is not None

    def _may_derive(self, base: str) -> bool:
        known = self.level(base) > 0 or (len(base) >= _LONG_BASE and self._number(base) is not None)
        return known and (len(base) >= _LONG_BASE or (len(base) >= _SHORTEST_BASE and self.frequent(base)))

    def _find(self, wrong: str) -> tuple[str, ...]:
        """Bisects the sorted bytes, so that nothing has to be read beforehand; every word once."""
        found = self._found.get(wrong)
        if found is None:
            self._found = {} if len(self._found) > _MEMORY else self._found
            found = self._found[wrong] = self._bisect(wrong)
        return found

    def _bisect(self, wrong: str) -> tuple[str, ...]:
        wanted = wrong.encode("utf-8", "surrogateescape")
        lines = self._misspellings
        low, high = 0, len(lines)
        while low < high:
            start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
            end = lines.find(b"\n", start)
            key, _, rights = lines[start : end if end >= 0 else len(lines)].partition(b"->")
            if key == wanted:
                return tuple(rights.decode().split(","))
            if key < wanted:
                low = end + 1 if end >= 0 else high
            else:
                high = start
        return ()


def in_case_of(word: str, right: str) -> str:
    """`right` written as `word` is: UPPER, Title, else as it stands in the dictionary."""
    if len(word) > 1 and word.isupper():
        return right.upper()
    if word[:1].isupper():
        return right[:1].upper() + right[1:]
    return right


def unaccented(word: str) -> str:
    """The word without its accents ("naïve" as "naive"), in form NFC."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))
