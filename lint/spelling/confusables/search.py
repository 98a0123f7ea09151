"""Finds confused words in the prose of an English post.

A look at each run of letters says whether any pattern is anchored there, and which words beside it would let one fit;
only where they stand is a pattern tried. The looks are kept from post to post, for the words of a site come again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from lint.regex import regex
from lint.spelling.confusables.patterns import EDGES, Pattern, fits, meaning, token
from lint.spelling.word_classes import NAMES, classes

_BREAKS = regex("\0+")
_BLOCK = regex("[^\0]+")
_RUN = regex(r"[^\s\0]+")
_INVISIBLE = "\x02"
_MARGIN = ("\0",) * 12
"""Breaks on both ends, more than a pattern is long."""
_OFTEN = 5
"""The commonness from which on a word tells little, though it must stand there."""
_KEPT = 50_000
"""Different runs whose look is kept: some 8 MB."""


class Confusion(NamedTuple):
    """`wrong` stands at code points `start` to `end` of the prose, in `phrase`; one of `meant` is meant."""

    start: int
    end: int
    wrong: str
    meant: tuple[str, ...]
    phrase: str


Beside = tuple[tuple[int, dict[str, tuple[Pattern, ...]]], ...]
"""So many runs away, and the patterns by the word that must stand there."""


class Gate(NamedTuple):
    """The patterns that are anchored at a word: those that need a certain word before or behind it, and the others."""

    before: Beside = ()
    behind: Beside = ()
    always: tuple[Pattern, ...] = ()


def gate_of(patterns: Sequence[Pattern]) -> Gate:
    """Sorts patterns by the rarest word that they need beside their anchor."""
    beside: dict[int, dict[str, tuple[Pattern, ...]]] = {}
    always: list[Pattern] = []
    for pattern in patterns:
        places = [i for i, element in enumerate(pattern.elements) if element.literal and i != pattern.anchor]
        if not places:
            always.append(pattern)
            continue
        key = min(places, key=lambda i: (pattern.elements[i].commonness > _OFTEN, abs(i - pattern.anchor)))
        words = beside.setdefault(pattern.offset(key), {})
        for word in pattern.elements[key].words:
            words[word] = (*words.get(word, ()), pattern)
    sides = sorted(beside.items())
    before = tuple([side for side in sides if side[0] < 0])
    return Gate(before, tuple(sides[len(before) :]), tuple(always))


class Index(dict[str, Gate | None]):
    """Run → its gate, or None where no pattern is anchored. Filled as runs come."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        super().__init__()
        self._words: dict[str, list[Pattern]] = defaultdict(list)
        self._classes: dict[int, list[Pattern]] = defaultdict(list)
        self._gates: dict[tuple[int, str], Gate | None] = {}
        for pattern in patterns:
            anchor = pattern.elements[pattern.anchor]
            for word in anchor.words:
                self._words[word].append(pattern)
            for bit in NAMES.values():
                if anchor.mask & bit:
                    self._classes[bit].append(pattern)
        self._bits = sum(self._classes)

    def __missing__(self, run: str) -> Gate | None:
        if len(self) >= _KEPT:
            self.clear()
        word = run if run.isalpha() else run.strip(EDGES).replace("’", "'")
        self[run] = gate = self._gate(word) if word.isascii() else None
        return gate

    def _gate(self, word: str) -> Gate | None:
        own = word if word in self._words else ""
        bits = classes(word) & self._bits if word.isalpha() else 0
        if not bits and not own:
            return None
        if (bits, own) not in self._gates:
            found = list(self._words.get(own, ()))
            for bit, patterns in self._classes.items():
                if bits & bit:
                    found += [pattern for pattern in patterns if pattern not in found]
            self._gates[bits, own] = gate_of(found)
        return self._gates[bits, own]


