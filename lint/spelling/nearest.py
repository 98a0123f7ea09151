"""The words near a misspelt one, likeliest first: edits as fingers make them, weighed with how often words are used."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import lru_cache

from lint.regex import regex
from lint.spelling.dictionary import Dictionary, in_case_of, unaccented
from lint.spelling.grammar import LATIN

_LONGEST = 40  # code points; nothing longer is a slip of a word
_LONG = 8  # from this length on a word may hold two slips
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MOST = 5
_SHIFTED = regex("[A-Z]{2}[a-z]+")
_ENDINGS_OF_ACRONYMS = frozenset({"s", "es", "ed", "d", "er", "ing"})
_SHORTEST_STUMP = 6  # letters of a word whose end is missing; a shorter one may be an abbreviation
_COMMON = 5  # the level of some 17,000 words
_ACCENTS = 2  # letters whose accents are changed at most
_MOST_ACCENTED = 2_000
_ACCENT_SLIP = 0.4
_OWN = 0.3  # how much likelier a word is that the site uses elsewhere


def _neighbours() -> dict[str, str]:
    """For each key the keys that touch it on a QWERTY keyboard, whose rows are shifted by half a key."""
    near: dict[str, set[str]] = {letter: set() for letter in LATIN}
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


def one_edit_away(word: str, letters: str = LATIN, kept: int | None = None) -> list[str]:
    """Every text one insertion, deletion, replacement or swap of neighbours away, in these letters.

    With 26 letters about 54 times the length of `word`; repetitions occur. A capital is an edit of its own and not
    made here. At most `kept` letters stay in front of the edit.
    """
    kept = len(word) if kept is None else kept
    found: list[str] = []
    for i in range(min(kept + 1, len(word))):
        found.append(word[:i] + word[i + 1 :])
        if i + 1 < len(word) and word[i] != word[i + 1]:
            found.append(word[:i] + word[i + 1] + word[i] + word[i + 2 :])
    for i in range(kept + 1):
        head, tail, rest = word[:i], word[i:], word[i + 1 :]
        found += [head + letter + tail for letter in letters]
        if tail:
            first = tail[0]
            found += [head + letter + rest for letter in letters if letter != first]
    return found


def distance(a: str, b: str, limit: int) -> int:
    """Edits between two words (swaps of neighbours count one; optimal string alignment), or limit + 1 if more.

    Compares only the band of the table that can stay within the limit: time grows with length times limit.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    start, end = 0, 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    far = limit + 1
    if not a or not b:
        return max(len(a), len(b))
    if limit == 1:  # no more than one letter for another, or two that are swapped
        return 1 if len(a) == len(b) == 1 or (len(a) == 2 and a == b[::-1]) else far
    if limit == 2:  # the first letters differ: an edit of one of them, and one more behind it
        fewest = min(distance(a[1:], b[1:], 1), distance(a[1:], b, 1), distance(a, b[1:], 1))
        if fewest > 0 and len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
            fewest = min(fewest, distance(a[2:], b[2:], 1))
        return min(fewest + 1, far)
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


def accented(word: str, accents: Mapping[str, str]) -> set[str]:
    """The word (in lower case) with up to two letters' accents changed; at most 2,000 texts, `word` left out."""
    found = {word}
    for _ in range(_ACCENTS):
        found |= {
            one[:i] + other + one[i + 1 :]
            for one in found
            for i in range(len(one))
            for other in accents.get(one[i], "")
        }
        if len(found) > _MOST_ACCENTED:
            break
    return set(sorted(found - {word})[:_MOST_ACCENTED])


def _neighbourhood(lower: str, dictionary: Dictionary) -> set[str]:
    """The texts one slip from a word: one edit, or accents left out; nouns with their capital where they have one."""
    grammar = dictionary.grammar
    near = set(one_edit_away(lower, grammar.letters)) - {lower}
    if grammar.accents:
        near |= accented(lower, grammar.accents)
    if grammar.nouns_capitalised:
        near |= set(map(str.capitalize, near))
    return near


