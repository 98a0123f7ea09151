"""PNG and APNG: their chunks (PNG specification, third edition, sections 5 and 11)."""

from __future__ import annotations

import re
import zlib

from lint.regex import regex
from lint.world.images.header import Header
from lint.world.images.window import Window

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_CHUNKS = 4_000  # pixels come in chunks of 8 kB or 32 kB
_LONGEST_TEXT = 100_000  # bytes, also after unpacking
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_XMP = "XML:com.adobe.xmp"
# ImageMagick and exiv2 wrote metadata as hexadecimal digits before PNG had a chunk for them.
_RAW_PROFILE = regex(r"Raw profile type (exif|xmp|APP1)\Z")
_HEXADECIMAL = re.compile(rb"\s*\w+\s+\d+\s+([0-9a-fA-F\s]*)\Z")
_EXIF_MARK = b"Exif\0\0"


def read_png(file: Window) -> Header | None:
    """Goes from chunk to chunk; texts may stand behind the pixels."""
    first = file.at(8, 16)
    header = Header("png")
    if first[4:8] == b"IHDR" and len(first) == 16:
        header.size = int.from_bytes(first[8:12], "big"), int.from_bytes(first[12:16], "big")
    place = 8
    for _ in range(_MOST_CHUNKS):
        head = file.at(place, 8)
        if len(head) < 8:
            break
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind == b"IEND" or not kind.isalpha():
            break
        if kind == b"acTL":
            header.format, header.animated = "apng", True
        elif kind == b"eXIf":
            header.exif.append(file.part(place + 8, length))
        elif kind in _TEXTS:
            _text(header, kind, file.at(place + 8, min(length, _LONGEST_TEXT)))
        place += 12 + length
    return header


def _text(header: Header, kind: bytes, content: bytes) -> None:
    name, _, rest = content.partition(b"\0")
    label = name[:79].decode("latin-1")
    if kind == b"zTXt":
        rest = _unpacked(rest[1:])
    elif kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]  # behind the language and the translated keyword
        rest = _unpacked(rest) if packed else rest
    if label == _XMP:
        header.xmp.append(rest)
    elif profile := _RAW_PROFILE.match(label):
        _raw_profile(header, profile[1], rest)
    else:
        header.labels.append((label, rest.decode("utf-8" if kind == b"iTXt" else "latin-1", "replace")))


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LONGEST_TEXT)
    except zlib.error:
        return b""


def _raw_profile(header: Header, kind: str, text: bytes) -> None:
    digits = _HEXADECIMAL.match(text)
    if digits is None:
        return
    compact = b"".join(digits[1].split())
    data = bytes.fromhex(compact[: len(compact) & ~1].decode("ascii"))
    if data.startswith(_EXIF_MARK):
        header.exif.append(Window.of(data[len(_EXIF_MARK) :]))
    elif kind == "exif":
        header.exif.append(Window.of(data))
    else:
        header.xmp.append(data)
