# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""What a French word can be in a sentence, as a set of bits: its number, its gender, the form of a verb.

`data/french.classes` has a byte for each word of `data/french.trie`, at the word's number, with the bits of `bits`;
scripts/build-dictionaries makes it from the flags of the word list. They are read with the first French post.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import cast

from lint.regex import regex
from lint.spelling.dictionary import Numbers

SINGULAR, PLURAL, MASCULINE, FEMININE, FINITE, INFINITIVE, PARTICIPLE, OTHER = (1 << bit for bit in range(8))
"""What the word list says. Of a noun and an adjective the number, and the gender where there is a form for each; of a
verb the form (PARTICIPLE is past, one in -ant has no bit); OTHER is what no flag tells of."""

SING = 1 << 8
"""What is in the singular for certain."""
SINGNOUN = 1 << 9
"""The same, where it is no form of a verb."""
SINGTHING = 1 << 10
"""The same, where it is no crowd, behind which a verb may be in the plural."""
PLUR = 1 << 11
"""What is in the plural for certain."""
PLURNOUN = 1 << 12
"""The same, where it is no form of a verb."""
LPLUR = 1 << 13
"""A plural noun behind "l'"."""
MASC = 1 << 14
"""The masculine singular of an adjective that has another form for the feminine, and is no noun of one gender."""
FEM = 1 << 15
"""The feminine singular of such a one."""
EPICENE = 1 << 16
"""The singular of a common adjective with one form for both genders."""
VOWEL = 1 << 17
"""A singular noun before which an article is elided."""
INF = 1 << 18
"""An infinitive in -er that is nothing else."""
VOWELINF = 1 << 19
"""One before which "de" is elided."""
PART = 1 << 20
"""A participle in -é that is nothing else."""
FEMPART = 1 << 21
"""A participle in -ée, -és or -ées that is nothing else."""
VERB = 1 << 22
"""A form of a verb with a person that is nothing else."""
EZ = 1 << 23
"""One in -ez whose infinitive is in -er."""
FOREIGN = 1 << 24
"""A word that the list does not have."""

NAMES = {
    "SING": SING,
    "SINGNOUN": SINGNOUN,
    "SINGTHING": SINGTHING,
    "PLUR": PLUR,
    "PLURNOUN": PLURNOUN,
    "LPLUR": LPLUR,
    "MASC": MASC,
    "FEM": FEM,
    "EPICENE": EPICENE,
    "VOWEL": VOWEL,
    "INF": INF,
    "VOWELINF": VOWELINF,
    "PART": PART,
    "FEMPART": FEMPART,
    "VERB": VERB,
    "EZ": EZ,
    "FOREIGN": FOREIGN,
}

# Before a noun these need not agree with it: they begin compounds, are adverbs, or names of months behind a number.
_UNBOUND = frozenset(
    """anti aout août audio aura auto avant avril back bas big bio cloud coté court data demi décembre end ex extra
    fake fort free front full février grand hard haut hyper inter janvier juillet juin live low macro mai maxi
    mi micro mille mini mono multi méga même nombre novembre nu octobre open peu plein pro pseudo quasi radio
    semi septembre smart soft sous standard super test tout type télé ultra vice vidéo web""".split()
)
_CROWDS = frozenset(
    """centaine couple dizaine douzaine duo ensemble foule groupe majorité millier minorité moitié multitude nombre
    paire partie plupart poignée quart quinzaine reste série tiers totalité trentaine trio vingtaine équipe""".split()
)
_EPICENES = frozenset(
    """automatique classique complémentaire difficile externe facile fragile identique interne inutile juridique
    libre moderne nécessaire populaire rapide rare scientifique similaire simple spécifique supplémentaire
    unique utile vide économique""".split()
)
_ABLE = regex(r"\w{4,}[ai]ble")
# Shorter words are names of letters, numbers and the like; before the others nothing is elided, or not always.
_BEFORE_VOWEL = regex(r"(?!on|oui|ouat|un|io|uh|ulul)[aeiouàâéèêëîïôœ]\w{4,}")


