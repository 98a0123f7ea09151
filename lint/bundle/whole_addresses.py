"""Addresses with scheme and host, for what leaves the site: feeds, sitemaps, previews."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

from lint.bundle.addresses import encoded
from lint.regex import regex

_ATTRIBUTE = regex(r' (?P<name>href|src|poster|srcset|cite)="(?P<value>[^"]*)"')

_NOWHERE = "https://top.invalid/"
"""Stands for the top of a site whose address is not known."""


class Where:
    """Where the site will be served. `url` has a slash at its end, and is "" where nobody said it."""

    def __init__(self, url: str) -> None:
        self.url = f"{url.rstrip('/')}/" if url else ""

    def of(self, address: str) -> str:
        """The whole address of a path below the site, which is not percent-encoded.

        It is relative to the top of the site where that is not known.
        """
        return self.url + encoded(address) if self.url else encoded(address) or "./"

    @property
    def path(self) -> str:
        """The path that the site is served below, with slashes around it; "/" where nothing is known."""
        from urllib.parse import urlsplit

        return urlsplit(self.url).path or "/"

    def html(self, html: str, page: str) -> str:
        """Sanitised HTML of the page at `page` (as `of` takes it), with its relative addresses made whole.

        Where the site's address is not known they become relative to its top.
        """
        base = self.of(page) if self.url else _NOWHERE + encoded(page)

        def whole(match: re.Match[str]) -> str:
            value = unescape(match["value"])
            if match["name"] == "srcset":
                parts = [part.strip().split(" ") for part in value.split(",")]
                value = ", ".join(" ".join((_joined(base, part[0]), *part[1:])) for part in parts if part[0])
            else:
                value = _joined(base, value)
            return f' {match["name"]}="{escape(value)}"'

        return _ATTRIBUTE.sub(whole, html)


def _joined(base: str, address: str) -> str:
    if base.startswith(_NOWHERE) and address.startswith("/"):
        return address  # nobody knows what lies above the site
    return urljoin(base, address).removeprefix(_NOWHERE) or "./"
