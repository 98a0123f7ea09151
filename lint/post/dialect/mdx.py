"""MDX: imports and exports, `{expressions}`, and JSX, whose tags are hidden while what stands between them is Markdown.

Everything is found in one walk; JavaScript is read only as far as strings, comments and brackets go.
"""

from __future__ import annotations

import re

from lint.diagnostics import Span
from lint.post.dialect.fences import Places
from lint.post.html import CODE_ELEMENTS
from lint.post.masked import MASK, Kind, Masked
from lint.records import NamedTuple
from lint.regex import regex

_POINT = regex(r"\\.|[<{]|^(?:import|export)\b", re.MULTILINE | re.DOTALL)
_STATEMENT = regex(
    r"import\s+(?:[\"'{*]|type\s+[\w{*]|[\w$]+\s*(?:,|from\b))"
    r"|export\s+(?:default|const|let|var|function|async|class|type|interface|enum)\b|export\s*[{*]"
)
_BLANK_LINE = regex(r"\n[ \t]*(?=\r?\n|\Z)|\Z")
# What JavaScript is made of, as far as brackets can stand in it. Strings are bounded, so that no text takes long.
_SCRIPT = regex(
    r"\"(?:[^\"\\\n]|\\.){0,1000}+\"|'(?:[^'\\\n]|\\.){0,1000}+'|`(?:[^`\\]|\\.){0,3000}+`|/\*|//[^\n]*+|[{}]",
    re.DOTALL,
)
_BRACKET = regex(
    r"\"(?:[^\"\\\n]|\\.){0,1000}+\"|'(?:[^'\\\n]|\\.){0,1000}+'|`(?:[^`\\]|\\.){0,3000}+`|//[^\n]*+|[\[{(]|[\]})]",
    re.DOTALL,
)
_NAME = regex(r"<(?P<close>/?)(?:(?P<name>[A-Za-z_$][\w$.-]*(?::[\w-]+)?)(?=[\s/>{])|(?=>))")
_ATTRIBUTE = regex(
    r"\s*+(?:(?P<end>/?\s*>)|(?P<brace>\{)|(?P<comment>/\*)"
    r"|[A-Za-z_$@:][\w$.:@-]*+(?:\s*=\s*(?:\"[^\"]*+\"|'[^']*+'|(?P<value>\{)))?)"
)
_HEADING_ID = regex(r"\{/\*\s*#(?P<id>[\w:.-]+)\s*\*/\}")
_LONGEST_COMMENT = 2_000  # code points, within a tag
_DEEPEST = 200  # code points of an indentation
_LONGEST_STATEMENT = 12  # blank lines in it


class Element(NamedTuple):
    """A tag of JSX: `name` is "" for a fragment; `alone` says that nothing but white space stands before it."""

    name: str
    span: Span
    closing: bool
    empty: bool
    alone: bool


class Mdx(NamedTuple):
    """What was found, in order. `attributes` is the text with the expressions in tags hidden."""

    masked: list[Masked]
    elements: list[Element]
    attributes: str


