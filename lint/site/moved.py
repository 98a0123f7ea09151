"""Whether an edit left what a post tells the site as it was, but for its places in the text."""

from __future__ import annotations

from typing import Any

import msgspec

from lint.diagnostics import Diagnostic, Edit, Span
from lint.site.facts import PostFacts
from lint.site.words import PlacedWord

_TOP = Span(0, 0)
"""Where a finding about the whole post stands."""


class Moves:
    """Where the spans of a post's facts went."""

    def __init__(self) -> None:
        self._spans: dict[Span, Span] = {}

    def note(self, old: Span, new: Span) -> bool:
        """Takes note of a span; whether it may be the same one: as long as it was, and gone to one place only."""
        return old.end - old.start == new.end - new.start and self._spans.setdefault(old, new) == new

    def of(self, span: Span) -> Span | None:
        """Where a span went that is one of the facts', or lies within one; None where nobody knows."""
        if span == _TOP:
            return span
        if span in self._spans:
            return self._spans[span]
        around = [old for old in self._spans if old.start <= span.start and span.end <= old.end]
        if not around:
            return None
        old = min(around, key=lambda one: one.end - one.start)
        shift = self._spans[old].start - old.start
        return Span(span.start + shift, span.end + shift)

    def follow(self, found: Diagnostic, path: str) -> Diagnostic | None:
        """A finding of the whole site as it would be found now; None where that cannot be told.

        The places in the post at `path` are those that moved.
        """
        spans = [found.span, *(edit.span for edit in found.fix.edits)] if found.path == path and found.fix else []
        spans = spans or ([found.span] if found.path == path else [])
        spans += [one.span for one in found.related if one.path == path]
        to = {span: self.of(span) for span in spans}
        if None in to.values():
            return None

        def moved(span: Span) -> Span:
            return to[span] or span

        related = tuple([one._replace(span=moved(one.span)) if one.path == path else one for one in found.related])
        if found.path != path:
            return msgspec.structs.replace(found, related=related)
        fix = found.fix
        if fix:
            fix = fix._replace(edits=tuple([Edit(moved(edit.span), edit.text) for edit in fix.edits]))
        return msgspec.structs.replace(found, span=moved(found.span), fix=fix, related=related)


def moved(old: PostFacts, new: PostFacts) -> Moves | None:
    """Where everything went that the site is told of a post; None where something else is different, too.

    The rules for the site and all other pages then see the post as they saw it before.
    """
    moves = Moves()
    return moves if _is_same(old, new, moves) else None


def _is_same(old: Any, new: Any, moves: Moves) -> bool:
    kind = type(old)
    if kind is not type(new):
        return False
    if kind is Span:
        return moves.note(old, new)
    if kind is PlacedWord:
        told = msgspec.structs.replace(new, start=old.start) == old
        return told and moves.note(old.span, new.span)
    if isinstance(old, msgspec.Struct):
        names = old.__struct_fields__
        return all(_is_same(getattr(old, name), getattr(new, name), moves) for name in names)
    if isinstance(old, (tuple, list)):
        return len(old) == len(new) and all(_is_same(a, b, moves) for a, b in zip(old, new, strict=True))
    if isinstance(old, dict):
        return list(old) == list(new) and all(_is_same(old[key], new[key], moves) for key in old)
    return bool(old == new)
