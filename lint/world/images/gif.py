"""GIF: its screen, whether it moves, and its comments (GIF89a specification, sections 18 to 26)."""

from __future__ import annotations

from lint.world.images.header import Header
from lint.world.images.window import Window

_READ_AHEAD = 65_536  # bytes; the first frame of what is worth calling an animation ends within, or its loop is named
_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})
_XMP = b"XMP DataXMP"


def read_gif(file: Window) -> Header | None:
    """Goes from block to block in the first 64 kB."""
    data = file.at(0, _READ_AHEAD)
    header = Header("gif")
    if len(data) < 10:
        return header
    header.size = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    place = 13 + _colours(data, 10)
    frames = 0
    while place < len(data):
        kind = data[place]
        if kind == 0x2C:  # a frame
            frames += 1
            start = place + 11 + _colours(data, place + 9)
        elif kind == 0x21:  # an extension
            start = place + 2
            _extension(header, data, place)
        else:
            break
        place = _behind(data, start)
    header.animated = header.animated or frames > 1
    return header


def _extension(header: Header, data: bytes, place: int) -> None:
    label, name = data[place + 1 : place + 2], data[place + 3 : place + 14]
    if label == b"\xff" and name in _LOOPS:
        header.animated = True
    elif label == b"\xff" and name == _XMP:
        end = data.find(b"<?xpacket end", place)
        header.xmp.append(data[place + 14 : end if end >= 0 else None])
    elif label == b"\xfe":
        header.texts.append(b"".join(_blocks(data, place + 2)))


def _blocks(data: bytes, place: int) -> list[bytes]:
    found = []
    while place < len(data) and data[place]:
        found.append(data[place + 1 : place + 1 + data[place]])
        place += 1 + data[place]
    return found


def _behind(data: bytes, place: int) -> int:
    """Where the sub-blocks end that begin here, or the end of what was read."""
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1


def _colours(data: bytes, place: int) -> int:
    """The length of the colour table that a packed field announces."""
    flags = data[place] if place < len(data) else 0
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
