"""BMP and ICO (the headers of Windows, as its documentation lays them out)."""

from __future__ import annotations

from lint.world.images.header import Header
from lint.world.images.window import Window


def read_bmp(file: Window) -> Header | None:
    """The size; a height below zero says that the rows run from the top."""
    head = file.at(14, 12)
    if len(head) < 12:
        return None
    kind = int.from_bytes(head[:4], "little")
    if kind == 12:
        return Header("bmp", (int.from_bytes(head[4:6], "little"), int.from_bytes(head[6:8], "little")))
    if not 16 <= kind <= 124:
        return None
    width, height = (int.from_bytes(head[at : at + 4], "little", signed=True) for at in (4, 8))
    return Header("bmp", (abs(width), abs(height)))


def read_ico(file: Window) -> Header | None:
    """The largest of the pictures; a side of 0 means 256."""
    count = int.from_bytes(file.at(4, 2), "little")
    entries = file.at(6, 16 * min(count, 100))
    sizes = [(entries[at] or 256, entries[at + 1] or 256) for at in range(0, len(entries) - 15, 16)]
    return Header("ico", max(sizes)) if sizes else None
