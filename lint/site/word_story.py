"""All that speaks for and against a word at each of its places in a post: what `explain --word` tells.

Judging stops at the first reason; here each is asked for by itself, by showing the judges the word without its place
and the place without its word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle, islice

import msgspec

from lint.diagnostics import Diagnostic, Span
from lint.post.post import Post, parse
from lint.records import NamedTuple
from lint.site.accepted import EVERY
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.strange import OFTEN, Case, Reading, key
from lint.site.vocabulary import ENOUGH_POSTS, Vocabulary
from lint.site.word_forms import Known, known_as
from lint.site.word_places import WordPlace, word_places
from lint.site.word_uses import Entries, Entry
from lint.site.words import PlacedWord
from lint.spelling.dictionary import Dictionary
from lint.spelling.grammar import primary
from lint.spelling.language import guess
from lint.spelling.meant import SHORTEST, Meant
from lint.spelling.nearest import neighbours
from lint.spelling.reasons import Reason, why_right
from lint.spelling.words import Word

_MOST_NEAR = 5
_MOST_NAMED = 3  # posts that are named as witnesses
_PATH_WORD = r"[^\W\d_]{4,}"
_FEW = 12  # words of a paragraph that tell its language


class Spoken(NamedTuple):
    """A reason that holds. One that does not `count` is outweighed, by a known misspelling for one."""

    reason: Reason
    counts: bool = True
    detail: str = ""


class Near(NamedTuple):
    """A word near a strange one; `level` 0 to 15 says how often it is written, `common` whether that is enough."""

    word: str
    level: int
    common: bool


class Finding(NamedTuple):
    """What a rule says of a place. `state` is "reported", "allowed" (by the post) or "off" (the rule does not run)."""

    found: Diagnostic
    state: str


class Story(NamedTuple):
    """What is told of a word at one place, in code points of the post.

    `language` is that of its paragraph; `judged` says that there is a dictionary for it.
    `strange` says that this dictionary does not know the word; then `reasons`, `corrections` and `near` are asked for.
    """

    span: Span
    text: str
    compound: str
    language: str
    post_language: str
    judged: bool
    strange: bool
    known: tuple[Known, ...] = ()
    reasons: tuple[Spoken, ...] = ()
    corrections: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    findings: tuple[Finding, ...] = ()


def tell(
    wanted: str, post: Post, site: Site, entries: Sequence[Entry] = (), findings: Sequence[Finding] = ()
) -> list[Story]:
    """The stories of a word at all its places in a post's prose, in order; none where it is not in the prose.

    `site` holds the facts of the post, `entries` are the accepted words with their places, `findings` what the rules of
    spelling say of the post.
    """
    return list(_Teller(post, site, entries, findings).stories(wanted))


def language_source(post: Post, configured: str) -> str:
    """Why a post counts as being in its language; `configured` is the language that the configuration gives, or ""."""
    for name in ("lang", "language", "locale"):
        field = post.front.get(name) if post.front else None
        if field and field.value.text.strip().replace("_", "-") == post.language:
            return f"by its field `{name}`"
    if parse("", post.path, language="").language:
        return "by its path"
    if configured:
        return "by `lang` in the configuration"
    return "for nothing tells another" if post.language == "en" else "by its words"


class _Teller:
    def __init__(self, post: Post, site: Site, entries: Sequence[Entry], findings: Sequence[Finding]) -> None:
        self._post = post
        self._facts = site.posts[post.path]
        self._site = site
        self._entries = Entries(entries)
        self._findings: dict[int, list[Finding]] = defaultdict(list)
        for one in findings:
            for at in range(*one.found.span):
                self._findings[at].append(one)
        self._reading = Reading(post, site.dictionaries, site.terms)
        self._cases = {case.word.start: case for case in self._reading.cases()}
        self._starts = sorted(self._cases)
        self._languages: dict[tuple[str, int], str] = {}

    def stories(self, wanted: str) -> Iterator[Story]:
        for place in word_places(wanted, self._post):
            word = place.word
            case = self._cases.get(word.start)
            language = case.language if case else self._language_of(place)
            dictionary = self._site.dictionaries.of(language)
            span = Span(word.start, word.end)
            found = tuple(dict.fromkeys(one for at in range(*span) for one in self._findings.get(at, ())))
            story = Story(span, word.text, word.compound, language, self._post.language, dictionary is not None, False)
            story = story._replace(known=tuple(self._known(word, language)), findings=found)
            if case and dictionary:
                placed = PlacedWord(place.written, word.start, case.reason is Reason.NAME, language)
                vocabulary = self._vocabulary(placed)
                meant = vocabulary.meant(placed)
                post_reasons = self._post_reasons(place, case, dictionary)
                site_reasons, verdict = self._site_reasons(placed, meant, vocabulary)
                if verdict is None:  # what looks like a name is a slip of a word
                    post_reasons = [
                        one._replace(counts=one.counts and one.reason != Reason.NAME) for one in post_reasons
                    ]
                story = story._replace(
                    strange=True,
                    reasons=(*post_reasons, *site_reasons),
                    corrections=dictionary.corrections(word.text),
                    near=tuple(_near(word.text, meant, dictionary)),
                )
            yield story

    def _language_of(self, place: WordPlace) -> str:
        """The language of the paragraph of a word that is known, or that nobody looked at."""
        block = place.block
        asked = (place.mask[block.start : block.end], block.start)
        if asked not in self._languages:
            after = bisect_left(self._starts, block.start)
            near = self._starts[after : after + 1]
            if near and near[0] < block.end:
                self._languages[asked] = self._cases[near[0]].language
            else:
                self._languages[asked] = self._language_alone(place)
        return self._languages[asked]

    def _language_alone(self, place: WordPlace) -> str:
        """How a paragraph is read that has no strange word: tried with one in the word's place."""
        own = self._post.language
        if self._reading.dictionary is None:
            return own
        block, (start, end) = place.block, place.word[1:3]
        text = place.mask[block.start : start] + _nonsense(end - start) + place.mask[end : block.end]
        alone = msgspec.structs.replace(parse("", language=own), prose=text)
        for case in Reading(alone, self._site.dictionaries).cases():
            if case.word.start == start - block.start:
                return case.language
        found = guess(text, _FEW, primary(own))
        return found.tag if found else own

    def _known(self, word: Word, language: str) -> Iterator[Known]:
        """Which dictionaries have a word: that of the paragraph, and those that cost nothing to ask."""
        for tag in dict.fromkeys((language, *self._site.dictionaries.shipped)):
            dictionary = self._site.dictionaries.of(tag)
            same = tag != language and dictionary is self._site.dictionaries.of(language)
            if dictionary and not same and (known := known_as(word, dictionary, tag)):
                yield known

    def _post_reasons(self, place: WordPlace, case: Case, dictionary: Dictionary) -> list[Spoken]:
        """All that the post says for a strange word."""
        text, same = place.word.text, key(place.word.text)
        held: dict[Reason, str] = {}
        if same in self._reading.evidence:
            held[Reason.EVIDENCE] = ""
        if (uses := self._reading.keys[same]) >= OFTEN:
            held[Reason.OFTEN] = f"{uses} times"
        for reason in (
            *_by_itself(place, dictionary, case.language, self._site),
            *_by_its_place(place, dictionary),
            case.reason,
        ):
            if reason is not None:
                held.setdefault(reason, "")
        wrong = bool(dictionary.corrections(text))
        return [
            Spoken(reason, case.reason is not None and (reason is case.reason or not wrong), held[reason])
            # First the one at which judging stops.
            for reason in sorted(held, key=lambda one: (one is not case.reason, list(Reason).index(one)))
        ]

    def _vocabulary(self, word: PlacedWord) -> Vocabulary:
        """What the site knows, asked about this word alone."""
        words = msgspec.structs.replace(self._facts.words, suspects=(word,))
        alone = msgspec.structs.replace(self._facts, words=words)
        return Vocabulary(msgspec.structs.replace(self._site, reported=(alone,)))

    def _site_reasons(
        self, word: PlacedWord, meant: Meant | None, vocabulary: Vocabulary
    ) -> tuple[list[Spoken], Reason | None]:
        """All that the site says for a strange word, and the reason at which judging stops."""
        same = key(word.text)
        plain = meant is None or not meant.known
        posts = self._site.posts
        held: list[Spoken] = []
        if self._site.accepted.has(word.text, word.language):
            places = [_place(one) for one in self._entries.accepting(word.text, word.language)]
            held.append(Spoken(Reason.ACCEPTED, detail=_some(places)))
        if same in map(key, self._site.terms):
            held.append(Spoken(Reason.TERM, plain))
        witnesses = [path for path, one in posts.items() if same in one.words.evidence.split()]
        named = [path for path in posts if same in re.findall(_PATH_WORD, path.lower())]
        witnesses = sorted({*witnesses, *(named if len(named) > 1 else ())} - {self._post.path})
        if witnesses:
            held.append(Spoken(Reason.SITE_EVIDENCE, plain, _some(witnesses)))
        users = [path for path, one in posts.items() if _uses(one, same)]
        if len(users) > ENOUGH_POSTS:
            held.append(Spoken(Reason.POSTS, plain, _some([path for path in users if path != self._post.path])))
        verdict = vocabulary.why_right(word)
        if verdict in {Reason.NAMED, Reason.NOTHING_NEAR}:
            held.append(Spoken(verdict))
        return held, verdict


