"""The everyday run: a bundle stands, and since then the words of a few posts changed, and nothing else.

What the site is told of these posts is then what it was, so all other pages and all findings about other posts are,
too. Only the posts that changed are examined, and their pages and the lists of files are made anew. Whatever is
different besides, or not known, takes a run that builds all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lint.cli.bundling.job import as_published
from lint.diagnostics import Diagnostic
from lint.engine.examine import Examined
from lint.engine.run import Desk
from lint.rule import SiteRule
from lint.site.moved import Moves, moved
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
    from lint.cli.session import Session

_FEW = 20
"""So many changed posts are examined one after the other; more are done sooner by a run with several processes."""


class NotPlainError(Exception):
    """More changed than what some pages say."""


class _Known(msgspec.Struct, array_like=True, frozen=True):
    """What is known of a bundle that stands.

    `about` says all that it was made of besides its posts, `examined` under what the results of these are kept, by
    their paths. `pages` are the files of the published ones, `fed` those in the feeds. `diagnostics` is what stands
    about what is published, `left_out` counts drafts and later posts, `manifest` is the sum of manifest.json.
    """

    about: bytes
    examined: dict[str, bytes]
    pages: dict[str, str]
    fed: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    notices: tuple[str, ...]
    left_out: tuple[int, int]
    manifest: str
    title: str


class Plain(msgspec.Struct, frozen=True):
    """A run that has little to do: what is known, what stands now, and the new texts of pages by their posts."""

    known: _Known
    diagnostics: tuple[Diagnostic, ...]
    drafts: dict[str, Draft]


class Ledger:
    """Knows what a bundle at a place was made of, and tells whether little changed since.

    `about` is what it depends on besides the posts and what they are judged by.
    """

    def __init__(self, site: OpenSite, desk: Desk, target: Path, cache: ResultCache, *, about: tuple[str, ...]) -> None:
        self._site, self._desk, self._cache = site, desk, cache
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
        result = judged.result
        secrets = any(one.masked for examined in result.examined.values() for one in examined.diagnostics)
        if secrets or result.judged.crashes or self._desk.known or job.target:
            return
        self._put(
            _Known(
                self._about,
                self._keys,
                {page.path: f"site/{page.file}" for page in job.pages},
                frozenset(one.page.path for one in built.entries),
                result.judged.diagnostics,
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
            manifest=hashlib.sha256(manifest).hexdigest(),
        )
        self._put(known, entries)

    def _put(self, known: _Known, entries: list[Entry]) -> None:
        self._cache.put_encoded({self._key("known"): known})
        if entries:
            self._cache.put_encoded({self._key("entries"): entries})

    def entries(self) -> list[Entry]:
        """The posts as the feeds show them. Raises NotPlainError where they are not known any more."""
        from lint.bundle.feeds import Entry

        found = self._cache.decoded([self._key("entries")], list[Entry])
        if not found:
            raise NotPlainError
        return found[self._key("entries")]

    def plain(self) -> Plain | None:
        """What there is to do if that is little; None where all has to be looked at."""
        known = self._cache.decoded([self._key("known")], _Known).get(self._key("known"))
        if known is None or known.about != self._about or known.examined.keys() != self._keys.keys():
            return None
        paths = [path for path, key in self._keys.items() if known.examined[path] != key]
        if len(paths) > _FEW or not set(paths) <= set(self._site.reported):
            return None
        try:
            return self._plain(known, paths)
        except NotPlainError:
            return None

    def _plain(self, known: _Known, paths: list[str]) -> Plain:
        if [*links_out(self._site.root, known.pages)]:
            raise NotPlainError
        before = self._cache.decoded([known.examined[path] for path in paths], Examined)
        sources = [self._site.sources[path] for path in paths]
        now = examine_known(self._cache, self._state, self._desk, sources, True)
        standing = [one for one in known.diagnostics if one.path not in paths or self._is_of_site(one)]
        drafts = {}
        for path, new in zip(paths, now, strict=True):
            old = before.get(known.examined[path])
            moves = moved(old.facts, new.facts) if old and not new.facts.allowances else None
            if moves is None or old is None or new.crashes or any(one.masked for one in new.diagnostics):
                raise NotPlainError
            standing = [*_followed(standing, moves, path)]
            if path in known.pages:
                standing += map(as_published, new.diagnostics)
                drafts[path] = _reworded(old, new)
        return Plain(known, tuple(sorted(standing, key=Diagnostic.order)), drafts)

    def _is_of_site(self, one: Diagnostic) -> bool:
        rule = self._site.rulebook.rules.get(one.rule)
        return rule is not None and issubclass(rule, SiteRule)


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
