"""`fix --diff`: git takes what it prints, whatever stands in the posts and however they are named."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import DOUBLED, Desk

from lint.report.patch import patch

if shutil.which("git") is None:
    pytest.skip("git applies the patches", allow_module_level=True)

PIECES = ["one", "two", "é😀", "\n", "\r\n", "\r", "\t", " ", "\x0c", "\x85", "\u2028", "\udcff", "-", "+", "@@", "\\"]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
NAMES = [
    "post.md", "a post.md", " a.md", "a .md", 'say "so".md', "back\\slash.md", "tab\tin name.md", "été.md",
    "line\nend.md", "b/a/b.md", "日本語 記事.md", "\udcff.md", "a\u00a0b.md", "--- a.md", "'.md",
]  # fmt: skip


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def applied(folder: Path, files: dict[str, tuple[str, str]]) -> None:
    """Asserts that git makes the texts after of the texts before."""
    for name, (before, _) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded(before))
    diff = "".join(patch(name, *both) for name, both in files.items())
    if diff:
        command = ["git", "apply", "--whitespace=nowarn", "-"]
        done = subprocess.run(command, input=encoded(diff), cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    assert {name: (folder / name).read_bytes() for name in files} == {
        n: encoded(after) for n, (_, after) in files.items()
    }


@settings(max_examples=60)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_git_makes_the_same_of_it(pairs: list[tuple[str, str]]) -> None:
    # A patch that empties a file or fills an empty one would be one that deletes or creates it.
    files = {f"{number}.md": (f"x{before}", f"x{after}") for number, (before, after) in enumerate(pairs)}
    with tempfile.TemporaryDirectory() as folder:
        applied(Path(folder), files)


@pytest.mark.parametrize("name", NAMES)
def test_git_finds_the_file(tmp_path: Path, name: str) -> None:
    applied(tmp_path, {name: ("The the cat.\n", "The cat.\n"), "other.md": ("a", "b")})


def test_the_patch_applies_where_it_was_printed(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    post = tmp_path / "posts" / "été 1" / "a post.md"
    post.parent.mkdir(parents=True)
    post.write_bytes(DOUBLED.replace("cat.", "cat \udcff.").encode("utf-8", "surrogateescape"))
    monkeypatch.chdir(tmp_path / "posts")
    from lint.cli import main

    with pytest.raises(SystemExit) as done:
        main(["fix", "--diff", "--select", "doubled-word"])
    assert done.value.code == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith("--- a/été 1/a post.md\t\n+++ b/été 1/a post.md\t\n@@ -3,4 +3,4 @@\n".encode())
    assert err == b"1 would be fixed in 1 post\n"
    subprocess.run(["git", "apply", "-"], input=out, cwd=tmp_path / "posts", check=True)
    assert post.read_bytes() == DOUBLED.replace("The the cat.", "The cat \udcff.").encode("utf-8", "surrogateescape")


def test_the_colours_change_nothing_else() -> None:
    before, after = "one\ntwo\n\n-- x\n", "one\n2\n\n++ x"
    shown = patch("a.md", before, after, color=True)
    assert shown.startswith("\033[1m--- a/a.md\033[m\n\033[1m+++ b/a.md\033[m\n\033[36m@@ -1,4 +1,4 @@\033[m\n one\n")
    assert "\033[31m--- x\033[m\n\033[32m+++ x\033[m\n\\ No newline" in shown
    assert re.sub("\033\\[[0-9]*m", "", shown) == patch("a.md", before, after)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def test_the_patch_goes_into_a_file(desk: Desk) -> None:
    desk.write(posts__a_md=DOUBLED)
    done = desk.run("fix", "--diff", "--output", "fixes.patch")
    assert done.out == ""
    assert (desk.folder / "fixes.patch").read_text().startswith("--- a/posts/a.md\n+++ b/posts/a.md\n")
    assert (desk.folder / "posts/a.md").read_text() == DOUBLED


def test_the_colours_are_asked_for(desk: Desk) -> None:
    desk.write(posts__a_md=DOUBLED)
    assert "\033[" not in desk.run("fix", "--diff").out
    assert "\033[31m-The the cat.\033[m\n" in desk.run("fix", "--diff", "--color", "always").out


def test_nothing_to_fix_prints_nothing(desk: Desk) -> None:
    desk.write(posts__a_md=DOUBLED.replace("The the", "The"))
    assert desk.run("fix", "--diff") == (0, "", "")
