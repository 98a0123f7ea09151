"""Front matter: what is found, where everything stands, what is said of faults, and that nothing makes it fail."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.diagnostics import Span
from lint.post.elements import Field, FrontMatter, Node
from lint.post.front import MAXIMUM_LENGTH, read
from lint.post.front.toml import read_fields

# --- reading back ---


def must(text: str) -> FrontMatter:
    found = read(text)
    assert found is not None
    return found


def fields(text: str) -> dict[str, Node]:
    found = must(text)
    assert not found.problems
    return {field.key: field.value for field in found.fields}


def at(text: str, span: Span | None) -> str:
    assert span is not None
    return text[span.start : span.end]


def nodes(found: tuple[Field, ...]) -> list[Node]:
    out: list[Node] = []
    waiting = [field.value for field in found]
    while waiting:
        node = waiting.pop()
        out.append(node)
        waiting += [*node.items, *[field.value for field in node.fields]]
    return out


def plain(node: Node) -> Any:
    """The value as Python would have it, for comparison with other readers."""
    if node.kind == "list":
        return [plain(item) for item in node.items]
    if node.kind == "map":
        return {field.key: plain(field.value) for field in node.fields}
    if node.kind == "text":
        return node.text
    return json.loads(node.text.lower() or "null") if node.kind != "date" else node.text


# --- which texts have front matter ---

NOT_FRONT_MATTER = [
    "",
    "\n",
    "A first line.\n",
    "---",
    "---\n",
    "---\nA break, then prose\nover two lines.\n---\nMore.\n",
    "---\n\nA paragraph after a break.\n\nNote: nothing.\n\n---\n",
    "---\nNote: prose behind a break\nwithout an end.\n",
    "----\ntitle: Harbour\n----\n",
    "--- x\ntitle: Harbour\n---\n",
    "Harbour\n---\ntitle: Harbour\n---\n",
    "```\n\n---\ntitle: Harbour\n---\n```\n",
    "+++\nhello\n+++\n",
    "+++\nHello.\n+++\n",
    "+++ x\n",
    "{% include header.html %}\n",
    '{{ "now" | date }}\n',
    "{: .lead }\n",
    '{"a": 1} opens this sentence\n',
    "{ braces } open this sentence\n",
]


@pytest.mark.parametrize("text", NOT_FRONT_MATTER)
def test_text_without_front_matter(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["---\n---\n", "---\n\n---\nBody", "---\n# nothing yet\n---\n", "+++\n+++\n", "{}\n"])
def test_empty_front_matter_is_front_matter(text: str) -> None:
    found = must(text)
    assert found.fields == ()
    assert found.problems == ()


@pytest.mark.parametrize("closing", ["---", "...", "---  ", "---\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_parts_of_a_yaml_block(mark: str, line_end: str, closing: str) -> None:
    text = mark + line_end.join(["---", "title: Harbour", closing, "Body"])
    found = must(text)
    assert at(text, found.span) == text[len(mark) : text.index("Body")].rstrip()
    assert at(text, found.content) == f"title: Harbour{line_end}"
    assert at(text, found.close) == closing.strip()
    assert at(text, found.fields[0].value.span) == "Harbour"


def test_only_a_mark_alone_on_its_line_closes() -> None:
    text = "---\nnote: |\n  ---\n  ...\n  --- kept\ntitle: a --- b\n---\n"
    assert fields(text)["note"].text == "---\n...\n--- kept\n"


def test_a_mark_closes_inside_quotes_too() -> None:
    text = '---\ntitle: "open\n---\nclosed"\n---\n'
    assert [problem.message for problem in must(text).problems] == [
        'the quote " in the value of `title` is never closed'
    ]


# --- YAML: places, kinds, comments ---

POST = """\
---
# all of it
title: "The # \U0001f389 night" # TODO
summary: # later
cafe\u0301: 'it''s' # e\u0301
date: 2024-02-30
time: 12:30:45
answer: no
size: 0x1F
ratio: 1_000.5
gone: ~
url: https://example.org/a#b
note: >- # folded
  Some # text
  that runs on.

# between
tags: # three
  - one # first
  - {name: two, weight: 2} # second
  - "three"
