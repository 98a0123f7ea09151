"""Finds secrets in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lint.diagnostics import Span
from lint.occurrences import occurrences
from lint.post.hosts import is_private
from lint.post.secrets.formats import PRIVATE_KEY, compiled, places
from lint.post.secrets.samples import is_random, is_stand_in
from lint.records import NamedTuple
from lint.regex import regex

_SHOWN = 6  # characters of a secret that may be shown; its format has them all in its published beginning
# What AWS gives out together with the id of a key: 40 characters of base64.
_AWS_SECRET = r"(?<![\w/+-])[A-Za-z0-9/+]{40}(?![\w/+=-])"
_BESIDE = 400
_HEX = regex(r"[0-9a-f]+", re.IGNORECASE)
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_LONGEST_SCHEME, _LONGEST_LOGIN = 20, 200
_LOGIN = regex(
    r"://(?P<user>[^\s/?#@:\"'`<>(){}\[\]|]{0,64}):(?P<password>[^\s/?#@\"'`<>(){}\[\]|$]{8,128})@(?P<host>[\w.-]+)"
)
_SAMPLE_PASSWORD = regex(
    r"pass|pw|word|secret|admin|root|user|token|test|demo|foo|bar|1234|letmein|hunter|guest|key|login|abcd|\*\*|…|\.\.\.",
    re.IGNORECASE,
)
_SAMPLE_HOST = regex(r"(?:.*\.)?(?:example|test|invalid)(?:\.\w+)?|(?:.*[.-])?your.*|host(?:name)?\b.*")


class Secret(NamedTuple):
    """A secret. `what` says what it is, with its article; `shown` is as much of it as may be shown.

    `login` is True for an address with a password; its span begins at the address and ends with the password.
    """

    span: Span
    what: str
    shown: str
    login: bool = False


def secrets(text: str) -> list[Secret]:
    """The secrets in a text, in order; none lies in another."""
    found = sorted(_search(text), key=lambda secret: (secret.span.start, -secret.span.end))
    kept: list[Secret] = []
    for secret in found:
        if not kept or secret.span.start >= kept[-1].span.end:
            kept.append(secret)
    return kept


def _search(text: str) -> Iterator[Secret]:
    for place in _joined(places(text)):
        for form, pattern in compiled():
            for match in pattern.finditer(text, *place):
                if form.proof(match):
                    yield Secret(Span(*match.span()), form.what, match[0][:_SHOWN])
                    if form.what == "an AWS access key id":
                        yield from _beside(text, match)
    if "PRIVATE KEY" in text:
        for match in re.compile(PRIVATE_KEY.pattern).finditer(text):
            if PRIVATE_KEY.proof(match):
                yield Secret(Span(*match.span()), PRIVATE_KEY.what, f"-----BEGIN {match['kind']}-----")
    yield from _logins(text)


def _joined(places: Iterable[Span]) -> list[Span]:
    """The places in order, those that touch as one."""
    joined: list[Span] = []
    for place in sorted(places):
        if joined and place.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(place.end, joined[-1].end))
        else:
            joined.append(place)
    return joined


def _beside(text: str, key_id: re.Match[str]) -> Iterator[Secret]:
    """The secret that belongs to the id of a key, within a few lines of it."""
    around = max(0, key_id.start() - _BESIDE), key_id.end() + _BESIDE
    for match in re.compile(_AWS_SECRET).finditer(text, *around):
        if is_random(match[0]) and not _HEX.fullmatch(match[0]):
            yield Secret(Span(*match.span()), "an AWS secret access key", match[0][:2])


def _logins(text: str) -> Iterator[Secret]:
    """Addresses with a password that opens a place on the net."""
    for at in occurrences(text, "@"):
        # A name that is mentioned, "(@ann", has nothing before it.
        if at and text[at - 1] not in " (\n[/" and (found := _login(text, at)):
            yield found


def _login(text: str, at: int) -> Secret | None:
    """The address with a password that ends before this `@`."""
    mark = text.rfind("://", max(0, at - _LONGEST_LOGIN), at)
    match = _LOGIN.match(text, mark) if mark >= 0 else None
    if not match or match.end("password") != at or not _is_password(match["password"]):
        return None
    scheme = _SCHEME.search(text, max(0, mark - _LONGEST_SCHEME), mark)
    host = match["host"].lower()
    if not scheme or "." not in host or is_private(host) or _SAMPLE_HOST.fullmatch(host):
        return None
    return Secret(Span(scheme.start(), at), "an address with a password", f"{scheme[0]}://", login=True)


def _is_password(value: str) -> bool:
    """Whether letters and digits are mixed, and no word of a manual is in it."""
    mixed = any(one.isdigit() for one in value) and any(one.isalpha() for one in value)
    return mixed and not _SAMPLE_PASSWORD.search(value) and not is_stand_in(value)
