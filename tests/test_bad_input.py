"""Bad input: one clear line and the right exit status, or a finding at its place."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from sessions import BAD, DOUBLED, GOOD, Desk, Done, refused

from lint.world.files import read


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


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
    assert [one["message"] for one in desk.json("-", "--stdin-filename", "a.md", stdin=content)["diagnostics"]] == [
        found[0]["message"]
    ]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_file_whose_size_the_system_does_not_know_is_read_whole() -> None:
    assert Path("/proc/self/status").stat().st_size == 0
    assert "VmRSS" in read(Path("/proc/self"), "status", 1_000_000).text
    assert "are more than the limit of 10" in str(read(Path("/proc/self"), "status", 10).unreadable)


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
    "unknown key": (
        'strict = true\nlevle = "error"\n',
        "copydesk.toml:2:1: unknown key `levle`; did you mean `level`?",
    ),
    "unknown key of a table": (
        '[bundle]\nurll = "x"\n',
        "copydesk.toml:2:1: unknown key `bundle.urll`; did you mean `url`?",
    ),
    "wrong type": ('posts = "posts/*.md"\n', "copydesk.toml:1:1: `posts`: expected `array`, got `string`"),
    "wrong type inside": ("select = [1]\n", "copydesk.toml:1:1: `select`: expected `string`, got `integer`"),
    "wrong type far inside": ("[words]\nen = [1]\n", "copydesk.toml:2:1: `words.en`: expected `string`, got `integer`"),
    "wrong choice": (
        '\ndrafts = "never"\n',
        'copydesk.toml:2:1: `drafts`: \'never\' is none of "warn", "error", "skip"',
    ),
    "another wrong choice": (
        'level = "warn"\n',
        'copydesk.toml:1:1: `level`: \'warn\' is none of "error", "warning", "advice"',
    ),
    "rules is no table": ("rules = 3\n", "copydesk.toml:1:1: `rules`: expected `table`, got `integer`"),
    "a rule is no table": (
        '[rules]\na-an = "off"\n',
        "copydesk.toml:2:1: `rules.a-an`: expected `table`, got `string`",
    ),
    "unknown rule": (
        "[rules.doubeld-word]\n",
        "copydesk.toml:1:8: there is no rule or family `doubeld-word`; did you mean `doubled-",
    ),
    "unknown selected rule": (
        'select = ["doubeld-word"]\n',
        "copydesk.toml:1:11: there is no rule or family `doubeld-word`; did you mean `doubled-",
    ),
    "unknown option": (
        "[rules.doubled-word]\nalow = []\n",
        "copydesk.toml:2:1: rule `doubled-word` has no option `alow`; did you mean `allow`?",
    ),
    "wrong option": (
        "[rules.doubled-word]\nallow = 3\n",
        "copydesk.toml:2:1: option `allow` of rule `doubled-word`: expected `array`, got `int`",
    ),
    "wrong level": ('[rules.doubled-word]\nlevel = "warn"\n', "copydesk.toml:2:1: `level` is"),
    "level of a strange type": ('[rules.doubled-word]\nlevel = ["error"]\n', "copydesk.toml:2:1: `level` is"),
    "broken TOML": ("a = 1\nposts = [\n", "copydesk.toml:3:1: "),
    "broken TOML in a line": ("a = 1\nposts = = 3\n", "copydesk.toml:2:9: invalid value"),
    "nested too deeply": ("a = " + "[" * 20_000 + "\n", "copydesk.toml:1:1: nested too deeply"),
    "Latin-1": (b'lang = "fr" # fran\xe7ais\n', "copydesk.toml:1:1: not UTF-8: a stray byte at offset 18"),
}


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
