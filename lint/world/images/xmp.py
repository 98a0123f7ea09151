"""XMP: properties of a packet (ISO 16684-1), found by the names that all programs write them with."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import msgspec

_LONGEST = 500  # characters of a value
_POSITION = ("exif:GPSLatitude", "exif:GPSLongitude")
_CAMERA = ("aux:SerialNumber", "exifEX:BodySerialNumber", "exifEX:SerialNumber")
_LENS = ("aux:LensSerialNumber", "exifEX:LensSerialNumber")
_OWNER = ("aux:OwnerName", "exifEX:CameraOwnerName")
_RIGHTS = ("dc:rights", "photoshop:Credit", "xmpRights:WebStatement", "xmpRights:UsageTerms", "xmpRights:Marked")
_SOFTWARE = ("xmp:CreatorTool",)


class Xmp(msgspec.Struct):
    """What a packet tells; "" where it tells nothing."""

    position: bool
    camera: str
    lens: str
    owner: str
    author: str
    rights: str
    software: str


def read_xmp(packet: bytes) -> Xmp:
    """What a packet tells; nothing where it is none."""
    text = decoded(packet)
    found: dict[str, str] = {}
    for match in _properties().finditer(text):
        value = match["attribute"] or match["element"] or match["item"] or ""
        found.setdefault(match["name"], unescape(value[:_LONGEST]).strip())
    return Xmp(
        position=_is_position([found.get(name, "") for name in _POSITION]),
        camera=_first(found, _CAMERA),
        lens=_first(found, _LENS),
        owner=_first(found, _OWNER),
        author=_first(found, ("dc:creator",)),
        rights=_first(found, _RIGHTS),
        software=_first(found, _SOFTWARE),
    )


def decoded(packet: bytes) -> str:
    """The text of a packet: UTF-8, as nearly always, or UTF-16."""
    start = packet[:2]
    if start == b"\xfe\xff" or start[:1] == b"\0":
        return packet.decode("utf-16-be", "replace")
    if start == b"\xff\xfe" or start[1:] == b"\0":
        return packet.decode("utf-16-le", "replace")
    return packet.decode("utf-8", "replace")


@cache
def _properties() -> re.Pattern[str]:
    """A property as an attribute, as an element with a text, or as one with a list, whose first item counts."""
    names = "|".join(re.escape(name) for name in (*_POSITION, *_CAMERA, *_LENS, *_OWNER, *_RIGHTS, *_SOFTWARE))
    return re.compile(
        rf"\b(?P<name>dc:creator|{names})"
        r"(?:\s*=\s*[\"'](?P<attribute>[^\"'<]*)[\"']"
        r"|(?:\s[^<>]*)?>(?:\s*<rdf:(?:Seq|Bag|Alt)(?:\s[^<>]*)?>\s*<rdf:li(?:\s[^<>]*)?>(?P<item>[^<]*)<"
        r"|(?P<element>[^<]*)</))"
    )


def _first(found: dict[str, str], names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := found.get(name, ""))), "")


def _is_position(values: list[str]) -> bool:
    """Whether both angles (`48,51.5N`) are there and not both of them 0."""
    return all(values) and any(set(value) & set("123456789") for value in values)
