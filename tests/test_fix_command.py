"""`copydesk fix` at the command line: what is written, what is not, and what is said about it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sessions import DOUBLED, Desk, refused

from lint.world.files import rewrite

ROOT = Path(__file__).resolve().parent.parent
FIXED = DOUBLED.replace("The the", "The")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def test_the_summary_counts_what_was_fixed_and_what_was_not(desk: Desk) -> None:
    labels = "See [adwin], who started it.\n\n[adwin]: https://docs.test/\n"
    desk.write(posts__a_md=DOUBLED, posts__b_md=DOUBLED + "\n" + labels)
    done = desk.run("fix", "--select", "doubled-word,misspelling")
    assert done.err == "2 fixed in 2 posts\n"
    assert done.out.endswith("1 warning in 2 posts; `--unsafe` 1 more\n")
    done = desk.run("fix", "--unsafe", "--select", "doubled-word,misspelling")
    assert done.err == "1 not fixed: the fix would change this link\n"
    assert " = posts/b.md:8:5 not fixed: the fix would change this link\n" in done.out
    assert done.out.endswith("1 warning in 2 posts\n"), "no fix is offered"
    assert (desk.folder / "posts/b.md").read_text() == FIXED + "\n" + labels


def test_the_summary_of_a_machines_report_names_unsafe_fixes(desk: Desk) -> None:
    desk.write(posts__a_md=DOUBLED + "\nThey meet adwin.\n")
    done = desk.run("fix", "--format", "concise", "--select", "doubled-word,misspelling")
    assert done.err == "1 fixed in 1 post; 1 more with --unsafe\n"
    done = desk.run("fix", "--format", "concise", "--select", "doubled-word,misspelling")
    assert done.err == "1 could be fixed with --unsafe\n"
    assert desk.run("fix", "--quiet", "--format", "concise").err == ""


def test_a_patch_says_how_much_it_holds(desk: Desk) -> None:
    desk.write(posts__a_md=DOUBLED)
    assert desk.run("fix", "--diff").err == "1 would be fixed in 1 post\n"
    assert desk.run("fix", "--diff", "--quiet").err == ""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("arguments", [(), ("--unsafe",), ("--stdin-filename", "posts/a.md")])
def test_standard_input_goes_to_standard_output(
    tmp_path: Path, arguments: tuple[str, ...], begin: str, ending: str
) -> None:
    """Byte for byte, but for the fix: byte order mark, line ends, stray bytes, no line end at the end."""
    text = begin + DOUBLED.replace("cat.\n", "cat \udcff.").replace("\n", ending)
    done = subprocess.run(
        [sys.executable, "-m", "lint", "fix", "-", "--select", "doubled-word", *arguments],
        input=text.encode("utf-8", "surrogateescape"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.stdout == text.replace("The the", "The").encode("utf-8", "surrogateescape")
    assert done.stderr == b"1 fixed in 1 post\n"
    assert done.returncode == 0


def test_what_is_read_only_is_left_and_the_rest_is_written(desk: Desk) -> None:
    desk.write(posts__a_md=DOUBLED, posts__b_md=DOUBLED, posts__c_md=DOUBLED, posts__d_md=DOUBLED)
    for name in ("a.md", "c.md"):
        (desk.folder / "posts" / name).chmod(0o444)
    line = refused(desk.run("fix"))
    assert line == "posts/a.md: cannot be written: it is read-only; nor can 1 more; 2 posts fixed"
    read = [(desk.folder / "posts" / f"{letter}.md").read_text() for letter in "abcd"]
    assert read == [DOUBLED, FIXED, DOUBLED, FIXED]
    assert len(list((desk.folder / "posts").iterdir())) == 4, "nothing else is left behind"


def test_a_link_is_followed_and_the_mode_kept(desk: Desk) -> None:
    desk.write(kept__a_md=DOUBLED)
    kept = desk.folder / "kept" / "a.md"
    kept.chmod(0o640)
    (desk.folder / "posts").mkdir()
    (desk.folder / "posts" / "a.md").symlink_to("../kept/a.md")
    assert desk.run("fix", "posts").status == 0
    assert (desk.folder / "posts" / "a.md").is_symlink()
    assert kept.read_text() == FIXED
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


def test_another_hard_link_keeps_what_it_held(desk: Desk) -> None:
    desk.write(posts__a_md=DOUBLED)
    os.link(desk.folder / "posts/a.md", desk.folder / "backup")
    assert desk.run("fix").status == 0
    assert (desk.folder / "posts/a.md").read_text() == FIXED
    assert (desk.folder / "backup").read_text() == DOUBLED


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one")
    os.chown(path, 1234, 4321)
    path.chmod(0o664)
    rewrite(path, "one", "two")
    known = path.stat()
    assert (known.st_uid, known.st_gid, stat.S_IMODE(known.st_mode)) == (1234, 4321, 0o664)


def test_what_changed_since_it_was_read_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one, and more")
    with pytest.raises(OSError, match="it changed since it was read"):
        rewrite(path, "one", "two")
    assert path.read_text() == "one, and more"


def test_line_ends_that_git_does_not_stage_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one\r\ntwo \xff\r\n")
    rewrite(path, "one\ntwo \udcff\n", "one\n2 \udcff\n")
    assert path.read_bytes() == b"one\r\n2 \xff\r\n"


def test_a_gone_file_is_not_written_anew(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rewrite(tmp_path / "a.md", "one", "two")
    assert list(tmp_path.iterdir()) == []
