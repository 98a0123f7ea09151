"""Declared collections: the configuration that declares them, schema files, what breaks them, `copydesk schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_examples import judge_example
from sessions import Desk, refused

from lint.config.load import ConfigError, load
from lint.engine.select import all_rules
from lint.post.post import parse
from lint.rule import Bad
from lint.site.declared import DeclaredField
from lint.site.declared.field_faults import field_faults
from lint.site.declared.json_schema import BrokenSchemaError, JsonSchema, read_schema
from lint.site.declared.schema_faults import MOST, schema_faults
from lint.site.declared.value_tree import members, tree, value_of
from lint.site.facts import PostFacts, gather
from lint.site.words import PostWords

RULE = all_rules()["field-value"]
BLOG = '[collections.blog]\npaths = ["posts/"]\n'
POST = "---\ntitle: Rain\n---\n\nIt rains.\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def facts(text: str) -> PostFacts:
    return gather(parse(text, "posts/a.md"), PostWords())


def schema_of(schema: Any) -> JsonSchema:
    return read_schema(json.dumps(schema), "blog.json")


def says(text: str, schema: Any) -> list[tuple[str, str]]:
    """What stands at each finding, and its message."""
    return [(text[f.span.start : f.span.end], f.message) for f in schema_faults(facts(text), schema_of(schema))]


def declared_says(text: str, fields: str) -> list[tuple[str, str, str | None]]:
    """What stands at each finding, its message, and what its fix writes."""
    example = Bad("", site={"copydesk.toml": f"{BLOG}[collections.blog.fields]\n{fields}\n"})
    return [
        (text[f.span.start : f.span.end], f.message, f.fix.edits[0].text if f.fix else None)
        for f in judge_example(RULE, example, text)
    ]


# The configuration


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("collections = 3\n", "1:1", "is a table of tables"),
        ("[collections]\nblog = 3\n", "2:1", "`collections.blog` is a table with `paths`"),
        ("[collections.blog]\n", "1:14", "has no `paths`"),
        ("[collections.blog]\npaths = []\n", "1:14", "has no `paths`"),
        ('[collections.blog]\npaths = "posts/"\n', "2:1", "`collections.blog.paths` is a list of globs"),
        ("[collections.blog]\npath = []\n", "2:1", "did you mean `paths`?"),
        (f"{BLOG}schema = 3\n", "3:1", "is the path of a JSON Schema"),
        (f"{BLOG}fields = 3\n", "3:1", "is a table"),
        (f"{BLOG}fields.title = 3\n", "3:8", "`collections.blog.fields.title` is a table"),
        (f'{BLOG}fields.title = {{ typ = "text" }}\n', "3:18", "did you mean `type`?"),
        (f'{BLOG}fields.title = {{ type = "txt" }}\n', "3:18", "did you mean `text`?"),
        (f"{BLOG}fields.title = {{ type = 3 }}\n", "3:18", "is one of text, list"),
        (f"{BLOG}fields.title = {{ type = [1] }}\n", "3:18", "is one of text, list"),
        (f'{BLOG}fields.title = {{ required = "yes" }}\n', "3:18", "is true or false"),
        (f"{BLOG}fields.title = {{ values = 3 }}\n", "3:18", "is a list of texts"),
        (f'{BLOG}fields.title = {{ pattern = "(a" }}\n', "3:18", "is no regular expression"),
        (f"{BLOG}fields.title = {{ min-length = -1 }}\n", "3:18", "a whole number from 0"),
        (f"{BLOG}fields.title = {{ max-length = true }}\n", "3:18", "a whole number from 0"),
        (f"{BLOG}fields.title = {{ min-length = 3, max-length = 2 }}\n", "3:34", "is less than `min-length`"),
        (f'{BLOG}fields.date = {{ after = "soon" }}\n', "3:17", "a date such as"),
        (f"{BLOG}fields.date = {{ after = 2024-01-01, before = 2023-01-01 }}\n", "3:37", "no later day"),
        (f'{BLOG}fields.n = {{ type = "number", pattern = "a" }}\n', "3:31", "is for a text or a list, not a number"),
        (f'{BLOG}schema = "a.json"\nfields.title = {{}}\n', "3:1", "has both `fields` and `schema`"),
    ],
)
def test_a_wrong_declaration_is_named_with_its_place(text: str, line: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(text, "copydesk.toml")
    assert str(error.value).startswith(f"copydesk.toml:{line}: ")
    assert message in str(error.value)


def test_pyproject_declares_below_our_table() -> None:
    with pytest.raises(ConfigError, match=r"pyproject\.toml:3:1: .*did you mean `paths`"):
        load("[tool.copydesk]\n[tool.copydesk.collections.blog]\npth = []\n", "pyproject.toml")
    config = load(
        '[tool.copydesk.collections.blog]\npaths = ["a/"]\nfields."my key".after = "2024-01-01"\n', "pyproject.toml"
    )
    assert config.collections["blog"].fields["my key"].after


# Schema files


@pytest.mark.parametrize(
    ("schema", "place", "message"),
    [
        ("", "1:1", "is empty"),
        ("[]", "1:1", "is an object"),
        ("true", "1:1", "is an object"),
        ("{\n  'type': 3}", "2:3", "single quotes"),
        ('{\n  "type": "object",\n}', "2:19", "a comma stands before"),
        ('{\n"properties": {"title": {\n"type": "txt"}}}', "3:9", "no valid schema"),
        ('{"minLength": -1}', "1:15", "no valid schema"),
        ('{\n"pattern": "(a"}', "2:12", "no valid schema"),
        ('{"type": "object"} {}', "1:20", "behind the schema"),
        ('{\n"$ref": "https://example.org/s.json"}', "2:9", "nothing is fetched"),
        ('{"properties": {"a":\n{"$ref": "other.json#/x"}}}', "2:10", "nothing is fetched"),
        ('{"$ref": "file:///etc/passwd"}', "1:10", "nothing is fetched"),
        ('{"$ref": "http://["}', "1:10", "which"),
        ('{"$ref": "#/$defs/none"}', "1:10", "does not exist"),
        ('{"$ref": "#none"}', "1:10", "does not exist"),
        ('{"x": [1], "$ref": "#/x"}', "1:20", "is no schema"),
        ('{"x": {"type": 3}, "$ref": "#/x"}', "1:16", "no valid schema"),
        ('{"$ref": "#"}', "1:1", "refers to itself without end"),
        ('{"$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}}}', "1:", "itself"),
        ('{"$schema": "https://example.org/mine"}', "1:13", "is not known"),
        ('{"$schema": 3}', "1:13", "is not known"),
        ('{"$schema": "http://["}', "1:13", "is not known"),
        ('{"allOf": ' * 60 + "[" * 50, "1:", "nested more than"),
    ],
)
def test_a_broken_schema_is_named_with_its_place(schema: str, place: str, message: str) -> None:
    with pytest.raises(BrokenSchemaError) as error:
        read_schema(schema, "blog.json")
    assert str(error.value).startswith(f"blog.json:{place}")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "schema",
    [
        "{}",
        '\ufeff{"type": "object"}\r\n',
        '{"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"a": {}}, "$ref": "#/definitions/a"}',
        '{"$id": "https://example.org/blog.json", "$ref": "blog.json#/$defs/a", "$defs": {"a": {"type": "object"}}}',
        '{"$defs": {"a": {"$anchor": "here"}}, "$ref": "#here"}',
        '{"properties": {"inner": {"$ref": "#"}}}',
        '{"properties": {"schema": {"$ref": "https://json-schema.org/draft/2020-12/schema"}}}',
    ],
)
def test_a_schema_that_is_right(schema: str) -> None:
    assert schema_faults(facts(POST), read_schema(schema, "blog.json")) == []


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def fail(*arguments: object, **more: object) -> None:
        raise AssertionError("the network")

    monkeypatch.setattr(socket, "socket", fail)
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    for reference in ("https://example.org/x", "//example.org/x", "http://127.0.0.1:1/x", "x.json"):
        with pytest.raises(BrokenSchemaError):
            schema_of({"$ref": reference})
        with pytest.raises(BrokenSchemaError):
            schema_of({"$id": "https://example.org/", "$dynamicRef": reference})


# What front matter has against a schema

OBJECT = {
    "properties": {
        "title": {"type": "string", "maxLength": 10},
        "tags": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]+$"}, "maxItems": 2},
        "author": {"type": "object", "required": ["name"], "additionalProperties": False, "properties": {"name": {}}},
    },
    "required": ["title"],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: 7\n---\n", [("7", "`title` is `7`, a number where a text is meant")]),
        ("+++\ntitle = 7\n+++\n", [("7", "`title` is `7`, a number where a text is meant")]),
        ('{"title": 7}\n', [("7", "`title` is `7`, a number where a text is meant")]),
        ("---\r\ntitle: no\r\n---\r\n", [("no", "`title` is `no`, a true or false where a text is meant")]),
        ("\ufeff---\ntitle:\n---\n", [("", "`title` is empty, where a text is meant")]),
        ("---\ntags: [a, B]\n---\n", [
            ("B", "`tags` holds `B`, which does not match `^[a-z]+$`"),
            ("---", "`title` is missing, which is required"),
        ]),
        ('{"tags": []}\n', [("}", "`title` is missing, which is required")]),
        ("---\ntitle: a\nauthor: {nmae: Ada}\n---\n", [
            ("author", "`name` is missing in `author`, which is required"),
            ("nmae", "`nmae` is no key that the schema knows in `author`"),
        ]),
        ('+++\ntitle = "a"\n[author]\nnmae = "Ada"\n+++\n', [
            ("author", "`name` is missing in `author`, which is required"),
            ("nmae", "`nmae` is no key that the schema knows in `author`"),
        ]),
        ("---\ntitle: a\ntitle: 7\n---\n", [("7", "`title` is `7`, a number where a text is meant")]),
        ("---\ntitle: 'a --- b'\ntags: &t [a]\nmore: *t\n---\n", []),
        ("---\nb: &b {title: a}\n<<: *b\n---\n", []),
        ("---\ntitle: {a: 1}\n---\n", [("{a: 1}", "`title` is a map where a text is meant")]),
        ("---\ntitle: a\ntags: [a, b, c]\n---\n", [("[a, b, c]", "`tags` is a list of 3 items, more than 2")]),
        ("---\ntitle: a\n2024: b\nnull: c\n---\n", []),
        ("Just text.\n", [("", "`title` is missing, which is required")]),
    ],
)  # fmt: skip
def test_faults_and_their_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert says(text, OBJECT) == expected


@pytest.mark.parametrize(
    ("value", "schema", "message"),
    [
        ("Newz", {"enum": ["News", 1]}, "`v` is `Newz`, none of `News`, `1`"),
        ("3", {"const": 4}, "`v` is `3`, none of `4`"),
        ("3", {"minimum": 4}, "`v` is `3`, which is less than 4"),
        ("3", {"multipleOf": 2}, "`v` is `3`, which is no multiple of 2"),
        ("soon", {"format": "date"}, "`v` is `soon`, which is no date (`2024-05-31`)"),
        ("2024-05-01", {"format": "date-time"}, "`v` is `2024-05-01`, which is no date with a time"),
        ("[a, a]", {"uniqueItems": True}, "`v` is a list of 2 items, of which `a` stands twice"),
        ("3", {"type": ["string", "null"]}, "`v` is `3`, a number where a text or nothing is meant"),
        ("3", {"anyOf": [{"type": "string"}, {"type": "array"}]}, "a number where a text or a list is meant"),
        ("a", {"anyOf": [{"type": "array"}, {"type": "string", "minLength": 3}]}, "has 1 character, fewer than 3"),
        ("c", {"oneOf": [{"const": "a"}, {"enum": ["b"]}]}, "`v` is `c`, none of `a`, `b`"),
        ("a", {"oneOf": [{"minLength": 1}, {"minLength": 0}]}, "which fits more than one form of the schema"),
        ("a", {"anyOf": [{"minLength": 2}, {"pattern": "b"}]}, "which fits none of the 2 forms"),
        ("a", {"not": {"type": "string"}}, "`v` is `a`, which the schema rules out"),
        ("a", False, "`v` is `a`, where the schema allows nothing"),
        ("[1]", {"contains": {"type": "string"}}, "which the schema's `contains` rules out"),
        ("{a: 1}", {"dependentRequired": {"a": ["b"]}}, "`b` is missing in `v`, which `a` requires"),
        ("{a: 1}", {"unevaluatedProperties": False}, "`a` is no key that the schema knows in `v`"),
        ("{a: 1}", {"propertyNames": {"pattern": "b"}}, "`a` is no name of a key that the schema allows"),
    ],
)
def test_messages(value: str, schema: Any, message: str) -> None:
    ((_, said),) = says(f"---\nv: {value}\n---\n", {"properties": {"v": schema}})
    assert message in said


@pytest.mark.parametrize(
    ("form", "written", "value"),
    [
        ("yaml", "0x1F", 31),
        ("yaml", "0b11", 3),
        ("yaml", "017", 15),
        ("yaml", "1_000", 1000),
        ("yaml", "12:30:45", 45045),
        ("yaml", "-1.5e+3", -1500.0),
        ("yaml", ".inf", ".inf"),
        ("yaml", "!!int abc", "abc"),
        ("yaml", "9" * 5000, "9" * 5000),
        ("yaml", "On", True),
        ("yaml", "~", None),
        ("yaml", "2024-05-01", "2024-05-01"),
        ("yaml", "2024-5-1 7:00:00 +2", "2024-05-01T07:00:00+02:00"),
        ("yaml", "2024-05-01T07:00:00.5Z", "2024-05-01T07:00:00.5Z"),
        ("yaml", '"12"', "12"),
        ("toml", "0o17", 15),
        ("toml", "-inf", "-inf"),
        ("toml", "+1_0.5", 10.5),
        ("toml", "2024-05-01 07:00:00", "2024-05-01T07:00:00"),
        ("toml", "{a = [1, 'b']}", {"a": [1, "b"]}),
        ("json", "-1e2", -100.0),
        ("json", "1e999", "1e999"),
        ("json", "null", None),
    ],
)
def test_values_are_what_the_reader_makes_of_them(form: str, written: str, value: object) -> None:
    text = {
        "yaml": f"---\nv: {written}\n---\n",
        "toml": f"+++\nv = {written}\n+++\n",
        "json": f'{{"v": {written}}}\n',
    }[form]
    post = facts(text)
    found = value_of(tree(post), post.format)["v"]
    assert (found, type(found)) == (value, type(value))


def test_bounded() -> None:
    """Many faults, deep values, and a cycle of aliases."""
    many = f"---\nv: [{'1, ' * 5000}1]\n---\n"
    assert len(says(many, {"properties": {"v": {"items": {"type": "string"}}}})) == MOST
    deep = f"---\nv: {'[' * 90}{']' * 90}\n---\n"
    inner: Any = {"items": {"$ref": "#/properties/v"}, "allOf": [{"allOf": [{"type": "array"}]}]}
    assert says(deep, {"properties": {"v": inner}}) is not None
    assert says("---\nv: &v [*v]\n---\n", {"properties": {"v": {"items": {"type": "string"}}}}) != []


# Declared fields


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        (
            "---\nv: no # x\n---\n",
            'v.type = "text"',
            [("no", "`v` is `no`, a true or false where a text is meant", '"no"')],
        ),
        ("+++\nv = 1 # x\n+++\n", 'v.type = "text"', [("1", "`v` is `1`, a number where a text is meant", '"1"')]),
        (
            '{"v": true}',
            'v.type = "text"',
            [("true", "`v` is `true`, a true or false where a text is meant", '"true"')],
        ),
        (
            "---\nv: 'a, no'\n---\n",
            'v.type = "list"',
            [("'a, no'", "`v` is `a, no`, a text where a list is meant", '[a, "no"]')],
        ),
        ('{"v": "a, b"}', 'v.type = "list"', [('"a, b"', "`v` is `a, b`, a text where a list is meant", '["a", "b"]')]),
        ('+++\nv = "12"\n+++\n', 'v.type = "number"', [('"12"', "`v` is `12`, a text where a number is meant", "12")]),
        (
            "---\nv: 'TRUE'\n---\n",
            'v.type = "boolean"',
            [("'TRUE'", "`v` is `TRUE`, a text where true or false is meant", "true")],
        ),
        (
            "---\nv: next week\n---\n",
            'v.type = "date"',
            [("next week", "`v` is `next week`, which cannot be read as a date", None)],
        ),
        ("---\ndate: next week\n---\n", 'date.type = "date"', []),
        ('{"v": "2024-05-01"}', 'v.type = "date"', []),
        (
            "---\nv: 'Newz'\n---\n",
            'v.values = ["News", "Guide"]',
            [("'Newz'", "`v` is `Newz`, none of `News`, `Guide`", "News")],
        ),
        (
            "+++\nv = 'Newz'\n+++\n",
            'v.values = ["News", "It\'s"]',
            [("'Newz'", "`v` is `Newz`, none of `News`, `It's`", "News")],
        ),
        (
            "---\nv: [news, x]\n---\n",
            'v.values = ["No", "News", "x"]',
            [("news", "`v` holds `news`, none of `No`, `News`, `x`", "News")],
        ),
        ("---\nv: >\n  Newz\n---\n", 'v.values = ["News"]', [(">\n  Newz", "`v` is `Newz`, none of `News`", None)]),
        ("---\nv: yes\n---\n", "v.values = [1]", [("yes", "`v` is `yes`, none of `1`", None)]),
        ("---\nv: yes\n---\n", "v.values = [true]", []),
        (
            "---\nv: é é\n---\n",
            "v.max-length = 2",
            [("é é", "`v` is `é é`, which has 3 characters, more than 2", None)],
        ),
        ("---\nv:\n---\n", 'v = {type = "text", min-length = 2}', []),
        ("---\nv:\n---\n", "v.required = true", [("", "`v` is empty, and required", None)]),
        ("---\nV: x\n---\n", "v.required = true", []),
        (
            "---\nv: 2024-05-01\n---\n",
            "v.before = 2024-05-01",
            [("2024-05-01", "`v` is `2024-05-01`, which is not before 2024-05-01", None)],
        ),
        ("---\nv: {a: 1}\n---\n", 'v = {type = "text"}', [("{a: 1}", "`v` is a map where a text is meant", None)]),
        (
            "---\na: &a 5\nv: *a\n---\n",
            'v = {type = "text"}',
            [("*a", "`v` is `5`, a number where a text is meant", None)],
        ),
    ],
)
def test_declared_fields(text: str, fields: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert declared_says(text, fields) == expected


def test_the_first_collection_that_holds_a_post_judges_it() -> None:
    first = '[collections.a]\npaths = ["posts/ex*"]\n[collections.b]\npaths = ["posts/"]\nfields.v.type = "text"\n'
    assert judge_example(RULE, Bad("", site={"copydesk.toml": first}), "---\nv: 3\n---\n") == ()


def test_a_heading_is_a_title_where_others_do_so() -> None:
    toml = f"{BLOG}fields.title.required = true\nfields.date.required = true\n"
    text = "---\nx: 1\n---\n\n# Rain\n"
    alone = Bad("", site={"copydesk.toml": toml}, path="posts/2024-05-01-rain.md")
    assert [one.message for one in judge_example(all_rules()["missing-field"], alone, text)] == [
        "`title` is missing, which is required"
    ]
    several = Bad("", site={"copydesk.toml": toml, "posts/b.md": text}, path="posts/2024-05-01-rain.md")
    assert judge_example(all_rules()["missing-field"], several, text) == ()


# Whatever comes, judging does not fail

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "<<", ""]), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYWORDS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            ["string", "array", "object", "number", "integer", "boolean", "null", ["null", "array"]]
        ),
        "enum": st.lists(VALUES, max_size=2),
        "const": VALUES,
        "minLength": st.integers(0, 5),
        "maxItems": st.integers(0, 2),
        "uniqueItems": st.booleans(),
        "minimum": st.integers(),
        "multipleOf": st.sampled_from([1, 0.1, 1e-300, 7]),
        "pattern": st.sampled_from(["a", "^$", "[0-9]+"]),
        "format": st.sampled_from(["date", "date-time", "email", "ipv4", "regex", "unknown"]),
        "required": st.just(["a", "b"]),
        "dependentRequired": st.just({"a": ["b"]}),
        "unevaluatedItems": st.booleans(),
        "minProperties": st.integers(0, 3),
    },
)
SCHEMAS = st.recursive(
    KEYWORDS | st.booleans(),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(st.sampled_from(["a", "b", "v"]), inner, max_size=3),
            "patternProperties": st.dictionaries(st.sampled_from(["a", "."]), inner, max_size=1),
            "additionalProperties": inner,
            "unevaluatedProperties": inner,
            "propertyNames": inner,
            "items": inner,
            "prefixItems": st.lists(inner, min_size=1, max_size=2),
            "contains": inner,
            "anyOf": st.lists(inner, min_size=1, max_size=3),
            "oneOf": st.lists(inner, min_size=1, max_size=3),
            "allOf": st.lists(inner, min_size=1, max_size=2),
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "dependentSchemas": st.dictionaries(st.just("a"), inner, max_size=1),
        },
    ),
    max_leaves=10,
).filter(lambda schema: isinstance(schema, dict))
YAML_TEXTS = st.lists(
    st.sampled_from(
        [
            "a",
            "b: ",
            "- ",
            "\n",
            " ",
            "[",
            "]",
            "{",
            "}",
            "&x ",
            "*x",
            "<<: ",
            "'",
            "no",
            "2024-01-01",
            "1:2",
            "é",
            "|",
            "\n  ",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(SCHEMAS, st.dictionaries(st.sampled_from(["a", "b", "v", "title"]), VALUES, max_size=4))
def test_judging_by_a_schema_never_fails(schema: Any, front: dict[str, Any]) -> None:
    text = json.dumps(front) + "\n"
    post = facts(text)
    for finding in schema_faults(post, schema_of(schema)):
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert "\n" not in finding.message
        assert len(finding.message) < 1500
    agrees = schema_of(schema).validator.is_valid(front)
    if post.close and agrees is not None and not any("inf" in str(v) for v in front.values()):
        assert agrees == (schema_faults(post, schema_of(schema)) == [])


@settings(max_examples=300, deadline=None)
@given(SCHEMAS, YAML_TEXTS)
def test_judging_yaml_by_a_schema_never_fails(schema: Any, content: str) -> None:
    text = f"---\na: {content}\n---\n"
    for finding in schema_faults(facts(text), schema_of(schema)):
        assert 0 <= finding.span.start <= finding.span.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(
    st.builds(
        DeclaredField,
        type=st.sampled_from([None, "text", "list", "number", "boolean", "date", "map"]),
        values=st.lists(st.text(max_size=5) | st.integers() | st.booleans(), max_size=3).map(tuple),
        pattern=st.sampled_from(["", "a+", "[0-9]*"]),
        min_length=st.none() | st.integers(0, 3),
        max_length=st.none() | st.integers(0, 3),
        after=st.none() | st.dates(),
        before=st.none() | st.dates(),
    ),
    YAML_TEXTS | VALUES.map(lambda value: json.dumps(value, ensure_ascii=False)),
)
def test_judging_fields_never_fails(declared: DeclaredField, content: str) -> None:
    text = f"---\nv: {content}\n---\n"
    post = facts(text)
    for field in members(tree(post), post.format).values():
        for finding in field_faults(field, declared, post.format, english=True):
            assert 0 <= finding.span.start <= finding.span.end <= len(text)


# The command line


def test_a_broken_schema_file_is_one_line(desk: Desk) -> None:
    desk.write(posts__a_md=POST, copydesk_toml=BLOG + 'schema = "blog.json"\n')
    assert refused(desk.check()) == "copydesk.toml:3:1: `blog.json`: no such file or directory"
    (desk.folder / "blog.json").write_text('{\n  "type": objekt\n}\n')
    assert refused(desk.check()).startswith("blog.json:2:11: ")
    (desk.folder / "blog.json").write_text('{"$ref": "https://example.org/x"}')
    assert "nothing is fetched" in refused(desk.check())
    (desk.folder / "blog.json").write_bytes(b"\xff\xfe{}")
    assert "UTF-16" in refused(desk.check())
    (desk.folder / "blog.json").write_bytes(b'{"title": "\xe9"}')
    assert refused(desk.check()) == "blog.json:1:12: a byte that is not UTF-8"


def test_a_schema_file_judges(desk: Desk) -> None:
    desk.write(posts__a_md=POST, copydesk_toml=BLOG + 'schema = "schemas/blog.json"\n')
    (desk.folder / "schemas").mkdir()
    (desk.folder / "schemas" / "blog.json").write_text('{"required": ["author"]}')
    (one,) = desk.json("--select", "field-value")["diagnostics"]
    assert (one["line"], one["column"], one["level"]) == (3, 1, "error")


def test_schema_prints_what_is_declared(desk: Desk) -> None:
    fields = '[collections.blog.fields]\ntitle = { type = "text", required = true }\nkind.values = ["a"]\n'
    desk.write(posts__a_md=POST, copydesk_toml=BLOG + fields)
    printed = json.loads(desk.run("schema", "--json").out)
    assert printed["required"] == ["title"]
    assert printed["properties"]["title"] == {"type": "string"}
    assert says("---\ntitle: a\nkind: a\n---\n", printed) == []
    assert says("---\ntitle: a\nkind:\n---\n", printed) == []
    assert says("---\ntitle: a\nkind: b\n---\n", printed) != []
    assert "title  text            required" in desk.run("schema").out
    assert refused(desk.run("schema", "blg")) == "there is no collection `blg`; did you mean `blog`?"


def test_schema_prints_a_schema_file_as_it_is(desk: Desk) -> None:
    desk.write(posts__a_md=POST, copydesk_toml=BLOG + 'schema = "blog.json"\n')
    (desk.folder / "blog.json").write_text('{"properties": {"title": {"type": ["string", "null"]}, "x": true}}')
    assert json.loads(desk.run("schema", "blog", "--json").out) == json.loads((desk.folder / "blog.json").read_text())
    assert "title" in desk.run("schema").out


def test_schema_prints_what_is_inferred(desk: Desk) -> None:
    for number in range(12):
        post = f"---\ntitle: Day {number}\ntags: [rain, {'sun' if number % 2 else 'snow'}]\n"
        desk.write(**{f"posts__{number}_md": post + ("weight: 3\n" if number < 5 else "") + "---\n\nText.\n"})
    printed = json.loads(desk.run("schema", "posts", "--json").out)
    assert printed["required"] == ["tags", "title"]
    assert printed["properties"]["weight"] == {"description": "Inferred: 5 of 12 posts have it.", "type": "number"}
    assert printed["properties"]["tags"]["items"]["anyOf"][0] == {"enum": ["rain", "snow", "sun"]}
    assert says("---\ntitle: a\ntags: [other]\n---\n", printed) == []
    desk.write(notes__a_md=POST)
    assert json.loads(desk.run("schema", "--json").out) == printed


def test_schema_with_too_few_posts(desk: Desk) -> None:
    desk.write(posts__a_md=POST)
    assert "too few posts" in refused(desk.run("schema", "--json"))
