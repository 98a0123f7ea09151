"""YAML front matter: fields with their exact places, from the events of PyYAML's C parser.

Events, not composed nodes: an alias keeps its own place, a depth or an expansion is refused before it is built,
and nothing is ever constructed, so that a value stays what was written (`no`, `12:30:45`, `2024-13-45`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lint.diagnostics import Span
from lint.post.elements import Field, FrontProblem, Node, NodeKind
from lint.post.front.yaml_comments import BLOCK_MARK, attach
from lint.post.front.yaml_kinds import kind_of
from lint.post.front.yaml_lines import read_lines
from lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

MAXIMUM_DEPTH = 100
"""Lists and maps inside each other. Our own bound, far above any post's."""
MAXIMUM_EXPANDED = 10_000
"""Values that aliases may stand for, together. Our own bound; a bomb of 400 characters makes millions."""

_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = regex("[\ud800-\udfff]")
_PROPERTIES = regex(r"(?:[&!][^\s,\[\]{}]*(?:[ \t\r\n]+(?:#[^\n]*\n[ \t\r\n]*)*|(?=[,\]}])|\Z))+")
_COMMENT = regex("#[^\r\n\x85\u2028\u2029]*")
_KINDS: dict[str, NodeKind] = {
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:bool": "boolean",
    "tag:yaml.org,2002:timestamp": "date",
    "tag:yaml.org,2002:null": "null",
}

Content = tuple[tuple[Field, ...], tuple[Span, ...], tuple[FrontProblem, ...]]


class RefusedError(Exception):
    """Front matter that the parser would accept but nobody could use; offsets count from the content's start."""

    def __init__(self, start: int, end: int, message: str, *, insert: str = "") -> None:
        super().__init__(message)
        self.start, self.end, self.message, self.insert = start, end, message, insert
        """`insert` repairs it, put behind the span."""


def read_content(text: str, content: Span) -> Content:
    """The fields, comments and problems of the YAML in `text[content]`; spans count code points of `text`.

    Never raises. Without fields when there is a problem.
    """
    source, offset = text[content.start : content.end], content.start
    if source.startswith("\ufeff"):  # The parser drops this one uncounted.
        source, offset = source[1:], offset + 1
    plain = source.isascii() and source.replace("\n", "").isprintable()
    if not plain and (forbidden := _FORBIDDEN.search(source)):
        place = Span(offset + forbidden.start(), offset + forbidden.end())
        message = f"control character U+{ord(forbidden.group()):04X}, which YAML does not allow"
        return (), (), (FrontProblem(place, message, (place, ""), "remove the character"),)
    if not source.isascii():
        source = _SURROGATE.sub("\ufffd", source)
    if simple := read_lines(source, offset):
        return simple, (), ()
    reader = Reader(source, offset)
    try:
        fields = reader.document()
    except RefusedError as refusal:
        return (), (), (_refused(source, offset, refusal),)
    except _yaml_error() as error:
        from lint.post.front.fault import explain

        return (), (), (explain(source, offset, error, reader.last),)
    if "#" not in source:
        return fields, (), ()
    comments = reader.comments()
    if comments:
        attach(fields, source, offset, comments)
    return fields, comments, ()


def _refused(source: str, offset: int, refusal: RefusedError) -> FrontProblem:
    start, end, insert = refusal.start, refusal.end, refusal.insert
    span = Span(offset + start, offset + end)
    if insert and first_fault(source[:end] + insert + source[end:]) is None:
        edit = Span(offset + end, offset + end), insert
        return FrontProblem(span, refusal.message, edit, "put a space behind the colon")
    return FrontProblem(span, refusal.message)


def _yaml_error() -> type[Exception]:
    from yaml.error import YAMLError

    return YAMLError


def first_fault(source: str) -> int | None:
    """Where reading this YAML fails, as an offset into it; None when it can be read. Never raises."""
    reader = Reader(source, 0)
    try:
        reader.document()
    except RefusedError as refusal:
        return refusal.start
    except _yaml_error() as error:
        mark = getattr(error, "problem_mark", None)
        return mark.index if mark else 0
    return None


