"""Why YAML front matter cannot be read, in a writer's words, at the place where the writer went wrong.

The parser says where it gave up and what it waited for; the cause is mostly on that line, sometimes above it.
A repair is offered only where the text can have meant one thing and reading gets past the line with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lint.diagnostics import Span
from lint.post.elements import FrontProblem
from lint.post.front.yaml import first_fault, shortened
from lint.records import NamedTuple
from lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_KEY_VALUE = regex(
    r"[ \t]*(?:- +)*(?P<key>[^\s\"'\[\]{}#&*!|>%@`,:-][^:\n]*|\"[^\"\n]*\"[ \t]*|'[^'\n]*'[ \t]*):[ \t]+"
)
_GLUED = regex(r"[ \t]*(?:- +)*(?P<key>[A-Za-z_][\w-]*)(?P<colon>:)(?!//)(?=\S)")
_PLACEHOLDER = regex(r"(?:^|[:,\[{-])[ \t]*(\{\{.*?\}\}|\{%.*?%\}|\{\{.*|\{%.*)")
_SECOND = regex(r"^---(?=[ \t])", re.MULTILINE)
_KEY_START = regex(r"^[A-Za-z_][\w-]*:(?=[ \t\n\r]|$)", re.MULTILINE)
_LEADING_TABS = regex(r"^(?: *\t[ \t]*)", re.MULTILINE)


class _Case(NamedTuple):
    """One failure; offsets count from the start of `source`."""

    source: str
    place: int
    context: int
    last: tuple[int, int]
    problem: str
    line: tuple[int, int]
    """Where the line of `place` starts and ends, without its line break."""

    @property
    def text(self) -> str:
        return self.source[self.line[0] : self.line[1]]


class _Cause(NamedTuple):
    start: int
    end: int
    message: str
    edit: tuple[int, int, str] | None = None
    title: str = ""


def explain(source: str, offset: int, error: Any, last: tuple[int, int]) -> FrontProblem:
    """The problem behind a YAML error. `last` is the last scalar that was read; both count within `source`."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    place = min(mark.index if mark else 0, len(source))
    problem = getattr(error, "problem", None) or "it cannot be read"
    case = _Case(source, place, context.index if context else place, last, problem, _line(source, place))
    cause = next(cause for judge in _JUDGES for cause in judge(case))
    edit = None
    if cause.edit and _helps(case, cause.edit):
        start, end, text = cause.edit
        edit = Span(offset + start, offset + end), text
    span = Span(offset + cause.start, offset + cause.end)
    return FrontProblem(span, cause.message, edit, cause.title if edit else "")


def _helps(case: _Case, edit: tuple[int, int, str]) -> bool:
    """Whether reading gets past the edited lines and past where it failed before."""
    start, end, text = edit
    repaired = case.source[:start] + text + case.source[end:]
    fault = first_fault(repaired)
    if fault is None:
        return True
    moved = len(text) - (end - start)
    return fault > max(_line(repaired, start + len(text))[1], case.line[1] + moved)


def _line(source: str, place: int) -> tuple[int, int]:
    start = source.rfind("\n", 0, place) + 1
    end = source.find("\n", place)
    end = len(source) if end < 0 else end
    return start, end - (end > start and source[end - 1] == "\r")


def _line_before(source: str, start: int) -> tuple[int, int] | None:
    """The nearest line above that is neither empty nor a comment."""
    while start > 0:
        start, end = _line(source, start - 1)
        text = source[start:end].strip()
        if text and not text.startswith("#"):
            return start, end
    return None


