"""The rule inconsistent-spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Related, SiteRule, replace
from lint.spelling.dictionary import in_case_of
from lint.spelling.varieties import AMERICAN, BRITISH

if TYPE_CHECKING:
    from lint.site.facts import PostFacts
    from lint.site.site import Site
    from lint.site.words import PlacedWord

# What readers of a region expect. Canada is not among them: it takes "colour" from the one and "organize" from the
# other, so that there, too, only a mix within one word tells something.
_REGIONS = dict.fromkeys(("gb", "uk", "au", "nz", "ie", "za", "in"), BRITISH) | {"us": AMERICAN}
_INFLECTION = regex(r"(?:e[sdr]?|ers|ing|ation(?:s|al)?|ful(?:ly)?|abl[ey]|als?|s)$")
_NAMED_PARTS = 3  # hyphens of what names a thing ("how-is-color-used")
_WITH_Z = regex(r"iz(?:e[sdr]?|ers|ing|ation(?:s|al)?|able)$")  # Oxford writes "analyse" all the same


class InconsistentSpelling(SiteRule):
    """A word is spelt the British way here and the American way there.

    Either is right; both in one text look like two authors and no editor, and a search for one form misses the other.

    A post whose language names a region (`lang: en-GB`, `en-US`; also Australia, New Zealand, Ireland, South Africa and
    India, which write as Britain does) is held to that. In any other post the forms of one word are compared, inflected
    or not: the rarer spelling is reported or, where both are as frequent, the one that the rest of the post, and then
    the rest of the site, has less of, or else the later one. `organise` beside `color` is no mix by itself.

    Words with a capital are passed over, for names keep their spelling ("Center for Internet Security"), and so are
    quotations, paragraphs in another language, and words that the configuration accepts.
    """

    id = "inconsistent-spelling"
    level = Level.ADVICE

    examples = (
        Bad(
            "We organise talks. To organise is fun. They ⟦organize⟧ none.",
            fixed="We organise talks. To organise is fun. They organise none.",
            message='"organize" beside "organise"',
        ),
        Bad("The color is here, its ⟦colours⟧ are there.", fixed="The color is here, its colors are there."),
        Bad(
            "The centre, a ⟦center⟧.",
            site={"posts/b.md": "Some centre, its centre."},
            fixed="The centre, a centre.",
        ),
        Bad(
            "A ⟦behaviour⟧ is one behavior of a center.",
            fixed="A behavior is one behavior of a center.",
        ),
        Bad(
            "---\nlang: en-GB\n---\nThe ⟦color⟧ of our centre.",
            fixed="---\nlang: en-GB\n---\nThe colour of our centre.",
            message='"color" is American in a text in en-GB',
        ),
        Bad(
            "---\nlang: en-US\n---\nWe ⟦recognise⟧ its ⟦colours⟧.",
            fixed="---\nlang: en-US\n---\nWe recognize its colors.",
        ),
        # Markup stands inside.
        Bad("---\nlang: en-US\n---\nThe ⟦col**our⟧**."),
        Good("We organise talks in color."),
        Good("A post with one colour. And `color` is an option.", site={"posts/b.md": "A color."}),
        Good("The Center for Rare Birds is the centre of it."),
        Good("![how-is-color-used-here](a.png) shows the colour."),
        Good("---\nlang: en-CA\n---\nWe organize its colour."),
        Good("---\nlang: en-GB\n---\nWe organise the program of our centre."),
        # Oxford's spelling.
        Good("---\nlang: en-GB-oxendict\n---\nWe organize its colour."),
        Good("---\nlang: fr\n---\nLe centre, le center."),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        desk = _Desk(site)
        for post in site.reported:
            variety = _declared(post.language)
            if variety or desk.is_mixed(post):
                words = desk.telling(post)
                findings = _against(variety, words) if variety else _mixed(post, words, desk)
                yield from ((post, finding) for finding in findings)


class _Sided(NamedTuple):
    """A word of one variety; `lemma` is the same for both spellings and for all inflections."""

    placed: PlacedWord
    text: str
    variety: str
    twin: str
    lemma: str


class _Spelt(NamedTuple):
    """The same of a word wherever it stands."""

    text: str
    variety: str
    twin: str
    lemma: str


class _Desk:
    """Looks every different word up once, and knows what the site writes."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._spelt: dict[tuple[str, str], _Spelt | None] = {}

    def telling(self, post: PostFacts) -> list[_Sided]:
        """The words of a post that tell its variety: no names, and none that is accepted as it is."""
        return [_Sided(word, *spelt) for word in post.words.spellings if (spelt := self._of(word))]

    def is_mixed(self, post: PostFacts) -> bool:
        """Whether a post has a word in both varieties; hardly any has."""
        varieties: dict[str, str] = {}
        for word in post.words.spellings:
            spelt = self._of(word)
            if spelt and varieties.setdefault(spelt.lemma, spelt.variety) != spelt.variety:
                return True
        return False

    def _of(self, word: PlacedWord) -> _Spelt | None:
        """What a word tells of its variety; None for nothing."""
        if word.compound and word.compound.count("-") >= _NAMED_PARTS:
            return None
        asked = word.written, word.language
        if asked not in self._spelt:
            self._spelt[asked] = self._look_up(word)
        return self._spelt[asked]

    def _look_up(self, word: PlacedWord) -> _Spelt | None:
        text = word.text
        if not text.islower() or self._site.accepted.has(text, word.language):
            return None
        varieties = self._site.dictionaries.varieties
        variety, twin = varieties.of(text), varieties.twin(text)
        return _Spelt(text, variety, twin, _INFLECTION.sub("", text if variety == BRITISH else twin))

    @cached_property
    def uses(self) -> Counter[tuple[str, str]]:
        """How often the site writes each lemma in each variety; under the lemma "" stand all of them together."""
        words = [word for post in self._site.posts.values() for word in self.telling(post)]
        return Counter([(word.lemma, word.variety) for word in words] + [("", word.variety) for word in words])


