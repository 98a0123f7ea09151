"""Lists of words: for people in columns, plain with a word a line, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from lint.records import NamedTuple
from lint.report.places import shown
from lint.report.word_page import shortened
from lint.site.accepted import EVERY
from lint.site.word_uses import Entry, UnknownWord


class Unknown(NamedTuple):
    """An unknown word with its first place: a path relative to the working folder, line and column."""

    word: UnknownWord
    path: str
    line: int
    column: int


def accepted(entries: Sequence[Entry], form: str) -> str:
    """The accepted words; `form` is "human", "plain" or "json"."""
    if form == "plain":
        return _lines(dict.fromkeys(entry.word for entry in entries))
    if form == "json":
        return _json([{**entry._asdict(), "path": _speakable(entry.path)} for entry in entries])
    rows = [(shown(entry.word), "" if entry.language == EVERY else entry.language, entry.place) for entry in entries]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(2)]
    return _lines(f"{word:<{widths[0]}}  {_column(tag, widths[1])}{shown(place)}" for word, tag, place in rows)


def unknown(rows: Sequence[Unknown], form: str) -> str:
    """The unknown words; "plain" has those alone that no fix would mend."""
    if form == "plain":
        return _lines(dict.fromkeys(row.word.word for row in rows if not row.word.mended))
    if form == "json":
        return _json([_unknown(row) for row in rows])
    several = len({row.word.language for row in rows}) > 1
    counts = max((len(f"{row.word.uses:,}") for row in rows), default=0)
    width = max((len(shortened(row.word.word)) for row in rows), default=0)
    tags = max((len(row.word.language) for row in rows), default=0) if several else 0
    return _lines(
        f"{row.word.uses:>{counts},}  {shortened(row.word.word):<{width}}  {_column(row.word.language, tags)}"
        f"{shown(row.path)}:{row.line}:{row.column}{_meant(row.word)}"
        for row in rows
    )


def _meant(word: UnknownWord) -> str:
    if not word.meant:
        return ""
    return f"  {'misspelt' if word.mended else 'perhaps'}: {', '.join(word.meant[:3])}"


def _column(text: str, width: int) -> str:
    return f"{text:<{width}}  " if width else ""


def _unknown(row: Unknown) -> dict[str, Any]:
    word = row.word
    return {
        "word": word.word,
        "language": word.language,
        "uses": word.uses,
        "posts": word.posts,
        "path": _speakable(row.path),
        "line": row.line,
        "column": row.column,
        "meant": list(word.meant),
        "misspelt": word.mended,
    }


def _speakable(path: str) -> str:
    """A path's stray bytes have no form in JSON."""
    return path.encode("utf-8", "replace").decode()


def _json(rows: list[dict[str, Any]]) -> str:
    document = {"version": 1, "words": rows}
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


def _lines(lines: Any) -> str:
    return "".join(f"{line}\n" for line in lines)
