"""Images on the way into a bundle: markup, names, faults at their places, the cache."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bundle_site import CONFIGURATION, content, copydesk, emitted, page_of, put
from image_files import angle, short, text, tiff
from pictures import frames, opened, photo, saved, small

from lint.bundle.images.picture import Picture, dressed
from lint.bundle.verify import verify
from lint.world.images import read_image

EXIF = b"Exif\0\0" + tiff(
    {0x0112: short(6), 0x013B: text("Ann Sailor")},
    {0xA431: text("0042")},
    {1: text("N"), 2: angle(48, 51), 3: text("E"), 4: angle(2, 20)},
)
SHOT = saved(photo(900, 600), "JPEG", quality=95, exif=EXIF)
SMALL_WIDTHS = "\n[bundle.images]\nwidths = [100, 200, 300]\n"


class _Images(HTMLParser):
    """The images of a page, each with the sources of its `picture`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.images: list[dict[str, str]] = []
        self.sources: list[list[dict[str, str]]] = []
        self._open: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "source":
            self._open.append(found)
        if tag == "img":
            self.images.append(found)
            self.sources.append(self._open)
            self._open = []


def site(folder: Path, body: str, configuration: str = SMALL_WIDTHS, **files: bytes) -> Path:
    """A site of one post, with images beside it."""
    post = f"---\ntitle: P\ndate: 2024-01-01\n---\n\n{body}\n"
    images = {f"posts/{name.replace('__', '.')}": data for name, data in files.items()}
    return put(folder, {"copydesk.toml": CONFIGURATION + configuration, "posts/p.md": post, **images})


def images(folder: Path) -> _Images:
    return _Images((folder / "dist/site/p/index.html").read_text(encoding="utf-8"))


