"""What the site as a whole tells about words: which strange words it uses, and which names it writes how."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lint.site.site import Site
from lint.site.words import PlacedWord, key
from lint.spelling.dictionary import INNER_CAPITAL, Dictionary
from lint.spelling.nearest import frequent_neighbours, nearest, one_edit_away, two_edits_away

ENOUGH_POSTS = 3
"""A strange word that so many other posts use, too, is a word of the site."""
ENOUGH_USES = 5
"""A name that is written so often in one way is learned."""
RARE = 5
"""A variant of a learned name is wrong if the name is written at least so many times as often."""

_SHORTEST = 4  # letters of a word whose neighbours tell something
_SHORT_LEVEL = 8  # the least level of a neighbour of a word as short as that
_LONG = 8  # from so many letters on a rare neighbour tells something, and two edits do
_SHORTEST_CERTAIN = 6  # letters; most shorter words have many others two edits away
_SHORTEST_TERM = 5  # letters of a name whose near misses are looked for
_PATH_WORD = re.compile(r"[^\W\d_]{4,}")


class Meant(NamedTuple):
    """What a strange word may have been meant for, likeliest first; `known` for a known misspelling.

    `certain` says that one word is so much likelier than any other that it may be put there without asking.
    """

    words: tuple[str, ...]
    known: bool
    certain: bool
    near: bool = True


class Vocabulary:
    """The strange words of a site. Everything is looked up once for each different word; make one for each run."""

    def __init__(self, site: Site) -> None:
        self._dictionary = site.dictionary
        self._accepted = site.accepted
        wanted = {key(word.text) for post in site.reported for word in post.words.suspects}
        self._posts: Counter[str] = Counter()
        self._evident: set[str] = {key(term) for term in site.terms}
        paths: Counter[str] = Counter()
        for path, post in site.posts.items():
            self._posts.update(wanted.intersection(post.words.strange.split()))
            self._evident |= wanted.intersection(post.words.evidence.split())
            paths.update(wanted.intersection(_PATH_WORD.findall(path.lower())))
        # The post's own file is often named by its title, mistakes and all.
        self._evident |= {word for word, count in paths.items() if count > 1}
        self._meant: dict[str, Meant | None] = {}

    def accepts(self, word: PlacedWord) -> bool:
        """Whether the configuration accepts a word."""
        return word.text.lower() in self._accepted or key(word.text) in self._accepted

    def uses(self, word: PlacedWord) -> bool:
        """Whether the site uses a word besides the post it stands in: in other posts, code, addresses, file names."""
        same = key(word.text)
        return same in self._evident or self._posts[same] > ENOUGH_POSTS

    def meant(self, word: PlacedWord) -> Meant | None:
        """What a word may have been meant for, in its own case; None if nothing is near."""
        text = word.text
        if text not in self._meant:
            self._meant[text] = meant(text, self._dictionary)
        return self._meant[text]

    def proposals(self, word: PlacedWord) -> list[str]:
        """At most five texts to write instead, likeliest first, with the apostrophe that the author uses."""
        found = nearest(word.text, self._dictionary)
        return [text.replace("'", "’") for text in found] if "’" in word.written else found


def meant(text: str, dictionary: Dictionary) -> Meant | None:
    """What a strange word may have been meant for; None if it is no known misspelling and no word is near enough."""
    known = dictionary.corrections(text)
    lower = key(text)
    if known:
        return Meant(known, known=True, certain=len(known) == 1 and _is_likeliest(key(known[0]), lower, dictionary))
    if len(lower) < _SHORTEST:
        return None
    frequent = frequent_neighbours(lower, dictionary)
    near = [word for word in frequent if len(lower) > _SHORTEST or dictionary.level(word) >= _SHORT_LEVEL]
    if near:
        return Meant(tuple(near), known=False, certain=text == lower and _is_only(near, lower, dictionary))
    if len(lower) >= _LONG:
        rare = {word for word in one_edit_away(lower) if dictionary.may_suggest(word)}
        far = rare or two_edits_away(lower, dictionary)
        if far:
            return Meant(tuple(sorted(far)), known=False, certain=False, near=False)
    return None


def _is_likeliest(right: str, lower: str, dictionary: Dictionary) -> bool:
    """Whether no word in common use is one edit away besides the listed correction."""
    return not any(
        word != right and dictionary.level(word) > 0 and dictionary.may_suggest(word) for word in one_edit_away(lower)
    )


def _is_only(near: list[str], lower: str, dictionary: Dictionary) -> bool:
    """Whether no other word at all is one edit away, and for a long word no other common one two edits away."""
    if len(near) > 1 or len(lower) < _SHORTEST_CERTAIN or near[0][0] != lower[0]:
        return False
    if len({word for word in one_edit_away(lower) if dictionary.may_suggest(word)}) > 1:
        return False
    return two_edits_away(lower, dictionary) <= set(near)


class Term(NamedTuple):
    """A name in its right form; `configured`, or learned from the site, which uses it `uses` times."""

    right: str
    uses: int
    configured: bool


class Terms:
    """The names that a site uses: those of the configuration, and those that it writes often with an inner capital."""

    def __init__(self, site: Site) -> None:
        self._dictionary = site.dictionary
        self._accepted = site.accepted
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        for post in site.posts.values():
            for word in post.words.names:
                text = word.text.removesuffix("'s")
                self._forms[text.lower()][text] += 1
        self._terms = {term.lower(): Term(term, 0, configured=True) for term in site.terms}
        for lower, forms in self._forms.items():
            right, count = max(forms.items(), key=lambda form: (form[1], form[0]))
            if lower not in self._terms and count >= ENOUGH_USES and INNER_CAPITAL.search(right):
                self._terms[lower] = Term(right, count, configured=False)

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms.values())

    def of(self, lower: str) -> Term | None:
        """The term that has these letters, whatever their case."""
        return self._terms.get(lower)
