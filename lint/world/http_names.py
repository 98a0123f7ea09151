"""Names to addresses: each name is resolved once, all its addresses are judged, and only those go to a connection."""

from __future__ import annotations

import asyncio
import socket
import threading
from ipaddress import ip_address
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from lint.weblinks.networks import Allowed, literal
from lint.weblinks.shown import shown_host

_AT_ONCE = 16  # lookups; each takes a thread


class HostError(OSError):
    """A host that cannot be asked. `lasting` says that the name system, or the address itself, leaves no doubt."""

    def __init__(self, cause: str, *, lasting: bool, retry: bool = False) -> None:
        super().__init__(cause)
        self.cause = cause
        self.lasting = lasting
        self.retry = retry


class Names:
    """Resolves by the system's resolver, in threads that nobody waits for at the end.

    `proxy` is the host of the configured proxy, which may have any address.
    """

    def __init__(self, allowed: Allowed, seconds: float, proxy: str = "") -> None:
        self._allowed = allowed
        self._seconds = seconds
        self._proxy = proxy
        self._known: dict[str, asyncio.Future[list[str]]] = {}
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._judged: set[str] = set()

    async def permitted(self, host: str, *, resolve: bool = True) -> None:
        """Raises HostError for a host that must not be asked, or has no address."""
        if address := literal(host):
            if kind := self._allowed.refusal(address):
                raise HostError(f"{address} is {_article(kind)} address, which readers cannot reach", lasting=True)
        elif resolve:
            await self.addresses(host)

    async def addresses(self, host: str) -> list[str]:
        """The addresses of a name that may be asked, at least one. Raises HostError."""
        if host not in self._known:
            self._known[host] = asyncio.ensure_future(self._resolve(host))
            # A fault that comes when nobody waits any more is nobody's.
            self._known[host].add_done_callback(_take_note)
        task = self._known[host]
        try:
            return await asyncio.wait_for(asyncio.shield(task), self._seconds)
        except TimeoutError:
            raise HostError("the name system did not answer in time", lasting=False, retry=True) from None
        except HostError as fault:
            if fault.retry and self._known.get(host) is task:
                del self._known[host]
            raise

    async def _resolve(self, host: str) -> list[str]:
        found = await self._lookup(host)
        if host == self._proxy:
            self._judged.update(found)
            return found
        kinds = {address: self._allowed.refusal(ip_address(address), host) for address in found}
        good = [address for address, kind in kinds.items() if not kind]
        if not good:
            address, kind = next(iter(kinds.items()))
            local = host == "localhost" or host.endswith(".localhost")
            raise HostError(f"{shown_host(host)} leads to {_article(kind)} address ({address})", lasting=local)
        self._judged.update(good)
        return good

    async def _lookup(self, host: str) -> list[str]:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[str] | OSError] = loop.create_future()

        def ask() -> None:
            result: list[str] | OSError
            try:
                # As bytes, so that Python does not encode it once more.
                rows = socket.getaddrinfo(host.encode(), None, type=socket.SOCK_STREAM)
                result = list(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows))
            except OSError as error:
                result = error
            try:
                loop.call_soon_threadsafe(_settle, answer, result)
            except RuntimeError:  # the loop is gone, and with it who asked
                return

        async with self._slots:
            threading.Thread(target=ask, name=f"lookup {host}", daemon=True).start()
            found = await answer
        if isinstance(found, list) and found:
            return found
        raise _fault(host, found if isinstance(found, OSError) else OSError(socket.EAI_NODATA, ""))

    def socket_for(self, info: Any) -> socket.socket:
        """Makes the socket of a connection: the last gate, so that no way past the others leads out."""
        family, kind, protocol, _, place = info
        address = place[0]
        if address not in self._judged and (special := self._allowed.refusal(ip_address(address))):
            raise HostError(f"{address} is {_article(special)} address, which readers cannot reach", lasting=True)
        return socket.socket(family, kind, protocol)


def _take_note(done: asyncio.Future[list[str]]) -> None:
    if not done.cancelled():
        done.exception()


def _settle(answer: asyncio.Future[list[str] | OSError], result: list[str] | OSError) -> None:
    if not answer.done():
        answer.set_result(result)


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _fault(host: str, error: OSError) -> HostError:
    name = shown_host(host)
    if error.errno == socket.EAI_NONAME:
        return HostError(f"there is no host {name}", lasting=True)
    if error.errno in {getattr(socket, "EAI_NODATA", None), getattr(socket, "EAI_ADDRFAMILY", None)}:
        return HostError(f"the name {name} has no address", lasting=True)
    return HostError(f"the name {name} could not be resolved", lasting=False, retry=True)


class JudgedResolver(AbstractResolver):
    """Hands the judged addresses to aiohttp."""

    def __init__(self, names: Names) -> None:
        self._names = names

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002
    ) -> list[ResolveResult]:
        """The addresses that were judged when the host was; raises HostError."""
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in await self._names.addresses(host)
        ]

    async def close(self) -> None:
        """Nothing is held."""
