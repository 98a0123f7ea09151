"""What front matter has against a JSON Schema: jsonschema's errors in plain words, each at its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from lint.diagnostics import Finding, Span
from lint.post.elements import Node
from lint.site.declared.field_faults import (
    choice_fault,
    choice_list,
    key_fault,
    length_message,
    quoted,
    says,
    type_message,
    written,
)
from lint.site.declared.json_schema import JsonSchema
from lint.site.declared.value_tree import follow, members, tree, value_of
from lint.site.facts import PostFacts

MOST = 100
"""Findings that one post gets from one schema; a list of 5,000 wrong items needs no more."""

_TYPES = {
    "string": "a text",
    "array": "a list",
    "object": "a map",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}
_BOUNDS = {
    "minimum": "less than",
    "maximum": "more than",
    "exclusiveMinimum": "not more than",
    "exclusiveMaximum": "not less than",
    "multipleOf": "no multiple of",
}
_LENGTHS = {
    "minLength": "fewer",
    "maxLength": "more",
    "minItems": "fewer",
    "maxItems": "more",
}
_ALTERNATIVES = frozenset({"anyOf", "oneOf"})


def schema_faults(post: PostFacts, schema: JsonSchema) -> list[Finding]:
    """What a post's front matter has against a schema: at most MOST findings, in the order of the text.

    What is missing stands at the closing delimiter, within a map at the map's key. Never raises.
    """
    close = post.close or Span(0, 0)
    judged = _Judged(tree(post), post.format, close)
    instance = value_of(judged.root, post.format)
    try:
        found = list(islice(judged.findings(schema.validator.iter_errors(instance)), MOST))
    except RecursionError:
        found = [Finding(close, f"nested too deeply to be judged by {schema.path}")]
    # `anyOf` and its kin may say the same thing twice.
    return sorted(dict.fromkeys(found), key=lambda one: (one.span, one.message))


class _Judged:
    """One post's front matter under judgement."""

    def __init__(self, root: Node, form: str, close: Span) -> None:
        self.root, self._form, self._close = root, form, close

    def findings(self, errors: Iterable[Any]) -> Iterator[Finding]:
        """jsonschema's errors as findings."""
        for error in errors:
            yield from self._finding(error)

    def _finding(self, error: Any) -> Iterator[Finding]:
        keyword, path = error.validator, tuple(error.absolute_path)
        node, field = follow(self.root, path, self._form)
        if node.kind == "map" and isinstance(error.instance, str):  # not the map, but the name of one of its keys
            inner = members(node, self._form).get(error.instance)
            span = inner.key_span if inner else self._close
            yield Finding(span, f"{quoted(error.instance)} is no name of a key that the schema allows")
        elif keyword == "not" and error.validator_value == {} and path:
            span = field.key_span if field else node.span
            yield Finding(span, says(path, node, _joined(node, "where the schema allows nothing")))
        elif keyword in _ALTERNATIVES and error.context:
            yield from self._alternatives(error, path, node)
        elif keyword in {"required", "dependentRequired"}:
            span = (field.key_span if field else node.span) if path else self._close
            yield from (Finding(span, message) for message in _absences(error, path))
        elif keyword in {"additionalProperties", "unevaluatedProperties"}:
            yield from self._keys(error, path, node)
        elif keyword in {"enum", "const"}:
            choices = error.validator_value if keyword == "enum" else [error.validator_value]
            yield self._choice(path, node, choices)
        else:
            span = node.span if path else self._close
            yield Finding(span, _message(error, path, node))

    def _choice(self, path: tuple[str | int, ...], node: Node, choices: Sequence[object]) -> Finding:
        if node.kind in {"list", "map"}:
            return Finding(node.span if path else self._close, says(path, node, f", none of {choice_list(choices)}"))
        return choice_fault(path, node, choices, self._form)

    def _keys(self, error: Any, path: tuple[str | int, ...], node: Node) -> Iterator[Finding]:
        """A key that is not among those of the schema."""
        known = error.schema.get("properties", {})
        patterns = error.schema.get("patternProperties", {})
        inner = members(node, self._form)
        absent = [key for key in known if key not in inner]
        where = f" in `{'.'.join(str(step) for step in path)}`" if path else ""
        for key, field in inner.items():
            if error.validator == "unevaluatedProperties":
                extra = repr(key) in error.message
            else:
                extra = key not in known and not any(re.search(pattern, key) for pattern in patterns)
            if extra:
                yield key_fault(field, f"{quoted(key)} is no key that the schema knows{where}", absent, self._form)

    def _alternatives(self, error: Any, path: tuple[str | int, ...], node: Node) -> Iterator[Finding]:
        """None of several schemas fits: what is meant is the one whose type fits, if that is certain."""
        branches: dict[Any, list[Any]] = {}
        for one in error.context:
            branches.setdefault(one.schema_path[0] if one.schema_path else 0, []).append(one)
        own = [[one for one in ones if not one.relative_path] for ones in branches.values()]
        types = [[one for one in ones if one.validator == "type"] for ones in own]
        choices = [[one for one in ones if one.validator in {"enum", "const"}] for ones in own]
        fitting = [ones for ones, wrong in zip(branches.values(), types, strict=True) if not wrong]
        if not fitting:
            meant = " or ".join(dict.fromkeys(_types(ones[0].validator_value) for ones in types))
            yield Finding(node.span if path else self._close, type_message(path, node, meant))
        elif len(fitting) == 1:
            yield from self.findings(fitting[0])
        elif all(a or b for a, b in zip(types, choices, strict=True)):
            every = [
                value
                for ones in choices
                for one in ones[:1]
                for value in (one.validator_value if one.validator == "enum" else [one.validator_value])
            ]
            yield self._choice(path, node, every)
        else:
            what = _joined(node, f"which fits none of the {len(branches)} forms that the schema allows")
            yield Finding(node.span if path else self._close, says(path, node, what))


