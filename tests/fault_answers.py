"""What the fault server sends: whole answers, and broken ones."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Sequence
from http.client import responses

from fault_server import Answer, Exchange

TEXT = "<p>The ferry leaves at nine and comes back before dark. Tickets are sold on board.</p>\n"
GZIP_CHUNK = gzip.compress(bytes(1_000_000), 9)
"""A thousand to one: a megabyte of zeros."""


def html(body: str = TEXT, title: str = "The ferry", head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}{TEXT}</body></html>\n".encode()


def message(code: int, body: bytes, headers: Sequence[str] = (), length: bool = True) -> bytes:
    """A response as bytes; `headers` may replace the content type."""
    phrase = responses.get(code, "Unusual")
    lines = [f"HTTP/1.1 {code} {phrase}", *headers]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    if not any(line.lower().startswith("content-type:") for line in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    return "\r\n".join([*(line for line in lines if line != "Content-Type:"), "", ""]).encode("latin-1") + body


def reply(code: int = 200, body: bytes | None = None, *headers: str) -> Answer:
    """A whole answer by the book; `Content-Type:` without a value leaves the type out."""
    body = html() if body is None else body
    bodiless = code in {204, 205, 304}

    async def answer(exchange: Exchange) -> None:
        data = message(code, b"" if bodiless else body, headers, length=not bodiless or code == 205)
        await exchange.send(data if exchange.asked.method != "HEAD" else data[: data.index(b"\r\n\r\n") + 4])
        exchange.keep = True

    return answer


def page(body: str = TEXT, title: str = "The ferry", head: str = "") -> Answer:
    return reply(200, html(body, title, head))


def redirect(code: int, location: str, *headers: str) -> Answer:
    """`{page}` stands for the class's own path, `{port}` for the port, `{tls}` for the good TLS port."""

    async def answer(exchange: Exchange) -> None:
        ports = exchange.server.ports
        target = location.format(page=exchange.page, port=exchange.server.port, tls=ports.get("good", 0))
        await reply(code, html("", "Elsewhere"), f"Location: {target}", *headers)(exchange)

    return answer


def hops(count: int, code: int) -> Answer:
    """For the key `*`: so many redirects, from /1 on."""

    async def answer(exchange: Exchange) -> None:
        number = int(exchange.asked.rest.removeprefix("/") or 0)
        done = number >= count
        await (page() if done else redirect(code, f"{{page}}/{number + 1}"))(exchange)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """The first for the first request of an address, and so on; the last for all after."""

    async def answer(exchange: Exchange) -> None:
        await answers[min(exchange.visit, len(answers) - 1)](exchange)

    return answer


def by_method(head: Answer, other: Answer) -> Answer:
    async def answer(exchange: Exchange) -> None:
        await (head if exchange.asked.method == "HEAD" else other)(exchange)

    return answer


def with_cookie(without: Answer, with_it: Answer) -> Answer:
    async def answer(exchange: Exchange) -> None:
        await (with_it if "seen=1" in exchange.asked.headers.get("cookie", "") else without)(exchange)

    return answer


def retry_after(code: int, seconds: float, date: bool = False) -> Answer:
    """Asks to be left alone, in seconds or until a date, and notes the window."""

    async def answer(exchange: Exchange) -> None:
        value, ahead = exchange.http_date(seconds) if date else (str(int(seconds)), seconds)
        await reply(code, html("", "Later"), f"Retry-After: {value}")(exchange)
        exchange.leave_alone(ahead)

    return answer


def raw(data: bytes, wait: float = 0.0) -> Answer:
    """These bytes, a wait, and the end of the connection."""

    async def answer(exchange: Exchange) -> None:
        await exchange.send(data)
        if wait:
            await exchange.wait(wait)

    return answer


def delayed(seconds: float, then: Answer) -> Answer:
    async def answer(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        await then(exchange)

    return answer


async def hang(exchange: Exchange) -> None:
    """Says nothing at all."""
    await exchange.wait(1e9)


def reset_after(data: bytes) -> Answer:
    async def answer(exchange: Exchange) -> None:
        if data:
            await exchange.send(data)
            await asyncio.sleep(0.05)  # what was sent arrives before the reset takes it back
        exchange.reset()

    return answer


def endless(start: bytes, again: bytes, pause: float = 0.0, *headers: str) -> Answer:
    """A head without a length, `start`, and `again` for ever, each after `pause` seconds."""

    async def answer(exchange: Exchange) -> None:
        more = await exchange.send(message(200, start, headers, length=False))
        while more:
            if pause:
                await exchange.wait(pause)
            more = await exchange.send(again)

    return answer


def endless_head(pause: float) -> Answer:
    """Header lines for ever."""

    async def answer(exchange: Exchange) -> None:
        more = await exchange.send(b"HTTP/1.1 200 OK\r\n")
        while more:
            await exchange.wait(pause)
            more = await exchange.send(b"X-Wait: a\r\n")

    return answer


def chunked(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """A body in HTTP/1.1 chunks with its header."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + end
    return message(200, body, ["Transfer-Encoding: chunked"], length=False)


def encoded(body: bytes, coding: str) -> Answer:
    """The body in a content coding that the client understands, or as it is where it does not say so."""
    compress = {"gzip": gzip.compress, "deflate": zlib.compress}[coding]

    async def answer(exchange: Exchange) -> None:
        if coding in exchange.asked.headers.get("accept-encoding", ""):
            await reply(200, compress(body), f"Content-Encoding: {coding}")(exchange)
        else:
            await reply(200, body)(exchange)

    return answer
