"""JPEG without metadata (ITU-T T.81, annex B). What stays: the picture, its colour profile, and how its colours are
coded (Adobe's segment, and JFIF's without its thumbnail)."""

from __future__ import annotations

import re
import struct

from lint.bundle.images.fault import ImageError
from lint.bundle.images.stripped import Stripped

_PROFILE = b"ICC_PROFILE\0"
_EXIF = b"Exif\0\0"
_JFIF = b"JFIF\0"
_ADOBE = b"Adobe"
# In the pixels, FF is followed by 00, by another FF that fills, or by a restart mark; anything else is a marker.
_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_NO_FRAMES = frozenset({0xC4, 0xC8, 0xCC})


def strip_jpeg(data: bytes) -> Stripped:
    """Raises ImageError for a file that is cut short or holds no picture."""
    kept = [data[:2]]
    size: tuple[int, int] | None = None
    exif = b""
    profile = scanned = False
    place = 2
    while True:
        match = _MARKER.search(data, place)
        if match is None:
            raise ImageError("is cut short")
        marker, start = data[match.end() - 1], match.end()
        if scanned:
            kept.append(data[place : match.start()])
        if marker == _END:
            kept.append(b"\xff\xd9")  # what stands behind is another picture, or nobody's business
            break
        if marker in {_START, 0x01}:
            place = start
            continue
        length = int.from_bytes(data[start : start + 2], "big")
        content = data[start + 2 : start + length]
        if length < 2 or start + length > len(data):
            raise ImageError("is cut short")
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAMES and len(content) >= 5 and size is None:
            size = int.from_bytes(content[3:5], "big"), int.from_bytes(content[1:3], "big")
        if marker == 0xE1 and content.startswith(_EXIF) and not exif:
            exif = content
        if (picture := _picture(marker, content)) is not None:
            kept.append(struct.pack(">BBH", 0xFF, marker, len(picture) + 2) + picture)
            profile = profile or marker == 0xE2
        scanned = scanned or marker == _SCAN
        place = start + length
    if size is None or not scanned:
        raise ImageError("holds no picture")
    return Stripped(b"".join(kept), size, exif, profile=profile)


def _picture(marker: int, content: bytes) -> bytes | None:
    """What of a segment belongs to the picture; None when nothing does."""
    if marker == 0xE0 and content.startswith(_JFIF):
        return content[:12] + b"\0\0" if len(content) >= 14 else None
    if marker == 0xE2:
        return content if content.startswith(_PROFILE) else None
    if marker == 0xEE:
        return content if content.startswith(_ADOBE) else None
    return None if 0xE0 <= marker <= 0xEF or marker == _COMMENT else content
