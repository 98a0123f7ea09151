"""Reads the configuration of a site; an error names the file, the line and the nearest valid key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from lint.choices import nearest
from lint.config.collections import BadCollectionError, check_collections
from lint.config.schema import BundleConfig, Config, ImagesConfig, LinksConfig, Override
from lint.house.style import Style
from lint.post.elements import Node
from lint.regex import regex

FILE_NAMES = ("copydesk.toml", "pyproject.toml")
"""The files that may hold a configuration; in one folder the first wins."""

Keys = tuple[str | int, ...]
"""The way to a value of a configuration: keys of tables, and numbers of items."""

_TOML_PLACE = regex(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


_SCHEMAS: dict[str, type[msgspec.Struct]] = {"bundle": BundleConfig, "bundle.images": ImagesConfig, "style": Style}
"""By the table that has keys with choices."""
_HOST = regex(r"(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+|localhost")


class ConfigError(ValueError):
    """The configuration cannot be used; the message begins with `file:line:column:`."""


def holds_configuration(name: str, text: str) -> bool:
    """Whether a file of this name and text is a configuration of ours: pyproject.toml needs our table."""
    return name == "copydesk.toml" or "[tool.copydesk" in text


def prefix(path: str) -> tuple[str, ...]:
    """The keys that our table stands below in a file of this name."""
    return ("tool", "copydesk") if path.rpartition("/")[2] == "pyproject.toml" else ()


def raw_table(text: str, path: str) -> dict[str, Any]:
    """Our table as the TOML text has it. Raises ConfigError."""
    import tomllib

    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise ConfigError(f"{path}:1:1: nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = _TOML_PLACE.search(message)
        line, column = (found[1], found[2]) if found and found[1] else (text.count("\n") + 1, 1)
        raise ConfigError(f"{path}:{line}:{column}: {_TOML_PLACE.sub('', message)}") from None
    table: Any = document
    before = prefix(path)
    if before:
        tools = document.get("tool", {})
        table = tools.get("copydesk", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        raise ConfigError(f"{place(text, path, before)} `tool.copydesk` is a table")
    return table


def load(text: str, path: str) -> Config:
    """The configuration that a TOML text holds; `path` decides on the form and names the file in errors.

    Raises ConfigError.
    """
    if not text:
        return Config()
    before = prefix(path)
    table = raw_table(text, path)
    _check_keys(text, path, before, table)
    try:
        check_collections(table.get("collections"))
    except BadCollectionError as error:
        raise ConfigError(f"{place(text, path, (*before, *error.keys))} {error}") from None
    try:
        config = msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$.")
        where, wild, _ = where.rstrip("`").partition("[...]")  # any key
        keys = _keys(where)
        if wild:
            keys += _culprit(table, keys)
        while keys and isinstance(keys[-1], int):
            keys = keys[:-1]  # of a list, the key is named
        name = dotted(keys)
        raise ConfigError(f"{place(text, path, (*before, *keys))} `{name}`: {_in_words(message, name)}") from None
    for number, host in enumerate(config.bundle.iframe_hosts):
        if not _HOST.fullmatch(host):
            plain = re.sub(r"^[a-z]+://|[/:?#].*", "", host.strip().lower())
            hint = f'; did you mean "{plain}"?' if _HOST.fullmatch(plain) else ', as "video.example.org" is'
            where = place(text, path, (*before, "bundle", "iframe-hosts", number))
            raise ConfigError(f'{where} `bundle.iframe-hosts`: "{host}" is no name of a host{hint}')
    return config


def _keys(where: str) -> Keys:
    """The keys that msgspec's path to a value names: `overrides[0].drafts`."""
    parts = (part.rstrip("]") for part in re.split(r"[.\[]", where))
    return tuple(int(part) if part.isdigit() else part for part in parts if part)


def dotted(keys: Keys) -> str:
    """Keys as people write them; which one of several tables is said by the place."""
    return ".".join(key for key in keys if isinstance(key, str))