def _quoted(text: str) -> str:
    """The text as a YAML scalar in quotes, the same for every reader."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _value(case: _Case) -> tuple[str, int, int] | None:
    """Key, start and end of the value on the failing line, a comment and spaces behind it left out."""
    match = _KEY_VALUE.match(case.text)
    if not match:
        return None
    rest = case.text[match.end() :]
    comment = re.search(r"[ \t]#", rest)
    rest = (rest[: comment.start()] if comment else rest).rstrip()
    start = case.line[0] + match.end()
    return match["key"].rstrip(), start, start + len(rest)


def _quote_edit(case: _Case, start: int, end: int) -> tuple[int, int, str] | None:
    text = case.source[start:end]
    return (start, end, _quoted(text)) if text and len(text.splitlines()) == 1 else None


def _second_document(case: _Case) -> Iterator[_Cause]:
    match = _SECOND.search(case.source, 0, case.line[1])
    if match:
        yield _Cause(match.start(), match.end(), "a second document starts here (`---`)")


def _placeholder(case: _Case) -> Iterator[_Cause]:
    match = _PLACEHOLDER.search(case.text)
    if match:
        message = f"`{shortened(match[1])}` is a template placeholder, not a value"
        yield _Cause(case.line[0] + match.start(1), case.line[0] + match.end(1), message)


def _tab(case: _Case) -> Iterator[_Cause]:
    if "tab" not in case.problem and case.source[case.place : case.place + 1] != "\t":
        return
    start = case.line[0]
    blank = len(case.text) - len(case.text.lstrip(" \t"))
    if "\t" not in case.text[:blank]:
        return
    first = start + case.text.index("\t")
    tabs = len(case.text[first - start : blank].rstrip(" "))
    yield _Cause(first, first + tabs, "a tab is used for indentation", _without_tabs(case), "indent with spaces")


def _without_tabs(case: _Case) -> tuple[int, int, str] | None:
    """All indentation by tabs in one edit; a tab is as wide as the indentation that the other lines use."""
    widths = [len(width) for width in re.findall(r"^( +)(?=\S)", case.source, re.MULTILINE)]
    width = min(widths, default=2)
    found = list(_LEADING_TABS.finditer(case.source))
    if not found:
        return None
    start, end = found[0].start(), found[-1].end()
    text = _LEADING_TABS.sub(lambda match: match.group().replace("\t", " " * width), case.source[start:end])
    return (start, end, text) if first_fault(case.source[:start] + text + case.source[end:]) is None else None


def _character(case: _Case) -> Iterator[_Cause]:
    """A value that starts with a mark: `@`, a backquote, `%`, `*` without a name, `,`, `?`."""
    place = case.place
    if "alphabetic or numeric" in case.problem:
        place = case.context
    elif not any(part in case.problem for part in ("cannot start any token", "node content", "mapping keys")):
        return
    mark, found = case.source[place : place + 1], _value(case)
    named = "a backquote" if mark == "`" else f"`{mark}`"
    if mark and mark in "@`%*&,]}|>?" and found and found[1] == place:
        key, start, end = found
        message = f"the value of `{key}` starts with {named} but has no quotes"
        yield _Cause(place, place + 1, message, _quote_edit(case, start, end), "quote the value")
    elif mark and mark in "@`%*&":
        edit = None
        if item := re.match(r"[ \t]*(?:- +)+(?=[@`%*&])", case.text):
            start = case.line[0] + item.end()
            edit = _quote_edit(case, start, start + len(case.text[item.end() :].rstrip()))
        yield _Cause(place, place + 1, f"text that starts with {named} has no quotes", edit, "quote the text")


def _directive(case: _Case) -> Iterator[_Cause]:
    if case.source[case.line[0] : case.line[0] + 1] == "%":
        yield _Cause(case.line[0], case.line[0] + 1, "a line cannot start with `%`")


def _escape(case: _Case) -> Iterator[_Cause]:
    if "escape" in case.problem or "hexdec" in case.problem:
        start = case.source.rfind("\\", 0, case.place + 1)
        end = start + 2
        while end < len(case.source) and end < start + 10 and case.source[end].isalnum() and start + 2 <= case.place:
            end += 1
        if "unknown" in case.problem:
            end = start + 2
        message = f"`{case.source[start:end]}` is no escape that double quotes know"
        yield _Cause(start, end, message, (start, start, "\\"), "write the backslash twice")


def _open_quote(case: _Case) -> Iterator[_Cause]:
    """A quote without its end: found at the end of the text, or at the next quote, lines further down."""
    start, end = case.last
    if "end of stream" in case.problem or "document indicator" in case.problem:
        start, end = case.context, len(case.source)
    elif case.source[end : case.place].strip(" \t") or case.place < end:
        return
    mark = case.source[start : start + 1]
    if mark not in ('"', "'") or not mark:
        return
    inside = case.source[start:end]
    if end < len(case.source) and not _KEY_START.search(inside, 1):
        return
    first, stop = _line(case.source, start)
    rest = case.source[start + 1 : stop]
    edit = None
    if mark not in rest and "#" not in rest and rest.strip() and not rest.rstrip().endswith("\\"):
        end = start + 1 + len(rest.rstrip())
        edit = (end, end, mark)
    key = _KEY_VALUE.match(case.source, first, stop)
    message = f"the quote {mark} in the value of `{key['key'].rstrip()}` is never closed" if key else ""
    yield _Cause(start, start + 1, message or f"the quote {mark} is never closed", edit, f"close with {mark}")


def _behind_value(case: _Case) -> Iterator[_Cause]:
    """Text on the same line behind a closing quote or bracket."""
    before = case.source[case.line[0] : case.place].rstrip()
    if case.problem.startswith("mapping values") or not before or before[-1] not in "\"']}":
        return
    rest = case.source[case.place : case.line[1]].rstrip()
    if not rest:
        return
    mark, found = before[-1], _value(case)
    edit = None
    if found and found[1] < case.place < found[2]:
        _, start, end = found
        text = case.source[start:end]
        inner = text[1:-1]
        if mark == "'" == text[0] == text[-1] and re.fullmatch(r"(?:[^']|(?<=\w)'(?=\w))*", inner):
            edit = (start, end, _quoted(inner))
        elif (mark in "\"'" and text[0] == mark != text[-1]) or (mark == "]" and re.match(r"\[[^\[\]]*\] +\w", text)):
            edit = (start, end, _quoted(text))
    name = "bracket" if mark in "]}" else "quote"
    stop = case.place + len(rest)
    message = f"`{shortened(rest)}` stands behind the closing {name} {mark}"
    yield _Cause(case.place, stop, message, edit, "quote the whole value")


def _open_bracket(case: _Case) -> Iterator[_Cause]:
    if "flow" not in case.problem and "or ']'" not in case.problem and "or '}'" not in case.problem:
        return
    mark = case.source[case.context : case.context + 1]
    if mark not in ("[", "{"):
        return
    closing = "]" if mark == "[" else "}"
    start, end = _line(case.source, case.context)
    if case.place > end or not case.source[case.place : end].strip():
        stop = len(case.source[:end].rstrip())
        edit = (stop, stop, closing) if "#" not in case.source[start:end] else None
        message = f"the bracket `{mark}` is never closed"
        yield _Cause(case.context, case.context + 1, message, edit, f"close with `{closing}`")
    else:
        word = shortened(case.source[case.place : case.line[1]])
        yield _Cause(case.place, case.place + 1, f"a comma or `{closing}` is missing before `{word}`")


def _glued(case: _Case) -> Iterator[_Cause]:
    """`title:x`: on the failing line, or on the line above, which then swallows it."""
    if "mapping values" not in case.problem and "find expected ':'" not in case.problem:
        return
    lines = [_line(case.source, case.context)]
    if "mapping values" in case.problem and (above := _line_before(case.source, case.line[0])):
        lines = [above]
    for start, end in lines:
        match = _GLUED.match(case.source, start, end)
        if match:
            place = match.start("colon")
            message = f"no space behind the colon in `{shortened(case.source[start:end])}`"
            yield _Cause(place, place + 1, message, (place + 1, place + 1, " "), "put a space behind the colon")


def _colon(case: _Case) -> Iterator[_Cause]:
    """An unquoted colon in a value, or a line that is indented below a key that has its value."""
    if "mapping values" not in case.problem:
        return
    place, found = case.place, _value(case)
    if found and found[1] <= place:
        key, start, end = found
        message = f"unquoted colon in the value of `{key}`"
        yield _Cause(place, place + 1, message, _quote_edit(case, start, end), "quote the value")
        return
    above = _line_before(case.source, case.line[0])
    indent = len(case.text) - len(case.text.lstrip())
    if above:
        text = case.source[above[0] : above[1]]
        if _KEY_VALUE.match(text) and len(text) - len(text.lstrip()) < indent:
            message = f"`{shortened(case.text)}` is indented below a key that has its value already"
            yield _Cause(case.line[0] + indent, case.line[1], message)
            return
        if ":" not in text:
            blank = len(text) - len(text.lstrip())
            yield _Cause(above[0] + blank, above[0] + len(text.rstrip()), f"`{shortened(text)}` is no `key: value`")
            return
    yield _Cause(place, place + 1, "a colon where no key can stand")


def _no_key(case: _Case) -> Iterator[_Cause]:
    if "find expected ':'" in case.problem:
        start, end = _line(case.source, case.context)
        text = case.source[start:end]
        start += len(text) - len(text.lstrip())
        yield _Cause(start, max(start, start + len(text.strip())), f"`{shortened(text)}` is no `key: value`")


def _indentation(case: _Case) -> Iterator[_Cause]:
    start, end = case.place, max(case.place, case.line[1])
    text = shortened(case.source[start:end])
    if "sequence entries" in case.problem:
        yield _Cause(start, start + 1, "a list item stands on the line of its key")
    elif case.source[case.line[0] : start].strip():
        return
    elif "expected '-'" in case.problem:
        yield _Cause(start, end, f"`{text}` is indented like a list item but has no `-`")
    elif "expected key" in case.problem and text.startswith("- "):
        yield _Cause(start, end, f"list item `{text}` where a `key: value` is expected")
    elif "expected key" in case.problem or "<document start>" in case.problem:
        yield _Cause(start, end, f"`{text}` is indented like none of the lines above")


def _whatever(case: _Case) -> Iterator[_Cause]:
    start = min(case.place, max(0, len(case.source.rstrip()) - 1))
    if "comment or line break" in case.problem:
        text = shortened(case.source[start : case.line[1]])
        yield _Cause(start, max(start, case.line[1]), f"`{text}` stands behind a block mark (`|` or `>`)")
    elif "tag" in case.problem:
        yield _Cause(start, start + 1, "`!` starts a YAML tag that cannot be read")
    elif "node content" in case.problem:
        yield _Cause(start, start + 1, f"a value is missing before `{shortened(case.source[start : start + 1])}`")
    yield _Cause(start, min(start + 1, len(case.source)), f"this cannot be read as YAML ({case.problem})")


_JUDGES: tuple[Callable[[_Case], Iterator[_Cause]], ...] = (
    _second_document,
    _placeholder,
    _tab,
    _directive,
    _escape,
    _open_quote,
    _behind_value,
    _open_bracket,
    _character,
    _glued,
    _colon,
    _no_key,
    _indentation,
    _whatever,
)
