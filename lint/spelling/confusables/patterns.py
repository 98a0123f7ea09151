"""The patterns of confused words: how a line of a table is read, and whether it fits at a place of a text.

A line, with the indented lines behind it, is a row of elements, each for one word, in order:

    deep|deeper diver>dive into

An element is alternatives of words or names of classes and sets of words (capitals; `Tongue` says which there are).
One element, or a few joined by `_`, has `>` and what is meant instead: it is the wrong word. There `/` parts several
meanings, `_` stands for a space, `{}` for the word itself, `{1}` for the second of joined words, `b~p` for the word
with p for b, and a name in capitals for a form of the word. Between two words there is no punctuation.
Further signs:

    !a|b   no such word stands here; nor does it matter whether any word does
    ?a|b   such a word may stand here
    ~a|b   no such word stands before it in its sentence
    ^      a sentence begins here
    ^,     so does a clause behind a comma
    $      a clause ends here, by a mark or the end of a block; also one of alternatives
    CODE   code or another opaque part
    NUMBER a number in digits, from 2 on, that is no status of HTTP
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

OPAQUE = "\x01"
START, CLAUSE, END, CODE, NUMBER = "^", "^,", "$", "CODE", "NUMBER"
EDGES = "\0\"'“”‘’`«»*_~()[]{}<>.,;:!?…—–-"
STOPS = ".!?:;…—"
"""Marks behind which a sentence begins."""
BEGINNINGS = {START: STOPS, CLAUSE: STOPS + ","}
"""Signs for no word, but for the place before one, with the marks that make it one."""

_STATUSES = frozenset("301 302 303 304 307 308 400 401 403 404 405 409 410 418 422 429 500 501 502 503 504".split())  # noqa: SIM905

_MOST_FREQUENT = frozenset("a an the of to in is are and or that this it for on with as not".split())  # noqa: SIM905
"""Of a thousand words of prose each is 20, roughly."""
_FREQUENT = frozenset(
    "we you be can your from will new if use have more add when which has all also they was some these one how "  # noqa: SIM905
    "may now their there make people its do only been what need any work i than time most no he she were".split()
)
"""Each is 4."""
_RARE = 0.1
"""How many any other word is."""
_SELDOM = 0.1
"""By how much a wrong word is rarer beside its neighbour than anywhere, and a word of a list behind an article."""
_ARTICLES = frozenset({"a", "an", "the"})


class Tongue(NamedTuple):
    """What the patterns of a language may name.

    `sets` of words, parted by spaces, by their names; `names` of classes with the bits that `classes` gives a word;
    `forms` in which a word may be meant; `shares`: how many of a thousand words of prose have each bit, roughly.
    """

    sets: Mapping[str, str]
    names: Mapping[str, int]
    classes: Callable[[str], int]
    forms: Mapping[str, Callable[[str], str]]
    shares: Mapping[int, float]

    def meaning(self, template: str, words: tuple[str, ...]) -> str:
        """What is meant by the wrong words, from a template such as "to {}", "BASE" or "{1}"."""
        if "~" in template:
            old, new = template.split("~")
            return words[0].replace(old, new)
        if template in self.forms:
            return self.forms[template](words[0])
        for name, form in self.forms.items():
            if name in template:
                template = re.sub(rf"\b{name}\b", form(words[-1]), template)
        return template.replace("{}", words[0]).replace("{1}", words[1] if len(words) > 1 else "")


class Element(NamedTuple):
    """A test of one word: it is one of `words`, or `classes` gives it a bit of `mask`.

    `sign` is "" or one of "!", "^" and "^,".
    """

    words: frozenset[str]
    mask: int = 0
    classes: Callable[[str], int] = lambda _: 0
    sign: str = ""
    share: float = 0.0
    """How many of a thousand words of prose fit, roughly."""
    needed: bool = False
    """Whether a word must stand there, next to its neighbours."""
    whole: bool = False
    """Whether it must, and is told by its word alone; "apache-2.0" and "`a`.b" are not."""

    def fits(self, word: str) -> bool:
        if word in self.words:
            return True
        if self.mask and self.classes(word) & self.mask:
            return True
        if CODE in self.words and word.startswith(OPAQUE):
            return True
        return NUMBER in self.words and is_number(word)


class Pattern(NamedTuple):
    """A row of elements, of which those from `first` to `last` are wrong and mean one of `meant`."""

    elements: tuple[Element, ...]
    first: int
    last: int
    meant: tuple[str, ...]
    banned: frozenset[str]
    """Words that may not stand before it in the sentence."""
    hinge: int
    """The first of the two neighbouring elements that are the rarest in prose; or the only one that must be there."""

    def stretch(self) -> range:
        """The elements around the hinge that stand next to each other in a row of words as well."""
        low = high = self.hinge
        while low and self.elements[low - 1].whole:
            low -= 1
        while high < len(self.elements) - 1 and self.elements[high].whole and self.elements[high + 1].needed:
            high += 1
        return range(low, high + 1)

    @property
    def opens(self) -> bool:
        """Whether a sentence or a clause begins with its first word."""
        return self.elements[0].sign in BEGINNINGS

    def offset(self, element: int) -> int:
        """How many words behind the first one an element stands; a sign for a beginning is none."""
        return element - self.opens


class Token(NamedTuple):
    """A run without spaces: its word, and the marks on its left and right."""

    word: str
    lead: str
    trail: str


@lru_cache(maxsize=20_000)
def token(run: str) -> Token:
    """Parts a run into a word, in lower case, and what stands at its edges."""
    word = run.strip(EDGES)
    start = run.index(word)
    return Token(word.lower().replace("’", "'"), run[:start], run[start + len(word) :])


class Patterns(Sequence[Pattern]):
    """The patterns of a table, each read when it is asked for; `tongue` is what they may name.

    Raises ValueError for a line that is none.
    """

    def __init__(self, table: str, tongue: Tongue) -> None:
        lines: list[str] = []
        for line in table.splitlines():
            if line.startswith(" ") and lines:
                lines[-1] += line.strip() if lines[-1].endswith("|") else f" {line.strip()}"
            elif line.strip():
                lines.append(line)
        self._rows = [row for line in lines for row in _rows(line.split())]
        self.tongue = tongue
        self._elements = _Elements(tongue)
        self._read: dict[int, Pattern] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int) -> Pattern:  # type: ignore[override]  # no slices
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = _pattern(self._rows[number], self._elements)
        return found


def _rows(parts: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows that a line stands for: each `?` element with and without its word."""
    choices = [("", part[1:]) if part.startswith("?") else (part,) for part in parts]
    return [tuple(filter(None, row)) for row in product(*choices)]


