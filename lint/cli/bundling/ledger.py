"""The everyday run: a bundle stands, and since then the words of a few posts changed, and nothing else.

What the site is told of these posts is then what it was, so all other pages and all findings about other posts are,
too. Only the posts that changed are examined, and their pages and the lists of files are made anew. Whatever is
different besides, or not known, takes a run that builds all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lint.cli.bundling.job import as_published
from lint.cli.bundling.unchanged import needs_dictionaries
from lint.cli.session import Session
from lint.diagnostics import Diagnostic
from lint.engine.examine import Examined
from lint.engine.judge import Judged
from lint.engine.run import Desk, Result
from lint.rule import SiteRule
from lint.site.facts import PostFacts
from lint.site.moved import Moves, moved
from lint.site.words import PostWords
from lint.world.known_results import examine_known, keys_of, state_of
from lint.world.program import program
from lint.world.result_cache import ResultCache
from lint.world.sites import OpenSite
from lint.world.staging import links_out

if TYPE_CHECKING:
    from lint.bundle.draft import Draft
    from lint.bundle.feeds import Entry
    from lint.bundle.job import Built, Job
    from lint.bundle.pages import Choice

_FEW = 20
"""So many changed posts are examined one after the other; more are done sooner by a run with several processes."""


class NotPlainError(Exception):
    """More changed than what some pages say."""


class Known(msgspec.Struct, array_like=True, frozen=True):
    """What is known of a bundle that stands.

    `about` says all that it was made of besides its posts, `examined` under what the results of these are kept, by
    their paths. `pages` are the files of the published ones, `fed` those in the feeds. `diagnostics` is what stands
    about what is published, `quiet` says that this is all there is to know of the judgement: no baseline holds
    anything back, nothing is hidden, and no dictionary may be missing. `left_out` counts drafts and later posts,
    `manifest` is the sum of manifest.json.
    """

    about: bytes
    examined: dict[str, bytes]
    pages: dict[str, str]
    fed: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    quiet: bool
    notices: tuple[str, ...]
    left_out: tuple[int, int]
    manifest: str
    title: str


class Plain(msgspec.Struct, frozen=True):
    """A run that has little to do: what is known, what stands now, and the new texts of pages by their posts.

    `quiet` as in `Known`.
    """

    known: Known
    diagnostics: tuple[Diagnostic, ...]
    quiet: bool
    drafts: dict[str, Draft]


class Ledger:
    """Knows what a bundle at a place was made of, and tells whether little changed since.

    `about` is what it depends on besides the posts and what they are judged by.
    """

    def __init__(self, site: OpenSite, desk: Desk, target: Path, cache: ResultCache, *, about: tuple[str, ...]) -> None:
        self.site, self.desk, self.target, self.cache = site, desk, target, cache
        self._name = b"%b what stands at %b" % (program(), bytes(target))
        self._state = state_of(desk, site.root)
        self._keys = keys_of(self._state, desk, [site.sources[path] for path in sorted(site.sources)])
        whole = repr((msgspec.json.encode(desk.config, order="deterministic"), desk.today, site.reported, about))
        self._about = hashlib.sha256(self._state + whole.encode("utf-8", "backslashreplace")).digest()

    def _key(self, what: str) -> bytes:
        return hashlib.sha256(self._name + what.encode()).digest()

    def note(self, judged: Session, choice: Choice, job: Job, built: Built, manifest: bytes) -> None:
        """Takes note of what was built; `judged` is the judgement of what is published, `manifest` the list of files.

        There is nothing to note where too little is known for the next run to do with less.
        """
        if judged.result.judged.crashes or job.target:
            return
        self._put(
            Known(
                self._about,
                self._keys,
                {page.path: f"site/{page.file}" for page in job.pages},
                frozenset(one.page.path for one in built.entries),
                judged.result.judged.diagnostics,
                self._is_quiet(judged),
                tuple(built.notices),
                (len(choice.drafts), len(choice.later)),
                hashlib.sha256(manifest).hexdigest(),
                job.site_title,
            ),
            built.entries,
        )

    def note_again(self, plain: Plain, manifest: bytes, entries: list[Entry]) -> None:
        """The same where little changed; there are no entries where the feeds are as they were."""
        known = msgspec.structs.replace(
            plain.known,
            examined=self._keys,
            diagnostics=plain.diagnostics,
            quiet=plain.quiet,
            manifest=hashlib.sha256(manifest).hexdigest(),
        )
        self._put(known, entries)

    def _put(self, known: Known, entries: list[Entry]) -> None:
        self.cache.put_encoded({self._key("known"): known})
        if entries:
            self.cache.put_encoded({self._key("entries"): entries})

    def entries(self) -> list[Entry]:
        """The posts as the feeds show them. Raises NotPlainError where they are not known any more."""
        from lint.bundle.feeds import Entry

        found = self.cache.decoded([self._key("entries")], list[Entry])
        if not found:
            raise NotPlainError
        return found[self._key("entries")]

    def plain(self, meanwhile: Callable[[Known, Collection[str]], None]) -> Plain | None:
        """What there is to do where nothing changed but what some pages say; None where all has to be judged.

        `meanwhile` may begin with it, by what is known and the paths of the posts that changed, while another process
        looks at these.
        """
        if self._changed is None or not self._changed[0].quiet:
            return None
        known, before = self._changed
        sources = [self.site.sources[path] for path in before]
        self._recall(before)
        begin = partial(meanwhile, known, before.keys())
        now = examine_known(self.cache, self._state, self.desk, sources, True, meanwhile=begin)
        try:
            return self._told_by(known, before, {one.facts.path: one for one in now})
        except NotPlainError:
            return None

    def judged(self, plain: Plain) -> Session:
        """The judgement of what is published, where that is told by what is known and by the posts that changed."""
        site = msgspec.structs.replace(self.site, reported=sorted(plain.known.pages))
        return Session(site, self.desk, Result(Judged(plain.diagnostics), {}))

    def plain_after(self, judged: Session) -> Plain | None:
        """The same where all was judged, because what rules about the whole site are told is another thing, too.

        `judged` is the judgement of what is published. None where all has to be made.
        """
        result = judged.result
        if self._changed is None or result.judged.crashes:
            return None
        known, before = self._changed
        if known.pages.keys() != set(judged.site.reported):
            return None
        drafts = {}
        try:
            for path, old in before.items():
                new = result.examined[path]
                if not moved(_for_pages(old.facts), _for_pages(new.facts)):
                    return None
                if path in known.pages:
                    drafts[path] = _reworded(old, new)
        except NotPlainError:
            return None
        return Plain(known, result.judged.diagnostics, self._is_quiet(judged), drafts)

    @cached_property
    def _changed(self) -> tuple[Known, dict[str, Examined]] | None:
        """What is known, and what was known of the posts that changed, by their paths.

        None where more changed than a few posts.
        """
        known = self.cache.decoded([self._key("known")], Known).get(self._key("known"))
        if known is None or known.about != self._about or known.examined.keys() != self._keys.keys():
            return None
        paths = [path for path, key in self._keys.items() if known.examined[path] != key]
        few = len(paths) <= _FEW and set(paths) <= set(self.site.reported)
        if not few or any(links_out(self.site.root, known.pages)):
            return None
        before = self.cache.decoded([known.examined[path] for path in paths], Examined)
        if len(before) < len(paths):
            return None
        return known, {path: before[known.examined[path]] for path in paths}

    def _told_by(self, known: Known, before: Mapping[str, Examined], now: Mapping[str, Examined]) -> Plain:
        """What stands after a change of some posts, told by these alone."""
        standing = [one for one in known.diagnostics if one.path not in before or self._is_of_site(one)]
        drafts = {}
        for path, old in before.items():
            new = now[path]
            moves = moved(old.facts, new.facts) if not new.facts.allowances else None
            if moves is None or new.crashes or any(one.masked for one in new.diagnostics):
                raise NotPlainError
            standing = [*_followed(standing, moves, path)]
            if path in known.pages:
                standing += map(as_published, new.diagnostics)
                drafts[path] = _reworded(old, new)
        return Plain(known, tuple(sorted(standing, key=Diagnostic.order)), True, drafts)

    def _recall(self, before: Mapping[str, Examined]) -> None:
        from lint.bundle.draft import Drafter, unpacked

        if isinstance(self.desk.drafting, Drafter):
            for old in before.values():
                if old.draft:
                    self.desk.drafting.recall(unpacked(old.draft))

    def _is_quiet(self, judged: Session) -> bool:
        secrets = any(one.masked for examined in judged.result.examined.values() for one in examined.diagnostics)
        return not secrets and not needs_dictionaries(judged) and self.desk.known is None

    def _is_of_site(self, one: Diagnostic) -> bool:
        rule = self.site.rulebook.rules.get(one.rule)
        return rule is not None and issubclass(rule, SiteRule)


def _for_pages(facts: PostFacts) -> PostFacts:
    """What pages are told of a post: no page shows what is known of its words, or what is allowed."""
    return msgspec.structs.replace(facts, words=PostWords(), allowances=(), notes={})


def _followed(found: Iterable[Diagnostic], moves: Moves, path: str) -> Iterable[Diagnostic]:
    for one in found:
        now = moves.follow(one, path)
        if now is None:
            raise NotPlainError
        yield now


def _reworded(old: Examined, new: Examined) -> Draft:
    from lint.bundle.amend import is_reworded
    from lint.bundle.draft import unpacked

    if not old.draft or not new.draft:
        raise NotPlainError
    draft = unpacked(new.draft)
    if not is_reworded(unpacked(old.draft), draft):
        raise NotPlainError
    return draft
