"""Addresses that only their author can open, or that give away what only the author should have."""

from __future__ import annotations

import re
from typing import Literal

from lint.post.hosts import is_private
from lint.records import NamedTuple
from lint.regex import regex

_AUTHORITY = regex(
    r"(?P<scheme>[a-z][a-z0-9+.-]*):/{2,3}(?P<authority>[^/?#\\]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
# Stand-ins for a user and a password, as documentation writes them.
_SAMPLE = regex(
    r"(?:your-?)?(?:user(?:name)?|name|login|me|foo|bar|admin|root|secret|pass(?:word|wd)?|pw|pwd|token|key|x+|\*+|\.+|…)?\d?"
    r"|[<{$%\[].*",
    re.IGNORECASE,
)
# Names that other rules take for stand-ins and for slips of the pen.
_STAND_INS = frozenset({"todo", "tbd", "fixme", "link", "url", "placeholder", "www", "http", "https"})

# Hosts that are made anew for each change or session, and vanish.
_PREVIEW_HOSTS = (
    (r"(?:deploy-preview-\d+|[0-9a-f]{24}|[\w-]+)--[\w-]+\.netlify\.(?:app|com)", "a deploy preview"),
    (r"[\w-]+-git-[\w-]+\.vercel\.app", "a deploy preview"),
    (r"[0-9a-f]{7,8}\.[\w-]+\.pages\.dev", "a deploy preview"),
    (r"[\w-]+--\d+\.org\.readthedocs\.build", "a build preview"),
    (
        r"[\w.-]+\.(?:ngrok\.io|ngrok-free\.app|ngrok\.app|trycloudflare\.com|loca\.lt|localtunnel\.me|serveo\.net)",
        "a tunnel",
    ),
    (r"[\w-]+\.(?:app\.github\.dev|preview\.app\.github\.dev|githubpreview\.dev|ws-\w+\.gitpod\.io)", "a workspace"),
)
_PREVIEW_HINTS = (
    ".netlify.",
    ".vercel.app",
    ".pages.dev",
    ".readthedocs.build",
    "ngrok",
    ".trycloudflare.com",
    ".loca.lt",
)
_MORE_PREVIEW_HINTS = (".localtunnel.me", ".serveo.net", "github.dev", "githubpreview.dev", ".gitpod.io")

# Pages for authors: host, path, what it is.
_EDITORS = (
    (r".*", r"/(?:[\w.-]+/)*wp-admin(?:/.*)?", "the administration of a WordPress site"),
    (r".*", r"/(?:[\w.-]+/)*wp-login\.php.*", "the login of a WordPress site"),
    (r".*", r"/ghost/(?:#/.*)?", "the administration of a Ghost site"),
    (r".*", r"[^?]*\?(?:.*&)?(?:preview=true|preview_id=\d+|preview_nonce=\w+).*", "the preview of a draft"),
    (r"(?:.*\.)?medium\.com", r"/(?:p/[0-9a-f]+/edit|new-story).*", "the editor of a draft"),
    (r"(?:.*\.)?substack\.com", r"/publish/.*", "the editor of a draft"),
    (r"(?:www\.)?blogger\.com", r"/blog/post/edit/.*", "the editor of a draft"),
    (r"studio\.youtube\.com", r"/video/.*", "the editor of a film"),
    (
        r"docs\.google\.com",
        r"/forms/(?:u/\d/)?d/[\w-]{20,}/edit(?:[?#](?!.*edit_requested).*)?",
        "the editor of a form",
    ),
    (r"mail\.google\.com", r"/mail/.*", "a mailbox"),
    (r"(?:www\.)?dropbox\.com", r"/home(?:/.*)?", "a private folder"),
    (r"drive\.google\.com", r"/drive/(?:u/\d+/)?(?:my-drive|home|recent).*", "a private folder"),
)
_LESS_PLAIN = (
    (
        r"docs\.google\.com",
        r"/(?:document|spreadsheets|presentation|drawings)/(?:u/\d/)?d/[\w-]{20,}/edit.*",
        "an editor",
    ),
    (r"(?:www\.)?canva\.com", r"/design/.*/edit.*", "an editor"),
    (r"github\.com", r"/[\w.-]+/[\w.-]+/edit/.+", "an editor"),
    (r".*gitlab.*", r"/.+/-/(?:edit|ide)/.+", "an editor"),
)
_EDITOR_HINTS = (
    "/edit",
    "/wp-",
    "preview",
    "/ghost",
    "/publish/",
    "/video/",
    "/mail/",
    "/home",
    "/drive/",
    "/-/",
    "new-story",
)

# Parameters that open a door, and how a value looks that does.
_KEYS = (
    (
        r"access_token|auth_token|id_token|refresh_token|oauth_token|authtoken|sessionid|session_id|phpsessid|jsessionid",
        12,
    ),
    (r"x-amz-signature|x-goog-signature|awsaccesskeyid|x-amz-security-token", 12),
    (r"token|jwt|auth|api_?key|apikey|secret|private_token|client_secret", 20),
)
_PAIRS = (("sig=", "sv="), ("Signature=", "Expires="), ("hm=", "ex="))
_KEY_HINTS = ("oken=", "ess", "ignature=", "AccessKeyId", "jwt=", "auth=", "key=", "Key=", "secret=", "sig=", "hm=")


class Private(NamedTuple):
    """What is private, in words, and how sure it is that a reader is shut out or told too much.

    `weight` is "plain"; "own" for the reader's own machine or network, which a tutorial may mean; "less" for an editor
    that may be open to all, and "least" where it was shared.
    """

    message: str
    weight: Literal["plain", "own", "less", "least"] = "plain"


def private(url: str) -> Private | None:
    """What makes an address useless to readers, or too telling; None for one that is fit."""
    if url[:5].lower() == "file:":
        return Private('"file:" leads to the computer of who reads, not to a page')
    parts = _AUTHORITY.match(url)
    if not parts or parts["scheme"].lower() not in {"http", "https", "ws", "wss", "ftp"}:
        return None
    user, at, place = parts["authority"].rpartition("@")
    if at and (found := _credentials(user)):
        return found
    host = (
        place if place.endswith("]") else place.rpartition(":")[0] if re.search(r":\d*\Z", place) else place
    ).lower()
    if not host:
        return None
    if is_private(host):
        return (
            None if host in _STAND_INS else Private(f'"{place}" is a place that only the author\'s network has', "own")
        )
    rest = parts["rest"]
    return _preview(host) or _editor(host, rest) or _key(rest)


def _credentials(user: str) -> Private | None:
    name, colon, password = user.partition(":")
    if not colon or not password or (_SAMPLE.fullmatch(name) and _SAMPLE.fullmatch(password)):
        return None
    return Private(f'the address holds the password of "{name or "its user"}"')


def _preview(host: str) -> Private | None:
    if any(hint in host for hint in _PREVIEW_HINTS + _MORE_PREVIEW_HINTS):
        for pattern, what in _PREVIEW_HOSTS:
            if re.fullmatch(pattern, host):
                return Private(f'"{host}" is {what}, which vanishes')
    return None


def _editor(host: str, rest: str) -> Private | None:
    if any(hint in rest for hint in _EDITOR_HINTS):
        for hosts, path, what in _EDITORS + _LESS_PLAIN:
            if re.fullmatch(path, rest) and re.fullmatch(hosts, host):
                message = f'the link opens {what} at "{host}"'
                if (hosts, path, what) in _EDITORS:
                    return Private(message)
                return Private(message, "least" if "usp=sharing" in rest else "less")
    return None


def _key(rest: str) -> Private | None:
    query = rest.partition("?")[2].partition("#")[0]
    if not query or not any(hint in query for hint in _KEY_HINTS):
        return None
    parts = [part.partition("=") for part in query.replace("&amp;", "&").split("&")]
    for names, length in _KEYS:
        for name, _, value in parts:
            if re.fullmatch(names, name, re.IGNORECASE) and len(value) >= length and _is_random(value):
                return Private(f'the parameter "{name}" opens the address for whoever has it')
    given = {f"{name}=" for name, _, value in parts if value}
    for one, other in _PAIRS:
        if one in given and other in given:
            return Private(f'the parameter "{one[:-1]}" opens the address for a time only')
    return None


def _is_random(value: str) -> bool:
    return any(one.isdigit() for one in value) and any(one.isalpha() for one in value) and "{" not in value
