"""Where a post's addresses lead once it is a page: to other pages, to copied files, or out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal
from urllib.parse import quote

from lint.bundle.addresses import relative
from lint.bundle.assets import Assets, is_image
from lint.bundle.pages import Page
from lint.post.templates import MASK
from lint.site.targets import Address, Lookup, address, normal

Use = Literal["link", "image", "media"]
_MASKED = (MASK, quote(MASK), quote(MASK).lower())
_INDEXES = ("index.md", "_index.md", "index.markdown", "README.md")


class Links:
    """Rewrites the addresses of one page after the other; `notices` says what could not be kept.

    `sources` are the paths of all posts of the site, published or not.
    """

    def __init__(self, pages: Iterable[Page], sources: Collection[str], lookup: Lookup, assets: Assets) -> None:
        self._lookup = lookup
        self._assets = assets
        self._by_path = {page.path: page for page in pages}
        self._by_url = {page.url.rstrip("/"): page for page in self._by_path.values()}
        self._sources = sources
        self.notices: list[str] = []

    def rewrite(self, page: Page, url: str, use: Use) -> str | None:
        """The address to write into the page instead of `url`; None when nothing of it can be published.

        What leads out of the site, and what is not known, stays as it is.
        """
        if any(mask in url for mask in _MASKED):
            return None
        parts = address(url)
        if parts is None:
            return url
        if use == "link" and (other := self._page(page, parts, url)):
            return self._to_page(page, other, parts)
        place = self._lookup.find(page.path, url)
        if place is None:
            return url
        if place.path in self._sources:
            self.notices.append(f"{page.path}: links to {place.path}, which is not published; only its text is kept")
            return None
        if self._lookup.files.is_folder(place.path):
            return url
        return self._to_file(page, place.path, parts, url)

    def asset(self, page: Page, path: str) -> str | None:
        """The address of a published file of the site as the page has to write it; None when it is not published."""
        published = self._assets.publish(path)
        return relative(page.file, published) if published else None

    def cover(self, page: Page) -> tuple[str, str] | None:
        """The first cover that is an image of the site: its address, and its path in the site's sources."""
        for url in page.covers:
            place = self._lookup.find(page.path, url) if address(url) else None
            if place and is_image(place.path) and (found := self.asset(page, place.path)):
                return found, place.path
        return None

    def _page(self, page: Page, parts: Address, url: str) -> Page | None:
        if parts.rooted:
            wanted = (normal(parts.path) or "").removesuffix("index.html").rstrip("/")
            if wanted in self._by_url:
                return self._by_url[wanted]
        place = self._lookup.find(page.path, url)
        if place is None:
            return self._by_source(page, parts)
        for name in ("", *(f"/{index}" for index in _INDEXES)):
            if other := self._by_path.get(place.path + name):
                return other
        return None

    def _by_source(self, page: Page, parts: Address) -> Page | None:
        """`other` and `other.html` mean the page that is made of `other.md`."""
        if parts.rooted:
            return None
        folder = page.path.rpartition("/")[0]
        stem = normal(f"{folder}/{parts.path.removesuffix('.html').rstrip('/')}")
        return self._by_path.get(f"{stem}.md")

    def _to_page(self, page: Page, other: Page, parts: Address) -> str:
        if other is page and parts.tail.startswith("#"):
            return parts.tail
        return relative(page.file, other.url) + parts.tail

    def _to_file(self, page: Page, path: str, parts: Address, url: str) -> str | None:
        if published := self.asset(page, path):
            return published + parts.tail
        is_drawing = path.lower().endswith(".svg")
        if parts.rooted and not is_drawing:
            return url  # the server may have it
        why = "it holds code" if is_drawing else "files of its kind are not published"
        self.notices.append(f"{page.path}: {path} is left out, because {why}")
        return None
