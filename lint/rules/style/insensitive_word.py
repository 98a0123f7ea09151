"""The rule insensitive-word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace
from lint.site.titled_prose import titled_prose
from lint.spelling.dictionary import in_case_of

_VERB = r"(?i)\b(?:to|can|will|must|we|you|they|who)\s+\Z"  # "to master a language"


class InsensitiveWord(Rule):
    """A word may hurt some of those who read it, or leaves them out, and a plain one says the same.

    "Blacklist", "sanity check" and "chairman" are habits, mostly without a thought of anybody. A public text is read by
    people whom they touch, and style guides of many projects name what to write instead.

    Off by default: whether a word fits is for people to judge. English posts only; code, quotations in code and link
    targets are passed over. The first suggestion is the fix, and never a safe one.
    """

    id = "insensitive-word"
    level = Level.ADVICE
    default = False
    allow: Annotated[
        frozenset[str], Meta(description="Words and phrases of the list that are fine, in lower case.")
    ] = frozenset()

    examples = (
        Bad(
            "Put it on the ⟦blacklist⟧ after a ⟦sanity\ncheck⟧.",
            fixed="Put it on the blocklist after a check.",
            message='"blacklist" may hurt or leave out readers',
        ),
        Bad("⟦Chairman⟧ of the board, ⟦Man-hours⟧ of it.", fixed="Chair of the board, Staff hours of it."),
        Bad("---\ntitle: The ⟦whitelist⟧\n---\n", fixed="---\ntitle: The passlist\n---\n"),
        Bad("She is *⟦wheelchair-bound⟧*.", fixed="She is *uses a wheelchair*."),
        Bad("The ⟦slave⟧ follows; ⟦grandfathered⟧ in.", fixed="The secondary follows; deprecated in."),
        Good("Set `blacklist` in [the file](blacklist.md), blacklist.txt or --blacklist; a human being."),
        Good("It takes years to master a language."),
        Good("She is the host of the actor, and an invalid number is disabled."),
        Good("Der Chairman kam.", path="posts/de/a.md"),
        Good("The whitelist.", options={"allow": ["whitelist"]}),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if post.language[:2].lower() != "en":
            return
        from lint.spelling.wordings import find, listed

        prose = titled_prose(post)
        for word in find(prose, listed("insensitive-words"), self.allow):
            around = prose[max(0, word.start - 1) : word.start], prose[word.end : word.end + 2]
            if around[0] in set("-./@#_$\x01") or (around[1][:1] in set("./@_-=(") and around[1][1:].isalnum()):
                continue
            if word.listed == "master" and re.search(_VERB, prose[max(0, word.start - 16) : word.start]):
                continue
            written = prose[word.start : word.end]
            shown = " ".join(written.replace("\x02", "").split())
            suggestions = tuple(in_case_of(shown, one) if shown[:1].isupper() else one for one in word.suggestions)
            span = Span(word.start, word.end)
            fix = (
                replace(span, suggestions[0], f'Write "{suggestions[0]}"', safe=False)
                if "\x02" not in written
                else None
            )
            yield Finding(span, f'"{shown}" may hurt or leave out readers', fix, suggestions=suggestions)