list: [ # start
  a, # inside
  "b"
] # end
quoted: !!str 12 # tagged
base: &base {kind: post}
copy: *base # again
---
Body
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_and_kinds_in_yaml(mark: str, line_end: str) -> None:
    text = mark + POST.replace("\n", line_end)
    found = must(text)
    assert found.problems == ()
    values = {field.key: field.value for field in found.fields}
    for field in found.fields:
        assert at(text, field.key_span) == field.key
    kinds = {key: value.kind for key, value in values.items()}
    assert kinds == dict.fromkeys(kinds, "text") | {
        "summary": "null",
        "date": "date",
        "time": "number",
        "answer": "boolean",
        "size": "number",
        "ratio": "number",
        "gone": "null",
        "tags": "list",
        "list": "list",
        "base": "map",
        "copy": "map",
    }
    assert at(text, values["title"].span) == '"The # \U0001f389 night"'
    assert values["title"].style == '"'
    assert (values["cafe\u0301"].text, at(text, values["cafe\u0301"].span)) == ("it's", "'it''s'")
    assert text[: values["summary"].span.start].endswith("summary:")
    assert values["summary"].span.start == values["summary"].span.end
    assert (values["note"].style, values["note"].text) == (">", "Some # text that runs on.")
    assert at(text, values["note"].span).endswith("that runs on.")
    assert [at(text, item.span) for item in values["tags"].items] == ["one", "{name: two, weight: 2}", '"three"']
    assert at(text, values["tags"].items[1].fields[1].value.span) == "2"
    assert (values["tags"].style, values["list"].style) == ("", "[")
    assert at(text, values["list"].span)[-1] == "]"
    assert at(text, values["quoted"].span) == "12"
    assert (values["copy"].alias, at(text, values["copy"].span)) == (True, "*base")
    assert [field.key for field in values["copy"].fields] == ["kind"]


def test_comments_in_yaml() -> None:
    found = must(POST)
    comments = [at(POST, comment) for comment in found.comments]
    in_order = "TODO, later, e\u0301, folded, between, three, first, second, start, inside, end, tagged, again"
    assert comments == [f"# {word}" for word in ("all of it, " + in_order).split(", ")]
    behind = {field.key: at(POST, field.comment) for field in found.fields if field.comment}
    assert behind == {
        "title": "# TODO",
        "summary": "# later",
        "cafe\u0301": "# e\u0301",
        "note": "# folded",
        "tags": "# three",
        "list": "# end",
        "quoted": "# tagged",
        "copy": "# again",
    }


def test_comments_behind_inner_fields() -> None:
    text = "---\nimage:\n  file: a.png # TODO\n  alt: x\nlist:\n- name: a # first\n-\n  - deep: b # second\n---\n"
    image, names = must(text).fields
    assert [at(text, field.comment) for field in image.value.fields if field.comment] == ["# TODO"]
    assert image.comment is None
    assert at(text, names.value.items[0].fields[0].comment) == "# first"
    assert at(text, names.value.items[1].items[0].fields[0].comment) == "# second"


def test_equal_keys_keep_both_fields() -> None:
    found = must("---\ntitle: a\ntitle: b\n---\n")
    assert [(field.key, field.value.text) for field in found.fields] == [("title", "a"), ("title", "b")]
    assert found.get("title") is found.fields[0]


def test_undecodable_bytes_are_read_as_one_character_each() -> None:
    text = b"---\ntitle: a\xff\xfeb\ndate: 2024\n---\n".decode("utf-8", "surrogateescape")
    assert fields(text)["title"].text == "a\ufffd\ufffdb"
    assert at(text, fields(text)["date"].span) == "2024"


# --- faults: place, words, repair ---

