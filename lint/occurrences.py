"""Where a piece of text stands in a text."""

from __future__ import annotations

from collections.abc import Iterator


def occurrences(text: str, part: str, step: int = 0) -> Iterator[int]:
    """Each place in order; the next is looked for `step` code points behind the last, by default behind all of it."""
    step = step or len(part)
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + step)
