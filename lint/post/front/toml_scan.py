"""Walks over TOML and notes where everything stands; tomllib keeps no positions."""

from __future__ import annotations

import re

from lint.diagnostics import Span
from lint.post.elements import Field, FrontProblem, Node, NodeKind
from lint.regex import regex

MAXIMUM_DEPTH = 100
"""Arrays and tables inside each other, and parts of a dotted key. Our own bound, far above any post's."""

_SPACE = regex(r"[ \t]*")
_BLANK = regex(r"[ \t\r\n]*")
_COMMENT = regex(r"#[^\r\n]*")
_BARE_KEY = regex(r"[A-Za-z0-9_-]+")
_STRINGS = {
    '"""': re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''(?:[^']|'(?!''))*+'{3,5}"),
    '"': re.compile(r'"(?:[^"\\\n]|\\[^\n])*+"'),
    "'": re.compile(r"'[^'\n]*'"),
}
_END_OF_VALUE = r"(?=[ \t\r\n,\]}#]|\Z)"
_SCALARS: tuple[tuple[NodeKind, re.Pattern[str]], ...] = (
    ("boolean", re.compile(rf"(?:true|false){_END_OF_VALUE}")),
    (
        "date",
        re.compile(
            r"(?:\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?"
            rf"|\d\d:\d\d(?::\d\d(?:\.\d+)?)?){_END_OF_VALUE}",
            re.ASCII,
        ),
    ),
    (
        "number",
        re.compile(
            r"[+-]?(?:inf|nan|0[xob][0-9A-Fa-f_]+|\d[\d_]*+(?:\.[\d_]+)?(?:[eE][+-]?[\d_]+)?)" + _END_OF_VALUE, re.ASCII
        ),
    ),
)
_WORDS = regex(r"[^#,\]}\r\n]+")
_REST = regex(r"[^#\r\n]+")
_ELSEWHERE = {"yes", "no", "on", "off", "none", "null", "nil", "true", "false"}
"""What other formats know as values; whether text is meant is not certain."""
_ESCAPE = regex(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([ \t]*\r?\n[ \t\r\n]*)|(.?))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_SURROGATE = regex("[\ud800-\udfff]")


class TomlError(ValueError):
    """A fault with its place in the text."""

    def __init__(
        self, start: int, end: int, message: str, edit: tuple[Span, str] | None = None, title: str = ""
    ) -> None:
        super().__init__(message)
        self.problem = FrontProblem(Span(start, end), message, edit, title)


class _Table:
    """A table while it grows: headers and dotted keys further down may add to it."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.defined = False
        self.entries: list[_Entry] = []
        self.inner: dict[str, _Table] = {}
        self.arrays: dict[str, list[_Table]] = {}

    def add(self, key: str, span: Span, value: Node | _Table | list[_Table]) -> _Entry:
        entry = _Entry(key, span, value)
        self.entries.append(entry)
        return entry

    def node(self) -> Node:
        fields = tuple([entry.field() for entry in self.entries])
        start = fields[0].key_span.start if fields else self.place
        return Node(
            "map", "", Span(start, max([field.value.span.end for field in fields], default=start)), "", (), fields
        )


class _Entry:
    def __init__(self, key: str, span: Span, value: Node | _Table | list[_Table]) -> None:
        self.key, self.span, self.value = key, span, value
        self.comment: Span | None = None

    def field(self) -> Field:
        value = self.value
        if isinstance(value, _Table):
            value = value.node()
        elif isinstance(value, list):
            items = tuple([table.node() for table in value])
            value = Node("list", "", Span(items[0].span.start, max(item.span.end for item in items)), "", items)
        return Field(self.key, self.span, value, self.comment)


class Scanner:
    """Reads `text[start:end]`; spans count code points of `text`. Raises TomlError where it cannot be TOML."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._comments: list[Span] = []
        self._entry: _Entry | None = None

    def document(self) -> tuple[tuple[Field, ...], tuple[Span, ...]]:
        """All fields and all comments."""
        root = table = _Table(self._start)
        position = self._skip(self._start)
        while position < self._end:
            if self._text[position] == "[":
                table, position = self._header(root, position)
            else:
                position = self._pair(table, position, 0)
            position = self._finish_line(position)
        return root.node().fields, tuple(self._comments)

    def _mark(self, position: int) -> str:
        return self._text[position] if position < self._end else ""

    def _space(self, position: int) -> int:
        match = _SPACE.match(self._text, position, self._end)
        return match.end() if match else position

    def _line(self, position: int) -> int:
        """Where the line ends, blanks at its end left out."""
        end = self._text.find("\n", position, self._end)
        return position + len(self._text[position : end if end >= 0 else self._end].rstrip())

    def _skip(self, position: int) -> int:
        """Over blanks, line breaks and comments."""
        while True:
            match = _BLANK.match(self._text, position, self._end)
            position = match.end() if match else position
            comment = _COMMENT.match(self._text, position, self._end)
            if not comment:
                return position
            self._comments.append(Span(*comment.span()))
            position = comment.end()

    def _finish_line(self, position: int) -> int:
        position = self._space(position)
        if self._mark(position) == "#" and self._entry and (comment := _COMMENT.match(self._text, position, self._end)):
            self._entry.comment = Span(*comment.span())
        elif self._mark(position) not in {"", "#", "\n", "\r"}:
            end = self._line(position)
            raise TomlError(position, end, f"`{self._text[position:end][:40]}` stands behind the value")
        return self._skip(position)

    def _header(self, root: _Table, start: int) -> tuple[_Table, int]:
        array = self._text.startswith("[[", start)
        closing = "]]" if array else "]"
        parts, position = self._key(self._space(start + len(closing)))
        if not self._text.startswith(closing, position, self._end):
            raise TomlError(
                start, self._line(start), f"`{self._text[start : self._line(start)][:40]}` is no table header"
            )
        position += len(closing)
        table = root
        for key, span in parts[:-1]:
            table = self._inner(table, key, span, position)
        key, span = parts[-1]
        known = table.inner.get(key)
        if array:
            known = _Table(position)
            if key in table.arrays:
                table.arrays[key].append(known)
            else:
                table.arrays[key] = [known]
                self._entry = table.add(key, span, table.arrays[key])
        elif known is None or known.defined:
            known = _Table(position)
            self._entry = table.add(key, span, known)
        known.defined = True
        table.inner[key] = known
        return known, position

    def _inner(self, table: _Table, key: str, span: Span, place: int) -> _Table:
        known = table.inner.get(key)
        if known is None:
            known = table.inner[key] = _Table(place)
            self._entry = table.add(key, span, known)
        return known

    def _key(self, position: int) -> tuple[list[tuple[str, Span]], int]:
        """The parts of a bare, quoted or dotted key, and the position behind it and the blanks that follow."""
        parts: list[tuple[str, Span]] = []
        while True:
            start = position
            if self._mark(start) in {'"', "'"} and not self._text.startswith(('"""', "'''"), start):
                node, position = self._string(start)
                parts.append((node.text, node.span))
            elif match := _BARE_KEY.match(self._text, start, self._end):
                position = match.end()
                parts.append((match.group(), Span(start, position)))
            else:
                raise self._no_key(start)
            if len(parts) > MAXIMUM_DEPTH:
                raise TomlError(start, position, f"a dotted key has more than {MAXIMUM_DEPTH} parts")
            position = self._space(position)
            if self._mark(position) != ".":
                return parts, position
            position = self._space(position + 1)

    def _no_key(self, start: int) -> TomlError:
        end = self._line(start)
        match = re.compile(r"([^\s=\"'.]+)[ \t]*=").match(self._text, start, end)
        if match and match[1].replace("-", "").isalnum():
            edit = Span(*match.span(1)), f'"{match[1]}"'
            return TomlError(*match.span(1), f"the key `{match[1][:40]}` has no quotes", edit, "quote the key")
        return TomlError(start, end, f"`{self._text[start:end][:40]}` is no `key = value`")

    def _pair(self, table: _Table, start: int, depth: int) -> int:
        parts, position = self._key(start)
        mark = self._mark(position)
        if mark == ":":
            behind = self._space(position + 1)
            edit = Span(parts[-1][1].end, behind), " = "
            raise TomlError(position, position + 1, "`:` stands where TOML has `=`", edit, "write `=`")
        if mark != "=":
            raise self._no_key(start)
        begin = self._space(position + 1)
        if self._mark(begin) in {"", "\n", "\r", "#"}:
            raise TomlError(position + 1, position + 1, f"the key `{parts[-1][0][:40]}` has no value")
        for key, span in parts[:-1]:
            table = self._inner(table, key, span, begin)
            table.defined = True
        comments = len(self._comments)
        node, end = self._value(begin, depth)
        entry = table.add(*parts[-1], node)
        if len(self._comments) > comments and node.style == "[":
            first = self._comments[comments]
            if not self._text[begin + 1 : first.start].strip(" \t"):
                entry.comment = first
        self._entry = entry
        return end

    def _value(self, start: int, depth: int) -> tuple[Node, int]:
        mark = self._mark(start)
        if mark in {'"', "'"}:
            return self._string(start)
        if mark in {"[", "{"}:
            if depth >= MAXIMUM_DEPTH:
                raise TomlError(start, start + 1, f"arrays and tables are nested more than {MAXIMUM_DEPTH} deep")
            return self._array(start, depth + 1) if mark == "[" else self._inline_table(start, depth + 1)
        for kind, pattern in _SCALARS:
            if match := pattern.match(self._text, start, self._end):
                return Node(kind, match.group(), Span(*match.span())), match.end()
        raise self._no_value(start, _WORDS if depth else _REST)

    def _no_value(self, start: int, pattern: re.Pattern[str]) -> TomlError:
        match = pattern.match(self._text, start, self._end)
        written = match.group().rstrip() if match else self._mark(start)
        span, edit, title = Span(start, start + len(written)), None, ""
        if written in {"True", "False"}:
            edit, title = (span, written.lower()), f"write `{written.lower()}`"
        elif re.fullmatch(r"[^\W\d_][^\"\\\x00-\x1f\x7f]*", written) and written.lower() not in _ELSEWHERE:
            edit, title = (span, f'"{written}"'), "quote the value"
        return TomlError(*span, f"`{written[:40]}` is no TOML value", edit, title)

    def _array(self, start: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        position = self._skip(start + 1)
        while (mark := self._mark(position)) != "]":
            if not mark:
                raise TomlError(start, start + 1, "the bracket `[` is never closed")
            item, behind = self._value(position, depth)
            items.append(item)
            position = self._separator(start, behind, "]")
        return Node("list", "", Span(start, position + 1), "[", tuple(items)), position + 1

    def _inline_table(self, start: int, depth: int) -> tuple[Node, int]:
        table = _Table(start)
        position = self._skip(start + 1)
        while (mark := self._mark(position)) != "}":
            if not mark:
                raise TomlError(start, start + 1, "the bracket `{` is never closed")
            position = self._separator(start, self._pair(table, position, depth), "}")
        return Node("map", "", Span(start, position + 1), "{", (), table.node().fields), position + 1

    def _separator(self, start: int, behind: int, closing: str) -> int:
        """Over the comma behind a value; the closing bracket stays."""
        position = self._skip(behind)
        mark = self._mark(position)
        if mark == ",":
            return self._skip(position + 1)
        if mark == closing:
            return position
        opening = self._text[start]
        if not mark or "\n" in self._text[behind:position]:
            end = self._line(start)
            edit = (Span(end, end), closing) if behind <= end else None
            message = f"the bracket `{opening}` is never closed"
            raise TomlError(start, start + 1, message, edit, f"close with `{closing}`" if edit else "")
        raise TomlError(position, position + 1, f"a comma or `{closing}` is missing")

    def _string(self, start: int) -> tuple[Node, int]:
        text = self._text
        style = text[start : start + 3]
        style = style if style in _STRINGS and start + 3 <= self._end else text[start]
        match = _STRINGS[style].match(text, start, self._end)
        if not match:
            end, edit = self._line(start), None
            if len(style) == 1 and "\\" not in text[start:end] and not re.search(r"[#,\]}]", text[start:end]):
                edit = Span(end, end), style
            message = f"the quote {style} is never closed"
            raise TomlError(start, start + len(style), message, edit, f"close with {style}" if edit else "")
        value = match.group()[len(style) : -len(style)]
        if len(style) == 3:
            value = value.replace("\r\n", "\n").removeprefix("\n")
        if style[0] == '"' and "\\" in value:
            value = self._resolved(value, start, match.end())
        value = value if value.isascii() else _SURROGATE.sub("\ufffd", value)
        return Node("text", value, Span(*match.span()), style), match.end()

    def _resolved(self, value: str, start: int, end: int) -> str:
        def resolve(match: re.Match[str]) -> str:
            digits = match[1] or match[2]
            if digits and int(digits, 16) <= 0x10FFFF:
                return chr(int(digits, 16))
            if match[3]:
                return ""
            if match[4] in _ESCAPED:
                return _ESCAPED[match[4]]
            place = self._text.find(match.group(), start, end)
            edit = Span(place, place), "\\"
            message = f"`{match.group()}` is no escape that TOML knows"
            raise TomlError(place, place + len(match.group()), message, edit, "write the backslash twice")

        return _ESCAPE.sub(resolve, value)