FAULTS = [
    ("title: Ships⟦:⟧ a history", "unquoted colon in the value of `title`", 'title: "Ships: a history"'),
    ('title: He said⟦:⟧ "no" # x', "unquoted colon", "title: 'He said: \"no\"' # x"),
    ("title: \U0001f6a2⟦:⟧ b\nurl: https://a.b/c", "unquoted colon", 'title: "\U0001f6a2: b"\nurl: https://a.b/c'),
    ("list:\n- a: b⟦:⟧ c", "unquoted colon in the value of `a`", 'list:\n- a: "b: c"'),
    ("tags:\n⟦\t⟧- a\n\t- b", "a tab is used for indentation", "tags:\n  - a\n  - b"),
    ("a: 1\n⟦\t⟧b: 2", "a tab is used for indentation", None),
    (
        'title: ⟦"⟧Ships\ndate: 2024',
        'the quote " in the value of `title` is never closed',
        'title: "Ships"\ndate: 2024',
    ),
    ('title: ⟦"⟧Ships\nname: "x"', "never closed", 'title: "Ships"\nname: "x"'),
    ("title⟦:⟧Ships\ndate: 2024", "no space behind the colon in `title:Ships`", "title: Ships\ndate: 2024"),
    ("date: 2024\ntitle⟦:⟧Ships", "no space behind the colon in `title:Ships`", "date: 2024\ntitle: Ships"),
    ("title: Ships\n⟦lost words⟧\ndate: 2024", "`lost words` is no `key: value`", None),
    ("⟦lost words⟧\ntitle: Ships", "`lost words` is no `key: value`", None),
    ("title: Ships\n  ⟦date: 2024⟧", "is indented below a key that has its value already", None),
    ("image:\n  a: 1\n ⟦b: 2⟧", "`b: 2` is indented like none of the lines above", None),
    ("title: Ships\n⟦- a⟧", "list item `- a` where a `key: value` is expected", None),
    ("tags:\n  - a\n  ⟦b: 1⟧", "indented like a list item but has no `-`", None),
    ("tags: ⟦-⟧ a", "a list item stands on the line of its key", None),
    ("⟦- a⟧\n- b", "a list where fields (`key: value`) are expected", None),
    ("title: ⟦*ships⟧", "an anchor `&ships` that does not exist", None),
    ("title: ⟦*⟧ships* sail", "starts with `*` but has no quotes", 'title: "*ships* sail"'),
    ("author: ⟦@⟧ship", "the value of `author` starts with `@` but has no quotes", 'author: "@ship"'),
    ("title: ⟦`⟧ls` and more", "starts with a backquote but has no quotes", 'title: "`ls` and more"'),
    ("title: ⟦%⟧ship", "starts with `%` but has no quotes", 'title: "%ship"'),
    ("tags:\n- ⟦@⟧ship", "text that starts with `@` has no quotes", 'tags:\n- "@ship"'),
    ("tags: ⟦[⟧a, b\ndate: 2024", "the bracket `[` is never closed", "tags: [a, b]\ndate: 2024"),
    ("title: [Draft] ⟦Ships⟧", "`Ships` stands behind the closing bracket ]", 'title: "[Draft] Ships"'),
    ('title: "Ships" ⟦sail⟧', '`sail` stands behind the closing quote "', "title: '\"Ships\" sail'"),
    ("title: 'It'⟦s late'⟧", "stands behind the closing quote '", 'title: "It\'s late"'),
    ('path: "C:⟦\\d⟧ir"', "`\\d` is no escape that double quotes know", 'path: "C:\\\\dir"'),
    ("title: ⟦{{ name }}⟧", "`{{ name }}` is a template placeholder, not a value", None),
    ("title: ⟦{{ name }}⟧ tail", "template placeholder", None),
    ("title: ⟦{% name %}⟧", "template placeholder", None),
    ("title: ⟦!ships⟧ sail", "`!ships` is read as a YAML tag", None),
    ("a: 1\n⟦---⟧ b", "a second document starts here", None),
    ("a: 1\n⟦[⟧a, b]: c", "a list cannot be a key", None),
    ("text: | ⟦ships⟧", "`ships` stands behind a block mark", None),
    ("title: Ships\n\n⟦lost words⟧", "`lost words` is no `key: value`", None),
    ("title: Ships\n\n⟦\t⟧", "a tab is used for indentation", "title: Ships\n\n  "),
    ("title: a⟦\x07⟧b", "control character U+0007", "title: ab"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("content", "message", "repaired"), FAULTS)
def test_faults_in_yaml(content: str, message: str, repaired: str | None, line_end: str) -> None:
    check_fault(f"---\n{content}\n---\nBody\n", message, repaired and f"---\n{repaired}\n---\nBody\n", line_end)


def check_fault(marked: str, message: str, repaired: str | None, line_end: str) -> None:
    marked = marked.replace("\n", line_end)
    text = marked.replace("⟦", "").replace("⟧", "")
    found = must(text)
    assert found.fields == ()
    (problem,) = found.problems
    assert message in problem.message
    assert problem.span == Span(marked.index("⟦"), marked.index("⟧") - 1)
    assert (problem.edit is None) == (problem.edit_title == "")
    if repaired is None:
        assert problem.edit is None
    else:
        assert problem.edit is not None
        assert apply(text, problem.edit) == repaired.replace("\n", line_end)
        assert must(apply(text, problem.edit)).problems == ()


def apply(text: str, edit: tuple[Span, str]) -> str:
    span, new = edit
    return text[: span.start] + new + text[span.end :]


def test_faults_are_repaired_one_by_one() -> None:
    text = "---\ntitle: Ships: a history\nsummary: One: two\ndate: 2024\n---\n"
    for _ in range(2):
        (problem,) = must(text).problems
        assert problem.edit
        text = apply(text, problem.edit)
    assert text == '---\ntitle: "Ships: a history"\nsummary: "One: two"\ndate: 2024\n---\n'


# --- the block itself: not closed, not at the start, too big ---


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: Ships", "\n\nThe ships sail.\n"),
        ("---\ntitle: Ships", ""),
        ("---\ntags:\n- a\n- b", "\nThe ships sail.\n"),
        ("---\ntitle: Ships", "\n\n# Out\n\nThe ships sail.\n\n---\n\nThey return.\n"),
        ('+++\ntitle = "Ships"', "\n\nThe ships sail.\n"),
    ],
)
def test_front_matter_that_is_not_closed(before: str, after: str, line_end: str) -> None:
    before, after = before.replace("\n", line_end), after.replace("\n", line_end)
    found = must(before + after)
    (problem,) = found.problems
    assert problem.message == f"front matter is not closed: `{before[:3]}` is missing"
    assert problem.span == found.close == Span(len(before), len(before))
    assert found.fields
    assert problem.edit
    assert must(apply(before + after, problem.edit)).problems == ()


