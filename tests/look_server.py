"""A small server on loopback, in the event loop of the test, and one look at it."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from lint.site.verdicts import Outcome
from lint.world.http import Client
from lint.world.http_settings import Settings

Answer = bytes | Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
SHORT = Settings(timeout=3, connect_timeout=2, allow_hosts=("127.0.0.0/8",))


def page(body: str | bytes, *, status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; `Content_Type="…"` adds or replaces a header, an empty one drops it."""
    content = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(content))}
    fields.update((name.replace("_", "-"), value) for name, value in headers.items())
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + content


def redirect(status: int, location: str, **headers: str) -> bytes:
    return page("", status=f"{status} Elsewhere", Location=location, **headers)


def html(body: str, *, head: str = "<title>A page</title>") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class Server:
    """Answers by path, the query included; `heard` are the requests as text, `connections` their count by address."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.heard: list[str] = []
        self.connections = 0
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.heard.append(request)
                method, path, _ = request.split(" ", 2)
                answer = self.answers.get(f"{method} {path}", self.answers.get(path, page("", status="404 Not Found")))
                if not isinstance(answer, bytes):
                    await answer(reader, writer)
                    break
                answer = answer.replace(b"PORT", str(self.port).encode())
                writer.write(answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == "HEAD" else answer)
                await writer.drain()
        writer.close()


def look(
    answers: Mapping[str, Answer],
    url: str,
    *fragments: str,
    settings: Settings = SHORT,
    tls: Any = None,
) -> tuple[dict[str, Outcome], list[str]]:
    """One look at `url` ("PORT" stands for the port, a path for one at 127.0.0.1); the outcomes, and what was heard."""

    async def run() -> tuple[dict[str, Outcome], list[str]]:
        server = Server(answers)
        hosts = ["127.0.0.1", "127.0.0.2", "127.0.0.3"]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            server.port = probe.getsockname()[1]
        async with await asyncio.start_server(server.serve, hosts, server.port, ssl=tls), Client(settings) as client:
            whole = f"http://127.0.0.1:PORT{url}" if url.startswith("/") else url
            found = await client.look(re.sub("PORT", str(server.port), whole), fragments or ("",))
        return found, server.heard

    return asyncio.run(asyncio.wait_for(run(), 30))


def one(answers: Mapping[str, Answer], url: str, **more: Any) -> Outcome:
    """The outcome for the page alone."""
    (outcome,) = look(answers, url, **more)[0].values()
    return outcome