class _Bare(dict[str, str]):
    """Run → its word, without the marks at its edges. Filled as runs come."""

    def __missing__(self, run: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        self[run] = word = run if run.isalpha() else token(run).word
        return word


_bare = _Bare()


@lru_cache(maxsize=1)
def index() -> Index:
    """The index of all tables."""
    from lint.spelling.confusables import tables

    return Index(tables.patterns())


def find(prose: str) -> Iterator[Confusion]:
    """The confused words of `Post.prose`, in order; none overlap."""
    lower = prose.lower()
    if _INVISIBLE in lower:
        lower = lower.replace(_INVISIBLE, "")
    runs = [*_MARGIN, *_BREAKS.sub(" \0 ", lower).split(), *_MARGIN]
    spans = _Spans(prose, runs)
    done = -1
    for place, pattern in _matches(runs):
        first = place + pattern.offset(pattern.first)
        if first > done and (found := _confusion(pattern, prose, spans, runs, first)):
            done = place + pattern.offset(pattern.last)
            yield found


def _matches(runs: Sequence[str]) -> Iterator[tuple[int, Pattern]]:
    """The patterns that fit, with the place of their anchor, in order."""
    known = list(map(index().__getitem__, runs))
    places = list(compress(range(len(runs)), known))
    gates: list[Gate] = list(filter(None, known))
    words = list(map(_bare.__getitem__, runs))  # a mark may stand behind a row, but not within it
    found = [(place, gate.always) for place, gate in zip(places, gates, strict=True) if gate.always]
    found += [
        (place, beside[runs[place + offset]])
        for place, (before, _, _) in zip(places, gates, strict=True)
        for offset, beside in before
        if runs[place + offset] in beside
    ]
    found += [
        (place, beside[words[place + offset]])
        for place, (_, behind, _) in zip(places, gates, strict=True)
        for offset, beside in behind
        if words[place + offset] in beside
    ]
    found.sort(key=itemgetter(0))
    for place, patterns in found:
        for pattern in patterns:
            if fits(pattern, runs, place):
                yield place, pattern


class _Spans:
    """The spans of runs in the prose; only the blocks in which one is asked for are looked through."""

    def __init__(self, prose: str, runs: Sequence[str]) -> None:
        self._prose = prose
        self._runs = runs
        self._blocks: list[tuple[int, int]] | None = None
        self._breaks: list[int] = []
        self._known: dict[int, list[tuple[int, int]]] = {}

    def __getitem__(self, run: int) -> tuple[int, int]:
        """The span of a run that is no break."""
        if self._blocks is None:
            self._blocks = [block.span() for block in _BLOCK.finditer(self._prose)]
            # The margin is breaks, too; a prose that begins with a break has one before its first block.
            self._breaks = [i for i, one in enumerate(self._runs) if one == "\0"]
            self._first = len(_MARGIN) + self._prose.startswith("\0")
        number = bisect_left(self._breaks, run)
        if number not in self._known:
            start, end = self._blocks[number - self._first]
            runs = _RUN.finditer(self._prose, start, end)
            self._known[number] = [one.span() for one in runs if one.group().strip(_INVISIBLE)]
        return self._known[number][run - self._breaks[number - 1] - 1]


def _confusion(pattern: Pattern, prose: str, spans: _Spans, runs: Sequence[str], first: int) -> Confusion | None:
    """The confusion at runs[first]; None where it is a name, or markup stands within it."""
    last = first + pattern.last - pattern.first
    words = [token(run).word for run in runs[first : last + 1]]
    start, end = _inner(prose, spans[first])[0], _inner(prose, spans[last])[1]
    wrong = prose[start:end]
    if _INVISIBLE in wrong or wrong.replace("’", "'").lower() != " ".join(words).lower().replace("’", "'"):
        wrong = " ".join(wrong.split())
        if wrong.replace("’", "'").lower() != " ".join(words):
            return None
    plain = wrong.replace("’", "'")
    if not plain.islower() and not _opens(runs, first, plain):
        return None
    low = max(0, first - _before(pattern))
    if any(prose[slice(*_inner(prose, spans[i]))] == "A" and not _opens(runs, i, "A") for i in range(low, first)):
        return None  # a letter: "their A records"
    meant = tuple(_like(plain, meaning(one, words)) for one in pattern.meant)
    high = last + _after(pattern)
    return Confusion(
        start, end, wrong, meant, _shown(prose[_inner(prose, spans[low])[0] : _inner(prose, spans[high])[1]])
    )


def _before(pattern: Pattern) -> int:
    return sum(not element.sign for element in pattern.elements[: pattern.first])


def _after(pattern: Pattern) -> int:
    return sum(not element.sign and "$" not in element.words for element in pattern.elements[pattern.last + 1 :])


def _opens(runs: Sequence[str], first: int, wrong: str) -> bool:
    """Whether a capital is there because a sentence begins, or it is the word I."""
    own = wrong == "I" or wrong.startswith(("I'", "I "))
    if wrong[1:].islower() or len(wrong) == 1 or own:
        before = token(runs[first - 1]) if first else None
        return before is None or before.word == "" or any(mark in ".!?:;…—" for mark in before.trail) or own
    return False


def _inner(prose: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span of the word within a run: without marks at its edges."""
    start, end = span
    run = prose[start:end]
    edges = EDGES + _INVISIBLE
    return start + len(run) - len(run.lstrip(edges)), start + len(run.rstrip(edges))


def _like(wrong: str, right: str) -> str:
    """`right` with a capital where `wrong` has one."""
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


def _shown(text: str) -> str:
    return " ".join(re.sub("\x01+", "…", text.replace(_INVISIBLE, "")).split())
