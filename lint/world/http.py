"""One look at one external address: `Client.look`. Schedules, retries and memory are the caller's."""

from __future__ import annotations

from collections.abc import Callable, Collection
from types import TracebackType
from typing import TYPE_CHECKING

from lint.site.verdicts import Outcome
from lint.weblinks.networks import Allowed
from lint.world.http_settings import Settings, Turn

if TYPE_CHECKING:
    from lint.world.http_session import Session


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
