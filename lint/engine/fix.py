"""Applies fixes and judges again, until nothing changes. Pure: the caller writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from lint.diagnostics import Diagnostic, Fix, Related
from lint.engine.changed import Changed
from lint.engine.elsewhere import Harm
from lint.engine.examine import Source
from lint.engine.mend import Mended, changes, mend
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
    parts: Changed | None = None
    """Where the parts lie now whose findings count, when not all do."""


Mender = Callable[[Post, list[Diagnostic]], Mended]
"""Makes of a post what the fixes of these findings, or some of them, make of it."""


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
    comes back to a text that it had, or does not come to rest in ROUNDS rounds, it begins anew and the rules that kept
    changing it leave it alone. `examine_all` examines posts where it is quicker than one after the other.
    """

    def applies(one: Diagnostic) -> bool:
        return one.fix is not None and (one.fix.safe or unsafe) and wanted(one)

    work = _Work(desk, sources, tuple(reported), result, examine_all=examine_all or desk.examine)
    work.run(applies)
    return work.done(applies)


def fix_by_asking(
    desk: Desk,
    sources: Mapping[str, Source],
    reported: Iterable[str],
    result: Result,
    applies: Callable[[Diagnostic], bool],
    *,
    mender: Mender,
) -> Fixed:
    """The same, where `mender` says what is made of a post and of the findings whose fixes it is offered.

    A finding that it passes over is offered again after the next round, at its new place.
    """
    work = _Work(desk, sources, tuple(reported), result, examine_all=desk.examine, mender=mender)
    work.run(applies)
    return work.done(applies)


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
        examine_all: Examine,
        mender: Mender | None = None,
    ) -> None:
        self._desk, self._reported, self._examine_all = desk, reported, examine_all
        self._given, self._first_changes = sources, desk.changed
        self._now = dict(sources)
        self._examined = dict(result.examined)
        self._judged = result.judged
        self._changed: dict[str, Source] = {}
        self._fixed: list[Diagnostic] = []
        self._refused: dict[str, dict[Fix, Harm]] = {}
        self._barred: dict[str, dict[str, str]] = defaultdict(dict)
        """The rules that leave a post alone, and why, by path."""
        self._texts: dict[str, list[str]] = {}
        self._rules: dict[str, list[set[str]]] = defaultdict(list)
        self._whole = True  # the judgement is that of all posts
        self._asks = mender is not None
        self._mend = mender or partial(mend, restructuring=restructuring(desk.rulebook))

    def run(self, applies: Callable[[Diagnostic], bool]) -> None:
        """Goes on until nothing changes."""
        while touched := self._round(applies) or self._last_round(applies):
            for path in touched:
                if rules := self._in_a_circle(path):
                    self._barred[path] |= _why(rules)
                    if not self._asks:
                        self._begin_anew(path)
            self._examined |= {
                one.facts.path: one for one in self._examine_all([self._now[path] for path in touched], True)
            }
            self._judge(touched)

    def _last_round(self, applies: Callable[[Diagnostic], bool]) -> list[str]:
        """Between the rounds only what changed is judged; this may have changed what is said of other posts."""
        if self._whole:
            return []
        self._judge(self._reported)
        return self._round(applies)

    def _judge(self, reported: Sequence[str]) -> None:
        self._judged = rejudge(self._desk, self._examined, self._now, reported)
        self._whole = reported is self._reported

    def _in_a_circle(self, path: str) -> set[str]:
        """The rules that led a post back to a text that it had, or that still change it after ROUNDS rounds."""
        *earlier, last = self._texts[path]
        if last in earlier:
            return set().union(*self._rules[path][earlier.index(last) :])
        return self._rules[path][-1] if len(self._rules[path]) > ROUNDS else set()

    def _begin_anew(self, path: str) -> None:
        """Takes a post back to what it was."""
        self._now[path] = self._given[path]
        del self._changed[path], self._texts[path], self._rules[path]
        self._fixed = [one for one in self._fixed if one.path != path]
        if (now := self._desk.changed) and (first := self._first_changes) and path in first.spans:
            spans, lengths = {**now.spans, path: first.spans[path]}, {**now.lengths, path: first.lengths[path]}
            self._desk = msgspec.structs.replace(self._desk, changed=Changed(spans, lengths))

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
            mended = self._mend(parse(text, path, flavor=self._desk.flavors.of(path)), ones)
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
        if not self._whole:
            self._judge(self._reported)
        left: list[Left] = []
        standing: list[Diagnostic] = []
        for one in self._judged.diagnostics:
            found = self._refused.get(one.path, {}).get(one.fix) if one.fix else None
            if reason := self._reason(one, found) if applies(one) else "":
                left.append(Left(one, reason))
                note = Related(one.path, found.span if found else one.span, f"not fixed: {reason}")
                standing.append(msgspec.structs.replace(one, fix=None, related=(*one.related, note)))
            else:
                standing.append(one)
        judged = msgspec.structs.replace(self._judged, diagnostics=tuple(standing))
        return Fixed(self._changed, self._fixed, Result(judged, self._examined), left, self._desk.changed)

    def _reason(self, one: Diagnostic, found: Harm | None) -> str:
        """Why a finding that was to be fixed still stands; empty where there is nothing to say."""
        if found:
            return found.reason
        if self._asks or one.fix is None or not changes(self._now[one.path].text, one.fix):
            return ""
        return self._barred.get(one.path, {}).get(one.rule) or "the edits of the fix overlap"


def restructuring(rulebook: Rulebook) -> frozenset[str]:
    """The ids of the rules whose fixes make, end or remove blocks, links or marks on purpose."""
    return frozenset(name for name, rule in rulebook.rules.items() if rule.restructures)