def _absences(error: Any, path: tuple[str | int, ...]) -> Iterator[str]:
    keys = ".".join(str(step) for step in path)
    where = f" in `{keys}`" if keys else ""
    if error.validator == "required":
        # One error for each absent key, and each names all that are required.
        for name in error.validator_value:
            if name not in error.instance:
                yield f"`{name}` is missing{where}, which is required"
        return
    for key, names in error.validator_value.items():
        for name in names if key in error.instance else ():
            if name not in error.instance:
                yield f"`{name}` is missing{where}, which `{key}` requires"


def _message(error: Any, path: tuple[str | int, ...], node: Node) -> str:
    keyword, value = error.validator, error.validator_value
    if keyword == "type":
        return type_message(path, node, _types(value))
    if keyword in _LENGTHS:
        return length_message(path, node, len(error.instance), _LENGTHS[keyword], value)
    if keyword in _BOUNDS:
        return says(path, node, f" which is {_BOUNDS[keyword]} {value}")
    if keyword == "pattern":
        return says(path, node, f" which does not match {quoted(value)}")
    if keyword == "format":
        return says(path, node, f" which is no {_FORMATS.get(value, value)}")
    if keyword == "uniqueItems":
        return says(path, node, _joined(node, f"of which {_repeated(node)} stands twice"))
    if keyword == "not":
        return says(path, node, _joined(node, "which the schema rules out"))
    if keyword == "oneOf":
        return says(path, node, _joined(node, "which fits more than one form of the schema"))
    allowed = "" if isinstance(value, (Mapping, list)) else f" ({quoted(written(value))})"
    return says(path, node, _joined(node, f"which the schema's `{keyword or 'false'}`{allowed} rules out"))


_FORMATS = {
    "date": "date (`2024-05-31`)",
    "date-time": "date with a time (`2024-05-31T12:00:00Z`)",
    "email": "e-mail address",
    "ipv4": "IPv4 address",
    "regex": "regular expression",
}


def _types(value: object) -> str:
    names = [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []
    return " or ".join(_TYPES.get(str(name), str(name)) for name in names)


def _repeated(node: Node) -> str:
    texts = [item.text for item in node.items]
    return next((quoted(text) for text in texts if text and texts.count(text) > 1), "one")


def _joined(node: Node, what: str) -> str:
    """How the words of a message go on behind this value."""
    return f", {what}" if node.kind in {"list", "map"} else f" {what}"
