"""Writes a hunspell dictionary out: all its words in one trie, where that says what the dictionary says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.regex import regex
from lint.spelling.hunspell import Expansion
from lint.spelling.words import HYPHENS

if TYPE_CHECKING:
    import marisa_trie

LIMIT = 3_500_000
"""Forms. That many take 6 s, 270 MB while they are written out and 11 MB afterwards; Italian has 3.3 million."""

_PART = regex(r"\^(\w+)-")


class Beyond(Exception):  # noqa: N818 - it is no error
    """The dictionary means what no list of words can say; the message tells what, as keywords of affix files."""


class Words(NamedTuple):
    """A dictionary as a list of words: apostrophes and hyphens plain, in form NFC, without spaces.

    `hidden` must not be suggested. `elisions` stand before an apostrophe and are left out of the words. `conversions`
    are to be made in a word before it is looked up, the longest first.
    """

    trie: marisa_trie.Trie
    hidden: set[str]
    elisions: tuple[str, ...]
    conversions: dict[str, str]


def written_out(expansion: Expansion) -> Words:
    """All words of a dictionary. Raises Beyond for one that only hunspell can judge, or of more than LIMIT forms."""
    import marisa_trie

    if used := expansion.beyond:
        raise Beyond(", ".join(used))
    affixes = expansion.affixes
    if expansion.estimate(LIMIT) > LIMIT:
        raise Beyond("too many forms")
    hidden: set[str] = set()
    trie = marisa_trie.Trie(_all(expansion, hidden))
    if any(word != word.lower() and plain(word.lower()) in trie for word in expansion.forbidden):
        raise Beyond("FORBIDDENWORD")  # the lower-case word is right, and with a capital it is not
    conversions = {**affixes.conversions, **dict.fromkeys(affixes.ignored, "")}
    return Words(trie, {word for word in hidden if word in trie}, affixes.elisions, conversions)


def plain(word: str) -> str:
    """A word of the dictionary as a reader hands it in."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(HYPHENS))


def _all(expansion: Expansion, hidden: set[str]) -> Iterator[str]:
    contested = expansion.contested()
    count = 0
    for forms, hides in expansion.groups():
        count += len(forms)
        if count > LIMIT:
            raise Beyond("too many forms")
        if contested and not contested.isdisjoint(forms):
            raise Beyond("FORBIDDENWORD")
        for form in forms:
            word = form if form.isascii() else plain(form)
            if not word or (not word.isalpha() and len(word.split()) != 1):
                continue
            yield word
            if hides:
                hidden.add(word)
            if word[-1] == "." and len(word) > 1:
                yield word[:-1]  # of an abbreviation, a reader sees no full stop
    for place in expansion.affixes.breaks or ():
        if part := _PART.fullmatch(place):
            yield f"{part[1].lower()}-"
