"""What a language's spelling needs to be told besides its words: its letters, and what is glued to words."""

from __future__ import annotations

import functools
import unicodedata

from lint.records import NamedTuple

LATIN = "abcdefghijklmnopqrstuvwxyz"
_ENGLISH_ENDINGS = ("'s", "'ll", "'ve", "'d", "'re")
_FRENCH_ELISIONS = ("l", "d", "n", "m", "t", "s", "j", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu")
_ITALIAN_ELISIONS = (
    *("l", "un", "dell", "all", "nell", "sull", "dall", "coll", "quest", "quell", "c", "d", "s", "v", "m", "t", "n"),
    *("gl", "anch", "com", "dov", "cos", "senz", "tutt", "bell", "sant", "mezz", "nient", "quand", "grand", "nessun"),
)
_CATALAN_ELISIONS = ("l", "d", "n", "s", "m", "t")


class Grammar(NamedTuple):
    """`letters` are those that a slip may bring in. A word stands between an elision ("l'") and an ending ("'s").

    `nouns_capitalised`: a capital inside a sentence tells nothing. `english`: accents may be left out ("naive"), and
    regular forms that word lists leave out may be derived.
    """

    letters: str = LATIN
    elisions: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    nouns_capitalised: bool = False
    english: bool = False

    @property
    def accents(self) -> dict[str, str]:
        """Each letter that has accented forms, or is one, with the others of its kind: "e" with "éèêë"."""
        return _accents(self.letters)

    def split(self, word: str) -> tuple[str, str, str]:
        """What is glued on before, the word itself, and what is glued on behind: ("l'", "eau", "").

        Apostrophes are plain ones. The word itself is never empty, unless `word` is.
        """
        if "'" not in word:
            return "", word, ""
        before = after = ""
        if self.elisions:
            head, _, rest = word.partition("'")
            if rest and head.lower() in self.elisions:
                before, word = head + "'", rest
        lower = word.lower()
        for ending in self.endings:
            if lower.endswith(ending) and len(word) > len(ending):
                return before, word[: -len(ending)], word[-len(ending) :]
        return before, word, after


ENGLISH = Grammar(endings=_ENGLISH_ENDINGS, english=True)
# A French text says "Django's", too.
_GRAMMARS = {
    "en": ENGLISH,
    "fr": Grammar(LATIN + "àâçéèêëîïôùûüœ", _FRENCH_ELISIONS, ("'s",)),
    "it": Grammar(LATIN + "àèéìòù", _ITALIAN_ELISIONS),
    "ca": Grammar(LATIN + "àçèéíïòóúü", _CATALAN_ELISIONS),
    "de": Grammar(LATIN + "äöüß", nouns_capitalised=True),
    "lb": Grammar(LATIN + "äëéöü", nouns_capitalised=True),
    "es": Grammar(LATIN + "áéíñóúü"),
    "pt": Grammar(LATIN + "àáâãçéêíóôõú"),
    "nl": Grammar(LATIN + "éëïöü"),
    "sv": Grammar(LATIN + "åäöé"),
    "da": Grammar(LATIN + "åæø"),
    "nb": Grammar(LATIN + "åæø"),
    "nn": Grammar(LATIN + "åæø"),
    "fi": Grammar(LATIN + "äö"),
    "pl": Grammar(LATIN + "ąćęłńóśźż"),
    "cs": Grammar(LATIN + "áčďéěíňóřšťúůýž"),
    "sk": Grammar(LATIN + "áäčďéíĺľňóôŕšťúýž"),
    "sl": Grammar(LATIN + "čšž"),
    "hr": Grammar(LATIN + "čćđšž"),
    "hu": Grammar(LATIN + "áéíóöőúüű"),
    "ro": Grammar(LATIN + "ăâîșț"),
    "tr": Grammar(LATIN + "çğıöşü"),
    "ru": Grammar("абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
    "uk": Grammar("абвгдежзийклмнопрстуфхцчшщьюяєіїґ"),
    "bg": Grammar("абвгдежзийклмнопрстуфхцчшщъьюя"),
    "el": Grammar("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ"),
}


def grammar_of(language: str) -> Grammar:
    """The grammar of a language by its BCP 47 tag; for one that is not listed, Latin letters alone."""
    return _GRAMMARS.get(primary(language), Grammar())


def primary(language: str) -> str:
    """The first part of a BCP 47 tag in lower case: "pt" of "pt-BR"."""
    return language.replace("_", "-").partition("-")[0].lower()


@functools.cache
def _accents(letters: str) -> dict[str, str]:
    groups: dict[str, str] = {}
    for letter in letters:
        base = unicodedata.normalize("NFD", letter)[0]
        groups[base] = groups.get(base, "") + letter
    return {one: group.replace(one, "") for group in groups.values() if len(group) > 1 for one in group}