@lru_cache(maxsize=1_000)
def _declared(language: str) -> str:
    """The variety that a BCP 47 tag names, or ""."""
    parts = re.split("[-_]", language.lower())
    return next((_REGIONS[part] for part in parts[1:] if part in _REGIONS), "")


def _against(variety: str, words: list[_Sided]) -> Iterator[Finding]:
    """The words of another variety than the post's language names."""
    for word in words:
        language = word.placed.language
        oxford = "oxendict" in language.lower() and _WITH_Z.search(word.text)
        if word.variety != variety and not oxford:
            yield _finding(word, f'"{word.text}" is {word.variety} in a text in {language}')


def _mixed(post: PostFacts, words: list[_Sided], desk: _Desk) -> Iterator[Finding]:
    """The words that the post spells in the other variety, too, and more often."""
    lemmas: dict[str, list[_Sided]] = {}
    for word in words:
        lemmas.setdefault(word.lemma, []).append(word)
    for group in lemmas.values():
        if len({word.variety for word in group}) > 1:
            kept = _prevailing(group, words, desk)
            example = next(word for word in group if word.variety == kept)
            related = (Related(post.path, example.placed.span, f'here it is "{example.text}"'),)
            for word in group:
                if word.variety != kept:
                    yield _finding(word, f'"{word.text}" beside "{example.text}"')._replace(related=related)


def _prevailing(group: list[_Sided], words: list[_Sided], desk: _Desk) -> str:
    """The variety that one lemma is to be written in."""
    for counted in (group, words):
        uses = Counter(word.variety for word in counted)
        if uses[AMERICAN] != uses[BRITISH]:
            return max(uses, key=uses.__getitem__)
    for lemma in (group[0].lemma, ""):
        american, british = desk.uses[lemma, AMERICAN], desk.uses[lemma, BRITISH]
        if american != british:
            return AMERICAN if american > british else BRITISH
    return group[0].variety


def _finding(word: _Sided, message: str) -> Finding:
    right = in_case_of(word.text, word.twin)
    fix = replace(word.placed.span, right, f'Write "{right}"', safe=False) if word.placed.whole else None
    return Finding(word.placed.span, message, fix)
