"""What images tell beyond their picture, in each format, and what of it is nobody's secret."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from image_files import (
    GIF_FRAME,
    JPEG_XMP,
    PNG_XMP,
    Value,
    angle,
    chunk,
    exif,
    extended,
    gif,
    heif,
    jpeg,
    long,
    png,
    riff,
    segment,
    short,
    text,
    tiff,
    xmp,
)

from lint.site.image_facts import Private
from lint.world.images import read_image
from lint.world.images.window import BUDGET


def private(data: bytes) -> tuple[Private, ...]:
    facts = read_image(io.BytesIO(data), len(data))
    assert facts
    return facts.private


def kinds(data: bytes) -> list[str]:
    return [part.kind for part in private(data)]


# Exif in each format that can hold it.
EXIF: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": lambda data: jpeg(1200, 630, segment(0xE0, b"JFIF\0" + bytes(9)), exif(data)),
    "png": lambda data: png(1200, 630, chunk(b"eXIf", data), chunk(b"IDAT", bytes(9))),
    "png behind the pixels": lambda data: png(1200, 630, *[chunk(b"IDAT", bytes(9_000))] * 9, chunk(b"eXIf", data)),
    "png, the old way": lambda data: png(1200, 630, raw_profile("exif", b"Exif\0\0" + data)),
    "webp": lambda data: extended(1200, 630, riff(b"VP8 ", bytes(7_001)), riff(b"EXIF", data), flags=8),
    "webp with a mark": lambda data: extended(1200, 630, riff(b"EXIF", b"Exif\0\0" + data), flags=8),
    "avif": lambda data: heif(1200, 630, [(b"Exif", bytes(4) + data)]),
    "avif with a mark": lambda data: heif(1200, 630, [(b"Exif", b"\0\0\0\6Exif\0\0" + data)]),
    "avif, within": lambda data: heif(1200, 630, [(b"Exif", bytes(4) + data)], within=True),
    "heic": lambda data: heif(1200, 630, [(b"mime", b"x"), (b"Exif", bytes(4) + data)], brand=b"heic"),
    "tiff": lambda data: data,
}
XMP: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": lambda data: jpeg(1200, 630, segment(0xE1, JPEG_XMP + data)),
    "jpeg, continued": lambda data: jpeg(
        1200,
        630,
        segment(0xE1, JPEG_XMP + b"<x/>"),
        *[segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + bytes(40) + half) for half in halves(data)],
    ),
    "png": lambda data: png(1200, 630, chunk(b"iTXt", PNG_XMP + data)),
    "png, packed": lambda data: png(
        1200, 630, chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(data)), chunk(b"IDAT", b"")
    ),
    "png, the old way": lambda data: png(1200, 630, raw_profile("xmp", data)),
    "webp": lambda data: extended(1200, 630, riff(b"XMP ", data), flags=4),
    "gif": lambda data: gif(1200, 630, b"\x21\xff\x0bXMP DataXMP" + data + b"<?xpacket end='w'?>", GIF_FRAME),
    "avif": lambda data: heif(1200, 630, [(b"mime", data)]),
    "tiff": lambda data: tiff({0x0100: long(1200), 0x0101: long(630), 0x02BC: (1, len(data), data)}),
    "in UTF-16": lambda data: jpeg(1200, 630, segment(0xE1, JPEG_XMP + data.decode().encode("utf-16"))),
}


def raw_profile(kind: str, data: bytes) -> bytes:
    digits = data.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    packed = zlib.compress(f"\n{kind}\n{len(data):8}\n{lines}\n".encode())
    return chunk(b"zTXt", f"Raw profile type {kind}".encode() + b"\0\0" + packed)


def halves(data: bytes) -> tuple[bytes, bytes]:
    return data[: len(data) // 2], data[len(data) // 2 :]


POSITION: dict[int, Value] = {1: text("N"), 2: angle(48, 51), 3: text("E"), 4: angle(2, 17)}


def small(width: int, height: int) -> bytes:
    return jpeg(width, height)


def directories(
    main: Mapping[int, Value] | None = None,
    inner: Mapping[int, Value] | None = None,
    gps: Mapping[int, Value] | None = None,
    thumbnail: bytes = b"",
) -> bytes:
    return tiff({0x0100: long(1200), 0x0101: long(630), **(main or {})}, inner, gps, thumbnail)


class Told(NamedTuple):
    name: str
    exif: bytes
    private: list[Private]


TOLD = [
    Told("position", directories(gps=POSITION), [Private("position")]),
    Told("camera", directories(inner={0xA431: text("0420175")}), [Private("camera")]),
    Told("camera, the raw way", directories({0xC62F: text("A7")}), [Private("camera")]),
    Told("lens", directories(inner={0xA435: text("L-99")}), [Private("lens")]),
    Told("owner", directories(inner={0xA430: text("Ann Lee")}), [Private("owner", "Ann Lee")]),
    Told("author", directories({0x013B: text("Zoë Lee ")}), [Private("author", "Zoë Lee")]),
    Told("UTF-16", directories({0x9C9D: (1, 12, "Bo Ek\0".encode("utf-16-le"))}), [Private("author", "Bo Ek")]),
    Told("user", directories({0x010E: text("from /home/annlee/rain.xcf")}), [Private("user", "annlee")]),
    Told(
        "all",
        directories({0x013B: text("Bo Ek")}, {0xA430: text("Ann Lee"), 0xA431: text("1"), 0xA435: text("2")}, POSITION),
        [*map(Private, ("position", "camera", "lens")), Private("owner", "Ann Lee"), Private("author", "Bo Ek")],
    ),
    Told("a copyright notice", directories({0x8298: text("Ann Lee, 2024")}), []),
    Told("a signed image", directories({0x8298: text("Ann Lee, 2024"), 0x013B: text("Ann Lee")}), []),
    Told("an author that is a program", directories({0x0131: text("Paint"), 0x013B: text("Paint")}), []),
    Told("the device", directories({0x010F: text("Acme"), 0x0110: text("X1")}, {0x9003: text("2024:05:01")}), []),
    Told("no serial number", directories(inner={0xA431: text("0000000"), 0xA435: text(" ")}), []),
    Told("no owner", directories(inner={0xA430: text("  ")}, main={0x013B: text("unknown")}), []),
    Told("a height without a position", directories(gps={5: (1, 1, b"\0"), 6: (5, 1, bytes(8))}), []),
    Told("no signal", directories(gps={**POSITION, 2: angle(0, 0, 0), 4: angle(0, 0, 0)}), []),
    Told("nowhere", directories(gps={**POSITION, 2: angle(0, 0), 4: angle(0, 0)}), []),
    Told("half a position", directories(gps={1: text("N"), 2: angle(48, 51)}), []),
    Told("a position in letters", directories(gps={2: text("48 north"), 4: text("2 east")}), []),
]  # fmt: skip


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.name)
@pytest.mark.parametrize("container", EXIF)
def test_exif(container: str, told: Told) -> None:
    assert list(private(EXIF[container](told.exif))) == told.private


CREATOR = "<dc:creator>\n <rdf:Seq><rdf:li>Ann Lee</rdf:li></rdf:Seq></dc:creator>"
PROPERTIES = [
    ('exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,17.6E">', [Private("position")]),
    ("><exif:GPSLatitude>8,5.5N</exif:GPSLatitude><exif:GPSLongitude>0,0E</exif:GPSLongitude>", [Private("position")]),
    ("aux:SerialNumber='042' aux:LensSerialNumber = '9'>", [Private("camera"), Private("lens")]),
    ("><exifEX:BodySerialNumber>042</exifEX:BodySerialNumber>", [Private("camera")]),
    ("><exifEX:CameraOwnerName>Ann &amp; Bo</exifEX:CameraOwnerName>", [Private("owner", "Ann & Bo")]),
    (f">{CREATOR}", [Private("author", "Ann Lee")]),
    ('xmpMM:DerivedFrom="C:\\Users\\annlee\\rain.psd">', [Private("user", "annlee")]),
    ('stRef:filePath="file:///Users/annlee/Pictures/rain.psd">', [Private("user", "annlee")]),
    (f'>{CREATOR}<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Ann Lee</rdf:li></rdf:Alt></dc:rights>', []),
    ('exif:GPSLatitude="0,0N" exif:GPSLongitude="0,0E">', []),
    ('exif:GPSLatitude="48,51.5N">', []),
    ('aux:SerialNumber="0000" aux:OwnerName="">', []),
    ('xmp:CreatorTool="Paint" dc:creator="Paint">', []),
    ('stRef:url="https://example.org/home/annlee/rain.psd" x:p="/Users/Shared/x.psd">', []),
    ('tiff:Make="Acme" dc:title="GPSLatitude and SerialNumber">', []),
]  # fmt: skip


@pytest.mark.parametrize(("properties", "expected"), PROPERTIES)
@pytest.mark.parametrize("container", XMP)
def test_xmp(container: str, properties: str, expected: list[Private]) -> None:
    assert list(private(XMP[container](xmp(properties)))) == expected


SHAPES = {
    "the same shape": (small(160, 84), {}, []),
    "the same shape, turned": (small(84, 160), {}, []),
    "rounded": (small(160, 85), {}, []),
    "of an uncropped original": (small(160, 107), {}, ["160×107"]),
    "of an original of which a note is left": (small(160, 120), {0xA002: long(4000), 0xA003: long(3000)}, ["160×120"]),
    "with black bars": (small(160, 120), {0xA002: long(4000), 0xA003: long(2100)}, []),
    "that is no image": (b"\xff\xd8\xff", {}, []),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("container", ["jpeg", "webp", "avif"])
def test_thumbnails(container: str, shape: str) -> None:
    thumbnail, inner, expected = SHAPES[shape]
    data = EXIF[container](tiff({0x0112: short(1)}, inner, thumbnail=thumbnail))
    assert list(private(data)) == [Private("thumbnail", size) for size in expected]


def test_a_second_page_is_no_thumbnail() -> None:
    assert private(directories(thumbnail=small(10, 99))) == ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (jpeg(9, 9, segment(0xFE, b"saved by /home/annlee/bin/convert")), "annlee"),
        (png(9, 9, chunk(b"tEXt", b"Thumb::URI\0file:///home/annlee/rain.png")), "annlee"),
        (png(9, 9, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"D:/Documents and Settings/Ann/x"))), "Ann"),
        (gif(9, 9, b"\x21\xfe\x16C:\\Users\\annlee\\a.psd \0", GIF_FRAME), "annlee"),
        (b'<svg inkscape:export-filename="/Users/annlee/rain.png"/>', "annlee"),
        (png(9, 9, chunk(b"tEXt", b"Comment\0/home/runner/work/x.png and /home/ubuntu/x.png")), ""),
        (png(9, 9, chunk(b"tEXt", b"Source\0https://example.org/home/annlee/rain.png")), ""),
        (png(9, 9, chunk(b"tEXt", b"Comment\0a picture of my /home/")), ""),
    ],
)
def test_users_in_paths(data: bytes, expected: str) -> None:
    assert list(private(data)) == ([Private("user", expected)] if expected else [])


def test_the_author_of_a_png() -> None:
    author = chunk(b"tEXt", b"Author\0Ann Lee")
    assert private(png(9, 9, author)) == (Private("author", "Ann Lee"),)
    assert private(png(9, 9, author, chunk(b"tEXt", b"Copyright\0Ann Lee"))) == ()


HOSTILE = [EXIF[container](told.exif) for container in EXIF for told in TOLD if told.name in {"all", "position"}]
HOSTILE += [XMP[container](xmp(PROPERTIES[0][0])) for container in XMP]
HOSTILE.append(EXIF["jpeg"](tiff({0x0112: short(1)}, thumbnail=small(160, 107))))


class Counting(io.BytesIO):
    count = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


@given(
    st.sampled_from(HOSTILE),
    st.lists(st.tuples(st.integers(0, 2_000), st.sampled_from([0, 1, 8, 0x7F, 0xFF])), min_size=1, max_size=12),
    st.integers(0, 2_000),
)
def test_damaged_files_never_fail(data: bytes, changes: Iterable[tuple[int, int]], cut: int) -> None:
    damaged = bytearray(data)
    for place, value in changes:
        damaged[16 + place % (len(damaged) - 16)] = value
    file = Counting(bytes(damaged[: max(16, len(damaged) - cut % 7)]))
    read_image(file, len(damaged))
    assert file.count <= BUDGET


def test_a_directory_that_leads_to_itself() -> None:
    loop = bytearray(tiff({0x8769: long(8), 0x8825: long(8)}))
    loop[-4:] = struct.pack("<I", 8)
    assert private(jpeg(9, 9, exif(bytes(loop)))) == ()


exiftool = pytest.mark.skipif(
    shutil.which("exiftool") is None, reason="exiftool is not installed: a second opinion less"
)
TAGS = {
    "position": ("Composite:GPSPosition",),
    "camera": ("EXIF:SerialNumber", "XMP:SerialNumber"),
    "lens": ("EXIF:LensSerialNumber", "XMP:LensSerialNumber"),
    "owner": ("EXIF:OwnerName", "XMP:OwnerName"),
    "author": ("EXIF:Artist", "XMP:Creator"),
}


@exiftool
def test_exiftool_reads_the_same_in_files_that_we_build(tmp_path: Path) -> None:
    names = {}
    for number, container in enumerate(EXIF.keys() - {"avif, within"}):  # which exiftool 12 passes over
        told = next(told for told in TOLD if told.name == "all")
        path = tmp_path / f"{number}.{container[:4].strip(', ').replace('jpeg', 'jpg')}"
        path.write_bytes(EXIF[container](told.exif))
        names[path.name] = container
    done = subprocess.run(
        ["exiftool", "-json", "-G0", "-a", str(tmp_path)], capture_output=True, text=True, check=False
    )
    seen = {Path(one["SourceFile"]).name: one for one in json.loads(done.stdout)}
    for name, container in names.items():
        found = [kind for kind, tags in TAGS.items() if any(tag in seen[name] for tag in tags)]
        assert found == kinds((tmp_path / name).read_bytes()), container
        assert seen[name].get("Composite:ImageSize") == "1200x630", container


PLAIN = {
    "jpg": jpeg(1200, 630, segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")) + b"\0\x08\1\1\0\0\x3f\0\0\xff\xd9",
    "png": png(1200, 630, chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b"")),
    "webp": extended(1200, 630, riff(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", 1200, 630))),
}


@exiftool
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["-GPSLatitude=48.8583", "-GPSLatitudeRef=N", "-GPSLongitude=2.2945", "-GPSLongitudeRef=E"], ["position"]),
        (["-XMP:GPSLatitude=48.8583", "-XMP:GPSLongitude=2.2945"], ["position"]),
        (
            ["-EXIF:SerialNumber=042", "-EXIF:LensSerialNumber=9", "-EXIF:OwnerName=Ann Lee"],
            ["camera", "lens", "owner"],
        ),
        (["-XMP-aux:SerialNumber=042", "-XMP-aux:OwnerName=Ann Lee"], ["camera", "owner"]),
        (["-XMP-dc:Creator=Ann Lee"], ["author"]),
        (["-EXIF:Artist=Ann Lee", "-XMP-dc:Rights=Ann Lee"], []),
        (["-EXIF:Make=Acme", "-EXIF:Model=X1", "-XMP:CreatorTool=Paint"], []),
    ],
)
def test_what_exiftool_writes_is_read(tmp_path: Path, written: list[str], expected: list[str]) -> None:
    paths = [tmp_path / f"rain.{container}" for container in PLAIN]
    for path, data in zip(paths, PLAIN.values(), strict=True):
        path.write_bytes(data)
    subprocess.run(["exiftool", "-q", "-overwrite_original", *written, *map(str, paths)], check=True)
    assert {path.name: kinds(path.read_bytes()) for path in paths} == dict.fromkeys([p.name for p in paths], expected)


@exiftool
def test_what_exiftool_cleans_is_clean(tmp_path: Path) -> None:
    path = tmp_path / "rain.png"
    path.write_bytes(EXIF["png"](TOLD[0].exif) + chunk(b"IEND", b""))
    assert kinds(path.read_bytes()) == ["position"]
    subprocess.run(["exiftool", "-q", "-overwrite_original", "-all=", str(path)], check=True)
    assert kinds(path.read_bytes()) == []
