"""Allowances: places where the author says that a rule does not apply."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

import msgspec

from lint.diagnostics import Span
from lint.post.elements import Code, Field, FrontMatter
from lint.post.invisible import BYTE_ORDER_MARK
from lint.regex import regex

# Comments as HTML, MDX, Hugo, Nunjucks, Liquid and Obsidian write them. What closes one need not fit what opened it.
_OPEN = r"<!--|\{/\*|\{\{-?\s?/\*|\{#-?|\{%-?\s?comment\s?-?%\}|\{%-?\s?#|\{\{[<%]\s?comment\s?[>%]\}\}|%%"
_CLOSE = r"-->|\*/\s?-?\}\}|\*/\}|-?#\}|\{%-?\s?endcomment\s?-?%\}|-?%\}|\{\{[<%]\s?/\s?comment\s?[>%]\}\}|%%"
_COMMENT = regex(
    rf"(?:{_OPEN})\s*+copydesk:[ \t]*+allow(?P<file>-file)?(?=[ \t])"
    rf"(?P<rules>(?:(?!{_CLOSE})[^\n<{{])*+)\s*+(?:{_CLOSE})"
)
_RULE = regex(r"\w[\w-]*")
_REASON = regex(r"[:(—–]|--")
_LINE_END = regex(r"[ \t]*\r?(?:\n|\Z)")
_BLANK_LINE = regex(r"[ \t>]*\r?(?:\n|\Z)")
_REST_OF_LINE = regex(r"[^\n]*")
_NEXT_LINE = regex(r"(?:[ \t]*\r?\n)*[^\n]*")


class Allowance(msgspec.Struct, array_like=True, gc=False):
    """One rule id, or family, that is allowed. `scope` is where; None means the whole file. `span` is it as written.

    `group` covers all that is said at once, a comment or a list in front matter. `whole` is what has to go when nothing
    of that is left, a comment with its line when it stands alone, and `instead` what has to come for it.
    """

    rule: str
    span: Span
    scope: Span | None = None
    group: Span = Span(0, 0)
    whole: Span = Span(0, 0)
    instead: str = ""

    def covers(self, names: Collection[str], start: int) -> bool:
        """Whether it is about one of these (a rule's id, its family) and a finding that begins at this code point."""
        return self.rule in names and (self.scope is None or self.scope.start <= start <= self.scope.end)


def allowances(text: str, front: FrontMatter | None, code: Sequence[Code]) -> tuple[Allowance, ...]:
    """All allowances of a post: comments outside code, and the front matter's `copydesk: {allow: [...]}`."""
    if "copydesk" not in text:
        return ()
    return (*_from_front(text, front), *_from_comments(text, front.span.end if front else 0, code))


def front_field(front: FrontMatter) -> Field | None:
    """The field `copydesk`, or the one in `extra`, for generators that refuse fields they do not know."""
    if field := front.get("copydesk"):
        return field
    extra = front.get("extra")
    return next((one for one in extra.value.fields if one.key == "copydesk"), None) if extra else None


def _from_front(text: str, front: FrontMatter | None) -> Iterator[Allowance]:
    field = front_field(front) if front else None
    allow = next((f for f in field.value.fields if f.key == "allow"), None) if field else None
    if field is None or allow is None:
        return
    only = field if len(field.value.fields) == 1 else allow
    whole = _lines(text, only.key_span.start, max(only.value.span.end, allow.value.span.end))
    for node in allow.value.items or (allow.value,):
        if node.kind == "text":
            yield Allowance(node.text, node.span, None, allow.value.span, whole)


def _lines(text: str, start: int, end: int) -> Span:
    """The lines of a field of YAML or TOML; empty where other things stand on them."""
    first = text.rfind("\n", 0, start) + 1
    last = _LINE_END.match(text, end)
    return Span(first, last.end()) if last and not text[first:start].strip() else Span(end, end)


def _from_comments(text: str, start: int, code: Sequence[Code]) -> Iterator[Allowance]:
    starts = [c.span.start for c in code]
    for comment in _COMMENT.finditer(text, start):
        before = bisect_right(starts, comment.start()) - 1
        if before >= 0 and code[before].span.end > comment.start():
            continue
        scope = None if comment["file"] else _scope(text, *comment.span())
        first, last = comment.span("rules")
        reason = _REASON.search(text, first, last)
        whole, instead = _whole(text, *comment.span())
        for rule in _RULE.finditer(text, first, reason.start() if reason else last):
            yield Allowance(rule.group(), Span(*rule.span()), scope, Span(*comment.span()), whole, instead)


def _scope(text: str, start: int, end: int) -> Span:
    """The comment's line; with nothing else on it, the next line that is not blank as well."""
    first = _line_start(text, start)
    rest = _REST_OF_LINE.match(text, end)
    last = rest.end() if rest else end
    if _stands_alone(text, start, end):
        following = _NEXT_LINE.match(text, last)
        last = following.end() if following else last
    return Span(first, last)


def _line_start(text: str, place: int) -> int:
    """Where the line begins that holds a place; behind a byte order mark, which is no part of it."""
    return text.rfind("\n", 0, place) + 1 or int(text.startswith(BYTE_ORDER_MARK))


def _stands_alone(text: str, start: int, end: int) -> bool:
    first = _line_start(text, start)
    return not text[first:start].strip(" \t>") and _LINE_END.match(text, end) is not None


def _whole(text: str, start: int, end: int) -> tuple[Span, str]:
    """The comment with the spaces before it; its line when it stands alone.

    Between two lines of text a blank line comes for it, so that they do not become one paragraph.
    """
    if not _stands_alone(text, start, end):
        before = len(text[:start].rstrip(" \t"))
        return Span(before if text[before - 1 : before] != "\n" else start, end), ""
    first = _line_start(text, start)
    ended = _LINE_END.match(text, end)
    last = ended.end() if ended else end
    before = _line_start(text, max(0, first - 1))
    parted = before == first or _BLANK_LINE.fullmatch(text, before, first) or _BLANK_LINE.match(text, last)
    return Span(first, last), "" if parted else text[end:last].lstrip(" \t")
