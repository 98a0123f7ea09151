"""Finds a post's front matter (YAML `---`, TOML `+++`, JSON) and has it read, with the place of everything in it."""

from __future__ import annotations

import re

from lint.diagnostics import Span
from lint.post.elements import FrontMatter, FrontProblem
from lint.regex import regex

MAXIMUM_LENGTH = 65_536
"""Code points of front matter that are read. Our own bound: 64 kB, far above any post's."""

_OPENING = regex(r"(?:---|\+\+\+)[ \t]*(?:\r?\n|\Z)")
_CLOSING = {
    "---": regex(r"^(?:---|\.\.\.)(?=[ \t]*\r?$)", re.MULTILINE),
    "+++": regex(r"^\+\+\+(?=[ \t]*\r?$)", re.MULTILINE),
}
_LINE_END = r"(?=[ \t\r\n]|\Z)"
_QUOTED = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_KEY = {
    "---": regex(rf"(?:[\w.$@/<-]+|{_QUOTED})[ \t]*:{_LINE_END}"),
    "+++": regex(rf"[\w.-]+[ \t]*[=:]|(?:{_QUOTED})[ \t]*[=:.]|\[\[?[^\n]+\][ \t\r]*(?:#|\n|\Z)"),
}
_SPACED_KEY = regex(rf"[^\s#:\-][^:\n#]*:{_LINE_END}")
_GLUED_KEY = regex(r"[A-Za-z_][\w-]*:(?![/:\s])")
_JSON = regex(rf"\{{\s*(?:(?:{_QUOTED})\s*:|\}})")
_BLANK = regex("[\\s\ufeff\u200b\u2060]+")
_LATER = regex(r"^---[ \t]*\r?\n(?=[\w\"'-]+[ \t]*:[ \t\r\n])", re.MULTILINE)
_TEXT_BEFORE = 1000
"""How far into a text a front matter block is looked for that should have been its start; in code points."""
_INVISIBLE = "\ufeff\u200b\u2060"

_SECOND_BLOCK = regex(
    r"[ \t]*\r?\n(?:[ \t]*\r?\n)*(?P<mark>---|\+\+\+)[ \t]*\r?\n"
    r"(?P<lines>(?:[\w-]+[ \t]*[:=][^\n]*\n|[ \t]+\S[^\n]*\n|- [^\n]*\n){1,60}+)(?P=mark)[ \t]*(?:\r?\n|\Z)"
)
_GLANCE = 100
_MAY_OPEN = ("---", "+++", "--", "-", "++", "+", "")
"""How a block may begin as far as a glance at so many code points tells."""
_SIMPLE_KEY = regex(r"^([\w-]+)[ \t]*[:=]", re.MULTILINE)


def read(text: str) -> FrontMatter | None:
    """The front matter of a file's text, or None when it has none. Never raises, whatever the text.

    Spans count code points of `text`, a byte order mark and carriage returns included.
    """
    start = 1 if text.startswith("\ufeff") else 0
    first = text[start : start + 1]
    if first == "-" or first == "+":  # noqa: PLR1714  (two comparisons are faster, and this runs for every post)
        return _delimited(text, start)
    if first == "{":
        return _json(text, start) if _JSON.match(text, start) else None
    blank = _BLANK.match(text, start)
    if blank and text.startswith(("---", "+++"), blank.end()):
        return _behind_blank(text, start, blank.end())
    return _behind_text(text, start) if first else None


def _delimited(text: str, start: int) -> FrontMatter | None:
    opening = _OPENING.match(text, start)
    if not opening:
        return None
    mark = text[start : start + 3]
    closing = _CLOSING[mark].search(text, opening.end())
    if not closing:
        return _unclosed(text, start, opening.end(), mark)
    if not _looks_like_fields(text, opening.end(), closing.start(), mark):
        return None
    content = Span(opening.end(), closing.start())
    found = _read_as(mark, text, Span(start, closing.end()), content, Span(*closing.span()))
    if found.problems and mark == "---":
        return _closed_too_late(text, found) or found
    if second := _second_block(text, closing.end(), {field.key for field in found.fields}):
        found.problems = (*found.problems, second)
    return found


