"""What a strange word may have been meant for."""

from __future__ import annotations

from collections.abc import Sequence

from lint.records import NamedTuple
from lint.spelling.dictionary import TERM, Dictionary
from lint.spelling.nearest import completed, frequent_neighbours, neighbours, two_edits_away, unshifted

SHORTEST = 4
"""Letters of a word whose neighbours tell something; a shorter one can only be a known misspelling."""
_SHORT_LEVEL = 8  # the least level of a neighbour of a word as short as that
_LONG = 8  # from so many letters on a rare neighbour tells something, and two edits do
_SHORTEST_CERTAIN = 6  # letters; most shorter words have many others two edits away
_SHORT = 7  # letters; the last letter of a shorter word is hardly ever a slip for another


class Meant(NamedTuple):
    """What a strange word may have been meant for, likeliest first; `known` for a known misspelling.

    `certain` says that one word is so much likelier than any other that it may be put there without asking, `near` that
    the words are frequent and one edit away.
    """

    words: tuple[str, ...]
    known: bool
    certain: bool
    near: bool = True


def meant(text: str, dictionary: Dictionary) -> Meant | None:
    """What a strange word may have been meant for; None if it is no known misspelling and no word is near enough."""
    before, core, after = dictionary.grammar.split(text)
    lower = core.lower()
    if rights := known(text, dictionary):
        right = dictionary.grammar.split(rights[0])[1].lower()
        certain = len(rights) == 1 and right != lower and _is_likeliest(right, lower, dictionary)
        return Meant(rights, known=True, certain=certain)
    if len(lower) < SHORTEST:
        return None
    if dictionary.suggest:
        # A compound may have many near ones that nobody ever wrote; the first is what the program deems likeliest.
        first = frequent_neighbours(core, dictionary)[:1]
        return Meant((before + first[0] + after,), known=False, certain=False) if first else None
    frequent = frequent_neighbours(lower, dictionary)
    near = [word for word in frequent if _is_likely(lower, word, dictionary)]
    if not lower.isalpha():  # "does't" is, "l'oeuvre" is no slip
        near = [word for word in near if not word.isalpha()]
    if near:
        certain = dictionary.ranked and text == before + lower + after and _is_only(near, lower, dictionary)
        return Meant(tuple(near), known=False, certain=certain)
    if len(lower) >= _SHORTEST_CERTAIN and (terms := _terms_near(lower, dictionary)):
        return Meant((before + terms[0] + after,), known=False, certain=False)
    if len(lower) >= _LONG and lower.isalpha():
        far = set(neighbours(lower, dictionary)) or two_edits_away(lower, dictionary)
        if far:
            return Meant(tuple(sorted(far)), known=False, certain=False, near=False)
    if whole := completed(core, dictionary):
        return Meant((before + whole + after,), known=False, certain=False, near=False)
    return None


def known(text: str, dictionary: Dictionary) -> tuple[str, ...]:
    """What a known misspelling, or a word with the shift key held too long, stands for; () for any other word."""
    rights = dictionary.corrections(text)
    if rights:
        return rights
    before, core, after = dictionary.grammar.split(text)
    shifted = unshifted(core, dictionary)
    return (before + shifted + after,) if shifted else ()


def _terms_near(lower: str, dictionary: Dictionary) -> list[str]:
    """The terms of computing that a word is a plain slip of, though they are rare elsewhere: "adddon", "polyfil"."""
    near = neighbours(lower, dictionary)
    return [word for word in near if dictionary.known_as(word) & TERM and is_plain_slip(lower, word)]


def _is_likely(lower: str, near: str, dictionary: Dictionary) -> bool:
    """Whether fingers slip so: they seldom put a letter before a word, or end a short one with another letter."""
    if len(lower) <= SHORTEST and dictionary.level(near) < _SHORT_LEVEL:
        return False
    if lower[1:] == near and lower[0] != lower[1]:
        return False
    return len(lower) >= _SHORT or len(near) != len(lower) or lower[:-1] != near[:-1]


def _is_likeliest(right: str, lower: str, dictionary: Dictionary) -> bool:
    """Whether the slip is plain, or no word in common use is one edit away besides the listed correction."""
    if len(lower) >= _SHORTEST_CERTAIN and is_plain_slip(lower, right):
        return True
    return not any(word != right and dictionary.level(word) > 0 for word in neighbours(lower, dictionary))


def _is_only(near: Sequence[str], lower: str, dictionary: Dictionary) -> bool:
    """Whether no other word is one edit away, and the slip is plain or no other common word two edits away."""
    if len(near) > 1 or len(lower) < _SHORTEST_CERTAIN or near[0][0] != lower[0]:
        return False
    if len(neighbours(lower, dictionary)) > 1 or not set(filter(str.isalpha, lower)) <= set(dictionary.grammar.letters):
        return False  # a letter of another alphabet is shown on purpose, often
    return is_plain_slip(lower, near[0]) or two_edits_away(lower, dictionary) <= set(near)


def is_plain_slip(lower: str, right: str) -> bool:
    """Whether two letters are swapped, or one is doubled that is single, or the reverse."""
    if len(lower) == len(right):
        return sorted(lower) == sorted(right)
    shorter, longer = sorted((lower, right), key=len)
    return any(
        longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer))
    )
