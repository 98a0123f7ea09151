"""What the site as a whole tells about a strange word: what it was meant for, and whether it is right after all."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from lint.site.site import Site
from lint.site.words import SHORTEST, PlacedWord, key
from lint.spelling.dictionary import Dictionary
from lint.spelling.nearest import frequent_neighbours, nearest, one_edit_away, two_edits_away

ENOUGH_POSTS = 3
"""A strange word that so many other posts use, too, is a word of the site."""

_SHORT_LEVEL = 8  # the least level of a neighbour of a word as short as that
_LONG = 8  # from so many letters on a rare neighbour tells something, and two edits do
_SHORTEST_CERTAIN = 6  # letters; most shorter words have many others two edits away
_SHORTEST_KNOWN_NAME = 6  # letters of a name that may be a known misspelling
_SHORTEST_NEAR_NAME = 9  # letters of a name that may be a slip of a neighbour
_SHORT = 7  # letters; the last letter of a shorter word is hardly ever a slip for another
_PATH_WORD = re.compile(r"[^\W\d_]{4,}")


class Meant(NamedTuple):
    """What a strange word may have been meant for, likeliest first; `known` for a known misspelling.

    `certain` says that one word is so much likelier than any other that it may be put there without asking, `near` that
    the words are frequent and one edit away.
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
        self._proposals: dict[str, list[str]] = {}

    def excuses(self, word: PlacedWord, meant: Meant) -> bool:
        """Whether a strange word is right in spite of what is near it.

        The configuration accepts it; or it is no known misspelling, and the site uses it besides this post: in other
        posts, in code, addresses or file names; or it may be a name and is not plainly a slip of a longer word.
        """
        text = word.text
        same = key(text)
        if text.lower() in self._accepted or same in self._accepted:
            return True
        if not meant.known and (same in self._evident or self._posts[same] > ENOUGH_POSTS):
            return True
        return word.named and not self._is_slip(same, meant)

    def _is_slip(self, same: str, meant: Meant) -> bool:
        """Whether a word that is capitalised like a name looks like a slip of an ordinary word."""
        right = meant.words[0]
        shortest = _SHORTEST_KNOWN_NAME if meant.known else _SHORTEST_NEAR_NAME
        return (
            len(same) >= shortest
            and (meant.known or (meant.near and len(meant.words) == 1))
            and self._dictionary.frequent(right.lower())
            and right[0].lower() == same[0]
            and self._posts[same] <= 1
        )

    def meant(self, word: PlacedWord) -> Meant | None:
        """What a word may have been meant for, in its own case; None if nothing is near."""
        text = word.text
        if text not in self._meant:
            self._meant[text] = meant(text, self._dictionary)
        return self._meant[text]

    def proposals(self, word: PlacedWord) -> list[str]:
        """At most five texts to write instead, likeliest first, with the apostrophe that the author uses."""
        text = word.text
        found = self._proposals.get(text)
        if found is None:
            found = nearest(text, self._dictionary)
            if not found and text[-2:].lower() == "'s":
                found = [near + text[-2:] for near in nearest(text[:-2], self._dictionary)]
            self._proposals[text] = found
        return [near.replace("'", "’") for near in found] if "’" in word.written else found


def meant(text: str, dictionary: Dictionary) -> Meant | None:
    """What a strange word may have been meant for; None if it is no known misspelling and no word is near enough."""
    known = dictionary.corrections(text)
    lower = key(text)
    if known:
        return Meant(known, known=True, certain=len(known) == 1 and _is_likeliest(key(known[0]), lower, dictionary))
    if len(lower) < SHORTEST:
        return None
    frequent = frequent_neighbours(lower, dictionary)
    near = [word for word in frequent if _is_likely(lower, word, dictionary)]
    if not lower.isalpha():  # "does't" is, "l'oeuvre" is no slip
        near = [word for word in near if not word.isalpha()]
    if near:
        return Meant(tuple(near), known=False, certain=text == lower and _is_only(near, lower, dictionary))
    if len(lower) >= _LONG and lower.isalpha():
        rare = {word for word in one_edit_away(lower) if dictionary.may_suggest(word)}
        far = rare or two_edits_away(lower, dictionary)
        if far:
            return Meant(tuple(sorted(far)), known=False, certain=False, near=False)
    return None


def _is_likely(lower: str, near: str, dictionary: Dictionary) -> bool:
    """Whether fingers slip so: they seldom put a letter before a word, or end a short one with another letter."""
    if len(lower) <= SHORTEST and dictionary.level(near) < _SHORT_LEVEL:
        return False
    if lower[1:] == near and lower[0] != lower[1]:
        return False
    return len(lower) >= _SHORT or len(near) != len(lower) or lower[:-1] != near[:-1]


def _is_likeliest(right: str, lower: str, dictionary: Dictionary) -> bool:
    """Whether the slip is plain, or no word in common use is one edit away besides the listed correction."""
    if len(lower) >= _SHORTEST_CERTAIN and _is_plain_slip(lower, right):
        return True
    return not any(
        word != right and dictionary.level(word) > 0 and dictionary.may_suggest(word) for word in one_edit_away(lower)
    )


def _is_only(near: list[str], lower: str, dictionary: Dictionary) -> bool:
    """Whether no other word is one edit away, and the slip is plain or no other common word two edits away."""
    if len(near) > 1 or len(lower) < _SHORTEST_CERTAIN or near[0][0] != lower[0]:
        return False
    if len({word for word in one_edit_away(lower) if dictionary.may_suggest(word)}) > 1:
        return False
    return _is_plain_slip(lower, near[0]) or two_edits_away(lower, dictionary) <= set(near)


def _is_plain_slip(lower: str, right: str) -> bool:
    """Whether two letters are swapped, or one is doubled that is single, or the reverse."""
    if len(lower) == len(right):
        return sorted(lower) == sorted(right)
    shorter, longer = sorted((lower, right), key=len)
    return any(
        longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer))
    )