def _second_block(text: str, start: int, keys: set[str]) -> FrontProblem | None:
    """A block like the first right behind it, with one of its keys: a document that was pasted twice.

    A thematic break at the beginning of the body, with "Ada: hello" below it, has no key of the front matter.
    """
    if text[start : start + _GLANCE].lstrip(" \t\r\n")[:3] not in _MAY_OPEN:
        return None
    block = _SECOND_BLOCK.match(text, start)
    if not block or keys.isdisjoint(_SIMPLE_KEY.findall(block["lines"])):
        return None
    return FrontProblem(Span(*block.span("mark")), "a second block of front matter follows, and only the first is read")


def _read_as(mark: str, text: str, span: Span, content: Span, close: Span) -> FrontMatter:
    if content.end - content.start > MAXIMUM_LENGTH:
        problem = _too_long(span.start, 3)
        return FrontMatter("yaml" if mark == "---" else "toml", span, content, close, problems=(problem,))
    if mark == "---":
        from lint.post.front import yaml

        return FrontMatter("yaml", span, content, close, *yaml.read_content(text, content))
    from lint.post.front import toml

    return FrontMatter("toml", span, content, close, *toml.read_content(text, content))


def _too_long(start: int, width: int) -> FrontProblem:
    message = f"front matter is longer than {MAXIMUM_LENGTH:,} characters"
    return FrontProblem(Span(start, start + width), message)


def _lines(text: str, start: int, end: int) -> list[str]:
    return text[start : min(end, start + MAXIMUM_LENGTH)].split("\n")


def _looks_like_fields(text: str, start: int, end: int, mark: str) -> bool:
    """Whether what lies between the marks is front matter, and not prose between two thematic breaks."""
    key = _KEY[mark]
    if key.match(text, start, end):
        return True
    lines = _lines(text, start, end)
    filled = [line for line in lines if line.strip() and not line.startswith("#")]
    if not filled:
        return True
    if not lines[0].strip() and not (key.match(filled[0]) or _SPACED_KEY.match(filled[0])):
        return False
    if any(key.match(line.lstrip().removeprefix("- ")) or _GLUED_KEY.match(line) for line in filled):
        return True
    if mark == "+++":
        return False
    if filled[0].startswith("{"):
        return not filled[0].startswith(("{{", "{%", "{:"))
    return all(line.startswith(("- ", " ", "\t")) for line in filled) and filled[0].startswith("- ")


def _unclosed(text: str, start: int, begin: int, mark: str) -> FrontMatter | None:
    """A block that opens and never closes is front matter if fields follow at once."""
    end = _end_of_fields(text, begin, mark)
    if end is None:
        return None
    place = Span(end, end)
    found = _read_as(mark, text, Span(start, end), Span(begin, end), place)
    problem = _not_closed(text, end, mark, certain=not found.problems)
    return FrontMatter(
        found.format, found.span, found.content, place, found.fields, found.comments, (problem, *found.problems)
    )


def _not_closed(text: str, end: int, mark: str, *, certain: bool) -> FrontProblem:
    place = Span(end, end)
    line_end = "\r\n" if "\r\n" in text[:end] else "\n"
    edit = (place, f"{line_end}{mark}") if certain else None
    return FrontProblem(
        place, f"front matter is not closed: `{mark}` is missing", edit, f"add `{mark}`" if edit else ""
    )


def _end_of_fields(text: str, begin: int, mark: str) -> int | None:
    """Where the last line ends that looks like front matter; None when the first line or all of it does not."""
    key, end, keys, position = _KEY[mark], None, 0, begin
    first = key.match(text, begin)
    if not first:
        return None
    for line in _lines(text, begin, len(text)):
        if key.match(line) or (mark == "---" and _SPACED_KEY.match(line)):
            keys += 1
        elif not line.strip() or not line.startswith((" ", "\t", "- ", "#", "]", "}")):
            break
        end = position + len(line.rstrip())
        position += len(line) + 1
    # One capitalised word and a colon may as well be prose behind a thematic break.
    return end if keys > 1 or first.group()[:1].islower() or mark == "+++" else None


