"""How the images of a bundle are made."""

from __future__ import annotations

from typing import Literal

import msgspec

Purpose = Literal["page", "whole", "preview"]
"""What a file is for: to stand in a page, to be opened by itself, to be shown where others link to the page."""

Modern = Literal["webp", "avif"]

PREVIEW_WIDTH = 1_200
"""Pixels; the width that the large social networks ask for."""


class Settings(msgspec.Struct, frozen=True):
    """What is made of an image that stands in a page.

    `widths` are in pixels, ascending; `quality` is that of a JPEG, 1 to 100. Without `resize` every image keeps its
    size. An image of more than `max_pixels` is refused.
    """

    widths: tuple[int, ...] = (640, 960, 1344)
    formats: tuple[Modern, ...] = ("webp",)
    quality: int = 82
    max_pixels: int = 100_000_000
    resize: bool = True
