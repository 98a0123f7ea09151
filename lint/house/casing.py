"""Capitals in headings: which words are not as a house wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from lint.house.style import Case
from lint.regex import regex

_WORD = regex(r"[^\W\d_][\w'’]*(?:[.-](?=\w)[\w'’]+)*")
_NEW_START = regex(r"""[.:!?…–—][ "'“‘«(]*$|^[ "'“‘«([]*$""")
_PLAIN_CAPITAL = regex(r"[^\W\d_][^\W\d_'’]*(?:['’]\w+)?")
# What title case leaves small, or large, as one likes: articles, conjunctions and short prepositions of English.
_SMALL = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "and",
            "but",
            "or",
            "nor",
            "so",
            "yet",
            "if",
            "as",
            "at",
            "by",
            "for",
            "from",
            "in",
            "into",
        ),
        *("of", "off", "on", "onto", "out", "over", "per", "than", "that", "to", "up", "upon", "via", "vs", "when"),
        *("with", "is", "it", "not"),
    )
)
_NOUNS_WITH_CAPITALS = frozenset({"de", "lb", "gsw", "nds"})


def misplaced(text: str, case: Case, language: str, known: Callable[[], Set[str]]) -> Iterator[tuple[int, int, str]]:
    """The words of a heading that are in the wrong case: start, end and how they should be written.

    `known` gives the names of the post, which keep their capitals. A language that gives nouns capitals has no
    sentence case that could be judged.
    """
    if case in {"lower", "upper"}:
        for word in _WORD.finditer(text):
            right = word.group().lower() if case == "lower" else word.group().upper()
            if right != word.group():
                yield *word.span(), right
        return
    if case == "sentence" and language[:2] in _NOUNS_WITH_CAPITALS:
        return
    words = list(_WORD.finditer(text))
    for number, word in enumerate(words):
        written = word.group()
        first = _NEW_START.search(text, 0, word.start()) is not None
        last = number == len(words) - 1 and case == "title"
        if first or last or case == "title":
            is_small = written.lower() in _SMALL and not (first or last)
            if written.islower() and not is_small and (number == 0 or case == "title"):
                yield *word.span(), written[0].upper() + written[1:]
        elif _is_plainly_capital(written) and written not in known():
            yield *word.span(), written[0].lower() + written[1:]


def _is_plainly_capital(written: str) -> bool:
    """A word with a capital at its start only, and not the English "I"."""
    return (
        _PLAIN_CAPITAL.fullmatch(written) is not None
        and written[0].isupper()
        and (written[1:].islower() or len(written) == 1)
        and written.replace("’", "'") not in {"I", "I'm", "I'll", "I've", "I'd"}
    )


def names_in(texts: Iterator[str]) -> frozenset[str]:
    """The words that running text writes with a capital where no sentence begins, and never without one."""
    capitals: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for word in _WORD.finditer(text):
            written = word.group()
            if written.islower():
                small.add(written)
            elif not _NEW_START.search(text, 0, word.start()):
                capitals.add(written)
    return frozenset(name for name in capitals if name.lower() not in small)
