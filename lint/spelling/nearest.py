"""The words near a misspelt one, likeliest first: edits as fingers make them, weighed with how often words are used."""

from __future__ import annotations

from collections.abc import Container, Iterator

from lint.spelling.dictionary import Dictionary, in_case_of

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 40  # code points; nothing longer is a slip of a word
_LONG = 8  # from this length on a word may hold two slips
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MOST = 5


def _neighbours() -> dict[str, str]:
    """For each key the keys that touch it on a QWERTY keyboard, whose rows are shifted by half a key."""
    near: dict[str, set[str]] = {letter: set() for letter in _LETTERS}
    for y, row in enumerate(_ROWS):
        for x, key in enumerate(row):
            beside = [row[x - 1] if x else "", row[x + 1] if x + 1 < len(row) else ""]
            below = _ROWS[y + 1] if y + 1 < len(_ROWS) else ""
            for other in [*beside, *below[max(0, x - 1) : x + 1]]:
                if other:
                    near[key].add(other)
                    near[other].add(key)
    return {key: "".join(sorted(others)) for key, others in near.items()}


_NEAR_KEYS = _neighbours()
_VOWELS = frozenset("aeiouy")


def one_edit_away(word: str) -> Iterator[str]:
    """Every text one insertion, deletion, replacement or swap of neighbours away, in letters a to z.

    About 54 times the length of `word`; repetitions occur. A capital is an edit of its own and not made here.
    """
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
        if i + 1 < len(word) and word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    for i in range(len(word) + 1):
        head, tail, rest = word[:i], word[i:], word[i + 1 :]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and letter != tail[0]:
                yield head + letter + rest


def distance(a: str, b: str, limit: int) -> int:
    """Edits between two words (swaps of neighbours count one; optimal string alignment), or limit + 1 if more.

    Compares only the band of the table that can stay within the limit: time grows with length times limit.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    far = limit + 1
    before: list[int] = []
    last = [j if j <= limit else far for j in range(len(b) + 1)]
    for i, letter in enumerate(a, 1):
        row = [far] * (len(b) + 1)
        if i <= limit:
            row[0] = i
        for j in range(max(1, i - limit), min(len(b), i + limit) + 1):
            other = b[j - 1]
            best = min(last[j - 1] + (letter != other), last[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                best = min(best, before[j - 2] + 1)
            row[j] = best
        if min(row) > limit:
            return far
        before, last = last, row
    return min(last[-1], far)


def frequent_neighbours(word: str, dictionary: Dictionary) -> list[str]:
    """The frequent words exactly one edit from `word`, likeliest first, in lower case."""
    if not 1 < len(word) <= _LONGEST:
        return []
    lower = word.lower()
    found = {near for near in one_edit_away(lower) if dictionary.frequent(near)}
    return sorted(found - {lower}, key=lambda near: (_cost(lower, near, dictionary), near))


def nearest(word: str, dictionary: Dictionary, extra: Container[str] = ()) -> list[str]:
    """At most five words that may have been meant, likeliest first, in the case of `word`.

    Known corrections come first. One edit is tried for every word, two for words of eight letters or more, whose
    first three letters are then taken as right (in any order). `extra` holds the site's own words.
    """
    if not 1 < len(word) <= _LONGEST:
        return []
    lower = word.lower()
    chosen = sorted(dictionary.corrections(lower), key=lambda w: (_cost(lower, w, dictionary), w))
    near = {w for w in one_edit_away(lower) if dictionary.may_suggest(w) or w in extra}
    if len(lower) > 3:  # shorter names are chemical elements and the like
        near |= {name for name in map(str.capitalize, one_edit_away(lower)) if dictionary.may_suggest(name)}
    if len(lower) >= _LONG and not any(dictionary.frequent(w) for w in near):
        near |= two_edits_away(lower, dictionary)
    ranked = sorted(near - {lower, word}, key=lambda w: (_cost(lower, w, dictionary), w))
    for candidate in ranked:
        if candidate not in chosen:
            chosen.append(candidate)
    return [in_case_of(word, right) for right in chosen[:_MOST]]


def two_edits_away(word: str, dictionary: Dictionary) -> set[str]:
    """Frequent words at most two edits away that share the first three letters, or swap two of them."""
    starts = {word[:3], word[1] + word[0] + word[2], word[0] + word[2] + word[1], word[:2] + word[3]}
    letters = set(word)
    found: set[str] = set()
    for start in starts:
        for candidate in dictionary.starting_with(start):
            if abs(len(candidate) - len(word)) > 2 or len(letters.symmetric_difference(candidate)) > 4:
                continue
            if dictionary.frequent(candidate) and distance(word, candidate, 2) <= 2:
                found.add(candidate)
    return found


def _cost(wrong: str, right: str, dictionary: Dictionary) -> float:
    """Smaller is likelier. Slips of the fingers cost less than a strange letter; a common word costs less."""
    right_lower = right.lower()
    return _slip(wrong, right_lower) - 0.08 * dictionary.level(right)


def _slip(wrong: str, right: str) -> float:
    """The weight of the difference: what lies between the parts that the two words share at both ends."""
    start = 0
    while start < min(len(wrong), len(right)) and wrong[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(wrong), len(right)) - start and wrong[-1 - end] == right[-1 - end]:
        end += 1
    typed, meant = wrong[start : len(wrong) - end], right[start : len(right) - end]
    first = 0.4 if start == 0 else 0.0  # people seldom miss the first letter
    if len(typed) == 2 and typed == meant[::-1]:
        return 0.6 + first
    if len(typed) + len(meant) == 1:
        letter = typed or meant
        doubled = letter in (wrong[max(0, start - 1) : start], wrong[start + len(typed) :][:1])
        return (0.5 if doubled else 0.8) + first
    if len(typed) == len(meant) == 1:
        if meant in _NEAR_KEYS.get(typed, ""):
            return 0.8 + first
        return (0.85 if typed in _VOWELS and meant in _VOWELS else 1.1) + first
    return 0.9 * distance(wrong, right, 3) + first
