"""Everything that goes into the template of a page, so that the page can be known by it."""

from __future__ import annotations

import hashlib

import msgspec

from lint.bundle.addresses import relative
from lint.bundle.draft import answered, unpacked_html
from lint.bundle.frame import Frame, Named
from lint.bundle.images.picture import Picture, dressed
from lint.bundle.listings import Listing
from lint.bundle.pages import Page
from lint.bundle.theme import Entry as Entered
from lint.bundle.theme import Theme


class Dressed(msgspec.Struct, array_like=True, frozen=True):
    """All that the page of a post is made of. `draft` is the packed HTML of `lint.bundle.draft.Draft`.

    `pictures` are those that it may show, by the address that it has of them, `cover` is the address of its cover or
    "". The rest is what `Theme.post` is given.
    """

    page: Page
    frame: Frame
    draft: bytes
    answers: tuple[str | None, ...]
    pictures: dict[str, Picture]
    cover: str
    terms: dict[str, tuple[Named, ...]]
    minutes: int
    contents: tuple[tuple[int, str, str], ...]
    newer: Named | None
    older: Named | None

    def key(self, theme: Theme) -> bytes:
        """A digest of all that the page is made of."""
        return _key(theme, self)

    @property
    def file(self) -> str:
        """Where the page lies below `site/`."""
        return self.page.file

    def body(self) -> str:
        """The HTML of the post."""
        return self._offered(answered(unpacked_html(self.draft), self.answers), first=not self._has_cover)

    @property
    def _has_cover(self) -> bool:
        """Whether the cover is shown above the text: one that the text shows is not shown twice."""
        return bool(self.cover) and self.cover not in self.answers

    def _offered(self, html: str, *, first: bool = True) -> str:
        """HTML in which images offer all their files; `first` says whether the page's first is here."""
        return dressed(html, self.pictures, lambda path: relative(self.page.file, path), first=first)

    def fill(self, theme: Theme, body: str) -> bytes:
        """The bytes of the page with this body. Raises UnfitError where the template cannot be filled."""
        cover = self._offered(f'<img class="cover" src="{self.cover}" alt="">') if self._has_cover else ""
        return theme.post(
            self.page,
            self.frame,
            body,
            cover,
            self.terms,
            minutes=self.minutes,
            contents=self.contents,
            newer=self.newer,
            older=self.older,
        )


class Sheet(msgspec.Struct, array_like=True, frozen=True):
    """What `Theme.listing` is given."""

    listing: Listing
    frame: Frame
    entries: list[Entered]
    heading: str
    newer: str
    older: str

    @property
    def file(self) -> str:
        """Where the sheet lies below `site/`."""
        return self.listing.file

    def key(self, theme: Theme) -> bytes:
        """A digest of all that the sheet is made of."""
        return _key(theme, self)

    def body(self) -> str:
        """No post's HTML is in a list."""
        return ""

    def fill(self, theme: Theme, body: str = "") -> bytes:
        """The bytes of the sheet. Raises UnfitError where the template cannot be filled."""
        del body
        more = {"heading": self.heading, "newer": self.newer, "older": self.older}
        return theme.listing(self.listing, self.frame, self.entries, **more)


def _key(theme: Theme, one: Dressed | Sheet) -> bytes:
    try:
        about = msgspec.msgpack.encode(one)
    except UnicodeEncodeError:  # a stray byte
        about = repr(one).encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"%b%b\0%b" % (theme.key, type(one).__name__.encode(), about)).digest()
