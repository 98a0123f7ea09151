"""Which words are known, how often they are written, and what known misspellings stand for. Pure: bytes come in.

Every word has a number (its key in the trie) and, at that number, a byte of marks: bit 0 American, bit 1 British,
bit 2 never to be suggested, bit 3 a term of computing, bits 4 to 7 how often it is written, 0 to 15.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from lint.regex import regex
from lint.spelling.derivation import bases
from lint.spelling.grammar import ENGLISH, Grammar
from lint.spelling.words import HYPHENS, Word

if TYPE_CHECKING:
    from mmap import mmap

AMERICAN, BRITISH, HIDDEN, TERM = 1, 2, 4, 8
LEVEL_SHIFT = 4
FREQUENT = 3
"""Written at least 10 times among 51 million words of film subtitles, or misspelt in two ways that people know."""

_SHORTEST_BASE, _LONG_BASE = 4, 6

_LONGEST = 60  # code points; the longest entry has 45 ("pneumonoultramicroscopicsilicovolcanoconiosis")
MEMORY = 200_000
"""Chunks that are remembered as right; about 20 MB at most."""

_PREFIXES = 2_000  # beginnings of words that are remembered; three letters have some hundred frequent words at most

_HELD = regex(r"(?<=[a-z])([b-df-hj-np-tv-z])\1\1+(?=[a-z]{2})")
"""Vowels and the ends of words are drawn out for effect: "sooo", "hmmm"."""

INNER_CAPITAL = regex(r"[a-zß-ÿ][A-ZÀ-Þ]")


class Numbers(Protocol):
    """What a marisa trie offers: the number of a word, or None."""

    def get(self, word: str, /) -> int | None: ...

    def keys(self, prefix: str = "", /) -> list[str]: ...

    def iterkeys(self, prefix: str = "", /) -> Iterator[str]: ...


class Dictionary:
    """A language's words. British and American words are both known; `varieties` tells them apart.

    `misspellings` are the bytes of the sorted list, UTF-8, a line each: `wrong->right[,right]`. `ranked` says that the
    levels tell how often words are written; without that no correction is certain. `suggest` is given where the words
    are not listed: then the near ones must be asked for.
    """

    def __init__(
        self,
        words: Numbers,
        marks: bytes,
        misspellings: bytes | mmap = b"",
        grammar: Grammar = ENGLISH,
        *,
        ranked: bool = True,
        suggest: Callable[[str], list[str]] | None = None,
    ) -> None:
        self.suggest = suggest
        self.grammar = grammar
        self.ranked = ranked
        self._get = words.get
        self._keys = words.keys
        self._begun = words.iterkeys
        self._marks = marks
        self._misspellings = misspellings
        self._found: dict[str, tuple[str, ...]] = {}
        self._plain: set[str] = set()
        self._starting: dict[str, list[str]] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is right as it is written.

        As in hunspell, a lower-case entry may be written Title or UPPER, and a name needs its capital. A possessive
        or contracted ending is taken off a word that is not known with it.
        """
        if self.has(word):
            return True
        if "’" in word or "\u2010" in word or "\u2011" in word:
            word = word.translate(HYPHENS)
            if self.has(word):
                return True
        before, core, after = self.grammar.split(word)
        if before or after:
            return len(word) <= 2 * _LONGEST and self.knows(core)
        if "-" in word:
            return self._knows_parts(word)
        if self.grammar.english:
            return self._knows_unaccented(word) if not word.isascii() else self._derived(word)
        return self._knows_without_marks(word)

    def varieties(self, word: str) -> tuple[bool, bool]:
        """(American, British): in which word list a word stands, in its own case or in lower case."""
        mark = self._mark(word) or self._mark(word.lower())
        return bool(mark & AMERICAN), bool(mark & BRITISH)

    def in_all_varieties(self, word: str) -> bool:
        """Whether a word is an entry in exactly this case and no sign of one variety of English."""
        mark = self._mark(word) & (AMERICAN | BRITISH)
        return mark == AMERICAN | BRITISH or (mark != 0 and not self.grammar.english)

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

    def reach(self, word: str) -> int:
        """How many letters of `word`, from its beginning, some entry begins with."""
        low, high = 0, len(word)
        while low < high:
            middle = (low + high + 1) // 2
            if next(self._begun(word[:middle]), None) is None:
                high = middle - 1
            else:
                low = middle
        return low

    def frequent_starting_with(self, prefix: str) -> list[str]:
        """The frequent entries that start with `prefix`; looked for once."""
        if prefix not in self._starting:
            self._starting = {} if len(self._starting) > _PREFIXES else self._starting
            self._starting[prefix] = list(filter(self.frequent, self._keys(prefix)))
        return self._starting[prefix]

    def ordinary(self, word: str) -> bool:
        """Whether a word is one in lower case, or a name that everybody spells alike: a month, a country, a language.

        What such names are in lower case is listed among the known misspellings.
        """
        lower = word.lower()
        return self._mark(lower) != 0 or self._find(lower) == (word,)

    def entries(self, texts: Iterable[str]) -> list[str]:
        """Those of many texts that are entries in exactly this form, in their order."""
        listed = list(texts)
        return [text for text, number in zip(listed, map(self._get, listed), strict=True) if number is not None]

    def corrections(self, word: str) -> tuple[str, ...]:
        """What a known misspelling stands for, likeliest first, in the case of `word`; () for any other word."""
        if len(word) > _LONGEST:
            return ()
        plain = word.translate(HYPHENS)
        start, end = 0, len(word)
        found = self._find(plain.lower())
        if not found:
            before, core, after = self.grammar.split(plain)
            start, end = len(before), len(word) - len(after)
            found = self._find(core.lower()) or self._released(core.lower())
        return tuple(word[:start] + in_case_of(word[start:end], right) + word[end:] for right in found)

    def unknown(self, lower: set[str]) -> set[str]:
        """Those of some words, all in lower case, that are not known in any case."""
        new = lower - self._plain
        unknown = {word for word in new if not self.has(word) and not self.has(word.capitalize())}
        if len(self._plain) > MEMORY:
            self._plain.clear()
        self._plain |= new - unknown
        return unknown

    def knows_in_place(self, word: Word) -> bool:
        """Whether a word is known by itself or as a part of its compound."""
        if self.knows(word.text):
            return True
        return word.compound != "" and (self._is_part(word.text) or self.has(word.compound))

    def _number(self, word: str) -> int | None:
        """That of an entry; stray bytes of a post, which no entry has, cannot be looked up at all."""
        try:
            return self._get(word)
        except UnicodeEncodeError:
            return None

    def _mark(self, word: str) -> int:
        number = self._number(word)
        return 0 if number is None else self._marks[number]

    def has(self, word: str) -> bool:
        """Whether a word is an entry, in this case or in lower case with a capital first or capitals throughout."""
        if len(word) > _LONGEST:
            return False
        number = self._number
        if number(word) is not None:
            return True
        if self.suggest:
            return False  # whoever is asked knows about capitals
        lower = word.lower()
        if lower == word:
            return False
        if word.isupper():
            return number(lower) is not None or number(word.capitalize()) is not None
        return word == word.capitalize() and number(lower) is not None

    def _knows_parts(self, word: str) -> bool:
        parts = [part for part in word.split("-") if part]
        return bool(parts) and all(self._is_part(part) or self.knows(part) for part in parts)

    def _knows_unaccented(self, word: str) -> bool:
        plain = unaccented(word)
        return plain.isascii() and self.has(plain) and not self._find(word.lower())

    def _knows_without_marks(self, word: str) -> bool:
        """Whether a word is known but for what keyboards lack: ligatures, and accents on capitals ("Ecole")."""
        if "oe" in word or "Oe" in word:
            return self.has(word.replace("oe", "œ").replace("Oe", "Œ"))
        accents = self.grammar.accents
        first = word[0]
        if first.isupper() and len(word) > 1 and word[1:].islower():
            return any(self.has(other.upper() + word[1:]) for other in accents.get(first.lower(), ""))
        return False

    def _derived(self, word: str) -> bool:
        """Whether a word is a regular form that word lists leave out, of a word in frequent use.

        Only affixes that leave the base as it is, and only where no known misspelling looks like that: "trackable"
        and "unmapped" are words, "revokable" and "untill" are not.
        """
        lower = word.lower()
        if len(word) > _LONGEST or word not in (lower, lower.capitalize()):
            return False
        return any(map(self._may_derive, bases(lower))) and not self._find(lower)

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
            self._found = {} if len(self._found) > MEMORY else self._found
            found = self._found[wrong] = self._bisect(wrong)
        return found

    def _released(self, lower: str) -> tuple[str, ...]:
        """What a word stands for in which the key of a consonant was held too long: "addding", "annnoucement"."""
        held = _HELD.search(lower)
        if held is None:
            return ()
        shorter = [lower[: held.start()] + held[1] * count + lower[held.end() :] for count in (2, 1)]
        return next((rights for one in shorter if (rights := (one,) if self.has(one) else self._find(one))), ())

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
