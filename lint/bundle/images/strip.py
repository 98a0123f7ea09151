"""One way to every format's stripping."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lint.bundle.images.fault import ImageError
from lint.bundle.images.kind import Kind, kind_of, said_of
from lint.bundle.images.strip_avif import strip_avif
from lint.bundle.images.strip_gif import strip_gif
from lint.bundle.images.strip_jpeg import strip_jpeg
from lint.bundle.images.strip_png import strip_png
from lint.bundle.images.strip_webp import strip_webp
from lint.bundle.images.stripped import Stripped

STRIPPERS: Mapping[Kind, Callable[[bytes], Stripped]] = {
    "avif": strip_avif,
    "gif": strip_gif,
    "jpeg": strip_jpeg,
    "png": strip_png,
    "webp": strip_webp,
}


def insist_on_kind(data: bytes) -> Kind:
    """The format of these bytes. Raises ImageError for what no browser shows as an image."""
    kind = kind_of(data)
    if kind is None:
        raise ImageError(f"is {said_of(data)}")
    return kind
