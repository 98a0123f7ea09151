"""The rule heading-style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.elements import Heading
from lint.post.post import Post
from lint.post.sections import line, outline
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace

_END = r"(?<=[^\W_])(?P<mark>[:.])\Z"
_ABBREVIATION = r"(?:\b(?:[A-Z]|etc|vs|Inc|Ltd|Co|Corp|Jr|Sr|al|No|no|approx|resp|usw|etw|env)|\.\w+)\.\Z"


class HeadingStyle(Rule):
    """A heading ends with a colon or a full stop, or is underlined where the others are not.

    A heading is no sentence: the mark is carried into the table of contents, the feed and every link text. Two ways
    of writing headings in one post make the outline hard to see in the source.

    Abbreviations, initials, ellipses, several sentences in one heading and headings that are sentences throughout the
    post are left alone. `marks` are the characters that no heading shall end with.
    """

    id = "heading-style"
    level = Level.ADVICE
    marks: Annotated[str, Meta(description="What no heading shall end with: a colon, a full stop, or both.")] = ":."

    examples = (
        Bad("## How to begin⟦:⟧\n\nText.\n", fixed="## How to begin\n\nText.\n"),
        Bad("## Install `it`⟦:⟧ ##\n\nText.\n", fixed="## Install `it` ##\n\nText.\n"),
        Bad(
            "## How to begin⟦.⟧\n\nText.\n\n## The end\n\nText.\n",
            fixed="## How to begin\n\nText.\n\n## The end\n\nText.\n",
        ),
        Bad(
            "## One\n\nText.\n\n⟦Two\n---⟧\n\nText.\n\n## Three\n",
            fixed="## One\n\nText.\n\n## Two\n\nText.\n\n## Three\n",
        ),
        Good("One\n===\n\nTwo\n---\n"),
        Good("## Wait...\n\n## Tools, etc.\n\n## Acme Inc.\n\n## In the U.S.\n\n## It works. It is fast.\n"),
        Good("## We ask.\n\nText.\n\n## You answer.\n\nText.\n\n## All win.\n"),
        Good("## How to begin:\n", options={"marks": "."}),
        Good("One\n===\n\nText.\n\nTwo\n---\n\n### Three\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        headings = outline(post)
        if not headings:
            return
        ends = [self._mark(post, heading) for heading in headings]
        sentences = len(headings) > 1 and ends.count(".") * 2 > len(headings)
        for heading, mark in zip(headings, ends, strict=True):
            if mark and not (mark == "." and sentences):
                end = heading.text_span.end
                span = Span(end - 1, end)
                shown = " ".join(heading.text.split())
                yield Finding(span, f'the heading "{shown}" ends with "{mark}"', replace(span, "", f'Remove "{mark}"'))
        yield from _mixed(post, headings)

    def _mark(self, post: Post, heading: Heading) -> str:
        """The mark at the end that should not be there, else an empty text."""
        text = heading.text
        if text[-1:] not in self.marks:
            return ""
        match = re.search(_END, text)
        if not match or post.prose[heading.text_span.end - 1] != match["mark"]:
            return ""
        if match["mark"] == "." and (re.search(_ABBREVIATION, text) or re.search(r"[.!?]\s", text)):
            return ""
        return match["mark"]


def _mixed(post: Post, headings: list[Heading]) -> Iterator[Finding]:
    """Underlined headings of level 1 and 2 in a post that writes number signs for these levels otherwise."""
    upper = [heading for heading in headings if heading.level <= 2]
    underlined = [heading for heading in upper if heading.setext]
    if not underlined or len(underlined) * 2 >= len(upper):
        return
    for heading in underlined:
        span = line(post, heading)
        written = post.text[span.start : span.end]
        text = written.rpartition("\n")[0].strip()
        unclear = "\n" in text or text.endswith("#")  # number signs at the end would be taken for closing ones
        fix = None if unclear else replace(span, f"{'#' * heading.level} {text}", "Write it with number signs")
        yield Finding(span, f'"{" ".join(heading.text.split())}" is underlined, the other headings are not', fix)
