"""The rule lost-list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise

from lint.diagnostics import Fix
from lint.post.elements import Block
from lint.post.post import Post
from lint.records import NamedTuple
from lint.regex import regex
from lint.rule import Bad, Edit, Finding, Good, Level, Rule, Span

# A line that begins like an item: the mark, and what stands behind it.
_MARKED = regex(
    r"[ \t>]*(?P<mark>[-*+](?=[^\W\d_]{2}|[\[`\"“(]\w|\*\*\w)"
    r"|\d{1,2}[.)](?=[^\W\d_]{2}|[\[`\"“]\w)|(?:\d{1,3}|[a-h])[.)](?=[ \t]+\S)|[•◦▪‣·](?=[ \t]*[^\W_]))",
)
_MARKED_BELOW = regex(rf"\n{_MARKED.pattern}")  # the literal line end makes the search fast
_TRUE_ITEM = r"[ \t>]*(?P<mark>[-*+]|\d{1,9}[.)])[ \t]+\S"
_NAME = r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}"
_HARD_BREAK = r"(?:  |\\|<br */?>)\r?\Z"
_CODE_ITEM = r"[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+(?P<item>\S.*)"
_CODE = r"[{}();=<>$\\|@]|\w:|::|[a-z]\.[a-z]|--|/\w|^\W*\S+$"


class _Line(NamedTuple):
    mark: Span
    text: str
    number: int
    kind: str


class LostList(Rule):
    """A list does not render as a list, or a nested one not as nested.

    "-item" without its space, numbers that do not begin with 1 right behind a line of text, bullets that were pasted:
    Markdown joins such lines to one paragraph. A list below a numbered item that is indented too little ends the
    numbered list; one that is indented by four spaces below a paragraph is shown as code.

    One line alone proves nothing (a signature, a number, an option), unless true items stand around it; lines with
    hard breaks, code and escaped marks are passed over.
    """

    id = "lost-list"
    level = Level.WARNING
    restructures = True

    examples = (
        Bad("We need:\n\n⟦-⟧apples\n-pears\n", fixed="We need:\n\n- apples\n- pears\n"),
        Bad("- apples\n⟦-⟧pears\n- plums\n", fixed="- apples\n- pears\n- plums\n"),
        Bad("⟦1)⟧Wash it.\n2)Cut it.\n", fixed="1) Wash it.\n2) Cut it.\n"),
        Bad("Then:\n⟦3.⟧ Cook it.\n4. Eat it.\n", fixed="Then:\n\n3. Cook it.\n4. Eat it.\n"),
        Bad("We need:\n⟦•⟧ apples\n• pears\n", fixed="We need:\n- apples\n- pears\n"),
        Bad("Either\n⟦a)⟧ we go, or\nb) we stay.\n", message='"a) we go, or"'),
        Bad(
            "1. Wash:\n⟦  -⟧ apples\n  - pears\n2. Cut.\n",
            fixed="1. Wash:\n   - apples\n   - pears\n2. Cut.\n",
        ),
        Bad("1. Wash.\n\n```\nwash\n```\n\n⟦1.⟧ Cut.\n", message="starts again at 1"),
        Bad(
            "We need:\n\n⟦    - ripe apples from here\n    - some pears from there⟧\n",
            fixed="We need:\n\n- ripe apples from here\n- some pears from there\n",
        ),
        Good("- apples\n- pears\n\n1. a\n   - b\n2. c\n\n* a\n  * b\n"),
        Good("It was in\n2019. Then came\n2020. Well.\n"),
        Good("So long.\n\n-Ann\n\n-Bob B.\n\nIt is\n-5 degrees\n-6 at night.\n"),
        Good("```\n-a\n-b\n```\n\n    -name\n    -path\n\n*one*\n*two*\n\n**One**\n**Two**\n"),
        Good("Text:\n\n    - name: a\n      run: b\n    - name: c\n"),
        Good("• apples<br>\n• pears<br>\n\n• apples  \n• pears\n\n1\\. a\n2\\. b\n"),
        Good("1. One list.\n\nThe other one:\n\n1. One.\n"),
        Good("Versions:\n1.x is old.\n2.x is new.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        yield from _lines(post)
        lists = [block for block in post.blocks if block.kind == "list"]
        if len(lists) > 1:
            yield from _nested(post, lists)
            yield from _restarted(post, lists)
        for code in post.code:
            if code.kind == "indented":
                yield from _shown_as_code(post, code.span)


def _lines(post: Post) -> Iterator[Finding]:
    """Groups of lines in the prose that begin like items."""
    group: list[_Line] = []
    first = None if post.source.startswith("\n", post.body) else _MARKED.match(post.source, post.body)
    for match in chain([first] if first else [], _MARKED_BELOW.finditer(post.source, post.body)):
        at = match.start("mark")
        if post.prose[at] != post.source[at]:
            continue
        line = _read(post, match)
        if group and not _follows(post, group[-1], line):
            yield from _judge(post, group)
            group = []
        group.append(line)
    if group:
        yield from _judge(post, group)


def _read(post: Post, match: re.Match[str]) -> _Line:
    mark = Span(*match.span("mark"))
    end = post.text.find("\n", mark.end)
    text = post.text[mark.end : len(post.text) if end < 0 else end]
    written = match["mark"]
    glued = text[:1] not in {" ", "\t"}
    if written[0].isdigit():
        return _Line(mark, text, int(written[:-1]), f"number{written[-1]}{glued}")
    if written[0].isalpha():
        return _Line(mark, text, ord(written[0]), f"letter{written[-1]}")
    return _Line(mark, text, 0, f"{written}{glued if written in '-*+' else ''}")


def _follows(post: Post, before: _Line, line: _Line) -> bool:
    """Whether a line goes on the list of the line before: the same mark, the next number, nothing between."""
    between = post.text[before.mark.end + len(before.text) : line.mark.start].strip(" \t\r>")
    return (
        before.kind == line.kind
        and between in ({"\n", "\n\n", "\n\r\n"} if before.kind.endswith("True") else {"\n"})
        and line.number - before.number == (1 if line.number else 0)
    )


def _judge(post: Post, group: list[_Line]) -> Iterator[Finding]:
    first = group[0]
    mark = post.text[first.mark.start : first.mark.end]
    if any(re.search(_HARD_BREAK, line.text) for line in group[:-1]) or _is_other(post, mark, group):
        return
    glued = first.kind.endswith("True")
    if len(group) == 1 and not (glued and _among_items(post, first, mark)):
        return
    if first.kind.startswith("number") and not glued and not _in_paragraph(post, first):
        return
    shown = f"{mark}{first.text.rstrip()}"
    shown = shown if len(shown) <= 40 else f"{shown[:40]}…"
    why = f', for no space follows "{mark}"' if glued else ""
    yield Finding(first.mark, f'"{shown}" is no item of a list{why}', _fix(post, group, glued))


def _is_other(post: Post, mark: str, group: list[_Line]) -> bool:
    """Whether lines with an asterisk are emphasis or notes, lines with a hyphen signatures or options of a command."""
    if mark == "*":
        return any(line.text.count("*") % 2 for line in group)
    lines = post.text[group[0].mark.start : group[-1].mark.end].count("\n") + 1
    if mark == "-" and lines > len(group) and all(re.fullmatch(_NAME, line.text.strip()) for line in group):
        return True
    return mark == "-" and all(re.match(r"[A-Za-z][\w-]*(?:[=,]|\s+<)", line.text) for line in group)


def _among_items(post: Post, line: _Line, mark: str) -> bool:
    """Whether the line right before or behind is a true item with the same mark."""
    start = post.text.rfind("\n", 0, line.mark.start)
    before = post.text.rfind("\n", 0, max(0, start)) + 1 if start > 0 else line.mark.start
    for neighbour in (before, line.mark.end + len(line.text) + 1):
        item = re.compile(_TRUE_ITEM).match(post.text, neighbour)
        if item and item["mark"][-1] == mark[-1]:
            return True
    return False


def _in_paragraph(post: Post, line: _Line) -> bool:
    """Whether the number goes on a paragraph, and is not the year or the like that ends a sentence."""
    start = post.text.rfind("\n", 0, line.mark.start)
    return start >= post.body and post.prose[start] == "\n" and line.number < 100


def _fix(post: Post, group: list[_Line], glued: bool) -> Fix | None:
    if group[0].kind.startswith("letter"):
        return None
    if glued:
        edits = tuple(Edit(Span(line.mark.end, line.mark.end), " ") for line in group)
        return Fix("Insert the space", edits, safe=False)
    if group[0].kind.startswith("number"):
        start = post.text.rfind("\n", 0, group[0].mark.start) + 1
        line_end = "\r\n" if post.text.endswith("\r\n", 0, start) else "\n"
        return Fix("Put an empty line before it", (Edit(Span(start, start), line_end),), safe=False)
    edits = tuple(Edit(line.mark, "-" if line.text[:1] in {" ", "\t"} else "- ") for line in group)
    return Fix("Write the bullets as hyphens", edits, safe=False)


class _Begin(NamedTuple):
    indent: int
    mark: Span
    content: int
    """The column where the text of the item begins."""


def _begin(post: Post, start: int) -> _Begin | None:
    """How the item whose line begins at or before `start` begins; None inside a quote or behind other text."""
    line = post.text.rfind("\n", 0, start) + 1
    found = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])(?P<space> +)").match(post.text, line)
    if not found or found.start("mark") < start:
        return None
    space = len(found["space"])
    return _Begin(
        len(found["indent"]), Span(*found.span("mark")), found.end("mark") - line + (space if space < 5 else 1)
    )


def _nested(post: Post, lists: list[Block]) -> Iterator[Finding]:
    """Bulleted lists right below a numbered item that are indented, though not enough to belong to it."""
    items = [block for block in post.blocks if block.kind == "item"]
    ends = {item.span.end: item for item in items}
    for before, block in pairwise(lists):
        parent = ends.get(block.span.start)
        if before.depth != block.depth or before.span.end != block.span.start or not parent:
            continue
        outer, inner = _begin(post, parent.span.start), _begin(post, block.span.start)
        if not outer or not inner or not outer.indent < inner.indent < outer.content:
            continue
        if post.text[outer.mark.end - 1] not in ".)" or post.text[inner.mark.start] not in "-*+":
            continue
        missing = outer.content - inner.indent
        edits = []
        at = block.span.start
        for written in post.text[at : block.span.end].splitlines(keepends=True):
            if written.strip():
                edits.append(Edit(Span(at, at), " " * missing))
            at += len(written)
        number = post.text[outer.mark.start : outer.mark.end]
        message = (
            f'the list below "{number}" is indented by {inner.indent} and not by {outer.content}, so it is not nested'
        )
        span = Span(inner.mark.start - inner.indent, inner.mark.end)
        yield Finding(span, message, Fix("Indent it", tuple(edits), safe=False))


def _restarted(post: Post, lists: list[Block]) -> Iterator[Finding]:
    """Numbered lists of one item each, all with the number 1, that code without indentation parts."""
    reported = -1
    blocks = [block.span.start for block in post.blocks]
    for before, block in pairwise(lists):
        outer, inner = _begin(post, before.span.start), _begin(post, block.span.start)
        if not outer or not inner or before.depth != block.depth or outer.indent != inner.indent:
            continue
        marks = {post.text[part.mark.start : part.mark.end] for part in (outer, inner)}
        between = post.blocks[bisect_left(blocks, before.span.end) : bisect_left(blocks, block.span.start)]
        if marks not in ({"1."}, {"1)"}) or not between or any(part.kind != "code" for part in between):
            continue
        if before.span.start != reported:
            yield Finding(inner.mark, "the numbering starts again at 1, for the code before it ends the list")
        reported = block.span.start


def _shown_as_code(post: Post, span: Span) -> Iterator[Finding]:
    """An indented block of which every line is an item in plain words."""
    line_start = post.text.rfind("\n", 0, span.start) + 1
    lines = post.text[line_start : span.end].splitlines(keepends=True)
    items = [re.fullmatch(_CODE_ITEM, line.rstrip()) for line in lines if line.strip()]
    if len(items) < 2 or not all(item and not re.search(_CODE, item["item"]) for item in items):
        return
    edits = []
    at = line_start
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if indent and line.strip():
            edits.append(Edit(Span(at, at + min(indent, 4)), ""))
        at += len(line)
    fix = Fix("Remove the indentation", tuple(edits), safe=False)
    yield Finding(
        Span(line_start, line_start + len("".join(lines).rstrip())),
        "a list is indented like code and shown as code",
        fix,
    )
