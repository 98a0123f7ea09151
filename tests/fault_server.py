"""A server on loopback that misbehaves in every way it is told to, and keeps a log of what it was asked.

The classes of faults, with the right verdict of each, are in `fault_classes`; what is sent for them in `fault_answers`.
The server speaks on raw sockets, so that what it sends may break the protocol; every answer ends by itself after
PATIENCE seconds or LARGEST bytes. It runs in a thread of its own: `with FaultServer(faults, folder) as server: …`.
"""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import socket
import ssl
import struct
import threading
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, Self

from fault_certificates import Certificates

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 10))
FORBIDDEN = "127.0.0.66"
"""Where a canary listens: no checker that was not allowed to may connect."""
PATIENCE = 90.0
"""Seconds after which every answer ends."""
LARGEST = 64_000_000
"""Bytes after which every answer ends."""


@dataclass
class Asked:
    """One request, as the server saw it. Times are in seconds of the monotonic clock."""

    host: str
    name: str
    rest: str
    method: str
    headers: dict[str, str]
    start: float
    end: float = 0.0
    sent: int = 0


@dataclass
class Window:
    """A time in which a host wanted no request: from the answer that said so to the end of its Retry-After."""

    host: str
    start: float
    end: float


@dataclass
class Exchange:
    """A request and the way to answer it."""

    server: FaultServer
    asked: Asked
    visit: int
    """How many requests for the same address came before."""
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    keep: bool = False
    """Whether the connection stays open for another request."""
    started: float = field(default_factory=time.monotonic)

    @property
    def page(self) -> str:
        """The path of the class of faults."""
        return f"/{self.asked.name}"

    async def send(self, data: bytes) -> bool:
        """Whether more may be sent."""
        self.writer.write(data)
        self.asked.sent += len(data)
        await self.writer.drain()
        return self.asked.sent < LARGEST and time.monotonic() - self.started < PATIENCE

    async def wait(self, seconds: float) -> None:
        """Waits, but no longer than the other side does."""
        with contextlib.suppress(TimeoutError):
            if await asyncio.wait_for(self.reader.read(1), min(seconds, PATIENCE)) == b"":
                raise ConnectionResetError

    def reset(self) -> None:
        """Ends the connection with a RST."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def leave_alone(self, seconds: float) -> None:
        """Notes that the host wants no request for so long; each address says so once."""
        now = time.monotonic()
        self.server.windows.append(Window(self.asked.host, now, now + seconds))

    @staticmethod
    def http_date(seconds: float) -> tuple[str, float]:
        """The whole second that lies `seconds` or a little less ahead, and how far it is."""
        now = time.time()
        then = int(now + seconds)
        return email.utils.formatdate(then, usegmt=True), then - now


Answer = Callable[[Exchange], Awaitable[None]]


class Answering(Protocol):
    """What the server needs to know of a class of faults."""

    @property
    def name(self) -> str: ...
    @property
    def answers(self) -> Mapping[str, Answer]: ...


class FaultServer:
    """Listens on one port at all HOSTS, ::1 and FORBIDDEN, and on a TLS port of 127.0.0.9 for each certificate.

    `port`; `ports`: the TLS ports by kind, with `cut` (closes in the handshake), `plain` (speaks no TLS) and `closed`
    (nobody listens); `log`; `windows`; `connections` at FORBIDDEN.
    """

    def __init__(self, faults: Sequence[Answering], folder: Path) -> None:
        self.certificates = Certificates(folder) if Certificates.possible() else None
        self.port = 0
        self.ports: dict[str, int] = {}
        self.log: list[Asked] = []
        self.windows: list[Window] = []
        self.canary: list[str] = []
        self._answers = {fault.name: fault.answers for fault in faults}
        self._visits: dict[tuple[str, str, str], int] = {}
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="fault server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(30)
        if self._failure:
            raise self._failure
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop and self._stop:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    def forget(self) -> None:
        """As if nobody had asked yet."""
        self.log, self.windows, self.canary, self._visits = [], [], [], {}

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._failure = error
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with contextlib.AsyncExitStack() as stack:
            sockets = one_port((*HOSTS, FORBIDDEN, "::1"))
            self.port = sockets[0].getsockname()[1]
            for sock in sockets:
                await stack.enter_async_context(await asyncio.start_server(self._connection, sock=sock))
            kinds: dict[str, ssl.SSLContext | None] = {"cut": None, "plain": None}
            kinds |= self.certificates.kinds if self.certificates else {}
            for kind, context in kinds.items():
                handler = {"cut": self._cut, "plain": self._plain}.get(kind, self._connection)
                server = await asyncio.start_server(handler, "127.0.0.9", 0, ssl=context, ssl_handshake_timeout=None)
                self.ports[kind] = server.sockets[0].getsockname()[1]
                await stack.enter_async_context(server)
            # Bound and not listening: nobody else gets the port, and whoever connects is refused.
            with socket.socket() as closed:
                closed.bind(("127.0.0.9", 0))
                self.ports["closed"] = closed.getsockname()[1]
                self._ready.set()
                await self._stop.wait()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

    async def _cut(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(64)
        writer.close()

    async def _plain(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(64)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        if host == FORBIDDEN:
            self.canary.append(str(writer.get_extra_info("peername")))
        broken = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError)
        with contextlib.suppress(*broken):
            while await self._exchange(host, reader, writer):
                pass
        with contextlib.suppress(OSError, asyncio.CancelledError):
            writer.close()
            await asyncio.wait_for(writer.wait_closed(), 5)

    async def _exchange(self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        name, slash, rest = target.partition("?")[0].removeprefix("/").partition("/")
        answers = self._answers.get(name, {})
        asked = Asked(host, name, slash + rest, method, headers, time.monotonic())
        self.log.append(asked)
        visit = self._visits.get((host, name, slash + rest), 0)
        self._visits[host, name, slash + rest] = visit + 1
        exchange = Exchange(self, asked, visit, reader, writer)
        answer = answers.get(asked.rest, answers.get("*"))
        try:
            if answer:
                await answer(exchange)
            else:
                await exchange.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                exchange.keep = True
        finally:
            asked.end = time.monotonic()
        return exchange.keep and headers.get("connection", "").lower() != "close"


def one_port(hosts: Sequence[str]) -> list[socket.socket]:
    """Listening sockets with the same free port at each address; at ::1 only where the machine has it."""
    for _ in range(50):
        sockets: list[socket.socket] = []
        port = 0
        try:
            for host in hosts:
                family: Any = socket.AF_INET6 if ":" in host else socket.AF_INET
                if ":" in host and not socket.has_ipv6:
                    continue
                sock = socket.socket(family)
                sockets.append(sock)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                sock.bind((host, port))
                port = sock.getsockname()[1]
            return sockets
        except OSError:
            for sock in sockets:
                sock.close()
    raise OSError("no port is free at all addresses")
