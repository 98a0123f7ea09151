"""From the bytes of an image to the files that a bundle holds of it."""

from __future__ import annotations

from lint.bundle.images.kind import Kind
from lint.bundle.images.made import Made, Variant
from lint.bundle.images.orientation import orientation
from lint.bundle.images.pixels import Pixels, decoded, insist_on_pixels, own_colours
from lint.bundle.images.settings import PREVIEW_WIDTH, Purpose, Settings
from lint.bundle.images.strip import STRIPPERS, insist_on_kind
from lint.bundle.images.stripped import Stripped

FORMAT = 2
"""Goes up when other files would be made of the same image."""

_FALLBACK_WIDTH = 960
"""Pixels; the file for browsers that know no better format is at least so wide: sharp, and not too heavy."""
_CLOSE = 0.9
"""A width that is so close to the largest one is not worth a file."""
_WORTH_A_LOSS = 0.8
"""An original is encoded anew at its own size only for a fifth of its weight."""
_WORTH_A_FORMAT = 0.95
_FAR_LIGHTER = 0.4
_MARKUP = 150
"""Bytes that a further format costs the page itself."""
_WHOLE_QUALITY = 92
"""Of a picture that has to be turned, and is opened by itself."""


def make(data: bytes, purpose: Purpose, settings: Settings) -> Made:
    """Makes the files of an image. Raises ImageError for what cannot be published."""
    kind = insist_on_kind(data)
    if kind == "svg":
        from lint.bundle.images.drawing import cleaned

        return cleaned(data)
    if kind == "ico":
        return Made((Variant(kind, 0, 0, data),), quick=True)
    strip = STRIPPERS.get(kind)
    stripped = strip(data) if strip else Stripped(data, None)
    insist_on_pixels(stripped.size, settings)
    turned = orientation(stripped.exif) > 1 and not stripped.animated
    same = Made((Variant(kind, *(stripped.size or (0, 0)), stripped.data),), quick=True)
    if stripped.animated or (purpose == "whole" and strip and not turned):
        return same
    if own_colours(stripped.data, kind, settings):
        return same
    needed = _needed(purpose, settings, max(stripped.size or (100_000,)))
    pixels = decoded(stripped.data, kind, stripped.exif, settings, needed)
    original = Variant(kind, *(stripped.size or pixels.size), stripped.data) if strip and not turned else None
    if purpose == "whole":
        own = _own(kind)
        return Made((Variant(own, *pixels.size, pixels.encoded(own, _WHOLE_QUALITY)),))
    if purpose == "preview":
        return _preview(pixels, original, settings)
    return _page(pixels, kind, original, settings)


def _needed(purpose: Purpose, settings: Settings, width: int) -> int:
    if purpose == "preview":
        return PREVIEW_WIDTH
    return max(settings.widths) if settings.resize and settings.widths and purpose == "page" else width


def _own(kind: Kind) -> Kind:
    """The format in which a picture of this one is encoded anew."""
    return kind if kind in {"jpeg", "webp", "avif"} else "png"


def _preview(pixels: Pixels, original: Variant | None, settings: Settings) -> Made:
    """One file that every service reads: JPEG or PNG."""
    width = min(pixels.size[0], PREVIEW_WIDTH)
    own: Kind = "png" if pixels.drawn else "jpeg"
    if original and original.width == width and original.kind == own:
        return Made((original,))
    return Made((_variant(pixels.scaled(width), pixels.size[0], own, settings),))


def _page(pixels: Pixels, kind: Kind, original: Variant | None, settings: Settings) -> Made:
    full = pixels.size[0]
    widths = _widths(full, settings) if settings.resize else [full]
    small = {width: pixels.scaled(width) for width in widths}
    middle = next((width for width in widths if width >= _FALLBACK_WIDTH), widths[-1])
    own = _own(kind)
    fallback = _lighter(_variant(small[middle], full, own, settings), original)
    better = []
    for form in settings.formats:
        found = [_variant(small[width], full, form, settings) for width in widths] if form != own else []
        there = next((one for one in found if one.width == middle), None)
        if there and len(there.data) + _MARKUP < _WORTH_A_FORMAT * len(fallback.data):
            better.append(_lighter_when_narrower(found))
    if better:
        if own == "png" and fallback is not original and not pixels.drawn:
            fallback = _old_fashioned(fallback, small[middle], full, settings)
        return Made((fallback,), tuple(sorted(better, key=lambda found: len(found[-1].data))))
    files = [fallback if width == middle else _variant(small[width], full, own, settings) for width in widths]
    files[-1] = _lighter(files[-1], original)
    kept = _lighter_when_narrower(files)
    return Made(kept, (), next((at for at, one in enumerate(kept) if one.width >= middle), len(kept) - 1))


def _old_fashioned(fallback: Variant, pixels: Pixels, full: int, settings: Settings) -> Variant:
    """A photograph kept as a PNG, as a JPEG where that is far lighter: only old browsers load it."""
    made = _variant(pixels, full, "jpeg", settings)
    return made if len(made.data) < _FAR_LIGHTER * len(fallback.data) else fallback


def _widths(full: int, settings: Settings) -> list[int]:
    largest = min(full, max(settings.widths, default=full))
    return [*(width for width in settings.widths if width < _CLOSE * largest), largest]


def _variant(pixels: Pixels, full: int, kind: Kind, settings: Settings) -> Variant:
    return Variant(kind, *pixels.size, pixels.encoded(kind, settings.quality), scaled=pixels.size[0] != full)


def _lighter(made: Variant, original: Variant | None) -> Variant:
    """The original where it is light enough: not a pixel of it is lost."""
    if original is None:
        return made
    if original.width > made.width:
        return original if len(original.data) <= len(made.data) else made
    if original.kind == "gif":
        return original
    share = 1 if original.kind == "png" else _WORTH_A_LOSS
    return made if len(made.data) < share * len(original.data) else original


def _lighter_when_narrower(variants: list[Variant]) -> tuple[Variant, ...]:
    """Without those that are heavier than a wider one."""
    kept: list[Variant] = []
    for one in reversed(variants):
        if not kept or (one.width < kept[0].width and len(one.data) < len(kept[0].data)):
            kept.insert(0, one)
    return tuple(kept)
