"""The connections of a client, and one request over them."""

from __future__ import annotations

import asyncio
import ssl
from functools import partial
from urllib.parse import urlsplit

import aiohttp
from aiohttp.client_proto import ResponseHandler
from yarl import URL

from lint.weblinks.addresses import AddressError, WebAddress, read
from lint.weblinks.networks import Allowed
from lint.weblinks.statuses import REDIRECTS
from lint.world.http_names import JudgedResolver, Names
from lint.world.http_settings import Settings

_MOST_FIELDS = 1_000
_PIECE = 64 * 1024  # bytes; what asyncio hands over at once is not larger by much
_DRAINED = 32 * 1024  # bytes of a body that nobody needs, read so that its connection can be used again
_DRAIN_SECONDS = 0.25
_AS_A_READER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en,*;q=0.5",
    # Some sites answer 400 to what does not say that it follows a link.
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
}


class _HeaderFirst(ResponseHandler):
    """Hands over the header before the body, so that rubbish after a page does not take the page away with it.

    Where the body itself is rubbish, who reads it hears of it at once; aiohttp would let them wait.
    """

    def data_received(self, data: bytes) -> None:
        end = data.find(b"\r\n\r\n", 0, _PIECE) + 4
        if 4 <= end < len(data):
            super().data_received(data[:end])
            data = data[end:]
        super().data_received(data)
        body = self._payload
        if self.exception() and body is not None and not body.is_eof() and body.exception() is None:
            body.set_exception(aiohttp.ClientPayloadError("the body cannot be read"))


class Session:
    """Made within the event loop that uses it. Raises OSError where the certificates cannot be read."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        proxy = urlsplit(settings.proxy).hostname or "" if settings.proxy else ""
        self.names = Names(Allowed(settings.allow_hosts), settings.connect_timeout, proxy)
        connector = aiohttp.TCPConnector(
            resolver=JudgedResolver(self.names),
            use_dns_cache=False,
            limit=0,  # the caller keeps the slots
            ssl=_trust(settings.certificates),
            # A proxy may be at a private address, and is all that is connected to.
            socket_factory=None if proxy else self.names.socket_for,
        )
        # There is no public way to choose how a connection reads.
        connector._factory = partial(_HeaderFirst, loop=asyncio.get_running_loop())  # type: ignore[assignment]  # noqa: SLF001
        self._http = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": settings.user_agent, **_AS_A_READER},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=settings.connect_timeout),
            auto_decompress=False,  # it knows no limit
            trust_env=False,
            max_line_size=settings.max_header,
            max_field_size=settings.max_header,
            max_headers=_MOST_FIELDS,
        )

    async def permitted(self, address: WebAddress) -> None:
        """Raises HostError for a host that must not be asked, or has no address."""
        await self.names.permitted(address.host, resolve=not self.settings.proxy)

    async def ask(self, method: str, address: WebAddress, headers: dict[str, str]) -> aiohttp.ClientResponse:
        """Sends a request to a host that is permitted; returns when the header of the answer is there.

        Raises aiohttp.ClientError, TimeoutError and OSError.
        """
        return await self._http.request(
            method,
            URL(address.url, encoded=True),
            headers=headers,
            allow_redirects=False,
            proxy=self.settings.proxy or None,
        )

    async def close(self) -> None:
        """Ends all connections."""
        await self._http.close()


def _trust(certificates: str) -> ssl.SSLContext | bool:
    if not certificates:
        return True
    context = ssl.create_default_context()
    context.load_verify_locations(certificates)
    return context


async def small_text(session: Session, url: str, most: int) -> str:
    """For `Client.text`."""
    body = b""
    try:
        async with asyncio.timeout(session.settings.timeout):
            address = read(url)
            await session.permitted(address)
            async with await session.ask("GET", address, {"Accept-Encoding": "identity"}) as response:
                if response.status != 200:
                    return ""
                async for chunk in response.content.iter_any():
                    body += chunk
                    if len(body) > most:
                        return ""
    except (AddressError, TimeoutError, aiohttp.ClientError, OSError):
        return ""
    return body.decode("utf-8", "replace")


async def finish(response: aiohttp.ClientResponse, *, spare: bool) -> None:
    """Frees the connection: with what is left of the body read where that is little and `spare`, else by closing it."""
    if response.content.at_eof() or response.method == "HEAD":
        response.release()
        return
    length = response.content_length
    if spare and (length <= _DRAINED if length is not None else response.status in REDIRECTS):
        try:
            async with asyncio.timeout(_DRAIN_SECONDS):
                left = _DRAINED
                async for chunk in response.content.iter_any():
                    left -= len(chunk)
                    if left < 0:
                        break
        except (TimeoutError, aiohttp.ClientError, OSError):
            left = -1
        if left >= 0:
            response.release()
            return
    response.close()
