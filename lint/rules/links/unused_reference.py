"""The rule unused-reference."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.elements import Definition
from lint.post.pointers import hides_comment, same_label
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, Rule, Span, replace

_TITLE = regex(r"[ \t]*(?:\r?\n[ \t]*)?(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ \t]*(?=\r?\n|\Z)")
_LINE_END = regex(r"\r?\n")


class UnusedReference(Rule):
    """A label is defined, and no link of the post uses it.

    Either it is left over from a text that is gone, or the link that should use it is written with another label.

    Labels that stand in brackets in code, HTML or template tags are left alone, and so are definitions that hide a
    comment (`[//]: # (…)`).
    """

    id = "unused-reference"
    level = Level.ADVICE

    examples = (
        Bad(
            "See [the guide][guide].\n\n[guide]: /guide\n⟦[talk]: /talk⟧\n",
            fixed="See [the guide][guide].\n\n[guide]: /guide\n",
            message='nothing uses the label "talk"',
        ),
        Bad("All said.\n\n⟦[Old Guide]: </old guide>⟧ 'The guide'\n", fixed="All said.\n\n"),
        Bad("> All said.\n>\n> ⟦[talk]: /talk⟧\n"),
        Good("[The  Guide], [it][], ![talk][t], [x].\n\n[the guide]: /g\n[it]: /i\n[t]: /t.png\n[X]: /x\n"),
        Good("Said.\n\n[//]: # (Written in spring.)\n[comment]: <> (And more.)\n"),
        Good("<p markdown=1>[talk]</p> {{ '[guide]' }}\n\n[talk]: /talk\n[guide]: /guide\n"),
        Good("```\n[talk]: /talk\n```\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if not post.definitions:
            return
        used = {same_label(link.label) for links in (post.links, post.images) for link in links if link.label}
        seen: set[str] = set()
        text = ""
        for definition in post.definitions:
            label = same_label(definition.label)
            if label in used or label in seen or hides_comment(label):
                continue
            seen.add(label)
            text = text or post.text.casefold()
            # In HTML, templates and code a label may mean anything.
            if text.count(f"[{label}]") == text.count(f"[{label}]:"):
                yield Finding(
                    definition.span, f'nothing uses the label "{definition.label}"', _removal(post, definition)
                )


def _removal(post: Post, definition: Definition) -> Fix | None:
    """The fix that removes the lines of a definition; None where they hold anything else."""
    start = definition.span.start
    title = _TITLE.match(post.text, definition.span.end + post.text.startswith(">", definition.span.end))
    if title is None or post.text[post.text.rfind("\n", 0, start) + 1 : start].strip(" "):
        return None
    begin = post.text.rfind("\n", 0, start) + 1
    line_end = _LINE_END.match(post.text, title.end())
    return replace(Span(begin, line_end.end() if line_end else title.end()), "", "Remove the definition")
