"""Takes out of an image file what is not its picture. The picture's own bytes stay as they are."""

from __future__ import annotations

import msgspec


class Stripped(msgspec.Struct, frozen=True):
    """The file without its metadata; `exif` is what it held of that, for the orientation. Sizes in pixels, as stored.

    `size` is None where the file does not tell. `profile` says that a colour profile is in it.
    """

    data: bytes
    size: tuple[int, int] | None
    exif: bytes = b""
    animated: bool = False
    profile: bool = False
