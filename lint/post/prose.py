"""The prose mask: a string as long as the text that holds nothing but prose.

`BREAK` stands between blocks and for everything that is not prose at all, `OPAQUE` for inline content that cannot be
judged (code, image, template tag, raw HTML, a bare address), `INVISIBLE` for markup that a reader does not see.
One regular expression over it gives true offsets; it may step over INVISIBLE, not over the other two.
"""

from __future__ import annotations

from lint.diagnostics import Span
from lint.occurrences import occurrences
from lint.post.masked import MASK
from lint.regex import regex

BREAK = "\0"
OPAQUE = "\x01"
INVISIBLE = "\x02"

_MARKS = regex(f"[{BREAK}{OPAQUE}{INVISIBLE}]")
_REST = regex(r"[^\s<>\x00-\x02]+")
_SCHEME = regex(r"\b[a-zA-Z][a-zA-Z+.-]{1,20}\Z")
_LONGEST_SCHEME = 21
_BEGINNINGS = ("www.", "mailto:")


class Prose:
    """Builds the mask from the parts of the text, which must come in order."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._pieces = [BREAK * start]
        self._done = start
        self._open = False
        self.addresses: list[Span] = []
        """Where bare addresses stand in the prose, in links too; known when it is finished."""
        # Marks of ours that the author typed would lie about what stands there.
        self._plain = not (BREAK in source or OPAQUE in source or INVISIBLE in source)

    def close(self) -> None:
        """The block ends: what follows is not its continuation."""
        self._open = False

    def _fill(self, start: int) -> None:
        gap = start - self._done
        if gap > 0:
            self._pieces.append((INVISIBLE if self._open else BREAK) * gap)
        self._open = True

    def text(self, start: int, end: int, value: str) -> None:
        """Text that the reader sees; `value` differs from the source where an entity stands."""
        gap = start - self._done
        if gap:
            if gap < 0:
                return
            self._pieces.append((INVISIBLE if self._open else BREAK) * gap)
        self._open = True
        source = self._source[start:end]
        if source != value and source[:1] == "&":
            # One entity: its character stands first, the rest of the source is invisible.
            source = value[:1] + INVISIBLE * (end - start - 1)
        elif not self._plain:
            source = _MARKS.sub(OPAQUE, source)
        self._pieces.append(source)
        self._done = end

    def opaque(self, start: int, end: int) -> None:
        """Inline content that cannot be judged."""
        if start < self._done:
            return
        self._fill(start)
        self._pieces.append(OPAQUE * (end - start))
        self._done = end

    def line_break(self, start: int, end: int) -> None:
        """A line end inside a block; the backslash of a hard break is invisible."""
        if start < self._done:
            return
        self._fill(start)
        self._pieces.append(self._source[start:end].replace("\\", INVISIBLE))
        self._done = end

    def finish(self) -> str:
        """The mask; as long as the source."""
        self._open = False
        self._fill(len(self._source))
        prose = "".join(self._pieces)
        if MASK in prose:
            prose = prose.replace(MASK, OPAQUE)
        self.addresses += addresses(prose)
        if not self.addresses:
            return prose
        pieces: list[str] = []
        done = 0
        for start, end in self.addresses:
            pieces += prose[done:start], OPAQUE * (end - start)
            done = end
        return "".join([*pieces, prose[done:]])


def addresses(prose: str) -> list[Span]:
    """Where bare addresses stand: "https://a.example/b", "www.a.example", "mailto:ada@a.example"; in order.

    Plain searches, since one pattern for all would begin to match at each word.
    """
    starts = [  # each with where the rest begins, which must not be empty
        (scheme.start(), colon + 3)
        for colon in occurrences(prose, "://")
        if (scheme := _SCHEME.search(prose, max(0, colon - _LONGEST_SCHEME), colon))
    ]
    starts += [
        (start, start + len(beginning))
        for beginning in _BEGINNINGS
        for start in occurrences(prose, beginning)
        if not start or not (prose[start - 1].isalnum() or prose[start - 1] == "_")
    ]
    found: list[Span] = []
    done = 0
    for start, behind in sorted(starts):
        if start >= done and (rest := _REST.match(prose, behind)):
            done = rest.end()
            found.append(Span(start, done))
    return found
