"""From the addresses that posts point at to the pages that have to be asked, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from lint.regex import regex
from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.addresses import AddressError, read
from lint.weblinks.contacts import SCHEMES, contact_fault
from lint.weblinks.shown import redacted

_TEMPLATE = "\ue000"
_NOWHERE = regex(r"(?:\A|\.)(?:example\.(?:com|net|org)|example)\Z")
"""Names that are kept for documents (RFC 2606); what they answer says nothing about a post."""


class Page(msgspec.Struct):
    """A page to be asked for: its address without a fragment, its host, and by each fragment the addresses as written.

    The fragment "" is the page itself.
    """

    url: str
    host: str
    fragments: dict[str, list[str]]


class Questions(msgspec.Struct):
    """`pages` by their addresses; `settled` are the verdicts that need no network, by the address as written."""

    pages: dict[str, Page]
    settled: dict[str, Outcome]

    def outcomes(self, answers: Mapping[str, Mapping[str, Outcome]]) -> dict[str, Outcome]:
        """The verdicts by the address as written, from those by page and fragment; what has no answer is left out."""
        found = dict(self.settled)
        for url, page in self.pages.items():
            answer = answers.get(url, {})
            for fragment, written in page.fragments.items():
                if fragment in answer:
                    found.update({one: msgspec.structs.replace(answer[fragment], url=redacted(one)) for one in written})
        return found


def is_external(url: str) -> bool:
    """Whether an address leads out of the site by itself: http, https, without a scheme (`//`), or to a person."""
    head = url[:16].lstrip().lower()
    return head.startswith(("https:", "http:", "//", "mailto:", "tel:", "xmpp:")) and _TEMPLATE not in url


def questions(
    urls: Iterable[str],
    excluded: Callable[[str], bool] = lambda _: False,
    allowed: Callable[[str], bool] = lambda _: False,
) -> Questions:
    """What has to be asked for these addresses, in their order.

    `excluded` are left out. Hosts such as example.org, which stand for others in documents, are left out unless
    `allowed`.
    """
    found = Questions({}, {})
    seen: set[str] = set()
    for url in urls:
        if url in seen or not is_external(url) or excluded(url):
            continue
        seen.add(url)
        if url.strip().partition(":")[0].lower() in SCHEMES:
            fault = contact_fault(url)
            found.settled[url] = Outcome(url, Verdict.DEAD if fault else Verdict.ALIVE, fault)
            continue
        try:
            address = read(url)
        except AddressError as fault:
            found.settled[url] = Outcome(redacted(url), Verdict.DEAD, str(fault))
            continue
        if _NOWHERE.search(address.host) and not allowed(address.host):
            continue
        page = found.pages.setdefault(address.url, Page(address.url, address.host, {}))
        page.fragments.setdefault(address.fragment, []).append(url)
    return found
