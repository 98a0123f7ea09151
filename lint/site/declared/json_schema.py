"""Reads a JSON Schema and refuses what cannot be judged by: with its place, and without the network.

jsonschema takes 40 ms to import, so nothing here does until a schema is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from lint.post.elements import Node
from lint.post.front.json import read_object
from lint.site.declared.value_tree import value_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""What a schema is that names no dialect of its own."""

_IN_PLACE = ("$ref", "$dynamicRef", "not", "if", "then", "else", "allOf", "anyOf", "oneOf")
_REFERENCES = ("$ref", "$dynamicRef")


class BrokenSchemaError(ValueError):
    """A schema that cannot be judged by; the message begins with `file:line:column:`."""


class JsonSchema(msgspec.Struct, frozen=True):
    """A schema that was read: the file's path as it is shown, its content, and jsonschema's validator."""

    path: str
    document: dict[str, Any]
    validator: Any


def read_schema(text: str, path: str) -> JsonSchema:
    """The schema that a JSON text holds; `path` names the file in errors. Raises BrokenSchemaError."""
    return _Reading(text, path).schema()


class _Reading:
    """One schema on its way from text to validator; keeps where each of its objects stands."""

    def __init__(self, text: str, path: str) -> None:
        self._text, self._path = text, path
        self._nodes: dict[int, Node] = {}

    def schema(self) -> JsonSchema:
        root = self._root()
        document = self._value(root)
        try:
            dialect = self._dialect(document, root)
            self._check(dialect, document, root)
            self._check_references(dialect, document)
        except RecursionError:
            raise self._error(root.span.start, "the schema is nested too deeply") from None
        from jsonschema_specifications import REGISTRY

        # The registry holds the dialects themselves and fetches nothing.
        validator = dialect(_without_false(document), registry=REGISTRY, format_checker=_formats())
        return JsonSchema(self._path, document, validator)

    def _error(self, offset: int, message: str) -> BrokenSchemaError:
        line = self._text.count("\n", 0, offset) + 1
        column = offset - self._text.rfind("\n", 0, offset)
        return BrokenSchemaError(f"{self._path}:{line}:{column}: {message}")

    def _root(self) -> Node:
        text = self._text
        if stray := re.search("[\ud800-\udfff]", text):
            raise self._error(stray.start(), "a byte that is not UTF-8")
        body = text.lstrip("\ufeff \t\r\n")
        start = len(text) - len(body)
        if not body.startswith("{"):
            raise self._error(start, "a JSON Schema is an object, `{…}`" if body else "the schema is empty")
        fields, problems, end = read_object(text, start, len(text))
        if problems or end is None:
            span = problems[0].span if problems else (start, start)
            raise self._error(span[0], problems[0].message if problems else "this is no JSON")
        rest = text[end:].lstrip()
        if rest:
            raise self._error(len(text) - len(rest), "text stands behind the schema")
        from lint.diagnostics import Span

        return Node("map", "", Span(start, end), "{", (), fields)

    def _value(self, node: Node) -> Any:
        if node.kind == "map":
            value: Any = {field.key: self._value(field.value) for field in node.fields}
        elif node.kind == "list":
            value = [self._value(item) for item in node.items]
        else:
            return value_of(node, "json")
        self._nodes[id(value)] = node
        return value

    def _dialect(self, document: dict[str, Any], root: Node) -> Any:
        """jsonschema's validator class."""
        from jsonschema.validators import Draft202012Validator, validator_for

        if "$schema" not in document:
            return Draft202012Validator
        try:
            known = validator_for(document, default=None) if isinstance(document["$schema"], str) else None
        except ValueError:  # no address at all
            known = None
        if known is None:
            place = next(field.value.span.start for field in root.fields if field.key == "$schema")
            raise self._error(place, f"`$schema` names a dialect that is not known; {DIALECT} is")
        return known

    def _check(self, dialect: Any, part: Any, root: Node) -> None:
        from jsonschema.exceptions import SchemaError

        try:
            dialect.check_schema(part)
        except SchemaError as error:
            node = self._nodes.get(id(part), root)
            for step in error.path:
                if isinstance(step, int) and step < len(node.items):
                    node = node.items[step]
                elif inner := next((field.value for field in reversed(node.fields) if field.key == step), None):
                    node = inner
            message = error.message if len(error.message) <= 200 else f"{error.message[:199]}…"
            raise self._error(node.span.start, f"no valid schema: {message}") from None

    def _check_references(self, dialect: Any, document: dict[str, Any]) -> None:
        """Every reference leads somewhere within the schema, and none in circles."""
        from graphlib import CycleError, TopologicalSorter

        from jsonschema_specifications import REGISTRY
        from referencing.jsonschema import specification_with

        specification = specification_with(document.get("$schema", DIALECT))
        resource = specification.create_resource(document)
        resolver = REGISTRY.resolver_with_root(resource)
        circles: TopologicalSorter[int] = TopologicalSorter()
        parts: dict[int, Any] = {}
        waiting = [(document, resolver)]
        while waiting:
            part, around = waiting.pop()
            if id(part) in parts or not isinstance(part, dict):
                continue
            parts[id(part)] = part
            for target, behind in self._targets(part, around, dialect):
                waiting.append((target, behind))
                circles.add(id(part), id(target))
            for inner in _in_place(part):
                circles.add(id(part), id(inner))
            inside = specification.subresources_of(part)
            waiting += [(one, around.in_subresource(specification.create_resource(one))) for one in inside]
        try:
            circles.prepare()
        except CycleError as error:
            at = next((self._nodes[one] for one in error.args[1] if one in self._nodes), None)
            raise self._error(at.span.start if at else 0, "the schema refers to itself without end") from None

    def _targets(self, part: dict[str, Any], resolver: Any, dialect: Any) -> Iterator[tuple[Any, Any]]:
        """What the references of a schema lead to."""
        from referencing.exceptions import Unresolvable

        for keyword in _REFERENCES:
            reference = part.get(keyword)
            if not isinstance(reference, str):
                continue
            node = self._nodes.get(id(part))
            place = next((f.value.span.start for f in node.fields if f.key == keyword), 0) if node else 0
            try:
                found = resolver.lookup(reference)
            except (Unresolvable, ValueError, AttributeError, TypeError):
                what = "which does not exist"
                if not reference.startswith("#"):
                    what = "which lies outside of the schema; nothing is fetched"
                raise self._error(place, f"`{keyword}` refers to `{reference[:200]}`, {what}") from None
            if not isinstance(found.contents, (dict, bool)):
                raise self._error(place, f"`{keyword}` refers to `{reference[:200]}`, which is no schema")
            if id(found.contents) in self._nodes:
                # It may lie where no schema is looked for, and so was not checked.
                self._check(dialect, found.contents, self._nodes[id(found.contents)])
            yield found.contents, found.resolver


