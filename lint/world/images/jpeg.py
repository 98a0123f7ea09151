"""JPEG: its frame, and the segments before the pixels (ITU-T T.81, annex B; Exif 2.32, 4.7; XMP part 3, 1.1.3)."""

from __future__ import annotations

from lint.world.images.header import Header
from lint.world.images.window import Window

_MOST_SEGMENTS = 200  # before the pixels; colour profiles and thumbnails fill a few dozen
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_MORE_XMP_HEAD = len(_MORE_XMP) + 40  # behind it a digest of 32 bytes, the whole length, the offset
_LONGEST_NAME = len(_MORE_XMP)


def read_jpeg(file: Window) -> Header | None:
    """Goes from segment to segment until the pixels; what is not asked for is jumped over."""
    header = Header("jpeg")
    place = 2
    for _ in range(_MOST_SEGMENTS):
        segment = file.at(place, 4 + _LONGEST_NAME)
        if len(segment) < 4 or segment[0] != 0xFF:
            break
        marker = segment[1]
        if marker in {0xFF, 0x01} or 0xD0 <= marker <= 0xD7:  # padding, or a marker without a length
            place += 1 if marker == 0xFF else 2
            continue
        if marker in {0xD9, 0xDA}:  # the end, or pixels
            break
        length = int.from_bytes(segment[2:4], "big")
        content = file.part(place + 4, max(length - 2, 0))
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            if len(segment) >= 9 and header.size is None:
                header.size = int.from_bytes(segment[7:9], "big"), int.from_bytes(segment[5:7], "big")
        elif marker == 0xE1:
            _application_1(header, segment[4:], content)
        elif marker == 0xFE:
            header.texts.append(content.at(0, content.length))
        place += 2 + length
    return header


def _application_1(header: Header, name: bytes, content: Window) -> None:
    if name.startswith(_EXIF):
        header.exif.append(content.part(len(_EXIF)))
    elif name.startswith(_XMP):
        header.xmp.append(content.at(len(_XMP), content.length))
    elif name.startswith(_MORE_XMP):
        # One packet in many segments, in order as everybody writes them.
        more = content.at(_MORE_XMP_HEAD, content.length)
        if len(header.xmp) > 1:
            header.xmp[-1] += more
        else:
            header.xmp.append(more)