class _Braces:
    """The partners of braces outside of strings and comments; each part of the text is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] = {}
        self._done = 0

    def end(self, start: int) -> int:
        """The offset behind the brace that closes the one at `start`; -1 when none does."""
        if start < self._done:
            return self._ends.get(start, -1)
        opened = [start]
        at = start + 1
        while opened:
            found = _SCRIPT.search(self._text, at)
            if found is None:
                self._done = len(self._text)
                return -1
            at = found.end()
            token = found.group()
            if token == "{":
                opened.append(found.start())
            elif token == "}":
                self._ends[opened.pop()] = at
            elif token == "/*":
                closing = self._text.find("*/", at)
                at = closing + 2 if closing >= 0 else len(self._text)
        self._done = at
        return at


def read_mdx(text: str, start: int, code: list[tuple[int, int]]) -> Mdx:
    """The JavaScript and JSX behind `start`, outside code, whose (start, end) are given in order."""
    places, braces = Places(code), _Braces(text)
    masked: list[Masked] = []
    elements: list[Element] = []
    inside: list[Span] = []  # expressions in tags
    lost: set[str] = set()  # ends of elements and comments that do not follow any more
    done = start
    for point in _POINT.finditer(text, start):
        at = point.start()
        if at < done:
            continue
        if (end := places.end(at)) >= 0:
            done = end
            continue
        sign = text[at]
        kind: Kind = "expression"
        if sign == "\\":
            done = at + 2
            continue
        if sign == "{":
            end, kind = _expression(text, at, braces)
        elif sign == "<":
            if text.startswith("<!--", at):
                closing = -1 if "-->" in lost else text.find("-->", at)
                if closing < 0:
                    lost.add("-->")
                done = max(at + 4, closing + 3)
                continue
            element = _element(text, at, braces, inside)
            if element is None:
                continue
            elements.append(element)
            end, kind = element.span.end, "component"
            if element.name in CODE_ELEMENTS and not element.closing and not element.empty:
                masked.append(Masked(kind, element.span))
                at, end, kind = end, _code_end(text, element, lost), "code"
        else:
            end, kind = _statement(text, at, start), "import"
        if end > at:
            named = _HEADING_ID.match(text, at, end) if kind == "comment" else None
            masked.append(Masked(kind, Span(at, end), named["id"] if named else ""))
            done = end
    return Mdx(masked, elements, _hidden(text, inside))


def _expression(text: str, at: int, braces: _Braces) -> tuple[int, Kind]:
    """Where an expression ends and what it is; -1 where it is none."""
    if text.startswith("{#", at):  # the id of a heading
        return -1, "expression"
    kind: Kind = "comment" if text.startswith("{/*", at) else "expression"
    return braces.end(at), kind


def _element(text: str, at: int, braces: _Braces, inside: list[Span]) -> Element | None:
    """The tag that begins here; the expressions in it are added to `inside`."""
    name = _NAME.match(text, at)
    if name is None:
        return None
    end = name.end()
    while attribute := _ATTRIBUTE.match(text, end):
        end = attribute.end()
        if attribute["end"]:
            break
        opening = "brace" if attribute["brace"] else "value" if attribute["value"] else ""
        if opening:
            begin = attribute.start(opening)
            end = braces.end(begin)
            if end < 0:
                return None
            inside.append(Span(begin, end))
        elif attribute["comment"]:
            closing = text.find("*/", end, end + _LONGEST_COMMENT)
            if closing < 0:
                return None
            inside.append(Span(attribute.start("comment"), closing + 2))
            end = closing + 2
    if attribute is None:
        return None
    before = text[max(0, at - _DEEPEST) : at]
    line = before.rpartition("\n")[2]
    alone = not line.strip(" \t>") and (len(line) < len(before) or at <= _DEEPEST)
    return Element(name["name"] or "", Span(at, end), bool(name["close"]), attribute["end"][0] == "/", alone)


def _code_end(text: str, element: Element, lost: set[str]) -> int:
    """Where the closing tag of an element begins that holds code; the end of its own tag where none follows."""
    closing = f"</{element.name}"
    found = -1 if closing in lost else text.find(closing, element.span.end)
    if found < 0:
        lost.add(closing)
    return max(found, element.span.end)


def _statement(text: str, at: int, start: int) -> int:
    """Where an import or export ends that begins here; -1 where a sentence does.

    It ends at a blank line; at a later one while brackets are open.
    """
    before = text.rfind("\n", start, max(start, at - 1)) + 1 or start
    if text[before:at].strip() or not _STATEMENT.match(text, at):
        return -1
    depth, end = 0, at
    for _ in range(_LONGEST_STATEMENT):
        blank = _BLANK_LINE.search(text, end)
        stop = blank.start() if blank else len(text)
        depth += sum(
            (bracket.group() in "[{(") - (bracket.group() in "]})") for bracket in _BRACKET.finditer(text, end, stop)
        )
        if depth <= 0 or stop >= len(text):
            return stop if depth <= 0 else _first_blank(text, at)
        end = stop + 1
    return _first_blank(text, at)


def _first_blank(text: str, at: int) -> int:
    blank = _BLANK_LINE.search(text, at)
    return blank.start() if blank else len(text)


def _hidden(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += text[done : span.start], MASK * (span.end - span.start)
        done = span.end
    pieces.append(text[done:])
    return "".join(pieces) if spans else text
