"""Sessions at the command line: what is reported, the exit statuses, and what machines were promised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sessions import BAD, DOUBLED, GOOD, Desk, Done, refused

from lint.rules.style.doubled_word import DoubledWord

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


# Exit statuses and what is reported


def test_exit_statuses(desk: Desk) -> None:
    desk.write(good_md=GOOD, bad_md=BAD, doubled_md=DOUBLED)
    assert desk.check("good.md") == Done(0, "", "")
    assert desk.check("doubled.md").status == 0, "a warning does not fail"
    assert desk.check("--strict", "doubled.md").status == 1
    assert desk.check("bad.md").status == 1
    assert desk.check("none.md").status == 2


def test_the_lowest_level_that_is_reported(desk: Desk) -> None:
    desk.write(doubled_md=DOUBLED)
    assert "doubled-word" in desk.check("doubled.md").out
    assert "doubled-word" in desk.check("--level", "advice", "doubled.md").out
    assert desk.check("--level", "error", "--strict", "doubled.md") == Done(0, "", "")
    desk.write(copydesk_toml='level = "error"\n')
    assert desk.check("doubled.md").out == ""
    desk.write(copydesk_toml='[rules.doubled-word]\nlevel = "error"\n')
    assert desk.check("doubled.md").status == 1
    desk.write(copydesk_toml='[rules.doubled-word]\nlevel = "off"\n')
    assert desk.check("doubled.md") == Done(0, "", "")


def test_the_errors_of_drafts(desk: Desk) -> None:
    desk.write(drafts__bad_md=BAD, posts__b_md=BAD.replace("date:", "draft: true\ndate:"), posts__good_md=GOOD)
    levels = [one["level"] for one in desk.json()["diagnostics"]]
    assert set(levels) == {"warning"}
    assert len(levels) >= 2
    assert desk.check().status == 0
    assert desk.check("--drafts", "error").status == 1
    assert desk.check("--drafts", "skip") == Done(0, "", "")
    assert desk.check("--strict").status == 1
    desk.write(copydesk_toml='drafts = "error"\n')
    assert desk.check().status == 1
    assert desk.check("--drafts", "skip").status == 0


def test_selecting_and_ignoring(desk: Desk) -> None:
    desk.write(a_md=BAD + "\nThe the cat.\n")
    assert desk.rules("--select", "doubled-word") == ["doubled-word"]
    assert desk.rules("--select", "style", "--ignore", "doubled-word") == []
    assert desk.rules("--select", "doubled-word,empty-link") == ["empty-link", "doubled-word"]
    assert "doubled-word" not in desk.rules("--ignore", "style")


ALLOWED = {
    "the line before": "<!-- copydesk: allow doubled-word -->\nThe the cat.\n\nAnd and.\n",
    "the same line": "The the cat. <!-- copydesk: allow doubled-word -->\n\nAnd and.\n",
    "a line between": "<!-- copydesk: allow doubled-word -->\n\nThe the cat.\n\nAnd and.\n",
    "several rules": "<!-- copydesk: allow a-an, doubled-word -->\nThe the cat.\n\nAnd and.\n",
    "another rule": "<!-- copydesk: allow a-an -->\nAnd and the cat.\n",
    "in code": "`<!-- copydesk: allow-file doubled-word -->`\n\nAnd and.\n",
    "the next line only": "The cat <!-- copydesk: allow doubled-word -->\nand and so on.\n",
}


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED.keys())
def test_an_allowance_reaches_no_further_than_it_says(desk: Desk, body: str) -> None:
    desk.write(a_md=GOOD + body)
    (one,) = desk.json("--select", "doubled-word")["diagnostics"]
    assert '"and and"' in one["message"].lower()


def test_an_allowance_for_the_whole_file(desk: Desk) -> None:
    desk.write(
        a_md=GOOD + "The the cat.\n\n<!-- copydesk: allow-file doubled-word -->\n",
        b_md=GOOD.replace("date:", "copydesk: {allow: [doubled-word]}\ndate:") + "The the cat.\n",
        c_md=GOOD.replace("date:", "copydesk:\n  allow: doubled-word\ndate:") + "The the cat.\n",
        d_md=DOUBLED,
    )
    assert [one["path"] for one in desk.json("--select", "doubled-word")["diagnostics"]] == ["d.md"]


# Usage


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--selct", "x"], "--select"),
        (["--format", "xml"], "Invalid value for '--format': 'xml' is not one of"),
        (["--select", "doubeld-word"], "there is no rule or family `doubeld-word`; did you mean `doubled-word`?"),
        (["--ignore", "stile"], "there is no rule or family `stile`; did you mean `style`?"),
        (["--stdin-filename", "b.md"], "`--stdin-filename` goes with the path `-`"),
        (["--tracked"], "not in a git repository, which --tracked needs"),
        (["--output", "none/report.json"], "none/report.json: cannot be written: No such file or directory"),
        (["--output", "."], ".: cannot be written: Is a directory"),
    ],
)
def test_wrong_usage(desk: Desk, arguments: list[str], message: str) -> None:
    desk.write(a_md=DOUBLED)
    assert message in refused(desk.check(*arguments, "a.md"))


def test_an_unknown_command(desk: Desk) -> None:
    assert refused(desk.run("chekc")).startswith("there is no command `chekc`; did you mean `check`?")
    assert refused(desk.run("--colour")).startswith("No such option")
    done = desk.run()
    assert done.status == 2
    assert "check" in done.err


def test_standard_input(desk: Desk) -> None:
    desk.write(posts__a_md=GOOD, posts__b_md=GOOD)
    text = DOUBLED.encode()
    (one,) = desk.json("-", "--stdin-filename", "posts/b.md", "--select", "style", stdin=text)["diagnostics"]
    assert (one["path"], one["rule"]) == ("posts/b.md", "doubled-word")
    (one,) = desk.json("-", "--select", "style", stdin=text)["diagnostics"]
    assert one["path"] == "stdin.md"
    assert desk.json("-", "posts/a.md", stdin=text)["summary"]["posts"] == 2
    assert desk.check("-", "--stdin-filename", "new/c.md", stdin=GOOD.encode()) == Done(0, "", "")


def test_the_report_in_a_file(desk: Desk) -> None:
    desk.write(a_md=BAD)
    done = desk.check("--format", "json", "--output", "report.json", "a.md")
    assert (done.status, done.out, done.err) == (1, "", "")
    assert (desk.folder / "report.json").read_text(encoding="utf-8") == desk.check("--format", "json", "a.md").out


def test_the_report_in_a_pipe(desk: Desk) -> None:
    """A device or a pipe is written to; it is not replaced by a file."""
    desk.write(a_md=BAD)
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert desk.check("--output", "pipe", "a.md").status == 1
        assert b"empty-link" in os.read(reader, 65_536)
    finally:
        os.close(reader)
    assert Path("pipe").is_fifo()


# What machines read


def test_the_shape_of_the_json_report(desk: Desk) -> None:
    text = "\ufeff---\r\ntitle: A post\r\ndate: 2024-05-01\r\n---\r\n\r\né 😀 the\r\nthe cat.\r\n"
    desk.write(posts__a_md=text)
    document = desk.json("--select", "doubled-word")
    assert list(document) == ["version", "tool", "diagnostics", "summary"]
    assert document["version"] == 1
    assert document["tool"].startswith("copydesk ")
    assert document["summary"] == {"posts": 1, "errors": 0, "warnings": 1, "advice": 0}
    (one,) = document["diagnostics"]
    start = text.index("the\r\nthe")
    message, title = one.pop("message"), one["fix"].pop("title")
    assert message
    assert title
    assert one == {
        "path": "posts/a.md", "rule": "doubled-word", "family": "style", "level": "warning",
        "line": 6, "column": 5, "end_line": 7, "end_column": 4, "start": start, "end": start + 8,
        "fix": {"safe": True, "edits": [{"start": start + 3, "end": start + 8, "text": ""}]},
        "suggestions": [], "related": [],
    }  # fmt: skip


def test_the_same_input_gives_the_same_bytes_in_order(desk: Desk) -> None:
    desk.write(b_md=BAD + "\nThe the cat and and.\n", a_md=DOUBLED, c__d_md=BAD)
    first = desk.check("--format", "json", "--level", "advice")
    assert desk.check("--format", "json", "--level", "advice", "c", "b.md", "a.md") == first
    keys = [(one["path"], one["start"], one["rule"]) for one in json.loads(first.out)["diagnostics"]]
    assert keys == sorted(keys)
    assert len(keys) >= 5


def test_paths_are_shown_from_the_working_folder(desk: Desk) -> None:
    desk.write(copydesk_toml="", posts__a_md=DOUBLED, elsewhere__x_txt=b"")
    os.chdir("elsewhere")
    assert [one["path"] for one in desk.json("../posts")["diagnostics"]] == ["../posts/a.md"]
    os.chdir("../posts")
    assert [one["path"] for one in desk.json()["diagnostics"]] == ["a.md"]
    assert [one["path"] for one in desk.json(str(desk.folder / "posts/a.md"))["diagnostics"]] == ["a.md"]


def test_a_file_name_that_is_no_utf8(desk: Desk) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (desk.folder / name).write_text(DOUBLED, encoding="utf-8")
    except OSError:
        pytest.skip("the file system wants UTF-8")
    assert desk.check("--format", "concise").out.startswith("caf\\xe9.md:6:1: ")
    assert [one["path"] for one in desk.json()["diagnostics"]] == ["caf\ufffd.md"]


def test_the_concise_report_is_one_line_each(desk: Desk) -> None:
    desk.write(a_md=DOUBLED)
    assert desk.check("--format", "concise", "--select", "style").out == (
        'a.md:6:1: warning doubled-word: "The the" repeats a word\n'
    )


def test_color_only_where_it_is_wanted(desk: Desk) -> None:
    desk.write(a_md=DOUBLED)
    assert "\x1b[" not in desk.check("a.md").out
    assert "\x1b[" in desk.check("--color", "always", "a.md").out


# Bugs


def test_a_bug_in_a_rule_is_named_and_the_others_go_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: DoubledWord, post: Any) -> Iterator[Any]:
        raise ZeroDivisionError("once\x1b")

    monkeypatch.setattr(DoubledWord, "check", fail)
    desk.write(a_md=BAD, b_md=DOUBLED)
    done = desk.check("--format", "json")
    assert done.status == 2
    assert "empty-link" in [one["rule"] for one in json.loads(done.out)["diagnostics"]]
    first, second = done.err.splitlines()
    assert first == "copydesk: bug in rule `doubled-word` on a.md and 1 more: ZeroDivisionError: once\\x1b"
    assert "-v" in second
    assert "Traceback" in desk.check("-v").err


def test_a_bug_elsewhere_is_no_finding(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise KeyError("lost")

    monkeypatch.setattr("lint.cli.session.report", fail)
    desk.write(a_md=GOOD)
    assert refused(desk.check("a.md")).startswith("bug: KeyError: 'lost'")
    assert "Traceback" in desk.check("-v", "a.md").err


# As a process


def process(folder: Path, *arguments: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "lint", *arguments]
    more = {"stdout": subprocess.PIPE} | more
    return subprocess.run(command, cwd=folder, env=environment, stderr=subprocess.PIPE, check=False, timeout=60, **more)


def test_a_process_reads_and_writes_utf8_wherever_it_runs(tmp_path: Path) -> None:
    os.environ.pop("PYTHONIOENCODING", None)
    text = GOOD.replace("good", "góod") + "Là the the 😀.\n"
    done = process(tmp_path, "check", "-", "--select", "style", input=text.encode())
    assert done.returncode == 0
    assert "Là the the 😀." in done.stdout.decode()
    assert done.stderr == b""


def test_a_full_disk_is_no_finding(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (tmp_path / "a.md").write_text(DOUBLED, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = process(tmp_path, "check", "a.md", stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"copydesk: standard output: No space left on device\n"


def test_the_reader_may_leave(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD + "The the cat.\n\n" * 5_000, encoding="utf-8")
    command = f'"{sys.executable}" -m lint check a.md | head -n 1'
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""