def _in_place(part: dict[str, Any]) -> Iterator[Any]:
    """The schemas that judge the same value as this one."""
    for keyword in _IN_PLACE:
        inner = part.get(keyword)
        if isinstance(inner, dict):
            yield inner
        elif isinstance(inner, list):
            yield from (one for one in inner if isinstance(one, dict))
    dependent = part.get("dependentSchemas")
    if isinstance(dependent, dict):
        yield from (one for one in dependent.values() if isinstance(one, dict))


_DATA = frozenset({"const", "enum", "default", "examples"})


def _without_false(part: Any, keyword: str = "", *, named: bool = False) -> Any:
    """The same schema with `{"not": {}}` for `false`, since jsonschema loses the place of what `false` refuses.

    `named` says that `part` holds schemas by names of the author's, which are no keywords.
    """
    if isinstance(part, dict):
        return {
            key: value
            if key in _DATA and not named
            else {"not": {}}
            if value is False and (named or key in _SCHEMAS)
            else _without_false(value, key, named=not named and key in _BY_NAME)
            for key, value in part.items()
        }
    if isinstance(part, list) and keyword in _LISTS:
        return [{"not": {}} if one is False else _without_false(one) for one in part]
    return part


_BY_NAME = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "dependencies"})
_LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems", "items"})
_SCHEMAS = frozenset({"items", "additionalItems", "contains", "propertyNames", "not", "if", "then", "else"})


def _formats() -> Any:
    """The formats that are judged; all others say only what is meant, as the standard has it."""
    import datetime

    from jsonschema import FormatChecker

    checker = FormatChecker(formats=("date", "email", "ipv4", "regex"))

    def date_time(value: object) -> bool:
        # A zone may be absent: YAML and TOML have times without one.
        if not isinstance(value, str):
            return True
        if len(value) < 19 or value[10] not in "Tt ":
            return False
        datetime.datetime.fromisoformat(value.upper())
        return True

    checker.checkers = {**checker.checkers, "date-time": (date_time, (ValueError,))}
    return checker
