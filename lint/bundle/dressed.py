"""Everything that goes into the template of a page, so that the page can be known by it."""

from __future__ import annotations

import msgspec

from lint.bundle.feeds import Entry
from lint.bundle.frame import Frame, Named
from lint.bundle.listings import Listing
from lint.bundle.pages import Page
from lint.bundle.theme import Entry as Entered
from lint.bundle.theme import Theme


class Filled(msgspec.Struct, array_like=True, frozen=True):
    """The bytes of a page."""

    html: bytes


class Dressed(msgspec.Struct, array_like=True, frozen=True):
    """What `Theme.post` is given; `image` is the whole address of the page's preview, or "".

    `words` and `lost` are those of the page's `Body`.
    """

    page: Page
    frame: Frame
    body: str
    cover: str
    terms: dict[str, tuple[Named, ...]]
    minutes: int
    contents: tuple[tuple[int, str, str], ...]
    newer: Named | None
    older: Named | None
    image: str
    words: int
    lost: int

    @property
    def entry(self) -> Entry:
        """The post as feeds have it."""
        return Entry(self.page, self.body, self.image)

    def key(self, theme: Theme) -> bytes:
        """All that the page is made of."""
        return _key(theme, self)

    def fill(self, theme: Theme) -> bytes:
        """The bytes of the page. Raises UnfitError where the template cannot be filled."""
        return theme.post(
            self.page,
            self.frame,
            self.body,
            self.cover,
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

    def key(self, theme: Theme) -> bytes:
        """All that the sheet is made of."""
        return _key(theme, self)

    def fill(self, theme: Theme) -> bytes:
        """The bytes of the sheet. Raises UnfitError where the template cannot be filled."""
        more = {"heading": self.heading, "newer": self.newer, "older": self.older}
        return theme.listing(self.listing, self.frame, self.entries, **more)


def _key(theme: Theme, one: Dressed | Sheet) -> bytes:
    kind = type(one).__name__.encode()
    try:
        return theme.key + kind + msgspec.msgpack.encode(one)
    except UnicodeEncodeError:  # a stray byte
        return theme.key + kind + repr(one).encode("utf-8", "surrogatepass")
