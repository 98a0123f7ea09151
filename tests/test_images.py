"""What image files are and how large, from headers that we build ourselves."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from image_files import (
    GIF_FRAME,
    GIF_LOOP,
    box,
    chunk,
    exif,
    extended,
    gif,
    heif,
    jpeg,
    long,
    lossless,
    lossy,
    png,
    segment,
    short,
    tiff,
)

from lint.site.image_facts import FORMATS, ImageFacts
from lint.world.files import DiskFiles, ListedFiles
from lint.world.images import image_at, read_image
from lint.world.images.window import BUDGET


def read(data: bytes) -> ImageFacts | None:
    return read_image(io.BytesIO(data), len(data))


def size(data: bytes) -> tuple[int, int] | None:
    facts = read(data)
    return facts.size if facts else None


def turned(orientation: int) -> bytes:
    return exif(tiff({0x0100: short(7), 0x0112: short(orientation)}))


# The same with the greater byte first.
OTHER_ORDER = exif(b"MM\0*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHHI", 0x0112, 3, 1, 8, 0, 0))
XML = b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<!DOCTYPE svg>\n'

IMAGES = {
    "png": png(1200, 630),
    "gif": gif(1200, 630, GIF_FRAME),
    "jpeg": jpeg(1200, 630, segment(0xE0, b"JFIF\0" + bytes(9))),
    "progressive jpeg": jpeg(1200, 630, segment(0xDB, bytes(65)), segment(0xC4, bytes(20)), frame=0xC2),
    "jpeg with a profile": jpeg(1200, 630, *[segment(0xE2, bytes(65_000))] * 20),
    "jpeg with padding": jpeg(1200, 630, b"\xff", b"\xff", segment(0xFE, b"a remark")),
    "upright jpeg": jpeg(1200, 630, turned(3)),
    "jpeg on its side": jpeg(630, 1200, turned(6)),
    "jpeg on its other side": jpeg(630, 1200, OTHER_ORDER),
    "lossy webp": lossy(1200, 630),
    "lossless webp": lossless(1200, 630),
    "extended webp": extended(1200, 630),
    "avif": heif(1200, 630),
    "turned avif": heif(630, 1200, turns=1),
    "heif": heif(1200, 630, brand=b"heic"),
    "bmp": b"BM" + bytes(12) + struct.pack("<IiiHH", 40, 1200, -630, 1, 24),
    "old bmp": b"BM" + bytes(12) + struct.pack("<IHHHH", 12, 1200, 630, 1, 24),
    "tiff": tiff({0x0100: long(1200), 0x0101: short(630)}),
    "svg": b'<svg xmlns="x" width="1200" height="630px" viewBox="0 0 1 1">',
    "svg with a view box": b'\xef\xbb\xbf' + XML + b'<svg viewBox="-5,-5 1200.4 629.6" width="100%">',
}  # fmt: skip


@pytest.mark.parametrize("kind", IMAGES)
def test_size(kind: str) -> None:
    assert size(IMAGES[kind]) == (1200, 630)


@pytest.mark.parametrize("kind", IMAGES)
def test_format(kind: str) -> None:
    facts = read(IMAGES[kind])
    assert facts
    assert facts.format in kind
    assert facts.weight == len(IMAGES[kind])
    assert not facts.animated


@pytest.mark.parametrize("kind", sorted(IMAGES.keys() - {"turned avif"}))  # which tells at its end that it is turned
def test_a_header_that_is_cut_off_tells_nothing_or_the_truth(kind: str) -> None:
    whole = IMAGES[kind]
    ends = range(len(whole)) if len(whole) < 1_000 else range(0, len(whole), 997)
    found = {size(whole[:end]) for end in ends}
    # Where the list of what belongs to the picture is lost, the largest one counts.
    assert found <= {None, (1200, 630), (9_999, 9_999)}
    assert ((9_999, 9_999) in found) == (kind in {"avif", "heif"})


def test_an_icon_is_as_large_as_its_largest_picture() -> None:
    entries = bytes([16, 16]) + bytes(14) + bytes([0, 0]) + bytes(14) + bytes([48, 48]) + bytes(14)
    facts = read(b"\0\0\1\0\3\0" + entries)
    assert facts == ImageFacts("ico", 54, (256, 256))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (png(9, 9, chunk(b"acTL", bytes(8)), chunk(b"IDAT", b"x")), "apng"),
        (gif(9, 9, GIF_LOOP, GIF_FRAME), "gif"),
        (gif(9, 9, GIF_FRAME, GIF_FRAME), "gif"),
        (extended(9, 9, flags=2), "webp"),
        (heif(9, 9, brand=b"avis"), "avif"),
    ],
)
def test_animations(data: bytes, kind: str) -> None:
    facts = read(data)
    assert facts
    assert (facts.format, facts.size, facts.animated) == (kind, (9, 9), True)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!doctype html><svg width='9' height='9'/>", "html"),
        (b"<!-- a --> \n<!-- b -->\n<HTML>", "html"),
        (b"%PDF-1.7", "pdf"),
        (b"\xff\x0a\0\0", "jxl"),
        (box(b"ftyp", b"mif1" + bytes(4) + b"miafavif"), "avif"),
        (box(b"ftyp", b"mif1" + bytes(4) + b"mif1heic"), "heif"),
        (b"<svg width='50%' height='3em'/>", "svg"),
        (png(0, 5), "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"\xff\xd8" + segment(0xE0, b"") * 5_000, "jpeg"),
    ],
)
def test_what_tells_no_size(data: bytes, kind: str) -> None:
    assert read(data) == ImageFacts(kind, len(data))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG",
        b"version https://example.org/large-files\noid sha256:00\nsize 9\n",
        box(b"ftyp", b"isom" + bytes(4) + b"isommp41"),
        b"<?xml version='1.0'?><rss></rss>",
        b"RIFF\4\0\0\0WAVE",
        b"text about <svg>",
    ],
)
def test_what_is_no_image(data: bytes) -> None:
    assert read(data) is None


class Counting(io.BytesIO):
    """Counts the bytes that are read of it."""

    count = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


@given(st.sampled_from(list(IMAGES)), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8))
def test_broken_headers_never_fail(kind: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(IMAGES[kind][:70_000])
    for place, value in changes:
        data[place % len(data)] = value
    found = size(bytes(data))
    assert found is None or (found[0] > 0 and found[1] > 0)


@given(st.sampled_from([data[:24] for data in IMAGES.values()]), st.binary(max_size=600))
def test_random_bytes_behind_a_mark_never_fail(mark: bytes, rest: bytes) -> None:
    file = Counting(mark + rest)
    read_image(file, len(mark + rest))
    assert file.count <= BUDGET


@pytest.mark.parametrize(
    "data",
    [
        jpeg(9, 9, *[segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b"<" * 60_000)] * 100),
        png(9, 9, *[chunk(b"tEXt", b"Comment\0" + b"x" * 90_000)] * 60),
        png(9, 9, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(50_000_000)))),
        b"II*\0" + struct.pack("<IH", 8, 300) + struct.pack("<HHII", 0x010E, 2, 0xFFFFFFFF, 0) * 300,
        gif(9, 9) + bytes(3_000_000),
        box(b"ftyp", b"avif" + bytes(8)) + box(b"meta", bytes(3_000_000)),
        b"<svg " + b"a" * 3_000_000,
        b"<!--" + b"--><!--" * 20_000,
    ],
    ids=["jpeg", "png", "packed", "tiff", "gif", "avif", "svg", "comments"],
)
def test_no_more_is_read_than_agreed(data: bytes) -> None:
    file = Counting(data)
    read_image(file, len(data))
    assert file.count <= BUDGET


def test_most_headers_cost_one_read() -> None:
    data = png(9, 9, chunk(b"tEXt", b"Software\0Paint"), chunk(b"IDAT", bytes(100_000)))
    file = Counting(data)
    assert read_image(file, len(data)) == ImageFacts("png", len(data), (9, 9))
    assert file.count <= 4_200


def test_files_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "rain.png").write_bytes(png(1600, 900))
    (tmp_path / "images" / "rain.svg").write_bytes(IMAGES["svg"])
    (tmp_path / "images" / "empty.png").write_bytes(b"")
    os.mkfifo(tmp_path / "images" / "pipe.png")
    paths = ["images/rain.png", "images/rain.svg", "images/pipe.png"]
    for files in (DiskFiles(tmp_path), ListedFiles(paths, tmp_path)):
        assert files.image("images/rain.png") == ImageFacts("png", 33, (1600, 900))
        assert files.image_size("images/rain.png") == (1600, 900)
        assert files.image_size("images/rain.svg") is None, "it scales"
        for name in ("images/empty.png", "images/pipe.png", "images", "images/none.png", "a\0b.png"):
            assert files.image(name) is None
            assert files.image_size(name) is None
    assert ListedFiles(["images/rain.png"]).image("images/rain.png") is None
    assert image_at(str(tmp_path)) is None
    assert image_at("a\0b") is None


def test_an_image_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "rain.png").write_bytes(png(1600, 900))
    files = DiskFiles(tmp_path)
    first = files.image("rain.png")
    (tmp_path / "rain.png").write_bytes(png(3, 3))
    assert files.image("rain.png") is first
    assert first


@pytest.mark.parametrize("kind", IMAGES)
def test_an_extension_promises_each_format(kind: str) -> None:
    facts = read(IMAGES[kind])
    assert facts
    assert any(facts.format in formats for formats in FORMATS.values())
