"""Which language a text is plainly written in, from its letters and its function words. Pure.

Seven languages in Latin letters are told apart by the words that every sentence needs and no topic brings; others by
their letters. The lists are our own: what grammars of each language name as articles, pronouns, prepositions,
conjunctions and auxiliaries, without those that are names of code or products.
"""

from __future__ import annotations

import re
from collections import Counter

from lint.records import NamedTuple
from lint.regex import regex

_WORDS = {
    "en": (
        "the of and to in is that it for was on are as with his they be at this have from or had by but not what all"
        " were we when your can said there use an each which she do how their if will up other about out many then"
        " them these so some her would make like him into has more been its who now than could our any only because"
        " where does i you my after before should being both between those while very also such through"
    ),
    "fr": (
        "le la les de des du un une et est en que qui dans pour pas ne sur au aux avec ce cette ces il elle ils elles"
        " nous vous je on se sa son ses leur leurs mais ou où par plus sont être avoir ont été comme tout tous toute"
        " même si sans aussi entre donc très peut fait lors chez vers depuis dont avant après votre notre à y cela"
    ),
    "de": (
        "der die das und ist nicht ein eine einen einem einer zu den dem des mit auf für von im sich auch als an aus"
        " bei nach wie wir ich sie er es oder aber wenn dass werden wird wurde sind war haben hat kann können noch nur"
        " mehr über unter durch um so zum zur vom am sein seine ihre ihr diese dieser dieses man alle schon sehr keine"
    ),
    "es": (
        "el la los las de del que y en un una por con para es no se su sus al lo como más pero este esta estos estas"
        " ha han son fue ser está están muy también cuando porque sin sobre entre hay todo todos nos ya desde si mi"
        " tu te le les donde cada uno otro otra otros puede hasta o e esto eso nuestra nuestro"
    ),
    "it": (
        "il lo la i gli le di del della dei delle dello che e è un una uno per con non si da dal dalla nel nella nei al"
        " alla alle ai sono come anche più ma questo questa questi queste essere stato ha hanno su sul sulla se o ed"
        " quando perché tra fra suo sua loro noi ci vi mi ti molto tutto tutti ogni dove così dopo prima può abbiamo"
    ),
    "pt": (
        "o a os as de do da dos das que e em um uma no na nos nas por para com não se ao aos à às é são foi ser está"
        " estão mais mas como também quando porque sem sobre entre há todo todos já desde ou seu sua seus suas este"
        " esta isso ele ela eles nós você pelo pela muito tem têm até onde cada pode qual num numa"
    ),
    "nl": (
        "de het een en van in is dat op te voor met zijn niet aan er om ook als dan maar bij uit naar door over deze"
        " dit die wat we ik je u hij zij ze wordt worden werd was waren heeft hebben kan kunnen nog meer veel geen of"
        " tot onder tussen hoe waar omdat wanneer mijn jouw onze ons hun haar zich zou moet wel al"
    ),
}
_LISTED = frozenset(_WORDS)
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
"""Each function word with the languages that have it: one look for each word of a text, whatever the language."""
for _tag, _words in _WORDS.items():
    for _word in sorted(set(_words.split())):
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _tag)
NAMES = {
    "en": "English",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "ar": "Arabic",
    "he": "Hebrew",
    "el": "Greek",
}
"""The languages that a guess can name, in English."""

# So near one another that function words of the one are a good part of the other's; languages of which we have no
# list would be taken for the neighbour of which we have one.
_KIN = (
    frozenset(
        {"es", "pt", "it", "fr", "ca", "gl", "oc", "an", "ast", "co", "ro", "rm", "fur", "lmo", "sc", "wa", "ht"}
    ),
    frozenset({"de", "nl", "lb", "af", "fy", "nds", "gsw", "li", "bar", "yi", "ksh", "vls", "zea"}),
    frozenset({"en", "sco"}),
)
_LETTERS = {
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "ru": "\u0400-\u052f",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "ja": "\u3040-\u30ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff",
    "ko": "\uac00-\ud7af\u1100-\u11ff",
}
_SCRIPTS = {
    "el": frozenset({"el", "grc"}),
    "ru": frozenset("ru uk be bg mk sr kk ky tg mn tt ba cv os sah ce bs sh uz az ro mo cu rue kv udm".split()),  # noqa: SIM905
    "he": frozenset({"he", "iw", "yi", "lad"}),
    "ar": frozenset("ar fa ur ps ckb ku sd ug ks pa arz ary prs az bal ha".split()),  # noqa: SIM905
    "ja": frozenset({"ja"}),
    "zh": frozenset("zh yue cmn wuu nan hak gan hsn lzh ja ko".split()),  # noqa: SIM905
    "ko": frozenset({"ko"}),
}
"""The languages that are written in the letters of each, as far as a site may have them."""