def _pattern(row: Sequence[str], known: _Elements) -> Pattern:
    elements: list[Element] = []
    banned: frozenset[str] = frozenset()
    first = last = -1
    meant: tuple[str, ...] = ()
    for part in row:
        if part[0] == "~":
            banned |= known[part[1:]].words
            continue
        wrong, sign, right = part.partition(">")
        if sign:
            first, meant = len(elements), tuple(right.replace("_", " ").split("/"))
        elements += [known[piece] for piece in wrong.split("_")]
        if sign:
            last = len(elements) - 1
    if first < 0:
        raise ValueError(f"nothing is wrong in: {' '.join(row)}")
    return Pattern(tuple(elements), first, last, meant, banned, _hinge(elements, first, last))


class _Elements(dict[str, Element]):
    """The elements of tables by how they are written; the same ones come in many lines."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._sets = {name: frozenset(words.split()) for name, words in tongue.sets.items()}
        for sign in BEGINNINGS:
            self[sign] = Element(frozenset(), sign=sign)

    def __missing__(self, part: str) -> Element:
        sign = "!" if part[0] == "!" else ""
        alternatives = part.removeprefix("!").split("|")
        words, mask = (frozenset(alternatives), 0) if part.islower() else self._named(alternatives)
        needed = not sign and END not in words
        whole = needed and "." not in part and CODE not in words
        found = Element(words, mask, self._tongue.classes, sign, self._share(words, mask), needed, whole)
        self[part] = found
        return found

    def _named(self, alternatives: Sequence[str]) -> tuple[frozenset[str], int]:
        """Words and classes of alternatives of which some are names."""
        words: set[str] = set()
        mask = 0
        for one in alternatives:
            if one in self._tongue.names:
                mask |= self._tongue.names[one]
            elif one in self._sets:
                words |= self._sets[one]
            elif one.isupper() and len(one) > 1 and one not in {CODE, NUMBER}:
                raise ValueError(f"no class or set is named {one}")
            else:
                words.add(one)
        return frozenset(words), mask

    def _share(self, words: frozenset[str], mask: int) -> float:
        found = len(words) * _RARE + len(words & _FREQUENT) * 4 + len(words & _MOST_FREQUENT) * 20
        return found + sum(share for bit, share in self._tongue.shares.items() if mask & bit)


def _hinge(elements: Sequence[Element], first: int, last: int) -> int:
    hinge, least = -1, 0.0
    for i, (left, right) in enumerate(pairwise(elements)):
        if left.whole and right.needed:
            share = left.share * right.share
            if first - 1 <= i <= last:
                share *= _SELDOM
            if not left.mask and not right.mask and left.words <= _ARTICLES:
                share *= _SELDOM
            if hinge < 0 or share < least:
                hinge, least = i, share
    return hinge if hinge >= 0 else next(i for i, element in enumerate(elements) if element.needed)


def is_number(word: str) -> bool:
    """Whether a word is a number in digits, from 2 on, and no status of HTTP, as in "the 404 page"."""
    return word.isdigit() and word not in {"0", "1"} and word not in _STATUSES


def fits(pattern: Pattern, runs: Sequence[str], start: int) -> bool:
    """Whether the pattern fits with its first word at runs[start]; in `runs`, a break is one of its
    own, and there are more breaks on both ends than a pattern is long."""
    position = start
    previous: Token | None = None
    for element in pattern.elements:
        if element.sign in BEGINNINGS:
            if not _begins(runs, position, BEGINNINGS[element.sign]):
                return False
            continue
        here = token(runs[position])
        apart = here.word == "" or (previous is not None and bool(previous.trail or here.lead))
        if element.sign == "!":
            if not apart and not (previous is None and here.trail) and element.fits(here.word):
                return False
            previous = None
        elif apart:
            if END not in element.words or not (here.word == "" or (previous and previous.trail)):
                return False
        elif not element.fits(here.word):
            return False
        else:
            previous = here
        position += 1
    return not pattern.banned or not _stands_before(pattern.banned, runs, start)


def _begins(runs: Sequence[str], position: int, stops: str) -> bool:
    if position <= 0:
        return position == 0
    before = token(runs[position - 1])
    return before.word == "" or bool(set(before.trail) & set(stops)) or "(" in token(runs[position]).lead


def _stands_before(words: frozenset[str], runs: Sequence[str], position: int) -> bool:
    for run in reversed(runs[max(0, position - 15) : position]):
        before = token(run)
        if before.word == "" or set(before.trail) & set(STOPS):
            return False
        if before.word in words:
            return True
    return False
