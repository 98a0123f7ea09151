"""WebP without metadata (RFC 9649, section 2)."""

from __future__ import annotations

import struct

from lint.bundle.images.fault import ImageError
from lint.bundle.images.stripped import Stripped

_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_METADATA = 0x04 | 0x08
"""The bits of the extended header that promise XMP and Exif."""
_ANIMATED = 0x02


def strip_webp(data: bytes) -> Stripped:
    """Raises ImageError for a file that is cut short or holds no picture."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:  # some writers leave the last byte of padding out
        raise ImageError("is cut short")
    kept: list[bytes] = []
    exif = b""
    seen: set[bytes] = set()
    size: tuple[int, int] | None = None
    animated = False
    place = 12
    while place + 8 <= min(end, len(data)):
        kind, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        content = data[place + 8 : place + 8 + length]
        if len(content) < length:
            raise ImageError("is cut short")
        place += 8 + length + (length & 1)
        if kind == b"EXIF":
            exif = exif or content
        if kind not in _PICTURE:
            continue
        if kind == b"VP8X" and content:
            animated = bool(content[0] & _ANIMATED)
            content = bytes([content[0] & ~_METADATA]) + content[1:]
        size = size or _size(kind, content)
        seen.add(kind)
        kept.append(kind + struct.pack("<I", length) + content + bytes(length & 1))
    if not seen & {b"VP8 ", b"VP8L", b"ANMF"}:
        raise ImageError("holds no picture")
    body = b"WEBP" + b"".join(kept)
    return Stripped(b"RIFF" + struct.pack("<I", len(body)) + body, size, exif, animated, b"ICCP" in seen)


def _size(kind: bytes, content: bytes) -> tuple[int, int] | None:
    if kind == b"VP8X" and len(content) >= 10:
        return _little(content[4:7]) + 1, _little(content[7:10]) + 1
    if kind == b"VP8 " and content[3:6] == b"\x9d\x01\x2a" and len(content) >= 10:
        return _little(content[6:8]) & 0x3FFF, _little(content[8:10]) & 0x3FFF
    if kind == b"VP8L" and content[:1] == b"\x2f" and len(content) >= 5:
        bits = _little(content[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")
