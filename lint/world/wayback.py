"""Asks the Internet Archive for copies of pages that are gone, through its availability API.

https://archive.org/help/wayback_api.php
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import quote, urlsplit

import msgspec

_API = "https://archive.org/wayback/available?url="
_MOST = 100
_AT_ONCE = 2


class Texts(Protocol):
    """What fetches small texts; see `lint.world.http.Client`."""

    async def text(self, url: str) -> str:
        """The text of a page; empty where there is none."""


class _Closest(msgspec.Struct, frozen=True):
    url: str = ""
    available: bool = False
    status: str = ""


class _Snapshots(msgspec.Struct, frozen=True):
    closest: _Closest = _Closest()


class _Reply(msgspec.Struct):
    archived_snapshots: _Snapshots = _Snapshots()


def copy_in(reply: str) -> str:
    """The address of the copy that a reply of the API names; empty where it names none that shows the page."""
    try:
        closest = msgspec.json.decode(reply, type=_Reply).archived_snapshots.closest
    except msgspec.DecodeError:
        return ""
    url = closest.url.replace("http://", "https://", 1) if closest.url.startswith("http://") else closest.url
    is_copy = url.startswith("https://web.archive.org/web/")
    return url if is_copy and closest.available and closest.status in {"", "200"} else ""


async def copies(
    texts: Texts, urls: Iterable[str], found: dict[str, str], hidden: Callable[[str], bool] = lambda _: False
) -> None:
    """Puts the copies of pages into `found`, by the pages' addresses, as they come in.

    Only some are asked for. Hosts that have no public name, and `hidden` ones, are told to nobody.
    """
    slots = asyncio.Semaphore(_AT_ONCE)

    async def one(url: str) -> None:
        async with slots:
            if copy := copy_in(await texts.text(_API + quote(url, safe=""))):
                found[url] = copy

    hosts = {url: urlsplit(url).hostname or "" for url in urls}
    public = [url for url, host in hosts.items() if _is_public(host) and not hidden(host)]
    await asyncio.gather(*map(one, public[:_MOST]))


def _is_public(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." in host
    return False
