"""How large an image is, from the first bytes of its file: PNG, JPEG, GIF and WebP.

Only headers are read, never pixels, so a file that promises a huge image costs nothing. The layouts are those of the
PNG specification (section 11.2.2), ITU-T T.81 (annex B) with Exif 2.3 for the orientation, the GIF89a specification
(section 18), and RFC 9649 for WebP.
"""

from __future__ import annotations

import os
import stat
from typing import BinaryIO

_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_HEAD = 64  # bytes; every header but JPEG's lies within
_MOST_SEGMENTS = 200  # of a JPEG before its frame; colour profiles and thumbnails fill a few dozen
_SIDEWAYS = frozenset({5, 6, 7, 8})
"""Exif orientations that swap width and height."""


def size_of(path: str) -> tuple[int, int] | None:
    """Width and height in pixels as an image is shown; None for other formats, broken and empty files. Never raises."""
    try:
        # A named pipe must not keep us waiting.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return read_size(file)
    except OSError:
        return None


def read_size(file: BinaryIO) -> tuple[int, int] | None:
    """The same for an open file, which must be able to seek. Raises OSError as reading does."""
    head = file.read(_HEAD)
    size = None
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        size = _png(head)
    elif head.startswith(b"\xff\xd8\xff"):
        size = _jpeg(file)
    elif head[:6] in {b"GIF87a", b"GIF89a"} and len(head) >= 10:
        size = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        size = _webp(head)
    return size if size and all(size) else None


def _png(head: bytes) -> tuple[int, int] | None:
    if head[12:16] != b"IHDR" or len(head) < 24:
        return None
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a" and len(head) >= 30:
        return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    if kind == b"VP8L" and head[20:21] == b"\x2f" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X" and len(head) >= 30:
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    return None


def _jpeg(file: BinaryIO) -> tuple[int, int] | None:
    """Goes from segment to segment until the frame header; what lies within the others is jumped over."""
    sideways = False
    place = 2
    for _ in range(_MOST_SEGMENTS):
        file.seek(place)
        segment = file.read(9)
        if len(segment) < 4 or segment[0] != 0xFF:
            return None
        marker = segment[1]
        if marker in {0xFF, 0x01} or 0xD0 <= marker <= 0xD7:  # padding, or a marker without a length
            place += 1 if marker == 0xFF else 2
            continue
        if marker in {0xD9, 0xDA}:  # the end, or pixels without a frame
            return None
        length = int.from_bytes(segment[2:4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = int.from_bytes(segment[5:7], "big"), int.from_bytes(segment[7:9], "big")
            if len(segment) < 9:
                return None
            return (height, width) if sideways else (width, height)
        if marker == 0xE1 and not sideways:
            file.seek(place + 4)
            sideways = _orientation(file.read(min(max(length - 2, 0), 0xFFFF))) in _SIDEWAYS
        place += 2 + length
    return None


def _orientation(exif: bytes) -> int:
    """The orientation that Exif data of a JPEG tell, 1 to 8; 1, which is upright, where they tell none."""
    if not exif.startswith(b"Exif\0\0"):
        return 1
    tiff = exif[6:]
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return 1

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if order == "little" else "big")

    directory = number(4, 4)
    for entry in range(min(number(directory, 2), 100)):
        at = directory + 2 + 12 * entry
        if number(at, 2) == 0x0112:
            return number(at + 8, 2)
    return 1
