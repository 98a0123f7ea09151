"""Allowances: places where the author says that a rule does not apply."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from lint.diagnostics import Span
from lint.post.elements import Code, FrontMatter

_COMMENT = re.compile(
    r"(?:<!--|\{/\*)\s*copydesk:\s*allow(?P<file>-file)?(?=[ \t])(?P<rules>[^\n<>{]*?)(?:-->|\*/\})", re.IGNORECASE
)
_RULE = re.compile(r"[\w-]+")
_REST_OF_LINE = re.compile(r"[^\n]*")
_NEXT_LINE = re.compile(r"(?:[ \t]*\r?\n)*[^\n]*")


class Allowance(msgspec.Struct, array_like=True, gc=False):
    """One rule id that is allowed. `scope` is where; None means the whole file. `span` is the id as written."""

    rule: str
    span: Span
    scope: Span | None = None

    def covers(self, rule: str, start: int) -> bool:
        """Whether it is about a rule and a finding that begins at this code point."""
        return self.rule == rule and (self.scope is None or self.scope.start <= start <= self.scope.end)


def allowances(text: str, front: FrontMatter | None, code: Sequence[Code]) -> tuple[Allowance, ...]:
    """All allowances of a post: comments outside code, and the front matter's `copydesk: {allow: [...]}`."""
    if "copydesk:" not in text:
        return ()
    return (*_from_front(front), *_from_comments(text, front.span.end if front else 0, code))


def _from_front(front: FrontMatter | None) -> Iterator[Allowance]:
    field = front.get("copydesk") if front else None
    allow = next((f.value for f in field.value.fields if f.key == "allow"), None) if field else None
    if allow:
        for node in allow.items or (allow,):
            if node.kind == "text":
                yield Allowance(node.text, node.span)


def _from_comments(text: str, start: int, code: Sequence[Code]) -> Iterator[Allowance]:
    starts = [c.span.start for c in code]
    for comment in _COMMENT.finditer(text, start):
        before = bisect_right(starts, comment.start()) - 1
        if before >= 0 and code[before].span.end > comment.start():
            continue
        scope = None if comment["file"] else _scope(text, comment.start(), comment.end())
        for rule in _RULE.finditer(text, *comment.span("rules")):
            yield Allowance(rule.group(), Span(*rule.span()), scope)


def _scope(text: str, start: int, end: int) -> Span:
    """The comment's line; with nothing else on it, the next line that is not blank as well."""
    first = text.rfind("\n", 0, start) + 1
    rest = _REST_OF_LINE.match(text, end)
    last = rest.end() if rest else end
    if not text[first:start].strip(" \t>") and not text[end:last].strip():
        following = _NEXT_LINE.match(text, last)
        last = following.end() if following else last
    return Span(first, last)
