"""Addresses as they may be printed: no user name or password, no name that looks like another, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

from lint.regex import regex

_AUTHORITY = regex(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*:)?[/\\]{2}(?P<authority>[^/\\?#]*)")
_INVISIBLE = regex(
    r"[\x00-\x20\x7f-\xa0\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]"
)
_MIXES = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
)
"""Scripts that one word may rightly mix: Japanese, Korean, Chinese (Unicode TR 39, "highly restrictive")."""
_LIKE_LATIN = frozenset("асԁеһіјӏорԛѕԝхуъьғүгпԍɡαικνορτυχωɩ")
"""Cyrillic and Greek letters that are drawn as Latin ones; a label of nothing else is a mask."""


def redacted(url: str) -> str:
    """The address with its user name and password replaced by `…`, the rest as it is."""
    match = _AUTHORITY.match(url)
    if not match or "@" not in match["authority"]:
        return url
    return f"{url[: match.start('authority')]}…@{url[match.start('authority') + match['authority'].rindex('@') + 1 :]}"


def shown(url: str) -> str:
    """The address as a message may quote it: redacted, the host by `shown_host`, what is invisible percent-encoded."""
    match = _AUTHORITY.match(url)
    if match:
        userinfo, at, place = match["authority"].rpartition("@")
        host, colon, port = place.partition(":") if not place.startswith("[") else ("", "", "")
        place = f"{shown_host(host)}{colon}{port}" if host else place
        url = f"{url[: match.start('authority')]}{'…' if userinfo else ''}{at}{place}{url[match.end() :]}"
    return _INVISIBLE.sub(lambda bad: "".join(f"%{byte:02X}" for byte in bad[0].encode("utf-8", "replace")), url)


def shown_host(host: str) -> str:
    """A host name in its own script where no reader can take it for another, else in punycode."""
    return ".".join(map(_label, host.split(".")))


def _label(label: str) -> str:
    if label[:4].lower() == "xn--":
        try:
            name = label[4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError):
            return label
    elif label.isascii():
        return label
    else:
        name = label
        label = f"xn--{unicodedata.normalize('NFKC', label).lower().encode('punycode').decode()}"
    return name if _plain(name) else label


def _plain(name: str) -> bool:
    """Whether all letters are of one script, or of scripts that go together, and not all drawn as Latin ones."""
    if unicodedata.normalize("NFKC", name).lower() != name:
        return False
    scripts = set()
    for letter in name:
        if letter.isalpha():
            scripts.add(re.split("[ -]", unicodedata.name(letter, "UNKNOWN"))[0])
        elif not (letter.isdecimal() and letter.isascii()) and letter not in "-_" and not unicodedata.combining(letter):
            return False
    if "UNKNOWN" in scripts or not scripts:
        return False
    if len(scripts) > 1 and not any(scripts <= mix for mix in _MIXES):
        return False
    return not set(filter(str.isalpha, name)) <= _LIKE_LATIN
