"""TOML with the place of every key and value: front matter, and configuration files that want to name a key's line.

tomllib judges what is valid; the scanner here says where things are, names the commonest faults in plain words,
and keeps both of two equal keys, which tomllib refuses.
"""

from __future__ import annotations

import re

from lint.diagnostics import Span
from lint.post.elements import Field, FrontProblem, Node, NodeKind

MAXIMUM_DEPTH = 100
"""Arrays and tables inside each other, and parts of a dotted key. Our own bound, far above any post's."""
_MAXIMUM_TWINS = 20

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"[ \t\r\n]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?s:\\.|[^\\])*?"{3,5}|'
    r"'''(?s:.)*?'{3,5}|"
    r'"(?:\\[^\n]|[^"\\\n])*"|'
    r"'[^'\n]*'"
)
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d(?::\d\d(?:\.\d+)?)?", re.ASCII
)
_NUMBER = re.compile(r"[+-]?(?:inf|nan|0[xob][0-9A-Fa-f_]+|[\d_]+(?:\.[\d_]+)?(?:[eE][+-]?[\d_]+)?)", re.ASCII)
_BOOLEAN = re.compile(r"true|false")
_END_OF_VALUE = re.compile(r"[ \t\r\n,\]}#]|\Z")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([ \t]*\r?\n[ \t\r\n]*)|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = ("overwrite", "twice", "duplicate", "immutable")
_YAML_LINE = re.compile(r"[ \t]*[\w-]+[ \t]*(:)[ \t]")
_DOTS = re.compile(r"[^\s=,#]*(?:\.[^\s=,#]*){100}")

Content = tuple[tuple[Field, ...], tuple[Span, ...], tuple[FrontProblem, ...]]
Edit = tuple[Span, str]


class TomlError(ValueError):
    """A fault with its place in the text."""

    def __init__(self, start: int, end: int, message: str, edit: Edit | None = None, title: str = "") -> None:
        super().__init__(message)
        self.problem = FrontProblem(Span(start, end), message, edit, title)


def read_fields(text: str, offset: int = 0) -> tuple[Field, ...]:
    """The fields of a TOML document: tables are fields whose value is of kind "map", arrays of tables lists of maps.

    Spans count code points of `text` plus `offset`. Raises ValueError where the text cannot be TOML, but does
    not prove that it is: ask tomllib for that.
    """
    fields, _ = Scanner(text, 0, len(text)).document()
    if offset:
        fields = tuple([_shifted(field, offset) for field in fields])
    return fields


def read_content(text: str, content: Span) -> Content:
    """The fields, comments and problems of the TOML in `text[content]`; spans count code points of `text`.

    Never raises. Without fields when there is a problem. A key that occurs twice is none here: it has two fields.
    """
    try:
        fields, comments = Scanner(text, *content).document()
        problem = _invalid(text, content, fields)
    except TomlError as error:
        problem = error.problem
    if problem is None:
        return fields, comments, ()
    if problem.edit and not _readable(text, content, problem.edit):
        problem = FrontProblem(problem.span, problem.message)
    return (), (), (problem,)


def _readable(text: str, content: Span, edit: Edit) -> bool:
    span, new = edit
    repaired = text[content.start : span.start] + new + text[span.end : content.end]
    fault = _refusal(repaired)
    line_end = repaired.find("\n", span.start - content.start + len(new))
    return fault is None or (fault[1] > line_end >= 0)


def _refusal(source: str) -> tuple[str, int] | None:
    """tomllib's message and the offset it means; None when it accepts the text."""
    import tomllib

    try:
        tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        message = str(error)
        where = _WHERE.search(message)
        if not where or not where[1]:
            return _WHERE.sub("", message), len(source.rstrip())
        lines = source.split("\n")
        before = sum(len(line) + 1 for line in lines[: int(where[1]) - 1])
        return message[: where.start()], min(before + int(where[2]) - 1, len(source))
    return None


def _invalid(text: str, content: Span, fields: tuple[Field, ...]) -> FrontProblem | None:
    """What tomllib has against a text that the scanner could read, unless it is only that a key stands twice."""
    source = text[content.start : content.end]
    twins = _twins(fields)
    for _ in range(_MAXIMUM_TWINS):
        refusal = _refusal(source)
        if refusal is None:
            return None
        message, place = refusal
        if not twins or not any(word in message.lower() for word in _TWICE):
            break
        # Give the second of two equal keys another name of the same length, and ask again.
        span = twins.pop(0)
        start, end = span.start - content.start, span.end - content.start
        source = source[:start] + _other_name(end - start, len(twins)) + source[end:]
    start = content.start + min(place, max(0, len(source) - 1))
    line_end = text.find("\n", start, content.end)
    end = start + len(text[start : line_end if line_end >= 0 else content.end].rstrip())
    if any(word in message.lower() for word in _TWICE):
        return FrontProblem(Span(start, end), "a table or key is defined a second time")
    plain = message[:1].lower() + message[1:].rstrip(".")
    return FrontProblem(Span(start, end), f"this cannot be read as TOML ({plain})")


def _other_name(length: int, number: int) -> str:
    return f"{number}-other-key".rjust(length, "-")


def _twins(fields: tuple[Field, ...]) -> list[Span]:
    """Where keys stand that stood before in the same table, in the order of the text."""
    found: list[Span] = []
    seen: set[str] = set()
    for field in fields:
        if field.key in seen:
            found.append(field.key_span)
        seen.add(field.key)
        for inner in (field.value, *field.value.items):
            found += _twins(inner.fields)
    return sorted(found)


def _shifted(field: Field, offset: int) -> Field:
    comment = field.comment
    if comment:
        comment = Span(comment.start + offset, comment.end + offset)
    span = Span(field.key_span.start + offset, field.key_span.end + offset)
    return Field(field.key, span, _shifted_node(field.value, offset), comment)


def _shifted_node(node: Node, offset: int) -> Node:
    items = tuple([_shifted_node(item, offset) for item in node.items])
    fields = tuple([_shifted(field, offset) for field in node.fields])
    span = Span(node.span.start + offset, node.span.end + offset)
    return Node(node.kind, node.text, span, node.style, items, fields)


class _Table:
    """A table while it grows: headers and dotted keys further down may add to it."""

    def __init__(self, place: int) -> None:
        self.place = self.end = place
        self.start = -1
        self.entries: list[_Entry] = []
        self.inner: dict[str, _Table] = {}

    def node(self) -> Node:
        start = self.start if self.start >= 0 else self.place
        fields = tuple([entry.field() for entry in self.entries])
        ends = [field.value.span.end for field in fields]
        return Node("map", "", Span(start, max(ends, default=start)), fields=fields)


class _Entry:
    def __init__(self, key: str, span: Span, values: list[_Table] | Node | _Table, comment: Span | None) -> None:
        self.key, self.span, self.values, self.comment = key, span, values, comment

    def field(self) -> Field:
        values = self.values
        if isinstance(values, _Table):
            value = values.node()
        elif isinstance(values, Node):
            value = values
        else:
            items = tuple([table.node() for table in values])
            value = Node("list", "", Span(items[0].span.start, max(item.span.end for item in items)), items=items)
        return Field(self.key, self.span, value, self.comment)
