"""The rule private-contact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.occurrences import occurrences
from lint.post.hosts import TOP_LEVEL
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_NAME = regex(r"[A-Za-z0-9][\w.+-]*\Z")
_LONGEST_NAME = 64
_HOST = regex(r"@(?P<host>(?:[A-Za-z0-9-]{1,63}\.)+(?P<top>[A-Za-z]{2,12}))(?![\w@:/-]|\.\w)")
_NOT_BEFORE = frozenset("%/@:=#&$\\")  # what stands before the name in addresses, paths and templates
# Who reads these is an office, a list or a program.
_OFFICES = (
    "abuse account accounts admin all announce billing bot bugs business careers center centre chat community conduct"
    " conference contact core council customer dev devel developer developers discuss donate donations editor editors"
    " email enquiries events feed feedback finance foundation fund general git group hands hello help helpdesk hi"
    " hiring hostmaster hr info inquiries interop jobs kontakt law legal list mail maintainers marketing media members"
    " membership moderation news newsletter no noreply office ops orders organizers outreach partner partners"
    " postmaster pr press privacy project reach registration reply request research root sales secretary security"
    " service services speakers sponsor sponsors sponsorship staff subscribe support sysadmin team teams tech tickets"
    " trademark tsc unsubscribe users volunteer volunteers webmaster webteam welcome workshop www"
)
_ROLES = frozenset(_OFFICES.split())
_NOBODIES = (
    "a alice b bar baz bob carol doe eve example foo jane joe john me name nobody someone test user username x y you"
    " your youremail yourname z"
)
_STAND_INS = frozenset(_NOBODIES.split())
_NO_ONES_HOSTS = regex(
    r"(?:.*\.)?(?:example|test|invalid|localhost|local|your\w*|domain|company|site|email|foo|bar)\.\w+(?:\.\w+)?"
    r"|.*\.(?:example|test|invalid|localhost|local)|(?:lists?|groups?|mail|calendar|noreply|users)\..*"
    r"|.*\b(?:googlegroups|calendar\.google)\.com|groups\.io|.*\.noreply\..*",
    re.IGNORECASE,
)
_ENDINGS = "bash css go html ini jpg js json lock md mjs png py rb rs sh so svg toml ts txt xml yaml yml zip"
_FILES = frozenset(_ENDINGS.split())
_WORD = regex(r"[A-Za-z]+")
# Plus, country code and groups of digits, as one writes a number to be called from abroad.
_PHONE = regex(
    r"\+(?<![\w+.,/^=-]\+)[1-9]\d{0,2}[ .\u00a0-](?:\(0?\d{1,4}\)[ .\u00a0-]?)?\d{1,5}(?:[ .\u00a0/-]\d{2,8}){1,5}"
    r"(?![\w/-]|[.,]\d)"
)
_NATIONAL = regex(r"\(0?\d{2,4}\)[ \u00a0-]?\d{3,4}(?:[ .\u00a0-]?\d{2,4}){1,2}(?![\w/-])")
_CALLED = regex(
    r"\b(?:(?:tele)?phone|tel|mobile|cell|call|dial|whatsapp|sms|text|fax|telefon|téléphone)\b[^\n]*\Z", re.IGNORECASE
)
_AROUND = 30  # characters before a number in which a word says that it is one to call
# Numbers that anybody may call, and those kept for films and manuals.
_PUBLIC = regex(
    r"1?8(?:00|33|44|55|66|77|88)\d{7}|(?:800|0800|0[89]00)\d+|1?\d{3}555(?:01|12)\d\d|1555\d+|44(?:207946|7700900)\d+|.*(?:123456|234567|000000|555555).*"
)
_NOT_DIGIT = regex(r"\D")
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15


class PrivateContact(Rule):
    """A personal e-mail address or phone number stands in the text.

    Programs gather addresses from pages for spam and fraud, and a page keeps what its owner would rather forget. Ask
    who owns it, or name an address of an office instead.

    Addresses of offices, lists and programs (`security@`, `press-team@`, `noreply@`) are left alone, as are
    `example.org`, names and numbers kept for examples, free numbers, versions (`tool@1.2.3`), and all that stands in
    code or in front matter. Phone numbers are judged where they begin with `+` and a country, or a word before
    their area code says what they are. Each is named once in a post.
    """

    id = "private-contact"
    level = Level.ADVICE

    examples = (
        Bad(
            "Write to ⟦ann.leaf@teahouse.org⟧ or [Ben](mailto:⟦ben@gmail.com⟧?subject=Tea).",
            message='"ann.leaf@teahouse.org"',
        ),
        Bad('Mail <⟦ann@teahouse.org⟧>, or <a href="mailto:⟦ben@teahouse.org⟧">Ben</a>.'),
        Bad("Call me: ⟦+49 170 7654321⟧ or ⟦+44 (0)20 8123 7654⟧.", message="a phone number"),
        Bad("Phone: ⟦(206) 342-8631⟧."),
        Good("Write to info@teahouse.org, press-team@teahouse.org, noreply@teahouse.org or security@teahouse.org."),
        Good(
            "Use tool@1.2.3, a/b@c.js, git@teahouse.org:tea/leaf.git, `ann@teahouse.org`, me@example.org, a@b.example."
        ),
        Good(
            "---\ntitle: Tea\nemail: ann@teahouse.org\n---\n\nFollow @ann@teahouse.social, https://teahouse.org/@ann.\n"
        ),
        Good("```\nFrom: ann@teahouse.org\n+49 170 7654321\n```\n"),
        Good("Mail gcc-tea@gcc.teahouse.org, leaf@leaf.org and ann...@teahouse.org."),
        Good("It grew by +12 345 678 to 2024-05-06, 192.168.100.200, +1 800 342 8631, +1 206 555 0123, tel 7."),
        Good("<https://lore.teahouse.org/r/20240506-ann@teahouse.org/> and https://teahouse.org/?to=ann@teahouse.org"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        seen: set[str] = set()
        for span in (*_addresses(post), *_numbers(post)):
            shown = post.text[span.start : span.end]
            if shown.lower() not in seen:
                seen.add(shown.lower())
                what = "a personal e-mail address" if "@" in shown else "a phone number"
                yield Finding(span, f'"{shown}" is {what}')


def _addresses(post: Post) -> Iterator[Span]:
    text = post.text
    for at in occurrences(text, "@", start=post.body):
        # A name that is mentioned, "(@ann", has nothing before it.
        name = _NAME.search(text, max(post.body, at - _LONGEST_NAME), at) if text[at - 1 : at].isalnum() else None
        host = _HOST.match(text, at) if name else None
        if (
            name
            and host
            and _is_personal(name[0], host["host"], host["top"])
            and _is_shown(post, name.start(), host.end())
        ):
            yield Span(name.start(), host.end())


def _is_personal(name: str, host: str, top: str) -> bool:
    words = {word.lower() for word in _WORD.findall(name)}
    return (
        bool(words)
        and not words & _ROLES
        and not words <= _STAND_INS
        and words.isdisjoint(host.lower().split("."))  # an office has the name of its house
        and ".." not in name
        and top.lower() in TOP_LEVEL
        and top.lower() not in _FILES
        and not _NO_ONES_HOSTS.fullmatch(host)
    )


def _is_shown(post: Post, start: int, end: int) -> bool:
    """Whether an address stands in the text or is the target of a link, and is no part of something else."""
    text = post.text
    if text[max(0, start - 7) : start].lower() == "mailto:" or (
        text[start - 1 : start] == "<" and text[end : end + 1] == ">"
    ):
        return not any(code.span.start <= start < code.span.end for code in post.code)
    return post.prose[start] == text[start] and text[start - 1 : start] not in _NOT_BEFORE


def _numbers(post: Post) -> Iterator[Span]:
    if "+" in post.prose:
        for match in _PHONE.finditer(post.prose, post.body):
            if _is_private_number(match[0]):
                yield Span(*match.span())
    if "(" in post.prose:
        for match in _NATIONAL.finditer(post.prose, post.body):
            start = match.start()
            if _is_private_number(match[0]) and _CALLED.search(post.prose, max(0, start - _AROUND), start):
                yield Span(*match.span())


def _is_private_number(shown: str) -> bool:
    digits = _NOT_DIGIT.sub("", shown)
    return _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS and not _PUBLIC.fullmatch(digits)
