"""REDUCE: what only the whole site can tell, and what is left after allowances and for drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from lint.diagnostics import Diagnostic, Level
from lint.engine.examine import Crash, Examined, diagnostic
from lint.post.allow import Allowance
from lint.rule import SiteRule
from lint.site.facts import PostFacts
from lint.site.site import Site

DraftPolicy = Literal["warn", "error", "skip"]


class Judged(msgspec.Struct, frozen=True):
    """The diagnostics that stand, in the order of the report, and the rules that failed."""

    diagnostics: tuple[Diagnostic, ...]
    crashes: tuple[Crash, ...] = ()
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
    for rule in rules:
        try:
            found += [diagnostic(rule, levels[rule.id], post.path, finding) for post, finding in rule.check(site)]
        except Exception as error:
            crashes.append(Crash.of(rule, "", error))
    standing = _allowed_for_drafts(_not_allowed(found, site.posts), site.posts, drafts)
    return Judged(tuple(sorted(standing, key=Diagnostic.order)), tuple(crashes))


def _not_allowed(found: Iterable[Diagnostic], posts: Mapping[str, PostFacts]) -> Iterator[Diagnostic]:
    for one in found:
        allowances = posts[one.path].allowances
        if not allowances or not any(covers(allowance, one) for allowance in allowances):
            yield one


def covers(allowance: Allowance, found: Diagnostic) -> bool:
    """Whether an allowance is about this diagnostic: the rule agrees and the finding begins in its scope."""
    return allowance.covers(found.rule, found.span.start)


def _allowed_for_drafts(
    found: Iterable[Diagnostic], posts: Mapping[str, PostFacts], drafts: DraftPolicy
) -> Iterator[Diagnostic]:
    for one in found:
        if drafts == "error" or not posts[one.path].draft:
            yield one
        elif drafts == "warn":
            yield msgspec.structs.replace(one, level=Level.WARNING) if one.level is Level.ERROR else one
