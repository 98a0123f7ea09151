"""Which tags of a site are the same but for how they are written, and which form is the usual one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.taxonomies import unaccented
from lint.spelling.dictionary import Dictionary
from lint.spelling.nearest import distance

ENOUGH = 3
"""So many posts must have the other form, and so many times as many as have this one. Our own bound."""
_ENOUGH_UNREAD = 10
"""The same for one letter in a language whose words we do not know."""
_SHORTEST_SLIP, _LONG = 7, 12
"""Letters of a tag that one letter, or two, may be wrong in."""
_SHORTEST_SINGULAR = 3

# What stands between words, except between two digits; and the dot in "node.js", not that of ".net".
_JOINT = regex(r"(?<!\d)[\s_-]+|[\s_-]+(?!\d)|(?<=[^\W\d])\.(?=[^\W\d])")
_PLURAL_IN_S = frozenset({"en", "fr", "es", "pt", "ca", "gl"})
_NO_PLURALS = frozenset({"arms", "customs", "glasses", "goods", "news", "rails", "saas", "sass", "windows", "works"})


class Better(NamedTuple):
    """The form that other posts use, in how many posts each stands, and in what they differ."""

    text: str
    posts: int
    own: int
    difference: str


def variants(used: list[set[str]], language: str, dictionary: Dictionary) -> dict[str, Better]:
    """Each form of a vocabulary for which there is a better one.

    `used` has the forms of each post, `language` is their primary subtag; words of English are looked up in
    `dictionary`.
    """
    counts = Counter(text for texts in used for text in texts)
    forms: dict[str, list[str]] = defaultdict(list)
    for text in sorted(counts):
        forms[folded_tag(text)].append(text)
    # The form that most posts have stands for all that mean the same.
    chosen = {folded: max(texts, key=lambda text: counts[text]) for folded, texts in forms.items()}
    frequent = _Frequent(folded for folded, text in chosen.items() if counts[text] >= ENOUGH)
    found: dict[str, Better] = {}
    for folded, texts in forms.items():
        for text in texts:
            best = chosen[folded]
            if best != text and _outweighs(counts[best], counts[text]):
                found[text] = Better(best, counts[best], counts[text], _difference(text, best))
                continue
            for other, difference in _near(folded, text, language, frequent, dictionary):
                best = chosen[other]
                enough = _ENOUGH_UNREAD if difference == "in one letter" and language != "en" else ENOUGH
                if _outweighs(counts[best], counts[text], enough) and not _together(text, best, used):
                    found[text] = Better(best, counts[best], counts[text], difference)
                    break
    return found


def _together(text: str, other: str, used: list[set[str]]) -> bool:
    return any(text in texts and other in texts for texts in used)


def _outweighs(count: int, own: int, enough: int = ENOUGH) -> bool:
    return count >= enough and count >= own * enough


@lru_cache(maxsize=10_000)
def folded_tag(text: str) -> str:
    """What all ways of writing one tag have in common: no capitals, no accents, nothing between the words."""
    return _JOINT.sub("", unaccented(text.strip()))


def _difference(text: str, best: str) -> str:
    if text.casefold() == best.casefold():
        return "in letter case"
    if unaccented(text) == unaccented(best):
        return "in accents"
    joined = _JOINT.sub("", text) == _JOINT.sub("", best)
    return "in how its words are joined" if joined else "in letter case and in how its words are joined"


class _Frequent:
    """The folded forms that many posts have, laid out for looking up what is near another."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = set(forms)
        self._plurals: dict[str, list[str]] = defaultdict(list)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for form in sorted(self._forms):
            for singular in _singulars(form):
                self._plurals[singular].append(form)
            if form.isalpha():
                self._by_letter[form[0]].append(form)

    def in_the_other_number(self, folded: str) -> list[str]:
        """The singular and plural forms of a tag, English and Romance."""
        return [*(form for form in _singulars(folded) if form in self._forms), *self._plurals.get(folded, ())]

    def slips(self, text: str, folded: str, language: str, dictionary: Dictionary) -> Iterator[tuple[str, int]]:
        """The forms that a long tag may be a slip for, each with the number of letters that differ."""
        if len(folded) < _SHORTEST_SLIP or not folded.isalpha():
            return
        english = language == "en"
        reach = 2 if len(folded) >= _LONG and english else 1
        # The first letter is hardly ever wrong, and in other languages the last ones are endings.
        near = [
            form
            for form in self._by_letter.get(folded[0], ())
            if abs(len(form) - len(folded)) <= reach and form != folded and (english or form[-2:] == folded[-2:])
        ]
        for form in near:
            edits = distance(folded, form, reach)
            if edits <= reach and not (english and not strange(text, dictionary)):
                yield form, edits


def slip_for(text: str, meant: str, dictionary: Dictionary) -> bool:
    """Whether an English tag is a slip for another text: few letters differ, and it holds an unknown word."""
    return any(_Frequent([folded_tag(meant)]).slips(text, folded_tag(text), "en", dictionary))


def _near(
    folded: str, text: str, language: str, frequent: _Frequent, dictionary: Dictionary
) -> Iterator[tuple[str, str]]:
    """The frequent forms that may be meant, each with the difference, likeliest first."""
    if language in _PLURAL_IN_S:
        yield from ((form, "in the plural") for form in frequent.in_the_other_number(folded))
    for form, edits in frequent.slips(text, folded, language, dictionary):
        yield form, "in one letter" if edits == 1 else "in two letters"


def _singulars(plural: str) -> Iterable[str]:
    if not plural.endswith("s") or plural.endswith("ss") or plural in _NO_PLURALS:
        return ()
    found = [plural[:-1]]
    if plural.endswith("es"):
        found.append(plural[:-2])
    if plural.endswith("ies"):
        found.append(f"{plural[:-3]}y")
    return [singular for singular in found if len(singular) >= _SHORTEST_SINGULAR]


def strange(text: str, dictionary: Dictionary) -> bool:
    """Whether a tag holds a word that the dictionary does not know."""
    return not all(map(dictionary.knows, re.findall(r"[^\W\d_]+", text)))
