"""How addresses are asked: what one look and all of its parts share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import msgspec

from lint import __version__

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
