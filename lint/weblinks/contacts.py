"""The syntax of addresses that reach people: mailto, tel and xmpp."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

from lint.regex import regex

SCHEMES = frozenset({"mailto", "tel", "xmpp"})
_MARK = regex(r"%(?![0-9a-fA-F]{2})")


def contact_fault(url: str) -> str:
    """What is wrong with a mailto, tel or xmpp address, in words; empty where nothing is, or it is of another scheme.

    What mail programs and telephones understand is accepted beyond the letter of RFC 6068, RFC 3966 and RFC 5122:
    numbers without a country, white space between digits, addresses in any script.
    """
    scheme, colon, rest = url.strip().partition(":")
    kind = scheme.lower()
    if not colon or kind not in SCHEMES:
        return ""
    if bad := _MARK.search(rest):
        return f'"{rest[bad.start() : bad.start() + 3]}" is no percent-encoded character'
    if kind == "tel":
        return _telephone_fault(unquote(rest))
    return _mail_fault(rest) if kind == "mailto" else _chat_fault(rest)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A mailbox, and a telephone number without its parameters; compiled where a post has such a link."""
    atom = r"[^\s\x00-\x20\x7f\"(),:;<>@\[\]\\.]+"
    quoted = r"\"(?:[^\"\\\r\n]|\\.)*\""
    label = r"[^\W_](?:[\w-]*[^\W_])?"
    mailbox = rf"(?:{atom}(?:\.{atom})*|{quoted})@(?:{label}(?:\.{label})*|\[[0-9a-zA-Z.:]+\])"
    return re.compile(mailbox), re.compile(r"\+?[-.() \u00a0\d*#A-D,pwPW]*")


def _mail_fault(rest: str) -> str:
    people, question, fields = rest.partition("#")[0].partition("?")
    if people.startswith("//"):
        return '"//" after "mailto:" is no part of a mail address'
    written = [unquote(one).strip() for one in people.split(",")]
    if not any(written):
        # Without a receiver, a subject or a text for the reader to send on must be there.
        return "" if question and "=" in fields else "it names nobody"
    for address in written:
        if not _patterns()[0].fullmatch(address):
            return f'"{address}" is no mail address' if address else "a mail address between commas is missing"
    for field in re.split(r"&(?:amp;)?", fields):
        if field and not re.match(r"[!$'*+\w.^`|~%-]+=", field):
            return f'"{unquote(field)}" is no header field'
    return ""


def _telephone_fault(number: str) -> str:
    plain, _, parameters = number.removeprefix("//").partition(";")
    plain = plain.strip()
    if not _patterns()[1].fullmatch(plain):
        return f'"{plain}" is no telephone number'
    if not re.search(r"[\d*#]", plain):
        return "it holds no number"
    for parameter in filter(None, parameters.split(";")):
        if not re.fullmatch(r"[\w-]+(?:=[^\s;=]+)?", parameter):
            return f'"{parameter}" is no parameter of a telephone number'
    return ""


def _chat_fault(rest: str) -> str:
    path = rest.partition("#")[0].partition("?")[0]
    if path.startswith("//"):  # the account to speak from comes first
        path = path[2:].partition("/")[2]
        if not path:
            return ""
    bare = path.partition("/")[0]
    node, at, host = unquote(bare).rpartition("@")
    if not host:
        return "it names no server"
    if (at and not node) or re.search(r"[\s@\"&'<>]", node) or not re.fullmatch(r"[\w.-]+|\[[0-9a-fA-F:.]+\]", host):
        return f'"{unquote(bare)}" is no chat address'
    return ""
