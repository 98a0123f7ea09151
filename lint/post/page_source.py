"""The Markdown of a post as its page needs it.

What only its generator could put in is taken out. What CommonMark reads and mistune, which writes the page, would read
otherwise is written so that both read it alike: footnotes and tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from lint.diagnostics import Span
from lint.post.post import Post
from lint.post.source_marks import Change, instead, is_lost
from lint.post.table_rows import evened
from lint.regex import regex

_HIGHLIGHT = regex(
    r"^[ \t]*\{%-?\s*highlight\s+(?P<language>[\w+#.-]+)[^%\n]*%\}[ \t]*\r?\n"
    r"(?P<code>.*?)^[ \t]*\{%-?\s*endhighlight\s*-?%\}",
    re.MULTILINE | re.DOTALL,
)
_RAW = regex(r"\{%-?[ ]*(?:end)?raw[ ]*-?%\}(?:[ \t]*\r?\n)?")
_TAG = regex(r"\{[{%](?!-?[ ]*(?:comment|(?:end)?raw)\b)")
_BACKTICKS = regex("`{3,}")
_SURROGATE = regex("[\ud800-\udfff]")
_LINE_END = regex(r"[ \t]+\n")
_NEXT_LINE = regex(r"\n(?=[^\n])")
_INDENT = "    "


class PageSource(msgspec.Struct, frozen=True):
    """Markdown to be rendered. Template tags in it are U+E000 still; `lost` counts those that say something."""

    markdown: str
    lost: int = 0
    listings: tuple[tuple[Span, str], ...] = ()
    """Code that the post holds as a `highlight` tag, a fenced block here: where it stands, and the code."""


def page_source(post: Post) -> PageSource:
    """The body of a post without its template tags, but with those that stand in code, where they are the subject."""
    changes: list[Change] = []
    listings: list[tuple[Span, str]] = []
    lost = 0
    if post.source != post.text:
        changes += [(*code.content, code_text(post, code.content)) for code in post.code if _masked(post, code.content)]
        for match in _HIGHLIGHT.finditer(post.text, post.body):
            if not any(start <= match.start() < end for start, end, _ in changes):
                changes.append((*match.span(), _fenced(match["code"], match["language"])))
                listings.append((Span(*match.span()), match["code"]))
        lost = sum(
            post.source[match.start()] != "{" and not any(start <= match.start() < end for start, end, _ in changes)
            for match in _TAG.finditer(post.text, post.body)
            if not post.dialect.has("mdx")
        ) + sum(is_lost(post, one) for one in post.masked)
    if post.masked or "{" in post.text:
        changes += instead(post)
    if post.reading != post.source:
        changes += _moved_indentation(post)
    changes += _footnotes(post)
    changes = list(_with_tables(post, sorted(changes)))
    markdown = _changed(post, Span(post.body, len(post.text)), changes)
    return PageSource(_SURROGATE.sub("\ufffd", markdown), lost, tuple(listings))


def _changed(post: Post, span: Span, changes: Iterable[Change]) -> str:
    """The text of a span with the changes, which are in order; of those that overlap the first counts."""
    pieces: list[str] = []
    done = span.start
    for start, end, text in changes:
        if start >= done:
            pieces += post.reading[done:start], text
            done = end
    return "".join((*pieces, post.reading[done : span.end]))


def code_text(post: Post, content: Span) -> str:
    """What stands in code as the reader is to see it: template tags are its subject, `raw` tags are not."""
    text = post.text[content.start : content.end]
    return _RAW.sub("", text) if _masked(post, content) else text


def _masked(post: Post, content: Span) -> bool:
    return post.source[content.start : content.end] != post.text[content.start : content.end]


def _fenced(code: str, language: str) -> str:
    fence = "`" * max((len(run) + 1 for run in _BACKTICKS.findall(code)), default=3)
    return f"{fence}{language}\n{code}{fence}"


def _moved_indentation(post: Post) -> Iterator[Change]:
    """Indentation that was moved to the end of the line before, where it would break the line."""
    for match in _LINE_END.finditer(post.reading, post.body):
        if post.source[match.end() - 1] != "\n":
            yield *match.span(), "\n"


def _footnotes(post: Post) -> Iterator[Change]:
    """Where mistune would lose a footnote: `!` before a reference, and lines of a definition without indentation."""
    source = post.source
    for note in post.footnotes:
        start, end = note.span
        if not note.definition:
            if source[start - 1] == "!" and source[start - 2] != "\\":
                yield start - 1, start - 1, "\\"
            continue
        for match in _NEXT_LINE.finditer(source, start, end - 1):
            if not source.startswith((_INDENT, "\t", "\r"), match.end()):
                yield match.end(), match.end(), _INDENT


def _with_tables(post: Post, changes: Sequence[Change]) -> Iterator[Change]:
    """The changes, and tables in which a row has fewer or more cells than the head: mistune makes a paragraph of it."""
    tables = [block.span for block in post.blocks if block.kind == "table" and not block.depth]
    at = 0
    for span in tables:
        first = bisect_left(changes, (span.start,))
        last = bisect_left(changes, (span.end,))
        written = _changed(post, span, changes[first:last])
        if (even := evened(written)) != written:
            yield from changes[at:first]
            yield *span, even
            at = last
    yield from changes[at:]
