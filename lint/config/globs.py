"""Globs as people write them in configuration files."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lint.regex import regex

_PARTS = regex(r"\*\*/|\*\*|\*|\?|\[!?[^\]/]+\]|.", re.DOTALL)


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """A test whether a path, with `/` separators, matches one of the globs.

    `*` and `?` stay within one folder, `**` crosses folders, and `**/` also stands for none. A pattern that ends
    with `/` means all that lies below that folder.
    """
    if not patterns:
        return lambda path: False  # noqa: ARG005
    whole = re.compile("|".join(f"(?:{_expression(pattern)})" for pattern in patterns))
    return lambda path: whole.fullmatch(path) is not None


def _expression(pattern: str) -> str:
    if pattern.endswith("/"):
        pattern += "**"
    return "".join(_part(part) for part in _PARTS.findall(pattern.removeprefix("./")))


def _part(part: str) -> str:
    if part.startswith("[") and len(part) > 1:
        characters = part.replace("[!", "[^").replace("\\", r"\\")
        try:
            re.compile(characters)
        except re.error:  # a range that ends before it begins holds nothing
            return "(?!)"
        return characters
    return {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
