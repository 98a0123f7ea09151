"""Values and keys as TOML writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from lint.regex import regex

_BARE = regex(r"[A-Za-z0-9_-]+")


def value(given: Any) -> str:
    """A value in one line; sets are sorted. None, which TOML lacks, is an empty text."""
    if given is None:
        return '""'
    if isinstance(given, Mapping):
        return (
            "{ " + ", ".join(f"{key(name)} = {value(inner)}" for name, inner in given.items()) + " }" if given else "{}"
        )
    if isinstance(given, frozenset | set):
        return value(sorted(given))
    if isinstance(given, list | tuple):
        return f"[{', '.join(map(value, given))}]"
    if isinstance(given, str) and "\\" in given and "'" not in given and given.isprintable():
        return f"'{given}'"
    return msgspec.json.encode(given).decode().replace("\x7f", "\\u007f")


def key(name: str) -> str:
    """A key, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else value(name)
