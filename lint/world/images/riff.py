"""WebP: a RIFF container (RFC 9649, section 2)."""

from __future__ import annotations

from lint.world.images.header import Header
from lint.world.images.window import Window

_MOST_CHUNKS = 4_000  # an animation has one for each frame
_LONGEST_XMP = 100_000  # bytes
_ANIMATION, _XMP, _EXIF = 0x02, 0x04, 0x08
"""Bits of the extended header that promise more chunks."""


def read_webp(file: Window) -> Header | None:
    """The canvas; the chunks behind the pixels only where the header promises any."""
    head = file.at(12, 18)
    kind, content = head[:4], head[8:]
    header = Header("webp")
    if kind == b"VP8 " and content[3:6] == b"\x9d\x01\x2a" and len(content) == 10:
        header.size = _little(content[6:8]) & 0x3FFF, _little(content[8:10]) & 0x3FFF
    elif kind == b"VP8L" and content[:1] == b"\x2f" and len(content) >= 5:
        bits = _little(content[1:5])
        header.size = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8X" and len(content) == 10:
        header.size = _little(content[4:7]) + 1, _little(content[7:10]) + 1
        header.animated = bool(content[0] & _ANIMATION)
        if content[0] & (_XMP | _EXIF):
            _metadata(header, file)
    return header


def _metadata(header: Header, file: Window) -> None:
    place = 12
    for _ in range(_MOST_CHUNKS):
        head = file.at(place, 8)
        if len(head) < 8:
            break
        kind, length = head[:4], _little(head[4:])
        if kind == b"EXIF":
            content = file.part(place + 8, length)
            # The specification has no mark before the data, but many writers leave JPEG's there.
            marked = content.at(0, 6) == b"Exif\0\0"
            header.exif.append(content.part(6) if marked else content)
        elif kind == b"XMP ":
            header.xmp.append(file.at(place + 8, min(length, _LONGEST_XMP)))
        place += 8 + length + (length & 1)


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")
