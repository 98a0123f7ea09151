"""Addresses that were mistyped or pasted wrongly, as their form alone shows."""

from __future__ import annotations

import re

from lint.records import NamedTuple
from lint.regex import regex

_LOCAL = ("#", "/", ".", "mailto:", "?")
_WEB = ("https://", "http://")
_ENDS = frozenset(".,;)]}>\"'”’»`")
_ESCAPED_ENDS = frozenset({"%20", "%22", "%3E"})
_HOST = regex(r"https?://(?!https?//)(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::\d+)?(?:[/?#]|\Z)|[^/?#,]*@)", re.IGNORECASE)

# Patterns as text, in the order in which they are tried: hardly any post needs them.
_SCHEME = r"([htps]{3,8})(?:://?/?|:\\\\)(?=[\w.-]+(?:\.[\w-]+|:\d)|localhost)"
_NO_COLON = r"(https?)(?:[;.,]?//|;/|/:/?/?|:(?=www\.))(?=[\w-]+\.[\w.-]+)"
_DOUBLED = r"(https?:?//)+(?=https?://)|https?://(?=https?//)"
_TWICE = r"(https?://[^\s]{4,})\1\Z"
_BEFORE = r"(?:[#?]|\.?/|%20|[\"'“”‘’«„`<]+)(?=https?://)"
_MAIL = r"mailto:/+(?=[^/]+@)|mailto:(?=mailto:)|(?:mail-to|maito|malito|mailo|mialto|mailt):(?=[^/]+@)"
_BAD_HOST = r"https?://([^/?#\s:@]*(?:,|\.\.)[^/?#\s:@]+|\.[^/?#\s:@]+\.[^/?#\s:@]+)(?=[:/?#]|\Z)"
_END = r"(?:%20|%22|%3E|[\"'”’»`>\]},;])+\Z"


class Malformed(NamedTuple):
    """What is wrong with an address, and how it should be written ("" where nobody can tell).

    `certain` says that nothing else can be meant.
    """

    message: str
    meant: str = ""
    certain: bool = False


def malformed(url: str) -> Malformed | None:
    """The fault in the form of an address; None where there is none."""
    if url.startswith(_WEB):
        if url.find("://", 8) < 0 and _HOST.match(url):  # by far the most
            odd = url[-1] in _ENDS or "_(" in url or url[-3:] in _ESCAPED_ENDS
            return _ending(url) if odd else None
    elif not url or (url.startswith(_LOCAL) and "://" not in url[:10] and not url.startswith("mailto:")):
        return None
    if "\ue000" in url or "${" in url:
        return None
    return _beginning(url) or _whole(url) or _ending(url)


def _beginning(url: str) -> Malformed | None:
    if found := re.match(_BEFORE, url):
        mark = f'"{found[0]}"' if found[0].strip("\"'“”‘’«„`") else "a quotation mark"
        return Malformed(f"{mark} stands before the address", url[found.end() :].rstrip("\"'“”‘’»`>"), certain=True)
    if found := re.match(_MAIL, url, re.IGNORECASE):
        rest = url[found.end() :]
        if rest.startswith("mailto:"):
            return Malformed('the address begins with "mailto:" twice', rest, certain=True)
        return Malformed(f'"{found[0]}" is not "mailto:"', f"mailto:{rest}", certain=True)
    if found := re.match(_DOUBLED, url, re.IGNORECASE):
        rest = url[found.end() :]
        meant = rest if "://" in rest[:8] else rest.replace("//", "://", 1)
        return Malformed(f'the address begins with "{url[: found.end() + 8]}"', meant, certain=True)
    found = re.match(_SCHEME, url, re.IGNORECASE) or re.match(_NO_COLON, url, re.IGNORECASE)
    if found and not re.match(r"https?://[^/]", url, re.IGNORECASE):
        scheme = "https" if "s" in found[1].lower() else "http"
        if found[1].lower() not in {"http", "https"} and not _is_slip(found[1].lower()):
            return None
        return Malformed(f'"{found[0]}" is not "{scheme}://"', f"{scheme}://{url[found.end() :]}", certain=True)
    return None


def _is_slip(word: str) -> bool:
    """Whether a scheme of the letters of "https" is one edit away from it, or from "http"."""
    shapes = ("http", "https")
    return any(
        sorted(word) == sorted(shape)
        or any(shape[:at] + shape[at + 1 :] == word for at in range(len(shape)))
        or any(word[:at] + word[at + 1 :] == shape for at in range(len(word)))
        for shape in shapes
    )


def _whole(url: str) -> Malformed | None:
    if found := re.match(_TWICE, url):
        return Malformed("the address is written twice", found[1], certain=True)
    if found := re.match(_BAD_HOST, url, re.IGNORECASE):
        host = found[1]
        meant = re.sub(r",|\.\.+", ".", host).lstrip(".")
        what = "a comma" if "," in host else "two full stops" if ".." in host else "a full stop at its start"
        return Malformed(f'the host "{host}" has {what}', url[: found.start(1)] + meant + url[found.end(1) :])
    return None


def _ending(url: str) -> Malformed | None:
    """What a path ends with that belongs to the text around it; queries and fragments end in anything."""
    if not url.startswith(_WEB) or "?" in url or "#" in url or "\ue000" in url:
        return None
    found = re.search(_END, url)
    if found and found.start() > len("https://a.b") and not any(mark in url for mark in _opening(found[0])):
        mark = "a quotation mark" if not found[0].strip("\"'”’»`") else f'"{found[0]}"'
        return Malformed(f"the address ends with {mark}", url[: found.start()])
    if url.endswith(")") and url.count(")") > url.count("("):
        return Malformed("the address ends with a bracket that nothing opens", url[:-1])
    if re.search(r"_\([^()/]*\Z", url):
        return Malformed("a bracket in the address is never closed", f"{url})")
    if re.search(r"/(?:[a-z]+[-_])*[a-z]{4,}\.\Z", url) and "/wiki" not in url:
        return Malformed('the address ends with "."', url[:-1])
    return None


def _opening(end: str) -> list[str]:
    """What would make a mark at the end one of a pair, and right."""
    pairs = {"]": "[", "}": "{", "%3E": "%3C", ">": "<", "”": "“", "»": "«", "’": "‘"}
    found = [opening for closing, opening in pairs.items() if end.startswith(closing)]
    return found or (["'"] if end == "'" else [])
