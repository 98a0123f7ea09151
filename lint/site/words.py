"""What a post tells the site about words: those that are strange, those that may be names, and what may excuse them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from lint.diagnostics import Span
from lint.post.elements import Node
from lint.post.post import Post
from lint.site.asides import asides, prose_through_tags, read_fields
from lint.spelling.dictionary import Dictionary
from lint.spelling.reasons import EVERYWHERE, Reason, why_right
from lint.spelling.words import INVISIBLE, Word, chunks, plain

SHORTEST = 4
"""Letters of a word whose neighbours tell something; a shorter one can only be a known misspelling."""
_OFTEN = 3
"""A word that is written so many times in one post is meant, unless it is a known misspelling."""
_NAME = re.compile(r"(?<![^\W_])[^\W\d_]{4,40}(?![^\W_])")
_ADDRESS = re.compile(r"://[^\s<>\"'()\[\]]+")


class PlacedWord(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A word at its place: `written` as it stands in the post from the code point `start` on.

    `named` says that only its capital speaks for it.
    """

    written: str
    start: int
    named: bool = False

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
    code, addresses and front matter) are in lower case, each word once, sorted, with a space between.
    """

    suspects: tuple[PlacedWord, ...] = ()
    names: tuple[PlacedWord, ...] = ()
    strange: str = ""
    evidence: str = ""


def gather(post: Post, dictionary: Dictionary) -> PostWords:
    """The words of a post; none for a language that has no dictionary."""
    if not post.language.lower().startswith("en"):
        return PostWords()
    evidence = dictionary.unknown(_outside_prose(post))
    prose = prose_through_tags(post)
    among = chunks(prose)
    strange = list(dictionary.strange(prose, among))
    names = [_placed(word, prose) for word in dictionary.names(prose, among)]
    beside, titles = asides(post)
    strange_beside: list[Word] = []
    if beside:
        among = chunks(beside)
        strange_beside += dictionary.strange(beside, among)
        names += [_placed(word, beside) for word in dictionary.names(beside, among)]
    keys = Counter(key(word.text) for word in (*strange, *strange_beside))
    headings = [heading.text_span for heading in post.headings]
    suspects = [
        *_suspects(strange, prose, headings, keys=keys, evidence=evidence, dictionary=dictionary),
        *_suspects(strange_beside, beside, titles, keys=keys, evidence=evidence, dictionary=dictionary),
    ]
    return PostWords(
        tuple(sorted(suspects, key=_place)),
        tuple(sorted(names, key=_place)),
        " ".join(sorted(keys)),
        " ".join(sorted(evidence)),
    )


def key(text: str) -> str:
    """What counts as the same word: lower case, no possessive ending."""
    return text.lower().removesuffix("'s")


def _place(word: PlacedWord) -> int:
    return word.start


def _placed(word: Word, prose: str, *, named: bool = False) -> PlacedWord:
    return PlacedWord(prose[word.start : word.end], word.start, named)


def _suspects(
    strange: list[Word],
    prose: str,
    headings: Iterable[Span],
    *,
    keys: Counter[str],
    evidence: set[str],
    dictionary: Dictionary,
) -> Iterator[PlacedWord]:
    for word in strange:
        same = key(word.text)
        excused = (
            len(same) < SHORTEST
            or same in evidence
            or keys[same] >= _OFTEN
            or (word.compound and _is_named(word, dictionary))
        )
        if excused and not dictionary.corrections(word.text):
            continue
        heading = any(span.start <= word.start < span.end for span in headings)
        reason = why_right(word, prose, dictionary, heading=heading)
        if reason is None or reason is Reason.NAME:
            yield _placed(word, prose, named=reason is Reason.NAME)


def _is_named(word: Word, dictionary: Dictionary) -> bool:
    """Whether the compound around a word is the name of something: "sinan-polat", "test-fs-utimes"."""
    others = [part for part in word.compound.split("-") if part and part != word.text]
    if not all(dictionary.knows_in_place(Word(part, 0, 0, word.compound)) for part in others):
        return True
    return len(others) > 1 and not any(dictionary.level(part) >= EVERYWHERE for part in others)


def _outside_prose(post: Post) -> set[str]:
    """The words, in lower case, of code, addresses and those fields that readers do not read as sentences."""
    text = post.text
    parts = [text[code.content.start : code.content.end] for code in post.code]
    parts += _ADDRESS.findall(text, post.body)
    parts += [link.url for group in (post.links, post.images) for link in group if "://" not in link.url]
    if post.front:
        read = {id(field) for field in read_fields(post)}
        for field in post.front.fields:
            if id(field) not in read:
                parts += _texts(field.value)
    return set(_NAME.findall("\n".join(parts).lower()))


def _texts(node: Node) -> Iterator[str]:
    yield node.text
    for item in node.items:
        yield from _texts(item)
    for field in node.fields:
        yield from _texts(field.value)
