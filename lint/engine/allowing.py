"""Writes allowances for findings, judges again, and sees to it that each is needed where it stands. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from lint.diagnostics import Diagnostic, Edit
from lint.engine.allowance_places import Place, places
from lint.engine.elsewhere import harm
from lint.engine.examine import Source
from lint.engine.fix import Fixed
from lint.engine.mend import edited
from lint.engine.run import Desk, Examine, Result, rejudge
from lint.post.post import Post, parse
from lint.post.prose import BREAK, INVISIBLE, OPAQUE


class _Wish(msgspec.Struct):
    """A finding that is to be allowed, and the places for that; those before `tried` did not do."""

    found: Diagnostic
    places: list[Place]
    tried: int = 0
    harmless: int = -1
    """The place that was seen to change nothing that shows."""

    @property
    def place(self) -> Place | None:
        return self.places[self.tried] if self.tried < len(self.places) else None


def allow(
    desk: Desk,
    sources: Mapping[str, Source],
    reported: Sequence[str],
    result: Result,
    wanted: Callable[[Diagnostic], bool],
    *,
    examine_all: Examine | None = None,
) -> Fixed:
    """Allows the findings that are `wanted`, each in the narrowest place where a comment changes nothing that shows.

    A comment may itself silence a rule, for example between two words, or wake one; then the next place is tried. What
    cannot be allowed is left as it is. `sources` and `result` are not changed.
    """
    wishes: dict[str, list[_Wish]] = defaultdict(list)
    posts: dict[str, Post] = {}
    for one in result.judged.diagnostics:
        if wanted(one) and not sources[one.path].unreadable:
            if one.path not in posts:
                posts[one.path] = parse(sources[one.path].text, one.path, flavor=desk.flavors.of(one.path))
            wishes[one.path].append(_Wish(one, list(places(posts[one.path], one))))
    everything = msgspec.structs.replace(desk, changed=None, known=None)
    judged = rejudge(everything, result.examined, sources, wishes)
    before = _starts((*judged.diagnostics, *judged.allowed))
    examined, now, todo = dict(result.examined), dict(sources), list(wishes)
    written: dict[str, list[Edit]] = {}
    while todo:
        for path in todo:
            written[path] = _written(posts[path], wishes[path])
            now[path] = Source(path, edited(posts[path].text, written[path]))
        touched = [now[path] for path in todo]
        examined |= {one.facts.path: one for one in (examine_all or desk.examine)(touched, True)}
        judged = rejudge(everything, examined, now, todo)
        after, allowed = _starts(judged.diagnostics), _starts(judged.allowed)
        todo = [path for path in todo if _try_on(wishes[path], written[path], before[path], after[path], allowed[path])]
    changed = {path: now[path] for path, edits in written.items() if edits}
    if not changed:
        return Fixed({}, [], result)
    done = [one.found for path in changed for one in wishes[path] if one.place]
    return Fixed(changed, done, Result(rejudge(desk, examined, now, reported), examined))


_Starts = set[tuple[str, int]]
"""Findings of a post: their rules and where they begin."""


def _starts(diagnostics: Iterable[Diagnostic]) -> dict[str, _Starts]:
    found: dict[str, _Starts] = defaultdict(set)
    for one in diagnostics:
        found[one.path].add((one.rule, one.span.start))
    return found


def _try_on(wishes: Sequence[_Wish], edits: Sequence[Edit], before: _Starts, after: _Starts, allowed: _Starts) -> bool:
    """Moves on from the places whose comments silenced a rule, woke one or were not heeded; whether there were any.

    `before` is what was found at all; `after` and `allowed` are what stands after the edits, and what does not.
    """
    expected = {(rule, now): start for rule, start in before for now in _now(start, edits)}
    found = {(rule, expected[rule, now]) for rule, now in after | allowed if (rule, now) in expected}
    wrong = [start for _, start in before - found]
    wrong += [_then(now, edits) for rule, now in after if (rule, now) not in expected]
    guilty: set[Place] = set()
    placed = [(one, one.place) for one in wishes if one.place]
    inline = [place for _, place in placed if not place.whole]
    for start in wrong:
        nearest = min(inline, key=lambda place: abs(place.span.start - start), default=None)
        guilty.update([nearest] if nearest else [place for _, place in placed])
    moved = False
    for one, place in placed:
        start = one.found.span.start
        if place in guilty or not any((one.found.rule, now) in allowed for now in _now(start, edits)):
            one.tried += 1
            moved = True
    return moved


def _written(post: Post, wishes: Sequence[_Wish]) -> list[Edit]:
    """The edits that allow the findings; what would change what shows is passed over for good."""
    if not _harms(post, _edits(wishes)):
        return _edits(wishes)
    for one in wishes:
        while (place := one.place) and one.harmless != one.tried:
            if _harms(post, [place.edit([one.found.rule])]):
                one.tried += 1
            else:
                one.harmless = one.tried
    edits = _edits(wishes)
    if not _harms(post, edits):
        return edits
    for one in wishes:  # together they do what each alone does not
        later = range(one.tried + 1, len(one.places))
        one.tried = next((number for number in later if one.places[number].whole), len(one.places))
    return _written(post, wishes)


def _edits(wishes: Sequence[_Wish]) -> list[Edit]:
    """The edits for all wishes; a rule that is allowed for the whole post needs no other place."""
    everywhere: dict[str, Place] = {}
    for one in wishes:
        if one.place and one.place.whole:
            everywhere.setdefault(one.found.rule, one.place)
    groups: dict[Place, set[str]] = defaultdict(set)
    for one in wishes:
        if place := everywhere.get(one.found.rule) or one.place:
            groups[place].add(one.found.rule)
    return sorted(place.edit(rules) for place, rules in groups.items())


_NOT_SHOWN = BREAK + OPAQUE + INVISIBLE + " \t\r\n"


def _harms(post: Post, edits: Sequence[Edit]) -> bool:
    """Whether edits, in order, show themselves or change anything else that shows."""
    if not edits:
        return False
    after = parse(edited(post.text, edits), post.path, flavor=post.dialect.flavor)
    gain = 0
    for (start, end), text in edits:
        if after.prose[start + gain : start + gain + len(text)].strip(_NOT_SHOWN):
            return True
        gain += len(text) - (end - start)
    return harm(post, after, edits) is not None


def _now(start: int, edits: Sequence[Edit]) -> tuple[int, int]:
    """Where what begins here begins after the edits; what is inserted right there may stand before or behind it."""
    before = sum(len(text) - (end - first) for (first, end), text in edits if end < start)
    right_there = sum(len(text) - (end - first) for (first, end), text in edits if end == start)
    return start + before, start + before + right_there


def _then(now: int, edits: Sequence[Edit]) -> int:
    """About where something stood before the edits."""
    for (first, end), text in edits:
        if first >= now:
            break
        now -= min(len(text), now - first) - (end - first)
    return now
