"""One site from sources to judgement. Pure: files, clock and dictionary are handed in."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from lint.config.schema import Config
from lint.diagnostics import Diagnostic
from lint.engine.baseline import Known, PassageOf, Scope, hold_back, solved
from lint.engine.changed import Changed
from lint.engine.examine import Drafting, Examined, Source, examine
from lint.engine.judge import Beside, Judged, judge
from lint.engine.passage import Passage, passage
from lint.engine.select import Chosen, Rulebook, built_in
from lint.engine.settings import Overrides, Settings
from lint.rule import SiteRule
from lint.site.accepted import Accepted
from lint.site.declared import Declared
from lint.site.facts import PostFacts
from lint.site.flavors import Flavors
from lint.site.history import History
from lint.site.site import Files, ReadTexts, Site, read_nothing
from lint.site.verdicts import Outcome
from lint.spelling.dictionaries import Dictionaries

Examine = Callable[[Sequence[Source], bool], Iterable[Examined]]
"""Examines sources in order; the flag says whether the post rules run (they do not where only facts are needed)."""


class Desk(msgspec.Struct, frozen=True):
    """What judging depends on besides the posts."""

    config: Config
    chosen: Chosen
    dictionaries: Dictionaries
    files: Files
    today: datetime.date
    collections: tuple[Declared, ...] = ()
    words: Mapping[str, Sequence[str]] = msgspec.field(default_factory=dict)
    """What the words files accept, by language."""
    read: ReadTexts = read_nothing
    """Reads small files of the site, such as a generator's configuration, when a rule asks for them."""
    look_back: Callable[[], History] = History
    """Looks up what the site published before, when a rule asks for it."""
    verdicts: Mapping[str, Outcome] = {}
    """What the network said of addresses, as they are written in the posts."""
    flavors: Flavors = msgspec.field(default_factory=Flavors)
    """What the posts may hold besides CommonMark."""
    known: Known | None = None
    """What the baseline knows, where there is one."""
    changed: Changed | None = None
    """The parts of posts whose findings count, when not all do."""
    overrides: Overrides = Overrides()
    """What differs for the posts at some paths."""
    rulebook: Rulebook = msgspec.field(default_factory=built_in)
    """The rules that there are for the site, those that do not run, too."""
    drafting: Drafting | None = None
    """Makes what the pages of the judged posts need, where they are to be published."""
    beside: Beside | None = None
    """Does a part of the judgement of a large site elsewhere."""

    def settings(self) -> Callable[[str], Settings]:
        """What tells the settings of the post at a path."""
        config, overrides = self.config, self.overrides
        base = Settings(self.chosen, config.lang, config.drafts, config.terms)
        if not overrides.matchers:
            return lambda path: base  # noqa: ARG005
        return lambda path: overrides.of(path) or base

    def limited(self, keep: Callable[[Chosen], Chosen]) -> Desk:
        """The same with fewer rules, whichever post they judge."""
        return msgspec.structs.replace(self, chosen=keep(self.chosen), overrides=self.overrides.limited(keep))

    def examine(self, sources: Sequence[Source], judged: bool) -> list[Examined]:
        """Examines one source after the other in this process."""
        settings_of = self.settings()
        gathering: dict[int, tuple[SiteRule, ...]] = {}
        found = []
        for source in sources:
            its, flavor = settings_of(source.path), self.flavors.of(source.path)
            rules, levels = its.chosen.post_rules if judged else (), its.chosen.levels
            if (more := gathering.get(id(its))) is None:
                more = gathering[id(its)] = tuple(rule for rule in its.chosen.site_rules if rule.gathers())
            found.append(
                examine(
                    source,
                    rules,
                    levels,
                    self.dictionaries,
                    language=its.language,
                    terms=its.terms,
                    flavor=flavor,
                    gathering=more,
                    drafting=self.drafting if judged else None,
                )
            )
        return found

    def accepted(self) -> Accepted:
        """The words that the configuration and the words files accept."""
        listed: dict[str, list[str]] = {}
        for source in (self.config.words, self.words):
            for language, words in source.items():
                listed.setdefault(language, []).extend(words)
        return Accepted(listed)


