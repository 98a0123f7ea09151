"""The image rules on a whole site, from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from image_files import GIF_LOOP, angle, exif, gif, jpeg, png, text, tiff

PHOTOGRAPH = jpeg(1200, 630, exif(tiff({}, gps={1: text("N"), 2: angle(48, 51), 3: text("E"), 4: angle(2, 17)})))


def site(root: Path, files: Mapping[str, str | bytes]) -> None:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)


def check(root: Path, *arguments: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "lint", "check", "--format", "json", "--level", "advice", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
    return found


def said(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(one["rule"], one["level"], one["message"]) for one in found]


def test_the_limits_without_configuration(tmp_path: Path) -> None:
    site(
        tmp_path,
        {
            "posts/a.md": "---\ncover: light.png\n---\n![a](heavy.png) ![b](film.gif) ![c](long.gif) ![d](wide.png)\n",
            "posts/light.png": png(1200, 630) + bytes(999_000),
            "posts/heavy.png": png(1200, 630) + bytes(2_400_000),
            "posts/film.gif": gif(9, 9, GIF_LOOP) + bytes(2_000_000),
            "posts/long.gif": gif(9, 9, GIF_LOOP) + bytes(3_100_000),
            "posts/wide.png": png(4097, 10),
        },
    )
    assert said(check(tmp_path, "--select", "images")) == [
        ("image-weight", "warning", '"heavy.png" weighs 2.4 MB, more than 1 MB'),
        ("image-weight", "warning", '"long.gif" weighs 3.1 MB, more than 3 MB'),
        ("image-dimensions", "advice", '"wide.png" is 4097×10 pixels, more than 4096 across'),
    ]


def test_a_photograph_fails_wherever_it_is_shown(tmp_path: Path) -> None:
    site(
        tmp_path,
        {
            "posts/a.md": "---\ntitle: A\ncover: /rain.jpg\n---\n\nSee [it](../static/rain.jpg).\n",
            "posts/b.md": "---\ntitle: B\n---\n\n<picture><source srcset='/rain.jpg 2x'><img src='/b.png'></picture>\n",
            "static/rain.jpg": PHOTOGRAPH,
            "static/b.png": png(9, 9),
        },
    )
    found = check(tmp_path, "--select", "image-metadata")
    assert [(one["path"], one["line"], one["level"]) for one in found] == [
        ("posts/a.md", 3, "error"),
        ("posts/b.md", 5, "error"),
    ]


@pytest.mark.parametrize(
    "post",
    [
        "---\ntitle: A\ncover: /Rain.jpg\n---\n",
        "---\ntitle: A\n---\n\n![Rain](/Rain.jpg)\n",
        "---\ntitle: A\n---\n\n<img src='/Rain.jpg' alt='Rain'>\n",
        "---\ntitle: A\n---\n\n<img src='/rain.jpg' srcset='/rain.jpg 1x, /Rain.jpg 2x' alt='Rain'>\n",
        "---\ntitle: A\n---\n\n<picture><source srcset='/Rain.jpg'><img src='/rain.jpg' alt='Rain'></picture>\n",
    ],
)
def test_a_missing_image_is_said_once(tmp_path: Path, post: str) -> None:
    site(tmp_path, {"posts/a.md": post, "static/rain.jpg": jpeg(9, 9), "static/x.jpg": jpeg(9, 9)})
    (one,) = check(tmp_path, "--select", "images,links,cover-not-found")
    assert one["rule"] in {"image-not-found", "cover-not-found"}
    assert "letter case" in one["message"]
    assert post[one["start"] : one["end"]] == "/Rain.jpg"
    assert one["fix"]["safe"]
    (tmp_path / "posts/a.md").write_text(post.replace("/Rain.jpg", "/snow.jpg"))
    (gone,) = check(tmp_path, "--select", "images,links,cover-not-found")
    assert gone["message"] == 'no file "/snow.jpg" in the site'


def test_without_a_look_at_all_texts_no_image_is_unused(tmp_path: Path) -> None:
    files = {"posts/a/index.md": "---\ntitle: A\n---\n", "posts/a/old.png": png(9, 9)}
    site(tmp_path, files)
    (one,) = check(tmp_path, "--select", "unused-image")
    assert one["message"] == 'nothing in the site names "old.png" in "posts/a"'
    assert check(tmp_path, "--select", "images") == [], "it has to be selected by name"
    site(tmp_path, {"data/list.json": "[" + " " * 300_000 + "]"})
    assert check(tmp_path, "--select", "unused-image") == []
