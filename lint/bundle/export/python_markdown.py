"""What Python-Markdown reads otherwise than CommonMark does, written so that both read the same."""

from __future__ import annotations

from collections.abc import Iterator

from lint.bundle.export.rewrite import (
    Change,
    Part,
    apart,
    changed,
    code_in_tables,
    fenced,
    parts,
    unknown_escapes,
    without_brackets,
)
from lint.post.post import Post, parse
from lint.regex import regex

_STEP = 4
"""Spaces that Python-Markdown wants for each list around a line."""
_MARKER = regex(r"(?P<bullet>[-+*]|\d{1,9}[.)])(?P<space>[ \t]*)")
_LANGUAGE = regex(r"[\w#.+-]+")
_ESCAPED = frozenset("\\`*_{}[]()>#+-.!")
_QUOTED = regex(r"[ ]{0,3}>[ ]?")
_IN_QUOTE = regex(r"(?m)^[ ]{0,3}>[ >]*(?:[-+*]|\d+[.)]|```|~~~|\|)")
_SPECIAL = regex(r"\{(?=[^{}\n]*\})|\*\[|(?m:^[ \t\x02]*(?P<definition>:)(?=[ \t]))")
_HASH = regex(r"(?m)^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*(#)(?=[^ #\n])")


def for_python_markdown(markdown: str) -> str:
    """The same text with a blank line around blocks, four spaces for each list, and no backslash that stays one."""
    text = "\n" + without_brackets(markdown)
    text = changed(text, _quotes(text))
    text = changed(text, (*_characters(text), *_breaks(text)))
    text = changed(text, _code(text))
    text = _indented(text)
    return apart(text).strip("\n")


def _characters(text: str) -> Iterator[Change]:
    """Backslashes that it does not know become entities; what only it would take for more than text gets one."""
    post = parse(text, "post.md", flavor="commonmark")
    yield from unknown_escapes(post, _ESCAPED)
    yield from code_in_tables(post)
    yield from _hashes(text, post)
    for match in _SPECIAL.finditer(post.prose):
        at = match.start("definition") if match["definition"] else match.start()
        if text[at] == post.prose[at] and text[at - 1] != "\\":
            yield at, at + 1, f"&#{ord(text[at])};" if match["definition"] else f"\\{text[at]}"


def _hashes(text: str, post: Post) -> Iterator[Change]:
    """It takes a line that begins with a hash for a heading, without a space behind it, too."""
    for match in _HASH.finditer(text):
        if post.prose[match.start(1)] == "#":
            yield match.start(1), match.start(1), "\\"


def _quotes(text: str) -> Iterator[Change]:
    """What is quoted is read like a text of its own."""
    for part in parts(text):
        if part.name != "BlockQuote" or part.around or not _IN_QUOTE.search(text, part.start, part.end):
            continue
        start = text.rfind("\n", 0, part.start) + 1
        body = text[start : part.end].rstrip()
        inner = "\n".join(_QUOTED.sub("", line, count=1) for line in body.split("\n"))
        quoted = "\n".join(f"> {line}".rstrip() for line in for_python_markdown(inner).split("\n"))
        yield start, start + len(body), quoted


def _breaks(text: str) -> Iterator[Change]:
    for part in parts(text):
        if part.name == "HardBreak" and text.startswith("\\", part.start):
            yield part.start, part.start + 1, "  "


def _code(text: str) -> Iterator[Change]:
    """Fences with one word behind them; inside of lists code is indented, for there it knows no fences."""
    for part in parts(text):
        if part.name != "CodeBlock" or not isinstance(part.value, dict) or "BlockQuote" in part.around:
            continue
        start = text.rfind("\n", 0, part.start) + 1
        lines = text[part.start : part.end].rstrip().split("\n")
        fence = lines[0].strip()
        closed = len(lines) > 1 and set(lines[-1].strip()) == {fence[0]}
        column = part.start - start
        code = [line[min(column, len(line) - len(line.lstrip())) :] for line in lines[1 : len(lines) - closed]]
        language = _LANGUAGE.match(str(part.value["Fenced"]))
        name = language.group() if language else ""
        if "Item" in part.around and code:
            indent = " " * (column + _STEP)
            shown = [f":::{name}", *code] if name else code
            body = "\n".join(f"{indent}{line}".rstrip() for line in shown)
            if text[start : part.start].strip():  # the code begins on the line of the item's mark
                continue
            yield start, start + len(text[start : part.end].rstrip()), f"\n{body}\n"
        elif not part.around:
            yield start, start + len(text[start : part.end].rstrip()), fenced("\n".join(code), name)


def _indented(text: str) -> str:
    """Every line in a list stands four spaces further in for each item that it belongs to."""
    items = [part for part in parts(text) if part.name == "Item" and set(part.around) <= {"List", "Item"}]
    if not items:
        return text
    columns = {item.start: _column(text, item) for item in items}
    lines: list[str] = []
    open_items: list[Part] = []
    upcoming = items[::-1]
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        open_items = [item for item in open_items if item.end > at]
        begun = []
        while upcoming and upcoming[-1].start <= end:
            begun.append(upcoming.pop())
        if not line.strip():
            lines.append("")
        elif begun:
            first = begun[0]
            inner = [item for item in open_items if item.start < first.start]
            lines.append(" " * (_STEP * len(inner)) + text[first.start : end])
        elif open_items:
            width = columns[open_items[-1].start]
            lead = len(line) - len(line.lstrip(" "))
            lines.append(" " * (_STEP * len(open_items)) + line[min(width, lead) :])
        else:
            lines.append(line)
        open_items += begun
        at = end + 1
    return "\n".join(lines)


def _column(text: str, item: Part) -> int:
    """The column in which the content of an item begins."""
    start = text.rfind("\n", 0, item.start) + 1
    marker = _MARKER.match(text, item.start)
    if not marker:
        return item.start - start
    space = len(marker["space"])
    if space > _STEP or text[marker.end() : marker.end() + 1] in {"", "\n"}:
        space = 1
    return item.start - start + len(marker["bullet"]) + space
