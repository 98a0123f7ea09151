"""Asks for many pages at once, politely: what is remembered is not asked, and the rest in its turn."""

from __future__ import annotations

import asyncio
import contextlib
import random
import signal
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import Protocol

import msgspec
from msgspec.structs import replace

from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.questions import Page
from lint.weblinks.schedule import SHORT, Job, Pace, Schedule
from lint.weblinks.shown import shown_host
from lint.world.http import Client
from lint.world.http_settings import Settings, Turn
from lint.world.verdict_cache import VerdictCache

_PATIENCE = 1 / 2
"""The share of its time after which a look that heard nothing gets a second one beside it: requests get lost."""
_SUGGESTING = 10.0
"""Seconds for finding other addresses of all dead pages together."""

Suggest = Callable[[Client, list[str], dict[str, str]], Awaitable[None]]
"""Puts other addresses for dead ones into a mapping, as it finds them."""


class Looks(Protocol):
    """What looks once at a page; see `lint.world.http.Client`."""

    async def look(
        self, url: str, fragments: Collection[str], turn: Turn | None = None, heard: Callable[[], None] | None = None
    ) -> dict[str, Outcome]:
        """The outcome by fragment; `heard` is called when an answer begins."""


class Progress(msgspec.Struct):
    """How far a run has come. `slowest` is the host of the slowest answer so far, with its seconds."""

    total: int
    done: int = 0
    hosts: int = 0
    slowest: str = ""
    seconds: float = 0.0


class Asked(msgspec.Struct):
    """How often a host was asked, and how long its slowest answer took, in seconds."""

    times: int = 0
    slowest: float = 0.0


class Asking(msgspec.Struct, frozen=True):
    """How a run goes. `max_time` is in seconds, 0 for no end. `asked_with` names what the answer of a page depends on
    besides its address: the headers that go along, the private hosts that may be asked.

    `tell` hears of every page that is done.
    """

    pace: Pace = Pace()
    max_time: float = 0.0
    asked_with: Callable[[str], str] = lambda _: ""
    tell: Callable[[Progress], None] = lambda _: None


