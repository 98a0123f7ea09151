"""Reads the configuration of a site; an error names the file, the line and the nearest valid key."""

from __future__ import annotations

import re
from typing import Any, get_args, get_type_hints

import msgspec

from lint.choices import nearest
from lint.config.collections import BadCollectionError, check_collections
from lint.config.schema import BundleConfig, Config, LinksConfig
from lint.engine.select import BadOptionError, Chosen, UnknownRuleError, choose

FILE_NAMES = ("copydesk.toml", "pyproject.toml")
"""The files that may hold a configuration; in one folder the first wins."""

_TOML_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


class ConfigError(ValueError):
    """The configuration cannot be used; the message begins with `file:line:column:`."""


def holds_configuration(name: str, text: str) -> bool:
    """Whether a file of this name and text is a configuration of ours: pyproject.toml needs our table."""
    return name == "copydesk.toml" or "[tool.copydesk" in text


def prefix(path: str) -> tuple[str, ...]:
    """The keys that our table stands below in a file of this name."""
    return ("tool", "copydesk") if path.rpartition("/")[2] == "pyproject.toml" else ()


def load(text: str, path: str) -> Config:
    """The configuration that a TOML text holds; `path` decides on the form and names the file in errors.

    Raises ConfigError.
    """
    if not text:
        return Config()
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
    _check_keys(text, path, before, table)
    try:
        check_collections(table.get("collections"))
    except BadCollectionError as error:
        raise ConfigError(f"{place(text, path, before + error.keys)} {error}") from None
    try:
        return msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$.")
        keys = tuple(re.split(r"[.\[]", where.rstrip("`"))) if where else ()
        keys = tuple(key for key in keys if key and key != "]" and not key.rstrip("]").isdigit())
        if "[...]" in where:
            keys += _culprit(table, keys)
        name = ".".join(keys)
        raise ConfigError(f"{place(text, path, before + keys)} `{name}`: {_in_words(message, name)}") from None


def _in_words(message: str, name: str) -> str:
    """What msgspec says, in the words of TOML, with the choices where there are some."""
    if message.startswith("Invalid enum value "):
        hint = get_type_hints(Config)[name.replace("-", "_")]
        choices = ", ".join(f'"{choice}"' for choice in get_args(hint) or hint)
        return f"{message.removeprefix('Invalid enum value ')} is none of {choices}"
    for theirs, ours in (("object", "table"), ("str", "string"), ("int", "integer"), ("bool", "boolean")):
        message = message.replace(f"`{theirs}`", f"`{ours}`")
    return message[:1].lower() + message[1:]


def _culprit(table: dict[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    """The first key of a table that spoils it; msgspec says only which table it is."""
    for key, value in table[keys[0]].items() if len(keys) == 1 else ():
        try:
            msgspec.convert({keys[0]: {key: value}}, Config)
        except msgspec.ValidationError:
            return (key,)
    return ()


def choose_rules(
    config: Config,
    text: str,
    path: str,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    publishing: bool = False,
) -> Chosen:
    """The rules that run by the configuration and by what the command line adds to it.

    `publishing` says that a bundle is to be made.
    Raises ConfigError when the configuration is wrong, UnknownRuleError when the command line is.
    """
    before = prefix(path)
    try:
        for key in ("select", "ignore"):
            try:
                choose(getattr(config, key))
            except UnknownRuleError as error:
                raise ConfigError(f"{place(text, path, (*before, key))} {error}") from None
        try:
            choose(options=config.rules)
        except UnknownRuleError as error:
            unknown = re.findall(r"`([^`]*)`", str(error))[0]
            raise ConfigError(f"{place(text, path, (*before, 'rules', unknown))} {error}") from None
    except BadOptionError as error:
        raise ConfigError(f"{place(text, path, (*before, 'rules', error.rule, error.key))} {error}") from None
    return choose(select or config.select, (*config.ignore, *ignore), config.rules, publishing=publishing)


def _check_keys(text: str, path: str, before: tuple[str, ...], table: dict[str, Any]) -> None:
    """An unknown key is the commonest mistake, so it is named with its line and its nearest neighbour."""
    tables: tuple[tuple[tuple[str, ...], Any, type[msgspec.Struct]], ...] = (
        ((), table, Config),
        (("bundle",), table.get("bundle"), BundleConfig),
        (("links",), table.get("links"), LinksConfig),
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
                raise ConfigError(f"{where} unknown key `{'.'.join((*names, key))}`{hint}")


def place(text: str, path: str, keys: tuple[str, ...]) -> str:
    """`file:line:column:` of the deepest of the nested keys that stands in the text."""
    from lint.post.front.toml import read_fields

    offset = 0
    fields = read_fields(text, 0)
    for key in keys:
        field = next((one for one in fields if one.key == key), None)
        if field is None:
            break
        offset = field.key_span.start
        fields = field.value.fields
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return f"{path}:{line}:{column}:"