@pytest.mark.parametrize(
    ("before", "what"),
    [("\n", "a blank line"), ("\r\n\r\n", "blank lines"), (" ", "a space"), ("\u200b", "an invisible character")],
)
def test_blanks_before_front_matter(before: str, what: str) -> None:
    text = f"{before}---\ntitle: Ships\n---\n"
    found = must(text)
    assert [field.key for field in found.fields] == ["title"]
    assert found.span.start == len(before)
    (problem,) = found.problems
    assert problem.message == f"{what} stand{'' if what == 'blank lines' else 's'} before the front matter"
    assert problem.edit == (Span(0, len(before)), "")
    assert must(apply(text, problem.edit)).problems == ()


@pytest.mark.parametrize("before", ["<!-- by hand -->\n", "# Ships\n\n", "import Ship from './ship.js'\n\n"])
def test_text_before_front_matter(before: str) -> None:
    found = must(f"{before}---\ntitle: Ships\n---\nBody\n")
    (problem,) = found.problems
    assert problem.message == "text stands before the front matter"
    assert problem.span == Span(0, len(before.rstrip()))
    assert found.get("title")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\n" + "a: b\n" * (MAXIMUM_LENGTH // 5 + 1) + "---\n", "longer than 65,536"),
        ('{"a": "' + "x" * MAXIMUM_LENGTH + '"}\n', "longer than 65,536"),
        ("---\na: " + "[" * 60_000 + "\n---\n", "nested more than 100 deep"),
        ("---\na:\n " + "- " * 30_000 + "a: b\n---\n", "nested more than 100 deep"),
        ("---\na: &a [" + "[" * 60 + "]" * 60 + "]\nb: [" + "[" * 50 + "*a" + "]" * 50 + "]\n---\n", "nested"),
        ("+++\na = " + "[" * 60_000 + "\n+++\n", "nested more than 100 deep"),
        ("+++\na = " + "{a=" * 20_000 + "\n+++\n", "nested more than 100 deep"),
        ("+++\n" + "a." * 30_000 + "a = 1\n+++\n", "more than 100 parts"),
        ("+++\na = True\n" + "a." * 30_000 + "a = 1\n+++\n", "`True` is no TOML value"),
        ("+++\na = " + "1" * 5_000 + "\n+++\n", "more than 4,300 digits"),
        ('{"a": ' + "[" * 60_000 + "\n", "nested more than 100 deep"),
    ],
)
def test_oversized_front_matter_is_refused(text: str, message: str) -> None:
    found = must(text)
    assert found.fields == ()
    assert message in found.problems[0].message


