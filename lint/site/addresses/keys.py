"""The forms in which one page is addressed, brought down to one key.

Whether a server answers `/a`, `/a/`, `/a.html` and `/a/index.html` alike depends on the server, so one key stands for
all of them, letter case and Unicode form aside.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lint.regex import regex
from lint.site.slugs import same_place

_ENDING = regex(
    r"(?:(?:\A|/)(?:index|_index|default)\.(?:html?|php|mdx?|markdown|aspx?)|\.(?:html?|xhtml))\Z", re.IGNORECASE
)
_DOTS = regex(r"(?:\A|/)\.{1,2}(?:/|\Z)")
_NUMBER = regex(r"[0-9]+\Z")

Shape = tuple[str, ...]
"""The folders of an address; a number is as many `#` as it has digits, so that all days are one shape."""


@lru_cache(maxsize=100_000)
def key_of(path: str) -> str:
    """The key of a path below the site, percent-decoded and without query; "" for the front page."""
    return same_place(plain_of(path))


def plain_of(path: str) -> str:
    """The same with the letter case that it is written in."""
    plain = _ENDING.sub("", path.strip("/")).strip("/")
    return _joined(plain.split("/")) if "//" in plain or _DOTS.search(plain) else plain


def _joined(parts: list[str]) -> str:
    done: list[str] = []
    for part in parts:
        if part == ".." and done:
            done.pop()
        elif part not in {"", ".", ".."}:
            done.append(part)
    return "/".join(done)


def shape_of(key: str) -> Shape:
    """The shape of the folders that a key lies in; () right below the front page."""
    folder = key.rpartition("/")[0]
    return _shape(folder) if folder else ()


@lru_cache(maxsize=20_000)
def _shape(folder: str) -> Shape:
    return tuple("#" * len(part) if _NUMBER.match(part) else part for part in folder.split("/"))
