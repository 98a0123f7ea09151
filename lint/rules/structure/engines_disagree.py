"""The rule engines-disagree."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.pieces import Piece
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_MOST = 60  # characters of a piece that are shown


class EnginesDisagree(Rule):
    """The page would not hold what was judged: two engines of Markdown read the post differently.

    Posts are judged as CommonMark reads them, and the pages of a bundle are written by mistune. Where a link, an image,
    a heading, a piece of code, a table or a footnote differs, one of the two shows something else than the author
    meant, and so will other engines. A bundle is refused then, for what nobody judged would be published.

    It runs in `copydesk bundle`, and in `copydesk check` when it is selected. Only the first difference of a post is
    named: those behind it often follow from it. Rows of a table with too few or too many cells and footnotes whose
    lines are not indented are read alike, for the bundle writes them so.
    """

    id = "engines-disagree"
    level = Level.ERROR
    default = False
    publishing = True

    examples = (
        Bad(
            "[tea]: /tea\n    ⟦[tea]⟧\n",
            message='CommonMark reads a link "/tea", mistune a piece of code "[tea]" in its place',
        ),
        Bad("1. ⟦One⟧\n===\n", message='mistune, which writes the page, reads a heading "# One" here'),
        Bad(
            "> <div>\n⟦[Tea](/tea)⟧\n",
            message='CommonMark reads a link "/tea", which mistune, which writes the page, does',
        ),
        Good("A [link](/a), ![image](/b.png), `code`, <https://a.example>, [full][a] and [a].\n\n[a]: /c\n"),
        Good("# One `two` &amp; *three* {#id}\n\nFour\n====\n\n- # Five\n"),
        Good("Yes![^1] No.[^2]\n\n[^1]: One line\nand `another`.\n[^2]: Two,\n    with [a link](/a).\n"),
        Good("| a | b |\n|---|---|\n| 1 |\n| 1 | `2` | 3 |\n| 1 | [2](/2)\n"),
        Good("{% raw %}`{{ x }}`{% endraw %} and [a]({{ site.url }}/a)\n\n```\n{{ y }}\n```\n"),
        Good("> quoted\n>\n>     code\n>\n> - a\n>\n>   ```js\n>   b\n>   ```\n"),
        Good("{% highlight ruby %}\nputs 1\n{% endhighlight %}\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        from lint.post.disagreement import disagreement

        found = disagreement(post)
        if found:
            start, end = found.span
            end = start + len(post.text[start:end].rstrip())
            if found.commonmark is None:
                assert found.mistune
                message = f"mistune, which writes the page, reads {_named(found.mistune)} here, and CommonMark does not"
            elif found.mistune is None:
                message = f"CommonMark reads {_named(found.commonmark)}, which mistune, which writes the page, does not"
            else:
                message = f"CommonMark reads {_named(found.commonmark)}, mistune {_named(found.mistune)} in its place"
            yield Finding(Span(start, end), message)


def _named(piece: Piece) -> str:
    shown = " ".join(piece.shown.split())
    shown = shown if len(shown) <= _MOST else f"{shown[: _MOST - 1]}…"
    article = "an" if piece.kind == "image" else "a"
    kind = "piece of code" if piece.kind == "code" else piece.kind
    return f'{article} {kind} "{shown}"' if shown else f"{article} {kind}"
