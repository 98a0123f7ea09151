"""The rule unclosed-fence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.diagnostics import Fix
from lint.post.elements import Code
from lint.post.post import Post
from lint.rule import Bad, Edit, Finding, Good, Level, Rule, Span, replace

_OPENING = r"(?P<fence>`{3,}|~{3,})[^\n]*"
_CLOSING_LINE = r"(?m)^[ \t>]*(?P<fence>`{3,}|~{3,})[ \t\r]*\Z"
# A line that was meant to close: too few marks, the other marks, or a word behind them.
_NEARLY = r"(?m)^[ \t>]*(?P<fence>`{2,}|~{2,})[ \t]*(?P<word>[\w+-]*)[ \t]*\r?$"


class UnclosedFence(Rule):
    """A fenced code block is never closed.

    All that follows is shown as code, to the end of the post or of the list item, text and headings included. Where
    nothing follows, one engine shows the code and another shows the fence.

    A line of fence marks inside closes only when it has as many marks as the opening, of the same kind, and no word
    behind them. The block of a quote may end with the quote.
    """

    id = "unclosed-fence"
    level = Level.ERROR
    restructures = True

    examples = (
        Bad("Run:\n\n⟦```sh⟧\nmake all\n", fixed="Run:\n\n```sh\nmake all\n```\n"),
        Bad("⟦~~~~⟧\nmake all\n~~~\n", fixed="~~~~\nmake all\n~~~~\n", message='"~~~" does not close it'),
        Bad("⟦```sh⟧\nmake all\n```sh\n\nThen go on.\n", fixed="```sh\nmake all\n```\n\nThen go on.\n"),
        Bad("⟦```⟧\nmake all\n\nThen go on.\n"),
        Bad("- Run:\n  ⟦```⟧\n  make all\n", fixed="- Run:\n  ```\n  make all\n  ```\n"),
        Bad("1. Run:\n\n   ⟦```⟧\nmake all\n   ```\n\n2. Go on.\n", message="ends with the list item"),
        Bad("⟦```⟧\r\nmake\r\n", fixed="```\r\nmake\r\n```\r\n"),
        Bad("\ufeff⟦```⟧\r\nmake\r\n", fixed="\ufeff```\r\nmake\r\n```\r\n"),
        Bad("⟦```⟧", fixed="```\n```\n"),
        Good("```sh\nmake all\n```\n\n~~~\nmake\n~~~~\n"),
        Good("````\n```\nmake all\n```\n````\n"),
        Good("> ```\n> make all\n\nText.\n"),
        Good("- Run:\n  ```\n  make all\n  ```\n- And `make`.\n"),
        Good("    ```\n    an indented block\n\nText.\n"),
        Good("```\nmake all\n```"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        text_end = len(post.text.rstrip())
        inside = -1  # the block that a dedented fence opened by mistake tells nothing new
        for code in post.code:
            if code.kind != "fenced" or code.span.start < inside:
                continue
            written = post.source[code.span.start : code.span.end]
            opening = re.match(_OPENING, written)
            if opening is None or _closed(written[opening.end() :], opening["fence"]):
                continue
            end = code.span.start + opening.start() + len(opening.group().rstrip())
            span = Span(code.span.start, end)
            if code.span.end >= text_end:
                yield _to_the_end(post, code, span, opening["fence"])
                return
            line_end = post.text.find("\n", code.span.end)
            following = post.text[code.span.end : len(post.text) if line_end < 0 else line_end]
            in_quote = ">" in post.text[post.text.rfind("\n", 0, span.start) + 1 : span.start]
            if following.strip() and not in_quote and not re.match(r"[ \t]*(?:[-*+]|\d+[.)])\s", following):
                inside = len(post.text)
                yield Finding(span, f'the code block "{post.text[span.start : span.end]}" ends with the list item')


def _closed(rest: str, fence: str) -> bool:
    """Whether the last line closes; `rest` is the block behind its first line."""
    closing = re.search(_CLOSING_LINE, rest.rstrip("\n"))
    return closing is not None and closing["fence"][0] == fence[0] and len(closing["fence"]) >= len(fence)


def _to_the_end(post: Post, code: Code, span: Span, fence: str) -> Finding:
    """The block runs to the end of the post: where it was meant to end, if that can be told."""
    shown = post.text[span.start : span.end]
    content = post.text[span.end :]
    for near in re.finditer(_NEARLY, content):
        if near["word"] and not post.text.startswith(near["word"], span.start + len(fence)):
            continue  # the opening of another block
        if near["fence"][0] == fence[0] or len(near["fence"]) >= 3:
            marks = Span(span.end + near.start("fence"), span.end + near.end("word"))
            fix = replace(marks, fence, f'Close it with "{fence}"', safe=False)
            return Finding(span, f'"{shown}" is never closed; "{near.group().strip()}" does not close it', fix)
    return Finding(span, f'"{shown}" is never closed', _closing(post, code, fence, content))


def _closing(post: Post, code: Code, fence: str, content: str) -> Fix | None:
    """A closing line behind the last line; none where text may follow the code, since nobody knows where it ends."""
    if re.search(r"\S\s*\n[ \t]*\r?\n\s*\S", content):
        return None
    indent = post.text[post.text.rfind("\n", 0, code.span.start) + 1 : code.span.start]
    indent = re.sub(r"[^\s>]", " ", indent.removeprefix("\ufeff"))
    line_end = "\r\n" if "\r\n" in content else "\n"
    end = len(post.text.rstrip())
    tail = Span(end, len(post.text))
    return Fix("Close the block", (Edit(tail, f"{line_end}{indent}{fence}{line_end}"),))
