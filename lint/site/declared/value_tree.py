"""The values of front matter as a schema judges them, where each one stands, and how another would be written there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lint.diagnostics import Span
from lint.post.elements import Field, Node
from lint.regex import regex
from lint.site.facts import FieldFacts, PostFacts

_TIMESTAMP = regex(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(\.\d*)?[ \t]*(Z|z|[-+]\d\d?(?::?\d\d)?)?)?"
)
_LONGEST_NUMBER = 300
"""Characters; nothing longer is a number that JSON readers agree on."""
_TRUE = frozenset({"true", "yes", "on"})

Path = Sequence[str | int]
"""The way to a value: keys, and the numbers of items from 0."""


def tree(post: PostFacts) -> Node:
    """The front matter as one map; spans as in the facts."""
    fields = tuple(Field(field.key, field.key_span, field.node or _flat(field)) for field in post.fields)
    return Node("map", "", Span(0, 0), "", (), fields)


def _flat(field: FieldFacts) -> Node:
    if field.kind == "list":
        items = tuple(Node(kind, text, span) for kind, (text, span) in zip(field.kinds, field.texts, strict=True))
        return Node("list", "", field.span, field.style, items)
    return Node(field.kind, field.text, field.span, field.style)


def members(node: Node, form: str) -> dict[str, Field]:
    """The fields of a map by key: of two equal keys the last, and in YAML what `<<` merges behind the map's own."""
    found = {field.key: field for field in node.fields}
    if form == "yaml" and (merge := found.get("<<")):
        sources = merge.value.items or (merge.value,)
        if all(source.kind == "map" for source in sources):
            del found["<<"]
            for source in sources:
                for key, field in members(source, form).items():
                    found.setdefault(key, field)
    return found


def value_of(node: Node, form: str) -> Any:
    """The value as JSON knows it: dates are ISO texts; a number that JSON cannot hold stays the text it was."""
    if node.kind == "map":
        return {key: value_of(field.value, form) for key, field in members(node, form).items()}
    if node.kind == "list":
        return [value_of(item, form) for item in node.items]
    if node.kind == "null":
        return None
    if node.kind == "boolean":
        return node.text.lower() in _TRUE
    if node.kind == "number":
        return _number(node.text, form)
    return _iso(node.text) if node.kind == "date" else node.text


def _number(text: str, form: str) -> int | float | str:
    plain = text.replace("_", "").lower()
    digits = plain.lstrip("+-")
    if len(digits) > _LONGEST_NUMBER:
        return text
    number: int | float
    try:
        if digits[:2] in {"0x", "0o", "0b"}:
            number = int(digits, 0)
        elif form == "yaml" and ":" in digits:
            number = 0
            for part in digits.split(":"):  # sexagesimal, as YAML 1.1 has it
                number = number * 60 + (float(part) if "." in part else int(part))
        elif form == "yaml" and re.fullmatch("0[0-7]+", digits):
            number = int(digits, 8)
        else:
            number = int(digits) if digits.isdecimal() else float(digits)
    except ValueError:  # `.inf` and `.nan` of YAML, too
        return text
    if not abs(number) < 1e300:
        return text
    return -number if plain.startswith("-") else number


def _iso(text: str) -> str:
    match = _TIMESTAMP.fullmatch(text)
    if not match:
        return text
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    date = f"{year}-{month:0>2}-{day:0>2}"
    if hour is None:
        return date
    if zone and zone not in "Zz":
        hours, minutes = re.fullmatch(r"(\d\d?):?(\d\d)?", zone[1:]).groups()  # type: ignore[union-attr]
        zone = f"{zone[0]}{hours:0>2}:{minutes or '00'}"
    return f"{date}T{hour:0>2}:{minute}:{second}{fraction if fraction and len(fraction) > 1 else ''}{zone or ''}"


def follow(node: Node, path: Path, form: str) -> tuple[Node, Field | None]:
    """The value at the end of a path, and the field that holds it when the last step is a key.

    A path that leads nowhere ends where it stops.
    """
    field: Field | None = None
    for step in path:
        if isinstance(step, int):
            if not 0 <= step < len(node.items):
                break
            node, field = node.items[step], None
        else:
            inner = members(node, form).get(step)
            if inner is None:
                break
            node, field = inner.value, inner
    return node, field
