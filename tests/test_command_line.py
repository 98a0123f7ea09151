"""Sessions at the command line: bad input gets one clear line and the right exit status; machines get what was promised."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lint.cli import main
from lint.rules.style.doubled_word import DoubledWord

ROOT = Path(__file__).resolve().parent.parent
GOOD = "---\ntitle: A good post\ndate: 2024-05-01\n---\n\nA good text.\n"
BAD = "---\ntitle: A bad post\ndate: 2024-05-01\n---\n\nSee [nothing]().\n"
DOUBLED = "---\ntitle: A post\ndate: 2024-05-01\n---\n\nThe the cat.\n"


class Done(NamedTuple):
    status: int
    out: str
    err: str


class Desk:
    """A folder to work in, and the command line."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self._capture, self._patch = folder, capture, patch
        patch.chdir(folder)

    def write(self, **files: str | bytes) -> None:
        """Writes files; `__` in a name stands for `/`, `_md` for `.md` and `_toml` for `.toml`."""
        for name, content in files.items():
            path = self.folder / name.replace("__", "/").replace("_md", ".md").replace("_toml", ".toml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def run(self, *arguments: str, stdin: bytes | None = None) -> Done:
        if stdin is not None:
            self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capture.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main(list(arguments))
        out, err = self._capture.readouterr()
        assert isinstance(exit_.value.code, int)
        return Done(exit_.value.code, out, err)

    def check(self, *arguments: str, stdin: bytes | None = None) -> Done:
        return self.run("check", *arguments, stdin=stdin)

    def rules(self, *arguments: str, stdin: bytes | None = None) -> list[str]:
        """The ids of the rules that found something."""
        return [one["rule"] for one in self.json(*arguments, stdin=stdin)["diagnostics"]]

    def json(self, *arguments: str, stdin: bytes | None = None) -> dict[str, Any]:
        done = self.check("--format", "json", *arguments, stdin=stdin)
        assert done.err == ""
        document: dict[str, Any] = json.loads(done.out)
        return document


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield Desk(tmp_path, capsys, monkeypatch)


def refused(done: Done) -> str:
    """The one line that says why nothing could be done."""
    assert done.status == 2
    assert done.out == ""
    (line,) = done.err.splitlines()
    assert line.startswith("copydesk: ")
    assert "Traceback" not in line
    return line.removeprefix("copydesk: ")


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


# Paths


def test_no_such_path(desk: Desk) -> None:
    desk.write(posts__spring_md=GOOD)
    assert (
        refused(desk.check("posts/sprig.md")) == "posts/sprig.md: no such file or folder; did you mean posts/spring.md?"
    )
    assert refused(desk.check("post")) == "post: no such file or folder; did you mean posts?"
    assert refused(desk.check("x/y/z")) == "x/y/z: no such file or folder"


def test_a_folder_without_posts(desk: Desk) -> None:
    desk.write(posts__a_md=GOOD, empty__notes_txt=b"", README_md="# Read me\n")
    assert refused(desk.check("empty")).startswith("empty: no post below this folder")
    assert refused(desk.check("posts", "empty")).startswith("empty: ")
    (desk.folder / "posts/a.md").unlink()
    assert refused(desk.check()).startswith(".: no post here")


def test_a_readme_beside_a_post_is_passed_over(desk: Desk) -> None:
    desk.write(a_md=BAD, README_md="# The the\n\n[x]()\n")
    assert {one["path"] for one in desk.json("README.md", "a.md")["diagnostics"]} == {"a.md"}
    assert desk.check("README.md") == Done(0, "", "")


def test_a_file_that_cannot_be_read(desk: Desk) -> None:
    desk.write(posts__a_md=GOOD)
    (desk.folder / "posts/loop.md").symlink_to("loop.md")
    assert refused(desk.check("posts/loop.md")) == "posts/loop.md: a symbolic link that leads nowhere"
    assert refused(desk.check("posts")) == "posts/loop.md: cannot be read: Too many levels of symbolic links"
    (desk.folder / "posts/loop.md").unlink()
    os.mkfifo(desk.folder / "posts/pipe.md")
    assert refused(desk.check("posts")) == "posts/pipe.md: cannot be read: not a regular file"
    desk.folder.joinpath("elsewhere").mkdir()
    os.chdir("elsewhere")
    assert refused(desk.check("../posts")) == "../posts/pipe.md: cannot be read: not a regular file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_must_not_be_read(desk: Desk) -> None:
    desk.write(a_md=GOOD)
    (desk.folder / "a.md").chmod(0)
    assert refused(desk.check("a.md")) == "a.md: cannot be read: Permission denied"


# What the files hold

UNREADABLE = {
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "this is no text: a NUL byte at offset 8", 0),
    "UTF-16": ("---\ntitle: x\n---\n".encode("utf-16"), "this is UTF-16, not UTF-8", 0),
    "Latin-1": (b"---\ntitle: \xc3\xa9 caf\xe9 \xe8\n---\n", "byte 0xE9 at offset 17 is not UTF-8, nor is 1 more", 16),
    "too large": (
        b"---\ntitle: x\n---\n" + b"word " * 400_000,
        "2,000,017 bytes are more than the limit of 1,000,000",
        0,
    ),
}


