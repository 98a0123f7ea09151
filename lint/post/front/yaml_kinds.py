"""What YAML 1.1 makes of a plain scalar, as PyYAML's resolver tells it; a test holds the two equal."""

from __future__ import annotations

from lint.post.elements import NodeKind
from lint.regex import regex

_BOOLEANS = "yes Yes YES no No NO true True TRUE false False FALSE on On ON off Off OFF"
_WORDS: dict[str, NodeKind] = {
    **dict.fromkeys(_BOOLEANS.split(), "boolean"),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), "null"),
}
_FIRST = frozenset("-+.0123456789")
_DATE = regex(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
)
_NUMBER = regex(
    r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|\.(?:inf|Inf|INF)"
    r"|0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*(?::[0-5]?[0-9])*|0x[0-9a-fA-F_]+)"
    r"|\.(?:[0-9][0-9_]*(?:[eE][-+][0-9]+)?|nan|NaN|NAN)"
)


def kind_of(value: str) -> NodeKind:
    """The kind of a plain scalar, which has no quotes."""
    if value[:1] not in _FIRST:
        return _WORDS.get(value, "text")
    if value[4:5] == "-" and _DATE.fullmatch(value):
        return "date"
    return "number" if _NUMBER.fullmatch(value) else "text"
