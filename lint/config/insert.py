"""Puts our table into the text of a configuration file; the rest of the file stays as it is, byte for byte."""

from __future__ import annotations

from typing import Any

from lint.regex import regex

_OURS = regex(
    r"""[ \t]*\[{1,2}[ \t]*(?:tool|"tool"|'tool')[ \t]*\.[ \t]*(?:copydesk|"copydesk"|'copydesk')[ \t]*[.\]]"""
)
_HEADER = regex(r"[ \t]*\[")


class InsertError(ValueError):
    """The file cannot be changed with certainty; the message says why."""


def insert_table(before: str, table: str) -> str:
    """The text with the table at its end, in the file's own line ends. A table of ours that is there is replaced.

    Raises InsertError when the file is not valid TOML, or when the old table cannot be taken out alone.
    """
    rest = _without_ours(before)
    line_end = "\r\n" if "\r\n" in before else "\n"
    gap = ""
    if rest:
        gap = line_end if rest.endswith("\n") else line_end * 2
        if rest.endswith(line_end * 2):
            gap = ""
    return rest + gap + table.replace("\n", line_end)


def _without_ours(text: str) -> str:
    document = _parsed(text)
    if "copydesk" not in document.get("tool", {}):
        return text
    kept: list[str] = []
    held: list[str] = []  # comments and blank lines behind our table: they may belong to what follows
    ours = False
    for line in text.splitlines(keepends=True):
        if _HEADER.match(line):
            was, ours = ours, _OURS.match(line) is not None
            if not ours:
                kept += held if was else ()
            held = []
        if not ours:
            kept.append(line)
        elif line.strip() and not line.lstrip().startswith("#"):
            held = []
        else:
            held.append(line)
    rest = "".join(kept)
    tools = {key: value for key, value in document["tool"].items() if key != "copydesk"}
    wanted = {**{key: value for key, value in document.items() if key != "tool"}, **({"tool": tools} if tools else {})}
    try:
        left = _parsed(rest)
    except InsertError:
        left = {}
    if left.get("tool") == {}:
        del left["tool"]
    if left != wanted:
        raise InsertError("its `tool.copydesk` is not written as tables of its own; please change it by hand")
    return rest


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InsertError(f"not valid TOML: {error}") from None