def test_a_long_text_between_two_breaks_is_read_up_to_the_missing_mark() -> None:
    text = "---\ntitle: Ships\n\n" + "The ships sail on.\n\n" * 5_000 + "---\n\nThey return.\n"
    found = must(text)
    assert [field.key for field in found.fields] == ["title"]
    assert [problem.span.start for problem in found.problems] == [text.index("\n\nThe")]


def test_many_equal_keys_are_read_in_time() -> None:
    assert len(must("+++\n" + "[a]\n" * 10_000 + "+++\n").fields) == 10_000


@pytest.mark.parametrize("item", ["*{}", "{{<<: *{}}}"])
def test_a_bomb_of_aliases_is_refused(item: str) -> None:
    lines = ["a: &a {x: 1, y: 2}"]
    for name, before in zip("bcdefgh", "abcdefg", strict=True):
        one = item.replace("{}", before).replace("{{", "{").replace("}}", "}")
        lines.append(f"{name}: &{name} [{', '.join([one] * 9)}]")
    found = must("---\n" + "\n".join(lines) + "\n---\n")
    assert found.fields == ()
    assert found.problems[0].message == "aliases stand for more than 10,000 values"


def test_an_alias_to_itself_ends() -> None:
    text = "---\na: &a [*a]\nb: &b {<<: *b}\n---\n"
    values = fields(text)
    assert values["a"].items[0].alias
    assert values["a"].items[0].items == ()
    assert values["b"].fields[0].key == "<<"


# --- TOML ---

TOML = """\
# all of it
title = "The # \U0001f389 \\"night\\"" # TODO
'single key' = 'C:\\dir'
date = 2024-02-03T04:05:06Z
day = 2024-02-03
draft = false
size = 0x1F
tags = [ # some
  "a", # first
  'b',
]
long = \"\"\"
One \\
   line\"\"\"
params.colour = "red" # dotted
params.size = { w = 1, h.deep = [2.5, inf] }
[extra] # a table
one = 1
[extra.more]
two = 2
[[author]]
name = "A"
[[author]]
name = "B"
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_and_kinds_in_toml(mark: str, line_end: str) -> None:
    text = mark + f"+++\n{TOML}+++\nBody\n".replace("\n", line_end)
    found = must(text)
    values = fields(text)
    kinds = ["text", "text", "date", "date", "boolean", "number", "list", "text", "map", "map", "list"]
    assert [value.kind for value in values.values()] == kinds
    assert values["title"].text == 'The # \U0001f389 "night"'
    assert at(text, values["title"].span) == '"The # \U0001f389 \\"night\\""'
    assert values["single key"].text == "C:\\dir"
    assert values["long"].text == "One line"
    assert (values["long"].style, values["size"].text) == ('"""', "0x1F")
    assert [at(text, item.span) for item in values["tags"].items] == ['"a"', "'b'"]
    assert [at(text, field.key_span) for field in values["params"].fields] == ["colour", "size"]
    inner = values["params"].fields[1].value
    assert at(text, inner.span) == "{ w = 1, h.deep = [2.5, inf] }"
    assert [field.key for field in inner.fields] == ["w", "h"]
    assert [field.key for field in values["extra"].fields] == ["one", "more"]
    assert [at(text, item.fields[0].value.span) for item in values["author"].items] == ['"A"', '"B"']
    comments = ["# all of it", "# TODO", "# some", "# first", "# dotted", "# a table"]
    assert [at(text, comment) for comment in found.comments] == comments
    behind = {field.key: at(text, field.comment) for field in found.fields if field.comment}
    assert behind == {"title": "# TODO", "tags": "# some", "extra": "# a table"}


