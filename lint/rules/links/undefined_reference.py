"""The rule undefined-reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import BrokenReference
from lint.post.post import Post
from lint.rule import Bad, Finding, Fix, Good, Level, Rule, Span, replace

# What stands in brackets beside brackets without being a reference: an address (the rule link-syntax says so),
# a range of characters, a number beside a number, the index of an array.
_ADDRESS = re.compile(r"\(|(?:https?|ftp|mailto):|www\.|\.{0,2}/\S")
_RANGE = re.compile(r"\^?(?:\\?\S-\\?\S)|\\[wdsWDS]")
_INDEX = re.compile(r"\s*(?:\d+|\w|\W{1,3})\s*\Z")
ALIKE = 0.75
"""The least likeness (difflib's ratio, 0 to 1) of a label that is proposed."""


class UndefinedReference(Rule):
    """A reference link names a label that is defined nowhere.

    `[text][label]` without a line `[label]: address` is no link: the reader sees the brackets.

    A lone `[word]` is taken as text, because authors put brackets around words. Array indices (`a[i][j]`), patterns
    (`[a-z][0-9]`) and neighbouring citations (`[1][2]`) are none of this rule's business, and a label that is an
    address belongs to link-syntax.
    """

    id = "undefined-reference"
    level = Level.ERROR

    examples = (
        Bad("Read ⟦[the guide][guide]⟧ first.", message='"guide" is defined nowhere'),
        Bad(
            "Read ⟦[the guide][giude]⟧.\n\n[guide]: /guide\n",
            fixed="Read [the guide][guide].\n\n[guide]: /guide\n",
        ),
        Bad(
            "See the ⟦[talk video][]⟧.\n\n[talk videos]: /talks\n",
            fixed="See the [talk video][talk videos].\n\n[talk videos]: /talks\n",
        ),
        Bad("See ⟦![the chart][chart]⟧ and ⟦[a\nlong text][the label]⟧."),
        Good("Read [the guide][guide], [guide][] and [guide].\n\n[Guide]: /guide\n"),
        Good("He wrote [sic] a[i][j] and `[x][y]` and [1][2] and [i][j]."),
        Good("An identifier is [a-z_][a-z0-9_]* here, a type is [String][] or int[][]."),
        Good("Not \\[a text\\]\\[label\\], nor {{ a[b][c] }}."),
        Good("See [the guide][https://example.org/guide], a matter for another rule."),
        Good("[{{ title }}][{{ label }}]"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for broken in post.broken:
            if _is_reference(post, broken):
                yield Finding(broken.span, f'the label "{_shown(broken.label)}" is defined nowhere', _fix(post, broken))


def _is_reference(post: Post, broken: BrokenReference) -> bool:
    start, end = broken.span
    before = post.text[start - 1] if start else ""
    if before.isalnum() or before in {"]", ")", "_", "`", "\\"} or "\ue000" in post.source[start:end]:
        return False
    label = broken.label
    if not label.strip() or _ADDRESS.match(label) or _RANGE.match(label):
        return False
    text = post.text[start:end].lstrip("!")[1:].partition("][" if not broken.collapsed else "]")[0]
    if not text.strip() or _RANGE.match(text):
        return False
    if broken.collapsed:
        # `[String][]` is a type more often than a link in a post without any definition.
        return bool(post.definitions) or " " in text.strip()
    return not (_INDEX.match(text) and _INDEX.match(label))


def _shown(label: str) -> str:
    return " ".join(label.split())


def _fix(post: Post, broken: BrokenReference) -> Fix | None:
    from difflib import get_close_matches

    labels = {_shown(definition.label).casefold(): definition.label for definition in post.definitions}
    near = get_close_matches(_shown(broken.label).casefold(), list(labels), n=1, cutoff=ALIKE)
    if not near:
        return None
    label = labels[near[0]]
    span = Span(broken.span.end - 1, broken.span.end - 1) if broken.collapsed else broken.label_span
    return replace(span, label, f'Use the label "{label}"', safe=False)
