"""The rule duplicate-heading."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.elements import Heading
from lint.post.post import Post
from lint.post.sections import outline
from lint.rule import Bad, Finding, Good, Level, Related, Rule


class DuplicateHeading(Rule):
    """Two headings of the same level in the same section have the same text.

    Their anchors differ by a number at best, so that a link leads to the wrong one after the next edit, and a reader
    of the table of contents cannot tell them apart. Often a section was copied and its heading forgotten.

    The same text in different sections ("Fixed" below each version) or at different levels is right.
    """

    id = "duplicate-heading"
    level = Level.ADVICE

    examples = (
        Bad("## Setup\n\nText.\n\n## Use\n\nText.\n\n## ⟦Setup⟧\n\nText.\n"),
        Bad("## One\n\n### Notes\n\nText.\n\n### ⟦notes⟧ ###\n\nText.\n"),
        Bad("## The `run` call\n\nText.\n\n## ⟦The `run` call⟧\n\nText.\n\n## ⟦The **run** call⟧\n\nText.\n"),
        Good("## 1.0\n\n### Fixed\n\nText.\n\n## 1.1\n\n### Fixed\n\nText.\n"),
        Good("## Setup\n\n### Setup\n\nText.\n"),
        Good("## Setup\n\nText.\n\n> ## Setup\n"),
        Good("## ![](a.png)\n\nText.\n\n## ![](b.png)\n\nText.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if len(post.headings) < 2:
            return
        above: list[Heading] = []
        seen: dict[tuple[int, int, str], Heading] = {}
        for heading in outline(post):
            while above and above[-1].level >= heading.level:
                above.pop()
            text = " ".join(heading.text.casefold().split())
            key = (above[-1].span.start if above else -1, heading.level, text)
            above.append(heading)
            if not text:
                continue
            first = seen.setdefault(key, heading)
            if first is not heading:
                related = Related(post.path, first.text_span, "the first heading with this text")
                shown = " ".join(heading.text.split())
                yield Finding(heading.text_span, f'a second heading "{shown}" in the same section', related=(related,))
