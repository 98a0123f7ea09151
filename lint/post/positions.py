"""From the byte offsets that pyromark speaks of to code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from lint.regex import regex

_BEYOND_ASCII = regex(r"[^\x00-\x7f]+")


def from_bytes(text: str, shift: int) -> Callable[[int], int]:
    """A function from a UTF-8 byte offset into `text` to `shift` plus the code point offset.

    A byte offset must lie on a character's edge. ASCII text costs nothing; otherwise a look-up costs one bisection
    over the characters beyond ASCII.
    """
    if text.isascii():
        return shift.__add__
    edges = [0]  # byte offsets behind each character of more than one byte
    differences = [-shift]  # bytes minus code points up to there
    byte = point = 0
    for run in _BEYOND_ASCII.finditer(text):
        start, end = run.span()
        byte += start - point
        point = start
        for character in text[start:end]:
            byte += 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
            point += 1
            edges.append(byte)
            differences.append(byte - point - shift)

    def at(offset: int) -> int:
        return offset - differences[bisect_right(edges, offset) - 1]

    return at