@pytest.mark.parametrize(("content", "message", "start"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_is_no_text(desk: Desk, content: bytes, message: str, start: int) -> None:
    desk.write(a_md=content, b_md=BAD)
    done = desk.check("--format", "json", "a.md", "b.md")
    assert done.status == 1
    found = json.loads(done.out)["diagnostics"]
    assert [(one["rule"], one["start"]) for one in found if one["path"] == "a.md"] == [("unreadable-file", start)]
    assert found[0]["message"].startswith(message)
    assert any(one["path"] == "b.md" for one in found), "the other posts are judged"
    assert desk.check("a.md").out.isprintable() is False
    assert [one["message"] for one in desk.json("-", "--stdin-filename", "c.md", stdin=content)["diagnostics"]] == [
        found[0]["message"]
    ]


def test_the_limit_can_be_raised(desk: Desk) -> None:
    desk.write(a_md=GOOD + "Word. " * 400_000, copydesk_toml="max-size = 3_000_000\n")
    assert "unreadable-file" not in desk.rules("a.md")


BROKEN_FRONT = {
    "no end": ("---\ntitle: x\n\nText, and no end.\n", "front matter is not closed: `---` is missing"),
    "a tab": ("---\ntitle: x\ntags:\n\t- a\n---\n", "tab"),
    "a quote": ('---\ntitle: "x\n---\n', "quot"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN_FRONT.values(), ids=BROKEN_FRONT.keys())
def test_front_matter_that_cannot_be_read(desk: Desk, text: str, message: str) -> None:
    desk.write(a_md=text)
    found = [one for one in desk.json("a.md")["diagnostics"] if one["rule"] == "front-matter-syntax"]
    assert len(found) == 1
    assert message in found[0]["message"]
    assert desk.check("a.md").status == 1


def test_a_key_that_stands_twice(desk: Desk) -> None:
    desk.write(a_md="---\ntitle: x\ndate: 2024-05-01\ntitle: y\n---\n\nText.\n")
    assert desk.rules("a.md", "--select", "front") == ["duplicate-field"]


def test_a_merge_bomb_is_refused_before_it_is_built(desk: Desk) -> None:
    layers = "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    desk.write(a_md=f"---\na0: &a0 {{x: 1}}\n{layers}title: x\n---\n")
    assert desk.rules("a.md", "--select", "front-matter-syntax") == ["front-matter-syntax"]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "---\na: " + "[" * 60_000 + "\n---\n", "\r" * 1000, "\ufeff", "\x1b[31m"]
)
def test_strange_texts_are_judged(desk: Desk, text: str) -> None:
    desk.write(a_md=GOOD + text, b_md=text + GOOD)
    for form in ("human", "concise", "json"):
        done = desk.check("--format", form, "a.md", "b.md")
        assert done.status in {0, 1}
        assert done.err == ""
        assert "\x1b" not in done.out


# The configuration

CONFIGURATIONS = {
    "unknown key": ('strict = true\nlevle = "error"\n', "copydesk.toml:2:1: unknown key `levle`; did you mean `level`?"),
    "unknown key of a table": ('[bundle]\nurll = "x"\n', "copydesk.toml:2:1: unknown key `bundle.urll`; did you mean `url`?"),
    "wrong type": ('posts = "posts/*.md"\n', "copydesk.toml:1:1: `posts`: expected `array`, got `string`"),
    "wrong type inside": ("select = [1]\n", "copydesk.toml:1:1: `select`: expected `string`, got `integer`"),
    "wrong type far inside": ("[words]\nen = [1]\n", "copydesk.toml:2:1: `words.en`: expected `string`, got `integer`"),
    "wrong choice": ('\ndrafts = "never"\n', "copydesk.toml:2:1: `drafts`: 'never' is none of \"warn\", \"error\", \"skip\""),
    "another wrong choice": ('level = "warn"\n', 'copydesk.toml:1:1: `level`: \'warn\' is none of "error", "warning", "advice"'),
    "rules is no table": ("rules = 3\n", "copydesk.toml:1:1: `rules`: expected `table`, got `integer`"),
    "a rule is no table": ('[rules]\na-an = "off"\n', "copydesk.toml:2:1: `rules.a-an`: expected `table`, got `string`"),
    "unknown rule": ("[rules.doubeld-word]\n", "copydesk.toml:1:8: there is no rule or family `doubeld-word`; did you mean `doubled-word`?"),
    "unknown selected rule": ('select = ["doubeld-word"]\n', "copydesk.toml:1:1: there is no rule or family `doubeld-word`; did you mean `doubled-word`?"),
    "unknown option": ("[rules.doubled-word]\nalow = []\n", "copydesk.toml:2:1: rule `doubled-word` has no option `alow`; did you mean `allow`?"),
    "wrong option": ("[rules.doubled-word]\nallow = 3\n", "copydesk.toml:2:1: option `allow` of rule `doubled-word`: expected `array`, got `int`"),
    "wrong level": ('[rules.doubled-word]\nlevel = "warn"\n', "copydesk.toml:2:1: `level` is"),
    "level of a strange type": ('[rules.doubled-word]\nlevel = ["error"]\n', "copydesk.toml:2:1: `level` is"),
    "broken TOML": ("a = 1\nposts = [\n", "copydesk.toml:3:1: "),
    "broken TOML in a line": ("a = 1\nposts = = 3\n", "copydesk.toml:2:9: invalid value"),
    "nested too deeply": ("a = " + "[" * 20_000 + "\n", "copydesk.toml:1:1: nested too deeply"),
    "Latin-1": (b'lang = "fr" # fran\xe7ais\n', "copydesk.toml:1:1: not UTF-8: a stray byte at offset 18"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), CONFIGURATIONS.values(), ids=CONFIGURATIONS.keys())
def test_a_configuration_that_cannot_be_used(desk: Desk, text: str | bytes, message: str) -> None:
    desk.write(a_md=GOOD, copydesk_toml=text)
    assert refused(desk.check("a.md")).lower().startswith(message.lower())


def test_the_same_in_pyproject(desk: Desk) -> None:
    desk.write(a_md=GOOD, pyproject_toml='[project]\nname = "x"\n\n[tool.copydesk]\nlevle = "error"\n')
    assert refused(desk.check()) == "pyproject.toml:5:1: unknown key `levle`; did you mean `level`?"
    desk.write(pyproject_toml='[tool.copydesk.rules.doubled-word]\nalow = "x"\n')
    assert refused(desk.check()).startswith("pyproject.toml:2:1: rule `doubled-word` has no option `alow`")
    desk.write(pyproject_toml="tool = 3 # [tool.copydesk]\n")
    assert desk.check() == Done(0, "", "")


def test_the_path_of_a_configuration_is_shown_from_here(desk: Desk) -> None:
    desk.write(blog__copydesk_toml="levle = 1\n", blog__posts__a_md=GOOD)
    assert refused(desk.check("blog")).startswith("blog/copydesk.toml:1:1: ")
    os.chdir("blog/posts")
    assert refused(desk.check()).startswith("../copydesk.toml:1:1: ")


def test_a_named_configuration(desk: Desk) -> None:
    desk.write(a_md=DOUBLED, blog__b_md=DOUBLED, quiet_toml='ignore = ["doubled-word"]\n', other__c_toml="")
    assert desk.check("--config", "quiet.toml") == Done(0, "", "")
    assert refused(desk.check("--config", "loud.toml")) == "loud.toml: no such configuration file"
    line = refused(desk.check("--config", "other/c.toml", "a.md"))
    assert line == "a.md: lies outside of the site of the configuration, which is other"
    assert refused(desk.check("--config", "other/c.toml", "-", stdin=b"The the\n")).startswith("-: lies outside")


def test_two_configurations_in_one_repository(desk: Desk) -> None:
    desk.write(
        one__copydesk_toml='ignore = ["doubled-word"]\n', one__a_md=DOUBLED,
        two__pyproject_toml='[tool.copydesk.rules.doubled-word]\nlevel = "error"\n', two__b_md=DOUBLED,
        c_md=DOUBLED,
    )  # fmt: skip
    found = [(one["path"], one["level"]) for one in desk.json()["diagnostics"]]
    assert found == [("c.md", "warning"), ("two/b.md", "error")]
    assert desk.json()["summary"]["posts"] == 3
    assert [one["path"] for one in desk.json("one", "two/b.md")["diagnostics"]] == ["two/b.md"]


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
    assert desk.check("--output", "/dev/null", "a.md").status == 1
    assert not Path("/dev/null").is_file(), "a device is written to, not replaced"


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
