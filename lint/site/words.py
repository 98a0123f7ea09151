"""What a post tells the site about words: those that are strange, those that may be names, and what may excuse them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from lint.diagnostics import Span
from lint.post.post import Post
from lint.site.slips import slips
from lint.site.strange import Reading, key
from lint.spelling.dictionaries import Dictionaries
from lint.spelling.grammar import primary
from lint.spelling.reasons import Reason
from lint.spelling.words import INVISIBLE, Word, plain


class PlacedWord(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A word at its place: `written` as it stands in the post from the code point `start` on.

    `named` says that only its capital speaks for it. `language` is that of its paragraph, a BCP 47 tag. `compound` is
    the word with hyphens that it is a part of, else "".
    """

    written: str
    start: int
    named: bool = False
    language: str = "en"
    compound: str = ""

    @property
    def text(self) -> str:
        """The word without invisible markup, its apostrophes and hyphens made plain."""
        return plain(self.written)

    @property
    def whole(self) -> bool:
        """Whether no markup stands inside, so that the word can be replaced."""
        return not any(mark in self.written for mark in INVISIBLE)

    @property
    def span(self) -> Span:
        """Where the word stands in the post's text."""
        return Span(self.start, self.start + len(self.written))


class PostWords(msgspec.Struct, array_like=True, gc=False):
    """The words of a post that its dictionary does not know, and those that may excuse the words of others.

    `suspects` are strange words for which nothing in the post speaks, in order. `names` are words that may be a
    name, or a wrong form of one, by their capitals. `strange` (all strange words) and `evidence` (strange words in
    code, addresses and front matter) are in lower case, each word once, sorted, with a space between. `spellings` are
    the English words that the other variety of English writes otherwise. `judged` says that there is a dictionary for
    the post's language. `slips` are known misspellings in code, tags and categories; the `compound` of those in a name
    of code is the name.
    """

    suspects: tuple[PlacedWord, ...] = ()
    names: tuple[PlacedWord, ...] = ()
    strange: str = ""
    evidence: str = ""
    spellings: tuple[PlacedWord, ...] = ()
    judged: bool = False
    slips: tuple[PlacedWord, ...] = ()


def gather(post: Post, dictionaries: Dictionaries, terms: Sequence[str] = ()) -> PostWords:
    """The words of a post; hardly any for a language that has no dictionary. `terms` are those configured."""
    reading = Reading(post, dictionaries, terms)
    text, language = post.text, reading.language
    names = _sorted(_placed(word, mask, text, language) for word, mask in reading.names())
    if reading.dictionary is None:
        return PostWords(names=names)
    suspects = _sorted(
        _placed(case.word, case.mask, text, case.language, named=case.reason is Reason.NAME)
        for case in reading.cases()
        if case.reason in {None, Reason.NAME}
    )
    spellings: tuple[PlacedWord, ...] = ()
    outside: tuple[PlacedWord, ...] = ()
    if primary(language) == "en":
        spellings = _sorted(_placed(word, mask, text, language) for word, mask in reading.one_sided())
        outside = tuple(_placed(word, text, text, language) for word in slips(post, reading.dictionary))
    strange, evidence = " ".join(sorted(reading.keys)), " ".join(sorted(reading.evidence))
    return PostWords(suspects, names, strange, evidence, spellings, True, outside)


def _sorted(words: Iterable[PlacedWord]) -> tuple[PlacedWord, ...]:
    return tuple(sorted(words, key=lambda word: word.start))


def _placed(word: Word, mask: str, text: str, language: str, *, named: bool = False) -> PlacedWord:
    end = word.end
    if text[end - 1] != mask[end - 1]:  # a letter that is written as an entity, whose end nobody sees
        while mask.startswith(INVISIBLE[0], end):
            end += 1
    return PlacedWord(mask[word.start : end], word.start, named, language, word.compound)


__all__ = ["PlacedWord", "PostWords", "gather", "key"]
