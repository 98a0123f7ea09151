"""One look at one external address: `Client.look`. Schedules, retries and memory are the caller's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec

from lint import __version__
from lint.site.verdicts import Outcome
from lint.weblinks.networks import Allowed

if TYPE_CHECKING:
    from lint.world.http_session import Session


Turn = Callable[[str], Awaitable[str]]
"""Asks whether a further request may go to a host, and waits for its turn. The answer is "", or why it must not."""


class Settings(msgspec.Struct, frozen=True):
    """How to ask. Times are in seconds, sizes in bytes."""

    timeout: float = 5.0
    """For the whole look, redirects included."""
    connect_timeout: float = 5.0
    """For a name to be resolved, and for a connection to stand."""
    allow_hosts: tuple[str, ...] = ()
    """Names ("wiki.corp.example", "*.corp.example"), addresses and CIDR blocks that may be asked though they are
    private."""
    headers: Mapping[str, Mapping[str, str]] = {}
    """Names and values by host; see `lint.weblinks.credentials.headers_for`."""
    github_token: str = ""
    proxy: str = ""
    """The address of an HTTP proxy. It resolves names itself, so only hosts written as addresses are judged here."""
    user_agent: str = f"Mozilla/5.0 (compatible; copydesk/{__version__})"
    certificates: str = ""
    """A PEM file of authorities to trust beside those of the system."""
    max_redirects: int = 10
    max_header: int = 64 * 1024
    max_wire: int = 3 * 1024 * 1024
    """Of a page's body as it is sent."""
    max_body: int = 8 * 1024 * 1024
    """Of a page's body, decompressed."""


class Client:
    """An asynchronous context manager that holds the connections. Used within one event loop.

    Raises ValueError where `settings.allow_hosts` holds no CIDR block where it should, and OSError on entering where
    `settings.certificates` cannot be read.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        Allowed(self.settings.allow_hosts)
        self._session: Session | None = None

    async def __aenter__(self) -> Client:
        from lint.world.http_session import Session

        self._session = Session(self.settings)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()
            self._session = None

    async def look(
        self,
        url: str,
        fragments: Collection[str] = ("",),
        turn: Turn | None = None,
        heard: Callable[[], None] | None = None,
    ) -> dict[str, Outcome]:
        """Asks once for a page and says what became of it, by each of the fragments ("" for the page alone).

        `url` is http, https or starts with `//`; a fragment in it is left aside. Redirects are followed; for each
        request after the first, `turn` is waited for, which does not count as time of the look. `heard` is called when
        an answer begins. Raises nothing but CancelledError: what goes wrong is an outcome.
        """
        from lint.world.http_look import Look

        assert self._session, "look is asked within `async with`"
        return await Look(self._session, url, fragments, turn, heard).outcomes()

    async def text(self, url: str, most: int = 64 * 1024) -> str:
        """The text of a small answer with status 200; empty for any other. Redirects are not followed."""
        from lint.world.http_session import small_text

        assert self._session, "text is asked within `async with`"
        return await small_text(self._session, url, most)
