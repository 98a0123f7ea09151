"""Pictures with real pixels, in every format, made anew in each run."""

from __future__ import annotations

import io
import math
import random
from typing import Any

from PIL import Image


def gradient(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Soft colours in which no part is like another, so that a turn or a flip shows."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    corner = Image.radial_gradient("L").resize((2 * width, 2 * height)).crop((0, 0, width, height))
    image = Image.merge("RGB", (across, down, corner))
    if mode == "RGBA":
        image.putalpha(across)
    return image.convert(mode)


def photo(width: int, height: int, seed: int = 1) -> Image.Image:
    """Something as rich as a photograph: waves of many lengths and the noise of a sensor."""
    rough = random.Random(seed)
    waves = [(rough.uniform(0.5, 9), rough.uniform(0, 6), rough.uniform(5, 40)) for _ in range(9)]
    small = Image.new("RGB", (160, 120))
    small.putdata(
        [
            tuple(
                int(128 + sum(s * math.sin(f * (x + c * y) / 20 + p) for f, p, s in waves[3 * c : 3 * c + 3]))
                for c in range(3)
            )
            for y in range(120)
            for x in range(160)
        ]
    )
    noise = Image.merge("RGB", [Image.effect_noise((width, height), 20) for _ in range(3)])
    return Image.blend(small.resize((width, height), Image.Resampling.BICUBIC), noise, 0.08)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """The image as a file."""
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def small(form: str, width: int = 8, height: int = 6, **options: Any) -> bytes:
    """A file of a few pixels."""
    return saved(gradient(width, height), form, **options)


def opened(data: bytes) -> Image.Image:
    """The decoded file."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def frames(count: int, width: int = 20, height: int = 10) -> list[Image.Image]:
    """The frames of an animation."""
    return [gradient(width, height).rotate(360 * number / count) for number in range(count)]
