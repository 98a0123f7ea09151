"""What the value of a field has against what is declared of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lint.diagnostics import Edit, Finding, Fix
from lint.post.dates import read_date
from lint.post.elements import Field, Node
from lint.post.field_names import CHANGES, DATES, EXPIRIES
from lint.site.declared import DeclaredField
from lint.site.declared.value_tree import Path, value_of
from lint.site.rewrite import inline_list, rewrite

MEANT = {
    "text": "a text",
    "list": "a list",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date",
    "map": "a map",
    "null": "nothing",
}
"""A kind of value as a message says it; `boolean` is what is meant, not what is there."""
_DATES = frozenset({*DATES, *CHANGES, *EXPIRIES})
_LONGEST_QUOTE = 50


def quoted(text: str) -> str:
    """A text as a message quotes it: on one line, at most 50 code points."""
    text = " ".join(text.split())
    return f"`{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'}`"


def choice_list(choices: Sequence[object]) -> str:
    """Allowed values as a message names them, the first twelve."""
    shown = [quoted(written(choice)) for choice in choices[:12]]
    return ", ".join(shown) + (" …" if len(choices) > 12 else "")


def written(value: object) -> str:
    """A value of the configuration or of a JSON Schema as it would be written."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def says(path: Path, node: Node, what: str) -> str:
    """The message: which value it is, what stands there, and what is wrong with it.

    `what` goes on from a text behind a comma ("a number where a text is meant"), from a list or map without.
    """
    keys = ".".join(str(step) for step in path if isinstance(step, str))
    holds = "holds" if path and isinstance(path[-1], int) else "is"
    subject = f"`{keys}` {holds}" if keys else "the front matter is"
    if node.kind == "list":
        count = len(node.items)
        return f"{subject} a list of {count:,} item{'' if count == 1 else 's'}{what}"
    if node.kind == "map":
        return f"{subject} a map{what}"
    there = quoted(node.text) if node.text.strip() else "empty"
    return f"{subject} {there},{what}"


def field_faults(field: Field, declared: DeclaredField, form: str, *, english: bool) -> Iterator[Finding]:
    """Everything that is wrong with one field's value but that it is empty; `form` is "yaml", "toml" or "json"."""
    node = field.value
    if node.kind == "null" or (node.kind == "text" and not node.text.strip()):
        return
    fault = _type_fault(field.key, node, declared, form, english=english)
    if fault:
        yield fault
        return
    yield from _length_faults(field.key, node, declared)
    if node.kind == "list":
        for number, item in enumerate(node.items):
            if item.kind not in {"list", "map", "null"}:
                yield from _scalar_faults((field.key, number), item, declared, form, english=english)
    elif node.kind != "map":
        yield from _scalar_faults((field.key,), node, declared, form, english=english)


def _type_fault(key: str, node: Node, declared: DeclaredField, form: str, *, english: bool) -> Finding | None:
    meant = declared.type
    if meant is None or node.kind == meant:
        return None
    if meant == "date" and node.kind in {"text", "number"}:
        if not (fault := read_date(node.text, english=english).fault):
            return None
        # What is wrong with the date of a post, another rule says.
        return None if key.lower() in _DATES else Finding(node.span, says((key,), node, f" which {fault}"))
    return Finding(node.span, type_message((key,), node, MEANT[meant]), _type_fix(node, meant, form))


def type_message(path: Path, node: Node, meant: str) -> str:
    """The message for a value of the wrong type; `meant` names the right one."""
    if node.kind in {"list", "map"} or not node.text.strip():
        return says(path, node, f" where {meant} is meant")
    there = "a true or false" if node.kind == "boolean" else MEANT[node.kind]
    return says(path, node, f" {there} where {meant} is meant")


