"""Finds confused words in the prose of a post.

A look at the row of all runs, without the breaks between them, says which patterns may fit, and where; for most posts
that is none. Around those places the patterns are tried, breaks and marks considered.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lint.regex import regex
from lint.spelling.confusables.patterns import EDGES, OPAQUE, STOPS, Pattern, Patterns, Tongue, fits, token

if TYPE_CHECKING:
    from lint.spelling.runs import Row

_BLOCK = regex("[^\0]*[^\0\x02][^\0]*")
_RUN = regex(r"[^\s\0]+")
_ALONE = regex(r"(?<!\S)\x02+(?!\S)")  # is no run
_INVISIBLE = "\x02"
_ALL_EDGES = EDGES + _INVISIBLE
_MANY_BREAKS = "\0" * 16
_BREAK = "\0"
_MARGIN = (_BREAK,) * 12
"""Breaks on both ends, more than a pattern is long."""
_REACH = 40
"""Runs on both sides of a hinge that are looked at: more than a pattern is long, and what may not stand before it."""


class Confusion(NamedTuple):
    """`wrong` stands at code points `start` to `end` of the prose, in `phrase`; one of `meant` is meant."""

    start: int
    end: int
    wrong: str
    meant: tuple[str, ...]
    phrase: str


class Finder(Protocol):
    """Tells where the patterns of a language may fit."""

    @property
    def patterns(self) -> Patterns: ...

    def find(self, row: Row, /) -> Iterable[tuple[int, int]]:
        """(place, number of a pattern) where a pattern may fit, in order: its hinge is the run at that place.

        Runs of invisible marks are stepped over.
        """


def find(prose: str, row: Row, finder: Finder) -> Iterator[Confusion]:
    """The confused words of `Post.prose`, in order; none overlap. `row` are its runs."""
    rest, passed = "", 0
    for places in _near(finder.find(row)):
        rest = rest or prose.replace(_BREAK, " ")  # for most posts nobody asks
        low, high = max(places[0][0] - _REACH, 0), places[-1][0] + _REACH
        rest = rest.split(None, low - passed)[-1]
        start, passed = len(prose) - len(rest), low
        behind = rest.split(None, high - low)[high - low :]
        shown = [number for number, chunk in enumerate(row.chunks[low:high], low) if chunk.strip(_INVISIBLE)]
        candidates = [(shown.index(place), number) for place, number in places]
        for found in _find(prose[start : len(prose) - len("".join(behind))], candidates, finder.patterns):
            yield found._replace(start=start + found.start, end=start + found.end)


def _near(candidates: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The candidates in groups of those whose surroundings meet."""
    group: list[tuple[int, int]] = []
    for one in candidates:
        if group and one[0] - group[-1][0] > 2 * _REACH:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _find(prose: str, candidates: Iterable[tuple[int, int]], patterns: Patterns) -> Iterator[Confusion]:
    """Those of a piece of prose. `candidates` are the places of hinges among its runs, and numbers of patterns."""
    text = prose.lower().replace(_INVISIBLE, "").replace("’", "'")
    # A run of breaks, however long, is one; none stands before the first block. Most are those of long code.
    blocks = filter(None, text.replace(_MANY_BREAKS, _BREAK).split(_BREAK))
    runs = [*_MARGIN, *f" {_BREAK} ".join(blocks).split(), *_MARGIN]
    spans = _Spans(prose, runs)
    done = -1
    for first, pattern in _matches(runs, candidates, patterns):
        if first > done and (found := _confusion(pattern, prose, spans, runs, first, tongue=patterns.tongue)):
            done = first + pattern.last - pattern.first
            yield found


def _matches(
    runs: Sequence[str], candidates: Iterable[tuple[int, int]], patterns: Patterns
) -> list[tuple[int, Pattern]]:
    """The patterns that fit, with the place of their first wrong word, in order.

    The places of `candidates` do not count breaks. Of those for the same word the first is the one with most words
    before it, then the one without other conditions, then the one whose rarest words come first.
    """
    found = []
    shift = len(_MARGIN)
    further = runs.index(_BREAK, shift)
    for place, number in candidates:
        while further <= place + shift:
            shift += 1
            further = runs.index(_BREAK, further + 1)
        pattern = patterns[number]
        start = place + shift - pattern.offset(pattern.hinge)
        if fits(pattern, runs, start):
            rarest = start + pattern.offset(_rarest(pattern))
            found.append((start + pattern.offset(pattern.first), -_before(pattern), -start, rarest, number))
    return [(first, patterns[number]) for first, *_, number in sorted(found)]


