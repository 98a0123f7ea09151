"""JSON front matter: a strict reader that keeps the place of every key and value, and both of two equal keys."""

from __future__ import annotations

import re

from lint.diagnostics import Span
from lint.post.elements import Field, FrontProblem, Node, NodeKind
from lint.regex import regex

MAXIMUM_DEPTH = 100
"""Lists and objects inside each other. Our own bound, far above any post's."""

_SPACE = regex(r"[ \t\r\n]*")
_NUMBER = regex(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])", re.ASCII)
_WORD = regex(r"[^\s,:\[\]{}\"']+")
_KEY = regex(r'"[^"\n]*"\s*:')
_ITEM = regex(r'"[^"\n]*"\s*[,\]]|[\[{\d-]')
_SURROGATE = regex("[\ud800-\udfff]")
_SINGLE = regex(r"'([^'\"\\\n]*)'")
_WORDS: dict[str, NodeKind] = {"true": "boolean", "false": "boolean", "null": "null"}

Edit = tuple[Span, str]


class _FaultError(Exception):
    def __init__(self, start: int, end: int, message: str, edit: Edit | None = None, title: str = "") -> None:
        super().__init__(message)
        self.problem = FrontProblem(Span(start, end), message, edit, title)


def read_object(text: str, start: int, end: int) -> tuple[tuple[Field, ...], tuple[FrontProblem, ...], int | None]:
    """The fields of the object whose `{` stands at `start`, the problems, and where it ends (None if unreadable).

    Nothing behind `end` is read. Spans count code points of `text`. Never raises.
    """
    try:
        node, position = _Reader(text, end).collection(start, 0)
    except _FaultError as fault:
        return (), (fault.problem,), None
    return node.fields, (), position


