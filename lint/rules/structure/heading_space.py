"""The rule heading-space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace

# Number signs with something glued to them; in prose, so never code. Where they stand is looked at afterwards.
_HASHES = r"(?P<hashes>#{1,6})(?=[^\W_]|[*_\x01\x02\"“'‘(¿¡])(?P<rest>[^\n\0]*)"
_SENTENCE = r"[.,;:!]\s*\Z|\s#\w"


class HeadingSpace(Rule):
    """A heading lacks the space behind its number signs, and so is no heading.

    "##Title" is shown to readers as it stands, number signs included, and is missing from the table of contents.

    Hashtags, issue numbers and channels are right without a space: a single number sign counts only where a line by
    itself begins with a capital letter and has more than one word, several only at the start of a paragraph or
    before a capital letter. Code and escaped signs are passed over.
    """

    id = "heading-space"
    level = Level.ERROR
    restructures = True

    examples = (
        Bad("⟦##⟧Title\n\nText.\n", fixed="## Title\n\nText.\n"),
        Bad("Text.\n⟦###⟧Next part\nText.\n", fixed="Text.\n### Next part\nText.\n"),
        Bad("Text.\n\n⟦#⟧The first part\n\nText.\n", fixed="Text.\n\n# The first part\n\nText.\n"),
        Bad("⟦##⟧1. Begin\n\n⟦##⟧`run` it\n\n⟦##⟧**Bold**\n", fixed="## 1. Begin\n\n## `run` it\n\n## **Bold**\n"),
        Bad("⟦##⟧Été\r\n\r\nText.\r\n", fixed="## Été\r\n\r\nText.\r\n"),
        Bad("> ⟦##⟧Quoted\n", fixed="> ## Quoted\n"),
        Good("#hashtag\n\n#Rust #Python\n\n#PublicDomain\n\n#123 is fixed\n\n#1: a list\n"),
        Good("#CopyDesk is great.\n\n## Title\n\nSee\n#issues or\n##rust on the chat.\n"),
        Good("\\##Title\n\n#######Seven\n\n#include is code\n\n##\n\n#\n"),
        Good("```\n##Title\n```\n\n    ##Title\n\n`##Title`\n\n<pre>\n##Title\n</pre>\n"),
        Good("- #1 and\n- C# and F#\n\n| # | ##a |\n|---|---|\n| #1 | ##2 |\n"),
        Good("---\ntitle: a\n##note: b\n---\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if "#" not in post.prose:
            return
        for match in re.finditer(_HASHES, post.prose):
            start, end = match.span("hashes")
            if post.prose[max(0, start - 4) : start].rstrip(" ")[-1:] not in {"", "\n", "\0"}:
                continue
            line_start = post.text.rfind("\n", 0, start) + 1
            if post.text[line_start:start].strip(" >\ufeff") or not _meant(match, post, line_start):
                continue
            shown = f"{match['hashes']}{post.text[end : match.end()].strip()}"
            fix = replace(Span(end, end), " ", "Insert a space", safe=end - start > 1)
            yield Finding(
                Span(start, end), f'"{shown}" has no space behind "{match["hashes"]}", so it is no heading', fix
            )


def _meant(match: re.Match[str], post: Post, line_start: int) -> bool:
    """Whether the line looks like a heading and not like a hashtag, a number or a channel."""
    hashes, rest = match["hashes"], match["rest"].strip("\x02\r ")
    opens = line_start <= post.body or _blank_before(post, line_start)
    if len(hashes) > 1:
        return opens or rest[:1].isupper()
    line_end = post.text.find("\n", line_start)
    closes = line_end < 0 or not post.text[line_end + 1 :].split("\n", 1)[0].strip(" >\r")
    return opens and closes and rest[:1].isupper() and " " in rest and not re.search(_SENTENCE, rest)


def _blank_before(post: Post, line_start: int) -> bool:
    previous = post.text[post.text.rfind("\n", 0, line_start - 1) + 1 : line_start]
    return not previous.strip(" >\r\n")
