"""How a picture has to be turned, by its Exif (TIFF 6.0, section 8: the tag 0x0112)."""

from __future__ import annotations

from typing import Literal

_TAG = 0x0112
_SHORT = 3
_MARK = b"Exif\0\0"


def orientation(exif: bytes) -> int:
    """1 to 8 as Exif counts; 1, which means "as it is", also for what is no Exif."""
    data = exif.removeprefix(_MARK)
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    if data[:2] not in {b"II", b"MM"}:
        return 1
    place = int.from_bytes(data[4:8], order)
    count = int.from_bytes(data[place : place + 2], order)
    for at in range(place + 2, min(place + 2 + 12 * count, len(data) - 11), 12):
        if int.from_bytes(data[at : at + 2], order) == _TAG:
            kind, value = data[at + 2 : at + 4], int.from_bytes(data[at + 8 : at + 10], order)
            return value if int.from_bytes(kind, order) == _SHORT and 1 <= value <= 8 else 1
    return 1
