"""TOML with the place of every key and value: front matter, and configuration files that want to name a key's line.

tomllib judges what is valid; the scanner here says where things are, names the commonest faults in plain words,
and keeps both of two equal keys, which tomllib refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.diagnostics import Span
from lint.post.elements import Field, FrontProblem, Node
from lint.post.front.toml_scan import Scanner, TomlError
from lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHERE = regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_MANY_DIGITS = regex(r"[\d_]{4301,}")
_TWICE = ("overwrite", "twice", "duplicate", "immutable")

Content = tuple[tuple[Field, ...], tuple[Span, ...], tuple[FrontProblem, ...]]
Edit = tuple[Span, str]


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
    line_end = repaired.find("\n", span.start - content.start + len(new))
    try:  # The scanner first: it stops at what would keep tomllib busy for minutes.
        Scanner(repaired, 0, len(repaired)).document()
    except TomlError as error:
        return error.problem.span.start > line_end >= 0
    fault = _refusal(repaired)
    return fault is None or fault[1] > line_end >= 0


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
    refusal = _refusal(source)
    if refusal and any(word in refusal[0].lower() for word in _TWICE) and (twins := _twins(fields)):
        # Is that all? Give the later of two equal keys other names, and ask again.
        name = _name(source)
        parts, position = [], 0
        for number, span in enumerate(twins):
            parts += [source[position : span.start - content.start], f"{name}{number}"]
            position = span.end - content.start
        refusal = _refusal("".join([*parts, source[position:]]))
        if refusal:
            refusal = refusal[0], _place_before(refusal[1], name, twins, content.start)
    if refusal is None:
        return None
    message, place = refusal
    return _plain(text, content, fields, message, content.start + min(place, max(0, len(source) - 1)))


def _place_before(place: int, name: str, twins: list[Span], offset: int) -> int:
    """Where `place` was before the twins got their other names."""
    for number, span in enumerate(twins):
        if place > span.start - offset:
            place = max(span.start - offset, place - len(f"{name}{number}") + (span.end - span.start))
    return place


def _plain(text: str, content: Span, fields: tuple[Field, ...], message: str, start: int) -> FrontProblem:
    """tomllib's objection in a writer's words. `start` is its place in `text`."""
    line_end = text.find("\n", start, content.end)
    end = start + len(text[start : line_end if line_end >= 0 else content.end].rstrip())
    if any(word in message.lower() for word in _TWICE):
        return FrontProblem(Span(start, end), "a table or key is defined a second time")
    if "exceeds the limit" in message.lower() and (digits := _MANY_DIGITS.search(text, *content)):
        return FrontProblem(Span(*digits.span()), "a number with more than 4,300 digits")
    if "key part" in message and text[start] == "}":
        return FrontProblem(Span(start, end), "a comma stands before the closing `}`")
    for scalar in _scalars(fields):
        if scalar.span.start <= start <= scalar.span.end and scalar.kind in {"date", "number"}:
            return FrontProblem(scalar.span, f"`{scalar.text[:40]}` is no {scalar.kind} that TOML knows")
    plain = message[:1].lower() + message[1:].rstrip(".")
    return FrontProblem(Span(start, end), f"this cannot be read as TOML ({plain})")


def _scalars(fields: tuple[Field, ...]) -> Iterator[Node]:
    nodes = [field.value for field in fields]
    while nodes:
        node = nodes.pop()
        yield node
        nodes += (*node.items, *[field.value for field in node.fields])


def _name(source: str) -> str:
    """The start of a key, as the text has none."""
    name = "other-key-"
    while name in source:
        name += "-"
    return name


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
