"""Says in plain CommonMark, or in HTML, what a generator's Markdown does not know."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from html import escape
from typing import Any, NamedTuple

import pyromark

from lint.post.markdown import OPTIONS
from lint.post.positions import from_bytes
from lint.post.post import Post
from lint.regex import regex

Change = tuple[int, int, str]
"""Offsets of a text, and what comes to stand between them."""

_AROUND = frozenset({"BlockQuote", "List", "Item", "FootnoteDefinition"})
_APART = frozenset({"List", "BlockQuote", "CodeBlock", "Heading", "Table", "Rule"})
_BACKTICKS = regex("`{3,}")
_INDENT = regex(r"\A {0,3}\t|\A {1,4}")
_BRACKETED = regex(r"\d{1,9}\)")
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")
_NOTE = regex(r"\A[ ]{0,3}\[\^[^\]]*\]:[ \t]*")


class Part(NamedTuple):
    """A part of Markdown by the name of its event in pyromark, with its offsets and how many blocks are around it."""

    name: str
    value: Any
    start: int
    end: int
    around: tuple[str, ...]
    """The quotes, lists, items and footnotes that it stands in, from the outside."""


def parts(text: str) -> Iterator[Part]:
    """The parts of a text in the order in which they begin."""
    at = from_bytes(text, 0)
    around: tuple[str, ...] = ()
    events: Any = pyromark.events_with_range(text, options=OPTIONS)
    for event, where in events:
        if type(event) is str:
            yield Part(event, None, at(where["start"]), at(where["end"]), around)
            continue
        for name, value in event.items():
            if name == "Start":
                kind, data = (value, None) if type(value) is str else next(iter(value.items()))
                yield Part(kind, data, at(where["start"]), at(where["end"]), around)
                around = (*around, kind) if kind in _AROUND else around
            elif name == "End":
                kind = value if type(value) is str else next(iter(value))
                around = around[:-1] if kind in _AROUND else around
            else:
                yield Part(name, value, at(where["start"]), at(where["end"]), around)


def changed(text: str, changes: Iterable[Change]) -> str:
    """The text with these changes; of two that overlap the one that begins first counts."""
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(changes):
        if start >= done:
            pieces += text[done:start], new
            done = end
    pieces.append(text[done:])
    return "".join(pieces)


def without_indented_code(text: str) -> str:
    """Blocks of code that are only indented get fences, but for those inside of lists and quotes."""
    changes: list[Change] = []
    for part in parts(text):
        if part.name == "CodeBlock" and part.value == "Indented" and not part.around:
            start = text.rfind("\n", 0, part.start) + 1
            lines = text[start : part.end].rstrip().split("\n")
            code = "\n".join(_INDENT.sub("", line, count=1) for line in lines)
            changes.append((start, start + len(text[start : part.end].rstrip()), fenced(code)))
    return changed(text, changes)


def fenced(code: str, info: str = "") -> str:
    """A block of code between fences."""
    fence = "`" * max((len(run) + 1 for run in _BACKTICKS.findall(code)), default=3)
    return f"{fence}{info}\n{code}\n{fence}"


def without_marks(text: str, *, strikethrough: bool, task_lists: bool) -> str:
    """Struck text and the boxes of tasks, each where it is asked for, as HTML."""
    strikethrough = strikethrough and "~" in text
    task_lists = task_lists and ("[ ]" in text or "[x]" in text or "[X]" in text)
    if not strikethrough and not task_lists:
        return text
    changes: list[Change] = []
    for part in parts(text):
        if strikethrough and part.name == "Strikethrough":
            width = 2 if text.startswith("~~", part.start) else 1
            changes += (part.start, part.start + width, "<del>"), (part.end - width, part.end, "</del>")
        elif task_lists and part.name == "TaskListMarker":
            checked = " checked" if part.value else ""
            changes.append((part.start, part.end, f'<input type="checkbox" disabled{checked}>'))
    return changed(text, changes)


def unknown_escapes(post: Post, known: Container[str]) -> Iterator[Change]:
    """Backslashes before characters that a reader does not take them for become entities."""
    for match in _ESCAPE.finditer(post.text):
        at = match.start()
        if match[1] not in known and post.prose[at] in "\0\x02" and post.prose[at + 1] == match[1]:
            yield at, match.end(), f"&#{ord(match[1])};"


def code_in_tables(post: Post) -> Iterator[Change]:
    """Code with a stroke that is escaped for the table: not every reader takes the backslash away."""
    tables = [block.span for block in post.blocks if block.kind == "table"]
    for code in post.code:
        if code.kind == "span" and any(table.start <= code.span.start < table.end for table in tables):
            written = post.text[code.content.start : code.content.end]
            if "\\|" in written:
                shown = escape(written.replace("\\|", "|").strip(), quote=False).replace("|", "&#124;")
                yield (*code.span, f"<code>{shown}</code>")


def without_brackets(text: str) -> str:
    """Lists that are numbered `1)` are numbered `1.`."""
    if not _BRACKETED.search(text):
        return text
    marks = [(part, _BRACKETED.match(text, part.start)) for part in parts(text) if part.name == "Item"]
    return changed(text, [(mark.end() - 1, mark.end(), ".") for _, mark in marks if mark])


def apart(text: str) -> str:
    """A blank line before each block that does not continue a list's item, and behind lists and quotes."""
    found: set[int] = set()
    for part in parts(text):
        if part.name in _APART and not part.around:
            found.add(text.rfind("\n", 0, part.start) + 1)
            found.add(part.end)
    changes = [
        (at, at, "\n")
        for at in found
        if 1 < at < len(text) and text[at - 1] == "\n" and text[at - 2] != "\n" and text[at] != "\n"
    ]
    return changed(text, changes)


