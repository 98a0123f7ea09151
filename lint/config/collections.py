"""The tables `[tool.copydesk.collections.NAME]`: what is wrong with them, and from them what rules judge by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from lint.choices import nearest
from lint.config.globs import matcher
from lint.config.schema import Config
from lint.site.declared import CollectionConfig, Declared, DeclaredField

_TYPES = ("text", "list", "number", "boolean", "date", "map")
# In the words of TOML, what each key holds.
_EXPECTED = {
    "paths": "a list of globs",
    "fields": "a table",
    "schema": "the path of a JSON Schema",
    "required": "true or false",
    "values": "a list of texts, numbers, true or false",
    "pattern": "a regular expression",
    "min-length": "a whole number from 0",
    "max-length": "a whole number from 0",
    "after": "a date such as 2024-05-31",
    "before": "a date such as 2024-05-31",
}


class BadCollectionError(ValueError):
    """A declaration that cannot be used; `keys` lead to the place from our table."""

    def __init__(self, keys: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.keys = keys


def check_collections(table: Any) -> None:
    """Raises BadCollectionError for the first fault of the `collections` table, as TOML gives it; None is none."""
    if table is None:
        return
    if not isinstance(table, dict):
        raise BadCollectionError(("collections",), "`collections` is a table of tables, one for each collection")
    for name, collection in table.items():
        keys = ("collections", name)
        if not isinstance(collection, dict):
            raise BadCollectionError(keys, f"`{'.'.join(keys)}` is a table with `paths`")
        _check_table(keys, collection, CollectionConfig)
        if not collection.get("paths"):
            raise BadCollectionError(keys, f"`{'.'.join(keys)}` has no `paths`, the globs of its posts")
        if collection.get("schema") and collection.get("fields"):
            both = (*keys, "schema")
            raise BadCollectionError(both, f"`{'.'.join(keys)}` has both `fields` and `schema`; one of them declares")
        for key, field in collection.get("fields", {}).items():
            _check_field((*keys, "fields", key), field)


def _check_table(keys: tuple[str, ...], table: Mapping[str, Any], schema: type[msgspec.Struct]) -> None:
    """Every key is known and has the right type."""
    known = {field.encode_name: field for field in msgspec.structs.fields(schema)}
    for key, value in table.items():
        place, name = (*keys, key), ".".join((*keys, key))
        if key not in known:
            near = nearest(key, known)
            hint = f"did you mean `{near}`?" if near else f"the keys are {', '.join(known)}"
            raise BadCollectionError(place, f"unknown key `{name}`; {hint}")
        if key == "type" and value not in _TYPES:
            near = nearest(value, _TYPES) if isinstance(value, str) else None
            hint = f"; did you mean `{near}`?" if near else ""
            raise BadCollectionError(place, f"`{name}` is one of {', '.join(_TYPES)}{hint}")
        if key == "fields":  # each is checked by itself
            wrong = not isinstance(value, dict)
        else:
            wrong = not _fits(value, known[key].type) or (key.endswith("-length") and value < 0)
        if wrong:
            raise BadCollectionError(place, f"`{name}` is {_EXPECTED[key]}")


def _fits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _check_field(keys: tuple[str, ...], table: Any) -> None:
    name = ".".join(keys)
    if not isinstance(table, dict):
        raise BadCollectionError(keys, f'`{name}` is a table, such as {{ type = "text", required = true }}')
    _check_table(keys, table, DeclaredField)
    field = msgspec.convert(table, DeclaredField)
    try:
        re.compile(field.pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadCollectionError((*keys, "pattern"), f"`{name}.pattern` is no regular expression: {error}") from None
    if field.min_length is not None and field.max_length is not None and field.min_length > field.max_length:
        raise BadCollectionError((*keys, "max-length"), f"`{name}.max-length` is less than `min-length`")
    if field.after and field.before and field.after >= field.before:
        raise BadCollectionError((*keys, "before"), f"`{name}.before` is no later day than `after`")
    for key, types in _ONLY_FOR.items():
        if key in table and field.type and field.type not in types:
            raise BadCollectionError(
                (*keys, key), f"`{name}.{key}` is for a {' or a '.join(types)}, not a {field.type}"
            )


_ONLY_FOR = {
    "pattern": ("text", "list"),
    "values": ("text", "list", "number", "boolean", "date"),
    "min-length": ("text", "list"),
    "max-length": ("text", "list"),
    "after": ("date",),
    "before": ("date",),
}
"""The types that a key can be about, where the type is declared."""


def declared(config: Config, schemas: Mapping[str, str], shown: Callable[[str], str] = str) -> tuple[Declared, ...]:
    """The declared collections of a configuration, in its order.

    `schemas` holds the texts of the schema files by the path that the configuration names, `shown` makes of it the
    path that an error names. Raises lint.config.load.ConfigError for a schema that cannot be judged by.
    """
    if not config.collections:
        return ()
    from lint.config.load import ConfigError
    from lint.site.declared.json_schema import BrokenSchemaError, read_schema

    found = []
    for name, collection in config.collections.items():
        try:
            schema = read_schema(schemas[collection.schema], shown(collection.schema)) if collection.schema else None
        except BrokenSchemaError as error:
            raise ConfigError(str(error)) from None
        found.append(Declared(name, matcher(collection.paths), collection.fields, schema))
    return tuple(found)
