"""The Markdown of a post as the page needs it: what only its generator could put in is taken out."""

from __future__ import annotations

import re

import msgspec

from lint.bundle.source_marks import instead, is_lost
from lint.post.post import Post

_HIGHLIGHT = re.compile(
    r"^[ \t]*\{%-?\s*highlight\s+(?P<language>[\w+#.-]+)[^%\n]*%\}[ \t]*\r?\n"
    r"(?P<code>.*?)^[ \t]*\{%-?\s*endhighlight\s*-?%\}",
    re.MULTILINE | re.DOTALL,
)
_RAW = re.compile(r"\{%-?[ ]*(?:end)?raw[ ]*-?%\}(?:[ \t]*\r?\n)?")
_TAG = re.compile(r"\{[{%](?!-?[ ]*(?:comment|(?:end)?raw)\b)")
_BACKTICKS = re.compile("`{3,}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class PageSource(msgspec.Struct, frozen=True):
    """Markdown to be rendered. Template tags in it are U+E000 still; `lost` counts those that say something."""

    markdown: str
    lost: int = 0
    listings: int = 0
    """Code that the post holds as a `highlight` tag, and which is a fenced block here."""


def page_source(post: Post) -> PageSource:
    """The body of a post without its template tags, but with those that stand in code, where they are the subject."""
    if post.source == post.text:
        return PageSource(_SURROGATE.sub("\ufffd", post.text[post.body :]))
    changes: list[tuple[int, int, str]] = []
    for code in post.code:
        start, end = code.content
        if post.source[start:end] != post.text[start:end]:
            changes.append((start, end, _RAW.sub("", post.text[start:end])))
    listings = 0
    for match in _HIGHLIGHT.finditer(post.text, post.body):
        if not any(start <= match.start() < end for start, end, _ in changes):
            changes.append((*match.span(), _fenced(match["code"], match["language"])))
            listings += 1
    lost = sum(
        post.source[match.start()] != "{" and not any(start <= match.start() < end for start, end, _ in changes)
        for match in _TAG.finditer(post.text, post.body)
        if not post.dialect.has("mdx")
    ) + sum(is_lost(post, one) for one in post.masked)
    changes += instead(post)
    pieces: list[str] = []
    done = post.body
    for start, end, text in sorted(changes):
        if start >= done:
            pieces += post.source[done:start], text
            done = end
    pieces.append(post.source[done:])
    return PageSource(_SURROGATE.sub("\ufffd", "".join(pieces)), lost, listings)


def _fenced(code: str, language: str) -> str:
    fence = "`" * max((len(run) + 1 for run in _BACKTICKS.findall(code)), default=3)
    return f"{fence}{language}\n{code}{fence}"
