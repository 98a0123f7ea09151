"""Applies fixes and judges again, until nothing changes. Pure: the caller writes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from lint.diagnostics import Diagnostic, Edit, Fix
from lint.engine.examine import Source
from lint.engine.run import Desk, Result, rejudge

ROUNDS = 10
"""How often a text is fixed and judged again before it is left as it is."""


class Fixed(msgspec.Struct):
    """What fixing did: the new sources by path, the diagnostics that were fixed, and the judgement of what is left."""

    changed: dict[str, Source]
    fixed: list[Diagnostic]
    result: Result


def fix(
    desk: Desk,
    sources: Mapping[str, Source],
    reported: Iterable[str],
    result: Result,
    wanted: Callable[[Diagnostic], bool],
    *,
    unsafe: bool = False,
) -> Fixed:
    """Fixes the reported posts, examines what changed and judges the site again, at most ROUNDS times.

    `wanted` chooses the diagnostics whose fixes are applied. `sources` and `result` are left as they are.
    """
    now = dict(sources)
    examined = dict(result.examined)
    judged = result.judged
    changed: dict[str, Source] = {}
    done: list[Diagnostic] = []
    for _ in range(ROUNDS):
        by_path: dict[str, list[Diagnostic]] = defaultdict(list)
        for one in judged.diagnostics:
            if wanted(one):
                by_path[one.path].append(one)
        touched: list[Source] = []
        for path, ones in by_path.items():
            text, fixed = apply(now[path].text, ones, unsafe=unsafe)
            if fixed and text != now[path].text:
                now[path] = changed[path] = Source(path, text)
                touched.append(now[path])
                done += fixed
        if not touched:
            break
        examined |= {one.facts.path: one for one in desk.examine(touched, judged=True)}
        judged = rejudge(desk, examined, reported)
    return Fixed(changed, done, Result(judged, examined))


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
        elif _take(taken, fix.edits):
            seen.add(fix)
            fixed.append(one)
    return edited(text, taken), fixed


def _take(taken: list[Edit], edits: Sequence[Edit]) -> bool:
    """Adds edits, all or none, to those taken already, which are in order and touch neither one another nor these."""
    places = []
    own = sorted(edits)
    for before, after in pairwise(own):
        if after.span.start < before.span.end or after.span == before.span:
            return False
    for edit in own:
        place = bisect_left(taken, edit)
        if any(_clash(edit, other) for other in taken[max(0, place - 1) : place + 1]):
            return False
        places.append(place)
    for place, edit in zip(reversed(places), reversed(own), strict=True):
        taken.insert(place, edit)
    return True


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