def _type_fix(node: Node, meant: str, form: str) -> Fix | None:
    """Quotes around what should be a text, brackets around what should be a list, no quotes where none belong."""
    if node.alias or node.kind in {"list", "map", "null"}:
        return None
    new, title, safe = "", "", False
    if meant == "text" and node.span.end - node.span.start == len(node.text):
        # The author has declared that it is a text: quotes keep the reader from making another value of it.
        new, title, safe = f'"{node.text}"', "put it in quotes", True
    elif meant == "list" and node.kind == "text" and node.style not in {"|", ">"}:
        new, title = inline_list([part for each in node.text.split(",") if (part := each.strip())], form), "make a list"
    elif meant == "number" and re.fullmatch(r"-?(?:0|[1-9]\d{0,15})(?:\.\d+)?", node.text):
        new, title = node.text, "take off the quotes"
    elif meant == "boolean" and node.text.lower() in {"true", "false"}:
        new, title = node.text.lower(), f"write `{node.text.lower()}`"
    return Fix(title, (Edit(node.span, new),), safe) if new else None


def _length_faults(key: str, node: Node, declared: DeclaredField) -> Iterator[Finding]:
    if node.kind not in {"text", "list"}:
        return
    length = len(node.items) if node.kind == "list" else len(node.text)
    if declared.min_length is not None and length < declared.min_length:
        yield Finding(node.span, length_message((key,), node, length, "fewer", declared.min_length))
    if declared.max_length is not None and length > declared.max_length:
        yield Finding(node.span, length_message((key,), node, length, "more", declared.max_length))


def length_message(path: Path, node: Node, length: int, compared: str, bound: int) -> str:
    """The message for a text or list that is too short or too long; `compared` is "fewer" or "more"."""
    if node.kind == "list":
        return says(path, node, f", {compared} than {bound:,}")
    what = f" which has {length:,} character{'' if length == 1 else 's'}, {compared} than {bound:,}"
    return says(path, node, what)


def _scalar_faults(path: Path, node: Node, declared: DeclaredField, form: str, *, english: bool) -> Iterator[Finding]:
    if declared.values:
        value = value_of(node, form)
        # A date of the configuration is its text; `1` is not `true`.
        if not any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in declared.values):
            yield choice_fault(path, node, declared.values, form)
            return
    if declared.pattern and not re.fullmatch(declared.pattern, node.text):
        yield Finding(node.span, says(path, node, f" which does not match {quoted(declared.pattern)}"))
    if declared.after or declared.before:
        yield from _range_faults(path, node, declared, english=english)


def choice_fault(path: Path, node: Node, choices: Sequence[object], form: str) -> Finding:
    """The finding for a value that is none of the allowed ones, with the nearest of them as its fix."""
    message = says(path, node, f" none of {choice_list(choices)}")
    texts = [choice for choice in choices if isinstance(choice, str)]
    near = _nearest(node.text, texts)
    edit = rewrite(node.span, node.text, near, form) if near and not node.alias else None
    if not edit or not near:
        return Finding(node.span, message)
    return Finding(node.span, message, Fix(f"write `{near}`", (edit,), safe=False))


def _nearest(text: str, choices: Sequence[str]) -> str | None:
    """The choice that this text is a slip for; a word of its own is near none."""
    from difflib import get_close_matches

    same = [choice for choice in choices if choice.casefold() == text.strip().casefold()]
    return next(iter(same or get_close_matches(text[:100], choices, n=1, cutoff=0.75)), None)


def _range_faults(path: Path, node: Node, declared: DeclaredField, *, english: bool) -> Iterator[Finding]:
    day = read_date(node.text, english=english).day
    if day is None:
        return
    if declared.after and day <= (declared.after.year, declared.after.month, declared.after.day):
        yield Finding(node.span, says(path, node, f" which is not after {declared.after}"))
    if declared.before and day >= (declared.before.year, declared.before.month, declared.before.day):
        yield Finding(node.span, says(path, node, f" which is not before {declared.before}"))


def key_fault(field: Field, message: str, choices: Sequence[str], form: str) -> Finding:
    """The finding for a key that is not allowed, with the nearest of the keys that are and are absent as its fix."""
    near = _nearest(field.key, choices)
    aliased = field.value.alias and field.key_span == field.value.span
    edit = rewrite(field.key_span, field.key, near, form, key=True) if near and not aliased else None
    fix = Fix(f"write `{near}`", (edit,), safe=False) if edit else None
    return Finding(field.key_span, message, fix)
