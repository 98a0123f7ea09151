"""Where a piece of text stands in a text."""

from __future__ import annotations

from collections.abc import Iterator


def occurrences(text: str, part: str, step: int = 0, start: int = 0) -> Iterator[int]:
    """Each place from `start` on, in code points and in order.

    The next is looked for `step` code points behind the last, by default behind all of it.
    """
    step = step or len(part)
    place = text.find(part, start)
    while place >= 0:
        yield place
        place = text.find(part, place + step)
