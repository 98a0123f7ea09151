"""Why a strange word may be right nevertheless: what can be told from the word itself and the sentence around it."""

from __future__ import annotations

import re
from enum import StrEnum

from lint.regex import regex
from lint.spelling.dictionary import Dictionary
from lint.spelling.nearest import unshifted
from lint.spelling.words import Word, block_around, words


class Reason(StrEnum):
    """Why a word that no dictionary holds is left alone: first what the post tells, then what the site does."""

    LETTER = "a single letter"
    NAME = "capitalised inside a sentence"
    PEOPLE = "a part of a person's name"
    ACRONYM = "an acronym"
    IDENTIFIER = "an identifier"
    ROMAN = "a Roman numeral"
    INTERJECTION = "an interjection"
    FOREIGN = "in a run of another language"
    COMPANY = "beside another strange word"
    ALONE = "alone in brackets or in its block"
    LABEL = "a label at the start of a line"
    SCRIPT = "in another script than the post's language"
    SHORT = "too short to tell what was meant"
    EVIDENCE = "it stands in code, in an address or in the front matter of the post"
    OFTEN = "written several times in the post"
    COMPOUND = "a part of a name with hyphens"
    ENGLISH = "an English word in a text of another language"
    ACCEPTED = "accepted by the configuration or a words file"
    TERM = "a term of the project"
    SITE_EVIDENCE = "it stands in code, in an address, in front matter or in file names of the site"
    POSTS = "other posts use it"
    NAMED = "it may be a name, and no ordinary word is plainly meant"
    NOTHING_NEAR = "no word that could be meant is near"


_SENTENCE_END = ".!?:…\u2029"
_SKIPPED = " \t\r\n\"'“”‘’«»()[]*_-–—•\x02\u00a0\u202f"
_ACRONYM_ENDING = regex(r"(?:(?:e?s|ed|ing)?'s|e?s|ed|ing)$")
_LONGEST_ACRONYM = 10  # letters, its ending counted
_IDENTIFIER = regex(r".*[^\W\d_A-ZÀ-Þ][A-ZÀ-Þ]|[A-Z]{2,}[a-z]{2,}")
_ROMAN = regex(
    r"(?=[mdclxvi])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})(?:es?|er|re|ème|th|st|nd|rd)?",
    re.IGNORECASE,
)
# A vowel held on ("sooo"), or no vowel at all ("grrr"); three consonants in a row are a slip ("commmand").
_DRAWN_OUT = regex(r"([aeiouy])\1\1|^[^aeiouy]*([^aeiouy])\2\2[^aeiouy]*$|^(?:h[aeio]){2,}h?$", re.IGNORECASE)
_DRAWN_OUT_LENGTH = 7  # letters; in a longer word the third letter is a slip ("committeee")
_INITIAL = regex(r"(?:^|[\s.(\x02])[A-Z]\.$")
EVERYWHERE = 13  # the level of some fifty words that hardly an English sentence does without

_RUN = 5  # words on either side that are looked at for another language
_WIDE = 14  # code points for each of them: with its space and some markup
_NEARBY = 500  # code points of a block that are looked at on either side; it may have a million
_FOREIGN_WORDS = 5
_FOREIGN_SHARE = 0.4
_TITLE_SHARE = 0.6
_HEADING = 300  # code points of a heading that are looked at
_NAMED_PARTS = 3  # hyphens; test-fs-read-file is the name of something
_COMPOUND_BEFORE = regex(r"(?:[\w']+-)+$")
_COMPOUND_AFTER = regex(r"^(?:-[\w']+)+")
_PERSON = regex(
    r"(?:and |& |et |und )?[A-ZÀ-Þ][\w.'’-]*"
    r"(?: (?:(?:al|da|de|del|den|der|di|du|el|la|le|van|von) )*[A-ZÀ-Þ][\w.'’-]*){1,3}"
)
_FIRST_PERSON = regex(rf"(?P<person>{_PERSON.pattern})\s*(?:\Z|[(<\[/@|–—\x01\x02])")
_ROW = 160  # code points on either side of a name in which others are looked for
_PEOPLE = 3  # names in a row
_BESIDE_NAME = regex(r"\x02*[\s-]\x02*[A-ZÀ-Þ][\w.]")


