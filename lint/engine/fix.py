"""Applies fixes to a text. Pure: the caller judges again and writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lint.diagnostics import Diagnostic, Edit, Fix

ROUNDS = 10
"""How often a text is fixed and judged again before it is left as it is."""


def apply(text: str, diagnostics: Sequence[Diagnostic], *, unsafe: bool = False) -> tuple[str, list[Diagnostic]]:
    """The text after all fixes that do not touch one another, and the diagnostics that were fixed.

    In the order of the text the first fix wins; one that overlaps it, or inserts at its edge, waits for the next
    round. Fixes that do not change the text are left out.
    """
    taken: list[Edit] = []
    fixed: list[Diagnostic] = []
    seen: set[Fix] = set()
    for one in diagnostics:
        fix = one.fix
        if fix is None or (not fix.safe and not unsafe) or not _changes(text, fix):
            continue
        if fix in seen:  # two findings share one repair
            fixed.append(one)
        elif not any(_clash(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
            seen.add(fix)
            fixed.append(one)
    return edited(text, taken), fixed


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    pieces: list[str] = []
    done = 0
    for (start, end), new in sorted(edits, key=lambda edit: edit.span):
        pieces += text[done:start], new
        done = end
    return "".join(pieces) + text[done:]


def _changes(text: str, fix: Fix) -> bool:
    return any(text[edit.span.start : edit.span.end] != edit.text for edit in fix.edits)


def _clash(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end
