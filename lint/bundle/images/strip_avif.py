"""AVIF without metadata: boxes of the ISO base media file format (ISO/IEC 14496-12).

Everything in the file is found by its offset, so nothing is moved: items of metadata lose their bytes and their type,
and are then items that no reader knows, which readers have to pass over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lint.bundle.images.fault import ImageError
from lint.bundle.images.stripped import Stripped

_METADATA = frozenset({b"Exif", b"mime", b"uri "})
_NOBODY = b"none"
_LOOSE = frozenset({b"uuid", b"free", b"skip", b"udta"})
"""Boxes that any program may fill with its own."""
_FILM = b"moov"


class _Box(NamedTuple):
    kind: bytes
    named: int  # where its kind stands
    start: int  # of its content
    end: int


def strip_avif(data: bytes) -> Stripped:
    """The size is left to who decodes it. Raises ImageError for a file that is cut short or holds no picture."""
    bare = bytearray(data)
    boxes = list(_boxes(data, 0, len(data)))
    kinds = {box.kind for box in boxes}
    if not kinds & {b"meta", _FILM}:
        raise ImageError("holds no picture")
    for box in _all(data, boxes):
        if box.kind in _LOOSE:
            bare[box.start : box.end] = bytes(box.end - box.start)
            bare[box.named : box.named + 4] = b"free"
        elif box.kind == b"meta":
            _blank_items(bare, data, box)
    return Stripped(bytes(bare), None, animated=_FILM in kinds)


def _all(data: bytes, boxes: list[_Box]) -> Iterator[_Box]:
    """These boxes, and those within a film and its tracks, which have metadata of their own."""
    for box in boxes:
        yield box
        for inner in _boxes(data, box.start, box.end) if box.kind == _FILM else ():
            yield inner
            yield from _boxes(data, inner.start, inner.end) if inner.kind == b"trak" else ()


def _blank_items(bare: bytearray, data: bytes, meta: _Box) -> None:
    """Blanks the metadata that a directory names."""
    inner = {box.kind: box for box in _boxes(data, meta.start + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    items = set()
    numbers = _Numbers(data, inner[b"iinf"].start, inner[b"iinf"].end)
    numbers.next(2 if numbers.next(4) >> 24 == 0 else 4)  # how many there are, which the boxes tell, too
    for box in _boxes(data, numbers.at, inner[b"iinf"].end):
        entry = _Numbers(data, box.start, box.end)
        version = entry.next(4) >> 24
        if box.kind != b"infe" or version < 2:
            continue
        item = entry.next(2 if version == 2 else 4)
        entry.next(2)
        if data[entry.at : entry.at + 4] in _METADATA:
            items.add(item)
            bare[entry.at : entry.at + 4] = _NOBODY
    within = inner.get(b"idat")
    for item, inside, start, length in _extents(data, inner[b"iloc"]):
        if item in items and (within or not inside):
            first = start + (within.start if inside and within else 0)
            last = min(first + length, len(data))
            bare[first:last] = bytes(max(0, last - first))


def _extents(data: bytes, iloc: _Box) -> Iterator[tuple[int, bool, int, int]]:
    """(item, whether it lies in `idat`, offset, length) of each part of each item."""
    numbers = _Numbers(data, iloc.start, iloc.end)
    version = numbers.next(4) >> 24
    sizes = numbers.next(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    for _ in range(numbers.next(2 if version < 2 else 4)):
        item = numbers.next(2 if version < 2 else 4)
        inside = bool(version and numbers.next(2) & 15 == 1)
        numbers.next(2)
        base = numbers.next(base_size)
        count = numbers.next(2)
        if count > 1 and not offset_size + length_size:
            raise ImageError("is damaged: its directory names parts without places")
        for _ in range(count):
            numbers.next(index_size)
            offset = numbers.next(offset_size)
            yield item, inside, base + offset, numbers.next(length_size)


class _Numbers:
    """Reads numbers one after the other. Raises ImageError behind the end."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self._data, self.at, self._end = data, start, min(end, len(data))

    def next(self, size: int) -> int:
        start, self.at = self.at, self.at + size
        if self.at > self._end:
            raise ImageError("is damaged: its directory ends too early")
        return int.from_bytes(self._data[start : self.at], "big")


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    """The boxes there. Raises ImageError where one is longer than what it lies in."""
    while start + 8 <= end:
        length, kind, head = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            raise ImageError("is cut short")
        yield _Box(kind, start + 4, start + head, start + length)
        start += length
