"""The rule undefined-footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_REFERENCE = r"\[\^(?P<label>[^\s\[\]^\0-\x02]{1,60})\](?!\()"
# Sets of characters, as regular expressions and globs write them, are no labels.
_SET = r"\\|\w-\w(?:\W|\w-\w|\Z)|\W*\Z"
_LABELS = 50  # so many are looked at for the nearest one


class UndefinedFootnote(Rule):
    """A footnote is referred to and defined nowhere.

    The reader sees the brackets and finds no note. The definition was forgotten, has another label, or stands where
    Markdown does not take it for one.

    Code, escaped brackets and sets of characters such as [^a-z] are passed over.
    """

    id = "undefined-footnote"
    level = Level.ERROR

    examples = (
        Bad("It is old.⟦[^1]⟧\n"),
        Bad("It is old.[^1] It is big.⟦[^2]⟧\n\n[^1]: Very.\n", message='no footnote "2"'),
        Bad("It is old.⟦[^age]⟧\n\n[^ages]: Very.\n", message='the nearest is "ages"'),
        Bad("It is old.⟦[^1]⟧\n\n    [^1]: Very.\n"),
        Good("It is old.[^1]\n\n[^1]: Very.\n"),
        Good("The set [^a-z] and [^,] and [^0-9a-f], `[^1]`, \\[^1], and x[^\\d].\n"),
        Good("> It is old.[^note]\n\n> [^note]: Very.\n"),
        Good("See [^top](#top).\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if "[^" not in post.prose:
            return
        defined = sorted({note.label for note in post.footnotes if note.definition})[:_LABELS]
        for match in re.finditer(_REFERENCE, post.prose):
            label = match["label"]
            escaped = post.text[match.start() - 1 : match.start()] == "\\"
            if escaped or re.match(_SET, label) or post.prose.startswith(":", match.end()):
                continue
            near = _nearest(label, defined)
            hint = f'; the nearest is "{near}"' if near else ""
            yield Finding(Span(*match.span()), f'there is no footnote "{label}"{hint}')


def _nearest(label: str, defined: list[str]) -> str | None:
    """The label that differs in letter case or in one letter; numbers are never near."""
    folded = label.casefold()
    for other in defined:
        if other.casefold() == folded or (not label.isdigit() and _one_apart(folded, other.casefold())):
            return other
    return None


def _one_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    return one[start + (len(one) >= len(other)) :] == other[start + (len(other) >= len(one)) :]
