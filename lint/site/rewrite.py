"""Rewrites a value of the front matter where it stands: only the characters of the value change, never its quotes."""

from __future__ import annotations

from collections.abc import Iterable

from lint.diagnostics import Edit, Span
from lint.regex import regex

# What YAML reads as a text without quotes wherever it stands, in brackets too: it begins with a letter, and holds no
# mark that means something. Words that YAML 1.1 takes for something else are left out below.
_PLAIN = regex(r"[^\W\d_](?:[\w.+/'&()@!*%=~-]|[ ](?=[\w.+/&(@]))*")
_NOT_A_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})


_BARE_KEY = regex(r"[A-Za-z0-9_-]+")
_SPECIAL = regex("[\"'\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")


def rewrite(span: Span, text: str, new: str, form: str, *, key: bool = False) -> Edit | None:
    """The edit that makes a scalar or key say `new`; None where it cannot be told how it is written.

    `span` is the scalar as written with its quotes, `text` what it says, `form` the front matter's format. A value
    with escapes is longer than what it says, and is left alone.
    """
    length = span.end - span.start
    if not new or _SPECIAL.search(new):
        return None
    if text and length == len(text) + 2:  # in quotes of one character, and without escapes
        return Edit(Span(span.start + 1, span.end - 1), new)
    if length != len(text):
        return None
    return Edit(span, new if key and form == "toml" and _BARE_KEY.fullmatch(new) else scalar(new, form))


def scalar(text: str, form: str) -> str:
    """A text as it is written in a format, with quotes where they are needed; empty where escapes would be."""
    if _SPECIAL.search(text):
        return ""
    plain = form == "yaml" and _PLAIN.fullmatch(text) and text.lower() not in _NOT_A_TEXT
    return text if plain else f'"{text}"'


def inline_list(texts: Iterable[str], form: str) -> str:
    """Texts as a list in brackets; empty where escapes would be needed."""
    items = [scalar(text, form) for text in texts]
    return f"[{', '.join(items)}]" if all(items) else ""


def part_of(span: Span, text: str, start: int, end: int) -> Span | None:
    """Where text[start:end] of a scalar stands; None where the value has escapes or several lines."""
    quotes = (span.end - span.start - len(text)) // 2
    if quotes not in {0, 1} or span.end - span.start != len(text) + 2 * quotes or "\n" in text:
        return None
    return Span(span.start + quotes + start, span.start + quotes + end)
