"""The rule pasted-markup."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.elements import Tag
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_OFFICE = regex(r"(?:o|v|w|m|st1):\w+")
"""Elements that Office writes: `<o:p>`, `<v:shape>`, `<st1:place>`."""
_CLASS = regex(r"(?:^|\s)(?:Mso[A-Z]\w*|SCX[OW]\d+|BCX\d+)(?=\s|$)")
_STYLE = regex(r"(?i)(?:^|[;\s])mso-[a-z-]+\s*:")
_CONDITION = regex(r"<!--\[if (?:gte |lte |gt |lt |!)?(?:mso|supportLists|vml)\b|<!--(?:Start|End)Fragment-->")


class PastedMarkup(Rule):
    """The HTML holds what a word processor left in it.

    Text that is pasted from Word, Google Docs or a mail brings its own markup along: changes that were tracked, with
    the name of who made them, which readers see as underlined or struck out; styles and elements that no browser knows.

    What is found: `<ins>` and `<del>` whose `cite` is an e-mail address, elements such as `<o:p>`, classes such as
    `MsoNormal`, styles such as `mso-…`, the ids of Google Docs, and comments for Office alone.
    """

    id = "pasted-markup"
    level = Level.WARNING

    examples = (
        Bad(
            'The sea is ⟦<ins cite="mailto:Ada%20Green" datetime="2024-05-01T18:30">⟧very</ins> cold.\n',
            message="a tracked change of a word processor, by Ada Green",
        ),
        Bad('The sea is ⟦<del cite="mailto:ada@a.example">⟧very</del> cold.\n'),
        Bad('⟦<p class="MsoNormal">⟧The sea.⟦<o:p>⟧</o:p></p>\n', message="`MsoNormal` is a class of a word processor"),
        Bad('The ⟦<span style="font-size: 12pt; mso-bidi-font-size: 10pt">⟧sea</span>.\n'),
        Bad('⟦<b id="docs-internal-guid-1a2b">⟧The sea</b>.\n'),
        Bad("⟦<!--[if gte mso 9]>⟧<xml></xml><![endif]-->\n\nThe sea.\n"),
        Good('The sea is <ins datetime="2024-05-01">very</ins> <del>warm</del> cold, <ins cite="/why">too</ins>.\n'),
        Good('<p class="Mso">The sea.</p>\n\n`<o:p>` and `class="MsoNormal"` come from Word.\n'),
        Good('<svg xmlns:xlink="http://a.example"><xlink:a>x</xlink:a></svg>\n'),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for tag in post.tags:
            if not tag.closing and (what := _left(tag)):
                yield Finding(tag.span, what)
        if "<!--" in post.text:
            for block in post.html:
                for found in _CONDITION.finditer(post.text, block.start, block.end):
                    end = post.text.find(">", found.end() - 1) + 1 or found.end()
                    yield Finding(Span(found.start(), end), "a comment that only a word processor reads")


def _left(tag: Tag) -> str:
    """What a word processor left of itself in a tag, in words; "" for nothing."""
    if _OFFICE.fullmatch(tag.name):
        return f"`<{tag.name}>` is an element of a word processor"
    for attribute in tag.attributes:
        if attribute.name == "cite" and tag.name in {"ins", "del"} and attribute.value.startswith("mailto:"):
            from urllib.parse import unquote

            who = " ".join(unquote(attribute.value.removeprefix("mailto:")).split())
            return f"a tracked change of a word processor, by {who}" if who else "a tracked change of a word processor"
        if attribute.name == "class" and (found := _CLASS.search(attribute.value)):
            return f"`{found[0].strip()}` is a class of a word processor"
        if attribute.name == "style" and (found := _STYLE.search(attribute.value)):
            return f"`{found[0].strip(' ;:')}` is a style of a word processor"
        if attribute.name == "id" and attribute.value.startswith("docs-internal-guid-"):
            return "the id of a document of Google Docs"
    return ""
