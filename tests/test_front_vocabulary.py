"""Tags, categories and authors as front matter writes them, and rewriting them where they stand."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_examples import fixed, judge_example

from lint.diagnostics import Span
from lint.engine.mend import edited
from lint.engine.select import all_rules
from lint.post.front import read as read_front_matter
from lint.post.post import parse
from lint.rule import Bad
from lint.site.facts import PostFacts, gather
from lint.site.rewrite import part_of, rewrite
from lint.site.taxonomies import Entry, authors, labels
from lint.site.words import PostWords


def facts(text: str, path: str = "posts/a.md") -> PostFacts:
    return gather(parse(text, path), PostWords())


def shown(text: str, found: Iterable[Entry]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.text, text[one.span.start : one.span.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntags: [a b, 'c']\n---\n", [("tag", "a b", "a b"), ("tag", "c", "'c'")]),
        ("---\ntags:\n- a # why\n- 2024\n---\n", [("tag", "a", "a"), ("tag", "2024", "2024")]),
        ("---\ntags: a,  b ,, c\n---\n", [("tag", "a", "a"), ("tag", "b", "b"), ("tag", "c", "c")]),
        ("---\nTags: 'a, b'\n---\n", [("tag", "a", "a"), ("tag", "b", "b")]),
        ("---\ntags: a b c\n---\n", []),
        ("---\ncategory: a b\ncategories: [c]\n---\n", [("category", "a b", "a b"), ("category", "c", "c")]),
        ('+++\n[taxonomies]\ntags = ["a"]\ncategories = ["b"]\n+++\n', [("tag", "a", '"a"'), ("category", "b", '"b"')]),
        ('{"tags": ["a", 5, null, ["b"], {"c": "d"}]}\n', [("tag", "a", '"a"'), ("tag", "5", "5")]),
        ("---\ntags:\ncategories: []\n---\n", []),
        ("---\ntags: {a: b}\ncategory: true\n---\n", []),
        ("---\nx: &x [a]\ntags: *x\n---\n", []),
        ('---\ntags: "a\\tb, c"\n---\n', []),
        ("no front matter\n", []),
    ],
)
def test_labels(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(text, labels(facts(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nauthor: Ada Regen\n---\n", ["Ada Regen"]),
        ("---\nauthor: Ada Regen, Bo Storm, and Zoe Vent\n---\n", ["Ada Regen", "Bo Storm", "Zoe Vent"]),
        ("---\nauthor: Ada Regen & Bo Storm und Zoe Vent\n---\n", ["Ada Regen", "Bo Storm", "Zoe Vent"]),
        ("---\nauthors: ['Ada Regen and Bo Storm', Zoe Vent]\n---\n", ["Ada Regen", "Bo Storm", "Zoe Vent"]),
        ("---\nauthor: Anderson Andrews\n---\n", ["Anderson Andrews"]),
        ("---\nauthors:\n  - name: Ada Regen\n    url: x\n  - name: Bo Storm\n---\n", ["Ada Regen", "Bo Storm"]),
        ('+++\n[author]\nname = "Ada Regen"\n+++\n', ['"Ada Regen"']),
        ('+++\n[[authors]]\nname = "Ada Regen"\n[[authors]]\nname = "Bo Storm"\n+++\n', ['"Ada Regen"', '"Bo Storm"']),
        ("---\nauthor:\n  name: [Ada]\n  url: 5\n---\n", []),
        ("---\nauthor: ' and '\n---\n", []),
    ],
)
def test_authors(text: str, expected: list[str]) -> None:
    assert [text[one.span.start : one.span.end] for one in authors(facts(text))] == expected


@pytest.mark.parametrize(
    ("written", "said", "new", "result"),
    [
        ("rain", "rain", "snow", "snow"),
        ("'rain'", "rain", "snow", "'snow'"),
        ('"rain"', "rain", "C#", '"C#"'),
        ("rain", "rain", "no", '"no"'),
        ("rain", "rain", "a: b", '"a: b"'),
        ("rain", "rain", "a, b", '"a, b"'),
        ("rain", "rain", "2024", '"2024"'),
        ("rain", "rain", "Zoé d.c.", "Zoé d.c."),
        ('"a\\tb"', "a\tb", "snow", None),
        ("rain", "rain", "it's", None),
        ("rain", "rain", "", None),
    ],
)
def test_rewriting(written: str, said: str, new: str, result: str | None) -> None:
    text = f"k: {written}"
    edit = rewrite(Span(3, len(text)), said, new, "yaml")
    assert (edited(text, [edit]) if edit else None) == (f"k: {result}" if result else None)


@given(st.text(min_size=1, max_size=20), st.sampled_from(["---\nk: {}\n---\n", "---\nk: [{}, b]\n---\n"]))
def test_a_rewritten_value_says_what_it_should(new: str, frame: str) -> None:
    start = frame.index("{}")
    text = frame.replace("{}", "old")
    edit = rewrite(Span(start, start + 3), "old", new, "yaml")
    if edit is None:
        return
    front = read_front_matter(edited(text, [edit]))
    assert front is not None
    assert not front.problems
    value = front.fields[0].value
    assert (value.items[0] if value.items else value).text == new
    assert (value.items[0] if value.items else value).kind == "text"


def test_parts_of_values_that_are_not_written_as_they_are_read_have_no_place() -> None:
    assert part_of(Span(0, 5), "a, b", 3, 4) is None
    assert part_of(Span(0, 6), "a, b", 3, 4) == Span(4, 5)
    assert part_of(Span(0, 4), "a\n b", 3, 4) is None


@pytest.mark.parametrize("rule", ["tag-variant", "author-variant", "unknown-tag", "invalid-lang", "cover-size"])
@pytest.mark.parametrize(
    "value",
    ["", "[]", "{}", "[[a], {b: c}]", "{a: [b]}", "5", "true", "null", "2024-05-01", "' '", "|\n  a\n  b", "[~, '']"],
)
def test_odd_values_are_no_trouble(rule: str, value: str) -> None:
    text = (
        "---\n"
        + "".join(f"{key}: {value}\n" for key in ("tags", "category", "author", "cover", "taxonomies"))
        + "---\n"
    )
    options = {"tags": ["a"]} if rule == "unknown-tag" else {}
    example = Bad("", options=options, site={"posts/b.md": text, "posts/c.md": text})
    for found in judge_example(all_rules()[rule], example, text):
        assert 0 <= found.span.start <= found.span.end <= len(text)


def test_many_commas_and_spaces_take_no_time() -> None:
    text = f"---\ntags: '{' ,' * 20_000}'\nauthor: '{' ' * 20_000}and'\n---\n"
    post = facts(text)
    assert list(labels(post)) == []
    assert [one.text.strip() for one in authors(post)] == ["and"]


def test_line_ends_quotes_and_comments_stay() -> None:
    site = {f"posts/{number}.md": "---\ntags: [Open Data]\n---\n" for number in range(3)}
    rule = all_rules()["tag-variant"]
    text = "---\r\ntags:\r\n  - 'open-data'  # for ever\r\n  - b\r\n---\r\n"
    assert fixed(rule, Bad("", site=site), text) == text.replace("open-data", "Open Data")


def test_the_fix_of_a_copy_is_safe_only_where_both_are_the_same() -> None:
    rule = all_rules()["tag-variant"]
    (same,) = judge_example(rule, Bad(""), "---\ntags: [a, a]\n---\n")
    (other,) = judge_example(rule, Bad(""), "---\ntags: [a, A]\n---\n")
    assert same.fix
    assert same.fix.safe
    assert other.fix
    assert not other.fix.safe