TOML_FAULTS = [
    ('title⟦:⟧ "Ships"', "`:` stands where TOML has `=`", 'title = "Ships"'),
    ("title = ⟦The ships, and more⟧ # x", "is no TOML value", 'title = "The ships, and more" # x'),
    ("draft = ⟦True⟧", "`True` is no TOML value", "draft = true"),
    ("draft = ⟦yes⟧", "`yes` is no TOML value", None),
    ('title = ⟦"⟧Ships\ndate = 2024-01-01', 'the quote " is never closed', 'title = "Ships"\ndate = 2024-01-01'),
    ('tags = ⟦[⟧"a", "b"\nsize = 1', "the bracket `[` is never closed", 'tags = ["a", "b"]\nsize = 1'),
    ('tags = ["a" ⟦"⟧b"]', "a comma or `]` is missing", None),
    ("size = 1\n⟦lost words⟧", "`lost words` is no `key = value`", None),
    ("size = 1\nempty =⟦⟧", "the key `empty` has no value", None),
    ('path = "C:⟦\\d⟧ir"', "`\\d` is no escape that TOML knows", 'path = "C:\\\\dir"'),
    ("date = ⟦2024-02-30⟧", "`2024-02-30` is no date that TOML knows", None),
    ("size = ⟦01⟧", "`01` is no number that TOML knows", None),
    ("⟦größe⟧ = 1", "the key `größe` has no quotes", '"größe" = 1'),
    ("size = 1 ⟦b⟧", "`b` stands behind the value", None),
    ("[extra]\na = {b = 1, ⟦}⟧", "a comma stands before the closing `}`", None),
    ("size = 1\nsize = 2\ndate = ⟦2024-02-30⟧", "`2024-02-30` is no date", None),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("content", "message", "repaired"), TOML_FAULTS)
def test_faults_in_toml(content: str, message: str, repaired: str | None, line_end: str) -> None:
    check_fault(f"+++\n{content}\n+++\nBody\n", message, repaired and f"+++\n{repaired}\n+++\nBody\n", line_end)


@pytest.mark.parametrize(
    "content", ["a = 1\na = 2\n", "[a]\nb = 1\n[a]\nc = 2\n", "a = 1\na.b = 2\n", "x = 1\nx = 1\nx = 1\n"]
)
def test_equal_keys_in_toml_keep_both_fields(content: str) -> None:
    found = must(f"+++\n{content}+++\n")
    assert found.problems == ()
    assert len({field.key for field in found.fields}) < len(found.fields)


def test_the_place_of_a_key_in_a_configuration_file() -> None:
    text = "[build]\nx = 1\n[tool.desk]\n# note\npaths = ['a']\n[tool.desk.rules.a-an]\nlevel = 'off'\n"
    found, key = read_fields(text, 10), ""
    for key in ("tool", "desk", "rules", "a-an", "level"):
        field = next(field for field in found if field.key == key)
        found = field.value.fields
    assert field.key_span == Span(text.index("level") + 10, text.index("level") + 15)
    assert field.value.span == Span(text.index("'off'") + 10, text.index("'off'") + 15)
    with pytest.raises(ValueError, match="never closed"):
        read_fields("a = [1")


# --- JSON ---


def test_places_and_kinds_in_json() -> None:
    text = '\ufeff{\n "a": "x\\u00e9\\ud83c\\udf89",\n "\U0001f389": [1.5e3, {"b": null}],\n "a": true\n}\nBody\n'
    text = text.replace("\n", "\r\n")
    found = must(text)
    assert [(field.key, at(text, field.key_span)) for field in found.fields] == [
        ("a", '"a"'),
        ("\U0001f389", '"\U0001f389"'),
        ("a", '"a"'),
    ]
    first, second, third = [field.value for field in found.fields]
    assert (first.text, at(text, first.span)) == ("x\u00e9\U0001f389", '"x\\u00e9\\ud83c\\udf89"')
    assert [item.kind for item in second.items] == ["number", "map"]
    assert at(text, second.items[1].fields[0].value.span) == "null"
    assert third.kind == "boolean"
    assert at(text, found.span) == text[1 : text.index("\r\nBody")]
    assert at(text, found.close) == "}"


