"""REDUCE: what only the whole site can tell, and what is left after allowances and for drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

import msgspec

from lint.diagnostics import Diagnostic, Level, Span
from lint.engine.examine import CRASHES, Crash, Examined, diagnostic
from lint.engine.select import Rulebook, built_in
from lint.engine.settings import Settings
from lint.post.allow import Allowance
from lint.records import NamedTuple
from lint.rule import SiteRule
from lint.site.allowing import BUNDLE_FAULTS, Allowing
from lint.site.facts import PostFacts
from lint.site.site import Site

_MANY = 300
"""Reported posts from which on two processes are done sooner than one; measured."""
_BY_THEMSELVES = frozenset({"front", "spelling", "structure"})
"""Families of rules that share nothing of what they look up with those of links and images, and take about as long."""

T = TypeVar("T")

SettingsOf = Callable[[str], Settings]
"""The settings of the post at a path; posts with the same settings have the same object."""


class Beside(Protocol):
    """Does a piece of work while a block runs, which may ask for what it gave; see `lint.world.workers.begun`."""

    def __call__(self, work: Callable[[], T], kind: type[T], /) -> AbstractContextManager[Callable[[], T]]: ...


class Judged(msgspec.Struct, frozen=True):
    """The diagnostics that stand, in the order of the report, and the rules that failed."""

    diagnostics: tuple[Diagnostic, ...]
    crashes: tuple[Crash, ...] = ()
    allowed: tuple[Diagnostic, ...] = ()
    """What an allowance takes off; it is not among `diagnostics`."""
    known: tuple[Diagnostic, ...] = ()
    """What the baseline knows; it is not among `diagnostics`."""
    solved: int = 0
    """How many findings of the baseline are not there any more."""

    def count(self, level: Level) -> int:
        """How many diagnostics have this level."""
        return sum(d.level is level for d in self.diagnostics)


def judge(
    site: Site,
    examined: Iterable[Examined],
    settings_of: SettingsOf,
    rulebook: Rulebook | None = None,
    beside: Beside | None = None,
) -> Judged:
    """Adds what the site rules find to what the posts said, and takes off what is allowed.

    `examined` are the reported posts. A draft's errors count as warnings ("warn"), as errors ("error"), or the
    draft is left out ("skip"). `beside` does a part of it for large sites.
    """
    rulebook = rulebook or built_in()
    found: list[Diagnostic] = []
    crashes: list[Crash] = []
    for one in examined:
        found += one.diagnostics
        crashes += one.crashes
    groups = _groups(site, settings_of)
    asked = {post.path for post in site.reported}
    part = _found_by_all([*_runs(site, groups)], asked, settings_of, beside)
    found += part.diagnostics
    crashes += part.crashes
    sifted = _sift(found, site.posts)
    failed = {crash.rule for crash in crashes}
    names = _allowable(rulebook)
    more: list[Diagnostic] = []
    for settings, posts in groups:
        ran = {name for name in settings.chosen.levels.keys() - failed if not rulebook.rules[name].network}
        for rule in settings.chosen.site_rules:
            if rule.judges_allowances:
                allowing = Allowing(names, ran, sifted.needed, rulebook.complete)
                view = msgspec.structs.replace(site.for_posts(posts, settings.terms), allowing=allowing)
                part = _found([(rule, view)], asked, settings_of)
                more += part.diagnostics
                crashes += part.crashes
    if more:
        sifted = _sift((*found, *more), site.posts)
    standing = _allowed_for_drafts(sifted.standing, site.posts, settings_of)
    return Judged(tuple(sorted(standing, key=Diagnostic.order)), tuple(crashes), allowed=tuple(sifted.allowed))


_Groups = list[tuple[Settings, list[PostFacts]]]


def _groups(site: Site, settings_of: SettingsOf) -> _Groups:
    """The reported posts by their settings."""
    groups: dict[int, tuple[Settings, list[PostFacts]]] = {}
    for post in site.reported:
        settings = settings_of(post.path)
        groups.setdefault(id(settings), (settings, []))[1].append(post)
    return list(groups.values())


def _runs(site: Site, groups: _Groups) -> Iterator[tuple[SiteRule, Site]]:
    """Each site rule with the site as it is to see it, in the order of their ids; the last ones are left aside.

    Every rule sees all posts and reports some. Where the configuration makes no difference between posts, that is one
    run for each rule; a rule that has other options for some posts runs once more for those.
    """
    runs: dict[str, list[tuple[SiteRule, tuple[str, ...], list[PostFacts]]]] = {}
    for settings, posts in groups:
        for rule in settings.chosen.site_rules:
            if rule.judges_allowances:
                continue
            same = runs.setdefault(rule.id, [])
            for other, terms, members in same:
                if other == rule and terms == settings.terms:
                    members.extend(posts)
                    break
            else:
                same.append((rule, settings.terms, [*posts]))
    for name in sorted(runs):
        for rule, terms, members in runs[name]:
            yield rule, site.for_posts(members, terms)


class _Part(msgspec.Struct, array_like=True):
    """What some of the rules found, and those of them that failed."""

    diagnostics: list[Diagnostic]
    crashes: list[Crash]


def _found_by_all(
    runs: Sequence[tuple[SiteRule, Site]], asked: set[str], settings_of: SettingsOf, beside: Beside | None
) -> _Part:
    """What all the rules find. `beside` takes those whose looks at the site nobody needs again."""
    if beside is None or len(asked) < _MANY:
        return _found(runs, asked, settings_of)
    others = [run for run in runs if run[0].family in _BY_THEMSELVES]
    with beside(lambda: _found(others, asked, settings_of), _Part) as given:
        here = _found([run for run in runs if run[0].family not in _BY_THEMSELVES], asked, settings_of)
        there = given()
    crashes = sorted([*here.crashes, *there.crashes], key=lambda crash: crash.rule)
    return _Part([*here.diagnostics, *there.diagnostics], crashes)


def _found(runs: Iterable[tuple[SiteRule, Site]], asked: set[str], settings_of: SettingsOf) -> _Part:
    """What rules find in the posts that they are asked about; of others they may carelessly speak, too."""
    part = _Part([], [])
    for rule, view in runs:
        among = asked if len(view.reported) == len(asked) else {post.path for post in view.reported}
        try:
            part.diagnostics += [
                diagnostic(rule, settings_of(post.path).chosen.levels[rule.id], post.path, finding)
                for post, finding in rule.check(view)
                if post.path in among
            ]
        except CRASHES as error:
            part.crashes.append(Crash.of(rule, "", error))
    return part


class _Sifted(NamedTuple):
    """What stands, what is allowed, and the allowances that this took: path of the post, span of the id."""

    standing: list[Diagnostic]
    allowed: list[Diagnostic]
    needed: set[tuple[str, Span]]


def _sift(found: Iterable[Diagnostic], posts: Mapping[str, PostFacts]) -> _Sifted:
    sifted = _Sifted([], [], set())
    for one in found:
        covering = [allowance for allowance in posts[one.path].allowances if covers(allowance, one)]
        sifted.needed.update((one.path, allowance.span) for allowance in covering)
        (sifted.allowed if covering else sifted.standing).append(one)
    return sifted


def covers(allowance: Allowance, found: Diagnostic) -> bool:
    """Whether an allowance is about this diagnostic: it names the rule or its family, and holds where that begins."""
    return allowance.covers((found.rule, found.family), found.span.start)


def _allowable(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """All that can be allowed, and the rules it stands for: a family for those of it that run by default."""
    rules = rulebook.rules
    return {
        **{name: frozenset((name,)) for name in (*BUNDLE_FAULTS, *rules)},
        **{
            family: frozenset(name for name, rule in rules.items() if rule.family == family and rule.default)
            for family in rulebook.families
        },
    }


def _allowed_for_drafts(
    found: Iterable[Diagnostic], posts: Mapping[str, PostFacts], settings_of: SettingsOf
) -> Iterator[Diagnostic]:
    for one in found:
        if not posts[one.path].draft or (drafts := settings_of(one.path).drafts) == "error":
            yield one
        elif drafts == "warn":
            yield msgspec.structs.replace(one, level=Level.WARNING) if one.level is Level.ERROR else one
