"""How wide a text is shown."""

from __future__ import annotations


def width(text: str) -> int:
    """The width in Latin letters: wide letters (Unicode's East Asian Width) take two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    total = 0
    for character in text:
        if category(character) not in {"Mn", "Me", "Cf"}:
            total += 2 if east_asian_width(character) in {"W", "F"} else 1
    return total
