"""What a page shows in place of marks that the post's generator knows and the bundle's renderer does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import Heading
from lint.post.masked import MASK, Masked
from lint.post.post import Post
from lint.regex import regex

Change = tuple[int, int, str]
"""From, to, and the Markdown to stand there."""

_PUNCTUATION = regex(r"([!-/:-@\[-`{-~])")
_ATTRIBUTES = regex(r"\{[^{}\n]*\}[ \t#]*\Z")
_PLAIN_TAG = regex(r"</?[a-z][^{}]*>\Z", re.DOTALL)
_TITLED = frozenset({"container", "directive"})


def instead(post: Post) -> Iterator[Change]:
    """What to put in place of hidden marks, in no order; what is not named here says nothing on a page."""
    named = {heading.id for heading in post.headings if heading.id}
    for heading in post.headings:
        yield from _heading_id(post, heading)
    for number, one in enumerate(post.masked):
        start, end = one.span
        if one.kind in {"math", "citation"}:
            yield start, end, _PUNCTUATION.sub(r"\\\1", post.text[start:end])
        elif one.kind == "alert":
            yield start, end, f"**{one.shown}**<br>"
        elif one.kind == "wikilink":
            yield start, end, _PUNCTUATION.sub(r"\\\1", one.shown)
        elif one.kind in {"component", "code"} and _is_plain(post, one):
            yield start, end, _tag(post, one)
        elif one.kind in _TITLED and (title := _title_end(post, number)) > end:
            yield start, end, f"{_anchor(one, named)}**"
            yield title, title, "**<br>"
        elif one.id and one.id not in named:
            yield start, end, _anchor(one, named)


def is_lost(post: Post, one: Masked) -> bool:
    """Whether a hidden part of MDX is left out, because only the generator can run it."""
    return (
        one.kind in {"component", "expression"}
        and not _is_plain(post, one)
        and not post.text.startswith("</", one.span.start)
    )


def _heading_id(post: Post, heading: Heading) -> Iterator[Change]:
    """The id that the author gave a heading, in the form that the renderer knows."""
    at = heading.text_span.end
    line = post.source.find("\n", at)
    line = at + len(post.source[at : line if line >= 0 else None].rstrip("\r"))
    attributes = _ATTRIBUTES.search(post.source, at, line)
    if attributes:
        yield attributes.start(), line, f"{{#{heading.id}}}" if heading.id else ""
    elif heading.id:
        hidden = not post.source[at:line].strip(f"{MASK} \t#")
        yield at, line if hidden else at, f" {{#{heading.id}}}"


def _is_plain(post: Post, one: Masked) -> bool:
    """Whether a part of MDX is HTML that any renderer knows."""
    written = post.text[one.span.start : one.span.end]
    return "{" not in written if one.kind == "code" else _PLAIN_TAG.match(written) is not None


def _tag(post: Post, one: Masked) -> str:
    """A tag as it was written. On a line of its own it gets an empty line behind it, for in MDX Markdown follows."""
    written = post.text[one.span.start : one.span.end]
    alone = post.source[one.span.start] == " "
    return f"{written}\n" if alone and one.kind == "component" else written


def _title_end(post: Post, number: int) -> int:
    """Where the title ends that stands behind a hidden part on its line; the part's own end where none does."""
    end = post.masked[number].span.end
    stop = post.text.find("\n", end)
    stop = stop if stop >= 0 else len(post.text)
    for following in post.masked[number + 1 :][:20]:
        if following.span.start >= stop:
            break
        if following.kind in _TITLED:
            stop = following.span.start
    return end + len(post.text[end:stop].rstrip())


def _anchor(one: Masked, named: set[str]) -> str:
    if not one.id or one.id in named:
        return ""
    from html import escape

    return f'<a id="{escape(one.id)}"></a>'
