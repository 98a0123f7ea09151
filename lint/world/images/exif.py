"""Exif: a TIFF structure of directories with tagged values (TIFF 6.0, section 2; Exif 2.32, section 4.6)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Literal

import msgspec

from lint.records import NamedTuple
from lint.world.images.header import Header
from lint.world.images.window import Window

_MOST_ENTRIES = 300  # of a directory
_LONGEST_TEXT = 1_000  # bytes
_LONGEST_XMP = 100_000
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8)
"""Bytes of one value by its type, 1 to 12."""
_ORDERS: Mapping[bytes, Literal["little", "big"]] = {b"II": "little", b"MM": "big"}

_WIDTH, _HEIGHT, _DESCRIPTION, _ORIENTATION = 0x0100, 0x0101, 0x010E, 0x0112
_DOCUMENT, _SOFTWARE, _ARTIST, _COPYRIGHT = 0x010D, 0x0131, 0x013B, 0x8298
_THUMBNAIL, _THUMBNAIL_LENGTH = 0x0201, 0x0202
_XMP, _EXIF, _GPS = 0x02BC, 0x8769, 0x8825
_WINDOWS_AUTHOR = 0x9C9D
_PIXEL_WIDTH, _PIXEL_HEIGHT, _REMARK = 0xA002, 0xA003, 0x9286
_OWNER, _CAMERA, _LENS, _OLD_CAMERA = 0xA430, 0xA431, 0xA435, 0xC62F
_LATITUDE, _LONGITUDE = 2, 4
_FRACTION, _SIGNED_FRACTION = 5, 10  # types


class Exif(msgspec.Struct):
    """What was read. `size` is the image's own (of a TIFF file), `pixels` what Exif says that it was; sizes are (w, h).

    `thumbnail` is the JPEG that it holds, `thumbnail_size` the size where the directory itself tells it.
    """

    size: tuple[int, int] | None = None
    orientation: int = 1
    pixels: tuple[int, int] | None = None
    position: bool = False
    camera: str = ""
    lens: str = ""
    owner: str = ""
    author: str = ""
    rights: str = ""
    software: str = ""
    texts: tuple[bytes, ...] = ()
    xmp: bytes = b""
    thumbnail: Window | None = None
    thumbnail_size: tuple[int, int] | None = None


class _Entry(NamedTuple):
    kind: int  # the type, 1 to 12
    length: int  # how many values
    value: bytes  # or, of more than 4 bytes, its offset


def read_exif(data: Window) -> Exif | None:
    """What a TIFF structure tells; None where it is none."""
    tiff = _Tiff.begin(data)
    return tiff.read() if tiff else None


def read_tiff(file: Window) -> Header:
    """A TIFF file is one such structure; what it tells is read with the metadata."""
    return Header("tiff", exif=[file])


class _Tiff:
    def __init__(self, data: Window, order: Literal["little", "big"]) -> None:
        self._data = data
        self._order = order

    @classmethod
    def begin(cls, data: Window) -> _Tiff | None:
        head = data.at(0, 8)
        order = _ORDERS.get(head[:2])
        return cls(data, order) if order and len(head) == 8 else None

    def read(self) -> Exif:
        main, following = self._directory(self._number(self._data.at(4, 4)))
        inner, _ = self._directory(self._one(main, _EXIF))
        gps, _ = self._directory(self._one(main, _GPS))
        found = Exif(
            size=self._pair(main, _WIDTH, _HEIGHT),
            orientation=self._one(main, _ORIENTATION) or 1,
            pixels=self._pair(inner, _PIXEL_WIDTH, _PIXEL_HEIGHT),
            position=self._position(gps),
            camera=self._text(inner, _CAMERA) or self._text(main, _OLD_CAMERA),
            lens=self._text(inner, _LENS),
            owner=self._text(inner, _OWNER),
            author=self._text(main, _ARTIST) or self._text(main, _WINDOWS_AUTHOR, "utf-16-le"),
            rights=self._text(main, _COPYRIGHT),
            software=self._text(main, _SOFTWARE),
            texts=tuple(
                self._bytes(entry)
                for entry in (main.get(_DESCRIPTION), main.get(_DOCUMENT), inner.get(_REMARK))
                if entry
            ),
            xmp=self._bytes(main[_XMP], _LONGEST_XMP) if _XMP in main else b"",
        )
        if following:
            self._thumbnail(found, self._directory(following)[0])
        return found

    def _directory(self, offset: int) -> tuple[dict[int, _Entry], int]:
        """The entries of a directory by tag, and the offset of the next one; 0 means none."""
        if offset < 8:
            return {}, 0
        count = self._number(self._data.at(offset, 2))
        if not 0 < count <= _MOST_ENTRIES:
            return {}, 0
        raw = self._data.at(offset + 2, 12 * count + 4)
        entries = {}
        layout = struct.Struct("<HHI4s" if self._order == "little" else ">HHI4s")
        for at in range(0, min(12 * count, len(raw) - 11), 12):
            tag, kind, length, value = layout.unpack_from(raw, at)
            entries[tag] = _Entry(kind, length, value)
        return entries, self._number(raw[12 * count :])

    def _number(self, data: bytes) -> int:
        return int.from_bytes(data, self._order)

    def _bytes(self, entry: _Entry, most: int = _LONGEST_TEXT) -> bytes:
        """The value as bytes, cut where it is long."""
        size = _SIZES[entry.kind] * entry.length if entry.kind < len(_SIZES) else 0
        if size <= 4:
            return entry.value[:size]
        return self._data.at(self._number(entry.value), min(size, most))

    def _one(self, entries: Mapping[int, _Entry], tag: int) -> int:
        """A short or long number; 0 where there is none."""
        entry = entries.get(tag)
        return self._number(entry.value[: _SIZES[entry.kind]]) if entry and entry.kind in {1, 3, 4} else 0

    def _pair(self, entries: Mapping[int, _Entry], width: int, height: int) -> tuple[int, int] | None:
        sides = self._one(entries, width), self._one(entries, height)
        return sides if all(sides) else None

    def _text(self, entries: Mapping[int, _Entry], tag: int, encoding: str = "utf-8") -> str:
        entry = entries.get(tag)
        if entry is None:
            return ""
        text = self._bytes(entry).decode(encoding, "replace")
        return text.partition("\0")[0].strip()

    def _position(self, entries: Mapping[int, _Entry]) -> bool:
        """Whether there is a position; cameras without a signal leave it out, write 0/0 or stay at 0° 0°."""
        angles = [self._fractions(entries.get(tag)) for tag in (_LATITUDE, _LONGITUDE)]
        return all(angles) and any(above for angle in angles for above in angle)

    def _fractions(self, entry: _Entry | None) -> list[int]:
        """The numerators of degrees, minutes and seconds; none where the degrees are no number."""
        if entry is None or entry.kind not in {_FRACTION, _SIGNED_FRACTION} or not 1 <= entry.length <= 3:
            return []
        data = self._bytes(entry)
        numbers = [self._number(data[at : at + 4]) for at in range(0, len(data) - 3, 4)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
        return [above if below else 0 for above, below in pairs] if pairs and pairs[0][1] else []

    def _thumbnail(self, found: Exif, entries: Mapping[int, _Entry]) -> None:
        start, length = self._one(entries, _THUMBNAIL), self._one(entries, _THUMBNAIL_LENGTH)
        if start and length:
            found.thumbnail = self._data.part(start, length)
        found.thumbnail_size = self._pair(entries, _WIDTH, _HEIGHT)
