"""A bundle is whole or not there: what refuses it, what is left out, and what an interruption leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bundle_site import CONFIGURATION, LATER, ROOT, content, copydesk, emitted, harbour, names, put

from lint.world.staging import staged


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two posts to publish, a draft, a post dated after today, images and a paper."""
    return harbour(tmp_path)


def test_the_same_input_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "site"
    shutil.copytree(site, copy)
    one = copydesk(site, "bundle", "posts", "-o", "dist", PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C")
    other = copydesk(copy, "bundle", "-o", "../out/deep", PYTHONHASHSEED="2", TZ="America/Lima")
    assert (one.returncode, other.returncode) == (0, 0)
    assert content(site / "dist") == content(tmp_path / "elsewhere/out/deep")


def test_drafts_and_later_posts_are_in_no_byte_and_refuse_nothing(site: Path) -> None:
    everything = b"".join(emitted(site).values())
    for word in (b"Sekrit", b"zebra", b"plan", b"Tomorrowland", b"quagga", b"later"):
        assert word not in everything


def test_a_link_to_a_draft_keeps_its_text_alone(site: Path) -> None:
    put(
        site,
        {"posts/more.md": "---\ntitle: More\n---\n\nSee [this one](drafts/plan.md), <a href='later.md'>that</a>.\n"},
    )
    done = copydesk(site, "bundle", "posts", "-o", "dist")
    assert "posts/drafts/plan.md, which is not published" in done.stderr
    html = content(site / "dist")["site/more/index.html"].decode()
    assert "See this one, <a>that</a>." in html


def test_future_publishes_later_posts_and_then_judges_them(site: Path) -> None:
    refused = copydesk(site, "bundle", "posts", "-o", "dist", "--future")
    assert refused.returncode == 1
    assert "later.md" in refused.stdout
    put(site, {"posts/later.md": LATER.replace("The the", "The")})
    files = emitted(site, "--future")
    assert b"quagga" in files["site/later/index.html"]
    assert "zebra" not in str(files)


def test_the_day_is_that_of_source_date_epoch(site: Path) -> None:
    # 2024-01-15: the post of February lies ahead.
    done = copydesk(site, "bundle", "posts", "-o", "dist", SOURCE_DATE_EPOCH="1705312800")
    assert done.returncode == 0
    assert [post["url"] for post in json.loads(content(site / "dist")["manifest.json"])["posts"]] == ["hello/"]


def test_an_unfit_post_refuses_and_the_old_bundle_stays(site: Path) -> None:
    before = emitted(site)
    stamps = {path: path.stat().st_mtime_ns for path in (site / "dist").rglob("*")}
    put(site, {"posts/bad.md": "---\ntitle: Bad\n---\n\nThe wind of of May.\n"})
    done = copydesk(site, "bundle", "posts", "-o", "dist", "--format", "concise")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["posts/bad.md"]
    assert done.stderr == "copydesk: nothing was written to dist: a post is not fit\n"
    assert content(site / "dist") == before
    assert {path: path.stat().st_mtime_ns for path in (site / "dist").rglob("*")} == stamps
    fresh = copydesk(site, "bundle", "posts", "-o", "new/deep")
    assert fresh.returncode == 1
    assert not (site / "new").exists()


def test_the_json_report_counts_only_what_would_be_published(site: Path) -> None:
    done = copydesk(site, "bundle", "posts", "-o", "dist", "--format", "json")
    assert json.loads(done.stdout)["summary"] == {"posts": 2, "errors": 0, "warnings": 0, "advice": 0}


def test_a_second_build_leaves_nothing_of_the_first(site: Path) -> None:
    first = emitted(site)
    (site / "posts/2024-02-03-other.md").unlink()
    put(site, {"posts/2024-01-02-hello.md": "---\ntitle: New\n---\n\nNew.\n", "dist/.DS_Store": b"seen"})
    second = emitted(site)
    assert "site/fr/other/index.html" in first
    assert sorted(path for path in second if not path.startswith("site/assets/")) == [
        "SHA256SUMS", "manifest.json", "site/404.html", "site/feed.atom", "site/feed.json", "site/hello/index.html",
        "site/index.html", "site/robots.txt",
    ]  # fmt: skip
    assert names(site) == ["copydesk.toml", "dist", "files", "images", "posts"]


@pytest.mark.parametrize("data", [b"\x89PNG\0\0", "Grüße".encode("utf-16")])
def test_bytes_that_are_no_text_are_not_published(site: Path, data: bytes) -> None:
    put(site, {"copydesk.toml": 'posts = ["posts/**/*.md"]\n' + CONFIGURATION, "posts/odd.md": data})
    done = copydesk(site, "bundle", "posts", "-o", "dist")
    assert done.returncode == 1
    assert "posts/odd.md" in done.stdout + done.stderr
    assert not (site / "dist").exists()


def test_nothing_to_publish_is_no_bundle(site: Path) -> None:
    before = emitted(site)
    done = copydesk(site, "bundle", "posts/drafts", "-o", "dist")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no post to publish: 1 draft and 0" in done.stderr
    assert content(site / "dist") == before


@pytest.mark.parametrize(
    ("files", "output", "said"),
    [
        ({"mine/notes.txt": "kept"}, "mine", "no bundle of ours made"),
        ({"dist/site/extra.html": "kept"}, "dist", "holds site/extra.html"),
        ({"dist/.git/HEAD": "kept"}, "dist", "holds .git/HEAD"),
        ({}, ".", "the site itself"),
        ({}, "..", "the site itself"),
        ({}, "/", "the site itself"),
        ({}, ".copydesk/../posts/.", "no bundle of ours made"),
        ({"file": "kept"}, "file", "is no folder"),
        ({"file": "kept"}, "file/dist", "cannot be written: Not a directory"),
        ({}, "/proc/nowhere/dist", "cannot be written"),
        ({}, "posts", "no bundle of ours made"),
    ],
)
def test_a_folder_that_is_not_ours_to_replace(
    site: Path, files: dict[str, str | bytes], output: str, said: str
) -> None:
    emitted(site)
    put(site, files)
    before = content(site)
    done = copydesk(site, "bundle", "posts", "-o", output)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert content(site) == before


def test_a_link_is_not_followed(site: Path, tmp_path: Path) -> None:
    emitted(site)
    before = content(site)
    (site / "away").symlink_to(tmp_path)
    (site / "own").symlink_to("dist")
    (site / "nowhere").symlink_to(tmp_path / "missing")
    for name, target in (("away", tmp_path), ("own", site / "dist"), ("nowhere", tmp_path / "missing")):
        done = copydesk(site, "bundle", "posts", "-o", name)
        assert (done.returncode, done.stderr) == (
            2,
            f"copydesk: {name} is a link to {target}; name that folder itself\n",
        )
        (site / name).unlink()
    assert content(site) == before
    (tmp_path / "way").symlink_to(site)
    assert copydesk(site, "bundle", "posts", "-o", "../way/dist").returncode == 0, "a link on the way is as good as any"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_parent_that_may_not_be_written(site: Path) -> None:
    (site / "closed").mkdir(mode=0o555)
    done = copydesk(site, "bundle", "posts", "-o", "closed/dist")
    assert done.returncode == 2
    assert "closed/dist: cannot be written: Permission denied" in done.stderr


def test_a_failure_while_writing_leaves_the_old_folder(tmp_path: Path) -> None:
    target = tmp_path / "made" / "dist"
    with staged(target) as stage:
        stage.write("a/b.txt", b"old")

    def fail() -> None:
        with staged(target) as stage:
            stage.write("a/b.txt", b"new")
            stage.write("a/b.txt/c", b"a file is no folder")

    with pytest.raises(NotADirectoryError):
        fail()
    assert content(tmp_path) == {"made/dist/a/b.txt": b"old"}
    with pytest.raises(KeyboardInterrupt), staged(tmp_path / "deep" / "er" / "dist"):
        raise KeyboardInterrupt
    assert names(tmp_path) == ["made"]


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.world.exchange._exchange", lambda *_: False)
    for data in (b"old", b"new"):
        with staged(tmp_path / "dist") as stage:
            stage.write(data.decode(), data)
    assert content(tmp_path) == {"dist/new": b"new"}
    rename = Path.rename

    def refuse(one: Path, other: Path) -> Path:
        if other.name == "dist" and one.name != "old":
            raise OSError(5, "broken disk")
        return rename(one, other)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="broken disk"), staged(tmp_path / "dist") as stage:
        stage.write("newer", b"newer")
    assert content(tmp_path) == {"dist/new": b"new"}
    assert names(tmp_path) == ["dist"]


@pytest.mark.parametrize("files", [0, 1, 60, 250])
def test_ctrl_c_leaves_the_old_bundle_whole(tmp_path: Path, files: int) -> None:
    put(tmp_path, {"copydesk.toml": CONFIGURATION})
    text = "".join(
        f"\n## Part {n}\n\nSome *text* with `code` and [a link](https://example.org/{n}).\n" for n in range(40)
    )
    put(tmp_path, {f"posts/p{n}.md": f"---\ntitle: P{n}\n---\n{text}" for n in range(300)})
    old = put(tmp_path, {"dist/manifest.json": '{"tool": "copydesk 0"}', "dist/site/index.html": "old"})
    put(old, {"dist/SHA256SUMS": "0  site/index.html\n"})
    before = content(tmp_path / "dist")
    command = [sys.executable, "-m", "lint", "bundle", "posts", "-o", "dist"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            stage = tmp_path / ".dist.copydesk/bundle"
            if stage.exists() and sum(1 for _ in stage.rglob("*.html")) >= files:
                break
        process.send_signal(signal.SIGTERM if files == 60 else signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, "copydesk: interrupted")
    assert content(tmp_path / "dist") == before
    assert names(tmp_path) == ["copydesk.toml", "dist", "posts"]