_WORD = regex(r"[^\W\d_]+")
# Beyond Latin: what no text in Latin letters has in numbers. Punctuation lies between. A pattern as text: it takes
# 3 ms to compile, and most texts do not need it.
_OTHER_LETTERS = "[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ud7ff]"
_UKRAINIAN, _RUSSIAN = regex("[іїєґІЇЄҐ]"), regex("[ыэёъЫЭЁЪ]")

_LEAST_SHARE = 0.22
"""Function words among all words of a plain text: 0.35 to 0.55 in these languages. Our own bound, with room."""
_MARGIN = 0.14
"""How much larger the share must be than that of any other language that is not excluded. Our own bound."""
_GLANCE = 600
"""Code points: some 100 words, enough to find what was expected. Only the unexpected wants a longer look."""
_SCRIPT_SHARE = 0.5
"""Of the letters; texts about programming are full of Latin names."""


class Guess(NamedTuple):
    """The language that a text is plainly in: `tag` (ISO 639-1), its English `name`, the number of `words` judged.

    `languages` has all that it may be. The words of scripts without spaces are counted as two letters each.
    """

    tag: str
    name: str
    words: int
    languages: frozenset[str]


def guess(text: str, least: int = 50, expected: str = "") -> Guess | None:
    """The language of a text, or None where it is not plain or has fewer than `least` words (names of code count).

    None as well where the text has as many function words of the `expected` language (a primary subtag) as a plain
    text in it, which is found out far sooner.
    """
    if expected:
        glance = text[:_GLANCE].replace("\0", " ").lower()
        # Words with the marks on them come first: those are had for a fifth of the time, and mostly tell.
        for read in (str.split, _WORD.findall):
            if (seen := read(glance)) and _is_spoken(expected, seen):
                return None
    other = re.findall(_OTHER_LETTERS, text) if not text.isascii() else []
    words = _WORD.findall(text.lower())
    if len(other) >= least:
        if len(other) < sum(map(len, words)) * _SCRIPT_SHARE:
            return None
        return _by_letters("".join(other), sum(not word.isascii() for word in words), least)
    if len(words) < least:
        return None
    if _is_spoken(expected, words):
        return None
    shares = _shares(words)
    best = max(shares, key=lambda tag: (shares[tag], tag))
    second = max(share for tag, share in shares.items() if tag != best)
    if shares[best] < _LEAST_SHARE or shares[best] < second + _MARGIN:
        return None
    return Guess(best, NAMES[best], len(words), frozenset({best}))


def function_words(text: str) -> Counter[str]:
    """How many function words of each listed language a text has; a word of two languages counts for both."""
    return Counter(tag for word in _WORD.findall(text.lower()) for tag in _LANGUAGES_OF.get(word, ()))


def contradicts(found: Guess, language: str) -> bool:
    """Whether a text that `found` was guessed for cannot be in `language` (a primary subtag in lower case)."""
    if language in found.languages:
        return False
    kin = next((group for group in _KIN if found.tag in group), frozenset())
    return language not in kin or language in _LISTED


def _is_spoken(language: str, words: list[str]) -> bool:
    """Whether these words hold as many function words of a language as a plain text in it does."""
    own = [language in tags for tags in map(_LANGUAGES_OF.get, words) if tags]
    return sum(own) >= len(words) * _LEAST_SHARE


def _shares(words: list[str]) -> dict[str, float]:
    """For each listed language its function words among all words, 0 to 1."""
    shares = dict.fromkeys(_WORDS, 0.0)
    for tags, count in Counter(filter(None, map(_LANGUAGES_OF.get, words))).items():
        for tag in tags:
            shares[tag] += count / len(words)
    return shares


def _by_letters(letters: str, words: int, least: int) -> Guess | None:
    counts = {tag: len(re.findall(f"[{block}]", letters)) for tag, block in _LETTERS.items()}
    # Japanese mixes its own letters with Chinese ones, Korean may.
    if counts["ja"] * 5 > counts["zh"]:
        counts["ja"] += counts.pop("zh")
    tag = max(counts, key=lambda tag: (counts[tag], tag))
    count = counts[tag]
    number = count // 2 if tag in {"ja", "zh"} else words
    if number < least or count < len(letters) * 0.8:
        return None
    languages = _SCRIPTS[tag]
    name = {"ru": "Cyrillic letters", "ar": "Arabic letters", "he": "Hebrew letters"}.get(tag, NAMES[tag])
    if tag == "ru":
        ukrainian, russian = len(_UKRAINIAN.findall(letters)), len(_RUSSIAN.findall(letters))
        if ukrainian > count * 0.02 and russian < ukrainian * 0.05:
            tag, name, languages = "uk", NAMES["uk"], languages - {"ru", "bg", "mk", "sr"}
        elif russian > count * 0.01 and ukrainian < russian * 0.05:
            tag, name, languages = "ru", NAMES["ru"], languages - {"uk", "mk", "sr"}
    return Guess(tag, name, number, languages)
