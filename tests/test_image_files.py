"""What a bundle makes of an image: widths, formats, turned pixels, and what it refuses."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import msgspec
import pytest
from image_files import chunk, short, tiff
from pictures import frames, gradient, opened, photo, saved
from PIL import Image, ImageChops, ImageCms, ImageOps

from lint.bundle.images.fault import ImageError
from lint.bundle.images.kind import kind_of
from lint.bundle.images.made import Made, Variant
from lint.bundle.images.make import make
from lint.bundle.images.settings import Settings
from lint.world.images import read_image

PLAIN = Settings(widths=(32, 48, 64))
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def every(made: Made) -> list[Variant]:
    return [*made.files, *(one for found in made.better for one in found)]


def widths(variants: Sequence[Variant]) -> list[int]:
    return [one.width for one in variants]


def apart(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures' channels, 0 to 255."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return sum(value * count for value, count in enumerate(difference.histogram())) / (one.width * one.height)


def honest(made: Made) -> None:
    """Every file is what it says: its format, its sides, its weight beside wider ones, nothing private."""
    for one in every(made):
        image = opened(one.data)
        assert (image.size, kind_of(one.data)) == ((one.width, one.height), one.kind)
        facts = read_image(io.BytesIO(one.data), len(one.data))
        assert facts is not None
        assert facts.private == ()
        assert not {"exif", "xmp", "comment"} & image.info.keys()
    for found in (made.files, *made.better):
        assert widths(found) == sorted(set(widths(found)))
        assert [len(one.data) for one in found] == sorted(len(one.data) for one in found)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("purpose", ["page", "whole", "preview"])
def test_a_picture_is_turned_as_it_is_meant_to_be_seen(turn: int, form: str, purpose: str) -> None:
    shot = gradient(96, 60)
    data = saved(shot, form, exif=b"Exif\0\0" + tiff({0x0112: short(turn)}), quality=95)
    meant = ImageOps.exif_transpose(opened(data))
    made = make(data, purpose, PLAIN)
    honest(made)
    for one in every(made):
        distance = apart(opened(one.data), meant.resize((one.width, one.height), Image.Resampling.LANCZOS))
        assert distance < 6
        assert (one.width > one.height) == (turn < 5)


def test_a_png_that_is_turned_loses_not_a_bit() -> None:
    image = gradient(30, 20, "RGBA")
    data = saved(image, "PNG", exif=b"Exif\0\0" + tiff({0x0112: short(6)}))
    [turned] = make(data, "whole", PLAIN).files
    assert opened(turned.data).tobytes() == image.transpose(Image.Transpose.ROTATE_270).tobytes()


def test_a_photograph_comes_in_all_widths_and_in_webp() -> None:
    made = make(saved(photo(200, 150), "JPEG", quality=95), "page", PLAIN)
    honest(made)
    assert [(one.kind, one.width) for one in made.files] == [("jpeg", 64)]
    [webp] = made.better
    assert [(one.kind, one.width, one.height, one.scaled) for one in webp] == [
        ("webp", 32, 24, True), ("webp", 48, 36, True), ("webp", 64, 48, True),
    ]  # fmt: skip
    assert opened(made.files[0].data).info.get("progressive")


def test_without_better_formats_the_own_one_comes_in_all_widths() -> None:
    made = make(saved(photo(200, 150), "JPEG", quality=95), "page", msgspec.structs.replace(PLAIN, formats=()))
    honest(made)
    assert (widths(made.files), made.better, made.fallback) == ([32, 48, 64], (), 2)


def test_avif_is_the_first_choice_where_it_is_lighter() -> None:
    settings = msgspec.structs.replace(PLAIN, formats=("webp", "avif"), widths=(120, 240))
    made = make(saved(photo(300, 200), "JPEG", quality=95), "page", settings)
    honest(made)
    assert [found[0].kind for found in made.better] == ["avif", "webp"]


def test_no_image_is_blown_up_and_close_widths_are_one() -> None:
    jpeg = saved(photo(50, 40), "JPEG", quality=95)
    made = make(jpeg, "page", msgspec.structs.replace(PLAIN, formats=()))
    assert (widths(made.files), made.files[-1].scaled) == ([32, 50], False)
    alone = make(jpeg, "page", msgspec.structs.replace(PLAIN, resize=False, formats=()))
    assert widths(alone.files) == [50]
    large = make(saved(photo(200, 40), "JPEG"), "page", msgspec.structs.replace(PLAIN, resize=False))
    assert {one.width for one in every(large)} == {200}


def test_an_original_that_is_light_enough_stays_bit_by_bit() -> None:
    data = saved(photo(60, 40), "JPEG", quality=75)
    made = make(data[:2] + b"\xff\xfe\0\6note" + data[2:], "page", PLAIN)
    assert made.files[-1].data == data
    heavy = saved(photo(60, 40), "JPEG", quality=100, subsampling=0)
    assert len(make(heavy, "page", PLAIN).files[-1].data) < 0.8 * len(heavy)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_colour_profiles_stay(form: str) -> None:
    made = make(saved(photo(200, 150), form, icc_profile=PROFILE), "page", PLAIN)
    assert {opened(one.data).info["icc_profile"] for one in every(made)} == {PROFILE}


def test_print_colours_become_screen_colours() -> None:
    shot = gradient(200, 150)
    made = make(saved(shot.convert("CMYK"), "JPEG", quality=95), "page", PLAIN)
    honest(made)
    for one in every(made):
        image = opened(one.data)
        assert image.mode == "RGB"
        distance = apart(image, shot.resize(image.size, Image.Resampling.LANCZOS))
        assert distance < 8


def test_sixteen_bits_become_eight_where_that_is_needed() -> None:
    deep = Image.new("I;16", (100, 50))
    for x in range(100):
        for y in range(50):
            deep.putpixel((x, y), 600 * x + 37 * y)
    data = saved(deep, "PNG")
    made = make(data, "page", PLAIN)
    honest(made)
    for one in every(made):
        image = opened(one.data).convert("L")
        assert abs(image.getpixel((image.width - 1, 1)) - 99 * 600 // 256) < 6
        assert image.getpixel((0, 0)) < 6
    assert make(data, "whole", PLAIN).files[0].data == data


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_palette_with_a_hole_keeps_the_hole(form: str) -> None:
    image = gradient(200, 100).quantize(32)
    image.paste(31, (0, 0, 100, 100))
    made = make(saved(image, form, transparency=31), "page", PLAIN)
    honest(made)
    for one in every(made):
        alpha = opened(one.data).convert("RGBA").getchannel("A")
        assert alpha.getpixel((one.width // 4, one.height // 2)) == 0
        assert alpha.getpixel((one.width * 3 // 4, one.height // 2)) == 255


def test_transparent_edges_do_not_bleed() -> None:
    image = Image.new("RGBA", (200, 100), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (100, 0, 200, 100))
    for one in every(make(saved(image, "PNG"), "page", PLAIN)):
        shown = opened(one.data).convert("RGBA")
        reds = [shown.getpixel((x, 5))[0] for x in range(shown.width) if shown.getpixel((x, 5))[3] > 40]
        assert max(reds) < 40


def test_a_drawing_is_kept_without_loss() -> None:
    image = Image.new("RGB", (60, 60), "white")
    image.paste("black", (10, 10, 50, 12))
    image.paste("red", (10, 30, 50, 31))
    for one in every(make(saved(image, "BMP"), "page", PLAIN)):
        assert opened(one.data).convert("RGB").tobytes() == image.tobytes()


def test_a_photograph_as_png_is_a_jpeg_for_old_browsers() -> None:
    made = make(saved(photo(200, 150), "PNG"), "page", PLAIN)
    honest(made)
    assert [one.kind for one in made.files] == ["jpeg"]
    seen_through = make(saved(gradient(200, 150, "RGBA"), "PNG"), "page", PLAIN)
    assert {one.kind for one in seen_through.files} == {"png"}


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_what_moves_goes_on_moving(form: str) -> None:
    first, *others = frames(4, 200, 100)
    data = saved(first, form, save_all=True, append_images=others, duration=70, loop=0)
    for purpose in ("page", "whole", "preview"):
        [one] = make(data, purpose, PLAIN).files
        image = Image.open(io.BytesIO(one.data))
        assert (image.n_frames, image.size) == (4, (200, 100))


def test_colours_that_only_png_can_say_are_left_alone() -> None:
    data = saved(photo(200, 150), "PNG")
    dark = data[:33] + chunk(b"gAMA", struct.pack(">I", 100_000)) + data[33:]
    assert [one.data for one in every(make(dark, "page", PLAIN))] == [dark]
    usual = data[:33] + chunk(b"gAMA", struct.pack(">I", 45_455)) + data[33:]
    assert len(every(make(usual, "page", PLAIN))) > 1


@pytest.mark.parametrize(("form", "kind"), [("JPEG", "jpeg"), ("PNG", "jpeg"), ("WEBP", "jpeg"), ("AVIF", "jpeg")])
def test_a_preview_is_one_file_that_every_service_reads(form: str, kind: str) -> None:
    [one] = make(saved(photo(1500, 700), form), "preview", Settings()).files
    assert (one.kind, one.width, one.height) == (kind, 1200, 560)
    [drawn] = make(saved(Image.new("RGB", (300, 200), "red"), "PNG"), "preview", Settings()).files
    assert (drawn.kind, drawn.width) == ("png", 300)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP"])
def test_the_same_bytes_every_time(form: str) -> None:
    data = saved(photo(200, 150), form)
    settings = msgspec.structs.replace(PLAIN, formats=("avif", "webp"))
    assert make(data, "page", settings) == make(data, "page", settings)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP"])
@pytest.mark.parametrize("purpose", ["page", "preview"])
def test_more_pixels_than_allowed_are_refused(form: str, purpose: str) -> None:
    data = saved(photo(200, 150), form)
    few = msgspec.structs.replace(PLAIN, max_pixels=29_999)
    with pytest.raises(ImageError, match=r"is 200×150 pixels, more than the limit of 29,999 \(`max-pixels`"):
        make(data, purpose, few)
    make(data, purpose, msgspec.structs.replace(PLAIN, max_pixels=30_000))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x\x9c" + bytes(99)) + chunk(b"IEND", b"")
    for purpose in ("page", "whole", "preview"):
        with pytest.raises(ImageError, match=r"is 50,000×50,000 pixels, more than the limit of 100,000,000"):
            make(bomb, purpose, Settings())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
def test_what_is_cut_short_is_refused(form: str, share: float) -> None:
    data = saved(photo(200, 150), form)
    with pytest.raises(ImageError, match=r"^(is|holds) "):
        make(data[: int(len(data) * share)], "page", PLAIN)


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\4\0\0\0WEBP", b"BM", b"x"]
)
def test_what_holds_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(ImageError):
        make(data, "page", PLAIN)


def test_a_file_whose_pixels_are_spoiled_is_refused() -> None:
    data = bytearray(saved(photo(200, 150), "PNG"))
    start = data.index(b"IDAT") + 20
    content = bytes(200)
    data[start : start + 200] = content
    length = int.from_bytes(data[start - 24 : start - 20], "big")
    import zlib

    data[start - 16 + length : start - 12 + length] = zlib.crc32(data[start - 20 : start - 16 + length]).to_bytes(
        4, "big"
    )
    with pytest.raises(ImageError, match="is damaged"):
        make(bytes(data), "page", PLAIN)
