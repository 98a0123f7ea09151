"""YAML front matter of the plainest sort, read without PyYAML, which takes longer to load than to judge a post.

A key and a value in one line, plain, in quotes or a list in brackets, and lists with an item in each line: most posts
have nothing else. What is not understood for certain is left to the parser, all of it; a test holds the two equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.diagnostics import Span
from lint.post.elements import Field, Node
from lint.post.front.yaml_kinds import kind_of
from lint.regex import regex

if TYPE_CHECKING:
    import re

# A comment, a tab, a byte order mark, the line ends that only YAML knows.
_ELSEWHERE = "#\t\ufeff\x85\u2028\u2029"
_SCALAR = (
    r"(?P<plain>[^\s\-?:,\[\]{}&*!|>'\"%@`](?:[^:]|:(?=\S))*)"
    r"|\"(?P<double>[^\"\\]*)\"|'(?P<single>(?:[^']|'')*)'"
)
_FIELD = regex(rf"(?P<key>[A-Za-z_][\w-]{{0,99}}):(?: +(?:{_SCALAR}|(?P<flow>\[.*\])))?")
_ITEM = regex(rf"(?P<indent> *)- +(?:{_SCALAR})")
_FLOW_ITEM = regex(
    r" *(?:(?P<plain>[^\s\-?:,\[\]{}&*!|>'\"%@`][^?:,\[\]{}'\"]*)"
    r"|(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>(?:[^']|'')*)') *)(?:,|\Z)"
)


def read_lines(source: str, offset: int) -> tuple[Field, ...] | None:
    """The fields of a document that begins at `offset` of its text; None where it needs the parser."""
    if any(mark in source for mark in _ELSEWHERE) or source.count("\r") != source.count("\r\n"):
        return None
    fields: list[Field] = []
    items: list[Node] = []
    dash = column = 0  # of the first item of a list: its place in the text, and in its line
    start = offset
    for line in source.split("\n"):
        text = line.rstrip("\r ")
        if not text:
            pass
        elif match := _FIELD.fullmatch(text):
            _end_list(fields, items, dash)
            if (value := _value(match, start)) is None:
                return None
            fields.append(Field(match["key"], Span(start, start + match.end("key")), value))
        elif match := _ITEM.fullmatch(text):
            if not fields or fields[-1].value.kind != "null" or fields[-1].value.text:
                return None
            if not items:
                column = match.end("indent")
                dash = start + column
            elif match.end("indent") != column:
                return None
            items.append(_scalar(match, start))
        else:
            return None
        start += len(line) + 1
    _end_list(fields, items, dash)
    return tuple(fields)


def _value(match: re.Match[str], start: int) -> Node | None:
    if match.lastgroup == "key":
        return Node("null", "", Span(start + match.end(), start + match.end()))
    if match.lastgroup != "flow":
        return _scalar(match, start)
    flow, begin = match["flow"], start + match.start("flow")
    items: list[Node] = []
    at, end = 1, len(flow) - 1
    while at < end or flow[at - 1] == ",":
        item = _FLOW_ITEM.match(flow, at, end)
        if not item:
            return None
        items.append(_scalar(item, begin))
        at = item.end()
    return Node("list", "", Span(begin, begin + len(flow)), "[", tuple(items))


def _scalar(match: re.Match[str], start: int) -> Node:
    name = match.lastgroup
    assert name
    begin, end = match.span(name)
    if name == "plain":
        text = match["plain"].rstrip(" ")
        return Node(kind_of(text), text, Span(start + begin, start + begin + len(text)))
    quoted = Span(start + begin - 1, start + end + 1)
    if name == "double":
        return Node("text", match["double"], quoted, '"')
    return Node("text", match["single"].replace("''", "'"), quoted, "'")


def _end_list(fields: list[Field], items: list[Node], dash: int) -> None:
    """Gives the items to the field that has no other value."""
    if items:
        fields[-1].value = Node("list", "", Span(dash, items[-1].span.end), "", tuple(items))
        items.clear()
