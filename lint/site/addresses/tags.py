"""Links that template tags make: what they name, or the plain address in them."""

from __future__ import annotations

from typing import Literal

from lint.records import NamedTuple
from lint.regex import regex

_NAMING = regex(
    r"\{%-?\s*(?P<tag>post_url|link)\s+(?P<bare>[^\s{}'\"|]+)\s*-?%\}"
    r"|\{\{[<%]-?\s*(?P<ref>(?:rel)?ref)\s+(?:path=)?[\"`]?(?P<named>[^\s\"`{}|]+)[\"`]?\s*-?[>%]\}\}"
)
# `{{ '/a/' | relative_url }}`; the filters put the site's own address before it and change nothing else.
_FILTERED = regex(
    r"\{\{-?\s*(?P<quote>['\"])(?P<path>[^'\"{}]*)(?P=quote)"
    r"\s*\|\s*(?:relative_url|absolute_url|url|locale_url|prepend:\s*site\.(?:baseurl|url))"
    r"(?:\s*\|\s*prepend:\s*site\.(?:baseurl|url))?\s*-?\}\}(?P<rest>[^{}]*)"
)
# `{{ site.baseurl }}/a/`
_BASE = regex(
    r"(?:\{\{-?\s*(?:site\.(?:baseurl|url|base_url)|(?:base|root|site)_?url|page\.baseurl|\.Site\.BaseURL)\s*-?\}\}){1,2}"
    r"(?P<path>/[^{}]*)"
)

Maker = Literal["post_url", "link", "ref"]


class Named(NamedTuple):
    """What a tag names: a post's name (`post_url`), a file (`link`), or either (`ref`), without a fragment."""

    maker: Maker
    name: str
    start: int
    """Where the name begins in the tag's text."""


def named(text: str) -> Named | None:
    """What the tag in a link's target names; None for any other."""
    found = _NAMING.search(text)
    if not found:
        return None
    if found["tag"] == "post_url":
        return Named("post_url", found["bare"], found.start("bare"))
    if found["tag"]:
        return Named("link", found["bare"], found.start("bare"))
    return Named("ref", found["named"].partition("#")[0], found.start("named"))


def plain_address(text: str) -> tuple[str, int] | None:
    """The rooted address in a target that tags only put the site's own before, and where it begins in the text."""
    text = text.strip()
    if found := _BASE.fullmatch(text):
        return found["path"], found.start("path")
    found = _FILTERED.fullmatch(text)
    if found and found["path"].startswith("/") and not found["rest"].startswith("/"):
        return found["path"], found.start("path")
    return None
