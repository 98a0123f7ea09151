"""Reads and writes the file of the baseline."""

from __future__ import annotations

from pathlib import Path

from lint.engine.baseline import Baseline, BaselineError, Entry, read_baseline, write_baseline
from lint.world.files import read, write

MAXIMUM_SIZE = 64_000_000
"""Bytes. Our own bound: some 500,000 findings."""


def load_baseline(root: Path, path: str, shown: str) -> dict[Entry, int] | None:
    """The baseline in a file, `path` relative to the site; None where there is no such file.

    `shown` names the file in errors. Raises BaselineError when it cannot be used.
    """
    try:
        source = read(root, path, MAXIMUM_SIZE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BaselineError(f"{shown}:1:1: cannot be read: {error.strerror}") from None
    if source.unreadable:
        why = source.unreadable.removesuffix(" (`max-size`)")
        raise BaselineError(f"{shown}:1:1: {why}")
    try:
        source.text.encode()
    except UnicodeEncodeError as error:
        line = source.text.count("\n", 0, error.start) + 1
        column = error.start - source.text.rfind("\n", 0, error.start)
        raise BaselineError(f"{shown}:{line}:{column}: not UTF-8: a stray byte") from None
    return read_baseline(source.text.removeprefix("\ufeff"), shown)


def save_baseline(root: Path, path: str, baseline: Baseline) -> None:
    """Writes the file in one step. Raises OSError."""
    write(root / path, write_baseline(baseline))