class _Spans:
    """The spans of words in the prose; only the blocks in which one is asked for are looked through."""

    def __init__(self, prose: str, runs: Sequence[str]) -> None:
        self._prose = prose
        self._runs = runs
        self._further = _BLOCK.finditer(prose)
        self._blocks: list[tuple[int, int]] = []
        self._breaks = [len(_MARGIN) - 1]

    def _block(self, run: int) -> tuple[int, int, int]:
        """Start and end of the block in which a run stands, and where the break before it stands among the runs."""
        while self._breaks[-1] < run:
            self._blocks.append(next(self._further).span())
            self._breaks.append(self._runs.index("\0", self._breaks[-1] + 1))
        number = bisect_left(self._breaks, run) - 1
        return *self._blocks[number], self._breaks[number]

    def of(self, first: int, last: int) -> list[tuple[int, int]]:
        """The spans of the words of runs[first] to runs[last], which stand in one block."""
        start, end, at = self._block(first)
        block = self._prose[start:end]
        before, wanted = first - at - 1, last - first + 1
        if _INVISIBLE in block and _ALONE.search(block):
            whole = [run for run in _RUN.finditer(block) if run.group().strip(_INVISIBLE)]
            found = whole[before : before + wanted]
        else:
            found = list(islice(_RUN.finditer(block, len(block) - len(block.split(None, before)[-1])), wanted))
        return [_inner(run, start) for run in found]


def _confusion(
    pattern: Pattern, prose: str, spans: _Spans, runs: Sequence[str], first: int, *, tongue: Tongue
) -> Confusion | None:
    """The confusion at runs[first]; None where it is a name, or markup stands within it."""
    before, length = _before(pattern), pattern.last - pattern.first + 1
    words = tuple(token(run).word for run in runs[first : first + length])
    shown = spans.of(first - before, first + length - 1 + _after(pattern))
    start, end = shown[before][0], shown[before + length - 1][1]
    wrong = prose[start:end]
    plain = wrong.replace("’", "'")
    if _INVISIBLE in wrong or plain.lower() != " ".join(words):
        wrong = " ".join(wrong.split())
        plain = wrong.replace("’", "'")
        if plain.lower() != " ".join(words):
            return None
    if not plain.islower() and not _opens(runs, first, plain):
        return None
    for i in range(before):
        low, high = shown[i]
        if high == low + 1 and prose[low] == "A" and not _opens(runs, first - before + i, "A"):
            return None  # a letter: "their A records"
    meant = tuple([_like(plain, tongue.meaning(one, words)) for one in pattern.meant])
    return Confusion(start, end, wrong, meant, _shown(prose[shown[0][0] : shown[-1][1]]))


def _before(pattern: Pattern) -> int:
    return sum(not element.sign for element in pattern.elements[: pattern.first])


def _rarest(pattern: Pattern) -> int:
    """The first of the two neighbouring elements that are the rarest, each by itself."""
    elements = pattern.elements
    pairs = [i for i in range(len(elements) - 1) if elements[i].needed and elements[i + 1].needed]
    return min(pairs, key=lambda i: elements[i].share * elements[i + 1].share, default=pattern.hinge)


def _after(pattern: Pattern) -> int:
    return sum(not element.sign and "$" not in element.words for element in pattern.elements[pattern.last + 1 :])


def _opens(runs: Sequence[str], first: int, wrong: str) -> bool:
    """Whether a capital is there because a sentence begins, or it is the word I."""
    own = wrong == "I" or wrong.startswith(("I'", "I "))
    if wrong[1:].islower() or len(wrong) == 1 or own:
        before = token(runs[first - 1]) if first else None
        return before is None or before.word == "" or any(mark in STOPS for mark in before.trail) or own
    return False


def _inner(run: re.Match[str], offset: int) -> tuple[int, int]:
    """The span of the word within a run: without marks at its edges."""
    text = run.group()
    start, end = run.span()
    if not text.isalpha():
        start += len(text) - len(text.lstrip(_ALL_EDGES))
        end -= len(text) - len(text.rstrip(_ALL_EDGES))
    return offset + start, offset + end


def _like(wrong: str, right: str) -> str:
    """`right` with a capital where `wrong` has one."""
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


def _shown(text: str) -> str:
    if OPAQUE in text:
        text = re.sub("\x01+", "…", text)
    return " ".join(text.replace(_INVISIBLE, "").split())
