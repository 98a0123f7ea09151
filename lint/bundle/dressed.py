"""Everything that goes into the template of a page, so that the page can be known by it."""

from __future__ import annotations

import hashlib

import msgspec

from lint.bundle.addresses import relative
from lint.bundle.draft import Draft, answered, unpacked_html
from lint.bundle.frame import Frame, Named, json_ld
from lint.bundle.images.picture import Picture, dressed
from lint.bundle.listings import Listing, Overview
from lint.bundle.outline import contents
from lint.bundle.pages import Page
from lint.bundle.theme import Entry as Entered
from lint.bundle.theme import Theme

MISSING = "404.html"
"""The page for addresses that lead nowhere."""

_WORDS_A_MINUTE = 238
"""How fast adults read: M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language, 2019."""


class Filling(msgspec.Struct, array_like=True, frozen=True):
    """What goes into the template of one page."""

    @property
    def place(self) -> str:
        """Where the page lies below `site/`."""
        raise NotImplementedError

    def key(self, theme: Theme) -> bytes:
        """A digest of all that the page is made of."""
        try:
            about = msgspec.msgpack.encode(self)
        except UnicodeEncodeError:  # a stray byte
            about = repr(self).encode("utf-8", "surrogatepass")
        return hashlib.sha256(b"%b%b\0%b" % (theme.key, type(self).__name__.encode(), about)).digest()

    def body(self) -> str:
        """The HTML of the post; "" where the page is none of a post."""
        return ""

    def fill(self, theme: Theme, body: str = "") -> bytes:
        """The bytes of the page with this body. Raises UnfitError where the template cannot be filled."""
        raise NotImplementedError


class Dressed(Filling, array_like=True, frozen=True):
    """All that the page of a post is made of.

    `answers` are what became of the addresses of its draft; `pictures` are those that it may show, by the address that
    it has of them, `cover` is the address of its cover or "". `draft` is the packed HTML of the draft. The rest is what
    `Theme.post` is given.
    """

    page: Page
    frame: Frame
    answers: tuple[str | None, ...]
    pictures: dict[str, Picture]
    cover: str
    terms: dict[str, tuple[Named, ...]]
    newer: Named | None
    older: Named | None
    draft: bytes = b""
    minutes: int = 0
    contents: tuple[tuple[int, str, str], ...] = ()

    def saying(self, draft: Draft) -> Dressed:
        """The same page with the text of this draft, whose addresses are those that were answered."""
        return msgspec.structs.replace(
            self,
            frame=msgspec.structs.replace(self.frame, facts=json_ld(self.page, self.frame, draft.words)),
            draft=draft.packed,
            minutes=max(1, round(draft.words / _WORDS_A_MINUTE)),
            contents=contents(draft.outline, draft.words),
        )

    @property
    def place(self) -> str:
        return self.page.file

    def body(self) -> str:
        return self._offered(answered(unpacked_html(self.draft), self.answers), first=not self._has_cover)

    @property
    def _has_cover(self) -> bool:
        """Whether the cover is shown above the text: one that the text shows is not shown twice."""
        return bool(self.cover) and self.cover not in self.answers

    def _offered(self, html: str, *, first: bool = True) -> str:
        """HTML in which images offer all their files; `first` says whether the page's first is here."""
        return dressed(html, self.pictures, lambda path: relative(self.page.file, path), first=first)

    def fill(self, theme: Theme, body: str = "") -> bytes:
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

    def silent(self) -> Dressed:
        """The same without the HTML of the draft, for who has that from elsewhere."""
        return msgspec.structs.replace(self, draft=b"")


class Sheet(Filling, array_like=True, frozen=True):
    """What `Theme.listing` is given."""

    listing: Listing
    frame: Frame
    entries: list[Entered]
    heading: str
    newer: str
    older: str

    @property
    def place(self) -> str:
        return self.listing.file

    def fill(self, theme: Theme, body: str = "") -> bytes:
        del body
        more = {"heading": self.heading, "newer": self.newer, "older": self.older}
        return theme.listing(self.listing, self.frame, self.entries, **more)


class Terms(Filling, array_like=True, frozen=True):
    """What `Theme.overview` is given."""

    overview: Overview
    frame: Frame
    entries: list[tuple[str, str, int]]
    heading: str

    @property
    def place(self) -> str:
        return self.overview.file

    def fill(self, theme: Theme, body: str = "") -> bytes:
        del body
        return theme.overview(self.overview, self.frame, self.entries, self.heading)


class Missing(Filling, array_like=True, frozen=True):
    """What `Theme.missing` is given."""

    frame: Frame

    @property
    def place(self) -> str:
        return MISSING

    def fill(self, theme: Theme, body: str = "") -> bytes:
        del body
        return theme.missing(self.frame)
