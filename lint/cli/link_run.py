"""Asks for the links of one site, and judges its posts by the answers."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TextIO

import click
import msgspec

from lint.cli.link_settings import LinkSettings, link_settings
from lint.cli.session import CannotRun, Session
from lint.engine.changed import Changed
from lint.engine.run import rejudge, site_of
from lint.report.hosts import HostRow
from lint.report.places import shown
from lint.site.site import Site
from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.accepted import accepting
from lint.weblinks.addresses import read
from lint.weblinks.credentials import headers_for
from lint.weblinks.networks import Allowed, literal
from lint.weblinks.questions import Questions, is_external, questions
from lint.weblinks.schedule import Pace
from lint.weblinks.shown import shown_host
from lint.world import wayback
from lint.world.http_settings import Settings
from lint.world.link_checker import Asking, LinkChecker, Progress, check_pages
from lint.world.verdict_cache import CacheError, VerdictCache, default_file

_COLUMNS = 79


class LinkRun(msgspec.Struct):
    """What was learnt for one site. `rows` are its hosts; `left` counts the pages that were not asked in the end."""

    rows: list[HostRow]
    interrupted: bool
    left: int
    max_time: float


def judge_links(one: Session, flags: Mapping[str, Any]) -> LinkRun:
    """Asks for the links of a site and puts the findings into the session. Raises CannotRun."""
    settings = link_settings(one.site, flags, default_file())
    is_allowed = _is_allowed(settings.client)
    site = site_of(one.desk, one.result.examined, one.site.reported)
    settings_of = one.desk.settings()
    site = site.for_posts([post for post in site.reported if settings_of(post.path).chosen.site_rules], site.terms)
    asked = questions(_external(site, one.desk.changed), settings.excluded, is_allowed)
    with _cache(settings) as cache:
        checker = _ask(asked, settings, cache, flags, is_allowed)
    outcomes = asked.outcomes(checker.answers)
    verdicts = {url: _as_configured(outcome, settings) for url, outcome in outcomes.items()}
    one.desk = msgspec.structs.replace(one.desk, verdicts=verdicts)
    one.result.judged = rejudge(one.desk, one.result.examined, one.site.sources, one.site.reported)
    return LinkRun(_rows(asked, verdicts, checker), checker.interrupted, checker.left, settings.config.max_time)


def _is_allowed(client: Settings) -> Callable[[str], bool]:
    """Whether the command line or the configuration names a host, so that it is asked whatever it is."""
    allowed = Allowed(client.allow_hosts)
    nothing = Allowed()

    def named(host: str) -> bool:
        address = literal(host)
        if address is None:
            return allowed.name(host)
        return bool(nothing.refusal(address)) and not allowed.refusal(address)

    return named


def _external(site: Site, changed: Changed | None) -> Iterator[str]:
    """The addresses to be asked: not those of the site's own posts, which may not be published yet."""
    for post in site.reported:
        for target in post.targets:
            if changed and not changed.holds(post.path, target.span):
                continue
            if is_external(target.url) and site.space.page(post.path, target.url) is None:
                yield target.url


def _cache(settings: LinkSettings) -> VerdictCache:
    def say(line: str) -> None:
        click.echo(f"copydesk: {shown(line)}", err=True)

    cache = VerdictCache(settings.cache, time.time, say)
    try:
        cache.open()
    except CacheError as error:
        if settings.named_cache:
            raise CannotRun(str(error)) from None
        say(f"{error}; the verdicts of this run are not kept")
        cache = VerdictCache(None, time.time, say)
        cache.open()
    return cache


def _ask(
    asked: Questions,
    settings: LinkSettings,
    cache: VerdictCache,
    flags: Mapping[str, Any],
    is_allowed: Callable[[str], bool],
) -> LinkChecker:
    config, client = settings.config, settings.client

    # A page behind a private address that is allowed now was refused unasked before.
    allowed = [f"allow {host}" for host in sorted(client.allow_hosts)]

    def asked_with(url: str) -> str:
        sent: Iterable[str] = ()
        if client.headers or client.github_token:
            sent = sorted(headers_for(read(url), client.headers, client.github_token))
        return ",".join((*sent, *allowed))

    gc.enable()  # requests build things in circles, and a long run makes many of them
    line = _ProgressLine(sys.stderr, wanted=not flags["quiet"] and sys.stderr.isatty())
    pace = Pace(config.concurrency, config.per_host, timeout=config.timeout)
    suggest = partial(wayback.copies, hidden=is_allowed) if config.archive else None
    try:
        return check_pages(
            asked.pages.values(),
            cache,
            Asking(pace, config.max_time, asked_with, line.tell),
            client,
            offline=flags["offline"],
            suggest=suggest,
        )
    finally:
        line.clear()


class _ProgressLine:
    """One line on a terminal that is written again and again."""

    def __init__(self, stream: TextIO, *, wanted: bool) -> None:
        self._stream = stream
        self._wanted = wanted
        self._written = 0.0

    def tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if not self._wanted or now - self._written < 0.1:
            return
        self._written = now
        text = f"{progress.done:,} of {progress.total:,} pages, {progress.hosts:,} hosts"
        if progress.slowest:
            text += f", slowest {shown_host(progress.slowest)} ({progress.seconds:.1f} s)"
        width = min(_COLUMNS, os.get_terminal_size(self._stream.fileno()).columns - 1)
        self._stream.write(f"\r\x1b[K{shown(text)[: max(0, width)]}")
        self._stream.flush()

    def clear(self) -> None:
        if self._written:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def _as_configured(outcome: Outcome, settings: LinkSettings) -> Outcome:
    outcome = accepting(outcome, settings.accepted)
    if settings.config.confirm or outcome.confirmed:
        return outcome
    return msgspec.structs.replace(outcome, confirmed=True)


def _rows(asked: Questions, verdicts: Mapping[str, Outcome], checker: LinkChecker) -> list[HostRow]:
    rows: dict[str, HostRow] = {}
    for page in asked.pages.values():
        row = rows.setdefault(page.host, HostRow(shown_host(page.host)))
        for written in page.fragments.values():
            for url in written:
                outcome = verdicts[url]
                row.links += 1
                # A page without the fragment counts as dead, as in the findings' verdicts.
                kind = str(Verdict.DEAD if outcome.fragment_missing else outcome.verdict)
                setattr(row, kind, getattr(row, kind) + 1)
    for host, known in checker.hosts.items():
        rows[host].asked = known.times
        rows[host].slowest = known.slowest
    return list(rows.values())
