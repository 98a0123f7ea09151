"""Fences, read line by line: code, containers (`:::`), and directives that look like code and hold Markdown.

What is written in Markdown is no Markdown in code; so this says where code stands, too. It agrees with CommonMark but
for a fence that the end of its list item closes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from lint.diagnostics import Span
from lint.post.dialect import Dialect
from lint.post.masked import Masked
from lint.records import NamedTuple
from lint.regex import regex

_FENCE = regex(r"(?P<fence>`{3,}+|~{3,}+|:{3,}+)(?P<info>[^\r\n]*+)")
_OPENS_LINE = regex(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?\Z")
_FAR = 200  # code points before a fence that are looked at
_LINE = regex(r"[^\n]*\n?")
_TICKS = regex(r"(?<!\\)`+|\n[ \t>]*+(?=\r?\n)")
_DIRECTIVE = regex(r"\{(?P<name>[A-Za-z][\w:.+-]*)\}[ \t]*(?P<title>.*)\Z")
_LABELLED = regex(r"(?P<name>[A-Za-z][\w-]*)\[(?P<title>.*)\][ \t]*(?:\{[^{}]*\})?[ \t]*\Z")
_NAMED = regex(r"(?P<name>[A-Za-z][\w.-]*)(?:[ \t]+(?P<title>[^{}]*?))?[ \t]*(?:\{[^{}]*\})?[ \t]*:*\Z")
_BRACED = regex(r"\{[^{}]*\}[ \t]*:*\Z")
_ID = regex(r"\{[^{}#]*#(?P<id>[\w:.-]+)[^{}]*\}")
_OPTION = regex(r"[ \t>]*(?P<whole>:(?P<name>[\w-]+):(?P<value>[^\r\n]*))")
_LONGEST_OPTIONS = 2_000  # code points, between lines of hyphens
_MODULE = regex(r"\w+(?:\.\w+)+")  # a page that is made from code, of MkDocs

# Directives whose body is Markdown; the body of every other is code, a path or a table.
_OF_MARKDOWN = frozenset(
    [
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip"),
        *("warning", "aside", "blockquote", "button", "card", "card-carousel", "div", "dropdown", "epigraph", "figure"),
        *("glossary", "grid", "grid-item", "grid-item-card", "highlights", "list-table", "margin", "proof:proof"),
        *("prf:proof", "prf:theorem", "pull-quote", "sidebar", "tab-item", "tab-set", "theorem", "topic", "todo"),
        *("versionadded", "versionchanged", "deprecated", "exercise", "solution", "details", "tabbed", "full-width"),
    ]
)
# Those of them whose argument is a path or an address.
_WITH_PATH = frozenset({"figure", "button"})


class Fences(NamedTuple):
    """What was found: hidden parts, code as (start, end) in order and apart, line ends where a block ends."""

    masked: list[Masked]
    code: list[tuple[int, int]]
    breaks: list[int]


class _Open(NamedTuple):
    mark: str
    length: int
    start: int
    code: bool


def read_fences(text: str, start: int, dialect: Dialect) -> Fences:
    """The fences behind `start`, and the code in them and between backticks."""
    masked: list[Masked] = []
    code: list[tuple[int, int]] = []
    breaks: list[int] = []
    stack: list[_Open] = []
    containers, directives = dialect.has("containers"), dialect.has("directives")
    for line in _FENCE.finditer(text, start):
        if not _OPENS_LINE.match(text[max(start, line.start() - _FAR) : line.start()].rpartition("\n")[2]):
            continue
        fence, info = line["fence"], line["info"].strip()
        here, end = line.start("fence"), line.end()
        top = stack[-1] if stack else None
        if top and fence[0] == top.mark and len(fence) >= top.length and not info:
            stack.pop()
            if top.code:
                code.append((top.start, end))
            if top.mark == ":" and top.code:
                masked.append(Masked("directive", Span(top.start, end)))
            elif not top.code:
                masked.append(Masked("container" if top.mark == ":" else "directive", Span(here, end)))
            continue
        if top and top.code:
            continue
        if fence[0] == ":":
            opened = info and containers and _container(text, line, dialect, masked, breaks)
            if opened:
                stack.append(opened)
            elif not info and containers and (dialect.flavor or any(one.mark == ":" for one in stack)):
                # Another length than the one that was opened: engines that do not count close it all the same.
                masked.append(Masked("container", Span(here, end)))
                while stack and stack.pop().mark != ":":
                    pass
        elif fence[0] == "~" or "`" not in info:
            directive = _DIRECTIVE.match(info) if directives else None
            markdown = directive is not None and directive["name"] in _OF_MARKDOWN
            if directive and markdown:
                _directive(text, line, directive, masked, breaks)
            stack.append(_Open(fence[0], len(fence), here, not markdown))
    code += [(one.start, len(text)) for one in stack if one.code]
    return Fences(masked, _with_spans(text, start, sorted(code)), breaks)


def _container(
    text: str, line: re.Match[str], dialect: Dialect, masked: list[Masked], breaks: list[int]
) -> _Open | None:
    """A line that opens a container; None where it is none."""
    fence, info = line["fence"], line["info"].strip()
    here = line.start("fence")
    directive = _DIRECTIVE.match(info)
    if directive:
        code = directive["name"] not in _OF_MARKDOWN
        if not code:
            _directive(text, line, directive, masked, breaks)
        return _Open(":", len(fence), here, code)
    found = _LABELLED.match(info) or _NAMED.match(info)
    if found is None and not _BRACED.match(info):
        return None
    title = Span(line.end(), line.end())
    if found and found["title"] and not ("admonitions" in dialect.syntaxes and _MODULE.match(info)):
        offset = line.end("info") - len(line["info"].lstrip())
        title = Span(offset + found.start("title"), offset + found.end("title"))
        breaks += _around(text, here, line.end())
    named = _ID.search(info)
    masked += _but(title, text, Span(here, line.end()), named["id"] if named else "")
    single = found is not None and _MODULE.fullmatch(found["name"]) and dialect.has("admonitions")
    return None if single else _Open(":", len(fence), here, code=False)


def _but(title: Span, text: str, line: Span, identifier: str) -> Iterator[Masked]:
    """A line but for the title in it."""
    yield Masked("container", Span(line.start, title.start), identifier)
    if text[title.end : line.end].strip():
        yield Masked("container", Span(title.end, line.end))


def _directive(
    text: str, line: re.Match[str], directive: re.Match[str], masked: list[Masked], breaks: list[int]
) -> None:
    """The opening line of a directive and the options below it; its title stays."""
    here, end = line.start("fence"), line.end()
    title = Span(end, end)
    if directive["title"] and directive["name"] not in _WITH_PATH:
        offset = line.end("info") - len(line["info"].lstrip())
        title = Span(offset + directive.start("title"), offset + directive.end("title"))
        breaks += _around(text, here, end)
    masked.append(Masked("directive", Span(here, title.start)))
    masked += _options(text, text.find("\n", end) + 1)


def _options(text: str, at: int) -> Iterator[Masked]:
    """The options of a directive, which stand right below its first line: `:name: value`, or a block between `---`."""
    if at and text.startswith("---", at):
        end = at + _LONGEST_OPTIONS
        closing, blank = text.find("\n---", at, end), text.find("\n\n", at, end)
        if closing >= 0 and not 0 <= blank < closing:
            yield Masked("directive", Span(at, closing + 4))
        return
    while at and (option := _OPTION.match(text, at)):
        label = option["value"].strip() if option["name"] in {"name", "label"} else ""
        yield Masked("directive", Span(*option.span("whole")), label)
        at = text.find("\n", option.end()) + 1


def _around(text: str, start: int, end: int) -> Iterator[int]:
    """The line ends before and behind a line."""
    for at in (text.rfind("\n", 0, start), text.find("\n", end)):
        if at >= 0:
            yield at


def _with_spans(text: str, start: int, blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blocks of code, and between them what stands between backticks of one paragraph."""
    found: list[tuple[int, int]] = []
    at = start
    for begin, end in (*blocks, (len(text), len(text))):
        if begin > at:
            found += _spans(text, at, begin)
        if end > begin:
            found.append((begin, end))
        at = max(at, end)
    return found


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for match in _TICKS.finditer(text, start, end):
        if match.group()[0] == "`":
            runs.append(match.span())
            continue
        yield from _paired(runs)
        runs = []
    yield from _paired(runs)


def _paired(runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of backticks in one paragraph: each goes with the next one of its length."""
    places: dict[int, list[int]] = {}
    for number, (begin, end) in enumerate(runs):
        places.setdefault(end - begin, []).append(number)
    number = 0
    while number < len(runs):
        begin, end = runs[number]
        same = places[end - begin]
        following = bisect_right(same, number)
        if following == len(same):
            number += 1
            continue
        number = same[following]
        yield begin, runs[number][1]
        number += 1


class Places:
    """Asks whether an offset lies in one of some spans, which are in order and apart; the questions come in order."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._next = 0

    def end(self, at: int) -> int:
        """Where the span that holds this offset ends; -1 when none does."""
        while self._next < len(self._spans) and self._spans[self._next][1] <= at:
            self._next += 1
        if self._next < len(self._spans) and self._spans[self._next][0] <= at:
            return self._spans[self._next][1]
        return -1
