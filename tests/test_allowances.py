"""Allowances: what they cover, what they never hide, and which of them nothing needs."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import GOOD, Desk

from lint.bundle import verify
from lint.config.schema import Config
from lint.diagnostics import Diagnostic
from lint.engine.examine import Source
from lint.engine.run import Desk as RunDesk
from lint.engine.run import run
from lint.engine.select import all_rules, choose
from lint.post.post import parse
from lint.rule import SiteRule
from lint.site.allowing import BUNDLE_FAULTS
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

HEAD = "---\ntitle: A post\ndate: 2024-05-01\n---\n\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


FORMS = [
    "<!-- copydesk: allow doubled-word -->", "<!--copydesk:allow doubled-word-->",
    "<!-- copydesk: allow doubled-word: the band is called so -->", "<!-- copydesk: allow doubled-word (a band) -->",
    "<!-- copydesk: allow doubled-word — a band, a-an -->", "<!-- copydesk: allow a-an doubled-word -->",
    "{/* copydesk: allow doubled-word */}", "{{/* copydesk: allow doubled-word */}}",
    "{{- /* copydesk: allow doubled-word */ -}}", "{# copydesk: allow doubled-word #}",
    "{#- copydesk: allow doubled-word -#}", "{% comment %} copydesk: allow doubled-word {% endcomment %}",
    "{%- comment -%}copydesk: allow doubled-word{%- endcomment -%}", "{% # copydesk: allow doubled-word %}",
    "{{< comment >}} copydesk: allow doubled-word {{< /comment >}}", "<!-- copydesk: allow style -->",
    "%% copydesk: allow doubled-word %%",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_comments(desk: Desk, form: str) -> None:
    select = ("--select", "doubled-word")
    desk.write(a_md=HEAD + f"The the cat. {form}\n\nAnd and.\n", b_md=HEAD + f"{form}\nThe the cat.\n\nAnd and.\n")
    found = desk.json(*select)["diagnostics"]
    assert [(one["path"], one["line"]) for one in found] == [("a.md", 8), ("b.md", 9)]
    desk.write(a_md=HEAD + f"The the cat.\n\n{form.replace('allow', 'allow-file')}\n\nAnd and.\n")
    assert desk.rules("a.md", *select) == []


@pytest.mark.parametrize(
    "form",
    [
        "<!-- copydesk: allow mojibake: doubled-word -->", "<!-- copydesk: allow -->", "<!-- copydesk allow x -->",
        "`<!-- copydesk: allow doubled-word -->`", "<!-- copydesk: allows doubled-word -->",
        "<!-- copydesk: allow links -->", "<!-- copydesk: allow Doubled-Word -->",
    ],
)  # fmt: skip
def test_what_allows_nothing(desk: Desk, form: str) -> None:
    desk.write(a_md=HEAD + f"The the cat. {form}\n")
    assert desk.rules("--select", "doubled-word") == ["doubled-word"]


@pytest.mark.parametrize(
    "front",
    [
        "---\ncopydesk: {allow: [doubled-word]}\n---\n", "---\ncopydesk:\n  allow: doubled-word\n---\n",
        "---\ncopydesk:\n  allow:\n  - a-an\n  - doubled-word # a band\n---\n", "---\ncopydesk: {allow: style}\n---\n",
        '+++\n[copydesk]\nallow = ["doubled-word"]\n+++\n', '{"copydesk": {"allow": ["doubled-word"]}}\n',
    ],
)  # fmt: skip
def test_forms_of_front_matter(desk: Desk, front: str) -> None:
    desk.write(a_md=front + "\nThe the cat.\n")
    assert desk.rules("--select", "doubled-word") == []


def test_only_rules_that_looked_are_called_unused(desk: Desk) -> None:
    names = "a-an, dead-link, unknown-word, dead-anchor, links, style"
    desk.write(a_md=GOOD + f"\nThe end. <!-- copydesk: allow {names} -->\n")
    assert unused(desk) == ["a-an", "style"]
    assert unused(desk, "--select", "structure") == []
    assert unused(desk, "--select", "a-an,unused-allowance") == ["a-an"]
    assert unused(desk, "--ignore", "a-an") == []
    desk.write(copydesk_toml='[rules.a-an]\nlevel = "off"\n')
    assert unused(desk) == []


def unused(desk: Desk, *arguments: str) -> list[str]:
    found = [one for one in desk.json(*arguments)["diagnostics"] if one["rule"] == "unused-allowance"]
    return [one["message"].split('"')[1] for one in found]


def test_it_is_a_rule_like_any_other(desk: Desk) -> None:
    text = GOOD + "\nThe end. <!-- copydesk: allow a-an -->\n"
    desk.write(a_md=text)
    assert desk.rules() == ["unused-allowance"]
    assert desk.check().status == 0
    assert desk.rules("--ignore", "unused-allowance") == []
    desk.write(copydesk_toml='[rules.unused-allowance]\nlevel = "error"\n')
    assert desk.check().status == 1
    desk.write(a_md=text.replace("date:", "draft: true\ndate:"))
    assert desk.check().status == 0, "a draft"
    desk.write(a_md=text.replace("a-an", "a-an, unused-allowance"))
    assert desk.rules() == []
    desk.write(a_md=text)
    desk.check("--write-baseline")
    assert desk.rules() == []
    assert "  unused-allowance" in desk.run("rules").out
    assert "no finding needs" in desk.run("explain", "unused-allowance").out


def test_what_the_baseline_knows_may_be_allowed_as_well(desk: Desk) -> None:
    desk.write(a_md=HEAD + "The the cat.\n")
    desk.check("--write-baseline")
    desk.write(a_md=HEAD + "The the cat. <!-- copydesk: allow doubled-word -->\n")
    assert desk.rules() == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("One <!-- copydesk: allow a-an -->  \ntwo.\n", "One  \ntwo.\n"),
        ("One <!-- copydesk: allow a-an --> two.\n", "One two.\n"),
        ("> <!-- copydesk: allow a-an -->\n> One\n", "> One\n"),
        ("> Two.\n>\n> <!-- copydesk: allow a-an -->\n> One\n", "> Two.\n>\n> One\n"),
        ("One\r\n\r\n<!-- copydesk: allow a-an -->\r\nTwo.\r\n", "One\r\n\r\nTwo.\r\n"),
        ("One\r\n<!-- copydesk: allow a-an -->\r\nTwo.\r\n", "One\r\n\r\nTwo.\r\n"),
        ("One.\n\n<!-- copydesk: allow a-an -->", "One.\n\n"),
        ("One. {# copydesk: allow a-an, style #}\n", "One.\n"),
        ("One. {# copydesk: allow a-an, links #}\n", "One. {# copydesk: allow links #}\n"),
        ("One. {# copydesk: allow links a-an #}\n", "One. {# copydesk: allow links #}\n"),
    ],
)
def test_what_a_fix_leaves(desk: Desk, text: str, fixed: str) -> None:
    desk.write(a_md=HEAD + text)
    desk.run("fix", "--select", "unused-allowance,style")
    assert (desk.folder / "a.md").read_bytes().decode() == HEAD + fixed


def test_a_list_that_a_comment_parts_stays_parted(desk: Desk) -> None:
    text = HEAD + "- One\n\n<!-- copydesk: allow a-an -->\n\n- Two\n"
    desk.write(a_md=text)
    desk.run("fix", "--select", "unused-allowance,style")
    assert (desk.folder / "a.md").read_text() == text


def test_the_faults_of_a_bundle_are_those_it_finds() -> None:
    source = "".join(path.read_text() for path in Path(verify.__file__).parent.glob("verify*.py"))
    assert all(f'"{name}"' in source for name in BUNDLE_FAULTS)
    assert not set(BUNDLE_FAULTS) & all_rules().keys()


PIECES = [
    "The the cat", " and and", " a apple", " recieve", "##Title", "\n", "\n\n", "- item", "> quote ", "[](x)",
    "![](y.png)", "TODO", "Ã©tÃ©", "`code", "```\n", "word", " \u200b", "{% x %}", "| a |\n|---|\n| the the |",
]  # fmt: skip
bodies = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
NAMES = ("doubled-word", "a-an", "misspelling", "empty-link", "missing-alt", "todo-in-text", "mojibake", "links", "nil")
names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
ALL = choose(["all"])


def found(text: str) -> tuple[Diagnostic, ...]:
    desk = RunDesk(Config(drafts="error"), ALL, dictionaries(), ListedFiles(["posts/a.md"]), datetime.date(2024, 6, 1))
    judged = run(desk, {"posts/a.md": Source("posts/a.md", text)}, ["posts/a.md"]).judged
    assert judged.crashes == ()
    return judged.diagnostics


@settings(max_examples=60)
@given(bodies, names)
def test_an_allowance_hides_no_other_rule(body: str, allowed: list[str]) -> None:
    text = f"---\ntitle: A post\nother: {{allow: [{', '.join(allowed)}]}}\n---\n\n{body}\n"
    before = [one for one in found(text) if one.rule not in allowed and one.family not in allowed]
    after = [one for one in found(text.replace("other:", "copydesk:")) if one.rule != "unused-allowance"]
    assert [one.span.start for one in after if one.span.start > 60] == [
        one.span.start + 3 for one in before if one.span.start > 57
    ]
    assert not {one.rule for one in after} & set(allowed)


@settings(max_examples=60)
@given(bodies, st.sampled_from(["<!-- copydesk: allow{} {} -->", "{{# copydesk: allow{} {} #}}"]), names, st.booleans())
def test_every_unused_allowance_can_go(body: str, form: str, allowed: list[str], whole: bool) -> None:
    text = HEAD + form.format("-file" if whole else "", ", ".join(allowed)) + "\n\n" + body + "\n"
    idle = {text[one.span.start : one.span.end] for one in found(text) if one.rule == "unused-allowance"}
    left = [name for name in allowed if name not in idle]
    comment = form.format("-file" if whole else "", ", ".join(left)) if left else form.format("", "unused-allowance")
    shorter = HEAD + comment + "\n\n" + body + "\n"
    kinds = [(one.rule, one.message) for one in found(text) if one.rule != "unused-allowance"]
    assert [(one.rule, one.message) for one in found(shorter)] == kinds


def test_only_site_rules_judge_allowances() -> None:
    judges = [rule for rule in all_rules().values() if issubclass(rule, SiteRule) and rule.judges_allowances]
    assert [rule.id for rule in judges] == ["unused-allowance"]


def test_many_comments_that_nothing_ends_take_linear_time() -> None:
    """What takes quadratic time would not come to an end here; none of them allows anything."""
    for piece in ("{# copydesk: allow ", "<!-- copydesk: allow x:", "{% comment %} copydesk: allow ", "<!-- copydesk:"):
        for text in (piece * 5_000, piece + " " * 100_000, " " * 100_000 + piece):
            assert not parse(text).allowances
