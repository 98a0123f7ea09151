"""`copydesk check --show-config`: what holds for a post, and where each thing is said."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest
from sessions import GOOD, Desk, refused

from lint.cli.check import command
from lint.config.schema import Config

CONFIG = """\
ignore = ["images", "a-an"]
lang = "en"
plugins = ["house_rules"]

[rules.doubled-word]
allow = ["so"]

[rules.unknown-word]
level = "advice"

[[style]]
id = "plain-words"
replace = { utilise = "use" }
level = "error"

[[overrides]]
paths = ["posts/old/**", "x.md"]
ignore = ["style"]
drafts = "skip"

[[overrides]]
paths = ["posts/old/**"]
rules.doubled-word.level = "error"
rules.plain-words.except = ["utilise it"]
"""
PLUGIN = '''
from lint.rule import Level, Rule


class Shout(Rule):
    """It shouts."""

    id = "shout"
    level = Level.ADVICE

    def check(self, post):
        return ()
'''


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    one = Desk(tmp_path, capsys, monkeypatch)
    one.write(posts__a_md=GOOD, posts__old__b_md=GOOD, copydesk_toml=CONFIG, README_md="# Read me\n")
    (tmp_path / "house_rules.py").write_text(PLUGIN, encoding="utf-8")
    return one


def shown(desk: Desk, *arguments: str) -> dict[str, Any]:
    done = desk.check("--format", "json", "--show-config", *arguments)
    assert (done.status, done.err) == (0, "")
    document: dict[str, Any] = json.loads(done.out)
    return document


def place(text: str) -> str:
    """Where a text stands in the configuration."""
    at = CONFIG.index(text)
    return f"copydesk.toml:{CONFIG.count(chr(10), 0, at) + 1}:{at - CONFIG.rfind(chr(10), 0, at)}"


def test_every_value_says_where_it_is_from(desk: Desk) -> None:
    old = shown(desk, "posts/old/b.md")
    assert old["path"] == "posts/old/b.md"
    assert old["configuration"] == "copydesk.toml"
    assert old["overrides"] == {
        place('paths = ["posts/old/**", "x'): ["posts/old/**", "x.md"],
        place('paths = ["posts/old/**"]'): ["posts/old/**"],
    }
    assert old["settings"]["lang"] == {"value": "en", "origin": place("lang")}
    assert old["settings"]["drafts"] == {"value": "skip", "origin": place("drafts")}
    assert old["settings"]["strict"] == {"value": False, "origin": "default"}
    rules, off = old["rules"], old["off"]
    assert rules["doubled-word"] == {
        "origin": place('level = "error"\nrules.plain'),
        "level": {"value": "error", "origin": place('level = "error"\nrules.plain')},
        "options": {"allow": {"value": ["so"], "origin": place("allow")}},
    }
    assert rules["unknown-word"]["origin"] == place('level = "advice"')
    assert rules["misspelling"]["origin"] == rules["misspelling"]["level"]["origin"] == "default"
    assert rules["shout"]["level"]["value"] == "advice"
    assert rules["plain-words"]["level"] == {"value": "error", "origin": place('level = "error"\n\n')}
    assert rules["plain-words"]["options"] == {
        "replace": {"value": {"utilise": "use"}, "origin": place("replace")},
        "except": {"value": ["utilise it"], "origin": place("except")},
    }
    assert off["missing-alt"] == place('"images"')
    assert off["a-an"] == place('"a-an"')
    assert off["confusable"] == place('"style"')
    assert off["removed-url"] == "off by default"
    new = shown(desk, "posts/a.md")
    assert new["overrides"] == {}
    assert new["rules"]["confusable"]["origin"] == "default"
    assert new["rules"]["doubled-word"]["level"] == {"value": "warning", "origin": "default"}
    assert new["rules"].keys() | new["off"].keys() == old["rules"].keys() | old["off"].keys()
    assert new["rules"].keys().isdisjoint(new["off"])


def test_flags_count(desk: Desk) -> None:
    found = shown(desk, "posts/old/b.md", "--select", "style,links", "--ignore", "bare-url", "--drafts", "warn")
    assert found["settings"]["drafts"] == {"value": "warn", "origin": "--drafts"}
    assert found["off"]["bare-url"] == "--ignore"
    assert found["off"]["misspelling"] == "--select"
    assert found["rules"]["broken-link"]["origin"] == "--select"
    assert "shout" not in shown(desk, "posts/a.md", "--no-plugins")["rules"]


def test_the_text_is_toml_that_would_say_the_same(desk: Desk) -> None:
    done = desk.check("--show-config", "posts/old/b.md")
    assert done.out.startswith(
        "# posts/old/b.md\n# configuration: copydesk.toml\n# overrides: copydesk.toml:17:1 paths = "
    )
    table = tomllib.loads(done.out)
    assert table["rules"]["doubled-word"] == {"level": "error", "allow": ["so"]}
    document = shown(desk, "posts/old/b.md")
    assert table["rules"].keys() == document["rules"].keys()
    for name, rule in document["rules"].items():
        said = {key: one["value"] for key, one in rule["options"].items() if one["value"] is not None}
        assert table["rules"][name] == {"level": rule["level"]["value"], **said}
    config = {key: value for key, value in table.items() if key != "rules"}
    assert msgspec.convert(config, Config).drafts == "skip"
    assert re.search(r"^# confusable +copydesk.toml:18:11$", done.out, re.MULTILINE)


def test_without_a_configuration(desk: Desk) -> None:
    (desk.folder / "copydesk.toml").unlink()
    assert desk.check("--show-config", "posts/a.md").out.startswith("# posts/a.md\n# configuration: none, the defaults")
    desk.write(posts__old__copydesk_toml="strict = true\n")
    assert shown(desk, "posts/old/b.md")["settings"]["strict"]["origin"] == "posts/old/copydesk.toml:1:1"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["posts/c.md"], "posts/c.md: no such file or folder; did you mean posts/"),
        (["posts"], "posts: a folder, not a post"),
        (["README.md"], "README.md: not a post (no front matter)"),
        (["copydesk.toml"], "copydesk.toml: not a post (posts end in .md, .markdown or .mdx)"),
        (["posts/a.md", "posts"], "`--show-config FILE` judges nothing"),
        (["posts/a.md", "--output", "x"], "`--show-config FILE` judges nothing"),
        (["posts/a.md", "--format", "concise"], "`--show-config` has the formats human and json, not concise"),
        (["posts/a.md", "--select", "stlye"], "there is no rule or family `stlye`; did you mean `style`?"),
    ],
)
def test_what_is_no_post_is_said(desk: Desk, arguments: list[str], message: str) -> None:
    assert refused(desk.check("--show-config", *arguments)).startswith(message)


NO_KEYS = {
    *("paths", "config", "verbose", "quiet", "form", "output", "color", "stdin_filename"),  # how it runs and reports
    *("show_config", "write_baseline", "changed"),  # what is done, and since when
    "no_cache",  # what is kept is the same
    *("no_plugins", "no_baseline"),  # they switch off what `plugins` and `baseline` say
}


def test_every_flag_that_changes_what_is_judged_has_a_key() -> None:
    keys = {field.name for field in msgspec.structs.fields(Config)}
    flags = {str(one.name) for one in command.params if isinstance(one, click.Parameter)}
    assert flags - keys == NO_KEYS
