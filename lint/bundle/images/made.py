"""What is made of one image: the files of it that a page may load."""

from __future__ import annotations

import msgspec

from lint.bundle.images.kind import Kind


class Variant(msgspec.Struct, frozen=True):
    """A file of an image; its sides in pixels, 0 where nobody knows them. `scaled` says that it was made smaller."""

    kind: Kind
    width: int
    height: int
    data: bytes
    scaled: bool = False


class Made(msgspec.Struct, frozen=True):
    """The files, narrowest first: in a format that every browser shows, and in better ones, the best first.

    `fallback` is the index of the file of `files` that stands for all of them. `notice` says what had to be left out.
    What was made in no time is `quick`, and need not be kept.
    """

    files: tuple[Variant, ...]
    better: tuple[tuple[Variant, ...], ...] = ()
    fallback: int = 0
    notice: str = ""
    quick: bool = False
