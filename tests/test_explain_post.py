"""`copydesk explain --post`: a post with the kind of each of its parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sessions import Desk, refused

from lint.post.dialect import FLAVORS
from lint.post.post import parse
from lint.site.post_parts import KINDS, PartKind, parts

FRONT = "---\ntitle: A title\nlang: en\n---\n\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


KINDS_IN: list[tuple[str, str, list[tuple[PartKind, str]]]] = [
    ("", "A *b*.", [("prose", "A"), ("markup", "*"), ("prose", "b"), ("markup", "*"), ("prose", ".")]),
    ("", "`a` <b>c</b>", [("code", "`a`"), ("HTML", "<b>"), ("prose", "c"), ("HTML", "</b>")]),
    ("", "[a](b) ![c](d)", [
        ("markup", "["), ("prose", "a"), ("markup", "]("), ("link target", "b"), ("markup", ")"),
        ("image", "!["), ("aside", "c"), ("image", "](d)"),
    ]),
    ("", "a[^1] https://b.test\n\n[^1]: c", [
        ("prose", "a"), ("footnote", "[^1]"), ("link target", "https://b.test"), ("markup", "[^1]:"), ("prose", "c"),
    ]),
    ("", "<!-- a -->\n\n<div>\nb\n</div>", [
        ("comment", "<!-- a -->"), ("HTML", "<div>"), ("aside", "b"), ("HTML", "</div>"),
    ]),
    ("", "{{ a }} b", [("template tag", "{{ a }}"), ("prose", "b")]),
    ("jekyll", "a\n{: .b}", [("prose", "a"), ("attributes", "{: .b}")]),
    ("hugo", "{{< a >}}\n\n\\(x^2\\)", [("template tag", "{{< a >}}"), ("math", "\\(x^2\\)")]),
    ("github", "> [!TIP]\n> a", [("markup", ">"), ("alert", "[!TIP]"), ("markup", ">"), ("prose", "a")]),
    ("quarto", "::: a b\nc @dee\n:::", [
        ("directive", "::: a"), ("prose", "b\nc"), ("citation", "@dee"), ("directive", ":::"),
    ]),
    ("myst", "{a}`b` % c", [("role", "{a}"), ("code", "`b`"), ("prose", "% c")]),
    ("mdx", "import a from 'b'\n\n{c} <D>e</D>", [
        ("import", "import a from 'b'"), ("expression", "{c}"), ("component", "<D>"), ("prose", "e"),
        ("component", "</D>"),
    ]),
    ("obsidian", "[[a|b]] %%c%%", [
        ("link target", "[[a|"), ("prose", "b"), ("link target", "]]"), ("comment", "%%c%%"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("flavor", "text", "expected"), KINDS_IN, ids=[text for _, text, _ in KINDS_IN])
def test_the_kind_of_each_part(flavor: str, text: str, expected: list[tuple[PartKind, str]]) -> None:
    found = [(part.kind, text[part.span.start : part.span.end]) for part in parts(parse(text, flavor=flavor))]
    if flavor == "quarto":  # the title ends a block, the line end belongs to nobody
        expected = [("directive", "::: a"), ("prose", "b"), ("prose", "c"), *expected[2:]]
    assert found == expected


def test_each_kind_is_shown_by_one_of_these() -> None:
    shown = {kind for _, _, found in KINDS_IN for kind, _ in found} | {"front matter"}
    assert shown == set(KINDS)


def test_without_colour_the_rest_is_blotted_out_and_named(desk: Desk) -> None:
    desk.write(a_md=FRONT + "Run `make` [now](b.md).\r\n\r\n{{ x }}\r\n")
    done = desk.run("explain", "--post", "a.md")
    assert done.status == 0
    lines = done.out.split("\n")
    assert lines[:3] == ["a.md", "  language  en, by its field `lang`", lines[2]]
    assert "not known" in lines[2]
    drawn = {line.split("|", 1)[0].strip(): line.split("|", 1)[1].strip() for line in lines if "|" in line}
    assert drawn["2 front matter, aside"] == "······ A title"
    assert drawn["6 code, link target"] == "Run ░░░░░░ ·now··░░░░·."
    assert drawn["8 template tag"] == "░░ ░ ░░"
    assert "template tag  what the generator replaces" in done.out
    assert "formulas" not in done.out, "the legend names what is there"
    assert "\x1b" not in done.out


def test_in_colour_everything_is_shown(desk: Desk) -> None:
    desk.write(a_md=FRONT + "Run `make` now.\n")
    done = desk.run("explain", "--post", "a.md", "--color", "always")
    assert "\x1b[" in done.out
    assert "`make`" in done.out
    assert "░" not in done.out
    assert "\x1b" not in desk.run("explain", "--post", "a.md", "--color", "never").out


def test_as_json(desk: Desk) -> None:
    desk.write(a_md="Ein `b`.\n\nC {{ d }}\n")
    document = json.loads(desk.run("explain", "--post", "a.md", "--format", "json").out)
    assert document["path"] == "a.md"
    assert [(one["kind"], one["text"], one["line"], one["column"], one["end_column"]) for one in document["parts"]] == [
        ("prose", "Ein", 1, 1, 4),
        ("code", "`b`", 1, 5, 8),
        ("prose", ".", 1, 8, 9),
        ("prose", "C", 3, 1, 2),
        ("template tag", "{{ d }}", 3, 3, 10),
    ]


def test_the_site_says_what_the_post_is_read_as(desk: Desk) -> None:
    desk.write(content__a_md=FRONT + "{% a %} {{< b >}}\n", hugo_toml="")
    done = desk.run("explain", "--post", "content/a.md")
    assert "flavor    hugo, by the generator of its folder" in done.out
    assert " {% a %} ░" in done.out.replace("|", "")
    desk.write(copydesk_toml='flavor = "commonmark"\nlang = "fr"\n')
    desk.write(content__b_md="{{< b >}}\n")
    done = desk.run("explain", "--post", "content/b.md")
    assert "flavor    commonmark, by `flavor` in the configuration" in done.out
    assert "language  fr, by `lang` in the configuration" in done.out
    assert "{{< b >}}" in done.out


@pytest.mark.parametrize("flavor", FLAVORS)
def test_any_flavour_can_be_drawn(desk: Desk, flavor: str) -> None:
    desk.write(copydesk_toml=f'flavor = "{flavor}"\n', **{"a.mdx": "# A\n\n<B>\n\n:::c\n\nd\n"})
    assert desk.run("explain", "--post", "a.mdx").status == 0


def test_what_cannot_be_explained(desk: Desk) -> None:
    desk.write(a_md="A.\n", b_md=b"\xff\xfea")
    refused(desk.run("explain", "--post", "c.md"))
    refused(desk.run("explain", "--post", "b.md"))
    refused(desk.run("explain", "--post", "."))
    refused(desk.run("explain", "doubled-word", "--format", "json"))
    refused(desk.run("explain", "--post", "a.md", "--word", "A", "--color", "never"))
