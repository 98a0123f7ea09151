"""Rewrites a value of the front matter where it stands: only the characters of the value change, never its quotes."""

from __future__ import annotations

import re

from lint.diagnostics import Edit, Span

# What YAML reads as a text without quotes wherever it stands, in brackets too: it begins with a letter, and holds no
# mark that means something. Words that YAML 1.1 takes for something else are left out below.
_PLAIN = re.compile(r"[^\W\d_](?:[\w.+/'&()@!*%=~-]|[ ](?=[\w.+/&(@]))*")
_NOT_A_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})


def rewrite(span: Span, text: str, new: str, form: str) -> Edit | None:
    """The edit that makes a scalar say `new`; None where it cannot be told how the value is written.

    `span` is the scalar as written with its quotes, `text` what it says, `form` the front matter's format. A value
    with escapes is longer than what it says, and is left alone.
    """
    length = span.end - span.start
    if not new or any(mark in new for mark in "\"'\\") or not new.isprintable():
        return None
    if text and length == len(text) + 2:
        return Edit(Span(span.start + 1, span.end - 1), new)
    if form != "yaml" or length != len(text):
        return None
    plain = _PLAIN.fullmatch(new) and new.lower() not in _NOT_A_TEXT
    return Edit(span, new if plain else f'"{new}"')


def part_of(span: Span, text: str, start: int, end: int) -> Span | None:
    """Where text[start:end] of a scalar stands; None where the value has escapes or several lines."""
    quotes = (span.end - span.start - len(text)) // 2
    if quotes not in {0, 1} or span.end - span.start != len(text) + 2 * quotes or "\n" in text:
        return None
    return Span(span.start + quotes + start, span.start + quotes + end)
