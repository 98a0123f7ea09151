"""What is taken out of image files, and that every pixel stays."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from image_files import JPEG_XMP, angle, chunk, riff, segment, short, text, tiff, xmp
from pictures import frames, gradient, opened, saved
from PIL import Image, ImageCms

from lint.bundle.images.fault import ImageError
from lint.bundle.images.kind import Kind, kind_of, said_of
from lint.bundle.images.orientation import orientation
from lint.bundle.images.strip import STRIPPERS
from lint.world.images import read_image

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = xmp('xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,20.1E"/>')
SECRET = "Ann Sailor"


def camera(turn: int = 1) -> bytes:
    """What a camera writes: owner, serial number, position, how it was held."""
    thumbnail = saved(gradient(16, 12), "JPEG")
    gps = {1: text("N"), 2: angle(48, 51), 3: text("E"), 4: angle(2, 20)}
    return tiff(
        {0x0112: short(turn), 0x013B: text(SECRET)}, {0xA430: text(SECRET), 0xA431: text("0042")}, gps, thumbnail
    )


def full_jpeg(**options: object) -> bytes:
    data = saved(gradient(40, 30), "JPEG", exif=b"Exif\0\0" + camera(), icc_profile=PROFILE, xmp=XMP, **options)
    more = segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + XMP) + segment(
        0xED, b"Photoshop 3.0\0" + SECRET.encode()
    )
    more += segment(0xFE, SECRET.encode()) + segment(0xE2, b"MPF\0" + SECRET.encode()) + segment(0xE5, SECRET.encode())
    return data[:2] + more + data[2:] + SECRET.encode() + data


def full_png(image: Image.Image | None = None, **options: object) -> bytes:
    data = saved(image or gradient(40, 30, "RGBA"), "PNG", exif=camera(), icc_profile=PROFILE, **options)
    texts = chunk(b"tEXt", b"Author\0" + SECRET.encode()) + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
    texts += chunk(b"tIME", b"\x07\xe8\1\1\1\1\1") + chunk(b"prVt", SECRET.encode())
    at = data.index(b"IDAT") - 4
    return data[:at] + texts + data[at:-12] + texts + data[-12:] + SECRET.encode()


def full_webp(**options: object) -> bytes:
    data = saved(gradient(40, 30, "RGBA"), "WEBP", exif=camera(), icc_profile=PROFILE, xmp=XMP, **options)
    return (
        data[:4] + (len(data) - 8 + 20).to_bytes(4, "little") + data[8:] + riff(b"note", SECRET.encode()[:10].ljust(12))
    )


def full_gif() -> bytes:
    first, *others = frames(3)
    options = {"save_all": True, "append_images": others, "duration": 40, "loop": 0}
    data = saved(first, "GIF", comment=SECRET.encode(), **options)
    packet = b"\x21\xff\x0bXMP DataXMP" + XMP + b"\1" + bytes(range(255, -1, -1)) + b"\0"
    at = data.index(b"\x21\xff\x0bNETSCAPE")
    return data[:at] + packet + data[at:] + SECRET.encode()


def full_avif(**options: object) -> bytes:
    options = {"exif": camera(6), "xmp": XMP + SECRET.encode(), "icc_profile": PROFILE, "max_threads": 1} | options
    return saved(gradient(40, 30, "RGBA"), "AVIF", **options)


def moving_avif() -> bytes:
    """Not turned: libavif 1.4.2 crashes when it has to write a film that is."""
    return full_avif(exif=camera(), save_all=True, append_images=[gradient(40, 30, "RGBA").rotate(90)])


FILES: dict[str, tuple[Kind, Callable[[], bytes]]] = {
    "jpeg": ("jpeg", full_jpeg),
    "progressive jpeg": ("jpeg", lambda: full_jpeg(progressive=True)),
    "jpeg with restarts": ("jpeg", lambda: full_jpeg(restart_marker_rows=1)),
    "cmyk jpeg": ("jpeg", lambda: saved(gradient(40, 30).convert("CMYK"), "JPEG", comment=SECRET.encode())),
    "png": ("png", full_png),
    "palette": ("png", lambda: full_png(gradient(40, 30).quantize(16))),
    "16 bits": ("png", lambda: full_png(gradient(40, 30, "L").convert("I;16"))),
    "webp": ("webp", full_webp),
    "lossless webp": ("webp", lambda: full_webp(lossless=True)),
    "gif": ("gif", full_gif),
    "apng": ("png", lambda: full_png(frames(1)[0], save_all=True, append_images=frames(3)[1:])),
    "avif": ("avif", full_avif),
    "moving avif": ("avif", moving_avif),
    "moving webp": ("webp", lambda: full_webp(save_all=True, append_images=[gradient(40, 30, "RGBA").rotate(90)])),
}


def pixels(data: bytes) -> list[bytes]:
    """Every frame, with how long it is shown."""
    image = Image.open(io.BytesIO(data))
    found = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        found.append(image.tobytes() + str(image.info.get("duration")).encode() + image.mode.encode())
    return found


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
@pytest.mark.parametrize("name", FILES)
def test_nothing_private_stays_and_every_pixel_does(name: str) -> None:
    kind, make = FILES[name]
    data = make()
    assert SECRET.encode() in data
    stripped = STRIPPERS[kind](data)
    assert SECRET.encode() not in stripped.data
    assert b"GPSLatitude" not in stripped.data
    assert pixels(stripped.data) == pixels(data)
    facts = read_image(io.BytesIO(stripped.data), len(stripped.data))
    assert facts is not None
    assert (facts.private, facts.animated) == ((), stripped.animated)
    image = opened(stripped.data)
    if kind == "avif":  # how it is turned is no metadata there
        assert orientation(image.info.pop("exif", b"")) == (1 if stripped.animated else 6)
    else:
        assert facts.size == image.size == stripped.size
    assert not {"exif", "xmp", "comment", "XML:com.adobe.xmp", "Author", "photoshop", "mp"} & image.info.keys()
    if "cmyk" not in name and kind != "gif":
        assert image.info["icc_profile"] == PROFILE
    assert STRIPPERS[kind](stripped.data).data == stripped.data


def test_a_thumbnail_within_the_frame_of_jfif_goes() -> None:
    data = saved(gradient(40, 30), "JPEG")
    start = data.index(b"JFIF\0")
    thumbnail = b"JFIF\0\1\1\0\0\1\0\1\2\2twelve bytes"
    old_length = int.from_bytes(data[start - 2 : start], "big")
    full = data[:2] + segment(0xE0, thumbnail) + segment(0xE0, b"JFXX\0\x10" + data) + data[start - 2 + old_length :]
    stripped = STRIPPERS["jpeg"](full).data
    assert b"twelve bytes" not in stripped
    assert b"JFXX" not in stripped
    assert pixels(stripped) == pixels(data)


def test_loops_and_times_of_a_gif_stay() -> None:
    image = Image.open(io.BytesIO(STRIPPERS["gif"](full_gif()).data))
    assert (image.n_frames, image.info["loop"], image.info["duration"]) == (3, 0, 40)


def test_a_gif_without_its_last_byte_gets_it_and_junk_behind_goes() -> None:
    data = saved(gradient(8, 6), "GIF")
    assert STRIPPERS["gif"](data[:-1]).data == data
    assert STRIPPERS["gif"](data[:-1] + b"\0\x99junk").data == data


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_the_orientation_is_read(turn: int, order: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "Maker"
    exif.endian = order
    data = exif.tobytes()
    assert data[6:8] == (b"II" if order == "<" else b"MM")
    assert orientation(data) == orientation(data[6:]) == turn


@given(st.binary(max_size=200))
def test_any_bytes_have_an_orientation(data: bytes) -> None:
    assert orientation(data) in range(1, 9)
    assert orientation(b"II*\0" + data) in range(1, 9)


@pytest.mark.parametrize("name", ["jpeg", "progressive jpeg", "png", "webp", "gif", "apng"])
def test_a_file_that_is_cut_short_is_refused(name: str) -> None:
    kind, make = FILES[name]
    whole = STRIPPERS[kind](make()).data
    for share in (0.1, 0.3, 0.6, 0.9):
        with pytest.raises(ImageError, match=r"is cut short|holds no picture|is damaged"):
            STRIPPERS[kind](whole[: int(len(whole) * share)])


def test_a_png_whose_sum_is_wrong_is_refused() -> None:
    data = bytearray(saved(gradient(8, 6), "PNG"))
    data[data.index(b"IDAT") + 8] ^= 1
    with pytest.raises(ImageError, match="the sum of its IDAT chunk is wrong"):
        STRIPPERS["png"](bytes(data))


HEADS = {
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "webp": b"RIFF\xff\0\0\0WEBP",
    "gif": b"GIF89a",
    "avif": b"\0\0\0\x14ftypavif\0\0\0\0mif1",
}


@pytest.mark.parametrize("kind", HEADS)
@given(data=st.data())
def test_any_bytes_are_stripped_or_refused(kind: Kind, data: st.DataObject) -> None:
    mess = HEADS[kind] + data.draw(st.binary(max_size=300))
    assert kind_of(mess) == kind
    try:
        stripped = STRIPPERS[kind](mess)
    except ImageError:
        return
    assert kind_of(stripped.data) == kind


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_spoiled_files_are_stripped_or_refused(name: str, data: st.DataObject) -> None:
    kind, make = FILES[name]
    whole = bytearray(_made(name, make))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(24, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ImageError):
        assert kind_of(STRIPPERS[kind](bytes(whole)).data) == kind


_KNOWN: dict[str, bytes] = {}


def _made(name: str, make: Callable[[], bytes]) -> bytes:
    if name not in _KNOWN:
        _KNOWN[name] = make()
    return _KNOWN[name]


@given(
    width=st.integers(1, 40),
    height=st.integers(1, 40),
    mode=st.sampled_from(["1", "L", "LA", "RGB", "RGBA", "P", "I;16"]),
    note=st.binary(max_size=50).map(lambda data: data.replace(b"\0", b"")),
)
def test_a_png_keeps_its_pixels_whatever_stands_beside_them(width: int, height: int, mode: str, note: bytes) -> None:
    image = gradient(width, height).quantize(8) if mode == "P" else gradient(width, height, "L").convert(mode)
    data = saved(image, "PNG")
    noted = data[:33] + chunk(b"tEXt", b"Comment\0" + note) + data[33:]
    assert STRIPPERS["png"](noted).data == STRIPPERS["png"](data).data
    assert pixels(STRIPPERS["png"](noted).data) == pixels(data)


@given(width=st.integers(1, 40), height=st.integers(1, 40), quality=st.integers(1, 100), note=st.binary(max_size=99))
def test_a_jpeg_keeps_its_pixels_whatever_stands_beside_them(
    width: int, height: int, quality: int, note: bytes
) -> None:
    data = saved(gradient(width, height), "JPEG", quality=quality)
    noted = data[:2] + segment(0xFE, note) + segment(0xEC, note) + data[2:] + note
    assert pixels(STRIPPERS["jpeg"](noted).data) == pixels(data)
    assert STRIPPERS["jpeg"](noted).data == data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"II*\0....", "a TIFF image"),
        (b"<!DOCTYPE html><html></html>", "a page of HTML, not an image"),
        (b"version https://git-lfs.github.com/spec/v1\noid x", "a pointer of Git LFS, not the image itself"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIF image or a film, which browsers do not show as an image"),
        (b"just words", "no image that browsers show"),
    ],
)
def test_what_is_no_image_is_named(data: bytes, said: str) -> None:
    assert kind_of(data) is None
    assert said_of(data) == said


def test_the_marks_of_every_format() -> None:
    for kind, data in {
        "bmp": saved(gradient(3, 2), "BMP"),
        "ico": saved(gradient(16, 16), "ICO"),
        "avif": saved(gradient(16, 16), "AVIF", max_threads=1),
        "svg": b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>',
    }.items():
        assert kind_of(data) == kind
    assert JPEG_XMP not in saved(gradient(3, 2), "JPEG")
