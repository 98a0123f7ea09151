"""Front matter that is read line by line is read as the parser reads it, and the parser has the rest."""

from __future__ import annotations

import subprocess
import sys
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yaml.error import YAMLError
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from lint.diagnostics import Span
from lint.post.elements import Field
from lint.post.front.yaml import Reader, RefusedError, read_content
from lint.post.front.yaml_kinds import kind_of
from lint.post.front.yaml_lines import read_lines

VALUES = (
    *("yes", "No", "TRUE", "off", "y", "~", "null", "Null", "nULL", "<<", "=", ".", "-", "+", "1", "0", "007", "08"),
    *("1_000", "0b101", "0xFf", "1.5", "1.", ".5", "1e5", "1.0e+5", "1.0e5", "190:20:30", "190:20:30.15", "-.inf"),
    *(".NaN", "+12", "+.5", "2024-01-02", "2024-1-2", "2024-13-45", "2024-01-02 10:20:30", "2024-01-02T10:20:30.1Z"),
    *("2024-1-2 1:02:03 +01:30", "2024-01-02T10:20", "2024-01-02x", "2024-", "٣", "1٣"),
)


def parsed(source: str, offset: int = 0) -> tuple[Field, ...] | None:
    """What PyYAML's parser makes of it; None for a fault."""
    try:
        return Reader(source, offset).document()
    except (RefusedError, YAMLError):
        return None


def kind_by_pyyaml(value: str) -> str:
    tag = cast("str", Resolver().resolve(ScalarNode, value, (True, False)))  # type: ignore[no-untyped-call]
    kinds = {"int": "number", "float": "number", "bool": "boolean", "timestamp": "date", "null": "null"}
    return kinds.get(tag.rpartition(":")[2], "text")


@pytest.mark.parametrize("value", VALUES)
def test_kinds_are_those_of_pyyaml(value: str) -> None:
    assert kind_of(value) == kind_by_pyyaml(value)


@given(st.text("0123456789-+._:eExXbTZ inaNfF~trueyso", max_size=12))
def test_kinds_of_any_text_are_those_of_pyyaml(value: str) -> None:
    assert kind_of(value) == kind_by_pyyaml(value)


SIMPLE = (
    "title: Rain\n",
    "title: It rains:again\ndate: 2024-01-02\n",
    "title: Rain in Spain  \ndraft: true\n\n\nurl: https://example.org/a:b\n",
    "title: \"Rain: 'again'\"\nsummary: 'It''s wet' \n",
    "title: ''\nempty:\nnext:   \n",
    "tags: [rain, 'sun, shine', \"wind\" , 7]\n",
    "tags: []\nnext: [ a ]\n",
    "tags:\n  - rain\n  - \"sun\"\n\n  - 'it''s'\nlayout: post\n",
    "tags:\n- rain\n-   12\n",
    "größe: é\nkey_2-b: ünï 🌧 x\nnext: a\n",
)
OTHERS = (
    "",
    "title: a # comment\n",
    "title: |\n  a\n",
    "title: a\n  b\n",
    'title: "a\n  b"\n',
    'title: "a\\tb"\n',
    "title: a: b\n",
    "title: a:\n",
    "title: *a\n",
    "title: 'a' b\n",
    "tags: [a, b,]\n",
    "tags: [a: b]\n",
    "tags: [[a]]\n",
    "tags: [a] b\n",
    "tags:\n  - a\n   - b\n",
    "tags:\n  - a: b\n",
    "tags:\n  -\n",
    "tags: a\n- b\n",
    "tags: ~\n- b\n",
    "- a\n",
    "a:\n  b: c\n",
    "title:a\n",
    "title: a\u2028b\n",
    "title: a\rb\n",
    "title: a\n---\nb: c\n",
)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("source", SIMPLE)
def test_the_plainest_is_read_as_the_parser_reads_it(source: str, line_end: str) -> None:
    source = source.replace("\n", line_end)
    for text in (source, source.removesuffix(line_end)):
        found = read_lines(text, 7)
        assert found is not None
        assert found == parsed(text, 7)


@pytest.mark.parametrize("source", OTHERS)
def test_the_rest_is_left_to_the_parser(source: str) -> None:
    assert not read_lines(source, 0)


PIECES = st.sampled_from(
    [
        *("a", "b c", "title", ":", ": ", " ", "  ", "\n", "\r\n", "- ", "-", "[", "]", ", ", ",", "{", "}", "'", '"'),
        *("#", " #", "\\", "|", ">", "&a ", "*a", "!", "%", "@", "`", "?", "? ", "\t", "é", "\xa0", "\x85", "🌧", "~"),
        *("=", "<<", "---", "...", "2024-01-02", "1.5", "yes", "https://a.b/c", "key:", "key: ", "\nkey: "),
        *("''", "\nkey:\n- ", "\n  - "),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
@example("a:\n-  b\n-   c")
@example("a: 'b'  \r\n\r\n")
def test_whatever_is_read_line_by_line_is_what_the_parser_reads(text: str) -> None:
    for source in (text, f"key: {text}", f"key: a{text}", f"key:\n  - {text}\n  - b\n", f"key: [a{text}]\n"):
        found = read_lines(source, 3)
        if found:
            assert found == parsed(source, 3)


def test_a_plain_post_does_not_load_the_parser() -> None:
    program = (
        "import sys\nfrom lint.post.front import read\n"
        "found = read('---\\ntitle: Rain\\ndate: 2024-01-02\\ntags: [rain, sun]\\n---\\n')\n"
        "assert found and len(found.fields) == 3\n"
        "print('yaml' in sys.modules)"
    )
    asked = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"


def test_a_fault_in_the_last_line_is_found_by_the_parser() -> None:
    text = "title: Rain\ntags: [a\n"
    fields, _, problems = read_content(text, Span(0, len(text)))
    assert problems
    assert not fields
