"""Image files that the tests build themselves, from the specifications of their formats."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping

JPEG_XMP = b"http://ns.adobe.com/xap/1.0/\0"
PNG_XMP = b"XML:com.adobe.xmp\0\0\0\0\0"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks)


def gif(width: int, height: int, *blocks: bytes) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6) + b"".join(blocks) + b";"


GIF_FRAME = b"\x2c" + bytes(8) + b"\0\2\2\x44\1\0"
GIF_LOOP = b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(width: int, height: int, *before: bytes, frame: int = 0xC0) -> bytes:
    sizes = struct.pack(">BHHB", 8, height, width, 3) + bytes(9)
    return b"\xff\xd8" + b"".join(before) + segment(frame, sizes) + b"\xff\xda"


def webp(kind: bytes, content: bytes, *more: bytes) -> bytes:
    chunks = riff(kind, content) + b"".join(more)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def riff(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + bytes(len(content) & 1)


def lossy(width: int, height: int) -> bytes:
    return webp(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", width | 0x4000, height))


def lossless(width: int, height: int) -> bytes:
    return webp(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14 | 1 << 28))


def extended(width: int, height: int, *more: bytes, flags: int = 0) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp(b"VP8X", bytes([flags, 0, 0, 0]) + sides, *more)


Value = tuple[int, int, bytes]
"""Type, count and bytes of a tagged value; `short`, `long`, `text` and `angle` make them in little-endian order."""


def short(number: int) -> Value:
    return 3, 1, struct.pack("<H", number)


def long(number: int) -> Value:
    return 4, 1, struct.pack("<I", number)


def text(content: str) -> Value:
    data = content.encode() + b"\0"
    return 2, len(data), data


def angle(degrees: int, minutes: int, below: int = 1) -> Value:
    return 5, 3, struct.pack("<6I", degrees, below, minutes, below, 0, below)


def tiff(
    main: Mapping[int, Value],
    exif: Mapping[int, Value] | None = None,
    gps: Mapping[int, Value] | None = None,
    thumbnail: bytes = b"",
) -> bytes:
    """A TIFF structure with its directories; the thumbnail is a whole JPEG."""
    entries = dict(main)
    parts: dict[int, Mapping[int, Value]] = {0x8769: exif or {}, 0x8825: gps or {}}
    entries |= {tag: long(0) for tag, part in parts.items() if part}
    at = 8 + len(_directory(entries, 8, 0))
    behind = b""
    for tag, part in parts.items():
        if part:
            entries[tag] = long(at + len(behind))
            behind += _directory(part, at + len(behind), 0)
    following = at + len(behind) if thumbnail else 0
    if thumbnail:
        small = {0x0201: long(0), 0x0202: long(len(thumbnail))}
        small[0x0201] = long(following + len(_directory(small, following, 0)))
        behind += _directory(small, following, 0) + thumbnail
    return b"II*\0" + struct.pack("<I", 8) + _directory(entries, 8, following) + behind


def _directory(entries: Mapping[int, Value], at: int, following: int) -> bytes:
    listed, behind = b"", b""
    start = at + 2 + 12 * len(entries) + 4
    for tag, (kind, count, data) in sorted(entries.items()):
        if len(data) <= 4:
            where = data.ljust(4, b"\0")
        else:
            where = struct.pack("<I", start + len(behind))
            behind += data + bytes(len(data) & 1)
        listed += struct.pack("<HHI", tag, kind, count) + where
    return struct.pack("<H", len(entries)) + listed + struct.pack("<I", following) + behind


def exif(data: bytes) -> bytes:
    return segment(0xE1, b"Exif\0\0" + data)


def xmp(properties: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {properties}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def full(kind: bytes, content: bytes, version: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24) + content)


def heif(
    width: int,
    height: int,
    items: Iterable[tuple[bytes, bytes]] = (),
    *,
    brand: bytes = b"avif",
    turns: int = 0,
    within: bool = False,
) -> bytes:
    """A picture of which item 1 is `width`×`height` (and another one larger), with further items (type, content).

    `within` puts the items into `idat` instead of behind the directory.
    """
    listed = list(items)
    brands = box(b"ftyp", brand + bytes(4) + b"mif1" + brand)
    sizes = full(b"ispe", struct.pack(">II", 9_999, 9_999)) + full(b"ispe", struct.pack(">II", width, height))
    container = box(b"ipco", sizes + box(b"irot", bytes([turns])))
    used = full(b"ipma", struct.pack(">IHBB", 2, 7, 1, 1) + struct.pack(">HBBB", 1, 2, 2, 0x83))
    kinds = [(1, b"av01"), *((number, kind) for number, (kind, _) in enumerate(listed, 2))]
    entries = b"".join(full(b"infe", struct.pack(">HH", number, 0) + kind + b"\0", 2) for number, kind in kinds)
    data = b"".join(content for _, content in listed)

    def directory(start: int) -> bytes:
        places = struct.pack(">BBH", 0x44, 0x40, len(listed))
        for number, (_, content) in enumerate(listed, 2):
            places += struct.pack(">HHHIHII", number, int(within), 0, start, 1, 0, len(content))
            start += len(content)
        parts = full(b"pitm", struct.pack(">H", 1)) + full(b"iinf", struct.pack(">H", len(kinds)) + entries)
        parts += box(b"iprp", container + used) + full(b"iloc", places, 1)
        return full(b"meta", parts + (box(b"idat", data) if within else b""))

    before = len(brands) + len(directory(0)) + 8
    return brands + directory(0 if within else before) + (b"" if within else box(b"mdat", data))
