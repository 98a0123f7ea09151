"""Which comment of YAML front matter belongs to which field."""

from __future__ import annotations

from lint.diagnostics import Span
from lint.post.elements import Field, Node
from lint.regex import regex

BLOCK_MARK = regex(r"[|>][-+0-9]*")
"""How a block scalar begins."""


def attach(fields: tuple[Field, ...], source: str, offset: int, comments: tuple[Span, ...]) -> None:
    """Gives each field the comment that stands behind it; spans are those of the text, `source` begins at `offset`."""
    behind: dict[int, Span] = {}
    for comment in comments:
        before = source[source.rfind("\n", 0, comment.start - offset) + 1 : comment.start - offset]
        start = comment.start - len(before)
        behind[start + len(before.rstrip(" \t"))] = comment
        behind.setdefault(start + len(before.rstrip(" \t,")), comment)
    _attach_each(fields, source, offset, behind)


def _attach_each(fields: tuple[Field, ...], source: str, offset: int, behind: dict[int, Span]) -> None:
    for field in fields:
        value = field.value
        if value.alias:
            field.comment = behind.get(value.span.end)
            continue
        colon = source.find(":", field.key_span.end - offset) + 1 + offset
        places = [colon]
        if value.style or not (value.items or value.fields):
            places = [value.span.end, value.span.start + 1, colon]
        if value.style in ("|", ">") and (mark := BLOCK_MARK.match(source, value.span.start - offset)):
            places = [mark.end() + offset, colon]
        field.comment = next((behind[place] for place in places if place in behind), None)
        _attach_inside(value, source, offset, behind)


def _attach_inside(node: Node, source: str, offset: int, behind: dict[int, Span]) -> None:
    if node.fields:
        _attach_each(node.fields, source, offset, behind)
    for item in node.items:
        _attach_inside(item, source, offset, behind)
