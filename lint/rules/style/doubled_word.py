"""The rule doubled-word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace

# What may stand between the two: white space and markup that nobody sees, never an opaque part or a break.
_DOUBLED = re.compile(r"(?<![\w\x01’'.@#/-])(?P<first>[^\W\d_]+)(?P<gap>[\x02]*\s[\s\x02]*)(?P<second>(?P=first))(?![\w\x01’'@/-])(?!\.\w)", re.IGNORECASE)

# Words that a language's grammar puts side by side. French: pronoun before reflexive pronoun.
_RIGHTFUL = {
    "en": frozenset({"had", "that"}),
    "fr": frozenset({"nous", "vous"}),
    "de": frozenset({"das", "der", "die", "sie"}),
    "nl": frozenset({"dat", "die", "je", "u"}),
    "sv": frozenset({"det"}),
    "it": frozenset({"piano"}),
}


class DoubledWord(Rule):
    """A word is typed twice in a row.

    The eye skips a repeated word, above all across a line break, so the author is the last to see it and the reader
    is the first.

    Code, link targets and front matter are not prose and are never flagged. Nor are the doubles that a language
    allows ("had had", French "nous nous"), repetitions for effect of three or more ("very, very" has a comma and
    "no no no" a third), and names such as "Duran Duran".
    """

    id = "doubled-word"
    level = Level.WARNING
    allow: Annotated[frozenset[str], Meta(description="Words that may rightly stand twice, in lower case.")] = frozenset()

    examples = (
        Bad("Paris in ⟦the the⟧ spring.", fixed="Paris in the spring."),
        Bad("It ends, ⟦and\nand⟧ goes on.", fixed="It ends, and goes on."),
        Good("He had had enough."),
        Good("Run `git log log` to see."),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        rightful = _RIGHTFUL.get(post.language[:2], frozenset())
        for match in _DOUBLED.finditer(post.prose):
            word = match["first"].lower()
            if word in rightful or word in self.allow:
                continue
            first, second = match.span("first"), match.span("second")
            yield Finding(
                Span(first[0], second[1]),
                f'"{match["first"]} {match["second"]}" repeats a word',
                replace(Span(first[1], second[1]), "", f'Remove the second "{match["second"]}"'),
            )
