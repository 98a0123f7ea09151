"""Makes fixes on one post, all that go together and change nothing else. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

import msgspec

from lint.diagnostics import Diagnostic, Edit, Fix
from lint.engine.elsewhere import Harm, harm, moved
from lint.post.post import Post, parse


class Mended(msgspec.Struct):
    """One post after one round: what was fixed, and the fixes that would have changed something else."""

    post: Post
    fixed: list[Diagnostic]
    refused: dict[Fix, Harm]


def mend(post: Post, diagnostics: Sequence[Diagnostic], restructuring: Container[str]) -> Mended:
    """The post after the fixes that do not touch one another and leave the rest of the post alone.

    Safe fixes come before others, then the order of the text decides; one that overlaps what was taken, or inserts at
    its edge, waits for the next round. Fixes of the rules in `restructuring` come after the others.
    """
    by_fix: dict[Fix, list[Diagnostic]] = defaultdict(list)  # two findings may share one repair
    for one in diagnostics:
        if one.fix and changes(post.text, one.fix):
            by_fix[one.fix].append(one)
    edits: list[Edit] = []
    taken = [fix for fix in sorted(by_fix, key=lambda fix: not fix.safe) if take(edits, fix.edits)]
    made: list[Edit] = []
    refused: dict[Fix, Harm] = {}
    after = post
    for restructures in (False, True):
        fixes = [fix for fix in taken if (by_fix[fix][0].rule in restructuring) is restructures]
        step = _Step(after, made, restructures=restructures)
        step.make(fixes)
        after = step.after
        refused |= step.refused
        made += (edit for fix in fixes if fix not in step.refused for edit in fix.edits)
    fixed = [one for fix in taken if fix not in refused for one in by_fix[fix]]
    return Mended(after, fixed, refused)


class _Step:
    """Fixes of one kind, made together on one post; those that would harm it are found by halving."""

    def __init__(self, before: Post, earlier: Sequence[Edit], *, restructures: bool) -> None:
        self.after = self._before = before
        self.refused: dict[Fix, Harm] = {}
        self._earlier = sorted(earlier)
        self._restructures = restructures
        self._edits: list[Edit] = []

    def make(self, fixes: Sequence[Fix]) -> None:
        """Makes fixes whose places are those before `earlier`; each is made, or stands in `refused`."""
        if not fixes:
            return
        edits = [*self._edits, *moved((edit for fix in fixes for edit in fix.edits), self._earlier)]
        text, before = edited(self._before.text, edits), self._before
        after = parse(text, before.path, flavor=before.dialect.flavor)
        found = harm(self._before, after, edits, restructures=self._restructures)
        if found is None:
            self.after, self._edits = after, edits
        elif len(fixes) == 1:
            self.refused[fixes[0]] = found
        else:
            middle = len(fixes) // 2
            self.make(fixes[:middle])
            self.make(fixes[middle:])


def take(taken: list[Edit], edits: Sequence[Edit]) -> bool:
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


def changes(text: str, fix: Fix) -> bool:
    """Whether a fix makes another text of this one."""
    return any(text[edit.span.start : edit.span.end] != edit.text for edit in fix.edits)


def _clash(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end