def test_a_photograph_is_offered_in_widths_and_formats(tmp_path: Path) -> None:
    files = emitted(site(tmp_path, "![Wind](a.jpg)\n\n![Sea](a.jpg)", a__jpg=SHOT))
    page = images(tmp_path)
    first, second = page.images
    assert (first["width"], first["height"], first["alt"]) == ("300", "450", "Wind")
    assert (first.get("loading"), second.get("loading")) == (None, "lazy")
    assert first["decoding"] == second["decoding"] == "async"
    [source] = page.sources[0]
    assert source["type"] == "image/webp"
    assert source["sizes"] == "(min-width: 21.25rem) 300px, calc(100vw - 2.5rem)"
    candidates = re.findall(r"(\S+) (\d+)w", source["srcset"])
    assert [width for _, width in candidates] == ["100", "200", "300"]
    for address, width in candidates:
        image = opened(files[f"site/{address.removeprefix('../')}"])
        assert (image.format, image.width, image.height) == ("WEBP", int(width), int(width) * 3 // 2)
    assert opened(files[f"site/{first['src'].removeprefix('../')}"]).size == (300, 450)
    assert sum(path.startswith("site/images/") for path in files) == 4
    for path, data in files.items():
        if path.startswith("site/images/"):
            facts = read_image(io.BytesIO(data), len(data))
            assert facts is not None
            assert facts.private == ()


def test_a_missing_candidate_is_found_by_the_verification(tmp_path: Path) -> None:
    files = emitted(site(tmp_path, "![Wind](a.jpg)", a__jpg=SHOT))
    assert not verify(list(files), files.__getitem__).faults
    [gone] = [path for path in files if "a-200." in path]
    del files[gone]
    found = [(fault.kind, fault.address) for fault in verify(list(files), files.__getitem__).faults]
    assert ("dead-image", f"../{gone.removeprefix('site/')}") in found


def test_the_manifest_names_the_images_of_a_post(tmp_path: Path) -> None:
    files = emitted(site(tmp_path, "![Wind](a.jpg) [whole](a.jpg) ![b](b.svg)", a__jpg=SHOT, b__svg=b"<svg/>"))
    manifest = json.loads(files["manifest.json"])
    [post] = manifest["posts"]
    assert [image["source"] for image in post["images"]] == ["posts/a.jpg", "posts/b.svg"]
    listed = [path for image in post["images"] for path in image["files"]]
    assert sorted(listed) == sorted(path for path in files if path.startswith("site/images/"))
    types = {file["path"]: file["type"] for file in manifest["files"]}
    assert {types[path] for path in listed} == {"image/jpeg", "image/webp", "image/svg+xml"}


def test_a_link_to_an_image_leads_to_the_whole_of_it(tmp_path: Path) -> None:
    files = emitted(site(tmp_path, "[whole](a.jpg)", a__jpg=SHOT))
    html = files["site/p/index.html"].decode()
    [address] = re.findall(r'<a href="\.\./(images/a\.[^"]*\.jpg)">whole', html)
    assert opened(files[f"site/{address}"]).size == (600, 900)
    assert sum(path.startswith("site/images/") for path in files) == 1


def test_images_in_raw_html_are_dressed_too(tmp_path: Path) -> None:
    body = (
        '<figure><img src="a.jpg" alt="x" width="90" srcset="gone.jpg 2x"></figure>\n\n'
        '<img alt="y" height=60 src=a.jpg> <img src="https://example.org/z.png" alt="far">\n\n'
        '<video poster="a.jpg" controls></video>'
    )
    emitted(site(tmp_path, body, a__jpg=SHOT))
    page = images(tmp_path)
    one, other, far = page.images
    assert (one["width"], one["height"], page.sources[0][0]["sizes"].split(") ")[1]) == (
        "90", "135", "90px, calc(100vw - 2.5rem)",
    )  # fmt: skip
    assert (other["width"], other["height"]) == ("40", "60")
    assert (far["src"], far["loading"], page.sources[2]) == ("https://example.org/z.png", "lazy", [])
    assert "gone" not in str(page.sources)


def test_the_cover_comes_first(tmp_path: Path) -> None:
    post = "---\ntitle: P\ndate: 2024-01-01\ncover: a.jpg\n---\n\n![b](b.png)\n"
    put(site(tmp_path, "", a__jpg=SHOT, b__png=small("PNG")), {"posts/p.md": post})
    emitted(tmp_path)
    page = images(tmp_path)
    assert [(image.get("class"), image.get("loading")) for image in page.images] == [("cover", None), (None, "lazy")]
    assert page.sources[0][0]["type"] == "image/webp"


def test_a_cover_is_shown_where_others_link_to_the_page(tmp_path: Path) -> None:
    post = "---\ntitle: P\ndate: 2024-01-01\ncover: a.png\n---\n\nText.\n"
    shot = saved(photo(1500, 800), "PNG")
    configuration = CONFIGURATION + 'url = "https://harbour.example.org/notes"\n'
    put(site(tmp_path, "", a__png=shot), {"posts/p.md": post, "copydesk.toml": configuration})
    files = emitted(tmp_path)
    html = files["site/p/index.html"].decode()
    [address] = re.findall(r'<meta property="og:image" content="https://harbour.example.org/notes/(.*?)">', html)
    image = opened(files[f"site/{address}"])
    assert (image.format, image.size) == ("JPEG", (1200, 640))
    assert '<meta property="og:image:width" content="1200">' in html
    assert f"site/{address}" in str(json.loads(files["manifest.json"])["posts"])


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    files = emitted(
        site(tmp_path, "![a](a.png) ![b](b.jpeg)", a__png=saved(photo(50, 40), "JPEG"), b__jpeg=small("JPEG"))
    )
    names = [re.sub(r"\.[0-9a-f]{10}", "", path) for path in files if "images/" in path and "webp" not in path]
    assert sorted(names) == [
        "site/images/a.jpg", "site/images/b.jpeg",
    ]  # fmt: skip


def test_metadata_is_a_warning_for_it_is_not_published(tmp_path: Path) -> None:
    configuration = CONFIGURATION.replace('"doubled-word"]', '"image-metadata"]', 1)
    put(site(tmp_path, "![Wind](a.jpg)", a__jpg=SHOT), {"copydesk.toml": configuration})
    assert copydesk(tmp_path, "check", "posts").returncode == 1
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist", "--format", "concise")
    assert done.returncode == 0
    assert "posts/p.md:6:9: warning image-metadata" in done.stdout
    assert copydesk(tmp_path, "bundle", "posts", "-o", "dist", "--strict").returncode == 1


def test_an_animation_goes_on(tmp_path: Path) -> None:
    first, *others = frames(3, 400, 100)
    data = saved(first, "GIF", save_all=True, append_images=others, comment=b"Ann Sailor")
    files = emitted(site(tmp_path, "![a](a.gif)", a__gif=data))
    [moving] = [data for path, data in files.items() if "images/" in path]
    assert opened(moving).n_frames == 3
    assert b"Ann" not in moving


def test_spoiled_images_are_named_where_they_are_used(tmp_path: Path) -> None:
    body = "![cut](cut.jpg) and ![cut](cut.jpg)\n\n[page](page.png) <img src='bomb.png' alt=''>"
    bomb = b"\x89PNG\r\n\x1a\n" + small("PNG")[8:16] + b"\0\0\xff\xff\0\0\xff\xff" + small("PNG")[24:]
    bomb = bomb[:29] + struct.pack(">I", zlib.crc32(bomb[12:29])) + bomb[33:]
    site(tmp_path, body, cut__jpg=SHOT[:9000], page__png=b"<!doctype html><p>404", bomb__png=bomb)
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist", "--format", "concise")
    limit = "more than the limit of 100,000,000 (`max-pixels` of `bundle.images`)"
    assert done.returncode == 1
    assert [line.replace(" [*]", "") for line in done.stdout.splitlines() if "spoiled-image" in line] == [
        'posts/p.md:6:8: error spoiled-image: "posts/cut.jpg" is cut short',
        'posts/p.md:6:28: error spoiled-image: "posts/cut.jpg" is cut short',
        'posts/p.md:8:8: error spoiled-image: "posts/page.png" is a page of HTML, not an image',
        f'posts/p.md:8:28: error spoiled-image: "posts/bomb.png" is 65,535×65,535 pixels, {limit}',
    ]
    assert not (tmp_path / "dist").exists()


def test_a_spoiled_image_can_be_allowed_and_is_left_out(tmp_path: Path) -> None:
    body = "<!-- copydesk: allow spoiled-image -->\n\n![a cut one](cut.jpg)"
    files = emitted(site(tmp_path, body, cut__jpg=SHOT[:9000]))
    assert "<p>a cut one</p>" in files["site/p/index.html"].decode()
    assert not any("images/" in path for path in files)


def test_what_was_left_out_of_a_drawing_is_said(tmp_path: Path) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='6'><script>alert(1)</script></svg>"
    site(tmp_path, "![a](a.svg)", a__svg=drawing)
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist")
    assert done.stderr == "copydesk: posts/p.md: posts/a.svg is published without a script\n"
    assert re.search(
        r'a\.[0-9a-f]{10}\.svg" alt="a" width="9" height="6"', (tmp_path / "dist/site/p/index.html").read_text()
    )


@pytest.mark.parametrize(
    ("configuration", "made"),
    [
        ("resize = false", {"a.jpg", "a.webp"}),
        ("formats = []\nwidths = [150]", {"a-150.jpg"}),
        ('formats = ["avif"]\nwidths = [150]', {"a-150.jpg", "a-150.avif"}),
        ("widths = [400, 200, 200]", {"a-400.jpg", "a-200.webp", "a-400.webp"}),
    ],
)
def test_the_configuration_decides(tmp_path: Path, configuration: str, made: set[str]) -> None:
    files = emitted(site(tmp_path, "![a](a.jpg)", f"\n[bundle.images]\n{configuration}\n", a__jpg=SHOT))
    names = {re.sub(r"\.[0-9a-f]{10}", "", path.rpartition("/")[2]) for path in files if "images/" in path}
    assert names == made


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("widht = [1]", "unknown key `bundle.images.widht`; did you mean `widths`?"),
        ("widths = [3]", "`bundle.images.widths`: expected `integer` >= 16"),
        ('formats = ["webq"]', '`bundle.images.formats`: \'webq\' is none of "webp", "avif"; did you mean "webp"?'),
        ("quality = 101", "`bundle.images.quality`: expected `integer` <= 100"),
        ("max-pixels = 0", "`bundle.images.max-pixels`: expected `integer` >= 1"),
        ('resize = "no"', "`bundle.images.resize`: expected `boolean`, got `string`"),
    ],
)
def test_a_wrong_configuration_is_named(tmp_path: Path, line: str, said: str) -> None:
    site(tmp_path, "", f"\n[bundle.images]\n{line}\n")
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist")
    assert (done.returncode, done.stderr) == (2, f"copydesk: copydesk.toml:9:1: {said}\n")