def _parser(source: str) -> Any:
    try:
        from yaml._yaml import CParser
    except ImportError:  # A PyYAML that was built without its C library.
        from yaml.loader import SafeLoader

        return SafeLoader(source)
    return CParser(source)


class Reader:
    """Turns one document's events into fields. Offsets inside count from the content's start, spans add `offset`."""

    def __init__(self, source: str, offset: int) -> None:
        from yaml import events

        self._next: Callable[[], Any] = _parser(source).get_event
        self._source, self._offset = source, offset
        self._scalar, self._alias = events.ScalarEvent, events.AliasEvent
        self._sequence, self._mapping = events.SequenceStartEvent, events.MappingStartEvent
        self._ends = (events.SequenceEndEvent, events.MappingEndEvent)
        self._document, self._stream_end = events.DocumentStartEvent, events.StreamEndEvent
        self._anchors: dict[str, Node | None] = {}
        self._expanded = 0
        self._taken: list[tuple[int, int]] = []
        self.last: tuple[int, int] = (0, 0)
        """The last scalar that was read, start and end."""

    def document(self) -> tuple[Field, ...]:
        """The fields of the only document. Raises RefusedError, or yaml's YAMLError."""
        self._next()
        event = self._next()
        if type(event) is self._stream_end:
            return ()
        if event.explicit:
            raise _second(event)
        event = self._next()
        if type(event) is not self._mapping:
            raise self._no_fields(event)
        root = self._node(event, 0)
        self._next()
        event = self._next()
        if type(event) is not self._stream_end:
            raise _second(event)
        return root.fields

    def _no_fields(self, event: Any) -> RefusedError:
        source, start = self._source, event.start_mark.index
        end = source.find("\n", start)
        line = source[start : end if end >= 0 else len(source)].rstrip()
        if type(event) is self._sequence:
            return RefusedError(start, start + len(line), "a list where fields (`key: value`) are expected")
        if match := re.match(r"[\w-]+(:)(?!//)", line):
            start += match.start(1)
            return RefusedError(start, start + 1, f"no space behind the colon in `{shortened(line)}`", insert=" ")
        return RefusedError(start, start + len(line), f"`{shortened(line)}` is no `key: value`")

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is self._scalar:
            return self._text(event)
        if kind is self._alias:
            return self._aliased(event, depth)
        start: int = event.start_mark.index
        if depth >= MAXIMUM_DEPTH:
            raise _too_deep(start, start + 1)
        anchor = event.anchor
        if anchor is not None:
            self._anchors[anchor] = None  # Unfinished: an alias to it from within has no end.
        if anchor is not None or event.tag is not None:
            start = self._behind_properties(event)
        flow = event.flow_style and self._source[start : start + 1] in ("[", "{")
        node = self._map(start, flow, depth + 1) if kind is self._mapping else self._list(start, flow, depth + 1)
        if anchor is not None:
            self._anchors[anchor] = node
        return node

    def _list(self, start: int, flow: bool, depth: int) -> Node:
        items: list[Node] = []
        following, ends, node = self._next, self._ends, self._node
        while type(event := following()) not in ends:
            items.append(node(event, depth))
        offset = self._offset
        end = event.end_mark.index + offset if flow else items[-1].span.end if items else start + offset
        return Node("list", "", Span(start + offset, end), "[" if flow else "", tuple(items))

    def _map(self, start: int, flow: bool, depth: int) -> Node:
        if flow and self._source.startswith("{{", start):
            end = self._source.find("}}", start)
            end = end + 2 if end >= 0 else start + 2
            raise RefusedError(
                start, end, f"`{shortened(self._source[start:end])}` is a template placeholder, not a value"
            )
        fields: list[Field] = []
        following, ends, node = self._next, self._ends, self._node
        while type(event := following()) not in ends:
            key = node(event, depth)
            if key.kind in {"list", "map"}:
                index = event.start_mark.index
                raise RefusedError(index, index + 1, f"a {key.kind} cannot be a key")
            fields.append(Field(key.text, key.span, node(following(), depth)))
        offset = self._offset
        end = event.end_mark.index + offset if flow else fields[-1].value.span.end if fields else start + offset
        return Node("map", "", Span(start + offset, max(end, start + offset)), "{" if flow else "", (), tuple(fields))

    def _text(self, event: Any) -> Node:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if event.anchor is not None or event.tag is not None:
            start = min(self._behind_properties(event), end)
        self.last = start, end
        if style in {"|", ">"}:
            header = BLOCK_MARK.match(self._source, start)
            begin = self._source.find("\n", start)
            end = max(header.end() if header else start, len(self._source[:end].rstrip()))
            self._taken.append((begin if 0 <= begin < end else end, end))
        else:
            self._taken.append((start, end))
        tag = event.tag
        kind = kind_of(event.value) if event.implicit[0] else _KINDS.get(tag, "text") if tag else "text"
        node = Node(kind, event.value, Span(start + self._offset, end + self._offset), style)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _aliased(self, event: Any, depth: int) -> Node:
        name, start, end = event.anchor, event.start_mark.index, event.end_mark.index
        span = Span(start + self._offset, end + self._offset)
        if name not in self._anchors:
            raise RefusedError(start, end, f"`*{name}` stands for an anchor `&{name}` that does not exist")
        anchored = self._anchors[name]
        if anchored is None:
            return Node("null", "", span, alias=True)
        size, height = _size(anchored)
        self._expanded += size
        if self._expanded > MAXIMUM_EXPANDED:
            raise RefusedError(start, end, f"aliases stand for more than {MAXIMUM_EXPANDED:,} values")
        if depth + height > MAXIMUM_DEPTH:
            raise _too_deep(start, end)
        return _moved(anchored, span)

    def _behind_properties(self, event: Any) -> int:
        """Where the value itself starts, behind its tag and anchor."""
        start: int = event.start_mark.index
        match = _PROPERTIES.match(self._source, start)
        end = match.end() if match else start
        tag = event.tag
        if tag and tag != "!" and not tag.startswith("tag:yaml.org,2002:"):
            at = max(self._source.find("!", start, end), start)
            written = self._source[at:end].split(maxsplit=1)[0]
            raise RefusedError(at, at + len(written), f"`{written}` is read as a YAML tag, not as text")
        return end

    def comments(self) -> tuple[Span, ...]:
        """All comments in order. Outside scalars a `#` can be nothing else in YAML that was read."""
        source, offset, taken = self._source, self._offset, self._taken
        found: list[Span] = []
        at = index = 0
        while (at := source.find("#", at)) >= 0:
            while index < len(taken) and taken[index][1] <= at:
                index += 1
            if index < len(taken) and taken[index][0] <= at:
                at = taken[index][1]
                continue
            match = _COMMENT.match(source, at)
            at = match.end() if match else at + 1
            found.append(Span(match.start() + offset, match.end() + offset) if match else Span(at, at))
        return tuple(found)


def _second(event: Any) -> RefusedError:
    start = event.start_mark.index
    return RefusedError(start, start + 3, "a second document starts here (`---`)")


def shortened(text: str) -> str:
    """The text as a message quotes it: at most 40 code points."""
    text = text.strip()
    return text if len(text) <= 40 else text[:39] + "…"


def _too_deep(start: int, end: int) -> RefusedError:
    return RefusedError(start, end, f"lists and maps are nested more than {MAXIMUM_DEPTH} deep")


def _size(node: Node) -> tuple[int, int]:
    """How many values and keys there are in it, and how deep they lie."""
    size, height = 1, 0
    for inner in (*node.items, *[field.value for field in node.fields]):
        more, below = _size(inner)
        size += more
        height = max(height, below + 1)
    return size + len(node.fields), height


def _moved(node: Node, span: Span) -> Node:
    """A copy that stands where its alias stands."""
    items = tuple([_moved(item, span) for item in node.items])
    fields = tuple([Field(field.key, span, _moved(field.value, span)) for field in node.fields])
    return Node(node.kind, node.text, span, node.style, items, fields, alias=True)
