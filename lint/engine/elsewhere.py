"""Whether a fix leaves alone what it does not edit: the post is read before and after, and compared.

An ordinary fix changes words, a target, a value. Outside its edits the same letters must stay visible; every block,
heading, link, piece of code, HTML, footnote and field must still be there, in the same order and of the same kind, and
what no edit touches must hold the same. What lies within a single edit, old or new, is the edit's own business.

A rule that says `restructures` makes, ends or removes such things on purpose. Its fixes may do as they like with the
blocks at the top level of the post that their edits touch, to the end of these blocks, with lists that join theirs, and
with the references whose label they define; all the rest must be as it was.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from lint.diagnostics import Edit, Span
from lint.post.elements import Code, Field, Link, Node
from lint.post.post import Post
from lint.records import NamedTuple

# White space and marks look alike: which of them separates blocks is told by the blocks.
_UNSEEN = str.maketrans(dict.fromkeys(" \t\r\n\x02", "\0"))


class Harm(NamedTuple):
    """What a fix would change elsewhere: where that stands in the text before the fix, and why that is harm."""

    span: Span
    reason: str


class _Part(NamedTuple):
    """Something in a post: `kind` must stay even where an edit touches it, `content` unless one touches `held`."""

    span: Span
    what: str
    kind: Any
    content: Any
    held: Span


def harm(before: Post, after: Post, edits: Iterable[Edit], *, restructures: bool = False) -> Harm | None:
    """What else changes when these edits, which do not overlap, make `after` of `before`; None where nothing does."""
    moves = _Moves(sorted(edits))
    ours = _own(before, after, moves) if restructures else []
    return (
        _front(before, after, moves, ours)
        or next(_parts_harmed(before, after, moves, ours, restructures=restructures), None)
        or _prose(before, after, moves, ours)
    )


def moved(edits: Iterable[Edit], earlier: Iterable[Edit]) -> list[Edit]:
    """Edits with the places they have after earlier ones, which they do not touch."""
    moves = _Moves(sorted(earlier))
    return [Edit(Span(moves.start(edit.span.start), moves.end(edit.span.end)), edit.text) for edit in edits]


class _Moves:
    """Edits in order, and where they move what stands outside of them."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.old = [edit.span for edit in edits]
        self.new: list[Span] = []
        self._starts = [span.start for span in self.old]
        self._ends = [span.end for span in self.old]
        self._gains = [0]
        for (start, end), text in edits:
            moved = start + self._gains[-1]
            self.new.append(Span(moved, moved + len(text)))
            self._gains.append(self._gains[-1] + len(text) - (end - start))
        self._new_ends = [span.end for span in self.new]

    def start(self, at: int) -> int:
        """Where what begins here begins after the edits; text inserted right here comes to stand within."""
        return at + self._gains[min(bisect_left(self._starts, at), bisect_right(self._ends, at))]

    def end(self, at: int) -> int:
        """Where what ends here ends after the edits; text inserted right here comes to stand within."""
        return at + self._gains[bisect_right(self._starts, at)]

    def back(self, span: Span) -> Span:
        """Where a span of the text after, whose ends no edit wrote, stood before."""
        start, end = (at - self._gains[bisect_left(self._new_ends, at)] for at in span)
        return Span(start, end)

    def touch(self, span: Span) -> bool:
        """Whether an edit lies in, overlaps or adjoins this span of the text before."""
        place = bisect_left(self._ends, span.start)
        return place < len(self.old) and self.old[place].start <= span.end

    def make(self, span: Span) -> bool:
        """Whether this span of the text after lies within what one edit wrote."""
        return _within(span, self.new, self._new_ends)

    def remove(self, span: Span) -> bool:
        """Whether this span of the text before lies within what one edit replaces."""
        return _within(span, self.old, self._ends)


def _within(span: Span, outer: Sequence[Span], ends: Sequence[int]) -> bool:
    place = bisect_left(ends, span.end)
    return place < len(outer) and outer[place].start <= span.start and span.start < span.end


def _own(before: Post, after: Post, moves: _Moves) -> list[Span]:
    """What a restructuring fix may change, as spans of the text before, in order and apart."""
    spans = [*moves.old, *(block.span for block in before.blocks if block.depth == 0 and moves.touch(block.span))]
    if before.front and moves.touch(before.front.span):
        spans.append(Span(0, before.body))
    labels = {one.label for one in before.definitions} ^ {one.label for one in after.definitions}
    if labels:
        spans += (link.span for link in (*before.links, *before.images) if link.label in labels)
        spans += (moves.back(link.span) for link in (*after.links, *after.images) if link.label in labels)
    own = _merged(spans)
    # A list that was parted may come together again.
    lists = [moves.back(block.span) for block in after.blocks if block.kind == "list" and block.depth == 0]
    joined = _merged(span for span in lists if _meets(span, own))
    parts = (block.span for block in before.blocks if block.kind == "list" and block.depth == 0)
    return _merged([*own, *(span for span in parts if _meets(span, joined))])


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(start, end))
    return merged


