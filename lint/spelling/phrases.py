"""Names that are more than one word: with a dot ("Node.js"), a space or a hyphen ("Stack Overflow")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lint.regex import regex
from lint.spelling.words import INVISIBLE, Word

_DOTTED = r"(?<![\w./@\x01-])[A-Z][A-Za-z]+\.(?:[a-z]{2,4}|[A-Z]{2,4})(?![\w/@\x01-]|\.\w)"
_BETWEEN = r"(?:[\x02\s]*-?[\x02\s]*)"  # what may stand between the parts of a name in a wrong form
_PARTS = regex(r"[\s-]+")


def dotted(prose: str) -> Iterator[Word]:
    """Yields the words that begin with a capital and end in a dot and two to four letters, in order."""
    for found in re.finditer(_DOTTED, prose):
        yield Word(found.group(), *found.span())


def is_dotted(name: str) -> bool:
    """Whether a name is one with a dot."""
    return re.fullmatch(_DOTTED, name) is not None


def squeezed(text: str) -> str:
    """The text in lower case, without spaces and hyphens: what all forms of a name have in common."""
    return _PARTS.sub("", text).lower()


def phrases(prose: str, names: Iterable[str]) -> Iterator[Word]:
    """Yields where names of several parts stand in other than their right form, with at least one capital."""
    for name in names:
        parts = [part for part in _PARTS.split(name) if part]
        if len(parts) < 2:
            continue
        pattern = rf"(?i)(?<![\w\x01./@-]){_BETWEEN.join(map(re.escape, parts))}(?![\w\x01/@-])"
        for found in re.finditer(pattern, prose):
            text = found.group().translate({ord(mark): None for mark in INVISIBLE})
            if " ".join(text.split()) != name and text != text.lower() and not text.isupper():
                yield Word(text, *found.span())