def _bundle(folder: Path, *arguments: str) -> dict[str, bytes]:
    done = copydesk(folder, "bundle", "posts", "-o", "dist", *arguments, XDG_CACHE_HOME=str(folder / "cache"))
    assert done.returncode == 0, done.stderr
    return content(folder / "dist")


def test_the_cache_changes_no_byte_and_a_damaged_entry_is_made_anew(tmp_path: Path) -> None:
    site(tmp_path, "![a](a.jpg) ![b](b.png) [a](a.jpg)", a__jpg=SHOT, b__png=saved(photo(500, 400), "PNG"))
    one = _bundle(tmp_path, "--no-cache")
    assert not (tmp_path / "cache/copydesk/images").exists()
    assert _bundle(tmp_path) == one
    entries = sorted(path for path in (tmp_path / "cache/copydesk/images").rglob("*") if path.is_file())
    assert len(entries) == 3
    whole = [path.read_bytes() for path in entries]
    stamps = [path.stat().st_mtime_ns for path in entries]
    assert _bundle(tmp_path) == one
    assert [path.stat().st_mtime_ns for path in entries] == stamps
    for path, data in zip(entries, whole, strict=True):
        path.write_bytes(data[:-3] + b"\0\0\0")
    assert _bundle(tmp_path) == one
    assert [path.read_bytes() for path in entries] == whole


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    site(tmp_path, "![a](a.jpg)", a__jpg=SHOT)
    put(tmp_path, {"cache/copydesk": b"a file stands in the way"})
    assert any("a-300." in path for path in _bundle(tmp_path))