class LinkChecker:
    """One run: first `recall`, then `ask` for what is not remembered.

    `answers` are the outcomes by page and fragment, `hosts` those that were asked. `interrupted` says that Ctrl-C ended
    the run, `left` how many pages were not asked because it ended early.
    """

    def __init__(self, cache: VerdictCache, asking: Asking) -> None:
        self._cache = cache
        self._asking = asking
        self.answers: dict[str, dict[str, Outcome]] = {}
        self.hosts: dict[str, Asked] = {}
        self.interrupted = False
        self.left = 0
        self._pages: dict[str, Page] = {}
        self._windows: dict[str, float] = {}
        self._finished: list[tuple[Job, asyncio.Task[dict[str, Outcome]]]] = []
        self._heard = False
        """Whether any server answered: else it may be this machine that has no network."""
        self._passing: list[str] = []

    def recall(self, pages: Iterable[Page]) -> list[Page]:
        """Answers from memory what it holds; gives back the pages that have to be asked."""
        self._windows = self._cache.windows()
        to_ask = []
        for page in pages:
            self._pages[page.url] = page
            known = self._cache.get(page.url, page.fragments, self._asking.asked_with(page.url))
            wait = self._windows.get(page.host, 0.0)
            if known is not None:
                self.answers[page.url] = known
            elif wait > SHORT:
                self.answers[page.url] = _unsure(page, f"{shown_host(page.host)} wants no request for some time")
            else:
                to_ask.append(page)
        return to_ask

    def leave(self, pages: Iterable[Page], cause: str) -> None:
        """The pages without an answer will not get one."""
        for page in pages:
            if page.url not in self.answers:
                self.answers[page.url] = _unsure(page, cause)
                self.left += 1

    async def ask(self, looks: Looks, pages: list[Page]) -> None:
        """Asks for pages. On Ctrl-C it stops asking; a second Ctrl-C raises KeyboardInterrupt."""
        self._looks = looks
        self._wake = asyncio.Event()
        loop = asyncio.get_running_loop()
        now = loop.time()
        deadline = now + self._asking.max_time if self._asking.max_time else None
        self._schedule = Schedule(self._asking.pace, random.random, deadline)
        for host, seconds in self._windows.items():
            self._schedule.leave_alone(host, now + seconds)
        self._progress = Progress(len(pages), 0, len({page.host for page in pages}))
        tasks: dict[asyncio.Task[dict[str, Outcome]], Job] = {}
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
                loop.add_signal_handler(signal.SIGINT, self._interrupt)
                stack.callback(loop.remove_signal_handler, signal.SIGINT)
            for page in pages:
                self._schedule.add(Job(page.url, page.host))
            try:
                cause = await self._work(tasks, deadline)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        self.leave(pages, cause)
        if self._heard:
            for url in self._passing:
                self._put(url)
        self._cache.save()

    def _interrupt(self) -> None:
        self.interrupted = True
        self._wake.set()
        asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)

    async def _work(self, tasks: dict[asyncio.Task[dict[str, Outcome]], Job], deadline: float | None) -> str:
        """Starts looks and takes their outcomes until all is done; else says why the rest was not asked."""
        loop = asyncio.get_running_loop()
        schedule = self._schedule
        while schedule.open:
            now = loop.time()
            if self.interrupted:
                return "not asked: interrupted"
            if deadline is not None and now >= deadline:
                return "not asked: out of time"
            while job := schedule.take(now):
                if job.resume:
                    resume, job.resume = job.resume, None
                    resume("")
                else:
                    task = loop.create_task(self._look(job))
                    tasks[task] = job
                    task.add_done_callback(lambda done, job=job: self._end(job, done))  # type: ignore[misc]
            waits = [schedule.delay(now), deadline - now if deadline is not None else None]
            wait = min((one for one in waits if one is not None), default=None)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            self._wake.clear()
            while self._finished:
                job, task = self._finished.pop()
                del tasks[task]
                self._take_back(job, task.result())
            for job, cause, silent in schedule.given_up():
                page = self._pages[job.page]
                self._settle(page, _unsure(page, cause, retry=silent), kept=silent)
        return ""

    def _end(self, job: Job, task: asyncio.Task[dict[str, Outcome]]) -> None:
        if not task.cancelled():
            self._finished.append((job, task))
            self._wake.set()

    async def _look(self, job: Job) -> dict[str, Outcome]:
        """One look, or two beside each other where the first one hears nothing; what is heard first counts."""
        loop = asyncio.get_running_loop()
        fragments = tuple(self._pages[job.page].fragments)
        looks: list[asyncio.Task[dict[str, Outcome]]] = []
        hearing: list[asyncio.Task[dict[str, Outcome]] | None] = []

        def heard() -> None:
            hearing.append(asyncio.current_task())

        async def turn(host: str) -> str:
            for other in looks:
                if other is not asyncio.current_task():
                    other.cancel()  # only one goes on to other hosts
            waiting: asyncio.Future[str] = loop.create_future()
            if self._schedule.move(job, host, loop.time(), waiting.set_result):
                return ""
            self._wake.set()
            return await waiting

        def look() -> None:
            looks.append(loop.create_task(self._looks.look(job.page, fragments, turn, heard)))

        lent = ""
        try:
            look()
            await asyncio.wait(looks, timeout=self._asking.pace.timeout * _PATIENCE)
            if not looks[0].done() and not hearing and (lent := self._schedule.lend(job, loop.time())):
                look()
            return await _first(looks, hearing)
        finally:
            for task in looks:
                task.cancel()
            if lent:
                self._schedule.give_back(lent)

    def _take_back(self, job: Job, outcomes: dict[str, Outcome]) -> None:
        page = self._pages[job.page]
        host = job.at
        outcome = max(outcomes.values(), key=lambda one: one.retry)
        asked = self.hosts.setdefault(page.host, Asked())
        asked.times += 1
        asked.slowest = max(asked.slowest, outcome.seconds)
        self._heard = self._heard or outcome.status > 0
        if outcome.seconds > self._progress.seconds:
            self._progress.slowest, self._progress.seconds = page.host, outcome.seconds
        if outcome.retry_after > SHORT and host:
            self._cache.window(host, outcome.retry_after)
        if self._schedule.finish(job, outcome, asyncio.get_running_loop().time()):
            self._settle(page, outcomes)

    def _settle(self, page: Page, outcomes: Mapping[str, Outcome], *, kept: bool = True) -> None:
        """The last word on a page. What passes by itself is kept only when it is plain that there is a network."""
        self.answers[page.url] = dict(outcomes)
        if kept and all(one.retry for one in outcomes.values()):
            self._passing.append(page.url)
        elif kept:
            self.answers[page.url] = self._put(page.url)
        self._progress.done += 1
        self._asking.tell(self._progress)

    def _put(self, url: str) -> dict[str, Outcome]:
        return self._cache.put(url, self.answers[url], self._asking.asked_with(url))

    async def suggest(self, client: Client, suggest: Suggest) -> None:
        """Asks where else the dead pages may be found, for a limited time."""
        dead = [
            url
            for url, outcomes in self.answers.items()
            if all(one.verdict is Verdict.DEAD and not one.suggestion for one in outcomes.values())
        ]
        found: dict[str, str] = {}
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_SUGGESTING):
                await suggest(client, dead, found)
        for url, other in found.items():
            self.answers[url] = {
                fragment: replace(one, suggestion=other) for fragment, one in self.answers[url].items()
            }
            self._put(url)
        self._cache.save()


async def _first(
    looks: Collection[asyncio.Task[dict[str, Outcome]]], hearing: Collection[asyncio.Task[dict[str, Outcome]] | None]
) -> dict[str, Outcome]:
    """The outcomes of the look that ends first; one that heard nothing in its time gives way to one that hears."""
    open_ones = set(looks)
    while True:
        done, open_ones = await asyncio.wait(open_ones, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if task.cancelled() and open_ones:
                continue
            if task in hearing or not any(other in hearing for other in open_ones):
                return task.result()


def _unsure(page: Page, cause: str, *, retry: bool = False) -> dict[str, Outcome]:
    return {
        fragment: Outcome(f"{page.url}#{fragment}" if fragment else page.url, Verdict.UNSURE, cause, retry=retry)
        for fragment in page.fragments
    }


def check_pages(
    pages: Iterable[Page],
    cache: VerdictCache,
    asking: Asking,
    settings: Settings,
    *,
    offline: bool = False,
    suggest: Suggest | None = None,
) -> LinkChecker:
    """Judges pages: from memory, and unless `offline` over the network."""
    checker = LinkChecker(cache, asking)
    to_ask = checker.recall(pages)
    if offline:
        checker.leave(to_ask, "not asked: the run is offline")
    elif to_ask:
        asyncio.run(_ask(checker, to_ask, settings, suggest))
    return checker


async def _ask(checker: LinkChecker, pages: list[Page], settings: Settings, suggest: Suggest | None) -> None:
    async with Client(settings) as client:
        await checker.ask(client, pages)
        if suggest and not checker.left:
            await checker.suggest(client, suggest)
