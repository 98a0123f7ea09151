"""The rule long-sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_LONG = "It is a sentence with one, two, three, four, five, six, seven and eight"
_LIMIT = {"words": 8}


class LongSentence(Rule):
    """A sentence has so many words that a reader loses its beginning before its end.

    Two sentences say the same and are understood at once. The default is that of LanguageTool, whose rule
    TOO_LONG_SENTENCE reports more than 40 words; the style guide of GOV.UK asks for 25 at most, which suits
    instructions.

    Off by default: some sentences are long with good reason. Abbreviations, initials, numbers and names with full stops
    end no sentence; code and formulas are one word, and each list item, cell and heading is a sentence of its own.
    """

    id = "long-sentence"
    level = Level.ADVICE
    default = False
    words: Annotated[int, Meta(description="The most words that a sentence may have.", ge=1)] = 40

    examples = (
        Bad(f"Short. ⟦{_LONG}.⟧ Short again.", options=_LIMIT, message="a sentence of 14 words"),
        Bad("⟦One two three, e.g. Four and Mr. Five of J. R. Six, seven.⟧ Short.", options=_LIMIT),
        Bad("⟦One *two three\nfour* five `a b` six [seven](a.md)\nand eight nine.⟧\n", options=_LIMIT),
        Good("One two three four. Five six seven eight! Nine ten eleven?\n\n- Twelve\n- thirteen", options=_LIMIT),
        Good("He said “one two three.” Then four. Version 1.2.3 of Node.js is out.", options=_LIMIT),
        Good("One two three four five\\\nsix seven eight nine\\\nten eleven.", options=_LIMIT),
        Good("The `one two three four five` and https://a.example/one-two-three-four-five-six-seven", options=_LIMIT),
        Good("```\na b c d e f g h i j k l m n\n```\n", options=_LIMIT),
        Good(f"{_LONG}."),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        from lint.spelling.sentences import sentences

        for sentence in sentences(post.prose, post.text):
            if sentence.words > self.words:
                message = f"a sentence of {sentence.words} words, more than {self.words}"
                yield Finding(Span(sentence.start, sentence.end), message)
