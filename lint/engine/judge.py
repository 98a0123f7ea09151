"""REDUCE: what only the whole site can tell, and what is left after allowances and for drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from lint.diagnostics import Diagnostic, Level, Span
from lint.engine.examine import Crash, Examined, diagnostic
from lint.engine.select import all_rules, families
from lint.post.allow import Allowance
from lint.rule import SiteRule
from lint.site.allowing import BUNDLE_FAULTS, Allowing
from lint.site.facts import PostFacts
from lint.site.site import Site

DraftPolicy = Literal["warn", "error", "skip"]


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
    rules: Sequence[SiteRule],
    levels: Mapping[str, Level],
    drafts: DraftPolicy = "warn",
) -> Judged:
    """Adds what the site rules find to what the posts said, and takes off what is allowed.

    `examined` are the reported posts. A draft's errors count as warnings ("warn"), as errors ("error"), or the
    draft is left out ("skip").
    """
    found: list[Diagnostic] = []
    crashes: list[Crash] = []
    for one in examined:
        found += one.diagnostics
        crashes += one.crashes
    first = [rule for rule in rules if not rule.judges_allowances]
    last = [rule for rule in rules if rule.judges_allowances]
    found += _found(site, first, levels, crashes)
    sifted = _sift(found, site.posts)
    if last:
        ran = levels.keys() - {crash.rule for crash in crashes}
        allowing = Allowing(_allowable(), ran - _elsewhere(), sifted.needed)
        more = _found(msgspec.structs.replace(site, allowing=allowing), last, levels, crashes)
        sifted = _sift((*found, *more), site.posts)
    standing = _allowed_for_drafts(sifted.standing, site.posts, drafts)
    return Judged(tuple(sorted(standing, key=Diagnostic.order)), tuple(crashes), allowed=tuple(sifted.allowed))


def _found(
    site: Site, rules: Iterable[SiteRule], levels: Mapping[str, Level], crashes: list[Crash]
) -> Iterator[Diagnostic]:
    for rule in rules:
        try:
            yield from [diagnostic(rule, levels[rule.id], post.path, finding) for post, finding in rule.check(site)]
        except Exception as error:
            crashes.append(Crash.of(rule, "", error))


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


@cache
def _elsewhere() -> frozenset[str]:
    """The rules that judge by what the network said."""
    return frozenset(name for name, rule in all_rules().items() if rule.network)


def _allowable() -> dict[str, frozenset[str]]:
    """All that can be allowed, and the rules it stands for: a family for those of it that run by default."""
    rules = all_rules()
    return {
        **{name: frozenset((name,)) for name in (*BUNDLE_FAULTS, *rules)},
        **{
            family: frozenset(name for name, rule in rules.items() if rule.family == family and rule.default)
            for family in families()
        },
    }


def _allowed_for_drafts(
    found: Iterable[Diagnostic], posts: Mapping[str, PostFacts], drafts: DraftPolicy
) -> Iterator[Diagnostic]:
    for one in found:
        if drafts == "error" or not posts[one.path].draft:
            yield one
        elif drafts == "warn":
            yield msgspec.structs.replace(one, level=Level.WARNING) if one.level is Level.ERROR else one
