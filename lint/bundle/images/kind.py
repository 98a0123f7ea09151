"""What an image is by its content, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Kind = Literal["jpeg", "png", "gif", "webp", "avif", "bmp", "ico", "svg"]

EXTENSIONS: Mapping[Kind, str] = {
    "jpeg": ".jpg", "png": ".png", "gif": ".gif", "webp": ".webp", "avif": ".avif", "bmp": ".bmp", "ico": ".ico",
    "svg": ".svg",
}  # fmt: skip
_SVG = re.compile(rb"<(?:[\w.-]+:)?svg[\s>/]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_AVIF = frozenset({b"avif", b"avis"})
# Known, and shown by no browser or by one alone.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\xff\x0a", "a JPEG XL image"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL image"),
    (b"8BPS", "a Photoshop file"),
    (b"version https://git-lfs", "a pointer of Git LFS, not the image itself"),
)


def kind_of(data: bytes) -> Kind | None:
    """The format that these bytes begin like; None for all that a browser does not show."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        brands = {data[at : at + 4] for at in (8, *range(16, min(int.from_bytes(data[:4], "big"), 200), 4))}
        return "avif" if brands & _AVIF else None
    if data.startswith(b"BM"):
        return "bmp"
    if data.startswith((b"\0\0\1\0", b"\0\0\2\0")):
        return "ico"
    return "svg" if _is_svg(data) else None


def said_of(data: bytes) -> str:
    """What bytes that no browser shows as an image are, in words that follow "is"."""
    if not data:
        return "empty"
    for mark, words in _OTHERS:
        if data.startswith(mark):
            return words
    if data[4:8] == b"ftyp":
        return "a HEIF image or a film, which browsers do not show as an image"
    if _HTML.search(data[:1_000]):
        return "a page of HTML, not an image"
    return "no image that browsers show"


def _is_svg(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        data = data.replace(b"\0", b"")
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = _SVG.search(data) if head.startswith(b"<") and not _HTML.match(head) else None
    return found is not None
