"""A bundle that is made again has the same bytes as one made of nothing, and nothing is done for nothing."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bundle_site import ROOT, bundle, content, harbour_notes, settle
from pictures import small

POST = (
    """---
title: Note {number}
date: 2024-{month:02}-11
tags: [sea, tag{tag}]
cover: /images/{tag}.png
---

We saw {number} boats from [the pier](note-{other}.md#the-wind) and [a file](../files/paper.pdf).

![A boat](../images/{tag}.png)

## The wind

```python
print({number})
```

"""
    + "It was cold, and the water was grey as far as we could see. " * 30
    + "\n"
)
CONFIGURATION = 'select = ["doubled-word"]\n[bundle]\ntitle = "Harbour notes"\nurl = "https://example.org/b"\n'
COUNT = 40


def post(number: int, other: int | None = None) -> str:
    other = (number + 7) % COUNT if other is None else other
    return POST.format(number=number, other=other, month=number % 12 + 1, tag=number % 3)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = harbour_notes(tmp_path / "site", [post(number) for number in range(COUNT)], CONFIGURATION)
    (folder / "theme").mkdir()
    settle()
    return folder


def made_anew(site: Path, *more: str, **environment: str) -> tuple[str, str, dict[str, bytes]]:
    done = bundle(site, "--no-cache", *more, output="../anew", **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, done.stderr.replace("../anew", "dist"), content(site.parent / "anew")


def said(done: subprocess.CompletedProcess[str]) -> tuple[str, str]:
    """What was said of the bundle, but for how it came to be."""
    lines = done.stderr.splitlines(keepends=True)
    return done.stdout, "".join([line for line in lines if not line.endswith((" made anew\n", ": unchanged\n"))])


def is_unchanged(done: subprocess.CompletedProcess[str]) -> bool:
    return done.stderr.endswith("copydesk: dist: unchanged\n")


def test_a_bundle_of_the_same_is_left_as_it_stands(site: Path) -> None:
    (site / "posts" / "note-3.md").write_text(post(3) + "The the end.\n", encoding="utf-8")
    settle()
    first = bundle(site)
    assert first.returncode == 0, first.stdout + first.stderr
    known = (site / "dist").stat().st_ino
    again = bundle(site)
    assert (first.returncode, again.returncode) == (0, 0)
    assert "doubled-word" in first.stdout
    assert again.stdout == first.stdout
    assert is_unchanged(again)
    assert again.stderr.removesuffix("copydesk: dist: unchanged\n") == first.stderr
    assert (site / "dist").stat().st_ino == known
    assert made_anew(site)[2] == content(site / "dist")


def test_what_is_unchanged_is_told_before_anything_is_loaded(site: Path) -> None:
    bundle(site)
    probe = (
        "import sys, os; os._exit = lambda code: print(code, *sys.modules, file=sys.stderr);"
        "sys.argv = ['copydesk', 'bundle', '-v', '-o', 'dist']; from lint.cli import main; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(site.parent / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=site, env=environment, capture_output=True, text=True, check=True
    )
    said, loaded = done.stderr.splitlines()[-2:]
    assert said == "copydesk: dist: unchanged"
    ours = {name for name in loaded.split() if name.startswith("lint.")}
    assert ours <= {
        *("lint.cli", "lint.choices", "lint.cli.bundling", "lint.cli.bundling.unchanged", "lint.world"),
        *("lint.world.cache_folder", "lint.world.program", "lint.world.standing"),
    }
    assert not {"msgspec", "yaml", "pyromark", "sqlite3"} & set(loaded.split())


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        path = site / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def in_secret(site: Path) -> None:
    """The same size and the same time as before: only the system's own time of change tells."""
    path = site / "posts" / "note-1.md"
    known = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("cold", "warm"), encoding="utf-8")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


def damage(site: Path) -> None:
    path = site / "dist" / "site" / "note-1" / "index.html"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"cold", b"sold"))


