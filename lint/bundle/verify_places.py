"""Where in the posts a fault of the bundle stems from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote, unquote

from lint.bundle.anchors import Anchors
from lint.bundle.assets import Assets, Pictures, Read
from lint.bundle.draft import Use
from lint.bundle.job import Job
from lint.bundle.links import Links
from lint.bundle.pages import Page
from lint.bundle.verify import SITE, Fault, Verification
from lint.diagnostics import Diagnostic, Level, Span
from lint.post.post import Post, parse
from lint.regex import regex
from lint.site.facts import PostFacts

FAMILY = "bundle"
# The rules that judge in the posts what such a fault is in the pages. What they allow is allowed here, too.
_JUDGES = {
    "dead-link": ("broken-link",),
    "dead-file": ("broken-link",),
    "dead-anchor": ("broken-anchor",),
    "dead-image": ("image-not-found", "broken-link"),
    "dead-media": ("image-not-found", "broken-link"),
    "dead-citation": ("broken-link",),
    "address-above": ("broken-link",),
    "missing-slash": ("broken-link",),
    "folder-without-index": ("broken-link",),
    "wrong-case": ("broken-link", "image-not-found"),
    "second-opinion": ("broken-link", "broken-anchor", "image-not-found"),
}
# These mean the same, too, but the rules know no more of such an address than the bundle does.
_ALLOWED_BY = _JUDGES | {
    "empty-address": ("empty-link",),
    "machine-address": ("private-link",),
    "running-address": ("unsafe-link",),
}
_FAMILIES = {"image-not-found": "images"}
_USES: tuple[Use, ...] = ("link", "image", "media")
_MARKERS = frozenset({"template-tag", "draft-marker"})
_BEFORE = frozenset(" \t\r\n\"'`(<=,[")
_AFTER = frozenset(" \t\r\n\"'`)>,]")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_BLANK = regex(r"\s+")


class _Place(NamedTuple):
    """A place in a post; `kept` says that the address stands in the page as it was written there."""

    path: str
    span: Span
    kept: bool


class Placed(NamedTuple):
    """A fault with the places in posts that it stems from: path of the post, span of the address. Ours has none."""

    fault: Fault
    places: tuple[tuple[str, Span], ...]


class Origins:
    """Finds for an address in a page the targets in posts that became it. Costs something only when asked."""

    def __init__(
        self,
        job: Job,
        facts: Mapping[str, PostFacts],
        read: Read,
        pictures: Pictures,
        *,
        rules: Collection[str] = (),
        known: Iterable[Diagnostic] = (),
    ) -> None:
        """`facts` are those of the posts by path, `read` gives the bytes of a file of the sources, `pictures` what was
        made of its images.

        `rules` are the ids of the rules that judged the posts, and let them pass; `known` is what the baseline knows.
        """
        self._job = job
        self._facts = facts
        self._rules = frozenset(rules)
        self._known: dict[tuple[str, str], list[Span]] = {}
        for one in known:
            self._known.setdefault((one.path, one.rule), []).append(one.span)
        self._anchors = Anchors(job.site, job.texts)
        self._links = Links(job.pages, job.sources, job.site, self._anchors, Assets(read, lambda *_: None, pictures))
        self._pages = {page.file: page for page in job.pages}
        self._targets: dict[str, dict[str, list[_Place]]] = {}
        self._posts: dict[str, Post] = {}
        self._spoken: dict[str, str] = {}

    def place(self, verification: Verification) -> list[Placed]:
        """The faults with their places, without those that an author meant."""
        users: dict[str, list[tuple[str, str]]] = {}
        # There are many leads; only what an image or file is blamed for needs them.
        for reference, lead in verification.leads if any(fault.about for fault in verification.faults) else ():
            users.setdefault(SITE + lead.file, []).append((reference.file, reference.address))
        return [placed for fault in verification.faults if (placed := self._placed(fault, users))]

    def post_of(self, file: str) -> str | None:
        """The path of the post that a page (a path in the bundle) was made of."""
        page = self._pages.get(file.removeprefix(SITE))
        return page.path if page else None

    def _placed(self, fault: Fault, users: Mapping[str, Iterable[tuple[str, str]]]) -> Placed | None:
        """One fault with its places; None when an author meant it. `users` are (file, address) that lead to a file."""
        file = fault.file.removeprefix(SITE)
        if fault.kind in _MARKERS:
            return None if self._is_spoken(file, fault.address) else Placed(fault, ())
        if fault.about:
            found = [place for user, address in users.get(fault.about, ()) for place in self._of(user, address)]
        elif fault.kind == "duplicate-id":
            found = self._written_ids(file, fault.address)
        elif fault.address or fault.kind == "empty-address":
            found = self._of(file, fault.address)
        else:
            found = []
        standing = [place for place in found if not self._is_allowed(fault, place)]
        if found and not standing:
            return None
        if standing and self._may_work(fault, standing):
            fault = fault._replace(level=Level.WARNING)
        return Placed(fault, tuple(dict.fromkeys((place.path, place.span) for place in sorted(standing))))

    def _may_work(self, fault: Fault, places: list[_Place]) -> bool:
        """Whether an author's address may be right where the site is published, though it is dead in the bundle.

        Another part of the server may answer; an id may stand twice at one place; the generator may give addresses and
        anchors that a bundle does not have, and then the rules that know the generator have let the post pass.
        """
        if fault.unsure or fault.kind == "duplicate-id":
            return True
        if not self._rules.intersection(_JUDGES.get(fault.kind, ())):
            return False
        if fault.target:
            return not self._has_anchor(fault)
        return all(place.kept for place in places)

    def _of(self, file: str, address: str) -> list[_Place]:
        page = self._pages.get(file)
        if page is None:
            return []
        text = self._job.texts[page.path]
        written = self._written(page).get(_same(address))
        if written is None and address:
            return [_Place(page.path, span, kept=True) for span in _literal(text, address)]
        return written or []

    def _written(self, page: Page) -> dict[str, list[_Place]]:
        """The targets of the page's post by the addresses that they may have become."""
        known = self._targets.get(page.path)
        if known is None:
            known = self._targets[page.path] = {}
            for target in self._facts[page.path].targets:
                forms = {_same(target.url): True}
                for use in _USES:
                    if written := self._links.rewrite(page, target.url, use):
                        forms.setdefault(_same(written), False)
                for written in self._links.candidates(page, target.url):
                    forms.setdefault(_same(written), False)
                for form, kept in forms.items():
                    known.setdefault(form, []).append(_Place(page.path, target.span, kept))
        return known

    def _has_anchor(self, fault: Fault) -> bool:
        """Whether the bundle's own way to name headings gives the anchor that the page lacks."""
        page = self._pages.get(fault.target)
        fragment = _same(fault.address.partition("#")[2])
        return page is not None and self._anchors.has(page, fragment)

    def _written_ids(self, file: str, name: str) -> list[_Place]:
        """Where a post writes an id itself."""
        page = self._pages.get(file)
        if page is None:
            return []
        wanted = re.escape(name)
        pattern = rf"\b(?:id|name)\s*=\s*(?:\"{wanted}\"|'{wanted}'|{wanted}(?=[\s/>]))|\{{#{wanted}(?=[\s}}])"
        spans = [Span(*match.span()) for match in re.finditer(pattern, self._job.texts[page.path])]
        return [_Place(page.path, span, kept=True) for span in spans]

    def _is_allowed(self, fault: Fault, place: _Place) -> bool:
        rules, start = (fault.kind, *_ALLOWED_BY.get(fault.kind, ())), place.span.start
        names = {*rules, *(_FAMILIES.get(rule, "links") for rule in rules[1:])}
        if any(one.covers(names, start) for one in self._facts[place.path].allowances):
            return True
        known = (span for rule in rules for span in self._known.get((place.path, rule), ()))
        return any(span.start <= start <= span.end for span in known)

    def _post(self, page: Page) -> Post:
        known = self._posts.get(page.path)
        if known is None:
            text, flavor = self._job.texts[page.path], self._job.site.flavors.of(page.path)
            known = self._posts[page.path] = parse(text, page.path, flavor=flavor, language=page.language)
        return known

    def _is_spoken(self, file: str, text: str) -> bool:
        """Whether an author wrote this as text: in front matter, or where no template engine would have read it."""
        page = self._pages.get(file)
        pages = [page] if page else self._job.pages
        wanted = _BLANK.sub("", text)
        return any(wanted in self._said(one) for one in pages)

    def _said(self, page: Page) -> str:
        known = self._spoken.get(page.path)
        if known is None:
            post = self._post(page)
            fields = [text for field in self._facts[page.path].fields for text, _ in field.texts]
            body = unescape(_ESCAPED.sub(r"\1", post.source[post.body :]))
            known = self._spoken[page.path] = _BLANK.sub("", "\n".join((body, page.title, *fields)))
        return known


def diagnostics(placed: Iterable[Placed]) -> Iterator[Diagnostic]:
    """A diagnostic for each place in a post; faults without one are not in it.

    A page may have the same address several times, and each of them stems from all the places.
    """
    found = (
        Diagnostic(path, fault.kind, FAMILY, fault.level, fault.message, span)
        for fault, places in placed
        for path, span in places
    )
    seen: set[tuple[str, str, str, Span]] = set()
    for one in found:
        key = (one.path, one.rule, one.message, one.span)
        if key not in seen:
            seen.add(key)
            yield one


def _same(address: str) -> str:
    return unquote(unescape(address)).strip()


def _literal(text: str, address: str) -> Iterator[Span]:
    """The places where an address stands in a post that no target covers, such as the `srcset` of raw HTML."""
    for form in dict.fromkeys((address, escape(address), unquote(address), quote(address))):
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            if (at == 0 or text[at - 1] in _BEFORE) and (end == len(text) or text[end] in _AFTER):
                yield Span(at, end)
            at = text.find(form, end)