JSON_FAULTS = [
    ('{"a": 1⟦,⟧}', "a comma stands before the closing `}`", '{"a": 1}'),
    ('{"a": [1⟦,⟧ ]}', "a comma stands before the closing `]`", '{"a": [1 ]}'),
    ('{"a": 1⟦⟧ "b": 2}', "a comma is missing", '{"a": 1, "b": 2}'),
    ("{⟦'a'⟧: 1}", "the key stands in single quotes", '{"a": 1}'),
    ("{\"a\": ⟦'ship'⟧}", "the value stands in single quotes", '{"a": "ship"}'),
    ('{"a": 1, ⟦b⟧: 2}', "the key `b` has no quotes", '{"a": 1, "b": 2}'),
    ('{"a": ⟦True⟧}', "`True` is no JSON value", '{"a": true}'),
    ('{"a": ⟦01⟧}', "`01` is no JSON value", None),
    ('{"a": ⟦"⟧ship\n}', 'the quote " is never closed', None),
    ('{"a": "my "⟦ship""}⟧', "text stands behind the closing quote", None),
    ('⟦{⟧"a": 1\n\n', "the bracket `{` is never closed", None),
    ('{"a": 1 ⟦// first⟧\n}', "a comment, which JSON does not have", None),
    ('{"a": "⟦\\d⟧"}', "`\\d` is no escape that JSON knows", '{"a": "\\\\d"}'),
    ('{"a": ⟦}⟧', "a value is missing before `}`", None),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("content", "message", "repaired"), JSON_FAULTS)
def test_faults_in_json(content: str, message: str, repaired: str | None, line_end: str) -> None:
    check_fault(f"{content}\nBody\n", message, repaired and f"{repaired}\nBody\n", line_end)


# --- properties ---

MARKS = list("{}[]\"':=,#-?|>&*!%@`\\~")
WORDS = (
    "--- +++ ... << title: title a: b: 1 2024-01-01 no &a *a {{ }} {% x= [[a]] [a] a.b= \\x \\u12 // /* true null !!str"
)
PARTS = [*MARKS, *WORDS.split(" "), "'''", '"""', "<!--", "-->"]
CHARACTERS = [
    " ",
    "  ",
    "\t",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\x00",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ud800",
    "\udcff",
    "\U0001f389",
    "e\u0301",
]
anything = st.one_of(
    st.text(), st.lists(st.sampled_from(PARTS + CHARACTERS + ["\n---\n", "\n+++\n"]), max_size=40).map("".join)
)
WHOLE = [POST, f"+++\n{TOML}+++\n", '{"a": [1, {"b": "c"}],\n "d": "e"}\n']


def check_spans(text: str) -> FrontMatter | None:
    found = read(text)
    if found is None:
        return None
    spans = [found.span, found.content, found.close, *found.comments]
    for problem in found.problems:
        spans += [problem.span, *([problem.edit[0]] if problem.edit else [])]
        assert problem.message
    waiting = list(found.fields)
    while waiting:
        field = waiting.pop()
        spans += [field.key_span, *([field.comment] if field.comment else [])]
        for node in nodes((field,)):
            spans.append(node.span)
            waiting += node.fields
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(text[comment.start] == "#" for comment in found.comments)
    assert len(set(found.comments)) == len(found.comments)
    return found


@given(
    st.sampled_from(["", "---\n", "+++\n", "{", "\ufeff---\r\n", "\n---\n", "---\ntitle: "]), anything, st.booleans()
)
@settings(max_examples=400, deadline=None)
def test_no_text_makes_reading_fail(start: str, text: str, closed: bool) -> None:
    check_spans(start + text + ("\n" + start.strip() + "\n" if closed else ""))


@given(st.sampled_from(WHOLE), st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_post_is_read_and_repairs_help(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 2))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 3)))
        text = text[:start] + data.draw(st.sampled_from(["", *PARTS, *CHARACTERS])) + text[end:]
    found = check_spans(text)
    if found and found.problems and (edit := found.problems[0].edit):
        after = apply(text, edit)
        repaired = check_spans(after)
        # Where the same fault stands twice side by side, taking one away moves the other into its place.
        assert repaired is None or found.problems[0] not in repaired.problems or len(after) < len(text)


keys = st.from_regex(r"[a-z][a-z_]{1,8}", fullmatch=True).filter(
    lambda key: key not in {"no", "on", "off", "yes", "true", "false", "null"}
)
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
    max_size=20,
)
values: st.SearchStrategy[Any] = st.one_of(
    words, st.booleans(), st.integers(-9999, 9999), st.none(), st.lists(words, max_size=3)
)
line_ends = st.sampled_from(["\n", "\r\n"])


def yaml_line(key: str, value: Any, style: str) -> str:
    if isinstance(value, str) and style == "'":
        written = "'" + value.replace("'", "''") + "'"
    elif isinstance(value, list) and style == "'":
        return f"{key}: # list" + "".join(
            f"\n- {json.dumps(item, ensure_ascii=False)} # item" for item in value or ["x"]
        )
    else:
        written = json.dumps(value, ensure_ascii=False)
    return f"{key}: {written} # after {key}"


