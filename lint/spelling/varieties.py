"""British and American twins: which of two spellings of a word belongs to which variety of English."""

from __future__ import annotations

import re

from lint.spelling.dictionary import Dictionary

AMERICAN, BRITISH = "American", "British"

# (British, American), tried both ways at the end of a word or within it; what comes out must be a word.
_ENDINGS = (
    (r"is(e[sdr]?|ers|ing|ation(?:s|al)?|able)$", r"iz\1", r"iz(e[sdr]?|ers|ing|ation(?:s|al)?|able)$", r"is\1"),
    (r"ys(e[sdr]?|ers|ing|able)$", r"yz\1", r"yz(e[sdr]?|ers|ing|able)$", r"ys\1"),
    (r"our(?!ation|ist)", "or", r"or(?!ation|ist|e)", "our"),
    (r"(?<=[^aeiou])re([sd]?)$", r"er\1", r"(?<=[^aeiou])er([sd]?)$", r"re\1"),
    (r"ll(ed|ing|ers?|ation)$", r"l\1", r"(?<!l)l(ed|ing|ers?|ation)$", r"ll\1"),
    (r"ogue(s?)$", r"og\1", r"og(s?)$", r"ogue\1"),
    (r"ence(s?)$", r"ense\1", r"ense(s?)$", r"ence\1"),
    (r"ae", "e", r"(?<!a)e", "ae"),
    (r"oe", "e", r"(?<!o)e", "oe"),
    (r"amme(s?)$", r"am\1", r"am(s?)$", r"amme\1"),
    (r"l(ment|ful|fully|ments)$", r"ll\1", r"ll(ment|ful|fully|ments)$", r"l\1"),
    (r"y(re[sd]?)$", r"i\1", r"i(re[sd]?)$", r"y\1"),
    (r"dgement(s?)$", r"dgment\1", r"dgment(s?)$", r"dgement\1"),
    (r"que(s?)$", r"ck\1", r"ck(s?)$", r"que\1"),
)
_DIGRAPHS = ("ae", "oe")
_ALONE = frozenset({"colorado", "pandora", "prised", "prized", "stentor", "stentors"})
_PAIRS = {
    "grey": "gray",
    "greys": "grays",
    "greyed": "grayed",
    "mould": "mold",
    "moulds": "molds",
    "plough": "plow",
    "sceptic": "skeptic",
    "sceptics": "skeptics",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "ageing": "aging",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "storey": "story",
    "tyre": "tire",
    "tyres": "tires",
    "cosy": "cozy",
    "fulfil": "fulfill",
    "fulfils": "fulfills",
    "enrol": "enroll",
    "enrols": "enrolls",
    "instil": "instill",
    "instils": "instills",
    "distil": "distill",
    "distils": "distills",
    "pyjamas": "pajamas",
    "moustache": "mustache",
    "aluminium": "aluminum",
}
_AMERICAN_PAIRS = {american: british for british, american in _PAIRS.items()}


class Varieties:
    """Tells British from American spellings by the two word lists of one English dictionary.

    A word that both lists have is no sign of anything, whatever its ending.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self._varieties = dictionary.varieties
        self._level = dictionary.level

    def of(self, word: str) -> str:
        """The variety that a word belongs to by its spelling: AMERICAN, BRITISH, or "" where it has no twin."""
        american, british = self._varieties(word)
        if american == british or not self.twin(word):
            return ""
        return AMERICAN if american else BRITISH

    def twin(self, word: str) -> str:
        """The other variety's spelling of a word that one word list alone has, in lower case; "" for none."""
        lower = word.lower()
        american, _ = self._varieties(lower)
        if lower in _ALONE:
            return ""
        listed = (_AMERICAN_PAIRS if american else _PAIRS).get(lower, "")
        if listed and self._varieties(listed)[int(american)]:
            return listed
        for british_end, to_american, american_end, to_british in _ENDINGS:
            pattern, right = (american_end, to_british) if american else (british_end, to_american)
            for found in re.finditer(pattern, lower):
                other = lower[: found.start()] + found.expand(right) + lower[found.end() :]
                if other == lower or not self._varieties(other)[int(american)]:
                    continue
                # "micelle" and "micellae", "reentrance" and "reaentrance" are accidents of rare entries.
                if british_end not in _DIGRAPHS or self._level(other) > 0:
                    return other
        return ""
