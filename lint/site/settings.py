"""Reads the configuration files of other programs into plain texts, lists and tables. Nothing in them is executed.

Every scalar stays the text that was written: who reads a setting decides what it means. A tag of YAML (`!ENV`,
`!!python/name:…`) is passed over and its value kept as text; of a Python file only assignments of literals are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from lint.diagnostics import Span
from lint.post.elements import Field, Node
from lint.records import NamedTuple
from lint.regex import regex

MAXIMUM_DEPTH = 100
"""Lists and tables inside each other. Our own bound, far above any configuration's."""

_SURROGATE = regex("[\ud800-\udfff]")  # bytes that are no UTF-8 were read as these

Setting: TypeAlias = "str | list[Setting] | dict[str, Setting]"
Settings: TypeAlias = "dict[str, Setting]"


class Broken(NamedTuple):
    """A configuration that cannot be read, and where: line and column count from 1 and in code points."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


def read_settings(path: str, text: str) -> Settings | Broken:
    """The settings of a JSON, TOML, YAML or Python file, by the ending of its name. Never raises."""
    text = _SURROGATE.sub("\ufffd", text.removeprefix("\ufeff"))
    kind = path.rpartition(".")[2].lower()
    reader: Callable[[str], Settings | tuple[int, str]] = {
        "json": _json,
        "toml": _toml,
        "yml": _yaml,
        "yaml": _yaml,
        "py": _python,
    }[kind]
    found = reader(text)
    if isinstance(found, dict):
        return found
    offset, message = found
    return Broken(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset), message)


def text_of(settings: Settings, *keys: str) -> str:
    """The text below nested keys, letter case aside; "" where there is none or another kind of value."""
    value: Setting | None = settings
    for key in keys:
        value = _get(value, key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def table_of(settings: Settings, *keys: str) -> Settings:
    """The table below nested keys, letter case aside; an empty one where there is none."""
    value: Setting | None = settings
    for key in keys:
        value = _get(value, key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def texts_of(settings: Settings, key: str) -> tuple[str, ...]:
    """The texts of a list, or a lone text as a list of one."""
    value = _get(settings, key)
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str) and item)


def _get(table: Settings, key: str) -> Setting | None:
    if key in table:
        return table[key]
    lower = key.lower()
    return next((value for name, value in table.items() if name.lower() == lower), None)


def _json(text: str) -> Settings | tuple[int, str]:
    from lint.post.front.json import read_object

    start = len(text) - len(text.lstrip())
    if text[start : start + 1] != "{":
        return start, "not a JSON object"
    fields, problems, end = read_object(text, start, len(text))
    if problems:
        return problems[0].span.start, problems[0].message
    if end is not None and text[end:].strip():
        return end, "text behind the JSON object"
    return _table(fields)


def _toml(text: str) -> Settings | tuple[int, str]:
    from lint.post.front.toml import read_content

    fields, _, problems = read_content(text, Span(0, len(text)))
    return (problems[0].span.start, problems[0].message) if problems else _table(fields)


def _table(fields: Iterable[Field]) -> Settings:
    return {field.key: _setting(field.value) for field in fields}


def _setting(node: Node) -> Setting:
    if node.kind == "list":
        return [_setting(item) for item in node.items]
    return _table(node.fields) if node.kind == "map" else node.text


def _yaml(text: str) -> Settings | tuple[int, str]:
    from yaml.error import MarkedYAMLError, YAMLError

    try:
        return _Events(text).document()
    except _RefusedError as refusal:
        return refusal.offset, str(refusal)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = mark.index if mark else 0
        return min(offset, len(text)), str(error.problem or error.context or "not valid YAML")
    except YAMLError as error:
        return min(getattr(error, "position", 0) or 0, len(text)), "not valid YAML"


class _RefusedError(Exception):
    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


class _Events:
    """The first document of a YAML text, from the parser's events: an alias is a reference, no tag is obeyed."""

    def __init__(self, text: str) -> None:
        from yaml import events

        self._next: Callable[[], Any] = _parser(text).get_event
        self._events = events
        self._anchors: dict[str, Setting] = {}

    def document(self) -> Settings:
        events = self._events
        self._next()
        if isinstance(self._next(), events.StreamEndEvent):
            return {}
        event = self._next()
        if isinstance(event, events.ScalarEvent) and not event.value:
            return {}
        if not isinstance(event, events.MappingStartEvent):
            raise _RefusedError(event.start_mark.index, "not a table of keys and values")
        found = self._value(event, 0)
        self._next()
        # The rest is read only to learn whether it is YAML.
        while not isinstance(self._next(), events.StreamEndEvent):
            pass
        return found if isinstance(found, dict) else {}

    def _value(self, event: Any, depth: int) -> Setting:
        events = self._events
        if isinstance(event, events.AliasEvent):
            return self._anchors.get(event.anchor, "")
        if isinstance(event, events.ScalarEvent):
            value: Setting = str(event.value)
        elif depth >= MAXIMUM_DEPTH:
            raise _RefusedError(event.start_mark.index, f"nested more than {MAXIMUM_DEPTH} deep")
        elif isinstance(event, events.SequenceStartEvent):
            value = []
            while not isinstance(following := self._next(), events.SequenceEndEvent):
                value.append(self._value(following, depth + 1))
        else:
            value = self._map(depth)
        if event.anchor:
            self._anchors[event.anchor] = value
        return value

    def _map(self, depth: int) -> Settings:
        found: Settings = {}
        merged: Settings = {}
        while not isinstance(event := self._next(), self._events.MappingEndEvent):
            key = self._value(event, depth + 1)
            value = self._value(self._next(), depth + 1)
            if key == "<<" and isinstance(value, dict):
                merged |= value
            elif isinstance(key, str):
                found[key] = value
        return merged | found


def _parser(text: str) -> Any:
    try:
        from yaml._yaml import CParser
    except ImportError:  # a PyYAML that was built without its C library
        from yaml.loader import SafeLoader

        return SafeLoader(text)
    return CParser(text)


def _python(text: str) -> Settings | tuple[int, str]:
    import ast
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the file's own style, which is not our subject
            module = ast.parse(text)
    except SyntaxError as error:
        lines = text.split("\n")[: max((error.lineno or 1) - 1, 0)]
        offset = sum(len(line) + 1 for line in lines) + max((error.offset or 1) - 1, 0)
        return min(offset, len(text)), f"not valid Python: {error.msg}"
    except (ValueError, RecursionError, MemoryError):
        return 0, "not valid Python, or nested too deeply"
    found: Settings = {}
    for statement in module.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            target, value = statement.target, statement.value
        else:
            continue
        if isinstance(target, ast.Name):
            try:
                found[target.id] = _literal(ast.literal_eval(value), 0)
            except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                continue  # computed when the file runs, which is not for us to do
    return found


def _literal(value: object, depth: int) -> Setting:
    if isinstance(value, dict):
        return {str(key): _literal(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_literal(inner, depth + 1) for inner in value]
    return value if isinstance(value, str) else str(value)
