"""The rule duplicate-reference."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.elements import Definition
from lint.post.pointers import hides_comment, same_label
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Related, Rule


class DuplicateReference(Rule):
    """A label is defined twice, with different targets.

    The first definition counts and the second is passed over, so that a link leads elsewhere than its author thinks.

    Letter case and white space make no other label. Two definitions with the same target, letter case and a slash at
    its end aside, are only advice.
    """

    id = "duplicate-reference"
    level = Level.WARNING

    examples = (
        Bad(
            "See [the guide][guide].\n\n[guide]: /guide\n⟦[Guide]: /tour⟧\n",
            message='"Guide" is defined twice: "/guide" counts, "/tour" does not',
        ),
        Bad("See [a].\n\n[a]: /one\n\n⟦[a]: /two⟧\n\n⟦[a]: /three⟧\n"),
        Bad("See [a].\n\n[a]: /One\n⟦[A]: /one/⟧\n", message="twice with the same target"),
        Good("See [a] and [b].\n\n[a]: /one\n[b]: /one\n"),
        Good("See [a].\n\n[a]: /one\n\n```\n[a]: /two\n```\n\n[//]: # (one)\n[//]: # (two)\n"),
        Good("[a]\n\n[^1]: A note.\n[a]: /one\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if len(post.definitions) < 2:
            return
        first: dict[str, Definition] = {}
        for definition in post.definitions:
            label = same_label(definition.label)
            earlier = first.setdefault(label, definition)
            if earlier is not definition and not hides_comment(label):
                yield _finding(post, earlier, definition)


def _finding(post: Post, earlier: Definition, later: Definition) -> Finding:
    related = (Related(post.path, earlier.span, "the definition that counts"),)
    if earlier.url.casefold().rstrip("/") == later.url.casefold().rstrip("/"):
        message = f'the label "{later.label}" is defined twice with the same target'
        return Finding(later.span, message, level=Level.ADVICE, related=related)
    message = f'the label "{later.label}" is defined twice: "{earlier.url}" counts, "{later.url}" does not'
    return Finding(later.span, message, related=related)
