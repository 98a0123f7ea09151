"""What of an image's metadata says too much about people and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import get_args

from lint.site.image_facts import Private, PrivateKind
from lint.world.images.exif import Exif
from lint.world.images.header import Header
from lint.world.images.jpeg import read_jpeg
from lint.world.images.xmp import Xmp, decoded, read_xmp

_ORDER = {kind: number for number, kind in enumerate(get_args(PrivateKind))}
_LONGEST_NAME = 80  # characters
_CROPPED = 0.1
"""So much of the sides' ratio a thumbnail's rounding never changes: 160×107 for 3:2 is off by 0.003."""
_SAME_SHAPE = 0.02
# What stands where nobody entered a name.
_NO_NAME = frozenset("unknown none n/a author artist owner user anonymous undefined null name".split())  # noqa: SIM905
# Accounts that are nobody's own: of build machines and of the examples in manuals.
_NOBODY = frozenset(
    {
        *("user", "users", "username", "public", "shared", "default", "guest", "runner", "root", "ubuntu", "debian"),
        *("admin", "administrator", "www", "www-data", "app", "node", "git", "jenkins", "vagrant", "travis"),
        *("circleci", "build", "builder", "docker", "vsts", "work", "home", "me", "you", "name", "yourname", "pi"),
    }
)


def private_parts(header: Header, exifs: Sequence[Exif]) -> tuple[Private, ...]:
    """What the metadata tell, in the order of `PrivateKind`, each once; `exifs` were read from `header.exif`.

    Raises OSError as reading does.
    """
    found = set(_told([*exifs, *map(read_xmp, header.xmp)], header.labels))
    for exif in exifs if header.format != "tiff" else ():  # where a second directory is a second page
        found.update(_thumbnail(exif, header.size))
    texts = [*header.xmp, *header.texts, *(text for exif in exifs for text in exif.texts)]
    strings = [*map(decoded, texts), *(text for _, text in header.labels)]
    found.update(Private("user", name) for text in strings for name in _users(text))
    return tuple(sorted(found, key=lambda part: (_ORDER[part.kind], part.value)))


def _told(records: Iterable[Exif | Xmp], labels: Iterable[tuple[str, str]]) -> Iterator[Private]:
    """A name beside a notice of rights is meant to be read; it belongs to the picture like a signature."""
    labelled = {label.lower(): text.strip() for label, text in labels}
    records = list(records)
    software = {record.software.lower() for record in records} | {labelled.get("software", "").lower()}
    signed = bool(labelled.get("copyright")) or any(record.rights for record in records)
    for record in records:
        if record.position:
            yield Private("position")
        if _is_number(record.camera):
            yield Private("camera")
        if _is_number(record.lens):
            yield Private("lens")
        if _is_name(record.owner):
            yield Private("owner", record.owner[:_LONGEST_NAME])
    authors = [*(record.author for record in records), labelled.get("author", "")]
    for author in authors:
        if not signed and _is_name(author) and author.lower() not in software:
            yield Private("author", author[:_LONGEST_NAME])


def _is_number(serial: str) -> bool:
    """Whether this is a serial number; cameras that have none to tell write zeros."""
    return any(character.isalnum() and character != "0" for character in serial) and serial.lower() not in _NO_NAME


def _is_name(name: str) -> bool:
    return sum(map(str.isalpha, name)) >= 2 and name.lower() not in _NO_NAME and name.isprintable()


def _thumbnail(exif: Exif, size: tuple[int, int] | None) -> Iterator[Private]:
    """A thumbnail of clearly another shape than the image, which was cut after the thumbnail was made.

    Cameras put a picture of any shape on a thumbnail of 160×120 (DCF 2.0), with black bars: that tells nothing while
    the image still has the shape with which it was taken.
    """
    small = exif.thumbnail_size
    if exif.thumbnail and (frame := read_jpeg(exif.thumbnail)):
        small = frame.size
    if not small or not size or not all(small) or not all(size):
        return
    framed = small[0] * 3 == small[1] * 4 and exif.pixels is not None and _apart(exif.pixels, size) < _SAME_SHAPE
    if not framed and _apart(small, size) > _CROPPED:
        yield Private("thumbnail", f"{small[0]}×{small[1]}")


def _apart(one: tuple[int, int], other: tuple[int, int]) -> float:
    """By how much the sides' ratios differ, 0 to 1, whichever of the two is turned."""
    ratios = [max(sides) / min(sides) for sides in (one, other)]
    return 1 - min(ratios) / max(ratios)


@cache
def _home() -> re.Pattern[str]:
    """A folder of somebody's own in a path: Linux, macOS, Windows."""
    return re.compile(
        r"(?:(?<![\w.%~-])/(?:home|Users)/|\b[A-Za-z]:[\\/]{1,2}(?:Users|Documents and Settings)[\\/]{1,2})"
        r"(?P<name>[^\\/\s\"'<>|:*?&;,()\[\]{}$%]{2,40})[\\/]"
    )


def _users(text: str) -> Iterator[str]:
    # Far quicker than the expression, and nearly always enough.
    if "/home/" in text or "Users" in text or "Documents and Settings" in text:
        for match in _home().finditer(text):
            if match["name"].lower() not in _NOBODY and match["name"].isprintable():
                yield match["name"]