class Surroundings:
    """The block of prose around a place: the text between two breaks, as far as it is near."""

    def __init__(self, prose: str, start: int, end: int) -> None:
        self.start, stop = block_around(prose, start, end, _NEARBY)
        self.text = prose[self.start : stop]

    def at_sentence_start(self, place: int) -> bool:
        """Whether only quotes, brackets and markup stand between the sentence's start and `place` (in the prose)."""
        before = self.text[: place - self.start].rstrip(_SKIPPED)
        return not before or (before[-1] in _SENTENCE_END and not _INITIAL.search(before[-3:]))

    def in_title_case(self) -> bool:
        """Whether most words begin with a capital, as in some headings: then a capital tells nothing."""
        longer = [word.text for word in words(self.text[:_HEADING]) if len(word.text) > 3]
        return len(longer) > 1 and sum(w[0].isupper() for w in longer) > _TITLE_SHARE * len(longer)


def why_right(word: Word, prose: str, dictionary: Dictionary, *, heading: bool = False) -> Reason | None:
    """The reason to leave an unknown word alone, or None; `heading` tells that the word stands in one.

    A name at the start of a sentence cannot be told from any other word there: that is no reason, and only a word
    with a near neighbour should be reported there. A known misspelling needs a stronger reason than other words; but
    whether a name is one, others must tell.
    """
    text = dictionary.grammar.split(word.text)[1]
    if unshifted(text, dictionary):
        return None
    own = _by_itself(text)
    if own is None and _in_other_script(text, dictionary):
        own = Reason.SCRIPT
    if own is None and word.compound.count("-") >= _NAMED_PARTS:
        own = Reason.IDENTIFIER
    if own is not None:
        return own
    around = Surroundings(prose, word.start, word.end)
    if text[0].isupper() and (
        _is_in_row_of_names(word, around, dictionary)
        or _is_person_in_brackets(word, around, dictionary)
        or (not heading and _is_person_first(word, around, dictionary))
    ):
        return Reason.PEOPLE
    corrections = dictionary.corrections(text)
    known = bool(corrections)
    if text[0].isupper() and known and not any(dictionary.ordinary(right) for right in corrections):
        return Reason.NAME  # people spell their names as they like
    if text[0].isupper() and not (heading and around.in_title_case()) and _is_name(word, around):
        return Reason.NAME
    if not known:
        reason = _from_marks(text, around, word)
        if reason is not None:
            return reason
    return _from_company(word, around, dictionary, known)


def _is_name(word: Word, around: Surroundings) -> bool:
    if not around.at_sentence_start(word.start):
        return True
    # A list of people opens its items with a name and a surname.
    return _BESIDE_NAME.match(around.text, word.end - around.start) is not None


def _is_in_row_of_names(word: Word, around: Surroundings, dictionary: Dictionary) -> bool:
    """Whether this is a part of a name, beside others, parted by commas: "Ada Green, Bo Lindt, and Cy Umber"."""
    place = word.start - around.start
    before = around.text[max(0, place - _ROW) : place].split(",")
    after = around.text[place : place + _ROW].split(",")
    row = [*before[:-1], before[-1] + after[0], *after[1:]]
    low = high = len(before) - 1
    if _is_phrase(row[low], word, dictionary):
        return False
    while low >= 0 and _is_person(row[low]):
        low -= 1
    while high < len(row) and _is_person(row[high]):
        high += 1
    return high - low - 1 >= _PEOPLE


def _is_person_in_brackets(word: Word, around: Surroundings, dictionary: Dictionary) -> bool:
    """Whether a name with this part stands in brackets: "(Ada Lindt)"."""
    place = word.start - around.start
    opening = around.text.rfind("(", max(0, place - _ROW), place)
    closing = around.text.find(")", place, place + _ROW)
    inside = around.text[opening + 1 : closing]
    return min(opening, closing) >= 0 and _is_person(inside) and not _is_phrase(inside, word, dictionary)


def _is_person_first(word: Word, around: Surroundings, dictionary: Dictionary) -> bool:
    """Whether a block begins with a name that has this part, before a link, a bracket or nothing: "Ada Lindt (al)"."""
    first = _FIRST_PERSON.match(around.text)
    if first is None or word.end - around.start > first.end("person") or _is_phrase(first["person"], word, dictionary):
        return False
    return not any(dictionary.corrections(part) for part in first["person"].split() if part != word.text)


