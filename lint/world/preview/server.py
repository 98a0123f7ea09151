"""The server of the preview: pages from memory on the loopback interface, and a stream of events for each open page."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import quote

import msgspec

from lint.world.preview.watch import Watch

if TYPE_CHECKING:
    import socket

    from aiohttp import web

OWN = "/_copydesk/"
"""What is below this path is the preview's own, never the site's."""
ASSETS = {"preview.css": "text/css; charset=utf-8", "preview.js": "text/javascript; charset=utf-8"}
_FOLDER = Path(__file__).parent
_INTERVAL = 0.3  # seconds between two looks, or more where looking takes long
_SHARE = 20  # so many times as long as a look takes, the watch rests
_SETTLED = 0.1  # seconds without a change before the posts are read again
_PATIENCE = 2.0  # seconds after which they are read even so
_HEARTBEAT = 15.0  # seconds; shows whether the browser is still there
_CLOSING = 0.5  # seconds for answers that are on their way
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}

T = TypeVar("T")


class Answer(msgspec.Struct, frozen=True):
    """What a request gets. `policy` is a Content-Security-Policy, `location` where a redirect leads."""

    status: int
    type: str
    data: bytes
    policy: str = ""
    location: str = ""


class State(msgspec.Struct, frozen=True):
    """What is to be known of one page: `version` changes with what it shows, `panel` is the HTML of the panel, `tally`
    its numbers in words."""

    version: str
    panel: str
    tally: str


class Site(Protocol):
    """What is served. None of these raise.

    `judge` runs in one thread, everything else in another.
    """

    @property
    def prefix(self) -> str:
        """The path below which the site lies, with slashes around it."""

    def ready(self, path: str) -> bool:
        """Does a part of what the answer needs; False when more is to be done."""

    def answer(self, path: str, origin: str) -> Answer:
        """The page of a path, percent-decoded; `origin` is the scheme and host of the request."""

    def state(self, path: str) -> State:
        """What is known of the page now."""

    def findings(self, path: str) -> str:
        """The same for machines, as JSON."""

    def explain(self, rule: str) -> bytes | None:
        """The page about a rule; None where there is no such rule."""

    def read_again(self, changed: set[str]) -> None:
        """Takes note of files that changed."""

    def judge(self) -> None:
        """Judges what was read, and says what came of it."""

    def watch(self) -> Watch:
        """What tells which files change."""


def serve(site: Site, sockets: list[socket.socket], started: Callable[[], None]) -> None:
    """Serves until SIGINT or SIGTERM comes. `sockets` listen already; `started` is called once pages can be fetched."""
    asyncio.run(_Server(site).run(sockets, started))


class _Server:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._press = ThreadPoolExecutor(1, "pages")
        self._desk = ThreadPoolExecutor(1, "judge")
        self._news = asyncio.Condition()
        self._number = 0
        self._ends = asyncio.Event()

    async def run(self, sockets: list[socket.socket], started: Callable[[], None]) -> None:
        from aiohttp import web

        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._ends.set)
        application = web.Application(middlewares=[_guarded()])
        application.router.add_get(f"{OWN}events", self._events)
        application.router.add_get(f"{OWN}findings", self._findings)
        application.router.add_get(f"{OWN}explain/{{rule}}", self._explain)
        application.router.add_get(f"{OWN}{{name:.*}}", self._asset)
        application.router.add_get("/{path:.*}", self._page)
        runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=_CLOSING)
        await runner.setup()
        for one in sockets:
            await web.SockSite(runner, one).start()
        started()
        watching = asyncio.create_task(self._watch())
        ending = asyncio.create_task(self._ends.wait())
        try:
            await asyncio.wait((watching, ending), return_when=asyncio.FIRST_COMPLETED)
            if watching.done():
                watching.result()  # it never ends by itself: what it raised is a bug of ours
        finally:
            watching.cancel()
            ending.cancel()
            self._ends.set()
            await self._announce()
            await runner.cleanup()
            for pool in (self._press, self._desk):
                pool.shutdown(wait=False, cancel_futures=True)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        origin = str(request.url.origin())
        while not await self._in(self._press, lambda: self._site.ready(request.path)):
            pass  # others have their turn between the parts
        return _response(await self._in(self._press, lambda: self._site.answer(request.path, origin)))

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in ASSETS:
            return _response(Answer(404, "text/plain", b"no such file\n"))
        return _response(Answer(200, ASSETS[name], (_FOLDER / name).read_bytes()))

    async def _explain(self, request: web.Request) -> web.StreamResponse:
        page = await self._in(self._press, lambda: self._site.explain(request.match_info["rule"]))
        if page is None:
            return _response(Answer(404, "text/plain", b"no such rule\n"))
        policy = "default-src 'none'; style-src 'self'"
        return _response(Answer(200, "text/html; charset=utf-8", page, policy))

    async def _findings(self, request: web.Request) -> web.StreamResponse:
        page = request.query.get("page") or self._site.prefix
        found = await self._in(self._press, lambda: self._site.findings(page))
        return _response(Answer(200, "application/json", found.encode()))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Says `reload` once the page is not what the reader has, else what the panel is to show."""
        from aiohttp import web

        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **_HEADERS})
        await response.prepare(request)
        page, shown = request.query.get("page") or self._site.prefix, request.query.get("version", "")
        last: State | None = None
        with contextlib.suppress(ConnectionError):  # the reader is gone
            while not self._ends.is_set():
                number = self._number
                state = await self._in(self._press, partial(self._site.state, page))
                if shown and state.version != shown:
                    await response.write(b"event: reload\ndata: {}\n\n")
                    break
                if state != last:
                    data = json.dumps({"panel": state.panel, "tally": state.tally})
                    await response.write(f"event: findings\ndata: {data}\n\n".encode())
                    last = state
                while not await self._news_after(number):
                    await response.write(b": still here\n\n")
        return response

    async def _news_after(self, number: int) -> bool:
        """Waits for news, but not for long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HEARTBEAT), self._news:
                await self._news.wait_for(lambda: self._number > number)
        return self._number > number

    async def _announce(self) -> None:
        async with self._news:
            self._number += 1
            self._news.notify_all()

    async def _watch(self) -> None:
        watch = self._site.watch()
        while True:
            await asyncio.sleep(max(_INTERVAL, _SHARE * watch.cost))
            changed = await asyncio.to_thread(watch.changes)
            if not changed:
                continue
            changed |= await self._settled(watch)
            await self._in(self._press, partial(self._site.read_again, changed))
            await self._announce()
            await self._in(self._desk, self._site.judge)
            await self._announce()
            watch = self._site.watch()

    async def _settled(self, watch: Watch) -> set[str]:
        """What else changes until nothing does for a moment: editors write in several steps, git many files."""
        found: set[str] = set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while True:
                    await asyncio.sleep(max(_SETTLED, watch.cost))
                    more = await asyncio.to_thread(watch.changes)
                    if not more:
                        break
                    found |= more
        return found

    async def _in(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)


def _guarded() -> Callable[..., Awaitable[web.StreamResponse]]:
    """Answers only those who asked for this machine by a name that nobody else can give to it."""
    from aiohttp import web

    @web.middleware
    async def guarded(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            host = request.url.host or ""
        except ValueError:  # no host at all
            host = ""
        if not is_loopback(host):
            return _response(Answer(403, "text/plain", b"the preview answers to localhost only\n"))
        try:
            return await handler(request)
        except web.HTTPMethodNotAllowed as refused:
            answer = _response(Answer(405, "text/plain", b"the preview only shows\n"))
            answer.headers["Allow"] = ", ".join(sorted(refused.allowed_methods))
            return answer

    return guarded


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone: `localhost`, or an address of the loopback interface."""
    import ipaddress

    if host.lower() in {"localhost", "localhost."}:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _response(answer: Answer) -> web.Response:
    from aiohttp import web

    headers = {"Content-Type": answer.type, **_HEADERS}
    if answer.policy:
        headers["Content-Security-Policy"] = answer.policy
    if answer.location:
        headers["Location"] = quote(answer.location, safe="/~?=&")
    return web.Response(status=answer.status, body=answer.data, headers=headers)
