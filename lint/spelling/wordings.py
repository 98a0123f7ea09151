"""Words and phrases that a style guide would rather not see, with what may be written instead. Pure.

The lists lie in wording/, one entry a line; scripts/build-wording makes them. They are read when a rule first asks.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from lint.records import NamedTuple

# A hyphen or an apostrophe within a word makes no other word of it: "man-hour", "Down's".
_WORD = r"[^\W_]+(?:['’-][^\W_]+)*"
_JOINTS = str.maketrans("", "", "'’-")
_GAP = r"[ \t\r\n\x02]+"

Wordings = Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""By their first word in lower case, without hyphens and apostrophes: phrases, the longest first, with suggestions."""


class Wording(NamedTuple):
    """A listed phrase in a text: where it stands (code points), as it is listed, and what may be written instead."""

    start: int
    end: int
    listed: str
    suggestions: tuple[str, ...]


@lru_cache(maxsize=4)
def listed(name: str) -> Wordings:
    """A list that ships with the program: "weasel-words" or "insensitive-words"."""
    data = pkgutil.get_data("lint.spelling", f"wording/{name}.txt")
    assert data is not None, "the lists are a part of the package"
    return wordings(data.decode("utf-8").splitlines())


def wordings(lines: Iterable[str]) -> Wordings:
    """Reads entries such as "manned: staffed, crewed"."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for line in lines:
        phrase, _, suggestions = line.partition(": ")
        entry = (phrase, tuple(suggestions.split(", ")) if suggestions else ())
        words = _plain(phrase).split()
        # "wheelchair-bound" is one word to the reader of this text.
        for first in sorted({words[0], _joined(phrase)}):
            found.setdefault(first, []).append(entry)
    return {first: tuple(sorted(entries, key=lambda one: (-len(one[0]), one[0]))) for first, entries in found.items()}


def find(prose: str, known: Wordings, allowed: frozenset[str] = frozenset()) -> Iterator[Wording]:
    """Yields the listed phrases in a prose mask, in order; an entry with a capital wants that capital.

    What is allowed is so with and without its hyphens and spaces.
    """
    done, fine = 0, {_joined(phrase) for phrase in allowed}
    for word in re.finditer(_WORD, prose):
        first = word.group()
        first = first.lower() if first.isalpha() else _plain(first)
        if first not in known or word.start() < done:
            continue
        for phrase, suggestions in known[first]:
            end = _end(prose, word, phrase)
            if (
                not end
                or _joined(phrase) in fine
                or (phrase != phrase.lower() and not prose.startswith(phrase, word.start()))
            ):
                continue
            yield Wording(word.start(), end, phrase, suggestions)
            done = end
            break


def _end(prose: str, word: re.Match[str], phrase: str) -> int:
    """Where the phrase ends that begins with this word; 0 where another follows."""
    if _plain(word.group()) == _joined(phrase):
        return word.end()
    end = word.end()
    for part in _plain(phrase).split()[1:]:
        following = re.compile(rf"{_GAP}({_WORD})").match(prose, end)
        if not following or _plain(following[1]) != part:
            return 0
        end = following.end()
    return end


def _plain(text: str) -> str:
    return text.translate(_JOINTS).lower()


def _joined(phrase: str) -> str:
    return _plain(phrase).replace(" ", "")
