"""The rule unused-footnote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_LABEL = r"\[\^[^\]\n]*\]"


class UnusedFootnote(Rule):
    """A footnote is defined and nothing refers to it.

    Most engines drop such a note, so that what it says is lost; the reference was deleted with its sentence, or has
    another label.

    A reference that stands in HTML, in a template tag or in code counts as one, since other engines read it.
    """

    id = "unused-footnote"
    level = Level.WARNING

    examples = (
        Bad("It is old.\n\n⟦[^1]⟧: Very.\n"),
        Bad("It is old.[^1]\n\n[^1]: Very.\n⟦[^2]⟧: And big.\n", message='"2"'),
        Bad("It is old.[^1]\n\n[^1]: Very.\n\n⟦[^1]⟧: And big.\n", message="a second footnote"),
        Good("It is old.[^1]\n\n[^1]: Very.[^2]\n\n[^2]: And big.\n"),
        Good("It is old.[^Note]\n\n[^note]: Very.\n"),
        Good("<p>It is old.[^1]</p>\n\n[^1]: Very.\n"),
        Good("Text.\n\n```\n[^1]: a set\n```\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if not any(note.definition for note in post.footnotes):
            return
        written = Counter(re.findall(_LABEL, post.text.casefold()))
        seen: set[str] = set()
        for note in post.footnotes:
            if not note.definition:
                continue
            label = re.compile(_LABEL).match(post.text, note.span.start)
            span = Span(*label.span()) if label else note.span
            folded = note.label.casefold()
            if folded in seen:
                yield Finding(span, f'a second footnote is labelled "{note.label}"')
            elif written[f"[^{folded}]"] < 2:
                yield Finding(span, f'nothing refers to the footnote "{note.label}"')
            seen.add(folded)