def _in_words(message: str, name: str) -> str:
    """What msgspec says, in the words of TOML, with the choices where there are some."""
    if message.startswith("Invalid enum value "):
        choices = _choices(name)
        written = message.removeprefix("Invalid enum value ")
        near = nearest(written.strip("'\""), choices)
        listed = ", ".join(f'"{choice}"' for choice in choices)
        return f"{written} is none of {listed}" + (f'; did you mean "{near}"?' if near else "")
    for theirs, ours in (("object", "table"), ("str", "string"), ("int", "integer"), ("bool", "boolean")):
        message = message.replace(f"`{theirs}`", f"`{ours}`")
    return message[:1].lower() + message[1:]


def _choices(name: str) -> list[str]:
    """What a key may be; what an override says has the choices of the same key of the site."""
    outer, _, key = name.rpartition(".")
    schema = _SCHEMAS.get(outer, Config)
    hint: Any = get_type_hints(schema)[key.replace("-", "_")]
    inner = [one for one in get_args(hint) if one is not type(None)]
    if get_origin(hint) is tuple or (
        len(inner) == 1 and get_args(inner[0])
    ):  # each item, or a choice that may be left out
        hint = inner[0]
    return [str(choice) for choice in get_args(hint) or hint if choice]


def _culprit(table: dict[str, Any], keys: Keys) -> Keys:
    """The first key of a table that spoils it; msgspec says only which table it is."""
    inner: Any = table
    for key in keys:
        inner = inner[key]
    for key, value in inner.items():
        only: Any = {key: value}
        for outer in reversed(keys):
            only = [only] if isinstance(outer, int) else {outer: only}
        try:
            msgspec.convert(only, Config)
        except msgspec.ValidationError:
            return (key,)
    return ()


def _check_keys(text: str, path: str, before: tuple[str, ...], table: dict[str, Any]) -> None:
    """An unknown key is the commonest mistake, so it is named with its line and its nearest neighbour."""
    bundle = table.get("bundle")
    tables: tuple[tuple[Keys, Any, type[msgspec.Struct]], ...] = (
        ((), table, Config),
        (("bundle",), bundle, BundleConfig),
        (("bundle", "images"), bundle.get("images") if isinstance(bundle, dict) else None, ImagesConfig),
        (("links",), table.get("links"), LinksConfig),
        *((("overrides", number), entry, Override) for number, entry in _entries(table, "overrides")),
        *((("style", number), entry, Style) for number, entry in _entries(table, "style")),
    )
    for names, inner, schema in tables:
        if not isinstance(inner, dict):
            continue
        known = [field.encode_name for field in msgspec.structs.fields(schema)]
        for key in inner:
            if key not in known:
                near = nearest(key, known)
                hint = f"; did you mean `{near}`?" if near else f"; the keys are {', '.join(known)}"
                where = place(text, path, (*before, *names, key))
                raise ConfigError(f"{where} unknown key `{dotted((*names, key))}`{hint}")
        if schema is Override and inner.get("paths", []) == []:
            where = place(text, path, (*before, *names))
            raise ConfigError(f"{where} this entry of `overrides` has no `paths`, the globs of its posts")


def _entries(table: dict[str, Any], key: str) -> Iterator[tuple[int, Any]]:
    """The tables of an array of tables, as far as it is one."""
    entries = table.get(key)
    return enumerate(entries if isinstance(entries, list) else ())


def place(text: str, path: str, keys: Keys) -> str:
    """`file:line:column:` of the deepest of the nested keys that stands in the text; a number is that of an item."""
    from lint.post.front.toml import read_fields

    offset = 0
    fields = read_fields(text, 0)
    items: tuple[Node, ...] = ()
    for key in keys:
        if isinstance(key, int):
            node = items[key] if key < len(items) else None
            start = node.span.start if node else 0
        else:
            field = next((one for one in fields if one.key == key), None)
            node = field.value if field else None
            start = field.key_span.start if field else 0
        if node is None:
            break
        offset, fields, items = start, node.fields, node.items
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return f"{path}:{line}:{column}:"
