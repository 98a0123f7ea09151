"""The levels of a page's headings, so that none is skipped: readers who jump from heading to heading trust them."""

from __future__ import annotations


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
