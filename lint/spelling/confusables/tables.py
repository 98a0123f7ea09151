"""All patterns, and the sets of words that their lines name."""

from __future__ import annotations

from lint.spelling.confusables import agreement, forms, lookalikes, mixups, slips, soundalikes, verbs
from lint.spelling.confusables.patterns import Patterns
from lint.spelling.kindred import ADVERBS, NOUNS_OF_ADJECTIVES, NOUNS_OF_VERBS, VERBS_OF

SETS = {
    "ADV": "not also never always only then still just even usually often easily automatically directly "
    "sometimes already now currently simply really actually probably likely explicitly once generally "
    "typically",
    "ADJECTIVAL": " ".join(ADVERBS),
    "NOMINAL": " ".join(VERBS_OF),
    "VERBAL": " ".join(NOUNS_OF_VERBS),
    "QUALITY": " ".join(NOUNS_OF_ADJECTIVES),
    "ARTICLE": "a an the",
    "BOUND": "is are was were of in for to with that which who whose can will have has by from on at as should "
    "must may $",
    "BREAKABLE": "the your existing backward backwards compatibility api apis changes change user users things builds "
    "source binary code up stuff anything points point out production semver",
    "DETNOUN": "a an the this that these those its their your our my all any each every some many several",
    "DONT": "don't doesn't didn't",
    "FORMED": "the a an our your this that these those its their his her my one other each different both where "
    "here there me us them it all any being CODE",
    "FOLK": "those people users developers folks contributors ones others engineers programmers maintainers "
    "authors readers students researchers companies teams projects",
    "HAVE": "have has had having i've we've you've they've haven't hasn't hadn't",
    "PREP": "of in on at for with by from into to through via about under within using",
    "TWO": "two three four five six seven eight nine ten",
}


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
    )
    return Patterns("".join(tables), SETS)
