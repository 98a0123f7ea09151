"""Why an image cannot be published."""

from __future__ import annotations


class ImageError(ValueError):
    """The image is damaged, too large or nothing that browsers show; the message follows the file's name."""
