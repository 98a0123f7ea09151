"""The rule skipped-level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lint.post.elements import Heading
from lint.post.post import Post
from lint.post.sections import line, outline
from lint.rule import Bad, Finding, Good, Level, Rule

_HTML_HEADING = r"h[1-6]"


class SkippedLevel(Rule):
    """A heading is more than one level deeper than the heading before it.

    Screen readers and tables of contents show the outline that the levels make; where one is skipped, a reader looks
    for a section that does not exist.

    The first heading may have any level, since the page may bring the ones above, and going up is free. Headings in
    quotes and lists are not counted, headings in HTML are. Level 6 often serves as a caption and is passed over.

    A post that nowhere uses the levels between, or makes the same step twice, has chosen its levels by their size: that
    is advice.
    """

    id = "skipped-level"
    level = Level.WARNING

    examples = (
        Bad("## One\n\nText.\n\n⟦#### Two⟧\n\nText.\n", message="level 4 follows level 2"),
        Bad("Title\n=====\n\n⟦### Two ###⟧\n\nText.\n"),
        Bad("# One\n\n## Two\n\n# Three\n\n⟦### Four⟧\n\n# Five\n\n⟦#### Six⟧\n"),
        Bad("## One\n\n⟦#### Two⟧\n\n## Three\n\n### Four\n"),
        Good("## One\n\n###### A caption\n\n### Two\n\n###### Another\n"),
        Good("### One\n\n#### Two\n\n# Three\n\n## Four\n\n### Five\n\n## Six\n"),
        Good("## One\n\n> #### Quoted\n\n- #### In a list\n\n### Two\n"),
        Good("## One\n\n<h3>Two</h3>\n\n#### Three\n"),
        Good("## One\n\n```\n#### code\n```\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        levels = [(heading.span.start, heading.level, heading) for heading in outline(post)]
        if len(levels) < 2:
            return
        steps = list(_steps(post, levels))
        made = Counter((before, heading.level) for before, heading in steps)
        used = {level for _, level, _ in levels}
        for before, heading in steps:
            level = heading.level
            chosen = made[before, level] > 1 or not used & set(range(before + 1, level))
            shown = heading.text.replace("\n", " ")
            message = f'"{shown}" at level {level} follows level {before}'
            yield Finding(line(post, heading), message, None, Level.ADVICE if chosen else None)


def _steps(post: Post, levels: list[tuple[int, int, Heading]]) -> Iterator[tuple[int, Heading]]:
    """Each heading that skips a level, with the level before it."""
    before = 0
    tags = [(t.span.start, int(t.name[1])) for t in post.tags if not t.closing and re.fullmatch(_HTML_HEADING, t.name)]
    for start, level, heading in levels:
        while tags and tags[0][0] < start:
            before = tags.pop(0)[1]
        if level == 6:
            continue
        if before and level > before + 1:
            yield before, heading
        before = level