def _is_phrase(text: str, word: Word, dictionary: Dictionary) -> bool:
    """Whether all other words of a row of capitalised ones are ordinary ones: "Privcay Policy"."""
    return all(dictionary.has(part.lower()) for part in text.split() if part != word.text)


def _is_person(text: str) -> bool:
    return _PERSON.fullmatch(" ".join(text.replace("\x02", "").split())) is not None


def _from_marks(text: str, around: Surroundings, word: Word) -> Reason | None:
    """What the marks right before and after the word tell."""
    before = around.text[: word.start - around.start][-80:].replace("\x02", "")
    after = around.text[word.end - around.start :][:80].replace("\x02", "")
    bare_before, bare_after = _COMPOUND_BEFORE.sub("", before), _COMPOUND_AFTER.sub("", after)
    if bare_before[-1:] in ("(", "[") and bare_after[:1] in (")", "]"):
        return Reason.ALONE
    if text.islower() and not bare_before.strip() and not bare_after.strip():
        return Reason.ALONE
    if after[:2] in (":", ": ") and text.islower() and not before.strip():
        return Reason.LABEL
    return None


def _by_itself(text: str) -> Reason | None:
    """What the letters alone tell."""
    if len(text) < 2:
        return Reason.LETTER
    core = _ACRONYM_ENDING.sub("", text)
    if len(text) <= _LONGEST_ACRONYM and len(core) > 1 and core.isupper() and core.isalpha():
        return Reason.ACRONYM
    if _IDENTIFIER.match(text):
        return Reason.IDENTIFIER
    if len(text) < 8 and _ROMAN.fullmatch(text):
        return Reason.ROMAN
    if len(text) < _DRAWN_OUT_LENGTH and _DRAWN_OUT.search(text):
        return Reason.INTERJECTION
    return None


def _in_other_script(text: str, dictionary: Dictionary) -> bool:
    """Whether no letter is one of the language's alphabet (Latin, Greek or Cyrillic)."""
    if text.isascii():
        return dictionary.grammar.letters[0] != "a"
    known = dictionary.grammar.letters
    return all(c.lower() not in known and not (c < "\u0250" and known[0] == "a") for c in text if c.isalpha())


def _from_company(word: Word, around: Surroundings, dictionary: Dictionary, known: bool) -> Reason | None:
    """What the words nearby tell: whether they are strange too, and whether any is one of every English sentence."""
    place = word.start - around.start
    # A block may be a megabyte long.
    low = max(0, place - _WIDE * _RUN)
    nearby = list(words(around.text[low : place + len(word.text) + _WIDE * _RUN]))
    at = next((i for i, other in enumerate(nearby) if other.start + low >= place), 0)
    beside = [nearby[i] for i in (at - 1, at + 1) if 0 <= i < len(nearby)]
    if not known and any(
        _is_strange(other, dictionary) and not dictionary.corrections(other.text) and _touch(word, other, around, low)
        for other in beside
    ):
        return Reason.COMPANY
    run = nearby[max(0, at - _RUN) : at + _RUN + 1]
    if len(run) < _FOREIGN_WORDS:
        return None
    # Names around a known misspelling are no other language.
    strange = sum(1 for other in run if not (known and other.text[0].isupper()) and _is_strange(other, dictionary))
    english = sum(1 for other in run if dictionary.level(other.text) >= EVERYWHERE)
    if strange >= _FOREIGN_SHARE * len(run) and english <= (0 if known else len(run) // 5):
        return Reason.FOREIGN
    return None


def _is_strange(word: Word, dictionary: Dictionary) -> bool:
    return not word.text.isupper() and not dictionary.knows_in_place(word)


def _touch(word: Word, other: Word, around: Surroundings, low: int) -> bool:
    """Whether nothing but one space stands between two words (`other` counts from `low` in the block)."""
    first, last = sorted(((word.start - around.start, len(word.text)), (other.start + low, len(other.text))))
    between = around.text[first[0] + first[1] : last[0]].replace("\x02", "")
    return between == " "
