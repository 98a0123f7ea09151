"""GIF without comments and metadata (GIF89a specification, sections 18 to 27)."""

from __future__ import annotations

from lint.bundle.images.fault import ImageError
from lint.bundle.images.stripped import Stripped

_PICTURE = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"})
_EXTENSION, _FRAME, _END = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF


def strip_gif(data: bytes) -> Stripped:
    """Raises ImageError for a file that is cut short or holds no picture. A missing last byte is put there."""
    if len(data) < 13:
        raise ImageError("is cut short")
    place = 13 + _colours(data[10])
    kept = [data[:place]]
    frames = 0
    while place < len(data) and data[place] != _END:
        kind = data[place]
        if kind == _FRAME:
            if place + 10 > len(data):
                raise ImageError("is cut short")
            end = _behind(data, place + 11 + _colours(data[place + 9]))
            frames += 1
        elif kind == _EXTENSION:
            end = _behind(data, place + 2)
        elif kind == 0:  # a stray end of a block; browsers step over it
            place += 1
            continue
        elif frames:
            break  # what follows the picture is no part of it
        else:
            raise ImageError("is damaged: it holds a block that no GIF has")
        if kind == _FRAME or _is_picture(data, place):
            kept.append(data[place:end])
        place = end
    if not frames:
        raise ImageError("holds no picture")
    size = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return Stripped(b"".join((*kept, b";")), size, animated=frames > 1)


def _is_picture(data: bytes, place: int) -> bool:
    label = data[place + 1]
    return label == _CONTROL or (label == _APPLICATION and data[place + 3 : place + 14] in _PICTURE)


def _behind(data: bytes, place: int) -> int:
    """Where the sub-blocks end that begin here."""
    while place < len(data):
        if not data[place]:
            return place + 1
        place += 1 + data[place]
    raise ImageError("is cut short")


def _colours(flags: int) -> int:
    """The length of the colour table that a packed field announces."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