def commit(site: Path) -> None:
    (site / ".gitignore").write_text("dist\n", encoding="utf-8")
    for command in (("init", "-q"), ("add", "."), ("-c", "user.name=n", "-c", "user.email=e@x", "commit", "-qm", "m")):
        subprocess.run(["git", *command], cwd=site, check=True)


def own_template(site: Path) -> None:
    page = (ROOT / "lint/bundle/templates/404.html").read_text(encoding="utf-8")
    (site / "theme" / "404.html").write_text(page + "<!-- ours -->\n", encoding="utf-8")
    edit("copydesk.toml", "[bundle]", '[bundle]\ntemplates = "theme"')(site)


CHANGES: dict[str, Callable[[Path], None]] = {
    "a post": edit("posts/note-5.md", "boats", "ships"),
    "a title": edit("posts/note-5.md", "title: Note 5", "title: The fifth"),
    "a heading that others link to": edit("posts/note-7.md", "## The wind", "## A storm {#the-wind}"),
    "in secret": in_secret,
    "a new post": lambda site: (site / "posts" / "new.md").write_text(post(0, 1), encoding="utf-8") and None,
    "a post less": edit("posts/note-3.md", "date:", "draft: true\ndate:"),
    "an image": lambda site: (site / "images" / "1.png").write_bytes(small("PNG", 30, 20)) and None,
    "a file": lambda site: (site / "files" / "paper.pdf").write_bytes(b"%PDF other") and None,
    "the configuration": edit("copydesk.toml", "Harbour", "Port"),
    "a template": own_template,
    "a file of the bundle": damage,
    "a file of the bundle less": lambda site: (site / "dist" / "site" / "404.html").unlink(),
    "the commit": commit,
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_gives_what_a_bundle_made_anew_has(site: Path, change: str) -> None:
    assert bundle(site).returncode == 0
    CHANGES[change](site)
    settle()
    done = bundle(site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not is_unchanged(done)
    out, err, files = made_anew(site)
    assert said(done) == (out, err)
    assert content(site / "dist") == files
    assert is_unchanged(bundle(site))


def test_another_day_another_program_and_another_command_are_not_the_same(site: Path) -> None:
    (site / "posts" / "later.md").write_text(post(0).replace("2024-01-11", "2031-01-01"), encoding="utf-8")
    settle()
    days = {"SOURCE_DATE_EPOCH": "1900000000"}, {"SOURCE_DATE_EPOCH": "1930000000"}
    for environment in days:
        assert not is_unchanged(bundle(site, **environment))
        assert ("site/later/index.html" in content(site / "dist")) == (environment is days[1])
        assert is_unchanged(bundle(site, **environment))
    probe = (
        "import lint, sys; lint.__version__ = '99'; sys.argv = ['copydesk', 'bundle', '-v', '-o', 'dist'];"
        "from lint.cli import main; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(site.parent / "cache"), **days[1]}
    subprocess.run([sys.executable, "-c", probe], cwd=site, env=environment, check=True)
    assert b"copydesk 99" in (site / "dist" / "manifest.json").read_bytes()
    assert not is_unchanged(bundle(site, "--future", **days[1]))


def test_files_that_stay_the_same_are_linked_and_not_written_again(site: Path) -> None:
    bundle(site)
    pages = {path.relative_to(site): path.stat() for path in (site / "dist").rglob("*") if path.is_file()}
    readable = site / "dist" / "site" / "note-9" / "index.html"
    readable.chmod(0o600)
    elsewhere = site / "dist" / "site" / "note-8" / "index.html"
    elsewhere.rename(site / "stray.html")
    elsewhere.symlink_to(site / "stray.html")
    edit("posts/note-5.md", "boats", "ships")(site)
    done = bundle(site)
    assert done.returncode == 0, done.stdout + done.stderr
    now = {path.relative_to(site): path.lstat() for path in (site / "dist").rglob("*") if path.is_file()}
    written = {str(path) for path, known in now.items() if known.st_ino != pages[path].st_ino}
    notes = {f"dist/site/note-{number}/index.html" for number in (5, 8, 9)}
    assert (
        notes
        <= written
        <= notes
        | {
            *("dist/manifest.json", "dist/SHA256SUMS", "dist/site/feed.atom", "dist/site/feed.json"),
        }
    )
    assert {known.st_nlink for known in now.values()} == {1}
    assert {known.st_mode & 0o7777 for known in now.values()} == {0o644}


def test_a_post_that_became_unfit_refuses_the_bundle(site: Path) -> None:
    bundle(site)
    edit("posts/note-5.md", "note-12.md", "note-99.md")(site)
    settle()
    for _ in range(2):
        done = bundle(site)
        assert done.returncode == 1
        assert "note-99.md" in done.stdout


STEPS: list[Callable[[Path, random.Random], object]] = [
    lambda site, chance: some(site, chance).write_text(post(chance.randrange(COUNT)), encoding="utf-8"),
    lambda site, chance: (site / f"posts/new-{chance.random()}.md").write_text(
        post(chance.randrange(5)), encoding="utf-8"
    ),
    lambda site, chance: some(site, chance, "new-*.md").rename(site / f"posts/new-{chance.random()}.md"),
    lambda site, chance: some(site, chance, "new-*.md").unlink(),
    lambda site, chance: (site / f"images/{chance.randrange(3)}.png").write_bytes(
        small("PNG", chance.randint(9, 30), 9)
    ),
    lambda site, chance: (site / "copydesk.toml").write_text(
        CONFIGURATION + f"sheet = {chance.randint(5, 30)}\nfeed = {chance.randint(1, 50)}\n", encoding="utf-8"
    ),
    lambda site, chance: edit(f"posts/note-{chance.randrange(9)}.md", "We saw", "We all saw")(site),
]


def some(site: Path, chance: random.Random, pattern: str = "note-*.md") -> Path:
    found = sorted((site / "posts").glob(pattern))
    if not found:
        found = [site / "posts" / "new-1.md"]
        found[0].write_text(post(1), encoding="utf-8")
    return chance.choice(found)


@pytest.mark.parametrize("seed", range(2))
def test_any_edits_give_what_a_bundle_made_anew_has(site: Path, seed: int) -> None:
    chance = random.Random(seed)
    bundle(site)
    for _ in range(5):
        for step in chance.sample(STEPS, chance.randint(1, 3)):
            step(site, chance)  # one may undo another
        done = bundle(site)
        assert done.returncode == 0, done.stdout + done.stderr
        out, err, files = made_anew(site)
        assert content(site / "dist") == files
        assert said(done) == (out, err)


def test_a_damaged_cache_is_harmless(site: Path) -> None:
    bundle(site)
    files = made_anew(site)[2]
    cache = site.parent / "cache" / "copydesk"
    for number, damaged in enumerate((b"", b"nothing of ours" * 500, os.urandom(9_000))):
        for path in cache.rglob("*"):
            if path.is_file():
                path.write_bytes(damaged)
        edit("posts/note-5.md", "We" + " all" * number + " saw", "We" + " all" * (number + 1) + " saw")(site)
        done = bundle(site)
        assert done.returncode == 0, done.stdout + done.stderr
        files = made_anew(site)[2]
        assert content(site / "dist") == files
    with sqlite3.connect(cache / "results.sqlite3") as database:
        database.execute("update results set value = substr(value, 1, length(value) - 3)")
    edit("posts/note-5.md", "boats", "ships")(site)
    assert bundle(site).returncode == 0
    assert content(site / "dist") == made_anew(site)[2]


def test_two_bundles_at_once_share_a_cache(site: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(site.parent / "cache")}
    processes = [
        subprocess.Popen([sys.executable, "-m", "lint", "bundle", "-o", f"../{name}"], cwd=site, env=environment)
        for name in ("one", "other")
    ]
    assert [process.wait(120) for process in processes] == [0, 0]
    files = made_anew(site)[2]
    assert content(site.parent / "one") == content(site.parent / "other") == files
