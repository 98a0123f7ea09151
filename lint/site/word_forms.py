"""In which form a dictionary has a word."""

from __future__ import annotations

from collections.abc import Iterator

from lint.records import NamedTuple
from lint.spelling.derivation import bases
from lint.spelling.dictionary import AMERICAN, BRITISH, HIDDEN, TERM, Dictionary, unaccented
from lint.spelling.words import Word


class Known(NamedTuple):
    """That a dictionary has a word: `language` is its tag, `how` the form in which it does, `lists` which lists."""

    language: str
    how: str
    lists: tuple[str, ...] = ()


def known_as(word: Word, dictionary: Dictionary, language: str) -> Known | None:
    """How a dictionary has a word, or None."""
    text = word.text
    for how, form in _forms(text, dictionary):
        if marks := dictionary.known_as(form):
            return Known(language, how, _lists(marks, dictionary))
    before, core, after = dictionary.grammar.split(text)
    if before or after:
        glued = " and ".join(f'"{part}"' for part in (before, after) if part)
        inner = known_as(Word(core, 0, len(core)), dictionary, language)
        return inner._replace(how=f"without {glued}, {inner.how}") if inner else None
    if dictionary.knows(text):
        for base in bases(text.lower()):
            if marks := dictionary.known_as(base):
                return Known(language, f'derived from "{base}"', _lists(marks, dictionary))
        return Known(language, "in another form of its letters")
    if word.compound and dictionary.knows_in_place(word):
        return Known(language, f'as a part of "{word.compound}"')
    return None


def _forms(text: str, dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    yield "as it is written", text
    if text != text.lower() and (text.isupper() or text == text.capitalize()):
        yield "in lower case", text.lower()
    if text.isupper():
        yield "with a capital", text.capitalize()
    if dictionary.grammar.english and not text.isascii():
        bare = unaccented(text)
        yield "without accents", bare
        yield "without accents, in lower case", bare.lower()


def _lists(marks: int, dictionary: Dictionary) -> tuple[str, ...]:
    """In which word lists an entry stands; only English has several."""
    if not dictionary.grammar.english:
        return ()
    named = ((AMERICAN, "American"), (BRITISH, "British"), (TERM, "a term of computing"), (HIDDEN, "never suggested"))
    return tuple(name for mark, name in named if marks & mark)
