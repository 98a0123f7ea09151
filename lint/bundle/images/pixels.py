"""Pixels and Pillow: decoding, turning, scaling, encoding. The same bytes for the same input and Pillow."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lint.bundle.images.fault import ImageError
from lint.bundle.images.kind import Kind
from lint.bundle.images.orientation import orientation
from lint.bundle.images.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

_FEW_COLOURS = 4_096
"""Up to so many it is a drawing, and blurred edges would show."""
_WEBP_BELOW_JPEG = 2
"""WebP of quality 80 looks like JPEG of quality 82 (libwebp's and libjpeg's scales, compared by SSIM)."""
_AVIF_BELOW_JPEG = 22
_LOSSLESS_PAYS = 2
"""So many times as heavy as the lossy file a lossless drawing may be."""
_SMALL = 1_000_000
"""Pixels; so many are packed as tightly as possible, more cost seconds."""
_USUAL_GAMMA = 0.45455
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""Exif orientation → PIL.Image.Transpose."""


class Pixels:
    """A decoded picture, turned as it is meant to be seen: grey, colour, or either with transparency, 8 bits each."""

    def __init__(self, image: Image.Image, profile: bytes | None, *, drawn: bool, palette: bool) -> None:
        self._image = image
        self._profile = profile
        self._drawn = drawn
        self._palette = palette

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self._image.size

    @property
    def drawn(self) -> bool:
        """Whether it has few colours, or parts that one looks through."""
        return self._drawn or self._image.mode in {"LA", "RGBA"}

    def scaled(self, width: int) -> Pixels:
        """The picture at this width, in the same shape; itself where that is its own."""
        from PIL import Image

        if width == self._image.width:
            return self
        height = max(1, round(self._image.height * width / self._image.width))
        image = self._image.resize((width, height), Image.Resampling.LANCZOS)
        return Pixels(image, self._profile, drawn=self._drawn, palette=self._palette)

    def encoded(self, kind: Kind, quality: int) -> bytes:
        """The picture as a file; `quality` is meant on JPEG's scale."""
        if kind == "jpeg":
            return self._save("JPEG", self._opaque(), quality=quality, progressive=True, optimize=True)
        if kind == "png":
            tight = self._image.width * self._image.height <= _SMALL
            return self._save("PNG", self._few() if self._palette else self._image, compress_level=9 if tight else 6)
        if kind == "avif":
            worse = max(1, quality - _AVIF_BELOW_JPEG)
            return self._save("AVIF", self._image, quality=worse, speed=6, max_threads=1)
        lossy = self._save("WEBP", self._image, quality=max(1, quality - _WEBP_BELOW_JPEG), method=4)
        if self._drawn:
            lossless = self._save("WEBP", self._image, lossless=True, quality=60, method=4)
            return lossless if len(lossless) <= _LOSSLESS_PAYS * len(lossy) else lossy
        return lossy

    def _save(self, form: str, image: Image.Image, **options: Any) -> bytes:
        file = BytesIO()
        image.save(file, form, icc_profile=self._profile, **options)
        return file.getvalue()

    def _opaque(self) -> Image.Image:
        return self._image.convert({"LA": "L", "RGBA": "RGB"}.get(self._image.mode, self._image.mode))

    def _few(self) -> Image.Image:
        """What had a palette gets one again; scaling makes colours between."""
        from PIL import Image

        if self._image.mode in {"L", "LA"}:
            return self._image
        method = Image.Quantize.FASTOCTREE if self._image.mode == "RGBA" else Image.Quantize.MEDIANCUT
        return self._image.quantize(256, method, dither=Image.Dither.NONE)


def decoded(data: bytes, kind: Kind, exif: bytes, settings: Settings, needed: int) -> Pixels:
    """Decodes a file that holds no metadata. `exif` tells how to turn it; `needed` is the largest width of use.

    Raises ImageError for a damaged file, and for one of too many pixels before any of them is decoded.
    """
    with _opened(data, kind, settings) as opened:
        image: Image.Image = opened
        turn = orientation(exif or image.info.get("exif") or b"")
        if image.format == "JPEG":
            # A camera's picture is decoded at a half or a quarter; twice what is needed keeps it sharp.
            side = image.width if turn < 5 else image.height
            share = min(1.0, 2 * needed / side)
            image.draft(image.mode, (round(image.width * share), round(image.height * share)))
        image.load()
        profile = image.info.get("icc_profile")
        palette = image.mode == "P"
        image, profile = _plain(image, profile)
        if turn in _TURNS:
            from PIL import Image

            image = image.transpose(Image.Transpose(_TURNS[turn]))
        drawn = kind in {"png", "gif", "bmp"} and (palette or image.getcolors(_FEW_COLOURS) is not None)
        image.info = {}
        return Pixels(image, profile, drawn=drawn, palette=palette)


def insist_on_pixels(size: tuple[int, int] | None, settings: Settings) -> None:
    """Raises ImageError for a picture without any pixels, or with more than allowed."""
    if size is None:
        return
    width, height = size
    if not width or not height:
        raise ImageError(f"is {width}×{height} pixels, which is nothing")
    if width * height > settings.max_pixels:
        raise ImageError(
            f"is {width:,}×{height:,} pixels, more than the limit of {settings.max_pixels:,}"
            " (`max-pixels` of `bundle.images`)"
        )


def own_colours(data: bytes, kind: Kind, settings: Settings) -> bool:
    """Whether a PNG says of its colours what only PNG can say, so that another file would look otherwise."""
    if kind != "png":
        return False
    head = data[: data.find(b"IDAT")]
    if b"cICP" in head:
        return True
    if b"gAMA" not in head or b"sRGB" in head or b"iCCP" in head:
        return False
    with _opened(data, kind, settings) as image:
        return abs(float(image.info.get("gamma", _USUAL_GAMMA)) - _USUAL_GAMMA) > 0.02


@contextlib.contextmanager
def _opened(data: bytes, kind: Kind, settings: Settings) -> Iterator[Image.Image]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # every image is held to our own limit instead
    try:
        with Image.open(BytesIO(data), formats=[kind.upper()]) as image:
            insist_on_pixels(image.size, settings)
            yield image
    except ImageError:
        raise
    except MemoryError:
        raise ImageError("is too large for the memory of this machine") from None
    except Exception as error:
        raise ImageError(f"is damaged: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """Pillow's words on one line, without addresses of objects."""
    words = " ".join(str(error).split())
    return "it cannot be decoded" if not words or " object at 0x" in words else words[:100]


def _plain(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, bytes | None]:
    """The picture as L, LA, RGB or RGBA, with the profile that still fits it."""
    if image.mode.startswith("I"):
        image = image.convert("I").point([value >> 8 for value in range(65_536)], "L")  # the upper of two bytes
    space = profile[16:20] if profile else b""
    if image.mode in {"CMYK", "LAB"} or (space and space != b"RGB "):
        image, profile = _standard(image, profile), None
    if image.mode in {"P", "PA"} or image.has_transparency_data:
        grey = image.mode in {"1", "L", "LA"}
        image = image.convert("LA" if grey else "RGBA")
        if image.getextrema()[-1] == (255, 255):
            image = image.convert("L" if grey else "RGB")
    elif image.mode not in {"L", "RGB"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    return image, profile


def _standard(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB; by its profile, where that can be used."""
    from PIL import ImageCms

    if profile and image.mode in {"CMYK", "L", "LAB"}:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if converted is not None:
                return converted
    return image.convert("RGB") if image.mode in {"CMYK", "LAB"} else image
