"""Pages that answer and are not what the link promised: "not found" with status 200, logins, checks for robots."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lint.regex import regex
from lint.weblinks.addresses import WebAddress
from lint.weblinks.not_found import PHRASES, REMARKS, plain

_PARTING = regex(r"\s+[-|·•–—:»«›/]+\s+|\s*[|·•»«›]\s*|:\s+")
_LOGIN_SEGMENT = regex(
    r"(?:log|sign)[-_]?(?:in|on)(?:\.\w+)?|wp-login\.php|auth(?:enticate|entication|orize|wall)?|sso|saml2?|oauth2?|openid"
    r"|servicelogin|accountchooser|users?[-_]sign[-_]in",
    re.IGNORECASE,
)
_LOGIN_LABEL = regex(r"(?:log|sign)in|accounts?|auth|sso|idp|login[-\w]*|consent")
_MISSING_SEGMENT = regex(
    r"(?:(?:error|page|file)[-_]?)?(?:404|not[-_]?found)(?:[-_]?(?:error|page))?(?:\.\w+)?", re.IGNORECASE
)
_LANGUAGES = (
    "ar|bg|bn|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk"
    "|vi|zh"
)
_FRONT = regex(
    rf"/(?:(?:{_LANGUAGES})(?:[-_][a-zA-Z]{{2,4}})?/?)?(?:(?:index|default|home|main)(?:\.\w{{3,5}})?/?)?",
    re.IGNORECASE,
)
_ABOUT_404 = regex(
    r"(?:(?:http|status|code|error)[-_.]?)*404(?:[-_.]?(?:not[-_]?found|html?|error|page))*", re.IGNORECASE
)
_CONTENT_KEYS = frozenset({"p", "page_id", "id", "post", "article", "attachment_id"})

_CHECKS = frozenset(
    {
        "access to this page has been denied",
        "are you a human",
        "are you a robot",
        "attention required",
        "bot verification",
        "checking your browser",
        "checking your connection",
        "client challenge",
        "ddos guard",
        "just a moment",
        "making sure youre not a bot",
        "one moment please",
        "pardon our interruption",
        "please verify you are a human",
        "please wait while your request is being verified",
        "prove youre human",
        "security verification",
        "sorry you have been blocked",
        "validating your browser",
        "vercel security checkpoint",
        "verify you are human",
        "verifying you are human",
        "verifying your browser",
        "youve been blocked",
    }
)
_CHECKS_ALONE = frozenset(
    {
        "access denied",
        "captcha",
        "human verification",
        "please wait",
        "request rejected",
        "robot check",
        "security check",
    }
)
"""What an article may be about too; its title then goes on with the name of the site."""
_CHECK_HEADERS = {"cf-mitigated": "challenge", "x-amzn-waf-action": "", "x-vercel-mitigated": "challenge"}


def says_not_found(title: str, heading: str, address: WebAddress) -> str:
    """The words by which a page with status 200 says that it is none; empty where it does not.

    A page whose own name is the status, such as `/status/404`, is about it, and is believed.
    """
    if _ABOUT_404.fullmatch(address.path.rstrip("/").rpartition("/")[2]):
        return ""
    for words in (title, heading):
        for part in (words, *_edge_parts(words)):
            if _is_not_found(part):
                return part
    if _bare_404(title) and (_bare_404(heading) or not heading):
        return title
    return ""


def _edge_parts(words: str) -> tuple[str, ...]:
    parts = _PARTING.split(words)
    return (parts[0], parts[-1]) if len(parts) > 1 else ()


def _is_not_found(words: str) -> bool:
    return bool(words) and " ".join(word for word in plain(words).split() if word not in REMARKS) in PHRASES


def _bare_404(words: str) -> bool:
    """ "Error 404", "404!"; the year and the area code stand without such a word."""
    left = set(plain(_PARTING.split(words)[0]).split())
    return "404" in left and bool(left - {"404", "http", "status", "code"}) and REMARKS.issuperset(left)


def robot_check(title: str, headers: Mapping[str, str]) -> str:
    """The words by which an answer asks whether the reader is a person; empty where it does not."""
    for name, value in _CHECK_HEADERS.items():
        if name in headers and headers[name].lower().startswith(value):
            return title or name
    if plain(title) in _CHECKS_ALONE:
        return title
    return next((part for part in (title, *_edge_parts(title)) if plain(part) in _CHECKS), "")


def _segments(path: str) -> tuple[str, ...]:
    return tuple(filter(None, path.split("/")))


def landed_on_login(asked: WebAddress, landed: WebAddress) -> bool:
    """Whether redirects led to a login, or a consent page, that was not asked for."""
    return _is_login(landed) and not _is_login(asked)


def _is_login(address: WebAddress) -> bool:
    labels = address.host.split(".")[:-2]
    return any(map(_LOGIN_SEGMENT.fullmatch, _segments(address.path))) or any(map(_LOGIN_LABEL.fullmatch, labels))


def landed_on_not_found(asked: WebAddress, landed: WebAddress) -> bool:
    """Whether redirects led to the site's page for what it does not find."""
    last = _segments(landed.path)[-1:]
    return bool(last and _MISSING_SEGMENT.fullmatch(last[0])) and asked.path != landed.path


def landed_on_front_page(asked: WebAddress, landed: WebAddress) -> bool:
    """Whether redirects led from a page within a site to a front page, where readers do not find what was promised.

    Another site's front page may well be the new home of what had one page before: where its name says so, and for
    addresses of one segment, which projects and shortened addresses have.
    """
    if not _FRONT.fullmatch(landed.path) or landed.query.partition("=")[0] in _CONTENT_KEYS:
        return False
    if _FRONT.fullmatch(asked.path):
        keys = {pair.partition("=")[0] for pair in asked.query.split("&")}
        return asked.path == "/" and not keys.isdisjoint(_CONTENT_KEYS)
    segments = _segments(asked.path)
    new_home = re.sub(r"[^a-z0-9]", "", landed.host)
    if landed.host != asked.host:
        names = (re.sub(r"[^a-z0-9]", "", segment.lower().partition(".")[0]) for segment in segments)
        if any(len(name) > 2 and name in new_home for name in names):
            return False
    return _same_site(asked.host, landed.host) or len(segments) > 1


def _same_site(one: str, other: str) -> bool:
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
