"""Where in a post an allowance of a finding can stand, the narrowest place first. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from lint.diagnostics import Diagnostic, Edit, Span
from lint.post.allow import Allowance, front_field
from lint.post.elements import Field, FrontMatter
from lint.post.masked import MASK
from lint.post.post import Post
from lint.post.prose import BREAK
from lint.records import NamedTuple
from lint.regex import regex

_NO_INLINE = frozenset({"heading", "table", "code", "html", "rule"})
_ZOLA = ("extra", "taxonomies", "path")  # keys of Zola that Hugo, which writes TOML as well, does not have
_ITEM = regex(r"[ \t]*-[ \t]+")
_WHITE = regex(r"\s*")


class Place(NamedTuple):
    """A place for ids: `span` is replaced by them, with what comes before, between, around and after them.

    `whole` says that what stands there holds for the whole post.
    """

    span: Span
    before: str
    after: str = ""
    between: str = ", "
    quote: str = ""
    whole: bool = False

    def edit(self, rules: Collection[str]) -> Edit:
        """The edit that writes these ids, in order."""
        ids = self.between.join(f"{self.quote}{rule}{self.quote}" for rule in sorted(rules))
        return Edit(self.span, self.before + ids + self.after)


def places(post: Post, found: Diagnostic) -> Iterator[Place]:
    """The places where an allowance of the finding may be read, as far as the text tells; none changes what shows."""
    start, end = found.span
    if start >= post.body:
        line = Span(post.text.rfind("\n", 0, start) + 1, _line_end(post.text, start))
        groups = [list(group) for _, group in groupby(post.allowances, key=lambda one: one.group)]
        yield from (_more(group) for group in groups if group[0].scope and _covers(group[0].scope, start))
        if end <= line.end and (place := _behind(post, line)):
            yield place
        yield _before(post, line)
    if post.front and not post.front.problems and (place := _in_front(post, post.front)):
        yield place
    yield _on_top(post)


def _line_end(text: str, at: int) -> int:
    """Where the line of `at` ends, its line end left out."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _covers(scope: Span, start: int) -> bool:
    return scope.start <= start <= scope.end


def _more(group: list[Allowance]) -> Place:
    end = group[-1].span.end
    return Place(Span(end, end), ", ", whole=group[0].scope is None)


def _comment(post: Post, what: str) -> tuple[str, str]:
    return (f"{{/* copydesk: {what} ", " */}") if post.dialect.has("mdx") else (f"<!-- copydesk: {what} ", " -->")


def _eol(post: Post) -> str:
    return "\r\n" if "\r\n" in post.text else "\n"


def _behind(post: Post, line: Span) -> Place | None:
    """Behind the text of a line, before the marks of a hard line break; None where a comment would be shown."""
    written = post.text[line.start : line.end].rstrip()
    if (len(written) - len(written.rstrip("\\"))) % 2:
        written = written[:-1].rstrip()
    at = line.start + len(written)
    if not written or post.prose[at - 1] == BREAK or "|" in written:  # a row of a table, lost or not, gets no cell more
        return None
    inside = [block for block in post.blocks if block.span.start < at <= block.span.end]
    if any(block.kind in _NO_INLINE for block in inside):
        return None
    block = max(inside, key=lambda block: block.span.start, default=None)
    if block is None or post.text.count("$$", block.span.start, at) % 2:
        return None
    spans = [*(code.span for code in post.code), *(tag.span for tag in post.tags), *post.html]
    spans += (one.span for one in post.definitions)
    if any(span.start < at < span.end for span in spans):
        return None
    links = [*post.links, *post.images]
    if any(one.span.start < at < one.span.end and (one.image or not at <= one.text_span.end) for one in links):
        return None
    if post.source[at - 1] == MASK and post.source[line.end : line.end + 3].strip().startswith(MASK):
        return None  # within a template tag of several lines
    before, after = _comment(post, "allow")
    return Place(Span(at, at), f" {before}", after)


