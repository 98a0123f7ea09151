"""Which headers of the configuration go along with a request."""

from __future__ import annotations

from collections.abc import Mapping

from lint.weblinks.addresses import WebAddress

_GITHUB = frozenset({"api.github.com", "github.com"})


def headers_for(
    address: WebAddress, headers: Mapping[str, Mapping[str, str]], github_token: str = ""
) -> dict[str, str]:
    """The headers that are meant for an address.

    `headers` are names and values by host: "example.org", "example.org:8080", "*.example.org" for all below it, each
    also with "https://" or "http://" before it. The token goes to GitHub, over TLS.
    """
    chosen: dict[str, str] = {}
    if github_token and address.scheme == "https" and address.port == 443 and address.host in _GITHUB:
        chosen["Authorization"] = f"Bearer {github_token}"
    for pattern, fields in headers.items():
        if _matches(pattern.lower().rstrip("/"), address):
            chosen.update(fields)
    return chosen


def _matches(pattern: str, address: WebAddress) -> bool:
    scheme, mark, place = pattern.rpartition("://")
    if mark and scheme != address.scheme:
        return False
    host, colon, port = place.rpartition(":")
    if not colon or not port.isdigit():
        host, port = place, ""
    if port and int(port) != address.port:
        return False
    host = host.strip("[]")
    return address.host.endswith(host[1:]) if host.startswith("*.") else address.host == host


class Trail:
    """The headers along the redirects of one look: for the origin that was asked first and no other.

    The same host over TLS on the usual ports is taken for it. Once a redirect has led away, or from TLS to plain
    HTTP, nothing is sent any more, not even to the first origin: who leads back may have chosen the path.
    """

    def __init__(self, headers: Mapping[str, Mapping[str, str]], github_token: str = "") -> None:
        self._headers = headers
        self._github_token = github_token
        self._first: WebAddress | None = None
        self._last: WebAddress | None = None
        self._kept = True

    def headers(self, address: WebAddress) -> dict[str, str]:
        """What to send to `address`, the next one of the look."""
        first = self._first = self._first or address
        last, self._last = self._last, address
        upgraded = address.host == first.host and (first.port, address.port) == (80, 443)
        downgraded = last is not None and last.scheme == "https" and address.scheme == "http"
        self._kept = self._kept and not downgraded and (address.origin == first.origin or upgraded)
        return headers_for(address, self._headers, self._github_token) if self._kept else {}
