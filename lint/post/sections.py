"""The outline of a post: its headings at the top level, each with the line that it takes."""

from __future__ import annotations

from lint.diagnostics import Span
from lint.post.elements import Heading
from lint.post.post import Post


def outline(post: Post) -> list[Heading]:
    """The headings that structure the post, in order; those in quotes and lists belong to their quote or list."""
    return [heading for heading in post.headings if not heading.nested]


def line(post: Post, heading: Heading) -> Span:
    """The heading as written, without its line end; an underlined one has two lines or more."""
    start, end = heading.span
    written = post.text[start:end]
    return Span(start + len(written) - len(written.lstrip(" ")), start + len(written.rstrip()))
