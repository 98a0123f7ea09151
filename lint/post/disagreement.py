"""Where two readers of the same Markdown part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lint.diagnostics import Span
from lint.post.page_tokens import page_tokens
from lint.post.pieces import Piece, judged_pieces, plain_label, rendered_pieces
from lint.post.post import Post

_AHEAD = 20  # pieces in which the readers may find together again


class Disagreement(NamedTuple):
    """What CommonMark and mistune saw at a place of the post; None where one of them saw nothing."""

    span: Span
    commonmark: Piece | None
    mistune: Piece | None


def disagreement(post: Post) -> Disagreement | None:
    """The first place where the page, which mistune writes, would hold something else than the post that was judged."""
    page = page_tokens(post)
    judged, rendered = judged_pieces(post, page.source), rendered_pieces(page.tokens)
    for label, ours in judged.items():
        if label not in rendered:
            note = next(one for one in post.footnotes if not one.definition and plain_label(one.label) == label)
            return Disagreement(note.span, Piece("footnote", label, note.label), None)
        if found := _first(post, ours, rendered[label]):
            return found
    return None


def _first(post: Post, ours: Sequence[Piece], theirs: Sequence[Piece]) -> Disagreement | None:
    at = 0
    while at < min(len(ours), len(theirs)) and ours[at].same(theirs[at]):
        at += 1
    one, other = (pieces[at] if at < len(pieces) else None for pieces in (ours, theirs))
    if one is None and other is None:
        return None
    if one and other:
        lost = _distance(other, ours[at : at + _AHEAD])
        added = _distance(one, theirs[at : at + _AHEAD])
        if lost < added:
            other = None
        elif added < lost:
            one = None
    if one:
        return Disagreement(one.span, one, other)
    assert other
    start = ours[at - 1].span.end if at else post.body
    return Disagreement(
        _place(post, other, start, ours[at].span.start if at < len(ours) else len(post.text)), None, other
    )


def _distance(piece: Piece, pieces: Sequence[Piece]) -> int:
    return next((number for number, other in enumerate(pieces) if piece.same(other)), _AHEAD)


def _place(post: Post, piece: Piece, start: int, end: int) -> Span:
    """Where something stands that only mistune sees: its own words, else the first line that is not blank."""
    shown = piece.shown.lstrip("# ").split("\n")[0]
    if shown and (at := post.text.find(shown, start, end)) >= 0:
        return Span(at, at + len(shown))
    while start < end and post.text[start].isspace():
        start += 1
    line_end = post.text.find("\n", start, end)
    return Span(start, line_end if line_end >= 0 else end)