def _parts_harmed(before: Post, after: Post, moves: _Moves, ours: list[Span], *, restructures: bool) -> Iterator[Harm]:
    theirs = [Span(moves.start(start), moves.end(end)) for start, end in ours]
    redefined = any(moves.touch(one.span) for one in before.definitions)
    for one, other in zip(_kinds(before, redefined), _kinds(after, redefined), strict=True):
        if restructures:
            old = [part for part in one if not _meets(part.span, ours)]
            new = [part for part in other if not _meets(part.span, theirs)]
        else:
            old = [part for part in one if not moves.remove(part.span)]
            new = [part for part in other if not moves.make(part.span)]
        for was, now in zip_longest(old, new):
            if was is None or now is None or not _same(was, now, moves):
                yield _harm(was, now, moves)


def _meets(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span shares a code point with one of these, which are in order and apart."""
    place = bisect_right(others, span.start, key=lambda other: other.end)
    return place < len(others) and others[place].start < max(span.end, span.start + 1)


def _same(was: _Part, now: _Part, moves: _Moves) -> bool:
    if was.kind != now.kind:
        return False
    if not moves.touch(was.span) and (moves.start(was.span.start), moves.end(was.span.end)) != now.span:
        return False
    return was.content == now.content or moves.touch(was.held)


def _harm(was: _Part | None, now: _Part | None, moves: _Moves) -> Harm:
    """Names what was there, or else the edit behind which something new appears."""
    if was is not None:
        return _changing(was.span, f"this {was.what}")
    assert now is not None
    nearest = max(
        (old for old, new in zip(moves.old, moves.new, strict=True) if new.start <= now.span.end), default=moves.old[0]
    )
    return Harm(nearest, f"the fix would make another {_PIECES.get(now.what, now.what)} here")


_PIECES = {"code": "piece of code", "HTML": "piece of HTML"}


def _changing(span: Span, what: str) -> Harm:
    return Harm(span, f"the fix would change {what}")


def _kinds(post: Post, redefined: bool) -> Iterator[list[_Part]]:
    """The parts of a post, kind by kind, each in the order of the text."""
    text = post.source
    yield [_Part(one.span, "heading", one.level, (one.text, one.id), one.span) for one in post.headings]
    yield [_link(one, redefined) for one in post.links]
    yield [_link(one, redefined) for one in post.images]
    yield [_code(one, text) for one in post.code]
    yield [_Part(one.span, "footnote", (one.label, one.definition), None, one.span) for one in post.footnotes]
    yield [_Part(one.span, "definition", one.label, one.url, one.span) for one in post.definitions]
    yield [_Part(one, "HTML", None, text[one.start : one.end], one) for one in post.html]
    yield [
        _Part(one.span, _BLOCKS.get(one.kind, one.kind), (one.kind, one.depth), None, one.span) for one in post.blocks
    ]


_BLOCKS = {"item": "list item", "code": "code block", "html": "HTML", "quote": "quotation", "rule": "break"}


def _link(link: Link, redefined: bool) -> _Part:
    """A link; where a reference leads is not asked when its definition may have been edited."""
    url = "" if redefined and link.label else link.url
    return _Part(link.span, "image" if link.image else "link", (link.kind, link.label), url, link.url_span)


def _code(code: Code, text: str) -> _Part:
    return _Part(code.span, "code", code.kind, (code.info, text[code.content.start : code.content.end]), code.span)


def _front(before: Post, after: Post, moves: _Moves, ours: list[Span]) -> Harm | None:
    """Whether front matter is read as before, but for the fields that the edits touch."""
    if ours and ours[0].start < before.body:
        return None
    was, now = before.front, after.front
    if was is None or now is None:
        return None if was is now else _changing(Span(0, 0) if was is None else was.span, "the front matter")
    if was.problems:
        return None
    if now.problems or moves.start(before.body) != after.body:
        return _changing(was.close, "the front matter")
    old = [field for field in was.fields if not moves.remove(_field_span(field))]
    new = [field for field in now.fields if not moves.make(_field_span(field))]
    for one, other in zip_longest(old, new):
        if one is None or other is None:
            return _changing(was.close, "the front matter")
        span = _field_span(one)
        if (one.key != other.key and not moves.touch(one.key_span)) or (
            _value(one.value) != _value(other.value) and not moves.touch(span)
        ):
            return _changing(one.key_span, "this field")
    return None


def _field_span(field: Field) -> Span:
    return Span(field.key_span.start, max(field.key_span.end, field.value.span.end))


def _value(node: Node) -> tuple[Any, ...]:
    return (
        node.kind,
        node.text,
        [_value(item) for item in node.items],
        [(field.key, _value(field.value)) for field in node.fields],
    )


def _prose(before: Post, after: Post, moves: _Moves, ours: list[Span]) -> Harm | None:
    """Whether the same letters are seen outside of the edits, or of what is a restructuring fix's own."""
    done = new_done = 0
    for start, end in (*(ours or moves.old), Span(len(before.text), len(before.text))):
        old = before.prose[done:start].translate(_UNSEEN)
        new = after.prose[new_done : new_done + start - done].translate(_UNSEEN)
        if old != new:
            at = done + next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
            return _changing(Span(at, at + 1), "the text here")
        done, new_done = end, moves.end(end)
    return None
