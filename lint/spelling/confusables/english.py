"""All patterns of English, and what their lines may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lint.spelling import inflections
from lint.spelling.confusables import agreement, forms, gaps, lookalikes, mixups, slips, soundalikes, verbs
from lint.spelling.confusables.patterns import Patterns, Tongue
from lint.spelling.kindred import ADVERBS, NOUNS_OF_ADJECTIVES, NOUNS_OF_VERBS, VERBS_OF
from lint.spelling.word_classes import (
    ADJECTIVE,
    BASE,
    BASE_ONLY,
    COUNT,
    COUNTS,
    ING,
    NAMES,
    NOUN,
    PAST,
    PLURAL,
    THIRD,
    THIRD_ONLY,
    VOWEL_NOUN,
    classes,
    noun_of,
    verb_of,
)

SETS = {
    "ADV": "not also never always only then still just even usually often easily automatically directly "
    "sometimes already now currently simply really actually probably likely explicitly once generally "
    "typically",
    "ADJECTIVAL": " ".join(ADVERBS),
    "ADVERBIAL": " ".join(ADVERBS.values()),
    "NOMINAL": " ".join(VERBS_OF),
    "VERBAL": " ".join(NOUNS_OF_VERBS),
    "QUALITY": " ".join(NOUNS_OF_ADJECTIVES),
    "ARTICLE": "a an the",
    "BOUND": "is are was were of in for to with that which who whose can will have has by from on at as should "
    "must may $",
    "BREAKABLE": "the your existing backward backwards compatibility api apis changes change user users things builds "
    "source binary code up stuff anything points point out production semver",
    "DETERMINER": "the an our your their my",
    "DETNOUN": "a an the this that these those its their your our my all any each every some many several",
    "DONT": "don't doesn't didn't",
    "FORMED": "the a an our your this that these those its their his her my one other each different both where "
    "here there me us them it all any being CODE",
    "FOLK": "those people users developers folks contributors ones others engineers programmers maintainers "
    "authors readers students researchers companies teams projects",
    "HAVE": "have has had having i've we've you've they've haven't hasn't hadn't",
    "HELP": "help support work interest time report reply answer feedback patience",
    "LOUD": "guide list tutorial tool library package plugin module function bug wrapper project collection fork "
    "command script workaround template file link summary screenshot snippet table sample map class method "
    "component server client port framework demo parser replacement requirement",
    "MENTION": "word words keyword duplicate extra repeated",
    "OFTEN": "mean help use need want look seem return depend happen include contain require",
    "PREP": "of in on at for with by from into to through via about under within using",
    "PRAISE": "simple small quick short basic complete full minimal new great good nice powerful",
    "SOFT": "example option issue error extension alternative implementation object array app application api "
    "overview interface instance element excerpt illustration explanation experiment",
    "SYNTAX": "operator operators keyword keywords statement statements clause clauses expression expressions field "
    "fields helper helpers method methods function functions attribute attributes property properties parameter "
    "parameters argument arguments option options part block blocks and or",
    "TWO": "two three four five six seven eight nine ten",
}

_PLURAL_VERBS = {
    "is": "are", "was": "were", "has": "have", "does": "do", "doesn't": "don't", "isn't": "aren't", "wasn't": "weren't",
}  # fmt: skip
_SINGULAR_VERBS = {many: one for one, many in _PLURAL_VERBS.items()}

FORMS: Mapping[str, Callable[[str], str]] = {
    "BASE": verb_of,
    "THIRD": lambda word: inflections.third(verb_of(word)),
    "PARTICIPLE": lambda word: inflections.participle(verb_of(word)),
    "ING": lambda word: inflections.ing(verb_of(word)),
    "PLURAL": inflections.plural,
    "POSSESSIVE": lambda word: f"{noun_of(word)}'s",
    "SINGULAR": noun_of,
    "PLURALVERB": lambda word: _PLURAL_VERBS[word],
    "ADVERB": lambda word: ADVERBS[word],
    "VERBOF": lambda word: VERBS_OF[word],
    "NOUNOF": lambda word: NOUNS_OF_VERBS.get(word) or NOUNS_OF_ADJECTIVES[word],
    "SINGULARVERB": lambda word: _SINGULAR_VERBS[word],
}

SHARES = {
    BASE: 100,
    NOUN: 120,
    BASE_ONLY: 25,
    ADJECTIVE: 50,
    COUNT: 50,
    THIRD: 30,
    THIRD_ONLY: 10,
    PAST: 30,
    ING: 20,
    PLURAL: 40,
    COUNTS: 20,
    VOWEL_NOUN: 12,
}

ENGLISH = Tongue(SETS, NAMES, classes, FORMS, SHARES)


def patterns() -> Patterns:
    """The patterns of all tables."""
    tables = (
        verbs.TABLE,
        agreement.TABLE,
        forms.TABLE,
        soundalikes.TABLE,
        lookalikes.TABLE,
        mixups.TABLE,
        slips.TABLE,
        gaps.TABLE,
    )
    return Patterns("".join(tables), ENGLISH)
