# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""What an English word can be in a sentence: the forms of the common verbs, nouns and adjectives, as a set of bits.

The words lie in data/word-classes.txt, one a line with a letter: V a verb and nothing else; w a verb whose form in -s
is nothing else; v a verb and a noun; x a verb and an adjective; n a noun with a regular plural, and no verb; a an
adjective and nothing else. scripts/build-dictionaries makes them from WordNet. They are read with the first English
post.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from lint.spelling.inflections import (
    BASES,
    IRREGULAR,
    bases_of_ing,
    bases_of_past,
    bases_of_third,
    participle,
    plural,
    third,
)

BASE = 1
"""The base form of a verb; not those that are their own past form ("set")."""
BASE_ONLY = 2
"""The base form of a verb that can be nothing else, not even a participle."""
THIRD = 4
"""The form in -s of a verb."""
THIRD_ONLY = 8
"""The same, where it cannot be a plural."""
PAST = 16
"""A past form or participle that is not a base form as well, nor a noun."""
PAST_ONLY = 32
"""A past form that is no participle: "went"."""
ING = 64
NOUN = 128
"""A singular noun that is no verb."""
PLURAL = 256
"""A plural of a noun that is no verb."""
ADJECTIVE = 512
"""An adjective that is nothing else."""
COUNT = 1024
"""The singular of a noun of computing that is counted, verb or not: "test", "release"."""
COUNTS = 2048
"""Their plurals."""
VOWEL_NOUN = 4096
"""A singular noun, no verb, that begins with a vowel sound."""

NAMES = {
    "BASE": BASE,
    "VERB": BASE_ONLY,
    "THIRD": THIRD,
    "THIRDONLY": THIRD_ONLY,
    "PAST": PAST,
    "PASTONLY": PAST_ONLY,
    "ING": ING,
    "NOUN": NOUN,
    "PLURAL": PLURAL,
    "ADJ": ADJECTIVE,
    "COUNT": COUNT,
    "COUNTS": COUNTS,
    "VOWELNOUN": VOWEL_NOUN,
}

_COUNTED = frozenset(
    """account action algorithm animation answer api app application approach architecture argument array article
    artifact aspect assertion asset attack attempt attribute author backend backup bank benchmark binary blog bot branch
    browser bug builder bundle button byte bytecode callback case category certificate challenge change channel chapter
    character chart check checkbox child chip choice chunk class clause client closure cluster codebase collection
    column command comment commit company compiler component computer concept condition conference config
    conflict connection console constant constraint constructor consumer container contribution
    contributor cookie country course crash crate credential customer cycle daemon dashboard database dataset day
    deadline debugger decision decorator default definition demo dependency deployment detail developer device
    diagram dialog difference directive directory discussion document domain driver edge editor effort element
    email employee endpoint engine engineer entity entry enum environment error event example exception executable
    experiment explanation export expression extension factor failure feature field file filter fix fixture flag
    folder font fork form format framework function gateway generator goal graph group guide guideline handler hash
    header heuristic hook host hour icon idea identifier image implementation improvement index instance
    instruction integer interface interpreter interval issue item iteration iterator job key keyboard keyword
    language laptop lattice layer layout lesson letter library license limit limitation line link list listener
    loop machine macro maintainer manager matrix measure mechanism member message method metric migration milestone
    minute model modifier module monitor month namespace network node notification number object occurrence
    operation operator optimization option organization owner package page paper paragraph parameter parser part
    participant partner password patch path pattern payload person phone photo picture pipeline pixel place plan
    platform player plugin point pointer policy pool port position post prerequisite presentation problem procedure
    process product programmer project prompt proof property proposal protocol provider proxy query question queue
    reader reason recipe record reference regex region registry regression relation release repo repository request
    requirement researcher resource response result review reviewer role root route router rule sample scenario
    schema screen screenshot script section sensor sentence server service session setting setup sign signal site
    skill slide snippet socket solution solver source speaker specification sponsor sprint stack stage standard
    statement station step store story strategy stream string struct student style subdomain subscriber suggestion
    survey symbol symptom system tab table tag talk target task teacher team technique technology template tensor
    term terminal test theme thing thread threat ticket tip token tool toolchain tooltip topic trait transaction
    transformation translation translator trick trigger tutorial type typo update upgrade url user utility value
    variable variant vector vendor version video view visitor volunteer vulnerability warning way webhook website
    week widget window word workaround worker workflow workload workshop workspace wrapper writer year""".split()
)
# Base forms that are nearly always something else, and forms in -s of which the same holds.
_NO_BASE = frozenset(
    {
        "people",
        "its",
        "please",
        "except",
        "like",
        "then",
        "can",
        "will",
        "may",
        "might",
        "must",
        "best",
        "have",
        "own",
        "be",
    }
)
_NO_THIRD = frozenset(
    {"has", "is", "was", "does", "its", "this", "as", "us", "yes", "thus", "less", "unless", "perhaps", "lets"}
)
# Nouns with a rare verb; names and nouns of computing with a frequent one.
_VOWEL_NOUNS = frozenset(
    {"account", "email", "engineer", "error", "exception", "image", "interface", "issue", "object"}
)
_NAMES = frozenset(
    {"become", "find", "go", "join", "let", "say", "see", "serve", "thank", "unpack", "use", "win", "write"}
)
# Past forms that are something else as often.
_NO_PAST = frozenset(
    "left bound ground wound rose saw spoke bit felt fell lay shot broke woke bred fed lit stuck thought bent shed "
    "need red bed used embed exceed speed indeed proceed succeed feed seed hundred".split()
)


