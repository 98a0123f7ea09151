"""A site that is read again and again: only posts that changed are examined anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from lint.cli import session
from lint.cli.bundling.job import as_published, one_of
from lint.cli.known import known_at
from lint.cli.session import CannotRun, Session
from lint.engine.examine import Examined, Source
from lint.engine.run import Desk, Result, rejudge
from lint.engine.select import Asking
from lint.world.result_cache import ResultCache
from lint.world.sites import Given, OpenSite, open_sites


class Opened(msgspec.Struct, frozen=True):
    """A site as it was read, each post by itself examined."""

    site: OpenSite
    desk: Desk
    examined: dict[str, Examined]
    names: dict[str, str]
    """What the posts are called, relative to the working folder, by their paths."""

    def judged(self) -> Session:
        """What is found when the posts are judged together, as for a bundle."""
        with session.stdout_kept():
            whole = rejudge(self.desk, self.examined, self.site.sources, self.site.reported)
        found = tuple(as_published(one) for one in whole.diagnostics)
        return Session(self.site, self.desk, Result(msgspec.structs.replace(whole, diagnostics=found), self.examined))


class _Held(msgspec.Struct, frozen=True):
    """An examination and all that it depended on besides the configuration."""

    source: Source
    flavor: str
    judged: bool
    examined: Examined


class Reading:
    """Reads the site of the paths that were given."""

    def __init__(self, given: Given, asking: Asking, cache: ResultCache | None) -> None:
        """`cache` has what earlier runs examined."""
        self._given = given
        self._asking = asking
        self._cache = cache
        self._working = Path.cwd()
        self._configured: object = None
        self._held: dict[str, _Held] = {}
        self._alone = True

    def read(self, noticed: Callable[[OpenSite], None]) -> Opened:
        """The site as it lies on disk now; `noticed` is called before its posts are examined. Raises CannotRun."""
        self._return()
        with session.refusing():
            site = one_of(open_sites(self._given, self._working))
            noticed(site)
            desk = session.desk_of(site, self._asking, self._given.overrides)
            desk = msgspec.structs.replace(desk, known=known_at(site, desk.chosen))
            with session.stdout_kept():
                examined = self._examined(site, desk)
            return Opened(site, desk, examined, {path: session.display_path(site, path) for path in site.reported})

    def _return(self) -> None:
        """A working folder that was deleted and made again is another one to the system."""
        try:
            os.chdir(self._working)
        except OSError as error:
            raise CannotRun(f"{self._working}: {error.strerror}") from None

    def _examined(self, site: OpenSite, desk: Desk) -> dict[str, Examined]:
        configured = (site.root, site.config_text, site.config)
        if configured != self._configured:
            self._configured, self._held = configured, {}
        reported = set(site.reported)
        missing: dict[bool, list[Source]] = {True: [], False: []}
        kept: dict[str, _Held] = {}
        for path in sorted(site.sources):
            source, judged = site.sources[path], path in reported
            held = self._held.get(path)
            if held and held.source == source and held.flavor == desk.flavors.of(path) and held.judged >= judged:
                kept[path] = held
            else:
                missing[judged].append(source)
        # The first time on all processors, and with what earlier runs found out. Later there are threads, and a process
        # that has some must not be forked.
        examine = session.examining(site, desk, self._cache) if self._alone else desk.examine
        for judged, sources in missing.items():
            for source, one in zip(sources, examine(sources, judged), strict=True):
                kept[source.path] = _Held(source, desk.flavors.of(source.path), judged, one)
        self._held = kept
        self._alone = False
        return {path: kept[path].examined for path in sorted(kept)}
