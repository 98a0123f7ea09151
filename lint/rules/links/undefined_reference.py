"""The rule undefined-reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import BrokenReference
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace

# What stands in brackets beside brackets without being a reference: an address (the rule link-syntax says so),
# a range of characters, a number beside a number, the index of an array.
_ADDRESS = re.compile(r"\(|(?:https?|ftp|mailto):|www\.|\.{0,2}/\S")
_RANGE = re.compile(r"\^?(?:\\?\S-\\?\S)|\\[wdsWDS]")
_LONE = re.compile(r"\[[^\[\]\0\ue000^!]{4,80}\](?![(\[:])")
_COMPARED = 50  # broken references of a post
_INDEX = re.compile(r"\s*(?:\d+|\w|\W{1,3})\s*\Z")
ALIKE = 0.75
"""The least likeness (difflib's ratio, 0 to 1) of a label that is proposed."""


class UndefinedReference(Rule):
    """A reference link names a label that is defined nowhere.

    `[text][label]` without a line `[label]: address` is no link: the reader sees the brackets.

    A lone `[word]` is taken as text, because authors put brackets around words, unless it is almost the label of a
    definition that nothing uses. Array indices (`a[i][j]`), patterns
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
        Bad(
            "In our ⟦[design meeting slot]⟧.\n\n[design meeting]: /meeting\n",
            fixed="In our [design meeting slot][design meeting].\n\n[design meeting]: /meeting\n",
        ),
        Good("In our [design meeting] and [design meetings].\n\n[design meeting]: /meeting\n"),
        Good("Read [the guide][guide], [guide][] and [guide].\n\n[Guide]: /guide\n"),
        Good("He wrote [sic] a[i][j] and `[x][y]` and [1][2] and [i][j]."),
        Good("An identifier is [a-z_][a-z0-9_]* here, a type is [String][] or int[][]."),
        Good("Not \\[a text\\]\\[label\\], nor {{ a[b][c] }}."),
        Good("See [the guide][https://example.org/guide], a matter for another rule."),
        Good("[{{ title }}][{{ label }}]"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        labels = {_shown(definition.label).casefold(): definition.label for definition in post.definitions}
        for number, broken in enumerate(post.broken):
            if _is_reference(post, broken):
                # A text with so many is no text of an author's; comparing them all would take minutes.
                near = _near(broken.label, labels) if number < _COMPARED else None
                span = Span(broken.span.end - 1, broken.span.end - 1) if broken.collapsed else broken.label_span
                yield _finding(broken.span, broken.label, span, near)
        if labels and "[" in post.prose:
            yield from _shortcuts(post, labels)


def _finding(span: Span, label: str, place: Span, near: str | None, form: str = "{}") -> Finding:
    fix = replace(place, form.replace("{}", near), f'Use the label "{near}"', safe=False) if near else None
    return Finding(span, f'the label "{_shown(label)}" is defined nowhere', fix)


def _shortcuts(post: Post, labels: dict[str, str]) -> Iterator[Finding]:
    """Words in brackets that are almost the label of a definition which nothing uses: hardly a coincidence."""
    used = {_shown(link.label).casefold() for links in (post.links, post.images) for link in links if link.label}
    unused = {same: label for same, label in labels.items() if same not in used}
    if not unused:
        return
    for number, match in enumerate(_LONE.finditer(post.prose)):
        start, end = match.span()
        written = post.text[start + 1 : end - 1]
        before = post.text[start - 1] if start else ""
        if (
            number >= _COMPARED
            or before.isalnum()
            or before in {"]", "\\", "_"}
            or _shown(written).casefold() in labels
        ):
            continue
        if near := _near(written, unused):
            yield _finding(Span(start, end), written, Span(end, end), near, "[{}]")


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


def _near(label: str, labels: dict[str, str]) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(_shown(label).casefold(), list(labels), n=1, cutoff=ALIKE)
    return labels[near[0]] if near else None