def test_other_settings_make_other_files(tmp_path: Path) -> None:
    site(tmp_path, "![a](a.jpg)", a__jpg=SHOT)
    one = _bundle(tmp_path)
    put(tmp_path, {"copydesk.toml": CONFIGURATION + SMALL_WIDTHS + "quality = 30\n"})
    other = _bundle(tmp_path)
    assert sum(map(len, other.values())) < sum(map(len, one.values()))


def test_an_image_whose_tag_is_text_is_no_image(tmp_path: Path) -> None:
    html = page_of("![a](a.png '<img src=x>')\n\n`<img src=\"a.png\">`", tmp_path, **{"posts/a.png": small("PNG")})
    assert html.count("decoding=") == 1
    assert '&lt;img src="a.png"&gt;</code>' in html


def test_dressing_leaves_other_markup_alone() -> None:
    picture = Picture("images/a.png", 30, 20, (("images/a.png", 30),))
    html = (
        '<p title="<img src=&quot;a&quot;>">x <br> <img src="../images/a.png" alt="a &amp; &quot;b&quot;"> <b>y</b></p>'
    )
    given = dressed(html, {"../images/a.png": picture}, lambda path: f"../{path}", first=False)
    assert given == html.replace('b&quot;">', 'b&quot;" width="30" height="20" loading="lazy" decoding="async">')
    unknown = '<img src="x.png" width="50%">'
    assert dressed(unknown, {}, str) == '<img src="x.png" width="50%" decoding="async">'