@lru_cache(maxsize=4_096)  # the same is asked of a word several times, with other wishes
def _entries_near(lower: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The entries one slip from a word, in no order."""
    grammar = dictionary.grammar
    if not grammar.english:  # accents, capitals, and conversions of whole words
        return tuple(dictionary.entries(_neighbourhood(lower, dictionary)))
    # No entry begins with more letters of a word than that, so no more stay in front of an edit.
    texts = set(one_edit_away(lower, grammar.letters, dictionary.reach(lower)))
    return tuple(dictionary.entries(texts - {lower}))


def neighbours(word: str, dictionary: Dictionary) -> list[str]:
    """The words fit to be proposed that are one slip from `word`, likeliest first, as the dictionary has them."""
    return _near(word, dictionary, dictionary.may_suggest)


def frequent_neighbours(word: str, dictionary: Dictionary) -> list[str]:
    """The frequent words one slip from `word`, likeliest first, as the dictionary has them."""
    return _near(word, dictionary, dictionary.frequent)


def _near(word: str, dictionary: Dictionary, wanted: Callable[[str], bool]) -> list[str]:
    if not 1 < len(word) <= _LONGEST:
        return []
    if dictionary.suggest:
        return _asked(word, dictionary.suggest)
    lower = word.lower()
    found = filter(wanted, _entries_near(lower, dictionary))
    return sorted(found, key=lambda near: (_cost(lower, near, dictionary), near))


def unshifted(word: str, dictionary: Dictionary) -> str:
    """The common word that was meant where the shift key was held too long ("THe"); "" for anything else."""
    if not _SHIFTED.fullmatch(word) or word[2:] in _ENDINGS_OF_ACRONYMS:
        return ""
    return word.capitalize() if dictionary.level(word.lower()) >= _COMMON else ""


def completed(word: str, dictionary: Dictionary) -> str:
    """The word of which one or two letters at the end are missing ("mismat"); "" where there is none or a choice."""
    if not _SHORTEST_STUMP <= len(word) <= _LONGEST or not word.islower() or not dictionary.ranked:
        return ""
    longer = list(filter(dictionary.may_suggest, dictionary.starting_with(word)))
    whole = min(longer, key=len, default="")
    if len(whole) > len(word) + 2 or not all(other.startswith(whole) for other in longer):
        return ""
    return whole if dictionary.level(whole) > 0 else ""


def doubles_a_letter(word: str, dictionary: Dictionary) -> bool:
    """Whether a frequent word remains when one of two equal letters beside one another is taken away."""
    if len(word) > _LONGEST:
        return False
    lower = word.lower()
    shorter = {lower[:i] + lower[i + 1 :] for i in range(1, len(lower)) if lower[i] == lower[i - 1]}
    return any(map(dictionary.frequent, shorter))


def _asked(word: str, suggest: Callable[[str], list[str]]) -> list[str]:
    """What another program proposes, as far as it is one slip away, its likeliest first."""
    lower = word.lower()
    return [near for near in suggest(word) if 0 < distance(lower, near.lower(), 1) <= 1]


def nearest(word: str, dictionary: Dictionary, extra: Container[str] = ()) -> list[str]:
    """At most five words that may have been meant, likeliest first, in the case of `word`.

    Known corrections come first. One edit is tried for every word, two for words of eight letters or more, whose
    first three letters are then taken as right (in any order). `extra` holds the site's own words, in lower case.
    """
    if not 1 < len(word) <= _LONGEST:
        return []
    lower = word.lower()
    if shifted := unshifted(word, dictionary):
        return [shifted]
    if dictionary.suggest:
        return _asked(word, dictionary.suggest)[:_MOST]
    chosen = sorted(dictionary.corrections(lower), key=lambda w: (_cost(lower, w, dictionary), w))
    texts = _neighbourhood(lower, dictionary)
    near = set(filter(dictionary.may_suggest, _entries_near(lower, dictionary))) | {w for w in texts if w in extra}
    if len(lower) > 3:  # shorter names are chemical elements and the like
        near |= set(filter(dictionary.may_suggest, dictionary.entries(map(str.capitalize, texts))))
    if len(lower) >= _LONG and not any(dictionary.frequent(w) for w in near):
        near |= two_edits_away(lower, dictionary)
    if not near and (whole := completed(word, dictionary)):
        near.add(whole)
    ranked = sorted(near - {lower, word}, key=lambda w: (_cost(lower, w, dictionary) - _OWN * (w in extra), w))
    for candidate in ranked:
        if candidate not in chosen:
            chosen.append(candidate)
    return list(dict.fromkeys(in_case_of(word, right) for right in chosen))[:_MOST]


@lru_cache(maxsize=1_024)
def two_edits_away(word: str, dictionary: Dictionary) -> frozenset[str]:
    """Frequent words at most two edits away that share the first three letters, or nearly so.

    Two of the three may be swapped, and the third may be another vowel, or one of the two letters that follow.
    """
    starts = {word[:3], word[1] + word[0] + word[2], word[0] + word[2] + word[1]}
    starts |= {word[:2] + other for other in word[3:5] + ("aeiou" if word[2] in _VOWELS else "")}
    letters = set(word)
    found: set[str] = set()
    for start in starts:
        for candidate in dictionary.frequent_starting_with(start):
            if abs(len(candidate) - len(word)) > 2 or len(letters.symmetric_difference(candidate)) > 4:
                continue
            if distance(word, candidate, 2) <= 2:
                found.add(candidate)
    return frozenset(found)


def _cost(wrong: str, right: str, dictionary: Dictionary) -> float:
    """Smaller is likelier. Slips of the fingers cost less than a strange letter; a common word costs less."""
    right_lower = right.lower()
    if not right_lower.isascii() and unaccented(right_lower) == unaccented(wrong):
        return _ACCENT_SLIP - 0.08 * dictionary.level(right)
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
        # A letter is left out more often than one too many is typed.
        return (0.5 if doubled else 0.85 if typed else 0.75) + first
    if len(typed) == len(meant) == 1:
        if meant in _NEAR_KEYS.get(typed, ""):
            return 0.85 + first
        return (0.85 if typed in _VOWELS and meant in _VOWELS else 1.1) + first
    return 0.9 * distance(wrong, right, 3) + first
