"""One look: the requests for one address, from hop to hop, and what they amount to."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Collection

import aiohttp
from msgspec.structs import replace
from yarl import URL

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.addresses import AddressError, WebAddress, read
from lint.weblinks.credentials import Trail
from lint.weblinks.fragments import Answer, answer, asked
from lint.weblinks.redirects import redirected, worth_proposing
from lint.weblinks.scan import PageScanner
from lint.weblinks.shown import redacted, shown
from lint.weblinks.statuses import PERMANENT, REDIRECTS, WITHOUT_PAGE, judged, phrase
from lint.weblinks.walls import (
    landed_on_front_page,
    landed_on_login,
    landed_on_not_found,
    robot_check,
    says_not_found,
)
from lint.world import http_faults
from lint.world.http_body import read_page
from lint.world.http_names import HostError
from lint.world.http_session import Session, finish
from lint.world.http_settings import Turn

_BINARY = regex(
    r"\.(?:7z|aac|apk|appimage|avi|avif|bin|bz2|crate|deb|dmg|docx?|epub|exe|flac|gem|gif|gz|heic|ico|img|iso|jar|jpe?g"
    r"|m4[av]|mkv|mobi|mov|mp[34]|mpe?g|msi|od[pst]|og[agv]|opus|otf|pdf|pkg|png|pptx?|rar|rpm|tar|tgz|tiff?|ttf|wav"
    r"|web[mp]|whl|wmv|woff2?|xlsx?|xpi|xz|zip|zst)",
    re.IGNORECASE,
)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_HEAD_SECONDS = 3.0  # for the title of a page that has answered already


class _Page(NamedTuple):
    """What became of the body: the scanner, why it was not read to its end, and whether anchors could be in it."""

    scanner: PageScanner
    unread: str = ""
    has_anchors: bool = False


class Look:
    """Made for one `Client.look`."""

    def __init__(
        self,
        session: Session,
        url: str,
        fragments: Collection[str],
        turn: Turn | None = None,
        heard: Callable[[], None] | None = None,
    ) -> None:
        self._session = session
        self._turn = turn
        self._heard = heard
        self._settings = session.settings
        self._url = url.partition("#")[0]
        self._fragments = tuple(dict.fromkeys(fragments))
        self._asked = {fragment: asked(fragment) for fragment in self._fragments}
        self._trail = Trail(self._settings.headers, self._settings.github_token)
        self._cookies: aiohttp.CookieJar | None = None
        self._page = _Page(PageScanner())
        self._own_fragment = ""
        """That of a `Location`, which takes the place of ours (RFC 9110, section 10.2.2)."""
        self._left = False
        """Whether the page itself led on, so that no fragment went along."""
        self._hops = 0
        self._permanent = True
        self._moved_to: WebAddress | None = None
        """Where the permanent redirects led before any other."""
        self._downgraded = False
        self._status = 0
        self._ended: Outcome | None = None

    async def outcomes(self) -> dict[str, Outcome]:
        """By fragment; raises nothing but CancelledError."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        self._deadline = started + self._settings.timeout
        try:
            async with asyncio.timeout_at(self._deadline) as limit:
                self._limit = limit
                base = await self._base()
        except TimeoutError as error:
            late = http_faults.out_of_time(self._settings) if limit.expired() else self._fault(error)
            base = self._ended or late
        except Exception as error:  # what is not foreseen must not end the others' looks
            base = self._fault(error)
        base = replace(base, status=base.status or self._status, seconds=loop.time() - started)
        return {fragment: self._for_fragment(base, fragment) for fragment in self._fragments}

    def _fault(self, error: Exception) -> Outcome:
        outcome = http_faults.fault(error, self._settings)
        return replace(outcome, cause=f"{outcome.cause}{self._behind()}")

    def _behind(self) -> str:
        """Where in a chain of redirects something happened."""
        return f", after a redirect to {shown(self._address.url)}" if self._hops else ""

    async def _base(self) -> Outcome:
        try:
            first = self._address = read(self._url)
        except AddressError as fault:
            return _outcome(Verdict.DEAD, str(fault))
        seen: Counter[tuple[str, str]] = Counter()
        while True:
            try:
                await self._session.permitted(self._address)
                if self._hops:
                    await self._in_turn()
            except HostError as fault:
                return self._fault(fault)
            state = (self._address.url, self._cookie())
            if seen[state] > 1:  # a server may remember a visit without a cookie
                return _outcome(Verdict.DEAD, f"the redirects run in a circle, to {shown(self._address.url)}")
            seen[state] += 1
            response = await self._ask()
            try:
                self._ended = await self._judge(response, first)
            except BaseException:
                response.close()
                raise
            await finish(response, spare=not self._page.unread)
            if self._ended:
                return self._ended
            if self._hops > self._settings.max_redirects:
                return _outcome(Verdict.DEAD, f"more than {self._settings.max_redirects} redirects")

    async def _ask(self) -> aiohttp.ClientResponse:
        """GET, but HEAD for files whose content says nothing; GET again where HEAD is refused."""
        headers = self._trail.headers(self._address)
        if cookie := self._cookie():
            headers["Cookie"] = cookie
        last = self._address.path.rpartition("/")[2]
        if _BINARY.fullmatch(last, max(last.rfind("."), 0)):
            try:
                response = await self._session.ask("HEAD", self._address, headers)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientResponseError, aiohttp.ClientOSError) as error:
                if isinstance(error, aiohttp.ClientConnectorError):
                    raise
            else:
                if response.status < 400 or response.status in {410, 429, 503}:
                    return response
                response.release()
            await self._in_turn()
        return await self._session.ask("GET", self._address, headers)

    async def _in_turn(self) -> None:
        """Waits until another request may be made. Raises HostError where none may."""
        if self._turn is None:
            return
        loop = asyncio.get_running_loop()
        began = loop.time()
        if refused := await self._turn(self._address.host):
            raise HostError(refused, lasting=False)
        self._deadline += loop.time() - began
        self._limit.reschedule(self._deadline)

    def _cookie(self) -> str:
        if self._cookies is None:
            return ""
        fitting = self._cookies.filter_cookies(URL(self._address.url, encoded=True))
        return "; ".join(f"{morsel.key}={morsel.coded_value}" for morsel in fitting.values())

    async def _judge(self, response: aiohttp.ClientResponse, first: WebAddress) -> Outcome | None:
        """What an answer means; None where it leads on to `self._address`."""
        self._status = response.status
        if self._heard:
            self._heard()
        if sum(len(name) + len(value) + 4 for name, value in response.raw_headers) > self._settings.max_header:
            return http_faults.too_much_header(self._settings)
        if response.status in REDIRECTS:
            return self._redirect(response)
        verdict = judged(response.status)
        if words := robot_check("", response.headers):
            return _outcome(Verdict.UNSURE, f"it asks whether a person is there ({words})")
        if verdict is not Verdict.ALIVE:
            return http_faults.refused(
                verdict, response.status, response.headers.get("Retry-After", ""), self._behind()
            )
        if response.method != "HEAD" and response.status not in WITHOUT_PAGE:
            await self._read(response)
            page = self._page.scanner
            if words := robot_check(page.title, {}):
                return _outcome(Verdict.UNSURE, f'it asks whether a person is there ("{words}")')
            if words := says_not_found(page.title, page.heading, first):
                return _outcome(Verdict.DEAD, f'the page says "{words}"')
            if page.refresh and self._lead_on(page.refresh):
                return None
        return self._landed(first)

    def _redirect(self, response: aiohttp.ClientResponse) -> Outcome | None:
        words = phrase(response.status)
        location = response.headers.get("Location", "")
        if not location.strip():
            return _outcome(Verdict.DEAD, f"{words}, without an address to go to")
        target = redirected(location, self._address)
        if not isinstance(target, WebAddress):
            verdict, where = target
            return _outcome(verdict, f"{words}, to {where}")
        if cookies := response.headers.getall("Set-Cookie", ()):
            if self._cookies is None:
                self._cookies = aiohttp.CookieJar(unsafe=True)
            self._cookies.update_cookies_from_headers(cookies, response.url)
        self._own_fragment = target.fragment or self._own_fragment
        self._permanent = self._permanent and response.status in PERMANENT
        if self._permanent:
            self._moved_to = target
        self._go(target)
        return None

    def _lead_on(self, refresh: str) -> bool:
        """Follows what a page says of where to go; whether it leads anywhere else."""
        try:
            target = read(refresh, self._address)
        except AddressError:
            return False
        if target.url == self._address.url:
            return False
        self._permanent, self._left = False, True
        self._go(target)
        return True

    def _go(self, target: WebAddress) -> None:
        self._downgraded = self._downgraded or (self._address.scheme, target.scheme) == ("https", "http")
        self._hops += 1
        self._address = target

    async def _read(self, response: aiohttp.ClientResponse) -> None:
        kind = response.content_type.lower() if "Content-Type" in response.headers else ""
        is_page = kind in _PAGES or not kind
        is_xml = kind.endswith(("/xml", "+xml"))
        wanted = () if self._own_fragment or self._left else tuple(self._asked.values())
        pending = [one for one in wanted if one.identifiers]
        names = frozenset[str]().union(*(one.identifiers for one in pending))
        if not is_page and not (is_xml and names):
            return
        scanner = PageScanner(names)

        def enough() -> bool:
            if not names:
                return scanner.settled
            return scanner.in_body and all(not scanner.found.isdisjoint(one.identifiers) for one in pending)

        until = self._deadline - min(0.5, self._settings.timeout / 10)  # what was learnt must not be lost
        if not names:
            until = min(until, asyncio.get_running_loop().time() + _HEAD_SECONDS)
        unread = await read_page(response, scanner, enough, self._settings, until)
        self._page = _Page(scanner, unread, has_anchors=is_page and bool(names))

    def _landed(self, first: WebAddress) -> Outcome:
        """The verdict on a page that was reached."""
        here = self._address
        if self._hops:
            if landed_on_login(first, here):
                return _outcome(Verdict.UNSURE, f"it leads to a login at {shown(here.url)}")
            if landed_on_not_found(first, here):
                return _outcome(Verdict.DEAD, f"it leads to {shown(here.url)}, the page for what is not found")
            if not self._left and landed_on_front_page(first, here):
                return _outcome(Verdict.UNSURE, f"it leads to the front page {shown(here.url)}")
        if self._downgraded:
            return _outcome(Verdict.ALIVE, f"it leads to {shown(here.url)}, which is not encrypted")
        new = self._moved_to
        if not new or not worth_proposing(first, new):
            return _outcome(Verdict.ALIVE)
        return replace(_outcome(Verdict.MOVED, f"moved to {shown(new.url)}"), moved_to=new.url)

    def _for_fragment(self, base: Outcome, fragment: str) -> Outcome:
        url = redacted(f"{self._url}#{fragment}" if fragment else self._url)
        base = replace(base, url=url)
        if base.verdict not in {Verdict.ALIVE, Verdict.MOVED}:
            return base
        carried = self._own_fragment or fragment
        if base.moved_to and carried:
            base = replace(base, moved_to=f"{base.moved_to}#{carried}")
        if not self._page.has_anchors or not self._asked[fragment].identifiers:
            return base
        found, cause = answer(self._asked[fragment], self._page.scanner, self._page.unread)
        if found is Answer.UNKNOWN:
            return replace(base, verdict=Verdict.UNSURE, cause=cause, moved_to="")
        if found is Answer.MISSING:
            other = self._page.scanner.other_case.get(fragment)
            suggestion = f"{base.moved_to.partition('#')[0] or self._url}#{other}" if other else ""
            return replace(base, cause=cause, fragment_missing=True, suggestion=suggestion)
        return base


def _outcome(verdict: Verdict, cause: str = "") -> Outcome:
    return Outcome(url="", verdict=verdict, cause=cause)
