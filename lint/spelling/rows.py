"""The words of a prose in a row, for looks at all of them at once: in lower case, without the marks between them."""

from __future__ import annotations

# Letters, bytes beyond ASCII, opaque parts and what ends no word stay; a full stop or a break parts words as a space.
_LETTERS = bytes(c if chr(c).isalpha() or c > 127 or chr(c) in "0123456789_@#/+=~-'\x01" else 32 for c in range(256))
_INVISIBLE = b"\x02"
_MARKS = (
    "“”«»„…–—•·¡¿\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
    "\u205f\u3000"
)
"""Marks and spaces beyond ASCII that part words."""


def row(prose: str) -> list[bytes]:
    """The words of `Post.prose` in order, as UTF-8. Apostrophes, hyphens and the like stay on them."""
    lower = prose.lower()
    if not lower.isascii():
        for mark in _MARKS:
            if mark in lower:
                lower = lower.replace(mark, " ")
    return lower.encode("utf-8", "replace").translate(_LETTERS, _INVISIBLE).split()