def _uses(post: PostFacts, same: str) -> bool:
    return same in post.words.strange.split()


def _place(entry: Entry) -> str:
    language = "" if entry.language == EVERY else f" ({entry.language})"
    return f"`{entry.word}`{language} at {entry.place}"


def _some(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _nonsense(length: int) -> str:
    """Letters in lower case that are no word, no numeral and no sound."""
    return "".join(islice(cycle("bkedifogu"), length))


def _by_itself(place: WordPlace, dictionary: Dictionary, language: str, site: Site) -> Iterator[Reason | None]:
    """What the word tells wherever it stands: among digits, where nothing else speaks for it."""
    word = place.word
    shown = Word(word.text, 2, 2 + len(word.text), word.compound)
    own = why_right(shown, f"0 {word.text} 0", dictionary)
    yield None if own is Reason.NAME else own
    alone = parse(f"0 {word.compound or word.text} 0", language=language)
    for case in Reading(alone, site.dictionaries).cases():
        if case.word.text == word.text and case.reason in {Reason.COMPOUND, Reason.ENGLISH}:
            yield case.reason
    if len(key(word.text)) < SHORTEST:
        yield Reason.SHORT


def _by_its_place(place: WordPlace, dictionary: Dictionary) -> Iterator[Reason | None]:
    """What the place tells of whatever stands there: asked with a word about which nothing is known."""
    word, mask = place.word, place.mask
    blank = Word(_nonsense(len(word.text)), word.start, word.end)
    if len(word.text) < 2:
        return
    if word.text[0].isupper():
        capital = why_right(blank._replace(text=blank.text.capitalize()), mask, dictionary, heading=place.title)
        yield capital if capital is Reason.NAME else None
    found = why_right(blank, mask, dictionary)
    if found is Reason.SCRIPT:
        return  # that of the nonsense
    yield found if word.text.islower() or found not in {Reason.ALONE, Reason.LABEL} else None
    # Apart from its neighbours: whether the words around are of another language, too.
    before, after = mask[: word.start], mask[word.end :]
    before = before[:-1] + "\n" if before.endswith(" ") else before
    after = "\n" + after[1:] if after.startswith(" ") else after
    again = why_right(blank, before + mask[word.start : word.end] + after, dictionary)
    yield again if again is Reason.FOREIGN else None


def _near(text: str, meant: Meant | None, dictionary: Dictionary) -> Iterator[Near]:
    core = dictionary.grammar.split(text)[1]
    found = (*(meant.words if meant else ()), *neighbours(core, dictionary))
    for word in islice(dict.fromkeys(found), _MOST_NEAR):
        bare = dictionary.grammar.split(word)[1]
        yield Near(word, dictionary.level(bare), dictionary.frequent(bare) or dictionary.frequent(bare.lower()))
