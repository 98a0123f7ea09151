"""The size of images, read from headers that we build ourselves."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.world.files import DiskFiles, ListedFiles
from lint.world.images import read_size, size_of


def png(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(width: int, height: int, *before: bytes, frame: int = 0xC0) -> bytes:
    sizes = struct.pack(">BHHB", 8, height, width, 3) + bytes(9)
    return b"\xff\xd8" + b"".join(before) + segment(frame, sizes) + b"\xff\xda"


def exif(orientation: int, order: str = "<") -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    tiff = mark + struct.pack(f"{order}IH", 8, 2)
    tiff += struct.pack(f"{order}HHIHH", 0x0100, 3, 1, 7, 0) + struct.pack(
        f"{order}HHIHH", 0x0112, 3, 1, orientation, 0
    )
    return segment(0xE1, b"Exif\0\0" + tiff)


def webp(kind: bytes, content: bytes) -> bytes:
    chunk = kind + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def lossy(width: int, height: int) -> bytes:
    return webp(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", width | 0x4000, height))


def lossless(width: int, height: int) -> bytes:
    return webp(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14 | 1 << 28))


def extended(width: int, height: int) -> bytes:
    return webp(b"VP8X", b"\x10\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


SIZES = {
    "png": png(1200, 630),
    "gif": gif(1200, 630),
    "jpeg": jpeg(1200, 630, segment(0xE0, b"JFIF\0" + bytes(9))),
    "progressive jpeg": jpeg(1200, 630, segment(0xDB, bytes(65)), segment(0xC4, bytes(20)), frame=0xC2),
    "jpeg with a profile": jpeg(1200, 630, *[segment(0xE2, bytes(65_000))] * 20),
    "jpeg with padding": jpeg(1200, 630, b"\xff", b"\xff", segment(0xFE, b"a remark")),
    "upright jpeg": jpeg(1200, 630, exif(3)),
    "jpeg on its side": jpeg(630, 1200, exif(6)),
    "jpeg on its other side": jpeg(630, 1200, exif(8, ">")),
    "lossy webp": lossy(1200, 630),
    "lossless webp": lossless(1200, 630),
    "extended webp": extended(1200, 630),
}


@pytest.mark.parametrize("kind", SIZES)
def test_size(kind: str) -> None:
    assert read_size(io.BytesIO(SIZES[kind])) == (1200, 630)


@pytest.mark.parametrize("kind", SIZES)
def test_a_header_that_is_cut_off_tells_nothing_or_the_truth(kind: str) -> None:
    whole = SIZES[kind]
    ends = range(len(whole)) if len(whole) < 1_000 else range(0, len(whole), 997)
    assert {read_size(io.BytesIO(whole[:end])) for end in ends} <= {None, (1200, 630)}


@given(st.sampled_from(list(SIZES)), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=6))
def test_broken_headers_never_fail(kind: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(SIZES[kind][:70_000])
    for place, value in changes:
        data[place % len(data)] = value
    size = read_size(io.BytesIO(bytes(data)))
    assert size is None or (size[0] > 0 and size[1] > 0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG",
        b"<svg width='9' height='9'/>",
        b"\xff\xd8\xff",
        png(0, 5),
        b"\xff\xd8" + segment(0xE0, b"") * 5_000,
    ],
)
def test_no_size(data: bytes) -> None:
    assert read_size(io.BytesIO(data)) is None


def test_files_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "rain.png").write_bytes(png(1600, 900))
    (tmp_path / "images" / "empty.png").write_bytes(b"")
    os.mkfifo(tmp_path / "images" / "pipe.png")
    for files in (DiskFiles(tmp_path), ListedFiles(["images/rain.png", "images/pipe.png"], tmp_path)):
        assert files.image_size("images/rain.png") == (1600, 900)
        assert files.image_size("images/empty.png") is None
        assert files.image_size("images/pipe.png") is None
        assert files.image_size("images") is None
        assert files.image_size("images/none.png") is None
    assert ListedFiles(["images/rain.png"]).image_size("images/rain.png") is None
    assert size_of(str(tmp_path)) is None
