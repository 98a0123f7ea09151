"""Which addresses are plain: nearly all are, and one look at them saves every rule about their form its own."""

from __future__ import annotations

import re
from functools import lru_cache

from lint.post.hosts import is_private
from lint.regex import regex

# Marks of what is missing, and beginnings of folders that authors' tools have.
_MARK = "TODO|TBD|FIXME|XXX"
_ODD = f"{_MARK}|edit|new-story|wp-|ghost|publish/|video/|mail/|home|drive/|-/|ide/"
# Small letters in a host with a full stop, and a path without escapes and query.
_PAGE = regex(
    rf"https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+)(?:/(?!{_ODD})(?:[\w~.+@-]*[\w+@-])?)*"
    rf"(?:\#(?!{_MARK})[\w-]+)?\Z",
    re.ASCII,
)
_FILE = regex(rf"(?:/|(?:\.{{1,2}}/)*)(?:(?!{_MARK})[\w-][\w.-]*/)*(?!{_MARK})[\w-]+\.[a-z0-9]{{2,4}}\Z", re.ASCII)
_ODD_HOSTS = regex(
    r"(?:.+\.)?example\.(?:com|org|net)|.*(?:\.netlify\.|\.vercel\.app|\.pages\.dev|\.readthedocs\.build|ngrok"
    r"|\.trycloudflare\.com|\.loca\.lt|\.localtunnel\.me|\.serveo\.net|github\.dev|githubpreview\.dev|\.gitpod\.io).*"
)


def is_plain(url: str) -> bool:
    """Whether an address has one of the commonest forms of pages and files, which no rule about its form minds."""
    if url.startswith("http"):
        found = _PAGE.match(url)
        return found is not None and _is_plain_host(found["host"])
    return _FILE.match(url) is not None


@lru_cache(maxsize=10_000)  # a blog links to the same hosts again and again
def _is_plain_host(host: str) -> bool:
    return not is_private(host) and not _ODD_HOSTS.fullmatch(host)
