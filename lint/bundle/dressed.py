"""A post with everything that goes into the template of its page, so that the page can be known by it."""

from __future__ import annotations

import msgspec

from lint.bundle.feeds import Entry
from lint.bundle.frame import Frame, Named
from lint.bundle.pages import Page
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
        try:
            return theme.key + msgspec.msgpack.encode(self)
        except UnicodeEncodeError:  # a stray byte
            return theme.key + repr(self).encode("utf-8", "surrogatepass")

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
