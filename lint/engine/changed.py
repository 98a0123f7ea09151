"""What `--changed` leaves of a judgement: the findings that touch the changed lines of a post. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from lint.diagnostics import Edit, Span
from lint.engine.judge import Judged
from lint.post.front import read as read_front_matter
from lint.records import NamedTuple
from lint.regex import regex

WHOLE = (Span(0, 2**62),)
"""The changed part of a text that is new from beginning to end."""

_FIELD = regex(r"""(?m)^(?:([\w-]+)[ \t]*[:=]|[ \t]*["']([\w-]+)["'][ \t]*[:=])""")


class Hunk(NamedTuple):
    """One hunk of a diff without context.

    `added` lines of the new text from line `first` on, 1-based, stand where `removed` stood; with 0 of them, it stood
    behind line `first`.
    """

    first: int
    added: int
    removed: str


def changed_spans(text: str, hunks: Iterable[Hunk]) -> tuple[Span, ...]:
    """The changed parts of a text, in order and apart from one another, each of whole lines.

    Where lines were removed and none that says something took their place, the nearest lines on both sides that do say
    something count, for what is wrong now is wrong there: a heading without a section. A field that is gone from the
    front matter counts at the closing delimiter, where what is missing is reported.
    """
    lines = _Lines(text)
    found = []
    gone: list[Hunk] = []
    for hunk in hunks:
        found.append(lines.around(hunk) if hunk.removed and lines.are_blank(hunk) else lines.of(hunk))
        if _FIELD.search(hunk.removed):
            gone.append(hunk)
    return _united([*found, *_closing(text, gone, lines)])


class _Lines:
    """The lines of a text, 0-based. They end with a line feed, as git counts them."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        if len(self.lines) > 1 and not self.lines[-1]:
            self.lines.pop()
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.starts[-1] = len(text)  # the last line may have no end

    def span(self, first: int, end: int) -> Span:
        """From the first line to before the line `end`, within the text."""
        last = len(self.lines)
        return Span(self.starts[min(max(first, 0), last)], self.starts[min(max(end, 0), last)])

    def of(self, hunk: Hunk) -> Span:
        return self.span(hunk.first - 1, hunk.first - 1 + hunk.added)

    def are_blank(self, hunk: Hunk) -> bool:
        added = self.lines[hunk.first - 1 : hunk.first - 1 + hunk.added] if hunk.added else []
        return not any(line.strip() for line in added)

    def around(self, hunk: Hunk) -> Span:
        last = len(self.lines) - 1
        before = min(hunk.first - (2 if hunk.added else 1), last)
        after = min(hunk.first - 1 + hunk.added if hunk.added else hunk.first, last)
        while before > 0 and not self.lines[before].strip():
            before -= 1
        while after < last and not self.lines[after].strip():
            after += 1
        return self.span(before, after + 1)

    def number(self, offset: int) -> int:
        """The line, 1-based, that an offset lies in."""
        return bisect_right(self.starts, offset)


def _closing(text: str, hunks: Sequence[Hunk], lines: _Lines) -> Iterator[Span]:
    """The line of the closing delimiter, when these hunks took a field out of the front matter."""
    front = read_front_matter(text) if hunks else None
    if front is None:
        return
    close = lines.number(max(front.span.start, front.span.end - 1))
    for hunk in hunks:
        names = {one or other for one, other in _FIELD.findall(hunk.removed)}
        if hunk.first <= close and any(front.get(name) is None for name in names):
            yield lines.span(close - 1, close)
            return


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        elif span.start < span.end:
            united.append(span)
    return tuple(united)


def in_all(several: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """What lies in each of several lists of spans: a merge changed what differs from all its parents."""
    first, *others = several
    common = list(first)
    for other in others:
        both = (Span(max(a.start, b.start), min(a.end, b.end)) for a in common for b in other)
        common = [span for span in both if span.start < span.end]
    return _united(common)


def touches(changed: Sequence[Span], span: Span, length: int) -> bool:
    """Whether a span of a text of this length shares a line with the changed parts, which are whole lines.

    A span of no length belongs to the line that it stands in; behind the last line end, to the last line.
    """
    start = max(0, min(span.start, length - 1))
    end = max(span.end, start + 1)
    place = bisect_left(changed, end, key=lambda one: one.start)  # those before it begin before the end
    return place > 0 and changed[place - 1].end > start


def moved(changed: Sequence[Span], edits: Iterable[Edit]) -> tuple[Span, ...]:
    """Where the changed parts lie after edits that do not overlap. An edit that touches such a part belongs to it."""
    ordered = sorted(edits, key=lambda edit: edit.span)
    spans = []
    for one in changed:
        before = sum(_growth(edit) for edit in ordered if edit.span.end < one.start)
        inside = [edit for edit in ordered if edit.span.end >= one.start and edit.span.start <= one.end]
        start = min([one.start, *(edit.span.start for edit in inside)])
        end = max([one.end, *(edit.span.end for edit in inside)])
        spans.append(Span(start + before, end + before + sum(map(_growth, inside))))
    return _united(spans)


def _growth(edit: Edit) -> int:
    return len(edit.text) - (edit.span.end - edit.span.start)


class Changed(msgspec.Struct, frozen=True):
    """The changed parts of the posts by path, and the length of each post in code points."""

    spans: Mapping[str, tuple[Span, ...]]
    lengths: Mapping[str, int]

    def holds(self, path: str, span: Span) -> bool:
        """Whether a finding at this place counts."""
        return path in self.spans and touches(self.spans[path], span, self.lengths[path])

    def after(self, path: str, text: str, edits: Iterable[Edit]) -> Changed:
        """The same when edits made `text` of a post."""
        spans = {**self.spans, path: moved(self.spans.get(path, ()), edits)}
        return Changed(spans, {**self.lengths, path: len(text)})

    def limit(self, judged: Judged) -> Judged:
        """A judgement without the findings that touch no changed line."""
        kept = tuple(one for one in judged.diagnostics if self.holds(one.path, one.span))
        return msgspec.structs.replace(judged, diagnostics=kept)
