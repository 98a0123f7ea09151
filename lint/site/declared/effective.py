"""The JSON Schema of what is asked of a collection's front matter: as it is declared, else as its posts have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lint.post.elements import NodeKind
from lint.site.declared import Declared, DeclaredField
from lint.site.declared.json_schema import DIALECT
from lint.site.field_use import FieldUse
from lint.site.meanings import meaning_of
from lint.site.schema import NEARLY_ALL, Collection

MOST_VALUES = 200
"""Values of one field that an editor is offered."""

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "list": {"type": "array"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]},
    "map": {"type": "object"},
}
_WITH_VOCABULARY = frozenset({"tags", "author", "category", "layout", "lang"})

JsonObject = dict[str, Any]


def declared_schema(collection: Declared, required: Iterable[str] = ()) -> JsonObject:
    """The JSON Schema of a declared collection; `required` are fields that another rule asks for besides.

    A schema file is given back as it is. An empty value is allowed where a field is not required.
    """
    if collection.schema:
        return collection.schema.document
    asked = [key for key, field in collection.fields.items() if field.required]
    asked += [key for key in required if key not in asked]
    properties = {key: _declared(field, empty=key not in asked) for key, field in collection.fields.items()}
    for key in asked:
        properties.setdefault(key, {})
    return _document(collection.name, "Declared in the configuration of copydesk.", properties, asked)


def _declared(field: DeclaredField, *, empty: bool) -> JsonObject:
    found: JsonObject = dict(_TYPES.get(field.type or "", {}))
    about: JsonObject = {}
    if field.values:
        about["enum"] = list(field.values)
    if field.pattern:
        about["pattern"] = f"^(?:{field.pattern})$"
    if about and field.type == "list":
        found["items"] = about
    elif about and field.type is None:
        found["anyOf"] = [about, {"type": "array", "items": about}]
    else:
        found |= about
    bounds = {"min": field.min_length, "max": field.max_length}
    for part, bound in bounds.items():
        if bound is not None:
            found |= {f"{part}Length": bound} if field.type != "list" else {}
            found |= {f"{part}Items": bound} if field.type != "text" else {}
    days = [f"{word} {day}" for word, day in (("after", field.after), ("before", field.before)) if day]
    if days:
        found["description"] = f"A date {' and '.join(days)}."
    return {"anyOf": [found, {"type": "null"}]} if empty and found else found


def inferred_schema(name: str, collection: Collection, required: Iterable[str] = ()) -> JsonObject:
    """The JSON Schema of what the posts of a collection have in common; each description says that it is inferred.

    Required is what nearly all posts have, typed what nearly all of them write alike. `required` are fields that a
    rule asks for besides.
    """
    total = len(collection.posts)
    uses = sorted(collection.fields.values(), key=lambda use: (-use.posts, use.key))
    properties = {use.key: _inferred(use, collection, total) for use in uses}
    asked = [use.key for use in uses if use.posts >= total * NEARLY_ALL]
    for key in required:
        properties.setdefault(key, {"description": "Required by the configuration."})
        if key not in asked:
            asked.append(key)
    return _document(name, f"Inferred by copydesk from {total:,} posts.", properties, asked)


def _inferred(use: FieldUse, collection: Collection, total: int) -> JsonObject:
    found: JsonObject = {"description": f"Inferred: {use.posts:,} of {total:,} posts have it."}
    filled = use.posts - use.of("null")
    kinds: tuple[NodeKind, ...] = ("text", "list", "number", "boolean", "date", "map")
    kind = next((one for one in kinds if filled and use.of(one) >= filled * NEARLY_ALL), None)
    if use.dates and use.of("text", "date") >= filled * NEARLY_ALL:
        kind = "date"
    meaning = meaning_of(use.key)
    known: Mapping[str, int] = collection.values(meaning) if meaning in _WITH_VOCABULARY else {}
    often = sorted(known, key=lambda value: (-known[value], value))[:MOST_VALUES]
    # Any text is allowed: the values are there to be offered.
    text: JsonObject = {"anyOf": [{"enum": sorted(often)}, {"type": "string"}]} if often else {"type": "string"}
    if kind == "list":
        found["type"] = "array"
        if use.items and not use.items.keys() - {"text"}:
            found["items"] = text
    elif kind == "text":
        found |= text
    elif kind:
        # An editor would refuse the posts' own dates, which are written in many forms.
        found |= _TYPES[kind] if kind != "date" else {"type": "string"}
    return found


def _document(name: str, description: str, properties: JsonObject, required: list[str]) -> JsonObject:
    document: JsonObject = {"$schema": DIALECT, "title": name, "description": description, "type": "object"}
    document["properties"] = properties
    if required:
        document["required"] = required
    return document


def lines(schema: JsonObject) -> list[str]:
    """The schema as a person reads it: a line for each field with its type, and whether it is required."""
    properties = schema.get("properties")
    if not isinstance(properties, dict) or not properties:
        return ["  (no fields)"]
    names = schema.get("required")
    required = set(names) if isinstance(names, list) else set()
    width = max(len(key) for key in properties)
    return [
        f"  {key:<{width}}  {_kind(one):<14}  {'required' if key in required else '':<8}  {_said(one)}".rstrip()
        for key, one in properties.items()
    ]


def _parts(one: Any) -> list[JsonObject]:
    """A schema and the alternatives in it."""
    if not isinstance(one, dict):
        return []
    inner = one.get("anyOf")
    return [one, *(each for each in inner if isinstance(each, dict))] if isinstance(inner, list) else [one]


def _kind(one: Any) -> str:
    words = {"string": "text", "array": "list", "object": "map", "null": ""}
    for part in _parts(one):
        kind = part.get("type")
        if "format" in str(part.get("anyOf")) and kind == "string":
            return "date"
        for name in [kind] if isinstance(kind, str) else kind if isinstance(kind, list) else []:
            if word := words.get(str(name), str(name)):
                return word
    return "anything"


def _said(one: Any) -> str:
    for part in _parts(one):
        if isinstance(text := part.get("description"), str):
            return " ".join(text.split())[:100]
    for part in _parts(one):
        if isinstance(values := part.get("enum"), list):
            return ", ".join(map(str, values))[:100]
    return ""
