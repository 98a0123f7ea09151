"""The key `flavor`: its values, what is wrong with others, and what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from sessions import Desk

from lint.config.load import ConfigError, load
from lint.config.schema import FlavorName
from lint.post.dialect import FLAVORS, dialect_of


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def test_the_key_has_the_flavours_that_are_known() -> None:
    assert set(get_args(FlavorName)) == {"", *FLAVORS}


@pytest.mark.parametrize("name", FLAVORS)
def test_each_flavour_is_a_dialect(name: str) -> None:
    assert load(f'flavor = "{name}"\n', "copydesk.toml").flavor == name
    assert dialect_of(name).flavor == name
    assert dialect_of(name, mdx=True).has("mdx")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"jekil"', 'copydesk.toml:2:1: `flavor`: \'jekil\' is none of "astro", "commonmark"'),
        ('"Hugo"', 'did you mean "hugo"?'),
        ('"mkdoc"', 'did you mean "mkdocs"?'),
        ("3", "copydesk.toml:2:1: `flavor`: expected"),
    ],
)
def test_another_value_is_refused_and_the_nearest_named(value: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load(f"\nflavor = {value}\n", "copydesk.toml")
    assert message in str(refused.value)


POST = "---\ntitle: A post\ndate: 2024-05-01\n---\n\n"


def test_what_holds_is_the_key_then_the_generator_then_the_least(desk: Desk) -> None:
    text = POST + "{{ the the }}\n"
    desk.write(one_md=text)
    assert desk.rules("one.md", "--select", "doubled-word") == []
    desk.write(copydesk_toml='flavor = "commonmark"\n')
    assert desk.rules("one.md", "--select", "doubled-word") == ["doubled-word"]
    desk.write(copydesk_toml="", hugo_toml="baseURL = 'https://a.example'\n")
    assert desk.rules("one.md", "--select", "doubled-word") == ["doubled-word"]
    desk.write(copydesk_toml='flavor = "jekyll"\n')
    assert desk.rules("one.md", "--select", "doubled-word") == []


def test_a_fix_reads_the_post_as_its_judge_does(desk: Desk) -> None:
    desk.write(copydesk_toml='flavor = "docusaurus"\n', one_md=POST + "<Card\n  title={a}>\n  The the card.\n</Card>\n")
    assert desk.run("fix", "one.md").status == 0
    assert (desk.folder / "one.md").read_text() == POST + "<Card\n  title={a}>\n  The card.\n</Card>\n"
