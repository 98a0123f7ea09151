"""`dist/source/`: the published posts as one generator reads them, with their images and a small configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote, unquote, urljoin, urlsplit

import msgspec

from lint.bundle.draft import Use
from lint.bundle.export.article import article
from lint.bundle.export.body import Body
from lint.bundle.export.eleventy import Eleventy
from lint.bundle.export.hugo import Hugo
from lint.bundle.export.jekyll import Jekyll
from lint.bundle.export.names import stems
from lint.bundle.export.pelican import Pelican
from lint.bundle.export.target import Target, Whole
from lint.bundle.links import Links
from lint.bundle.manifest import FileEntry, entry
from lint.bundle.pages import Page
from lint.post.html_policy import BLOG, Policy, is_kept
from lint.post.page_source import PageSource
from lint.regex import regex
from lint.site.anchor_slugs import Slug
from lint.site.facts import PostFacts

TARGETS: Mapping[str, type[Target]] = {one.name: one for one in (Eleventy, Hugo, Jekyll, Pelican)}
SOURCE = "source/"

Copy = Callable[[str, str], None]
"""Copies a file of the bundle to another place in it: from, to."""


def nowhere(source: str, target: str) -> None:
    """Copies nothing."""


def whole_of(title: str, url: str, language: str, pages: Iterable[Page]) -> Whole:
    """What the pages have in common; `url` is where the site is served, `language` its own."""
    others = sorted({page.language for page in pages} - {language})
    url = url.rstrip("/")
    return Whole(title, url, urlsplit(url).path, (language, *others))


_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SURROGATE = regex("[\ud800-\udfff]")


class Export:
    """Writes the source of one target, post by post; `files` are the entries of what it wrote."""

    def __init__(
        self,
        target: Target,
        whole: Whole,
        pages: Sequence[Page],
        links: Links,
        *,
        slug: Slug,
        write: Callable[[str, bytes], None],
        policy: Policy = BLOG,
    ) -> None:
        """`slug` makes the ids of headings, `write` takes (path in the bundle, bytes)."""
        self._target = target
        self._whole = whole
        self._links = links
        self._write = write
        self._body = Body(self._target.dialect, slug, policy)
        self._stems = stems(pages)
        self._own = {page.file for page in pages}
        self._used: set[str] = set()
        self.files: list[FileEntry] = []

    def add(self, page: Page, facts: PostFacts, source: PageSource) -> None:
        """Writes the file of a post."""
        cover = self._links.cover(page)
        told = article(
            page,
            facts,
            stem=self._stems[page.path],
            url=self._whole.base + "/" + quote(page.url, safe="/~"),
            cover=self._rooted(page, cover) if cover else "",
        )
        body = self._body.of(page, source.markdown, lambda url, use: self._address(page, url, use))
        text = self._target.text(told, self._target.body(body).strip("\n"), self._whole)
        self._put(self._target.place(told, self._whole), text)

    def finish(self, published: Mapping[str, FileEntry], copy: Copy) -> None:
        """Copies the images and files that the posts use, and writes what the generator needs besides.

        `published` are the entries of the bundle's files by their paths below `site/`.
        """
        for path in sorted(self._used & published.keys() - self._own):
            known = published[path]
            target = f"{SOURCE}{self._target.static}{path}"
            copy(known.path, target)
            self.files.append(msgspec.structs.replace(known, path=target))
        for path, text in sorted(self._target.kit(self._whole).items()):
            self._put(path, text)

    def _put(self, path: str, text: str) -> None:
        data = _SURROGATE.sub("\ufffd", text).encode()
        self.files.append(entry(SOURCE + path, data))
        self._write(SOURCE + path, data)

    def _address(self, page: Page, url: str, use: Use) -> str | None:
        """The address that a post has to write instead of `url`."""
        written = self._links.rewrite(page, url, use)
        if written is not None and not is_kept(written):
            return None
        if written is None or (written == url and (_SCHEME.match(url) or url.startswith(("#", "/")))):
            return written
        if use == "image":
            written = self._links.widest(page, written)
        return self._rooted(page, written)

    def _rooted(self, page: Page, address: str) -> str:
        """An address of the bundle from the server's top; the file that it leads to is one that is used."""
        if not address or address.startswith(("#", "/")) or _SCHEME.match(address):
            return address
        rooted = urljoin("/" + quote(page.file, safe="/~"), address)
        self._used.add(unquote(urlsplit(rooted).path).removeprefix("/"))
        return self._whole.base + rooted
