"""A patch that `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

_CONTEXT = 3


def patch(path: str, before: str, after: str) -> str:
    """The unified diff of a file; empty where nothing differs. Line ends and stray bytes are kept as they are."""
    if before == after:
        return ""
    return f"--- a/{path}\n+++ b/{path}\n" + "".join(_hunks(_lines(before), _lines(after)))


def _lines(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one, as in git."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _hunks(before: list[str], after: list[str]) -> Iterator[str]:
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_CONTEXT):
        _, old_start, _, new_start, _ = group[0]
        _, _, old_end, _, new_end = group[-1]
        yield f"@@ -{_range(old_start, old_end)} +{_range(new_start, new_end)} @@\n"
        for kind, a, b, c, d in group:
            if kind == "equal":
                yield from (_line(" ", line) for line in before[a:b])
            else:
                yield from (_line("-", line) for line in before[a:b])
                yield from (_line("+", line) for line in after[c:d])


def _range(start: int, end: int) -> str:
    return f"{start + 1 if end > start else start},{end - start}"


def _line(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"
