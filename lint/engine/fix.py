"""Applies fixes and judges again, until nothing changes. Pure: the caller writes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from lint.diagnostics import Diagnostic, Edit, Fix, Related
from lint.engine.elsewhere import Harm, harm, moved
from lint.engine.examine import Source
from lint.engine.run import Desk, Examine, Result, rejudge
from lint.engine.select import Rulebook
from lint.post.post import Post, parse

ROUNDS = 10
"""How often a text is fixed and judged again before the rules that still change it are left out."""


class Left(msgspec.Struct, frozen=True):
    """A finding whose fix was to be applied and was not, and why. `diagnostic` is about the text that came of it."""

    diagnostic: Diagnostic
    reason: str


class Fixed(msgspec.Struct):
    """What fixing did: the new sources by path, the diagnostics that were fixed, and the judgement of what is left.

    Of the findings in `left`, the judgement has no fix but a note.
    """

    changed: dict[str, Source]
    fixed: list[Diagnostic]
    result: Result
    left: list[Left] = []


class Mended(msgspec.Struct):
    """One post after one round: what was fixed, and the fixes that would have changed something else."""

    post: Post
    fixed: list[Diagnostic]
    refused: dict[Fix, Harm]


def fix(
    desk: Desk,
    sources: Mapping[str, Source],
    reported: Iterable[str],
    result: Result,
    wanted: Callable[[Diagnostic], bool],
    *,
    unsafe: bool = False,
    examine_all: Examine | None = None,
) -> Fixed:
    """Fixes the reported posts, examines what changed and judges the site again, until nothing changes.

    `wanted` chooses the diagnostics whose fixes are applied. `sources` and `result` are left as they are. Where a post
    comes back to a text that it had, or does not come to rest in ROUNDS rounds, all begins anew and the rules that kept
    changing it leave that post alone. `examine_all` examines posts where it is quicker than one after the other.
    """
    reported = tuple(reported)
    barred: dict[str, dict[str, str]] = {}

    def applies(one: Diagnostic) -> bool:
        return one.fix is not None and (one.fix.safe or unsafe) and wanted(one)

    while True:
        work = _Work(desk, sources, reported, result, barred=barred, examine_all=examine_all or desk.examine)
        restless = work.run(applies)
        if not restless:
            return work.done(applies)
        for path, rules in restless.items():
            barred.setdefault(path, {}).update(_why(rules))


def _why(rules: Iterable[str]) -> dict[str, str]:
    names = sorted(rules)
    if len(names) == 1:
        reason = f"the fixes of `{names[0]}` never come to an end in this post"
    else:
        shown = ", ".join(f"`{name}`" for name in names[:-1])
        reason = f"the fixes of {shown} and `{names[-1]}` undo one another in this post"
    return dict.fromkeys(names, reason)


class _Work:
    """Fixing all posts, round after round."""

    def __init__(
        self,
        desk: Desk,
        sources: Mapping[str, Source],
        reported: Sequence[str],
        result: Result,
        *,
        barred: Mapping[str, Mapping[str, str]],
        examine_all: Examine,
    ) -> None:
        self._desk, self._reported, self._barred, self._examine_all = desk, reported, barred, examine_all
        self._now = dict(sources)
        self._examined = dict(result.examined)
        self._judged = result.judged
        self._changed: dict[str, Source] = {}
        self._fixed: list[Diagnostic] = []
        self._refused: dict[str, dict[Fix, Harm]] = {}
        self._texts: dict[str, list[str]] = {}
        self._rules: dict[str, list[set[str]]] = defaultdict(list)
        self._restructuring = restructuring(desk.rulebook)

    def run(self, applies: Callable[[Diagnostic], bool]) -> dict[str, set[str]]:
        """Goes on until nothing changes; the rules that hinder it, by path, if it does not come to that."""
        whole = True  # the judgement is that of all posts
        for _ in range(ROUNDS):
            touched = self._round(applies)
            if not touched and not whole:
                # Between the rounds only what changed is judged; this may have changed what is said of other posts.
                self._judge(self._reported)
                whole, touched = True, self._round(applies)
            if not touched:
                return {}
            if restless := {path: rules for path in touched if (rules := self._in_a_circle(path))}:
                return restless
            self._examined |= {
                one.facts.path: one for one in self._examine_all([self._now[path] for path in touched], True)
            }
            self._judge(touched)
            whole = False
        self._judge(self._reported)
        return self._still_moving(applies)

    def _judge(self, reported: Iterable[str]) -> None:
        self._judged = rejudge(self._desk, self._examined, self._now, reported)

    def _in_a_circle(self, path: str) -> set[str]:
        """The rules that led a post back to a text that it had."""
        *earlier, last = self._texts[path]
        return set().union(*self._rules[path][earlier.index(last) :]) if last in earlier else set()

    def _still_moving(self, applies: Callable[[Diagnostic], bool]) -> dict[str, set[str]]:
        moving: dict[str, set[str]] = defaultdict(set)
        for path, ones in self._to_fix(applies).items():
            moving[path].update(one.rule for one in ones if one.fix not in self._refused.get(path, {}))
        return {path: rules for path, rules in moving.items() if rules}

    def _to_fix(self, applies: Callable[[Diagnostic], bool]) -> dict[str, list[Diagnostic]]:
        """The diagnostics whose fixes are asked for and change something, by path."""
        by_path: dict[str, list[Diagnostic]] = defaultdict(list)
        for one in self._judged.diagnostics:
            if (
                applies(one)
                and one.fix
                and one.rule not in self._barred.get(one.path, ())
                and changes(self._now[one.path].text, one.fix)
            ):
                by_path[one.path].append(one)
        return by_path

    def _round(self, applies: Callable[[Diagnostic], bool]) -> list[str]:
        """Fixes each post once; the paths of those that changed."""
        touched = []
        for path, ones in self._to_fix(applies).items():
            text = self._now[path].text
            refused = self._refused.setdefault(path, {})
            if all(one.fix in refused for one in ones):
                continue
            mended = mend(parse(text, path, flavor=self._desk.flavors.of(path)), ones, self._restructuring)
            refused |= mended.refused
            if mended.post.text == text:
                continue
            refused.clear()  # the places have moved
            self._texts.setdefault(path, [text]).append(mended.post.text)
            self._rules[path].append({one.rule for one in mended.fixed})
            self._now[path] = self._changed[path] = Source(path, mended.post.text)
            self._fixed += mended.fixed
            if self._desk.changed:
                edits = {edit for one in mended.fixed if one.fix for edit in one.fix.edits}
                changed = self._desk.changed.after(path, mended.post.text, edits)
                self._desk = msgspec.structs.replace(self._desk, changed=changed)
            touched.append(path)
        return touched

    def done(self, applies: Callable[[Diagnostic], bool]) -> Fixed:
        """What came of it. A finding that could not be fixed loses its fix and says why."""
        left: list[Left] = []
        standing: list[Diagnostic] = []
        for one in self._judged.diagnostics:
            if applies(one) and one.fix and changes(self._now[one.path].text, one.fix):
                found = self._refused.get(one.path, {}).get(one.fix)
                barred = self._barred.get(one.path, {}).get(one.rule)
                reason = f"the fix would change {found.what}" if found else barred or "the edits of the fix overlap"
                left.append(Left(one, reason))
                note = Related(one.path, found.span if found else one.span, f"not fixed: {reason}")
                standing.append(msgspec.structs.replace(one, fix=None, related=(*one.related, note)))
            else:
                standing.append(one)
        judged = msgspec.structs.replace(self._judged, diagnostics=tuple(standing))
        return Fixed(self._changed, self._fixed, Result(judged, self._examined), left)


def restructuring(rulebook: Rulebook) -> frozenset[str]:
    """The ids of the rules whose fixes make, end or remove blocks, links or marks on purpose."""
    return frozenset(name for name, rule in rulebook.rules.items() if rule.restructures)


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
