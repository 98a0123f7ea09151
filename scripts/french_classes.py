"""What the flags of dictionary-fr tell of a word, as bits of `lint/spelling/french_classes.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from word_packages import forms

from lint.spelling.affixes import Affixes
from lint.spelling.french_classes import FEMININE, FINITE, INFINITIVE, MASCULINE, OTHER, PARTICIPLE, PLURAL, SINGULAR

_NOUNS = frozenset({"S.", "X.", "S=", "A.", "I."})
"""Nouns, and adjectives with one form for both genders."""
_BOTH = frozenset({"F.", "F+", "Fx", "W.", "Wx"})
"""Adjectives with a form for each gender, and some nouns."""
_PEOPLE = frozenset({"Fs", "Fc", "Fe"})
"""Nouns in -eur, of which the masculine is written for both genders, too."""
_PARTICIPLES = frozenset({"p+", "p.", "q+", "q."})


def classes_of(affixes: Affixes, entries: Iterable[str]) -> dict[str, int]:
    """The classes of every form of these entries, as bits. An entry that no flag tells of has OTHER."""
    found: dict[str, int] = defaultdict(int)
    one_gender: set[str] = set()  # a noun besides, of which the list does not tell the gender
    for entry in entries:
        word, _, flags = entry.strip().partition("/")
        told = [flags[i : i + 2] for i in range(0, len(flags), 2)]
        known = False
        for flag in told:
            for form, bits in _forms(affixes, word, flag):
                found[form] |= bits
                known = True
                if flag in _NOUNS:
                    one_gender.add(form)
        if not known:
            found[word] |= OTHER
    for form in one_gender:
        found[form] &= ~(MASCULINE | FEMININE)
    return found


def _forms(affixes: Affixes, word: str, flag: str) -> Iterator[tuple[str, int]]:
    """The forms that a flag gives, each with its classes; none for a flag that only says what may stand before."""
    told = [form for form in forms(affixes, [f"{word}/{flag}"]) if "'" not in form]
    if flag in _NOUNS | _BOTH | _PEOPLE:
        for form in told:
            gender = _gender(word, form) if flag in _BOTH and not word.endswith("e") else 0
            yield form, _number(word, form) | gender
    elif flag in _PARTICIPLES:
        yield from ((form, PARTICIPLE) for form in told if form != word)
    elif flag[:1].islower() and flag[1:] not in {"'", "*"}:
        # A form in -ant tells nothing: it stands wherever an adverb does.
        yield from ((form, INFINITIVE if form == word else FINITE) for form in told if not form.endswith("ant"))


def _number(word: str, form: str) -> int:
    if form == word:
        return SINGULAR | PLURAL if word[-1] in "sxz" else SINGULAR
    return PLURAL if form[-1] in "sx" else SINGULAR


def _gender(word: str, form: str) -> int:
    return FEMININE if form != word and form.removesuffix("s").endswith("e") else MASCULINE
