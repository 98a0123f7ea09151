"""Known misspellings in the names that stand as code in a sentence: `ServerReponse`. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.post import Post
from lint.records import NamedTuple
from lint.regex import regex
from lint.spelling.dictionary import MEMORY, Dictionary

# One word of a name in camel case or of several words, but none of an option: "-mminimal", "-Iinclude".
_PART = regex(r"(?<!\s-)[A-Z]?[a-z]{5,40}(?![a-z])")
_NAME = regex(r"[^\W\d_]+")
_SHORTEST = 6  # letters; shorter ones may be cut off on purpose


class CodeSlip(NamedTuple):
    """A misspelt word, `written` so from the code point `start` on, and the `name` that it is a part of."""

    written: str
    start: int
    name: str


_dull: set[str] = set()
"""Words of code, in lower case, that are no known misspellings, as nearly all are."""


def code_slips(post: Post, dictionary: Dictionary) -> Iterator[CodeSlip]:
    """Those of an English post, in order."""
    for code in post.code:
        if code.kind != "span" or post.text.startswith("-", code.content.start):
            continue
        for part in _PART.finditer(post.text, *code.content):
            word = part[0].lower()
            if len(word) < _SHORTEST or word in _dull:
                continue
            if _is_slip(word, dictionary):
                around = next(n for n in _NAME.finditer(post.text, *code.content) if n.end() >= part.end())
                yield CodeSlip(part[0], part.start(), around[0])
            elif len(_dull) < MEMORY:
                _dull.add(word)


def _is_slip(word: str, dictionary: Dictionary) -> bool:
    if dictionary.has(word) or dictionary.has(word.capitalize()) or dictionary.has(word.upper()):
        return False
    return any(right.lower() != word for right in dictionary.corrections(word))
