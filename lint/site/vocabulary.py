"""What the site as a whole tells about a strange word: what it was meant for, and whether it is right after all."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from lint.regex import regex
from lint.site.site import Site
from lint.site.strange import key
from lint.site.words import PlacedWord
from lint.spelling.dictionary import Dictionary
from lint.spelling.meant import Meant, is_plain_slip, known, meant
from lint.spelling.nearest import nearest
from lint.spelling.reasons import Reason

ENOUGH_POSTS = 3
"""A strange word that so many other posts use, too, is a word of the site."""

_SHORTEST_KNOWN_NAME = 6  # letters of a name that may be a known misspelling
_SHORTEST_SLIP = 8  # letters of a name with a doubled or swapped letter
_SHORTEST_NEAR_NAME = 9  # letters of a name that may be a slip of a neighbour
_NAME_USES = 2  # a capitalised word that is written as often at any place is a name, not a slip at a sentence's start
_PATH_WORD = regex(r"[^\W\d_]{4,}")


class Vocabulary:
    """The strange words of a site. Everything is looked up once for each different word; make one for each run."""

    def __init__(self, site: Site) -> None:
        self._dictionaries = site.dictionaries
        self._accepted = site.accepted
        self._site = site
        wanted = {key(word.text) for post in site.reported for word in post.words.suspects}
        self._posts: Counter[str] = Counter()
        self._terms = {key(term) for term in site.terms}
        self._evident: set[str] = set()
        capitalised = {word.text for post in site.reported for word in post.words.suspects if word.text[0].isupper()}
        self._names = Counter(
            word.written for post in site.posts.values() for word in post.words.names if word.written in capitalised
        )
        paths: Counter[str] = Counter()
        for path, post in site.posts.items():
            self._posts.update(wanted.intersection(post.words.strange.split()))
            self._evident |= wanted.intersection(post.words.evidence.split())
            paths.update(wanted.intersection(_PATH_WORD.findall(path.lower())))
        # The post's own file is often named by its title, mistakes and all.
        self._evident |= {word for word, count in paths.items() if count > 1}
        self._slips = Counter(word.compound for post in site.posts.values() for word in post.words.slips)
        self._meant: dict[tuple[str, str], Meant | None] = {}
        self._right: dict[tuple[str, bool, str, str], Reason | None] = {}
        self._proposals: dict[tuple[str, str], list[str]] = {}

    def why_right(self, word: PlacedWord) -> Reason | None:
        """Why a strange word is right in spite of what is near it, or None.

        Something speaks for it; or nothing is near; or it may be a name and is not plainly a slip of a longer word.
        """
        asked = word.written, word.named, word.language, word.compound
        if asked not in self._right:
            self._right[asked] = self._judged(word)
        return self._right[asked]

    def _judged(self, word: PlacedWord) -> Reason | None:
        reason = self.speaks_for(word)
        if reason:
            return reason
        if word.named and not self._is_long_enough(word):
            return Reason.NAMED  # as most names are: nothing near need be looked for
        near = self.meant(word)
        if near is None:
            return Reason.NOTHING_NEAR
        is_name = not near.known and self._names[word.text] >= _NAME_USES
        if is_name and not is_plain_slip(key(word.text), near.words[0].lower()):
            return Reason.NAMED
        return Reason.NAMED if word.named and not self._is_slip(word, key(word.text), near) else None

    def speaks_for(self, word: PlacedWord) -> Reason | None:
        """What speaks for a strange word, whatever is near it, or None.

        The configuration accepts it; or it is no known misspelling, and the site uses it besides this post: in other
        posts, in code, addresses or file names. Quick: nothing near is looked for.
        """
        same = key(word.text)
        whole = word.compound.strip("-")
        if self._accepted.has(word.text, word.language) or (whole and self._accepted.has(whole, word.language)):
            return Reason.ACCEPTED
        if same in self._terms:
            reason = Reason.TERM
        elif same in self._evident:
            reason = Reason.SITE_EVIDENCE
        elif self._posts[same] > ENOUGH_POSTS:
            reason = Reason.POSTS
        else:
            return None
        return None if known(word.text, self._dictionary(word)) else reason

    def correction(self, word: PlacedWord) -> str | None:
        """What a slip of a post was meant for; None where the site accepts it, or has the same name in code again."""
        same = key(word.text)
        again = word.compound != "" and self._slips[word.compound] > 1
        if again or same in self._terms or self._accepted.has(word.text, word.language):
            return None
        return next(iter(self._dictionary(word).corrections(word.text)), None)

    def _is_long_enough(self, word: PlacedWord) -> bool:
        """Whether `_is_slip` may say so of a word that is capitalised like a name."""
        same = key(word.text)
        if self._posts[same] > 1 or len(same) < _SHORTEST_KNOWN_NAME:
            return False
        return len(same) >= _SHORTEST_SLIP or bool(known(word.text, self._dictionary(word)))

    def _is_slip(self, word: PlacedWord, same: str, meant: Meant) -> bool:
        """Whether a word that is capitalised like a name looks like a slip of an ordinary word."""
        right = meant.words[0].lower()
        dictionary = self._dictionary(word)
        plain = is_plain_slip(same, right)
        if plain and not meant.known:
            shortest = _SHORTEST_SLIP
        else:
            shortest = _SHORTEST_KNOWN_NAME if meant.known else _SHORTEST_NEAR_NAME
        return (
            len(same) >= shortest
            and (meant.known or (meant.near and (plain or len(meant.words) == 1)))
            and (
                dictionary.frequent(meant.words[0] if dictionary.grammar.nouns_capitalised else right)
                or (meant.known and dictionary.ordinary(meant.words[0]))
            )
            and right[0] == same[0]
            and self._posts[same] <= 1
        )

    def _dictionary(self, word: PlacedWord) -> Dictionary:
        found = self._dictionaries.of(word.language)
        assert found is not None, f"a strange word of {word.language}, which has no dictionary"
        return found

    def meant(self, word: PlacedWord) -> Meant | None:
        """What a word may have been meant for, in its own case; None if nothing is near."""
        asked = (word.text, word.language)
        if asked not in self._meant:
            self._meant[asked] = meant(word.text, self._dictionary(word))
        return self._meant[asked]

    def proposals(self, word: PlacedWord) -> list[str]:
        """At most five texts to write instead, likeliest first, with the apostrophe that the author uses."""
        asked = (word.text, word.language)
        found = self._proposals.get(asked)
        if found is None:
            dictionary = self._dictionary(word)
            found = nearest(word.text, dictionary, self._own)
            if not found:
                before, core, after = dictionary.grammar.split(word.text)
                if before or after:
                    found = [before + near + after for near in nearest(core, dictionary, self._own)]
            self._proposals[asked] = found
        return [near.replace("'", "’") for near in found] if "’" in word.written else found

    @cached_property
    def _own(self) -> frozenset[str]:
        """The strange words, in lower case, that many posts use: they may be meant where something near is written."""
        counts: Counter[str] = Counter()
        for post in self._site.posts.values():
            counts.update(post.words.strange.split())
        return frozenset(word for word, count in counts.items() if count > ENOUGH_POSTS)