@given(
    st.dictionaries(keys, values, min_size=1, max_size=6),
    st.sampled_from("'\""),
    line_ends,
    st.sampled_from(["", "\ufeff"]),
)
@settings(max_examples=150, deadline=None)
def test_yaml_reads_back_from_its_spans(post: dict[str, Any], style: str, line_end: str, mark: str) -> None:
    body = "\n".join(yaml_line(key, value, style) for key, value in post.items())
    text = (mark + f"---\n{body}\n---\nBody\n").replace("\n", line_end)
    found = must(text)
    assert found.problems == ()
    assert [field.key for field in found.fields] == list(post)
    for field, expected in zip(found.fields, post.values(), strict=True):
        assert at(text, field.key_span) == field.key
        if not isinstance(expected, list):
            assert at(text, field.comment) == f"# after {field.key}"
        assert plain(field.value) == (expected or (["x"] if style == "'" and expected == [] else expected))
        for node in nodes((field,)):
            if node.kind == "text":
                written = at(text, node.span)
                again = written[1:-1].replace("''", "'") if node.style == "'" else json.loads(written)
                assert again == node.text


@given(st.dictionaries(keys, values, min_size=1, max_size=6), line_ends)
@settings(max_examples=100, deadline=None)
def test_python_frontmatter_reads_the_same(post: dict[str, Any], line_end: str) -> None:
    body = "\n".join(yaml_line(key, value, '"') for key, value in post.items())
    text = f"---\n{body}\n---\nBody\n".replace("\n", line_end)
    metadata = frontmatter.loads(text).metadata
    found = must(text)
    assert [field.key for field in found.fields] == list(metadata)
    assert [plain(field.value) for field in found.fields] == list(metadata.values())


@pytest.mark.parametrize(
    "value",
    [
        "Plain text",
        "it's",
        "a#b",
        "12:30",
        "https://example.org/#x",
        "- no",
        "x, y",
        "'a: b'",
        '"\\u00e9\\t"',
        "|\n  a\n  b",
        ">-\n  a\n  b",
    ],
)
def test_python_frontmatter_reads_the_same_text(value: str) -> None:
    text = f"---\nfirst: 1\ntitle: {value}\nlast: two words\n---\nBody\n"
    if value == "- no":
        assert must(text).problems
        return
    metadata = frontmatter.loads(text).metadata
    assert {key: node.text for key, node in fields(text).items() if node.kind == "text"} == {
        key: value for key, value in metadata.items() if isinstance(value, str)
    }


toml_values = st.one_of(words, st.booleans(), st.integers(-9999, 9999), st.lists(words, max_size=3))
tables = st.dictionaries(
    words.filter(bool), st.one_of(toml_values, st.dictionaries(keys, toml_values, max_size=3)), max_size=5
)


@given(tables, line_ends)
@settings(max_examples=100, deadline=None)
def test_tomllib_reads_the_same(table: dict[str, Any], line_end: str) -> None:
    def quoted(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    lines = [f"{quoted(key)} = {quoted(value)} # c" for key, value in table.items() if not isinstance(value, dict)]
    for key, inner in table.items():
        if isinstance(inner, dict):
            lines += [f"[{quoted(key)}]", *(f"{name} = {quoted(value)}" for name, value in inner.items())]
    content = "".join(line + line_end for line in lines)
    text = f"+++{line_end}{content}+++{line_end}"
    found = must(text)
    assert found.problems == ()
    assert {field.key: plain(field.value) for field in found.fields} == tomllib.loads(content) == table


@given(
    st.dictionaries(
        words,
        st.recursive(values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)),
    )
)
@settings(max_examples=100, deadline=None)
def test_json_reads_the_same(post: dict[str, Any]) -> None:
    for text in (json.dumps(post), json.dumps(post, indent=2, ensure_ascii=False).replace("\n", "\r\n")):
        found = must(text + "\nBody\n")
        assert found.problems == ()
        assert {field.key: plain(field.value) for field in found.fields} == post
        for node in nodes(found.fields):
            assert json.loads(at(text, node.span)) == plain(node)