@cache
def _table() -> dict[str, str]:
    data = pkgutil.get_data("lint.spelling", "data/word-classes.txt")
    assert data is not None, "the word classes are a part of the package"
    return dict(line.split(" ", 1) for line in data.decode("ascii").splitlines())


@lru_cache(maxsize=20_000)
def classes(word: str) -> int:
    """The classes of a word in lower case: bits, 0 for a word that is not known."""
    table = _table()
    kind = table.get(word, "")
    if not kind and word[-1:] not in "sdg" and word not in BASES and word not in _COUNTED:
        return 0
    found = _as_base(word, kind)
    if kind in {"V", "v", "x"} and not found & BASE:
        return found  # "set", "put": any form of the verb
    if word[-1:] == "s":
        found |= _as_third_or_plural(word, table)
    elif (kind in {"", "a"} or word in BASES) and word not in _NO_PAST and _any_verb(bases_of_past(word), table):
        found |= PAST | (PAST_ONLY if word in BASES and IRREGULAR[BASES[word]][1] != word else 0)
    if word.endswith("ing") and _any_verb(bases_of_ing(word), table):
        found |= ING
    return found


def _any_verb(words: Iterable[str], table: Mapping[str, str]) -> bool:
    return any(table.get(word, "n") in "Vvxw" for word in words)


def _as_base(word: str, kind: str) -> int:
    found = COUNT if word in _COUNTED else 0
    if kind == "a":
        found |= ADJECTIVE
    elif kind == "n":
        found |= NOUN | (VOWEL_NOUN if word[0] in "aeio" and not word.startswith(("eu", "one")) else 0)
    elif kind and word not in BASES and word not in _NO_BASE and IRREGULAR.get(word, ("",))[0] != word:
        only = kind == "V" or (kind == "w" and word not in _NAMES)
        found |= BASE | (BASE_ONLY if only and participle(word) != word else 0)
    return found | (VOWEL_NOUN if word in _VOWEL_NOUNS else 0)


def _as_third_or_plural(word: str, table: dict[str, str]) -> int:
    found = 0
    for base in bases_of_third(word) if word not in _NO_THIRD else ():
        kind = table.get(base, "")
        if kind and kind in "Vvxw" and third(base) == word:
            found |= THIRD | (THIRD_ONLY if kind in "Vw" else 0)
        if kind == "n" and plural(base) == word and word not in table:
            found |= PLURAL
        if base in _COUNTED and plural(base) == word:
            found |= COUNTS
    return found


def verb_of(form: str) -> str:
    """The base form of any form of a known verb; the form itself when it is none."""
    table = _table()
    for base in (*bases_of_past(form), *bases_of_third(form), *bases_of_ing(form)):
        if table.get(base, "n") in "Vvxw" or base in IRREGULAR:
            return base
    return form


def noun_of(form: str) -> str:
    """The singular of a regular plural."""
    for base in bases_of_third(form):
        if plural(base) == form and (_table().get(base) or base in _COUNTED):
            return base
    return form
