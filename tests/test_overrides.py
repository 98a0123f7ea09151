"""What a configuration says of the posts at some paths."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import Desk, refused

from lint.engine.select import Asking, UnknownRuleError, Wishes, all_rules, built_in, choose, choose_by, running

DOUBLED = "---\ntitle: {}\ndate: 2024-05-01\n---\n\nThe the cat and a apple.\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    one = Desk(tmp_path, capsys, monkeypatch)
    one.write(posts__new_md=DOUBLED.format("New"), posts__old__a_md=DOUBLED.format("Old"))
    return one


def found(desk: Desk, *arguments: str) -> dict[str, dict[str, str]]:
    """The level by rule, by path."""
    by_path: dict[str, dict[str, str]] = {}
    for one in desk.json(*arguments)["diagnostics"]:
        by_path.setdefault(one["path"].removeprefix("posts/"), {})[one["rule"]] = one["level"]
    return by_path


BOTH = {"doubled-word": "warning", "a-an": "warning"}


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ('ignore = ["doubled-word"]', {"a-an": "warning"}),
        ('ignore = ["style"]', None),
        ('select = ["a-an"]', {"a-an": "warning"}),
        ('rules.a-an.level = "error"', {**BOTH, "a-an": "error"}),
        ('rules.a-an.level = "off"', {"doubled-word": "warning"}),
        ('rules.doubled-word.allow = ["the"]', {"a-an": "warning"}),
        # Later entries win over earlier ones.
        ('ignore = ["style"]\n[[overrides]]\npaths = ["**/a.md"]\nselect = ["a-an"]', {"a-an": "warning"}),
        (
            'rules.a-an.level = "off"\n[[overrides]]\npaths = ["**/a.md"]\nrules.a-an.level = "error"',
            {**BOTH, "a-an": "error"},
        ),
        ('ignore = ["style"]\n[[overrides]]\npaths = ["**/a.md"]\nrules.a-an.level = "error"', {"a-an": "error"}),
        ('select = ["a-an"]\n[[overrides]]\npaths = ["**/a.md"]\nignore = ["a-an"]', None),
        (
            'rules.a-an.level = "error"\n[[overrides]]\npaths = ["posts/b*.md"]\nignore = ["a-an"]',
            {**BOTH, "a-an": "error"},
        ),
    ],
)
def test_the_posts_of_an_entry_are_judged_by_it(desk: Desk, text: str, old: dict[str, str] | None) -> None:
    desk.write(copydesk_toml=f'[[overrides]]\npaths = ["posts/old/**"]\n{text}\n', posts__b_md=DOUBLED.format("B"))
    expected = {"new.md": BOTH, "b.md": BOTH, "old/a.md": old}
    if "posts/b*" in text:
        expected["b.md"] = {"doubled-word": "warning"}
    assert found(desk) == {path: levels for path, levels in expected.items() if levels}


def test_an_entry_brings_back_what_the_whole_site_ignores(desk: Desk) -> None:
    entry = '[[overrides]]\npaths = ["posts/new.md"]\n'
    desk.write(copydesk_toml=f'ignore = ["style"]\n{entry}select = ["doubled-word"]\n')
    assert found(desk) == {"new.md": {"doubled-word": "warning"}}
    desk.write(copydesk_toml=f'select = ["a-an"]\n{entry}rules.doubled-word.level = "error"\n')
    assert found(desk) == {"new.md": {"a-an": "warning", "doubled-word": "error"}, "old/a.md": {"a-an": "warning"}}


def test_the_command_line_wins(desk: Desk) -> None:
    desk.write(copydesk_toml='[[overrides]]\npaths = ["posts/old/**"]\nselect = ["doubled-word"]\ndrafts = "error"\n')
    assert found(desk, "--select", "a-an") == {"new.md": {"a-an": "warning"}, "old/a.md": {"a-an": "warning"}}
    assert found(desk, "--ignore", "doubled-word") == {"new.md": {"a-an": "warning"}}
    desk.write(posts__old__a_md="---\ntitle: Old\ndraft: true\n---\n\n[a]()\n")
    desk.write(copydesk_toml='[[overrides]]\npaths = ["posts/old/**"]\ndrafts = "error"\n')
    assert found(desk, "--select", "links") == {"old/a.md": {"empty-link": "error"}}
    assert found(desk, "--select", "links", "--drafts", "warn") == {"old/a.md": {"empty-link": "warning"}}
    assert found(desk, "--select", "links", "--drafts", "skip") == {}


SAME = "---\ntitle: {}\ndate: 2024-05-01\n---\n\nText.\n"


def test_a_site_rule_runs_with_the_options_of_each_post(desk: Desk) -> None:
    desk.write(
        copydesk_toml='rules.missing-field.required = ["summary"]\n'
        '[[overrides]]\npaths = ["posts/old/**"]\nrules.missing-field.required = ["author", "date"]\n'
        '[[overrides]]\npaths = ["posts/old/b.md"]\nrules.missing-field.level = "warning"\n',
        posts__old__b_md=DOUBLED.format("B"),
    )
    said = [
        (one["path"], one["level"], one["message"]) for one in desk.json("--select", "missing-field")["diagnostics"]
    ]
    assert [(path, level) for path, level, _ in said] == [
        ("posts/new.md", "error"),
        ("posts/old/a.md", "error"),
        ("posts/old/b.md", "warning"),
    ]
    assert "summary" in said[0][2]
    assert "author" in said[1][2]


def test_a_site_rule_sees_the_whole_site_whichever_posts_it_reports(desk: Desk) -> None:
    desk.write(posts__old__a_md=SAME.format("Twice"), posts__old__b_md=SAME.format("Twice"))
    desk.write(posts__old__c_md=SAME.format("Again"), posts__old__d_md=SAME.format("Again"))
    everywhere = found(desk, "--select", "duplicate-title", "--level", "advice")
    second = max(everywhere)
    entry = f'[[overrides]]\npaths = ["posts/{second}"]\n'
    desk.write(copydesk_toml=entry + 'rules.duplicate-title.level = "advice"\n')
    after = found(desk, "--select", "duplicate-title", "--level", "advice")
    assert after == {**everywhere, second: {"duplicate-title": "advice"}}
    assert len(after) > 1
    desk.write(copydesk_toml=entry + 'ignore = ["duplicate-title"]\n')
    assert second not in found(desk, "--select", "duplicate-title")


def test_drafts_language_and_terms_differ_by_path(desk: Desk) -> None:
    draft = "---\ntitle: A draft\ndate: 2024-05-01\ndraft: true\n---\n\nSee [nothing]().\n"
    desk.write(posts__new_md=draft, posts__old__a_md=draft, posts__b__c_md=draft)
    desk.write(
        copydesk_toml='[[overrides]]\npaths = ["posts/old/"]\ndrafts = "error"\n'
        '[[overrides]]\npaths = ["posts/b/*"]\ndrafts = "skip"\n'
    )
    assert found(desk, "--select", "empty-link") == {
        "new.md": {"empty-link": "warning"},
        "old/a.md": {"empty-link": "error"},
    }
    text = "---\ntitle: Une page\ndate: 2024-05-01\n---\n\nBonjour.\n"
    desk.write(posts__new_md=text, posts__old__a_md=text, posts__b__c_md=text)
    desk.write(copydesk_toml='lang = "en"\n[[overrides]]\npaths = ["posts/old/"]\nlang = "fr"\n')
    assert "Bonjour" not in desk.run("explain", "--word", "Bonjour", "--post", "posts/old/a.md").err
    assert "French" in desk.run("explain", "--word", "Bonjour", "--post", "posts/old/a.md").out
    assert "French (fr), by" not in desk.run("explain", "--word", "Bonjour", "--post", "posts/new.md").out
    text = "---\ntitle: Names\ndate: 2024-05-01\n---\n\nWe like Grafanna much.\n"
    desk.write(posts__new_md=text, posts__old__a_md=text, posts__b__c_md=text)
    desk.write(copydesk_toml='[[overrides]]\npaths = ["posts/old/"]\nterms = ["Grafana"]\n')
    assert found(desk, "--select", "term") == {"old/a.md": {"term": "warning"}}


ERRORS = {
    "unknown key": (
        '[[overrides]]\npaths = ["a"]\nignroe = []\n',
        "3:1: unknown key `overrides.ignroe`; did you mean `ignore`?",
    ),
    "no paths": ('[[overrides]]\nignore = ["a-an"]\n', "2:1: this entry of `overrides` has no `paths`"),
    "empty paths": ("[[overrides]]\npaths = []\n", "2:1: this entry of `overrides` has no `paths`"),
    "wrong type": ('[[overrides]]\npaths = "a"\n', "2:1: `overrides.paths`: expected `array`, got `string`"),
    "no list": ("[overrides]\npaths = []\n", "1:2: `overrides`: expected `array`, got `table`"),
    "no tables": ("overrides = [3]\n", "1:1: `overrides`: expected `table`, got `integer`"),
    "wrong choice": (
        '[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = ["b"]\ndrafts = "never"\n',
        "5:1: `overrides.drafts`: 'never' is none of",
    ),
    "unknown rule": (
        '[[overrides]]\npaths = ["a"]\nselect = ["a-an", "doubeld-word"]\n',
        "3:19: there is no rule or family `doubeld-word`; did you mean `doubled-word`?",
    ),
    "unknown rule with a table": (
        '[[overrides]]\npaths = ["a"]\n[overrides.rules.a-n]\nlevel = "off"\n',
        "3:18: there is no rule or family `a-n`; did you mean `a-an`?",
    ),
    "unknown option": (
        '[[overrides]]\npaths = ["a"]\nrules.doubled-word.alow = []\n',
        "3:20: rule `doubled-word` has no option `alow`",
    ),
    "wrong option": (
        '[[overrides]]\npaths = ["a"]\nrules.doubled-word.allow = 3\n',
        "3:20: option `allow` of rule `doubled-word`",
    ),
    "wrong level": ('[[overrides]]\npaths = ["a"]\nrules.doubled-word.level = "warn"\n', "3:20: `level` is"),
    "rule without a table": (
        '[[overrides]]\npaths = ["a"]\nrules.a-an = "off"\n',
        "3:7: `overrides.rules.a-an`: expected `table`",
    ),
}


@pytest.mark.parametrize(("text", "message"), ERRORS.values(), ids=ERRORS.keys())
def test_an_entry_that_cannot_be_used(desk: Desk, text: str, message: str) -> None:
    desk.write(copydesk_toml=text)
    assert refused(desk.check()).startswith(f"copydesk.toml:{message}")
    in_project = text.replace("[[overrides", "[[tool.copydesk.overrides")
    if text.startswith("[[") and "[overrides." not in text:
        (desk.folder / "copydesk.toml").unlink()
        desk.write(pyproject_toml=in_project)
        assert refused(desk.check()).startswith(f"pyproject.toml:{message}")


def test_an_entry_that_no_post_matches_is_told(desk: Desk) -> None:
    desk.write(copydesk_toml='[[overrides]]\npaths = ["posts/odl/**"]\nignore = ["style"]\n')
    done = desk.check()
    assert done.status == 0
    assert 'copydesk: copydesk.toml:2:1: no post matches "posts/odl/**"\n' in done.err
    assert "no post matches" in desk.check("posts").err
    desk.write(copydesk_toml='[[overrides]]\npaths = ["posts/[z-a].md", "posts/old"]\nignore = ["style"]\n')
    assert '; "posts/old/**" would match all below that folder\n' in desk.check().err
    assert desk.check("posts/new.md").err == "", "a hook is left in peace"
    assert "no post matches" not in desk.check("--quiet").err


NAMES = ["a-an", "doubled-word", "style", "links", "todo-in-text", "unknown-word"]
TABLES = st.dictionaries(
    st.sampled_from(["a-an", "doubled-word", "unknown-word"]),
    st.fixed_dictionaries({}, optional={"level": st.sampled_from(["off", "error", "advice"])}),
)
PARTS = st.builds(
    Wishes, st.lists(st.sampled_from(NAMES), max_size=2), st.lists(st.sampled_from(NAMES), max_size=2), TABLES
)


@given(st.lists(PARTS, min_size=1, max_size=4), st.lists(st.sampled_from(NAMES), max_size=2))
def test_later_parts_win(parts: list[Wishes], ignore: list[str]) -> None:
    rulebook = built_in()
    chosen = choose_by(parts, rulebook, Asking(ignore=tuple(ignore)))
    ran = {rule.id for rule in (*chosen.post_rules, *chosen.site_rules)}
    assert ran == running(parts, rulebook, Asking(ignore=tuple(ignore))) == chosen.levels.keys()
    last = parts[-1]
    gone = running([Wishes(("all",), last.ignore)], rulebook)
    for name, table in last.options.items():
        if table.get("level") == "off" and name not in last.select:
            assert name not in ran
        elif "level" in table and not last.select and name in gone and name not in _expanded(ignore):
            assert name in ran
            assert chosen.levels[name] == table["level"] or table["level"] == "off"
    # A part that says nothing changes nothing, and one alone is what `choose` makes of it.
    assert choose_by([*parts, Wishes()], rulebook, Asking(ignore=tuple(ignore))) == chosen
    assert choose_by(parts[:1], rulebook) == choose(parts[0].select, parts[0].ignore, parts[0].options)


def _expanded(names: list[str]) -> set[str]:
    return {name for name, rule in all_rules().items() if name in names or (rule.family in names and rule.default)}


def test_a_name_that_may_be_a_plug_ins_is_passed_over_only_without_them() -> None:
    parts = [Wishes(("a-an", "shout"), ("loud",), {"shout": {"level": "error"}})]
    with pytest.raises(UnknownRuleError):
        choose_by(parts, built_in())
    without: Any = msgspec.structs.replace(built_in(), complete=False)
    assert choose_by(parts, without).levels.keys() == {"a-an"}
    with pytest.raises(UnknownRuleError):
        choose_by(parts, without, Asking(("shout",)))


def test_links_are_not_asked_where_they_are_ignored(desk: Desk) -> None:
    entry = '[[overrides]]\npaths = ["posts/**"]\nignore = ["links"]\n'
    desk.write(copydesk_toml=entry)
    assert refused(desk.run("links", "--offline")).startswith("no rule is left: `copydesk links` has dead-link")
    desk.write(copydesk_toml=entry.replace("posts/**", "posts/old/**") + 'select = ["a-an"]\n')
    assert desk.run("links", "--offline").status == 0


def test_the_nearest_configuration_holds(desk: Desk) -> None:
    """A configuration below another makes a site of its own, which inherits nothing."""
    desk.write(copydesk_toml='ignore = ["a-an"]\n[[overrides]]\npaths = ["**"]\nrules.doubled-word.level = "error"\n')
    desk.write(posts__old__copydesk_toml='select = ["a-an"]\n')
    assert found(desk) == {"new.md": {"doubled-word": "error"}, "old/a.md": {"a-an": "warning"}}
    assert found(desk, "posts/old/a.md") == {"old/a.md": {"a-an": "warning"}}
    (desk.folder / "posts/old/copydesk.toml").unlink()
    desk.write(posts__old__pyproject_toml='[project]\nname = "old"\n')
    assert found(desk) == {"new.md": {"doubled-word": "error"}, "old/a.md": {"doubled-word": "error"}}
    desk.write(posts__old__pyproject_toml='[project]\nname = "old"\n[tool.copydesk]\nselect = ["a-an"]\n')
    assert found(desk)["old/a.md"] == {"a-an": "warning"}
    assert json.loads(desk.check("--format", "json").out)["summary"]["posts"] == 2
