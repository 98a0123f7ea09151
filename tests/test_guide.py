"""What the guide shows works as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest
from sessions import Desk

from lint.config.house_styles import with_styles
from lint.config.load import load
from lint.config.settle import choose_rules
from lint.engine.select import built_in
from lint.house.style import Style

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    """The code of a page of the guide in one language."""
    text = (ROOT / "posts" / page).read_text(encoding="utf-8")
    return [code for name, code in _BLOCK.findall(text) if name == language]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(sys, "path", [*sys.path])
    return Desk(tmp_path, capsys, monkeypatch)


def test_the_rules_of_the_page_about_rules_work(desk: Desk) -> None:
    (configuration,) = blocks("write-your-own-rule.md", "toml")
    rule, suite = blocks("write-your-own-rule.md", "python")
    for name, text in (("copydesk.toml", configuration), ("house_rules.py", rule), ("test_house.py", suite)):
        (desk.folder / name).write_text(text, encoding="utf-8")
    desk.write(posts__a_md="---\ntitle: A walk\ndate: 2024-05-01\n---\n\nWe utilise boots. It is 20 km to the sea.\n")
    assert desk.run("rules", "--test").err == "2 rules with 7 examples: all hold\n"
    found = desk.json("--level", "advice")["diagnostics"]
    assert [(one["rule"], one["level"]) for one in found] == [("plain-words", "warning"), ("lonely-unit", "advice")]
    assert '- `units` (list, default `["km", "kg", "ml"]`): The units, as they are written.' in (
        desk.run("explain", "lonely-unit").out
    )
    assert desk.rules("--level", "advice", "--no-plugins") == ["plain-words"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_house.py"],
        cwd=desk.folder,
        env={"PYTHONPATH": f"{ROOT}:{desk.folder}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("number", range(3))
def test_the_configurations_of_the_page_about_configuration_are_right(number: int) -> None:
    text = blocks("configuration.md", "toml")[number]
    assert "copydesk" in tomllib.loads(text)["tool"]
    config = load(text, "pyproject.toml")
    rulebook = with_styles(built_in(), config, text, "pyproject.toml")
    assert len(rulebook.rules) == len(built_in().rules) + len(config.style)
    assert choose_rules(config, text, "pyproject.toml", rulebook=rulebook).levels


def test_every_key_of_a_style_is_in_the_guide() -> None:
    page = (ROOT / "posts" / "configuration.md").read_text(encoding="utf-8")
    missing = [one.encode_name for one in msgspec.structs.fields(Style) if f"`{one.encode_name}" not in page]
    assert missing == ["id"]