def _closed_too_late(text: str, found: FrontMatter) -> FrontMatter | None:
    """Unreadable, because the block runs on through the text to a thematic break: its own end is missing."""
    begin = found.content.start
    end = _end_of_fields(text, begin, "---")
    too_long = found.content.end - begin > MAXIMUM_LENGTH
    if end is None or (found.problems[0].span.start <= end and not too_long):
        return None
    rest = text[end : found.content.end]
    paragraphs = [part.strip("\r\n") for part in re.split(r"\n[ \t\r]*\n", rest) if part.strip()]
    if not re.match(r"[ \t\r]*\n[ \t\r]*\n", rest) or len(paragraphs) < 2 or paragraphs[0][0] in " \t":
        return None  # One paragraph may as well be a stray line in front matter that does end here.
    if any(_KEY["---"].match(line) for line in rest.split("\n")):
        return None
    place = Span(end, end)
    shorter = _read_as("---", text, Span(found.span.start, end), Span(begin, end), place)
    if shorter.problems or not shorter.fields:
        return None
    shorter.problems = (_not_closed(text, end, "---", certain=True),)
    return shorter


def _behind_blank(text: str, start: int, begin: int) -> FrontMatter | None:
    """Front matter that would be one, were it not for blank lines, spaces or invisible characters before it."""
    opening = _OPENING.match(text, begin)
    if not opening or not _KEY[text[begin : begin + 3]].match(text, opening.end()):
        return None
    if not _CLOSING[text[begin : begin + 3]].search(text, opening.end()):
        return None
    found = _delimited(text, begin)
    if found is None:
        return None
    place = Span(start, begin)
    before = text[start:begin]
    what = "spaces stand"
    if "\n" in before:
        what = "a blank line stands" if before.count("\n") == 1 else "blank lines stand"
    elif any(character in before for character in _INVISIBLE):
        what = "an invisible character stands"
    elif len(before) == 1:
        what = "a space stands"
    problem = FrontProblem(place, f"{what} before the front matter", (place, ""), "remove what stands before it")
    found.problems = (problem, *found.problems)
    return found


def _behind_text(text: str, start: int) -> FrontMatter | None:
    """Front matter below text, which no generator sees. It must have a title and no fault, else it is text."""
    later = _LATER.search(text, start, start + _TEXT_BEFORE)
    if not later:
        return None
    before = text[start : later.start()].rstrip()
    if before.count("\n") > 4 or not (text[: later.start()].endswith(("\n\n", "\n\r\n")) or before.endswith("-->")):
        return None
    if "```" in before or "~~~" in before:
        return None
    found = _delimited(text, later.start())
    if found is None or found.problems or not found.get("title"):
        return None
    found.problems = (FrontProblem(Span(start, start + len(before)), "text stands before the front matter"),)
    return found


def _json(text: str, start: int) -> FrontMatter | None:
    from lint.post.front.json import read_object

    fields, problems, end = read_object(text, start, min(len(text), start + MAXIMUM_LENGTH))
    if end is None:
        # Unreadable: the block ends with the first `}` on a line of its own, else before the first blank line.
        closing = re.compile(r"^\}(?=[ \t]*\r?$)|(?=^[ \t]*\r?\n)", re.MULTILINE).search(text, start)
        end = closing.end() if closing else len(text)
        end = start + len(text[start:end].rstrip())
    elif text[end : (text + "\n").index("\n", end)].strip():
        return None
    closed = end > start + 1 and text[end - 1] == "}"
    close = Span(end - closed, end)
    if end - start > MAXIMUM_LENGTH:
        fields, problems = (), (_too_long(start, 1),)
    return FrontMatter("json", Span(start, end), Span(start + 1, close.start), close, fields, (), problems)
