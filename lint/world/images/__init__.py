"""What an image file is and what it tells, from its headers.

Never a pixel is decoded, so that a file that promises a huge image costs nothing, and of no file more than
`window.BUDGET` bytes are read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from typing import BinaryIO

from lint.site.image_facts import ImageFacts, Private
from lint.world.images.bitmaps import read_bmp, read_ico
from lint.world.images.exif import read_exif, read_tiff
from lint.world.images.gif import read_gif
from lint.world.images.header import Header
from lint.world.images.jpeg import read_jpeg
from lint.world.images.png import SIGNATURE, read_png
from lint.world.images.riff import read_webp
from lint.world.images.window import Window, window

_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_SIDEWAYS = frozenset({5, 6, 7, 8})
"""Exif orientations that swap width and height."""


def image_at(path: str) -> ImageFacts | None:
    """The image in a file; None for other files, empty ones and what cannot be read. Never raises."""
    try:
        # A named pipe must not keep us waiting.
        with open(path, "rb", buffering=0, opener=lambda name, flags: os.open(name, flags | _AT_ONCE)) as file:
            known = os.fstat(file.fileno())
            return read_image(file, known.st_size) if stat.S_ISREG(known.st_mode) else None
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None


def read_image(file: BinaryIO, weight: int) -> ImageFacts | None:
    """The same for an open file of `weight` bytes, which must be able to seek. Raises OSError as reading does."""
    if not weight:
        return None
    whole = window(file, weight)
    reader = _reader(whole.at(0, 16))
    header = reader(whole) if reader else None
    if header is None:
        return None
    exifs = [exif for data in header.exif if (exif := read_exif(data))]
    header.xmp += [exif.xmp for exif in exifs if exif.xmp]
    if header.size and header.format == "jpeg" and exifs and exifs[0].orientation in _SIDEWAYS:
        header.size = header.size[1], header.size[0]  # browsers turn it
    elif header.format == "tiff" and exifs:
        header.size = exifs[0].size
    private: tuple[Private, ...] = ()
    if exifs or header.xmp or header.texts or header.labels:
        from lint.world.images.private import private_parts

        private = private_parts(header, exifs)
    size = header.size if header.size and all(header.size) else None
    return ImageFacts(header.format, weight, size, header.animated, private)


def _reader(head: bytes) -> Callable[[Window], Header | None] | None:
    """Who reads a file that begins like this; None for what is no image."""
    for mark, reader in _READERS:
        if head.startswith(mark):
            return reader
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return read_webp
    if head[4:8] == b"ftyp":
        return _read_heif
    return _read_text if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None


# Few sites have these, and each would be loaded for all.
def _read_heif(file: Window) -> Header | None:
    from lint.world.images.heif import read_heif

    return read_heif(file)


def _read_text(file: Window) -> Header | None:
    from lint.world.images.svg import read_text

    return read_text(file)


_READERS: tuple[tuple[bytes, Callable[[Window], Header | None]], ...] = (
    (SIGNATURE, read_png),
    (b"\xff\xd8\xff", read_jpeg),
    (b"GIF87a", read_gif),
    (b"GIF89a", read_gif),
    (b"BM", read_bmp),
    (b"\0\0\1\0", read_ico),
    (b"II*\0", read_tiff),
    (b"MM\0*", read_tiff),
    (b"\xff\x0a", lambda _: Header("jxl")),
    (b"\0\0\0\x0cJXL \r\n\x87\n", lambda _: Header("jxl")),
    (b"%PDF-", lambda _: Header("pdf")),
)
