"""The rule lost-table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import Block
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace

# Lines of a table that Markdown left in the text.
_DELIMITER = r"(?m)^[ \t\x02>]*(?=[^\n\0]*\|)\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t\r]*$"
_ROW = r"(?m)^[ \t\x02>]*\|[^\n\0]*\|[ \t\r]*$"
_PIPE = r"(?<!\\)\|"


class LostTable(Rule):
    """A table does not render as one, or a row of it has more cells than the table.

    Without its delimiter row, or where that row has another number of cells than the header, all of it is one
    paragraph with bars. Cells that exceed the header are dropped without a word, often because of a bar in code that
    lacks its backslash. A line of text right below a table becomes a row of it.

    A row with fewer cells is filled up by most engines and makes others lose the whole table: that is advice.
    """

    id = "lost-table"
    level = Level.WARNING
    restructures = True

    examples = (
        Bad("⟦| Name | Age |⟧\n| Ann | 7 |\n| Bob | 9 |\n", message="no delimiter row"),
        Bad("⟦| Name | Age |⟧\n|---|\n| Ann | 7 |\n", message="1 cell and the header 2"),
        Bad("Name | Age | Town\n⟦---|---⟧\nAnn | 7 | Rome\n", message="2 cells and the header 3"),
        Bad("| Name | Age |\n|---|---|\n⟦| Ann | 7 | Rome |⟧\n", message="3 cells and the table 2"),
        Bad("| Name | Age |\n|---|---|\n⟦| Ann |⟧\n", message="1 cell and the table 2"),
        Bad("| Name | Call |\n|---|---|\n⟦| Ann | `a|b` |⟧\n"),
        Bad(
            "| Name | Age |\n|---|---|\n| Ann | 7 |\n⟦All are children.⟧\n",
            fixed="| Name | Age |\n|---|---|\n| Ann | 7 |\n\nAll are children.\n",
        ),
        Good("| Name | Age |\n|---|---|\n| Ann | 7 |\n\nText.\n"),
        Good("| Name | Age |\n|---|---|\n| Ann | 7 |  |\n| Bob | 9 ||\n"),
        Good("Name | Age\n--- | :-:\nAnn | 7\nBob \\| Bo | 9\n| `a\\|b` | 3\n"),
        Good("The value |x| is positive.\n|y| is too.\n\n| a line by itself |\n"),
        Good("```\n| Name | Age |\n| Ann | 7 |\n```\n\n> | A | B |\n> |---|---|\n> | 1 | 2 |\n"),
        Good("- | A | B |\n  |---|---|\n  | 1 | 2 |\n\n| A |\n|---|\n| 1 |\n{: .wide}\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if "|" not in post.text:
            return
        if "|" in post.prose:
            yield from _no_table(post)
        for block in post.blocks:
            if block.kind == "table":
                yield from _rows(post, block)


def _cells(row: str) -> int:
    """How many cells a row has; bars at its ends are none of them."""
    row = row.strip()
    bars = len(re.findall(_PIPE, row))
    return bars + 1 - row.startswith("|") - (len(row) > 1 and re.search(_PIPE + r"\Z", row) is not None)


def _counted(number: int) -> str:
    return f"{number} cell{'' if number == 1 else 's'}"


def _line(post: Post, start: int, end: int) -> Span:
    """A line without the white space and quote marks around it."""
    written = post.text[start:end]
    return Span(start + len(written) - len(written.lstrip(" \t>")), start + len(written.rstrip()))


def _no_table(post: Post) -> Iterator[Finding]:
    """Rows that are text: with a delimiter row that does not fit, or without one."""
    done = -1
    for delimiter in re.finditer(_DELIMITER, post.prose):
        above = post.text.rfind("\n", 0, max(0, delimiter.start() - 1)) + 1
        header = _line(post, above, delimiter.start())
        if "|" not in post.prose[header.start : header.end]:
            continue
        have, want = (
            _cells(post.text[delimiter.start() : delimiter.end()].strip(" \t>")),
            _cells(post.text[header.start : header.end]),
        )
        done = delimiter.end()
        if have != want:
            barred = post.text.startswith("|", header.start)
            span = header if barred else _line(post, *delimiter.span())
            yield Finding(span, f"the delimiter row has {_counted(have)} and the header {want}, so it is no table")
    rows: list[Span] = []
    for match in re.finditer(_ROW, post.prose):
        span = _line(post, *match.span())
        if span.start < done or span.end - span.start < 5:
            continue
        if rows and post.text[rows[-1].end : span.start].strip(" \t\r>") == "\n":
            rows.append(span)
        else:
            rows = [span]
        if len(rows) == 2 and _cells(post.text[rows[0].start : rows[0].end]) > 1:
            shown = post.text[rows[0].start : rows[0].end]
            yield Finding(rows[0], f'"{shown}" and the rows below have no delimiter row and are no table')


def _rows(post: Post, block: Block) -> Iterator[Finding]:
    """The rows of a table that do not fit its header."""
    start = block.span.start
    lines: list[Span] = []
    for written in post.source[start : block.span.end].splitlines(keepends=True):
        lines.append(_line(post, start, start + len(written)))
        start += len(written)
    lines = [span for span in lines if span.end > span.start]
    if len(lines) < 3:
        return
    want = _cells(post.source[lines[0].start : lines[0].end])
    for span in lines[2:]:
        row = post.source[span.start : span.end]
        have = _cells(row)
        if want > 1 and "|" not in row:
            if not row.startswith(("{", "<", "\ue000")):
                shown = row if len(row) <= 40 else f"{row[:40]}…"
                fix = replace(Span(span.start, span.start), "\n", "Put an empty line before it", safe=False)
                yield Finding(span, f'"{shown}" stands right below the table and becomes a row of it', fix)
            return
        if have > want:
            if _cells(re.sub(r"(?:\|[ \t]*)+\Z", "|", row)) <= want:
                continue  # nothing stands in the cells that are dropped
            yield Finding(span, f"the row has {_counted(have)} and the table {want}; the others are dropped")
        elif have < want:
            yield Finding(span, f"the row has {_counted(have)} and the table {want}", None, Level.ADVICE)