class Result(msgspec.Struct):
    """The judgement of one site; `examined` by path, for the posts that are reported and for those that are not."""

    judged: Judged
    examined: dict[str, Examined]
    site: Site | None = None
    """What the site rules saw; None where nobody needs it any more."""


def run(
    desk: Desk, sources: Mapping[str, Source], reported: Sequence[str], examine_all: Examine | None = None
) -> Result:
    """Judges a site's posts; only what is found in `reported` counts."""
    wanted = set(reported)
    mapper = examine_all or desk.examine
    inside = [sources[path] for path in sorted(wanted)]
    outside = [sources[path] for path in sorted(sources.keys() - wanted)] if _has_site_rules(desk, inside) else []
    examined = {one.facts.path: one for one in (*mapper(inside, True), *mapper(outside, False))}
    site = site_of(desk, examined, wanted)
    return Result(rejudge(desk, examined, sources, wanted, site), examined, site)


def _has_site_rules(desk: Desk, sources: Sequence[Source]) -> bool:
    settings_of = desk.settings()
    return bool(desk.chosen.site_rules) or any(settings_of(source.path).chosen.site_rules for source in sources)


def site_of(desk: Desk, examined: Mapping[str, Examined], reported: Iterable[str]) -> Site:
    """What the site rules see; drafts are reported unless the configuration skips them."""
    return Site(
        posts={path: examined[path].facts for path in sorted(examined)},
        reported=_judged(desk, examined, reported),
        files=desk.files,
        today=desk.today,
        dictionaries=desk.dictionaries,
        terms=desk.config.terms,
        accepted=desk.accepted(),
        static=desk.config.static,
        collections=desk.collections,
        url=desk.config.url or desk.config.bundle.url,
        read=desk.read,
        look_back=desk.look_back,
        verdicts=desk.verdicts,
        flavors=desk.flavors,
    )


def _judged(desk: Desk, examined: Mapping[str, Examined], reported: Iterable[str]) -> tuple[PostFacts, ...]:
    wanted = (examined[path].facts for path in sorted(reported))
    settings_of = desk.settings()
    return tuple(post for post in wanted if not post.draft or settings_of(post.path).drafts != "skip")


def rejudge(
    desk: Desk,
    examined: Mapping[str, Examined],
    sources: Mapping[str, Source],
    reported: Iterable[str],
    site: Site | None = None,
) -> Judged:
    """The judgement of posts that are examined already; what the baseline knows is set apart.

    `site` is what `site_of` gives for the rest.
    """
    site = site or site_of(desk, examined, reported)
    judged = judge(site, [examined[post.path] for post in site.reported], desk.settings(), desk.rulebook, desk.beside)
    if known := desk.known:
        held = hold_back(known.entries, judged.diagnostics, passages(examined, sources), sources.keys())
        scope = scope_of(desk, examined, sources, reported, known.unasked)
        judged = msgspec.structs.replace(
            judged,
            diagnostics=held.standing,
            known=tuple(one for one, _ in held.known),
            solved=solved(known.entries, held, scope),
        )
    return desk.changed.limit(judged) if desk.changed else judged


def scope_of(
    desk: Desk,
    examined: Mapping[str, Examined],
    sources: Mapping[str, Source],
    reported: Iterable[str],
    unasked: frozenset[str],
) -> Scope:
    """What was judged of the site, but for the rules that were not asked."""
    judged = frozenset(post.path for post in _judged(desk, examined, reported))
    return Scope(judged, frozenset(sources), unasked)


def passages(examined: Mapping[str, Examined], sources: Mapping[str, Source]) -> PassageOf:
    """Gives the passage of a finding in any of these posts."""

    def passage_of(found: Diagnostic) -> Passage:
        close = examined[found.path].facts.close
        return passage(found, sources[found.path].text, close.end if close else 0)

    return passage_of
