"""The strange words of a post: found in the language of their paragraph, each with the reason to leave it alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby

from lint.diagnostics import Span
from lint.post.elements import Node
from lint.post.post import Post
from lint.records import NamedTuple
from lint.regex import regex
from lint.site.asides import asides, prose_through_tags, read_fields
from lint.spelling.dictionaries import Dictionaries
from lint.spelling.dictionary import TERM, Dictionary
from lint.spelling.grammar import primary
from lint.spelling.language import function_words, guess
from lint.spelling.meant import SHORTEST
from lint.spelling.nearest import accented, doubles_a_letter, unshifted
from lint.spelling.phrases import phrases
from lint.spelling.reasons import EVERYWHERE, Reason, why_right
from lint.spelling.words import Word, block_around, chunks, words

OFTEN = 3
"""A word that is written so many times in one post is meant, unless it is a known misspelling."""
_NAME = regex(r"(?<![^\W_])[^\W\d_]{4,40}(?![^\W_])")
_ADDRESS = regex(r"://[^\s<>\"'()\[\]]+")
_ELISION = regex(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w\w)")

_MANY = 3  # strange words of a paragraph; from here on it is asked whether it is in another language
_MANY_SHARE = 0.3  # of its words
_FEW = 1  # function words of a language; so many may stand in a name
_GLANCE = 3_000  # code points of a paragraph that tell its language
_ENOUGH_PLACES = 100  # of a word in one post; the surroundings of the others tell nothing new
_PLAIN = 12  # words from which function words tell the language of a paragraph
_ENGLISH_LEVEL = 5  # an English word as common as that is borrowed, not misspelt


class Case(NamedTuple):
    """A strange word in the mask in which it was found, the language of its paragraph, and why it may be right."""

    word: Word
    mask: str
    language: str
    reason: Reason | None


class _Found(NamedTuple):
    word: Word
    mask: str
    titles: tuple[Span, ...]
    language: str


class _Paragraph(NamedTuple):
    span: Span
    mask: str
    titles: tuple[Span, ...]
    language: str
    strange: list[Word]


class Reading:
    """One post read for its words. `dictionary` is that of its language, or None; `terms` are those configured."""

    def __init__(self, post: Post, dictionaries: Dictionaries, terms: Sequence[str] = ()) -> None:
        self.language = post.language
        self.dictionary = dictionaries.of(post.language)
        self._post = post
        self._terms = terms
        self._dictionaries = dictionaries
        prose = prose_through_tags(post)
        beside, titles = asides(post)
        headings = tuple(heading.text_span for heading in post.headings)
        scanner = dictionaries.scanner(post.language) or dictionaries.scanner("en")
        assert scanner is not None
        # Each mask with the spans of titles in it, and with what stands out in it.
        self._masks = [(prose, headings, scanner.scan(prose, chunks(prose)))]
        if beside:
            self._masks.append((beside, titles, scanner.scan(beside, chunks(beside))))

    @cached_property
    def evidence(self) -> set[str]:
        """The strange words, in lower case, of code, addresses and fields that readers do not read as sentences."""
        return self.dictionary.unknown(_outside_prose(self._post)) if self.dictionary else set()

    @cached_property
    def keys(self) -> Counter[str]:
        """The strange words of the prose, as `key` makes them, with the number of their uses."""
        return Counter(key(one.word.text) for one in self._found)

    @cached_property
    def _paragraphs(self) -> list[_Paragraph]:
        """The paragraphs with strange words, those of titles and the like behind those of the prose."""
        if self.dictionary is None:
            return []
        return [one for mask, titles, scanned in self._masks for one in self._split(scanned.strange, mask, titles)]

    @cached_property
    def _found(self) -> list[_Found]:
        return [_Found(word, one.mask, one.titles, one.language) for one in self._paragraphs for word in one.strange]

    def cases(self) -> Iterator[Case]:
        """Every strange word with the reason to leave it alone, None where nothing in the post speaks for it."""
        asked: Counter[str] = Counter()
        answers: dict[str, Reason | None] = {}
        for one in self._found:
            dictionary = self._dictionaries.of(one.language)
            assert dictionary is not None
            text = one.word.text
            asked[text] += 1
            if asked[text] > _ENOUGH_PLACES:
                yield Case(one.word, one.mask, one.language, answers[text])
                continue
            reason = self._reason(one, dictionary)
            if reason is not None and reason is not Reason.NAME and dictionary.corrections(one.word.text):
                reason = None  # a known misspelling needs a stronger reason
            if reason is None:
                at = bisect_right(one.titles, one.word.start, key=lambda span: span.start)
                heading = at > 0 and one.word.start < one.titles[at - 1].end
                reason = why_right(one.word, one.mask, dictionary, heading=heading)
            if reason is Reason.COMPANY and doubles_a_letter(one.word.text, dictionary):
                reason = None
            answers[text] = reason
            yield Case(one.word, one.mask, one.language, reason)

    def names(self) -> Iterator[tuple[Word, str]]:
        """The words that may be names, each with its mask; without a dictionary only those with an inner capital."""
        for mask, _, scanned in self._masks:
            for word in scanned.names:
                if self.dictionary or word.text != word.text.capitalize():
                    yield word, mask
            for word in phrases(mask, self._terms):
                yield word, mask

    def one_sided(self) -> Iterator[tuple[Word, str]]:
        """The words of the author that only one variety of English writes so, each with its mask.

        Those of block quotes and of paragraphs in another language are left out.
        """
        others = [block.span for block in self._post.blocks if block.kind == "quote"]
        others += [one.span for one in self._paragraphs if one.language != self.language]
        others.sort()
        starts = [span.start for span in others]
        ends = list(accumulate((span.end for span in others), max))  # quotes stand within quotes
        for mask, _, scanned in self._masks:
            for word in scanned.one_sided:
                at = bisect_right(starts, word.start)
                if not at or ends[at - 1] <= word.start:
                    yield word, mask

    def _reason(self, one: _Found, dictionary: Dictionary) -> Reason | None:
        same = key(one.word.text)
        if len(same) < SHORTEST and not unshifted(one.word.text, dictionary):
            return Reason.SHORT
        if same in self.evidence:
            return Reason.EVIDENCE
        if self.keys[same] >= OFTEN:
            return Reason.OFTEN
        if one.word.compound and _is_named(one.word, dictionary):
            return Reason.COMPOUND
        if not dictionary.grammar.english and self._is_borrowed(one.word, dictionary):
            return Reason.ENGLISH
        return None

    def _is_borrowed(self, word: Word, dictionary: Dictionary) -> bool:
        """Whether an English word stands in another language's text, and is no word of that without its accents."""
        core = dictionary.grammar.split(word.text)[1].lower()
        english = self._dictionaries.english
        if not english.known_as(core) & TERM and english.level(core) < _ENGLISH_LEVEL:
            return False
        return not any(map(dictionary.frequent, accented(core, dictionary.grammar.accents)))

    def _split(self, strange: list[Word], mask: str, titles: tuple[Span, ...]) -> Iterator[_Paragraph]:
        """The paragraphs that strange words stand in; of a foreign one with the words that are strange in it.

        A paragraph in a language without a dictionary has none.
        """
        for span, group in groupby(strange, key=_Blocks(mask).around):
            ones = list(group)
            text = mask[span.start : span.end]
            language = self._language_of(text, ones) if len(ones) >= _MANY else self.language
            if language != self.language:
                scanner = self._dictionaries.scanner(language)
                ones = [
                    Word(word.text, word.start + span.start, word.end + span.start, word.compound)
                    for word in (scanner.scan(text, chunks(text)).strange if scanner else ())
                ]
            yield _Paragraph(span, mask, titles, language, ones)

    def _language_of(self, text: str, strange: list[Word]) -> str:
        """The language of a paragraph with many words that the post's own language does not have."""
        if len(strange) < _MANY_SHARE * text[:_GLANCE].count(" ") // 2:
            return self.language
        all_words = list(words(text[:_GLANCE]))
        if len(strange) < _MANY_SHARE * len(all_words):
            return self.language
        own = primary(self.language)
        found = guess(text[:_GLANCE], _PLAIN, own)
        tags = [found.tag] if found else []
        counts = function_words(text[:_GLANCE])
        tags += [tag for tag in self._dictionaries.shipped if counts[tag] > max(_FEW, counts[own])]
        for tag in tags:
            dictionary = self._dictionaries.of(tag)
            if dictionary is None:
                return tag
            if dictionary is self.dictionary:
                continue
            unknown = sum(not dictionary.knows_in_place(word) for word in all_words)
            if unknown * 2 <= len(strange) and unknown <= _MANY_SHARE * len(all_words):
                return tag
        return self.language


class _Blocks:
    """The blocks of a mask, asked for in order."""

    def __init__(self, mask: str) -> None:
        self._mask = mask
        self._last = Span(0, -1)

    def around(self, word: Word) -> Span:
        """The block that a word stands in."""
        if not self._last.start <= word.start < self._last.end:
            self._last = Span(*block_around(self._mask, word.start, word.end))
        return self._last


def key(text: str) -> str:
    """What counts as the same word: lower case, no possessive ending, no elision before it."""
    lower = text.lower().removesuffix("'s")
    return _ELISION.sub("", lower, count=1) if "'" in lower else lower


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
