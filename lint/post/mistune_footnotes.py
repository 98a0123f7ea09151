"""Footnotes for mistune, where its own plug-in loses lines, the shape of code and footnotes within footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lint.regex import regex

if TYPE_CHECKING:
    from re import Match

    from mistune import BlockParser, BlockState, InlineParser, InlineState, Markdown

_LABEL = r"(?:[^\\\[\]\s]|\\.){1,500}"
_REFERENCE = rf"\[\^(?P<note_label>{_LABEL})\]"
_DEFINITION = (
    rf"^ {{0,3}}\[\^(?P<note_key>{_LABEL})\]:"
    r"(?P<note_text>[^\n]*(?:\n+|\Z)(?:(?: {4}|\t)[^\n]*(?:\n+|\Z))*)"
)
_INDENT = regex(r"^(?: {4}|\t)", re.MULTILINE)


def footnotes(markdown: Markdown) -> None:
    """Has `[^label]` read, and the definitions, whose further lines are indented by four spaces, put at the end."""
    markdown.inline.register("footnote", _REFERENCE, _reference, before="link")
    markdown.block.register("ref_footnote", _DEFINITION, _definition, before="ref_link")
    markdown.after_render_hooks.append(_at_the_end)


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _definition(_: BlockParser, match: Match[str], state: BlockState) -> int:
    """The first definition of a label counts."""
    state.env.setdefault("ref_footnotes", {}).setdefault(_key(match["note_key"]), match["note_text"])
    return match.end()


def _reference(_: InlineParser, match: Match[str], state: InlineState) -> int:
    key = _key(match["note_label"])
    if key in state.env.get("ref_footnotes", {}):
        order: dict[str, int] = state.env.setdefault("footnotes", {})
        index = order.setdefault(key, len(order) + 1)
        state.append_token({"type": "footnote_ref", "raw": key, "attrs": {"index": index}})
    else:
        state.append_token({"type": "text", "raw": match[0]})
    return match.end()


def _at_the_end(markdown: Markdown, result: Any, state: BlockState) -> Any:
    """The page with its footnotes, in the order in which they are first referred to."""
    items: list[dict[str, Any]] = []
    order: dict[str, int] = state.env.get("footnotes", {})
    keys: list[str] = []
    while len(items) < len(order):  # it grows while footnotes refer to others
        if len(items) == len(keys):
            keys = [*order]
        key = keys[len(items)]
        child = state.child_state(_INDENT.sub("", state.env["ref_footnotes"][key]).strip() + "\n")
        markdown.block.parse(child)
        # Inline parts are read here, so that all references are known before anything is rendered.
        children = list(markdown._iter_render(child.tokens, child))  # noqa: SLF001
        items.append({"type": "footnote_item", "children": children, "attrs": {"key": key, "index": len(items) + 1}})
    if not order:
        return result
    last = state.child_state("")
    last.tokens = [{"type": "footnotes", "children": items}]
    return result + markdown.render_state(last)
