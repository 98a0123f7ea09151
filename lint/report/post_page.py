"""A post with the kind of each of its parts: in colours, in marks, or as JSON."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from lint.records import NamedTuple
from lint.regex import regex
from lint.report.places import shown
from lint.site.post_parts import KINDS, Part, PartKind

_STYLES: dict[PartKind, str] = {
    "prose": "",
    "aside": "cyan",
    "front matter": "dim yellow",
    "markup": "dim",
    "link target": "blue underline",
    "image": "magenta",
    "code": "green",
    "HTML": "bright_black",
    "comment": "dim italic",
    "footnote": "blue",
    "template tag": "yellow",
    "attributes": "dim cyan",
    "directive": "bright_magenta",
    "role": "dim magenta",
    "alert": "bright_magenta",
    "math": "bright_green",
    "citation": "bright_blue",
    "expression": "bright_yellow",
    "import": "dim green",
    "component": "red",
}
_SEEN: frozenset[PartKind] = frozenset({"prose", "aside"})
_BLOCKS: frozenset[PartKind] = frozenset({"markup", "front matter", "comment", "import"})
"""Shown as `·` without colour: nothing of them stands in a sentence."""
_MARGIN_WIDTH = 26
_SURROGATE = regex("[\ud800-\udfff]")

Row = list[tuple[str, str]]


class PostPage(NamedTuple):
    """What is shown: `path` as it is shown, `about` the lines that say what the post was read as, and its parts."""

    path: str
    text: str
    about: Sequence[tuple[str, str]]
    parts: Sequence[Part]


def render(page: PostPage, *, color: bool) -> str:
    """The page for people. Without colour what is no prose is blotted out, and a margin names the kinds of a line."""
    rows = [*_head(page), *(_coloured(page) if color else _marked(page)), *_legend(page, color=color)]
    if not color:
        return "".join("".join(text for text, _ in row).rstrip() + "\n" for row in rows)
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, soft_wrap=True, highlight=False, emoji=False, markup=False, width=1000)
    with console.capture() as capture:
        for row in rows:
            console.print(Text.assemble(*row))
    return capture.get()


def render_json(page: PostPage) -> str:
    """One JSON object: `path`, what is said about the post, and `parts`, each with its kind, offsets and place."""
    starts = [line.start for line in _lines(page.text)]
    document = {
        "version": 1,
        "path": page.path,
        **dict(page.about),
        "parts": [_placed(starts, page.text, part) for part in page.parts],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


def _placed(starts: Sequence[int], text: str, part: Part) -> dict[str, str | int]:
    start, end = part.span
    line, end_line = bisect_right(starts, start), bisect_right(starts, end)
    column, end_column = start - starts[line - 1] + 1, end - starts[end_line - 1] + 1
    return {
        "kind": part.kind,
        "start": start,
        "end": end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": _SURROGATE.sub("\ufffd", text[start:end]),
    }


def _head(page: PostPage) -> Iterator[Row]:
    yield [(shown(page.path), "bold")]
    for name, value in page.about:
        yield [(f"  {name:<9} {shown(value)}", "")]
    yield [("", "")]


class _Line(NamedTuple):
    number: int
    start: int
    text: str


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        yield _Line(number, at, line.removesuffix("\r"))
        at += len(line) + 1


def _pieces(page: PostPage) -> Iterator[tuple[_Line, list[tuple[str, PartKind | None]]]]:
    """Each line in pieces of one kind; None is the white space between."""
    following = 0
    for line in _lines(page.text):
        pieces: list[tuple[str, PartKind | None]] = []
        at, end = line.start, line.start + len(line.text)
        while following < len(page.parts) and page.parts[following].span.start < end:
            kind, (start, stop) = page.parts[following]
            start, cut = max(start, at), min(stop, end)
            pieces += (page.text[at:start], None), (page.text[start:cut], kind)
            at = cut
            if stop > end:
                break
            following += 1
        pieces.append((page.text[at:end], None))
        yield line, [(text, kind) for text, kind in pieces if text]


def _number(page: PostPage, line: _Line) -> str:
    return f"{line.number:>{len(str(page.text.count(chr(10)) + 1))}}"


def _coloured(page: PostPage) -> Iterator[Row]:
    for line, pieces in _pieces(page):
        row: Row = [(f"{_number(page, line)} │ ", "blue")]
        row += ((shown(text), _STYLES[kind] if kind else "") for text, kind in pieces)
        yield row


def _marked(page: PostPage) -> Iterator[Row]:
    for line, pieces in _pieces(page):
        names = ", ".join(dict.fromkeys(kind for _, kind in pieces if kind and kind not in {"markup", "prose"}))
        names = names if len(names) <= _MARGIN_WIDTH else f"{names[: _MARGIN_WIDTH - 1]}…"
        drawn = "".join(_blotted(text, kind) for text, kind in pieces)
        yield [(f"{_number(page, line)} {names:<{_MARGIN_WIDTH}} | {drawn}", "")]


def _blotted(text: str, kind: PartKind | None) -> str:
    if kind is None or kind in _SEEN:
        return shown(text)
    mark = "·" if kind in _BLOCKS else "░"
    return "".join(character if character.isspace() else mark for character in text)


def _legend(page: PostPage, *, color: bool) -> Iterator[Row]:
    present = {part.kind for part in page.parts}
    yield [("", "")]
    width = max((len(kind) for kind in present), default=0)
    for kind, meaning in KINDS.items():
        if kind in present:
            yield [(f"{kind:<{width}}", _STYLES[kind] if color else ""), (f"  {meaning}", "")]
    if not color:
        yield [("Only prose and asides are shown; ░ and · stand for the rest, and the margin says what it is.", "")]
