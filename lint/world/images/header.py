"""What the reader of an image format finds, before anybody judges it."""

from __future__ import annotations

import msgspec

from lint.site.image_facts import ImageFormat
from lint.world.images.window import Window


class Header(msgspec.Struct):
    """`size` in pixels as it is stored; `exif` holds TIFF structures, `xmp` packets, `texts` comments as bytes.

    `labels` are texts with a name, as PNG has them: both decoded.
    """

    format: ImageFormat
    size: tuple[int, int] | None = None
    animated: bool = False
    exif: list[Window] = msgspec.field(default_factory=list)
    xmp: list[bytes] = msgspec.field(default_factory=list)
    texts: list[bytes] = msgspec.field(default_factory=list)
    labels: list[tuple[str, str]] = msgspec.field(default_factory=list)