def _before(post: Post, line: Span) -> Place:
    """On a line of its own before the line."""
    before, after = _comment(post, "allow")
    return Place(Span(line.start, line.start), before, after + _eol(post))


def _on_top(post: Post) -> Place:
    """A comment for the whole post at the top of its text."""
    groups = [list(group) for _, group in groupby(post.allowances, key=lambda one: one.group)]
    for group in groups:
        if group[0].scope is None and group[0].group.start >= post.body:
            return _more(group)
    before, after = _comment(post, "allow-file")
    end = _eol(post)
    behind_blank = post.front is not None and post.text.startswith(("\n", "\r\n"), post.body)
    before, after = (end + before, after + end) if behind_blank else (before, after + end + end)
    if post.front and post.body == len(post.text) and not post.text.endswith("\n"):
        before = end + before
    return Place(Span(post.body, post.body), before, after, whole=True)


def _in_front(post: Post, front: FrontMatter) -> Place | None:
    """In the front matter's `copydesk: {allow: [...]}`; None where it is written in a way that is better left alone."""
    field = front_field(front)
    if field is None:
        # Zola refuses fields that it does not know, but for those in `extra`.
        refuses = post.dialect.flavor == "zola" or (front.format == "toml" and any(front.get(key) for key in _ZOLA))
        return _new_in_extra(post, front) if refuses else _new_field(post, front)
    allow = next((one for one in field.value.fields if one.key == "allow"), None)
    quote = "" if front.format == "yaml" else '"'
    if allow is not None:
        return _in_list(post, allow, quote)
    if front.format == "yaml" and field.value.kind == "null" and not field.value.text:
        return Place(field.value.span, " {allow: [", "]}", whole=True)
    return None


def _in_list(post: Post, allow: Field, quote: str) -> Place | None:
    text, value = post.text, allow.value
    if value.items:
        first, last = value.items[0].span.start, value.items[-1]
        if value.style == "[" or quote:
            return Place(Span(last.span.end, last.span.end), ", ", quote=last.style or quote, whole=True)
        dash = text[text.rfind("\n", 0, first) + 1 : first]
        between = _eol(post) + dash
        # Before the first item: behind one, there may be a comment.
        return Place(Span(first, first), "", between, between, whole=True) if _ITEM.fullmatch(dash) else None
    if value.kind == "list":
        inside = Span(value.span.start + 1, value.span.end - 1)
        return Place(inside, "", quote=quote, whole=True) if inside.start <= inside.end else None
    if value.kind == "text":
        written = text[value.span.start : value.span.end]
        return Place(value.span, f"[{written}, ", "]", quote=quote, whole=True)
    return None


def _new_in_extra(post: Post, front: FrontMatter) -> Place | None:
    """Before the first field of `extra`, where that is written line by line."""
    extra = front.get("extra")
    if extra is None or not extra.value.fields or extra.value.style:
        return None
    key = extra.value.fields[0].key_span.start
    first = post.text.rfind("\n", 0, key) + 1
    indent = post.text[first:key]
    if indent.strip() or first <= extra.key_span.start:
        return None
    if front.format == "toml":
        return Place(Span(first, first), f"{indent}copydesk = {{allow = [", f"]}}{_eol(post)}", quote='"', whole=True)
    return Place(Span(first, first), f"{indent}copydesk: {{allow: [", f"]}}{_eol(post)}", whole=True)


def _new_field(post: Post, front: FrontMatter) -> Place:
    end = _eol(post)
    if front.format == "yaml":
        return Place(Span(front.close.start, front.close.start), "copydesk: {allow: [", f"]}}{end}", whole=True)
    at = front.content.start
    if front.format == "toml":
        return Place(Span(at, at), "copydesk = {allow = [", f"]}}{end}", quote='"', whole=True)
    white = _WHITE.match(post.text, at, front.close.start)
    gap = white.group() if white and front.fields else ""
    after = "]}," if gap else "]}, " if front.fields else "]}"
    return Place(Span(at, at), f'{gap}"copydesk": {{"allow": [', after, quote='"', whole=True)
