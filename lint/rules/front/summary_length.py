"""The rule summary-length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.field_names import SUMMARIES, is_template
from lint.post.post import Post
from lint.post.widths import width
from lint.rule import Bad, Finding, Good, Level, Rule

_FIELDS = frozenset({*SUMMARIES} - {"tagline", "teaser"})
"""A tagline is short on purpose, a teaser may be a paragraph."""


class SummaryLength(Rule):
    """The summary is longer than search results show, or too short to make anybody read on.

    A longer one is cut in the middle of its sentence; for a very short one search engines take a piece of the text.

    The defaults are what search engines show of a description, about 50 to 160 Latin letters (a card of X holds 200).
    Wide letters (Chinese, Japanese, Korean) take the place of two, combining marks none. An empty summary is not
    judged, nor are template expressions.
    """

    id = "summary-length"
    level = Level.ADVICE
    min: Annotated[int, Meta(ge=0, description="The least width; wide letters count as two.")] = 50
    max: Annotated[int, Meta(ge=1, description="The greatest width; wide letters count as two.")] = 160

    examples = (
        Bad(
            "---\nsummary: ⟦It rained.⟧\n---\n",
            message="`summary` is 10 letters wide, fewer than 50",
        ),
        Bad('+++\ndescription = ⟦"' + "It rained. " * 15 + 'Then it stopped."⟧\n+++\n', message="160 are shown"),
        Bad('{"excerpt": ⟦"It rained all day long in the hills behind the town."⟧}\n', options={"max": 40}),
        Bad("---\nsummary: ⟦" + "雨" * 81 + "⟧\n---\n", message="162 letters wide"),
        Good("---\nsummary: It rained all day long in the hills behind the town, and then it stopped.\n---\n"),
        Good("---\nsummary: " + "雨" * 30 + "\n---\n"),
        Good("---\nsummary:\ndescription: ''\n---\n"),
        Good("---\ntagline: Rain\n---\n"),
        Good("---\nsummary: It rained.\n---\n", options={"min": 0}),
        Good("---\ndescription: '{{ page.title }}'\n---\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        front = post.front
        if front is None or front.problems:
            return
        for field in front.fields:
            value = field.value
            if field.key.lower() in _FIELDS and value.kind == "text" and not is_template(post.path):
                text = " ".join(value.text.split())
                if text and "{{" not in text and "{%" not in text and not self.min <= (wide := width(text)) <= self.max:
                    limit = f"{self.max} are shown" if wide > self.max else f"fewer than {self.min}"
                    yield Finding(value.span, f"`{field.key}` is {wide} letters wide, {limit}")
