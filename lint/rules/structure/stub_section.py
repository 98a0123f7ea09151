"""The rule stub-section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.post import Post
from lint.post.sections import line, outline
from lint.rule import Bad, Finding, Good, Level, Rule

_ITEM = r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<item>.+)"
_WORD = r"[^\W_]+(?:['’-][^\W_]+)*"
_SAYS_MORE = r"[\[\]<>{}!`|]|://|\w\d|\d\d"
_SENTENCE = 6  # words from which on an item says something


class StubSection(Rule):
    """A section holds nothing but a bare list of a few words.

    Notes for a section that was to be written look like this: some keywords in a list, no sentence around them.

    A list with links, images, code, numbers or tags says something, and so does one of sentences. `most` is how many
    words all items together may have to count as a stub.
    """

    id = "stub-section"
    level = Level.ADVICE
    most: int = 12

    examples = (
        Bad("## Plan\n\nText.\n\n⟦## Costs⟧\n\n- servers\n- people\n\n## Next\n\nText.\n"),
        Bad("⟦## Costs⟧\n\n* servers and\n  people\n"),
        Bad("⟦## Costs⟧\n\n1. servers\n", message='"Costs"'),
        Good("## Costs\n\n- servers\n- people\n", options={"most": 1}),
        Good("## Changes\n\n- A faster start on older machines\n\n## Next\n\n- Upgrade npm to 6.14\n"),
        Good("## Costs\n\nWe pay for:\n\n- servers\n- people\n"),
        Good("## Costs\n\n- [servers](a.md)\n\n## Tools\n\n- `make`\n\n## Use\n\n- Run it.\n- Look.\n"),
        Good("## Costs\n\n- servers, which we rent by the month\n- people, who work for all of us and not for one\n"),
        Good("## Costs\n\n- servers\n- people\n\n### More\n\nText.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        headings = outline(post)
        for number, heading in enumerate(headings):
            following = headings[number + 1] if number + 1 < len(headings) else None
            if following and following.level > heading.level:
                continue
            end = following.span.start if following else len(post.text)
            if end - heading.span.end < 40 * self.most and _is_stub(post.text[heading.span.end : end], self.most):
                shown = heading.text.replace("\n", " ")
                yield Finding(line(post, heading), f'the section "{shown}" is only a list of a few words')


def _is_stub(section: str, most: int) -> bool:
    """Whether a section is a list of at most so many words and nothing else."""
    if re.search(_SAYS_MORE, section):
        return False
    words, items = 0, 0
    for written in section.splitlines():
        item = re.fullmatch(_ITEM, written)
        if not item and written.strip() and not (items and written[:1] in " \t"):
            return False
        items += item is not None
        if item and item["item"].rstrip()[-1:] in ".!?;:":
            return False
        words += len(re.findall(_WORD, item["item"] if item else written))
    return items > 0 and words <= min(most, _SENTENCE * items if items > 1 else 3)
