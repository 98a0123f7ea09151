"""PNG and APNG without metadata (PNG specification, third edition): only the chunks that the picture needs stay."""

from __future__ import annotations

import zlib

from lint.bundle.images.fault import ImageError
from lint.bundle.images.stripped import Stripped

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PICTURE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_CRITICAL = 0x20
"""The bit of a chunk's first letter that says "not critical"."""


def strip_png(data: bytes) -> Stripped:
    """Raises ImageError for a file that is cut short or damaged."""
    kept = [_SIGNATURE]
    exif = b""
    seen: set[bytes] = set()
    place = 8
    while b"IEND" not in seen:
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(data) or len(kind) < 4:
            raise ImageError("is cut short")
        content = data[place + 8 : end - 4]
        if kind in _PICTURE:
            if zlib.crc32(content, zlib.crc32(kind)) != int.from_bytes(data[end - 4 : end], "big"):
                raise ImageError(f"is damaged: the sum of its {kind.decode()} chunk is wrong")
            kept.append(data[place:end])
        elif kind == b"eXIf":
            exif = content
        elif not kind[0] & _CRITICAL:
            raise ImageError("is damaged: it holds a chunk that no PNG has")
        seen.add(kind)
        place = end
    head = data[8:24]
    if head[4:8] != b"IHDR" or b"IDAT" not in seen:
        raise ImageError("holds no picture")
    size = int.from_bytes(head[8:12], "big"), int.from_bytes(head[12:16], "big")
    return Stripped(b"".join(kept), size, exif, b"acTL" in seen, b"iCCP" in seen)
