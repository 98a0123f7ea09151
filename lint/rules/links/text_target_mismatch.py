"""The rule text-target-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import Definition, Link
from lint.post.post import Post
from lint.records import NamedTuple
from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, Rule, Span, replace

# What each text has that can be compared, but for the name of a profile.
_TELLING = regex(r"[0-9.@]")
# Below, patterns as text: most posts need none of them.
_REQUEST = (
    r"(?:(?:[\w.-]+/)?[\w.-]+)?[#!](\d{1,7})|(?:PR|MR|[Ii]ssue|[Pp]ull [Rr]equest|[Mm]erge [Rr]equest) [#!]?(\d{1,7})"
)
_REQUEST_URL = r"/(?:issues?|pulls?|pr|merge_requests|discussions|tickets?|bugs?)/(\d{1,7})(?=\Z|[/?#])"
_TICKET = r"[A-Z][A-Z0-9]+-\d{1,7}"
_TICKET_URL = rf"/browse/({_TICKET})(?=\Z|[/?#])"
_CVE = r"CVE-\d{4}-\d{4,7}"
_NUMBERED = (  # kinds of papers: how the text names one, how an address does
    (r"\bRFC[ -]?(\d{3,5})\b", r"\brfcs?(?:/pull|/blob/[\w.-]+/text|/html)?[/-]?(?:rfc)?0*(\d{3,5})(?!\d)"),
    (r"\bPEP[ -]?(\d{3,4})\b", r"\bpeps?/(?:pep-)?0*(\d{3,4})(?!\d)"),
    (r"\bJEP[ -]?(\d{3})\b", r"\bjeps?/(\d{3})(?!\d)"),
)
_PAPERS = ("CVE", "RFC", "PEP", "JEP")
_COMMIT = r"[0-9a-f]{7,40}"
_COMMIT_URL = rf"/commits?/({_COMMIT})(?=\Z|[/?#.])"
_DOTTED = r"\d+(?:\.\d+){1,3}"
_VERSION = rf"(?:\A|(?<=[\s(v@-]))({_DOTTED})\)?\Z"
_VERSION_URL = rf"(?<![\d.])({_DOTTED})(?:/|\.html?|\.md|/index\.html)?\Z"
# A heading of a changelog as an anchor, `version-1700-2023-06-01`: the version without its full stops.
_CHANGE_URL = r"#(?:[a-z]*-)?v?(\d{3,6})-+\d{4}-\d\d-\d\d\Z"
# What tells of a version other than the one that is linked.
_OTHER_VERSION = (
    r"\b(?:since|from|before|after|older|newer|until|prior|than|to|upgrad\w*|migrat\w*|changes?|diff\w*|compar\w*|below|above|"
    r"depuis|avant|vers|seit|von|vor)\b|[<>≤≥]"
)
_ADDRESS = r"(?P<scheme>https?://)?(?P<host>(?:[\w-]+\.)+[a-z]{2,})(?P<path>(?:[/?#]\S*)?)"
# Top-level domains that are no endings of files or of names of products.
_DOMAINS = frozenset(
    ["ca", "ch", "com", "de", "dev", "edu", "es", "eu", "fr", "gov", "info", "it", "net", "nl", "org", "uk"]
)
_STANDS_FOR = frozenset("*{}<>$[]|\ue000")
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PROFILE = r"https?://(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|twitter\.com|x\.com)/@?([\w-]{5,})/?\Z"
_FEW = 20
"""Numbers below may count ("#1 of the list"), unless the address has as small a one."""


class Mismatch(NamedTuple):
    """What the text says, what the address says instead, and the address that would agree, "" where nobody can tell."""

    said: str
    instead: str
    agreeing: str = ""


class TextTargetMismatch(Rule):
    """The text of a link names one thing and its target is another.

    One of the two was copied from the line above and not changed, and the reader who trusts the text arrives at the
    wrong issue, version or site.

    Compared are numbers of issues and requests, keys of tickets, commits, CVE and RFC numbers, versions at the end of
    both, mail addresses, and texts that are addresses themselves. `www.`, schemes, slashes at the end, queries, letter
    case, parts left out and `…` make no difference, nor does what a text says besides.
    """

    id = "text-target-mismatch"
    level = Level.WARNING

    examples = (
        Bad(
            "See [#109](⟦https://git.test/team/tool/issues/104⟧).",
            fixed="See [#109](https://git.test/team/tool/issues/109).",
            message='the text says "#109", the target "104"',
        ),
        Bad(
            "Done in [PR 123][pr] and [#51].\n\n[pr]: ⟦https://git.test/a/b/pull/124⟧\n[#51]: ⟦/a/b/issues/15⟧\n",
            fixed="Done in [PR 123][pr] and [#51].\n\n[pr]: https://git.test/a/b/pull/123\n[#51]: /a/b/issues/51\n",
        ),
        Bad(
            "- [Tool 2.4.1](⟦/blog/tool-2.3.1/⟧), out now\n",
            fixed="- [Tool 2.4.1](/blog/tool-2.4.1/), out now\n",
        ),
        Bad("All in the [notes for 1.9.0](⟦https://a.test/log#version-180-2024-05-02⟧)."),
        Bad(
            "It is [RFC 2094](⟦https://rfcs.test/rfcs/pull/2093⟧), fixed [CVE-2024-12083](⟦https://a.test/CVE-2024-0803⟧).",
            fixed="It is [RFC 2094](https://rfcs.test/rfcs/pull/2094), fixed [CVE-2024-12083](https://a.test/CVE-2024-12083).",
        ),
        Bad(
            "Go to [https://docs.test.org/guide](⟦https://docs.test.org/tour⟧).",
            fixed="Go to [https://docs.test.org/guide](https://docs.test.org/guide).",
        ),
        Bad("Thanks to [kirstne](⟦https://github.com/kirsten⟧) and [`1f2e3d4`](⟦https://git.test/commit/4d3e2f1aa⟧)."),
        Bad(
            "Write to [ann@paper.test](⟦mailto:bob@paper.test⟧).",
            fixed="Write to [ann@paper.test](mailto:ann@paper.test).",
        ),
        Good("[#109](https://git.test/a/b/issues/109#issuecomment-7), [a/b#12](https://git.test/a/b/pull/12/files)"),
        Good("[#1](https://git.test/a/b/pull/345) of the list, [#2](/second), [no. 3](https://git.test/a/b/issues/7)"),
        Good("[v1.2](/tool/1.2.3), [1.2.3](/tool/v1.2.3/), [from 1.2.2](/blog/1.2.3), [Section 4.2](/doc#4.3)"),
        Good("[since 2.0.0](/changes/2.1.0/), [2.0.0...2.1.0](https://git.test/compare/2.0.0...2.1.1)"),
        Good(
            "[www.site.org/a](https://site.org/a/), [site.org](https://docs.site.org), [HTTP://Site.org](http://site.org)"
        ),
        Good(
            "[site.org/a/…](https://site.org/a/long/path), [https://site.org/docs](https://site.org/en/docs?utm_source=b)"
        ),
        Good(
            "[https://site.org/a](https://archive.test/web/2020/https://site.org/a), [tool.io](https://git.test/tool)"
        ),
        Good("[Node.js](https://node.test), [and/or](/logic), [a@b](/x), [`http://localhost`](/docs/hosts)"),
        Good("[RFC 2094](https://rfcs.test/rfc/2094-lifetimes.html), [the RFC](https://rfcs.test/rfcs/pull/7)"),
        Good("[Kirsten](https://github.com/kirsten-w), [kirsten](https://github.com/kristin)"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        defined: dict[str, Definition] | None = None
        told: set[Span] = set()
        for link in post.links:
            text = link.text
            if not text or text.lstrip("#") in link.url or link.kind == "autolink":
                continue  # nearly all that name a thing name the right one
            found = _mismatch(text.strip(), link)
            if not found:
                continue
            span = link.url_span
            if link.label:
                if defined is None:
                    defined = {_folded(one.label): one for one in reversed(post.definitions)}
                definition = defined.get(_folded(link.label))
                if definition and not _agrees_with_another(post, link):
                    span = definition.url_span
            if span not in told:
                told.add(span)
                yield _finding(post, span, link.url, found)


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _agrees_with_another(post: Post, link: Link) -> bool:
    """Whether another link says the same label and does not contradict its target."""
    label = _folded(link.label)
    return any(
        other is not link and other.label and _folded(other.label) == label and not _mismatch(other.text.strip(), other)
        for other in post.links
    )


def _finding(post: Post, span: Span, url: str, found: Mismatch) -> Finding:
    fix: Fix | None = None
    if found.agreeing and post.text[span.start : span.end] == url:
        fix = replace(span, found.agreeing, f'Link to "{found.agreeing}"', safe=False)
    return Finding(span, f'the text says "{found.said}", the target "{found.instead}"', fix)


def _mismatch(text: str, link: Link) -> Mismatch | None:
    url = link.url
    if "\ue000" in url or "\ue000" in text:
        return None
    if not _TELLING.search(text):
        return _profile(text, url)
    return (
        _request(text, url)
        or _paper(text, url)
        or _commit(text, url)
        or _version(text, url)
        or _mail(text, url)
        or (None if link.text_span.end - link.text_span.start != len(link.text) else _address(text, url))
        or _profile(text, url)
    )


def _request(text: str, url: str) -> Mismatch | None:
    """`#109`, `PR 109`, `a/b#109`, `KEY-109`."""
    said, there = re.fullmatch(_REQUEST, text), re.search(_REQUEST_URL, url)
    if said and there:
        number = said[1] or said[2]
        few = int(number) < _FEW and len(there[1]) > len(number)
        if int(number) != int(there[1]) and not few:
            return _swapped(text, number, there, url)
    key, browsed = re.fullmatch(_TICKET, text), re.search(_TICKET_URL, url)
    if key and browsed and key[0] != browsed[1]:
        return _swapped(text, key[0], browsed, url)
    return None


def _paper(text: str, url: str) -> Mismatch | None:
    """One CVE, RFC, PEP or JEP in the text, and another one in the address."""
    if not any(kind in text for kind in _PAPERS):
        return None
    said, there = set(re.findall(_CVE, text)), list(re.finditer(_CVE, url, re.IGNORECASE))
    if len(said) == 1 and len(there) == 1 and there[0][0].upper() not in said:
        (number,) = said
        return Mismatch(number, there[0][0], url[: there[0].start()] + number + url[there[0].end() :])
    for named, addressed in _NUMBERED:
        numbers, places = set(re.findall(named, text)), list(re.finditer(addressed, url, re.IGNORECASE))
        if len(numbers) == 1 and len(places) == 1:
            (number,) = numbers
            # A proposal may have another number than the request that it came with, but hardly one that long.
            if places[0][1] != number and len(places[0][1]) == len(number):
                return _swapped(text, number, places[0], url)
    return None


def _commit(text: str, url: str) -> Mismatch | None:
    said, there = re.fullmatch(_COMMIT, text), re.search(_COMMIT_URL, url)
    if said and there and not said[0].startswith(there[1]) and not there[1].startswith(said[0]):
        return Mismatch(said[0], there[1])
    return None


def _version(text: str, url: str) -> Mismatch | None:
    """The text ends in a version, and the address in another one of as many parts."""
    said = re.search(_VERSION, text)
    if not said or len(re.findall(_DOTTED, text)) > 1 or re.search(_OTHER_VERSION, text, re.IGNORECASE):
        return None
    version = said[1]
    change = re.search(_CHANGE_URL, url, re.IGNORECASE)
    if change:
        squeezed = version.replace(".", "")
        differs = len(change[1]) == len(squeezed) and change[1] != squeezed
        return Mismatch(version, change[1]) if differs else None
    there = re.search(_VERSION_URL, url.partition("://")[2].partition("/")[2] if "://" in url else url)
    if not there or ".." in url or there[1].count(".") != version.count(".") or there[1] == version:
        return None
    if version.count(".") == 1:
        # Two numbers may be a section, a price or a share; the name before them tells that both are versions.
        before = re.search(r"([A-Za-z]{2,})[\s-]+v?\Z", text[: said.start(1)])
        start = url[: len(url) - len(there.string) + there.start()]
        if not before or not re.search(rf"(?i){before[1]}[/-]v?\Z", start):
            return None
    at = len(url) - len(there.string)
    return Mismatch(version, there[1], url[: at + there.start(1)] + version + url[at + there.end(1) :])


def _mail(text: str, url: str) -> Mismatch | None:
    if not url.lower().startswith("mailto:") or not re.fullmatch(_MAIL, text):
        return None
    address, mark, rest = url[7:].partition("?")
    if "@" not in address or "%" in address or text.lower() == address.strip().lower():
        return None
    return Mismatch(text, address, f"mailto:{text}{mark}{rest}")


def _address(text: str, url: str) -> Mismatch | None:
    """A text that is an address, and not that of the target."""
    said, there = re.fullmatch(_ADDRESS, text, re.IGNORECASE), re.match(r"https?://([^/?#]+)([^?#]*)", url)
    if not said or not there or _STANDS_FOR.intersection(text):
        return None
    host, target = _host(said["host"]), _host(there[1])
    if not said["scheme"] and (
        host.rpartition(".")[2] not in _DOMAINS or not (said["path"] or text.lower().startswith("www."))
    ):
        return None
    if host != target:
        # An archive, a redirect and a subdomain hold the host that they stand for.
        alike = host in url.lower() or target.endswith(f".{host}") or host.endswith(f".{target}")
        return None if alike else Mismatch(text, url, text if said["scheme"] else "")
    parts, others = _parts(said["path"]), iter(_parts(there[2]))
    if all(part in others for part in parts):  # in this order, with others between
        return None
    return Mismatch(text, url, text if said["scheme"] else "")


def _host(written: str) -> str:
    return written.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.")


def _parts(path: str) -> list[str]:
    """The parts of a path in lower case, up to where the text leaves something out."""
    from urllib.parse import unquote

    shown, left_out, _ = re.split(r"[?#]", unquote(path), maxsplit=1)[0].replace("...", "…").partition("…")
    if left_out:
        shown = shown[: shown.rfind("/") + 1]
    names = [name.lower() for name in shown.split("/") if name]
    if names and names[-1].partition(".")[0] == "index":
        names.pop()
    return [name.removesuffix(".html").rstrip(".,;") for name in names]


def _profile(text: str, url: str) -> Mismatch | None:
    """A name with two letters swapped against the profile that it links to."""
    name = text.removeprefix("@")
    there = re.match(_PROFILE, url) if " " not in name and url.count("/") <= 4 else None
    if not there or len(name) != len(there[1]) or not re.fullmatch(r"[\w-]+", name):
        return None
    one, other = name.lower(), there[1].lower()
    differ = [number for number in range(len(one)) if one[number] != other[number]]
    if len(differ) == 2 and differ[1] == differ[0] + 1 and one[differ[0]] == other[differ[1]]:
        return Mismatch(text, there[1]) if one[differ[1]] == other[differ[0]] else None
    return None


def _swapped(text: str, number: str, there: re.Match[str], url: str) -> Mismatch:
    """The mismatch of a number, with the address that has the number of the text."""
    return Mismatch(text, there[1], url[: there.start(1)] + number + url[there.end(1) :])
