"""The rule title-length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.field_names import TITLES, is_template
from lint.post.post import Post
from lint.post.widths import width
from lint.rule import Bad, Finding, Good, Level, Rule


class TitleLength(Rule):
    """The title is longer than search results and social cards show, or too short to say anything.

    What is cut off is the end, which is often where the point is.

    The default is what a card of X holds (70); search engines cut by pixels, at about 60 to 70 Latin letters. Wide
    letters (Chinese, Japanese, Korean) take the place of two, combining marks none. No lower bound is set unless the
    option does so. Template expressions are not judged.
    """

    id = "title-length"
    level = Level.ADVICE
    min: Annotated[int, Meta(ge=0, description="The least width; wide letters count as two.")] = 0
    max: Annotated[int, Meta(ge=1, description="The greatest width; wide letters count as two.")] = 70

    examples = (
        Bad(
            f"---\ntitle: ⟦{'The rain in the hills and what became of it ' * 2}again⟧\n---\n",
            message="the title is 93 letters wide, 70 are shown",
        ),
        Bad('+++\ntitle = ⟦"' + "雨" * 36 + '"⟧\n+++\n', message="72 letters wide"),
        Bad('{"title": ⟦"It rains again"⟧}\n', options={"max": 10}),
        Bad("---\ntitle: ⟦Rain⟧\n---\n", options={"min": 10}, message="4 letters wide, fewer than 10"),
        Good("---\ntitle: Rain\n---\n"),
        Good(f"---\ntitle: {'x' * 70}\n---\n"),
        Good("---\ntitle: " + "e\u0301" * 70 + "\n---\n"),
        Good("---\ntitle: '{{ site.title }} " + "x" * 70 + "'\n---\n"),
        Good(f"---\ndescription: {'x' * 100}\n---\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        front = post.front
        if front is None or front.problems:
            return
        for field in front.fields:
            value = field.value
            if field.key.lower() in TITLES and value.kind == "text" and not is_template(post.path):
                text = value.text.strip()
                if text and "{{" not in text and "{%" not in text and not self.min <= (wide := width(text)) <= self.max:
                    limit = f"{self.max} are shown" if wide > self.max else f"fewer than {self.min}"
                    yield Finding(value.span, f"the title is {wide} letters wide, {limit}")
