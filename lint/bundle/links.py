"""Where a post's addresses lead once it is a page: to other pages, to copied files, or out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import msgspec

from lint.bundle.addresses import encoded, relative
from lint.bundle.anchors import Anchors
from lint.bundle.assets import Assets, is_image, type_of
from lint.bundle.dates import dates
from lint.bundle.draft import Use
from lint.bundle.images.fault import ImageError
from lint.bundle.images.picture import Picture
from lint.bundle.pages import Page
from lint.bundle.unfit import UnfitError
from lint.post.masked import MASK
from lint.records import NamedTuple
from lint.site.divided import WEB
from lint.site.targets import Address, address, normal

if TYPE_CHECKING:
    from lint.site.addresses.known import Known
    from lint.site.site import Site

_ENCODED_MASKS = (quote(MASK), quote(MASK).lower())
_INDEXES = ("index.md", "_index.md", "index.markdown", "README.md")


class _Asset(NamedTuple):
    """What the bundle has of a file of the site: the address below the top, None when it is not published; all files
    of an image, and how it is shown."""

    src: str | None
    files: tuple[str, ...] = ()
    picture: Picture | None = None


class Links:
    """Rewrites the addresses of one page after the other; `notices` says what could not be kept.

    `sources` are the paths of all posts of the site, published or not.
    """

    def __init__(
        self, pages: Iterable[Page], sources: Collection[str], site: Site, anchors: Anchors, assets: Assets
    ) -> None:
        self._site = site
        self._lookup = site.lookup
        self._anchors = anchors
        self._assets = assets
        self._by_path = {page.path: page for page in pages}
        self._by_url = {page.url.rstrip("/"): page for page in self._by_path.values()}
        self._sources = sources
        self._shown: dict[str, dict[str, Picture]] = {}
        self._images: dict[str, dict[str, tuple[str, ...]]] = {}
        self._published: dict[tuple[str, bool], _Asset] = {}
        self._previews: dict[tuple[str, str], _Asset] = {}
        self.notices: list[str] = []
        self.spoiled: dict[tuple[str, str], str] = {}
        """What is wrong with images, by the paths of the post and the image, in words that follow the image's name."""

    def rewrite(self, page: Page, url: str, use: Use) -> str | None:
        """The address to write into the page instead of `url`; None when nothing of it can be published.

        What leads out of the site, and what is not known, stays as it is.
        """
        if MASK in url or ("%" in url and any(mask in url for mask in _ENCODED_MASKS)):
            return None
        if use == "link":
            if url.startswith("#"):
                return f"#{self._anchors.fragment(page, url[1:])}" if len(url) > 1 else url
            if path := self._post(page, url):
                return self._to_post(page, path, url)
        if url.startswith(WEB):
            return url
        parts = address(url)
        if parts is None:
            return url
        if use == "link" and self._is_front_page(parts):
            return relative(page.file, "") + parts.tail
        place = self._lookup.find(page.path, url)
        if place is None or self._lookup.files.is_folder(place.path):
            return url
        return self._to_file(page, place.path, parts, url, use)

    def cover(self, page: Page) -> str | None:
        """The address of the first cover that is an image of the site."""
        found = (self._asset(page, path, "image") for path in self._covers(page))
        return next(filter(None, found), None)

    def preview(self, page: Page, url: str) -> Picture | None:
        """The cover for those who link to the page, with its whole address below `url`, where the site is served."""
        for path in self._covers(page):
            known = self._previews.get((path, url))
            if known is None:
                try:
                    known = self._previews[path, url] = self._preview(path, url)
                except ImageError as reason:
                    self.spoiled[page.path, path] = str(reason)
                    continue
            if known.picture:
                self._use(page, path, known.files)
                return known.picture
        return None

    def _preview(self, path: str, url: str) -> _Asset:
        """What previews have of an image. Raises ImageError."""
        picture = self._assets.picture(path, "preview")
        if picture is None or type_of(picture.src) == "image/svg+xml":  # which none of them shows
            return _Asset(None)
        whole = msgspec.structs.replace(picture, src=f"{url.rstrip('/')}/{encoded(picture.src)}")
        return _Asset(whole.src, picture.files, whole)

    def _covers(self, page: Page) -> Iterator[str]:
        """The paths of the page's covers that are images of the site."""
        for url in page.covers:
            place = self._lookup.find(page.path, url) if address(url) else None
            if place and is_image(place.path):
                yield place.path

    def _use(self, page: Page, path: str, files: Iterable[str]) -> None:
        known = self._images.setdefault(page.path, {})
        before = known.get(path)
        known[path] = tuple(dict.fromkeys((*before, *files) if before else files))

    def pictures(self, page: Page) -> Mapping[str, Picture]:
        """The pictures that the page may show, by the address that it has of them."""
        return self._shown.get(page.path, {})

    def widest(self, page: Page, src: str) -> str:
        """The address of the widest file of an image in its own format; `src` is how the page has it."""
        picture = self.pictures(page).get(src)
        return relative(page.file, picture.candidates[-1][0]) if picture and picture.candidates else src

    def images(self, page: Page) -> Mapping[str, tuple[str, ...]]:
        """The images of the site that the page uses: the files in the bundle by the path in the sources."""
        return self._images.get(page.path, {})

    def candidates(self, page: Page, url: str) -> Iterator[str]:
        """All addresses that an image of this address may have in the page."""
        src = self.rewrite(page, url, "image")
        picture = self.pictures(page).get(src or "")
        yield from (relative(page.file, path) for path in picture.files) if picture else ()

    def _asset(self, page: Page, path: str, use: Use) -> str | None:
        """The address of a published file of the site as the page has to write it; None when it is not published."""
        shown = use in {"image", "poster"}
        known = self._published.get((path, shown))
        if known is None:
            try:
                known = self._published[path, shown] = self._publish(path, shown=shown)
            except ImageError as reason:
                self.spoiled[page.path, path] = str(reason)
                return None
        written = relative(page.file, known.src) if known.src else None
        if known.picture and written:
            self._shown.setdefault(page.path, {})[written] = known.picture
        if known.files:
            self._use(page, path, known.files)
        if said := self._assets.notices.get(path):
            self.notices.append(f"{page.path}: {path} {said}")
        return written

    def _publish(self, path: str, *, shown: bool) -> _Asset:
        """What the bundle has of a file of the site; `shown` says that a page shows it. Raises ImageError."""
        if not shown or not is_image(path):
            src = self._assets.publish(path)
            return _Asset(src, (src,) if src and is_image(path) else ())
        picture = self._assets.picture(path)
        return _Asset(picture.src, picture.files, picture) if picture else _Asset(None)

    def _post(self, page: Page, url: str) -> str | None:
        """The path of the post that a link leads to.

        What the generator makes of its addresses counts first where it is evident, then files, then the bundle's own
        addresses, and at last what an address may be.
        """
        if url.startswith("@/"):
            return self._named(url)
        known = self._known(page.path, url)
        if url.startswith(WEB):
            return known.post if known and known.evident else None
        parts = address(url)
        if parts is None:
            return None
        if parts.rooted and known and known.evident:
            return known.post
        if parts.rooted and (own := self._by_url.get(self._below_the_top(parts))):
            return own.path
        place = self._lookup.find(page.path, url)
        if place:
            if place.path in self._sources:
                return place.path
            if not self._lookup.files.is_folder(place.path):
                return None
            for index in _INDEXES:
                if (inside := f"{place.path}/{index}") in self._sources:
                    return inside
        return self._by_source(page, parts) or (known.post if known else None)

    def _named(self, url: str) -> str | None:
        """The post that Zola's `@/path.md` names, below the folder of the content."""
        path = unquote(url[2:].partition("#")[0].partition("?")[0])
        tops = [one.content for one in self._site.recognised.generators if one.name == "Zola"]
        return next((found for top in tops if (found := normal(f"{top}/{path}")) in self._sources), None)

    def _known(self, post: str, url: str) -> Known | None:
        """The post that the link space has at an address, those first for which there is evidence."""
        space = self._site.space
        written = space.written(post, url)
        if written is None:
            return None
        _ = space.study  # more addresses are known after it
        found = [known for key in written.keys if (known := space.addresses.get(key))]
        if not found:
            return None
        return next((known for known in found if known.evident), found[0])

    def _by_source(self, page: Page, parts: Address) -> str | None:
        """`other` and `other.html` mean the page that is made of `other.md`."""
        if parts.rooted:
            return None
        folder = page.path.rpartition("/")[0]
        stem = normal(f"{folder}/{parts.path.removesuffix('.html').rstrip('/')}")
        return f"{stem}.md" if f"{stem}.md" in self._sources else None

    @cached_property
    def _bases(self) -> list[str]:
        """The folders of its hosts that the site is served below, with a slash behind each."""
        return [f"{home.base}/" for home in self._site.space.homes if home.base]

    def _below_the_top(self, parts: Address) -> str:
        path = f"{normal(parts.path) or ''}/".removeprefix("/")
        below = next((path[len(base) :] for base in self._bases if path.startswith(base)), path)
        return below.rstrip("/").removesuffix("index.html").rstrip("/")

    def _is_front_page(self, parts: Address) -> bool:
        """Whether a rooted address is that of the site itself; below a folder of a host, `/` is the host's."""
        if not parts.rooted or self._below_the_top(parts):
            return False
        return not self._bases or f"{parts.path}/".startswith(tuple(self._bases))

    def _to_post(self, page: Page, path: str, url: str) -> str | None:
        other = self._by_path.get(path)
        if other is None:
            if url.startswith(WEB) and not self._is_unpublished(path):
                return url  # the site has it, though this bundle does not
            self.notices.append(f"{page.path}: links to {path}, which is not published; only its text is kept")
            return None
        start = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
        query, mark, fragment = url[start:].partition("#")
        tail = f"{query}#{self._anchors.fragment(other, fragment)}" if fragment else f"{query}{mark}"
        if other is page and tail.startswith("#"):
            return tail
        return relative(page.file, other.url) + tail

    def _is_unpublished(self, path: str) -> bool:
        """Whether nobody is to know of a post yet: a draft, one dated after today, one of which that is not known."""
        post = self._site.posts[path]
        try:
            return post.draft or not post.front_readable or any(date > self._site.today for date in dates(post))
        except UnfitError:
            return True

    def _to_file(self, page: Page, path: str, parts: Address, url: str, use: Use) -> str | None:
        if published := self._asset(page, path, use):
            return published if use in {"image", "poster"} and not path.endswith(".svg") else published + parts.tail
        if (page.path, path) in self.spoiled:
            return None
        if parts.rooted:
            return url  # the server may have it
        self.notices.append(f"{page.path}: {path} is left out, because files of its kind are not published")
        return None
