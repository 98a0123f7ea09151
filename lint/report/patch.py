"""A patch that `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain

_CONTEXT = 3


_COLORS = {"name": 1, "@": 36, "-": 31, "+": 32}
"""The colours of git, as ANSI codes."""


def patch(path: str, before: str, after: str, *, color: bool = False) -> str:
    """The unified diff of a file; empty where nothing differs. Line ends and stray bytes are kept as they are.

    With `color` it is for a terminal, and does not apply.
    """
    if before == after:
        return ""
    names = (("name", f"{mark} {_name(f'{side}/{path}')}\n") for mark, side in (("---", "a"), ("+++", "b")))
    lines = chain(names, _hunks(_lines(before), _lines(after)))
    return "".join(_colored(kind, line) if color else line for kind, line in lines)


def _colored(kind: str, line: str) -> str:
    shown, _, rest = line.partition("\n")
    return f"\033[{_COLORS[kind]}m{shown}\033[m\n{rest}" if kind in _COLORS else line


def _name(path: str) -> str:
    """A path as git writes it: quoted where it must be, and with a tab behind it where a space might end it."""
    data = path.encode("utf-8", "surrogateescape")
    if '"' in path or "\\" in path or not path.isprintable():
        return '"' + "".join(_ESCAPES.get(byte) or _octal(byte) for byte in data) + '"'
    return f"{path}\t" if " " in path else path


_ESCAPES = {ord(letter): f"\\{sign}" for letter, sign in zip('\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True)}


def _octal(byte: int) -> str:
    return chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}"


def _lines(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one, as in git."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _hunks(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_CONTEXT):
        _, old_start, _, new_start, _ = group[0]
        _, _, old_end, _, new_end = group[-1]
        yield "@", f"@@ -{_range(old_start, old_end)} +{_range(new_start, new_end)} @@\n"
        for kind, a, b, c, d in group:
            if kind == "equal":
                yield from ((" ", _line(" ", line)) for line in before[a:b])
            else:
                yield from (("-", _line("-", line)) for line in before[a:b])
                yield from (("+", _line("+", line)) for line in after[c:d])


def _range(start: int, end: int) -> str:
    return f"{start + 1 if end > start else start},{end - start}"


def _line(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"
