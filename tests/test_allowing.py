"""`fix --allow` writes allowances where they are read, needed, and seen by nobody."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyromark import Options
from sessions import DOUBLED, GOOD, Desk

from lint.config.schema import Config
from lint.engine.allowing import allow
from lint.engine.examine import Source
from lint.engine.fix import Fixed
from lint.engine.run import Desk as RunDesk
from lint.engine.run import Result, run
from lint.engine.select import choose
from lint.post.masked import MASK
from lint.post.post import parse
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

HEAD = "---\ntitle: A post\ndate: 2024-05-01\n---\n\n"
NOTE = "<!-- copydesk: allow doubled-word -->"
IN_FRONT = HEAD.replace("\n---\n\n", "\ncopydesk: {allow: [doubled-word]}\n---\n\n")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def allowed(desk: Desk, text: str, *rules: str, name: str = "a.md") -> str:
    """The text after `fix --allow`; what was allowed is no longer found, and a second run changes nothing."""
    path = desk.folder / name
    path.write_bytes(text.encode())
    names = ",".join(rules or ("doubled-word",))
    done = desk.run("fix", "--allow", names, name, "--level", "advice")
    after = path.read_bytes().decode()
    found = desk.rules(name, "--level", "advice")
    assert not {*names.split(",")} & {*found}, done
    assert "unused-allowance" not in found
    desk.run("fix", "--allow", names, name, "--level", "advice")
    assert path.read_bytes().decode() == after
    return after


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The the cat.\n", f"The the cat. {NOTE}\n"),
        ("The the cat.", f"The the cat. {NOTE}"),
        ("So\nthe the cat\nsat.\n", f"So\nthe the cat {NOTE}\nsat.\n"),
        ("So the the  \ncat\n", f"So the the {NOTE}  \ncat\n"),
        ("So the the\\\ncat\n", f"So the the {NOTE}\\\ncat\n"),
        ("- one\n- the the\n- two\n", f"- one\n- the the {NOTE}\n- two\n"),
        ("> the the\n> cat\n", f"> the the {NOTE}\n> cat\n"),
        ("See.[^1]\n\n[^1]: The the.\n", f"See.[^1]\n\n[^1]: The the. {NOTE}\n"),
        ("## Of the the cat\n\nText.\n", f"{NOTE}\n## Of the the cat\n\nText.\n"),
        ("Of the the cat\n===\n\nText.\n", f"{NOTE}\nOf the the cat\n===\n\nText.\n"),
        ("Ends with the\nthe cat.\n", f"{NOTE}\nEnds with the\nthe cat.\n"),
        ("| the the | b |\n|---|---|\n| c | d |\n", f"{NOTE}\n| the the | b |\n|---|---|\n| c | d |\n"),
        ("[the the\n`a\nb` cat](b.md)\n", f"[the the {NOTE}\n`a\nb` cat](b.md)\n"),
        ("The the `a\nb` cat.\n", f"{NOTE}\nThe the `a\nb` cat.\n"),
        ('The the [a](c.md\n"t") cat.\n', f'{NOTE}\nThe the [a](c.md\n"t") cat.\n'),
        ('The the <b\nid="x">cat</b>.\n', f'{NOTE}\nThe the <b\nid="x">cat</b>.\n'),
        ("The the {{ a\nb }} cat.\n", f"{NOTE}\nThe the {{{{ a\nb }}}} cat.\n"),
        ("The the cat. And and so.\n", f"The the cat. And and so. {NOTE}\n"),
        ("The the cat. <!-- a note -->\n", f"The the cat. <!-- a note --> {NOTE}\n"),
    ],
)  # fmt: skip
def test_the_narrowest_place(desk: Desk, body: str, expected: str) -> None:
    assert allowed(desk, HEAD + body) == HEAD + expected
    crlf = allowed(desk, (HEAD + body).replace("\n", "\r\n"))
    assert crlf == (HEAD + expected).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "body",
    [
        "| a | b |\n|---|---|\n| the the | d |\n",
        "So\nit ends with the\nthe cat.\n", "> So.\n>\n> ## Of the the cat\n>\n> Text.\n",
        "So\nthe the `a\nb` cat.\n", "<p>\nSo\n</p>\n\n| a |\n|-|\n| the the |\n",
    ],
)  # fmt: skip
def test_front_matter_where_no_comment_can_stand(desk: Desk, body: str) -> None:
    assert allowed(desk, HEAD + body) == IN_FRONT + body


FRONTS = [
    ("---\ntitle: A post\n---\n", "---\ntitle: A post\ncopydesk: {allow: [doubled-word]}\n---\n"),
    ("---\ncopydesk: {allow: [a-an]}\n---\n", "---\ncopydesk: {allow: [a-an, doubled-word]}\n---\n"),
    ("---\ncopydesk:\n  allow: []\n---\n", "---\ncopydesk:\n  allow: [doubled-word]\n---\n"),
    ("---\ncopydesk:\n  allow: a-an\n---\n", "---\ncopydesk:\n  allow: [a-an, doubled-word]\n---\n"),
    (
        "---\ncopydesk:\n  allow:\n    - a-an  # why\ntitle: A post\n---\n",
        "---\ncopydesk:\n  allow:\n    - doubled-word\n    - a-an  # why\ntitle: A post\n---\n",
    ),
    ("---\ncopydesk:\n  allow:\n  - 'a-an'\n---\n", "---\ncopydesk:\n  allow:\n  - doubled-word\n  - 'a-an'\n---\n"),
    ("---\ncopydesk:\n---\n", "---\ncopydesk: {allow: [doubled-word]}\n---\n"),
    ("---\ntitle: |\n  A post\n---\n", "---\ntitle: |\n  A post\ncopydesk: {allow: [doubled-word]}\n---\n"),
    (
        "+++\ntitle = 'A'\n[x]\ny = 1\n+++\n",
        "+++\ncopydesk = {allow = [\"doubled-word\"]}\ntitle = 'A'\n[x]\ny = 1\n+++\n",
    ),
    ('+++\n[copydesk]\nallow = ["a-an"]\n+++\n', '+++\n[copydesk]\nallow = ["a-an", "doubled-word"]\n+++\n'),
    (
        '+++\ntitle = "A"\n[extra]\nx = 1\n+++\n',
        '+++\ntitle = "A"\n[extra]\ncopydesk = {allow = ["doubled-word"]}\nx = 1\n+++\n',
    ),
    ('{"title": "A"}\n', '{"copydesk": {"allow": ["doubled-word"]}, "title": "A"}\n'),
    ('{\n  "title": "A"\n}\n', '{\n  "copydesk": {"allow": ["doubled-word"]},\n  "title": "A"\n}\n'),
    ('{"copydesk": {"allow": ["a-an"]}}\n', '{"copydesk": {"allow": ["a-an", "doubled-word"]}}\n'),
]
TABLE = "\n| a |\n|---|\n| the the, a apple |\n"


@pytest.mark.parametrize(("front", "expected"), FRONTS)
def test_the_forms_of_front_matter(desk: Desk, front: str, expected: str) -> None:
    assert allowed(desk, front + TABLE) == expected + TABLE
    crlf = allowed(desk, (front + TABLE).replace("\n", "\r\n"))
    assert crlf == (expected + TABLE).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "front",
    [
        "", "\ufeff", '+++\npath = "x"\n+++\n', "---\n title: A\n copydesk: {other: 1}\n---\n",
        "---\n{title: A post}\n---\n", '+++\ntaxonomies.tags = ["a"]\n+++\n',
    ],
)  # fmt: skip
def test_a_comment_on_top_where_front_matter_cannot_take_it(desk: Desk, front: str) -> None:
    note = "<!-- copydesk: allow-file doubled-word -->"
    table = TABLE.removeprefix("\n")
    if front.strip("\ufeff"):
        assert allowed(desk, f"{front}\n{table}") == f"{front}\n{note}\n\n{table}"
    else:
        desk.write(copydesk_toml='posts = ["*.md"]\n')
        assert allowed(desk, front + table) == f"{front}{note}\n\n{table}"
        assert allowed(desk, f"{front}{note.replace('doubled-word', 'a-an')}\n\n{table}") == (
            f"{front}{note.replace('doubled-word', 'a-an, doubled-word')}\n\n{table}"
        )


def test_zola_refuses_fields_that_it_does_not_know(desk: Desk) -> None:
    desk.write(config_toml='base_url = "https://example.org"\n[markdown]\nhighlight_code = true\n', content__x_md=GOOD)
    front = '+++\ntitle = "A"\ndate = 2024-05-01\n+++\n'
    after = allowed(desk, front + TABLE, name="content/a.md")
    assert after == front + "\n<!-- copydesk: allow-file doubled-word -->\n" + TABLE


def test_it_joins_what_is_there(desk: Desk) -> None:
    assert allowed(desk, HEAD + "The the, a apple. <!-- copydesk: allow a-an: sung -->\n") == (
        HEAD + "The the, a apple. <!-- copydesk: allow a-an, doubled-word: sung -->\n"
    )
    assert allowed(desk, HEAD + "{# copydesk: allow a-an #}\nThe the, a apple.\n") == (
        HEAD + "{# copydesk: allow a-an, doubled-word #}\nThe the, a apple.\n"
    )
    assert allowed(desk, HEAD + "The the, a apple.\n", "doubled-word", "a-an") == (
        HEAD + "The the, a apple. <!-- copydesk: allow a-an, doubled-word -->\n"
    )


def test_a_comment_that_would_silence_another_rule_goes_elsewhere(desk: Desk) -> None:
    body = "So the the cat is a\nhonest one.\n"
    desk.write(a_md=HEAD + body)
    assert desk.rules() == ["doubled-word", "a-an"]
    desk.run("fix", "--allow", "doubled-word")
    assert (desk.folder / "a.md").read_text() == HEAD + f"{NOTE}\n{body}"
    assert desk.rules() == ["a-an"]


def test_mdx_has_comments_of_its_own(desk: Desk) -> None:
    after = allowed(desk, HEAD + "The the cat.\n\n## And and so\n\nText.\n", name="a.mdx")
    note = "{/* copydesk: allow doubled-word */}"
    assert after == HEAD + f"The the cat. {note}\n\n{note}\n## And and so\n\nText.\n"


def test_findings_in_front_matter(desk: Desk) -> None:
    text = "---\ntitle: TODO\ndate: 2024-05-01\n---\n\nText.\n"
    assert "copydesk: {allow: [placeholder-field]}\n---\n" in allowed(desk, text, "placeholder-field")
    broken = '---\ntitle: "A\n---\n\nText.\n'
    assert allowed(desk, broken, "front-matter-syntax").endswith(
        "<!-- copydesk: allow-file front-matter-syntax -->\n\nText.\n"
    )


def test_only_what_was_asked_for_is_allowed_and_nothing_is_fixed(desk: Desk) -> None:
    desk.write(a_md=DOUBLED + "\nThey recieve it.\n", b_md=HEAD + "And and so.\n")
    done = desk.run("fix", "--allow", "doubled-word", "a.md")
    assert done.status == 1
    assert done.err == "1 allowed in 1 post\n"
    assert "recieve" in done.out
    assert (desk.folder / "a.md").read_text() == DOUBLED[:-1] + f" {NOTE}\n\nThey recieve it.\n"
    assert (desk.folder / "b.md").read_text() == HEAD + "And and so.\n"


def test_what_the_baseline_knows_is_not_allowed(desk: Desk) -> None:
    desk.write(a_md=DOUBLED)
    desk.check("--write-baseline")
    desk.run("fix", "--allow", "doubled-word")
    assert (desk.folder / "a.md").read_text() == DOUBLED
    desk.run("fix", "--allow", "doubled-word", "--no-baseline")
    assert NOTE in (desk.folder / "a.md").read_text()


def test_a_patch_first(desk: Desk) -> None:
    desk.write(a_md=DOUBLED)
    done = desk.run("fix", "--allow", "doubled-word", "--diff")
    assert f"+The the cat. {NOTE}\n" in done.out
    assert (desk.folder / "a.md").read_text() == DOUBLED


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--allow", "doubled-words"], "there is no rule `doubled-words`; did you mean `doubled-word`?"),
        (["--allow", "style"], "`style` is a family; `--allow` takes rules, such as `a-an`"),
        (["--allow", "a-an", "--unsafe"], "`--allow` fixes nothing"),
    ],
)
def test_what_cannot_be_allowed(desk: Desk, arguments: list[str], why: str) -> None:
    desk.write(a_md=DOUBLED)
    done = desk.run("fix", *arguments)
    assert done.status == 2
    assert why in done.err
    assert (desk.folder / "a.md").read_text() == DOUBLED


def test_a_rule_that_did_not_run_is_named(desk: Desk) -> None:
    desk.write(a_md=DOUBLED)
    assert "unknown-word does not run here" in desk.run("fix", "--allow", "unknown-word").err


PIECES = [
    "The the cat", " and and", " a apple", " teh recieve", "\n", "\n\n", "- item", "> quote ", "1. two two ", "[](x)",
    "[a a](y \n't')", "## Head head ", "===\n", "![](y.png)", "TODO", "`code", "```\n", "    ", "word", "| a a | b |\n",
    "|---|---|\n", "  \n", "\\\n", "<b", "<p>\n", "</p>", "<!-- note -->", "<!-- copydesk: allow a-an -->", "{{ x }}",
    "{% raw %}\n", "[^1]", "[^1]: note note", "[d]: e\n", "$$\n", "é ", "***\n",
]  # fmt: skip
bodies = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
fronts = st.sampled_from(["", HEAD, *(front for front, _ in FRONTS), "---\ntitle: TODO\n---\n", '---\na: "b\n---\n'])
NAMES = ("doubled-word", "a-an", "misspelling", "todo-in-text", "empty-link", "placeholder-field")
RULES = choose(["style", "spelling", "structure", "links", "placeholder-field"])
_COMMENT = re.compile(rf"\s*(?:<!-- copydesk: allow[^<>]*-->|{MASK}+)")


def judged(path: str, text: str) -> tuple[RunDesk, Result]:
    desk = RunDesk(Config(drafts="error"), RULES, dictionaries(), ListedFiles([path]), datetime.date(2024, 6, 1))
    result = run(desk, {path: Source(path, text)}, [path])
    assert result.judged.crashes == ()
    return desk, result


def written(path: str, text: str) -> Fixed:
    desk, result = judged(path, text)
    return allow(desk, {path: Source(path, text)}, [path], result, lambda one: one.rule in NAMES)


def page(path: str, text: str) -> list[str]:
    """The words and tags of the page that a post becomes, without allowances."""
    post = parse(text, path)
    html = pyromark.html(post.source[post.body :], options=Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES)
    return _COMMENT.sub("", html).split()


@settings(max_examples=80)
@given(fronts, bodies, st.sampled_from(["a.md", "a.mdx"]), st.booleans())
def test_whatever_is_allowed_shows_the_same_and_is_at_peace(front: str, body: str, path: str, windows: bool) -> None:
    text = front + body + "\n"
    text = text.replace("\n", "\r\n") if windows else text
    _, before = judged(path, text)
    done = written(path, text)
    after = done.changed[path].text if done.changed else text
    kinds = {(one.rule, one.message) for one in before.judged.diagnostics}
    left = done.result.judged.diagnostics
    assert {(one.rule, one.message) for one in left} <= kinds, "a new finding"
    assert len(left) <= len(before.judged.diagnostics) - len(done.fixed)
    assert page(path, after) == page(path, text)
    assert ("\r\n" in after) == ("\r\n" in text)
    assert not windows or "\n" not in after.replace("\r\n", "")
    assert written(path, after).changed == {}
