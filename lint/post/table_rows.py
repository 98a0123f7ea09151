"""The rows of a table in Markdown."""

from __future__ import annotations

import re

from lint.regex import regex

_CELL = regex(r"(?:[^|\\]|\\.)*", re.DOTALL)


def evened(table: str) -> str:
    """A table whose rows all have as many cells as its head.

    As GitHub Flavored Markdown has it, cells that are missing are empty, and cells beyond the head are left out.
    """
    lines = table.split("\n")
    width = len(_cells(lines[0]))
    rows = [line for line in lines if line.strip()]
    edges = {(line.lstrip().startswith("|"), line.rstrip().endswith("|")) for line in rows}
    if all(len(_cells(line)) == width for line in rows) and edges in ({(True, True)}, {(False, False)}):
        return table
    return "\n".join(_row(_cells(line), width) if line.strip() else line for line in lines)


def _cells(line: str) -> list[str]:
    """The cells of a row, as they are written; a pipe behind a backslash belongs to its cell."""
    plain = line.strip()
    plain = plain.removeprefix("|")
    cells = []
    at = 0
    while True:
        match = _CELL.match(plain, at)
        assert match
        cells.append(match[0])
        at = match.end() + 1
        if at > len(plain):
            break
    return cells[:-1] if len(cells) > 1 and not cells[-1].strip() and plain.endswith("|") else cells


def _row(cells: list[str], width: int) -> str:
    return "|" + "|".join([*cells, *[" "] * (width - len(cells))][:width]) + "|"
