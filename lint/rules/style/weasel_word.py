"""The rule weasel-word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span

# Here the word counts or compares, and hedges nothing.
_PLAIN_BEFORE = (
    r"(?i)\b(?:too|how|so|as|not|would|a|the|first|last|next|past|every|only|these|those|its|his|her|their|our|your|my)"
    r"[\s\x02]+\Z"
)
_COUNTING = frozenset({"few", "many"})
_PLAIN_AFTER = {
    "rather": r"[\s\x02]+than\b",
    "just": r"[\s\x02]+(?:as|in[\s\x02]+time|like|because|now)\b",
    "pretty": r"[\s\x02]*-?print",
    "very": r"[\s\x02]+(?:same|first|last|own|end|beginning)\b",
    "kind of": r"[\s\x02]+(?:\w+s|a|the)\b",
}
_NOUN_BEFORE = (
    r"(?i)\b(?:an?|the|this|that|what|which|some|any|every|each|one|no|new|other|same|right|first)[\s\x02]+\Z"
)
_SENTENCE_START = r"(?:\A|[\0\n.!?:…—–])[\s\x02\"“‘'(]*\Z"
_NOUNS = frozenset({"kind of", "sort of"})


class WeaselWord(Rule):
    """A word says that something is so, and at once takes half of it back: "quite", "various", "arguably".

    A claim with a figure or an example convinces; "significantly faster" leaves the reader asking how much, and "many
    believe" who. Many a sentence is stronger when the word is simply gone.

    Off by default: an author may want to be careful. English posts only. Words that count or compare ("too many",
    "rather than", "the very same", "this kind of change") and code are passed over.
    """

    id = "weasel-word"
    level = Level.ADVICE
    default = False
    allow: Annotated[
        frozenset[str], Meta(description="Words and phrases of the list that are fine, in lower case.")
    ] = frozenset()

    examples = (
        Bad("It is ⟦quite⟧ fast and ⟦significantly⟧ smaller.", message='"quite" says less than it seems to'),
        Bad("There ⟦are a number⟧ of reasons, ⟦in my\nopinion⟧."),
        Bad("⟦Arguably⟧ the best. ⟦*Very* ⟧good.".replace("⟦*Very* ⟧good", "*⟦Very⟧* good")),
        Bad("It is ⟦sort of⟧ done; ⟦several⟧ people asked."),
        Good("Too many of them, how many, a few, as many as, rather than, the very same, this kind of change."),
        Good("`quite` and very-large.txt, [a](quite.md)."),
        Good("A Maybe type, by Ada Maybe; the first few years."),
        Good("C’est very simple.", path="posts/fr/a.md"),
        Good("It is quite fast.", options={"allow": ["quite"]}),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if post.language[:2].lower() != "en":
            return
        from lint.spelling.wordings import find, listed

        prose = post.prose
        for word in find(prose, listed("weasel-words"), self.allow):
            before, after = prose[max(0, word.start - 20) : word.start], prose[word.end : word.end + 30]
            if prose[word.start].isupper() and not re.search(_SENTENCE_START, before):
                continue  # a name
            if word.listed in _COUNTING and re.search(_PLAIN_BEFORE, before):
                continue
            if word.listed in _NOUNS and re.search(_NOUN_BEFORE, before):
                continue
            if (plain := _PLAIN_AFTER.get(word.listed)) and re.match(plain, after):
                continue
            if after.startswith(("-", ".", "/")) and after[1:2].isalnum():
                continue
            shown = " ".join(prose[word.start : word.end].replace("\x02", "").split())
            yield Finding(Span(word.start, word.end), f'"{shown}" says less than it seems to')
