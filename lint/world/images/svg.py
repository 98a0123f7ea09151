"""SVG: the size that its root element names (SVG 2, sections 8.2 and 8.6)."""

from __future__ import annotations

import re

from lint.regex import regex
from lint.world.images.header import Header
from lint.world.images.window import Window

_READ_AHEAD = 65_536  # bytes; comments, a document type and entities of drawing programs stand before the root
_ROOT = re.compile(rb"<(?:\w{1,20}:)?svg\b[^>]{0,20000}")
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_LENGTH = rb"\s{0,9}=\s{0,9}[\"']\s{0,9}(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:px)?\s{0,9}[\"']"
_WIDTH = re.compile(rb"\swidth" + _LENGTH)
_HEIGHT = re.compile(rb"\sheight" + _LENGTH)
_VIEW_BOX = regex(
    rb"\sviewBox\s{0,9}=\s{0,9}[\"'][\s\d.,eE+-]{0,60}?[\s,]([\d.]{1,20})[\s,]{1,9}([\d.]{1,20})\s{0,9}[\"']"
)


def read_text(file: Window) -> Header | None:
    """What begins like markup: an SVG image, or a page of HTML under an image's name."""
    text = file.at(0, _READ_AHEAD).removeprefix(b"\xef\xbb\xbf")
    start = _behind_comments(text)
    if _HTML.match(text, start):
        return Header("html")
    if text[start : start + 1] != b"<":
        return None
    root = _ROOT.search(text)
    if root is None:
        return None
    # Drawing programs note where they saved the file.
    return Header("svg", _size(root.group()), texts=[text])


def _behind_comments(text: bytes) -> int:
    start = len(text) - len(text.lstrip())
    while text.startswith(b"<!--", start):
        end = text.find(b"-->", start + 4)
        if end < 0:
            break
        start = end + 3
        start += len(text[start:]) - len(text[start:].lstrip())
    return start


def _size(root: bytes) -> tuple[int, int] | None:
    """In CSS pixels. Without both sides in pixels the view box tells; other units depend on who looks."""
    width, height = _WIDTH.search(root), _HEIGHT.search(root)
    sides = (width[1], height[1]) if width and height else None
    if sides is None and (box := _VIEW_BOX.search(root)):
        sides = box[1], box[2]
    if sides is None:
        return None
    try:
        return round(float(sides[0])), round(float(sides[1]))
    except ValueError:  # "1.2.3"
        return None