def without_footnotes(text: str) -> str:
    """Footnotes as links to a numbered list at the end, with a way back to each place that refers to them."""
    if "[^" not in text:
        return text
    found = [part for part in parts(text) if part.name in {"FootnoteReference", "FootnoteDefinition"}]
    notes: dict[str, Part] = {}
    for part in found:
        if part.name == "FootnoteDefinition":
            notes.setdefault(part.value.casefold(), part)
    numbers: dict[str, int] = {}
    uses: dict[str, int] = {}
    changes: list[Change] = []
    for part in found:
        key = part.value.casefold()
        if part.name == "FootnoteReference" and key in notes:
            number = numbers.setdefault(key, len(numbers) + 1)
            uses[key] = uses.get(key, 0) + 1
            reference = f'<sup id="{_reference(number, uses[key])}"><a href="#fn-{number}">{number}</a></sup>'
            changes.append((part.start, part.end, reference))
    definitions = [part for part in found if part.name == "FootnoteDefinition"]
    if not numbers:
        return text
    bodies = {key: _note(text, notes[key], changes) for key in numbers}
    kept = [one for one in changes if not any(note.start <= one[0] < note.end for note in definitions)]
    kept += [(note.start, note.end, "\n") for note in definitions]
    items = [_item(number, bodies[key], uses[key]) for key, number in numbers.items()]
    return f"{changed(text, kept).rstrip()}\n\n<hr>\n\n" + "\n".join(items)


def _note(text: str, note: Part, changes: Iterable[Change]) -> str:
    """What a footnote says, without its label and indentation."""
    within = [
        (start - note.start, end - note.start, new) for start, end, new in changes if note.start <= start < note.end
    ]
    body = changed(text[note.start : note.end], within)
    first, *lines = _NOTE.sub("", body.rstrip(), count=1).split("\n")
    return "\n".join((first, *(_INDENT.sub("", line, count=1) for line in lines))).strip()


def _item(number: int, body: str, uses: int) -> str:
    back = " ".join(f"[↩](#{_reference(number, use)})" for use in range(1, uses + 1))
    mark = f"{number}. "
    first, *lines = body.split("\n")
    start = f'{mark}<a id="fn-{number}"></a>{first}'
    inner = "\n".join((start, *(" " * len(mark) + line if line else "" for line in lines)))
    if body.rstrip().endswith(("```", "~~~")) or (lines and lines[-1].startswith(("    ", "|", ">", "-"))):
        return f"{inner}\n\n{' ' * len(mark)}{back}\n"
    return f"{inner} {back}\n"


def _reference(number: int, use: int) -> str:
    """The id of the so-manieth reference to a footnote."""
    return f"fnref-{number}" if use == 1 else f"fnref-{number}-{use}"
