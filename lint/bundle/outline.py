"""The headings of a page: their levels, none of which is skipped, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence

_LONG = 800
"""So many words want a table of contents, if so many headings are there. Our own bounds."""
_HEADINGS = 3


class Levels:
    """Gives the headings of one page their levels, one after the other; the page's title has the first.

    What a heading stands below stays as its author said it: of "###" and "####" below the title the one becomes level 2
    and the other level 3.
    """

    def __init__(self) -> None:
        self._open = [(1, 1)]
        """The headings that the next one may stand below: level as written, and as shown."""

    def of(self, written: int) -> int:
        """The level to show for a heading of this level, 1 to 6."""
        while len(self._open) > 1 and self._open[-1][0] >= written:
            self._open.pop()
        shown = 1 if written == 1 else min(written, self._open[-1][1] + 1)
        if written > 1:
            self._open.append((written, shown))
        return shown


def contents(outline: Sequence[tuple[int, str, str]], words: int) -> tuple[tuple[int, str, str], ...]:
    """The headings of levels 2 and 3 of a long post; nothing for a short one."""
    found = tuple(one for one in outline if one[0] in {2, 3} and one[2])
    return found if words >= _LONG and len(found) >= _HEADINGS else ()