@cache
def _table() -> tuple[Callable[[str], int | None], bytes]:
    """The number of a word, and the bits by number."""
    import marisa_trie

    words, table = (pkgutil.get_data("lint.spelling", f"data/french.{part}") for part in ("trie", "classes"))
    assert words is not None, "the words are a part of the package"
    assert table is not None, "their classes, too"
    return cast("Numbers", marisa_trie.Trie().frombytes(words)).get, table


def bits(word: str) -> int:
    """What the word list says of a word in lower case; 0 for one that it does not have."""
    number_of, table = _table()
    number = number_of(word)
    return 0 if number is None else table[number]


@lru_cache(maxsize=20_000)
def classes(word: str) -> int:
    """The classes of a word in lower case, as bits of `NAMES`."""
    if word.startswith("l'"):
        return LPLUR if classes(word[2:]) & PLURNOUN else 0
    known = bits(word)
    if not known:
        return FOREIGN if word.isalpha() else 0
    if word in _UNBOUND:
        return 0
    number = known & (SINGULAR | PLURAL | OTHER | INFINITIVE)
    found = _of_singular(word, known) if number == SINGULAR else _of_plural(known) if number == PLURAL else 0
    if known == INFINITIVE and word.endswith("er"):
        found |= INF | (VOWELINF if _BEFORE_VOWEL.fullmatch(word) else 0)
    elif known == PARTICIPLE:
        found |= PART if word.endswith("é") else FEMPART if word.endswith(("ée", "és", "ées")) else 0
    elif known == FINITE:
        found |= VERB | (EZ if word.endswith("ez") and bits(f"{word[:-2]}er") & INFINITIVE else 0)
    return found


def _of_singular(word: str, known: int) -> int:
    if known & FINITE:
        return SING
    if word.endswith("ième"):  # "les première et deuxième pages"
        return SINGNOUN | SINGTHING
    found = SING | SINGNOUN
    if word not in _CROWDS:
        found |= SINGTHING
    if word in _EPICENES or _ABLE.fullmatch(word):
        found |= EPICENE
    if _BEFORE_VOWEL.fullmatch(word):
        found |= VOWEL
    if not word.endswith("ant"):  # "une contenant deux pages" has no adjective
        found |= {MASCULINE: MASC, FEMININE: FEM}.get(known & (MASCULINE | FEMININE), 0)
    return found


def _of_plural(known: int) -> int:
    return PLUR if known & FINITE else PLUR | PLURNOUN


_PLURALS = (("", "s"), ("", "x"), ("al", "aux"), ("ail", "aux"))
_FEMININES = (
    *(("", "e"), ("er", "ère"), ("eau", "elle"), ("ou", "olle"), ("f", "ve"), ("x", "se"), ("x", "sse"), ("x", "ce")),
    *(("c", "que"), ("c", "che"), ("c", "cque"), ("g", "gue"), ("et", "ète"), ("ec", "èche"), ("l", "lle")),
    *(("n", "nne"), ("s", "sse"), ("t", "tte"), ("ef", "ève"), ("en", "ène"), ("aux", "ausse")),
)
"""How a singular ends, and its plural; a masculine, and its feminine."""


def plural(word: str) -> str:
    """The plural of a singular; the word itself where none is known."""
    return _with_bit(word, _PLURALS, PLURAL)


def singular(word: str) -> str:
    """The singular of a plural, "l'" before it or not; the word itself where none is known."""
    if word.startswith("l'"):
        return f"l'{singular(word[2:])}"
    return _with_bit(word, _turned(_PLURALS), SINGULAR)


def feminine(word: str) -> str:
    """The feminine of a masculine singular; the word itself where none is known."""
    return _with_bit(word, _FEMININES, FEMININE)


def masculine(word: str) -> str:
    """The masculine of a feminine singular; the word itself where none is known."""
    return _with_bit(word, _turned(_FEMININES), SINGULAR)


def _turned(endings: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(new, old) for old, new in endings]


def _with_bit(word: str, endings: Iterable[tuple[str, str]], bit: int) -> str:
    made = (word.removesuffix(old) + new for old, new in endings if word.endswith(old))
    return next((one for one in made if one != word and bits(one) & bit), word)
