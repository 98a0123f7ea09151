"""Writes allowances for findings, judges again, and sees to it that each is needed where it stands. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from lint.diagnostics import Diagnostic, Edit
from lint.engine.allowance_places import Place, places
from lint.engine.elsewhere import harm
from lint.engine.examine import Source
from lint.engine.fix import Fixed, edited
from lint.engine.run import Desk, Examine, Result, rejudge
from lint.post.post import Post, parse


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

    A comment may itself silence a rule, for example between two words; then the next place is tried. What cannot be
    allowed is left as it is. `sources` and `result` are not changed.
    """
    wishes: dict[str, list[_Wish]] = defaultdict(list)
    posts: dict[str, Post] = {}
    for one in result.judged.diagnostics:
        if wanted(one) and not sources[one.path].unreadable:
            if one.path not in posts:
                posts[one.path] = parse(sources[one.path].text, one.path, flavor=desk.flavors.of(one.path))
            wishes[one.path].append(_Wish(one, list(places(posts[one.path], one))))
    while True:
        written = {path: _written(posts[path], ones) for path, ones in wishes.items()}
        changed = {path: Source(path, edited(posts[path].text, edits)) for path, edits in written.items() if edits}
        if not changed:
            return Fixed({}, [], result)
        again = {one.facts.path: one for one in (examine_all or desk.examine)(list(changed.values()), True)}
        examined = {**result.examined, **again}
        judged = rejudge(desk, examined, {**sources, **changed}, reported)
        allowed = {(one.path, one.rule, one.span.start) for one in judged.allowed}
        missed = [
            one
            for path in changed
            for one in wishes[path]
            if one.place and not any((path, one.found.rule, at) in allowed for at in _now(one.found, written[path]))
        ]
        if not missed:
            done = [one.found for path in changed for one in wishes[path] if one.place]
            return Fixed(changed, done, Result(judged, examined))
        for wish in missed:
            wish.tried += 1


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


def _harms(post: Post, edits: Sequence[Edit]) -> bool:
    if not edits:
        return False
    after = parse(edited(post.text, edits), post.path, flavor=post.dialect.flavor)
    return harm(post, after, edits) is not None


def _now(found: Diagnostic, edits: Sequence[Edit]) -> tuple[int, int]:
    """Where the finding begins after the edits; what is inserted right there may stand before or behind it."""
    start = found.span.start
    before = sum(len(text) - (end - first) for (first, end), text in edits if end < start)
    right_there = sum(len(text) - (end - first) for (first, end), text in edits if end == start)
    return start + before, start + before + right_there