class _Reader:
    def __init__(self, text: str, end: int) -> None:
        self._text, self._end = text, end

    def _skip(self, position: int) -> int:
        match = _SPACE.match(self._text, position, self._end)
        position = match.end() if match else position
        mark = self._text[position : min(position + 2, self._end)]
        if mark in {"//", "/*"} or mark[:1] == "#":
            end = self._text.find("\n", position, self._end)
            end = end if end >= 0 else self._end
            stop = position + len(self._text[position:end].rstrip())
            raise _FaultError(position, stop, "a comment, which JSON does not have")
        return position

    def collection(self, start: int, depth: int) -> tuple[Node, int]:
        """The list or object that starts here, and the position behind it. Raises _FaultError."""
        if depth >= MAXIMUM_DEPTH:
            raise _FaultError(start, start + 1, f"lists and objects are nested more than {MAXIMUM_DEPTH} deep")
        text = self._text
        opening = text[start]
        closing = "}" if opening == "{" else "]"
        fields: list[Field] = []
        items: list[Node] = []
        position, comma = self._skip(start + 1), -1
        while (mark := self._mark(position)) != closing:
            if not mark:
                raise _FaultError(start, start + 1, f"the bracket `{opening}` is never closed")
            if opening == "{":
                field, position = self._field(position, depth)
                fields.append(field)
            else:
                item, position = self._value(position, depth)
                items.append(item)
            behind, position = position, self._skip(position)
            comma = -1
            if self._mark(position) == ",":
                comma, position = position, self._skip(position + 1)
            elif self._mark(position) != closing:
                raise self._no_comma(behind, position, start)
        if comma >= 0:
            edit = Span(comma, comma + 1), ""
            raise _FaultError(comma, comma + 1, f"a comma stands before the closing `{closing}`", edit, "remove it")
        kind: NodeKind = "map" if opening == "{" else "list"
        node = Node(kind, "", Span(start, position + 1), opening, tuple(items), tuple(fields))
        return node, position + 1

    def _mark(self, position: int) -> str:
        return self._text[position] if position < self._end else ""

    def _no_comma(self, behind: int, position: int, start: int) -> _FaultError:
        mark = self._mark(position)
        if not mark:
            return _FaultError(start, start + 1, f"the bracket `{self._text[start]}` is never closed")
        if mark in "]}:":
            return _FaultError(position, position + 1, f"`{mark}` stands where a comma or the closing bracket belongs")
        if mark not in '"[{' and "\n" in self._text[behind:position]:
            return _FaultError(start, start + 1, f"the bracket `{self._text[start]}` is never closed")
        if mark != '"' and self._text[behind - 1] == '"':
            end = position + len(self._text[position : self._end].split("\n", 1)[0].rstrip())
            return _FaultError(position, end, 'text stands behind the closing quote "')
        follows = _KEY if self._text[start] == "{" else _ITEM
        edit = (Span(behind, behind), ",") if follows.match(self._text, position, self._end) else None
        return _FaultError(behind, behind, "a comma is missing", edit, "add the comma" if edit else "")

    def _field(self, start: int, depth: int) -> tuple[Field, int]:
        if self._mark(start) != '"':
            raise self._no_string(start, "key")
        key, end = self._string(start)
        position = self._skip(end)
        if self._mark(position) != ":":
            raise _FaultError(end, end, f"a colon is missing behind the key `{key[:40]}`")
        value, behind = self._value(self._skip(position + 1), depth)
        return Field(key, Span(start, end), value), behind

    def _value(self, start: int, depth: int) -> tuple[Node, int]:
        mark = self._mark(start)
        if mark == '"':
            value, end = self._string(start)
            return Node("text", value, Span(start, end), '"'), end
        if mark and mark in "[{":
            return self.collection(start, depth + 1)
        if number := _NUMBER.match(self._text, start, self._end):
            return Node("number", number.group(), Span(*number.span())), number.end()
        word = _WORD.match(self._text, start, self._end)
        if word and (kind := _WORDS.get(word.group())):
            return Node(kind, word.group(), Span(*word.span())), word.end()
        raise self._no_string(start, "value")

    def _string(self, start: int) -> tuple[str, int]:
        from json import JSONDecodeError
        from json.decoder import scanstring  # type: ignore[attr-defined]

        text, line_end = self._text, self._text.find("\n", start, self._end)
        line_end = line_end if line_end >= 0 else self._end
        try:
            value, end = scanstring(text, start + 1, True)
        except JSONDecodeError as error:
            if error.msg.startswith("Invalid") and "escape" in error.msg and error.pos < line_end:
                place = text.rfind("\\", start, error.pos + 1)
                place = error.pos if place < 0 else place
                written = text[place : place + (6 if text[place + 1 : place + 2] == "u" else 2)].split("\n")[0]
                edit = Span(place, place), "\\"
                message = f"`{written}` is no escape that JSON knows"
                raise _FaultError(place, place + len(written), message, edit, "write the backslash twice") from None
            if error.msg.startswith("Invalid control") and error.pos < line_end and text[error.pos] != "\r":
                message = f"control character U+{ord(text[error.pos]):04X} in quotes, which JSON does not allow"
                raise _FaultError(error.pos, error.pos + 1, message) from None
            raise _FaultError(start, start + 1, 'the quote " is never closed') from None
        if end > self._end:
            raise _FaultError(start, start + 1, 'the quote " is never closed')
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value), end

    def _no_string(self, start: int, what: str) -> _FaultError:
        """Why no key or value starts here."""
        mark = self._mark(start)
        if mark == "'":
            single = _SINGLE.match(self._text, start, self._end)
            end = single.end() if single else start + 1
            edit = (Span(start, end), f'"{single[1]}"') if single else None
            message = f"the {what} stands in single quotes"
            return _FaultError(start, end, message, edit, "use double quotes" if edit else "")
        word = _WORD.match(self._text, start, self._end)
        if not word:
            behind = f"before `{mark}`" if mark else "at the end"
            return _FaultError(start, start + len(mark), f"a {what} is missing {behind}")
        written, lower = word.group(), word.group().lower()
        span = Span(*word.span())
        if what == "key" and self._mark(self._skip(span.end)) == ":":
            return _FaultError(
                *span, f"the key `{written[:40]}` has no quotes", (span, f'"{written}"'), "quote the key"
            )
        if what == "value" and written not in _WORDS and (lower in _WORDS or lower == "none"):
            edit = span, "null" if lower == "none" else lower
            return _FaultError(*span, f"`{written}` is no JSON value", edit, f"write `{edit[1]}`")
        return _FaultError(*span, f"`{written[:40]}` is no JSON {what}")
