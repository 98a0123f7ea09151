"""The rule empty-section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lint.post.elements import Heading
from lint.post.post import Post
from lint.post.sections import line, outline
from lint.rule import Bad, Finding, Good, Level, Rule

_COMMENT = r"(?s)<!--(.*?)-->"
# A generator or a script puts something in the place of these.
_PLACE = r"(?i)\b(?:toc|include|insert|embed|generated|begin|start|end)\b"
_NOT_YET = frozenset({"unreleased", "[unreleased]"})
"""What is written down there when there is something."""
_OF_FOLDERS = frozenset({"index", "_index"})
_MAY_BE_NOTHING = r"<!--|\[[^\]\n]+\]:|([-*_])[ \t]*\1[ \t]*\1"
_CALL = r"[\w.#:$\[\]-]+\(.*\)(?:\s*(?:=>|->|⇒|→|:).*)?\Z"
_RULE = r"(?m)^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$"


class EmptySection(Rule):
    """A heading has nothing below it.

    The section was planned and never written, or its text was moved away; the reader finds a promise that is not kept.

    A section that holds only deeper headings is not empty. Template tags, images, HTML and code are content; comments,
    link definitions and thematic breaks are not. The title of an `index.md` that holds nothing else is left alone, for
    the generator lists the pages of the folder there, and so is "Unreleased" in a changelog. Headings inside quotes and
    lists, and headings that are links themselves, are passed over, and so is level 6, which often serves as a caption.
    Signatures of functions in a row (`open(name)`, `open(name, mode)`) share what stands below the last one.
    """

    id = "empty-section"
    level = Level.WARNING

    examples = (
        Bad("## One\n\nText.\n\n⟦## Two⟧\n\n## Three\n\nText.\n"),
        Bad("Text.\n\n⟦## The end ##⟧\n"),
        Bad("⟦### Deep⟧\n\n## Higher\n\nText.\n"),
        Bad("⟦Underlined\n----------⟧\n\n## Next\n\nText.\n"),
        Bad("⟦## Notes⟧\n\n<!-- to be written -->\n\n[a]: https://a.example/\n\n---\n\n## Next\n\nText with [a].\n"),
        Bad("⟦## One⟧\r\n\r\n## Two\r\n\r\nText.\r\n"),
        Good("# Title\n\n## One\n\nText.\n"),
        Good("## One\n\n{% include chart.html %}\n\n## Two\n\n{{< figure >}}\n"),
        Good("## One\n\n![A map](map.png)\n\n## Two\n\n<video></video>\n\n## Three\n\n```\n# code\n```\n"),
        Good("> ## Quoted\n\n## One\n\n- ## In a list\n"),
        Good("## Contents\n\n<!-- toc -->\n\n## One\n\n* * *\n\nText.\n"),
        Good("### [The first talk](a.md)\n\n### [The second talk](b.md)\n"),
        Good("**Meeting**\n\n###### In a town\n\n**Party**\n\n###### In another\n"),
        Bad("Words.\n\n⟦# Tea⟧\n", path="posts/index.md"),
        Bad("⟦# Tea⟧\n", path="posts/tea.md"),
        Good("---\ntitle: Tea\n---\n# Tea\n", path="posts/index.md"),
        Good("# Tea\n", path="content/tea/_index.md"),
        Good("## Unreleased\n\n## 1.1.0\n\nText.\n"),
        Good("### open(name)\n\n### open(name, mode?)\n\nText.\n"),
        Bad("⟦### open(name)⟧\n\n### Notes\n\nText.\n"),
        Good("Only text.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        headings = outline(post)
        if len(headings) == 1 and _lists_folder(post, headings[0].span.start):
            return
        for number, heading in enumerate(headings):
            following = headings[number + 1] if number + 1 < len(headings) else None
            if heading.level == 6 or (following and following.level > heading.level):
                continue
            start, end = heading.span.end, following.span.start if following else len(post.text)
            if _content(post, start, end) or heading.text.lower() in _NOT_YET:
                continue
            if following and following.level == heading.level and _is_call(heading) and _is_call(following):
                continue
            if any(heading.span.start <= link.span.start < start for link in (*post.links, *post.images)):
                continue
            shown = heading.text.replace("\n", " ")
            yield Finding(line(post, heading), f'nothing stands below the heading "{shown}"')


def _is_call(heading: Heading) -> bool:
    """Whether a heading is the signature of a function, of which several in a row share what is said below."""
    return re.match(_CALL, heading.text.strip()) is not None


def _lists_folder(post: Post, title: int) -> bool:
    """Whether nothing stands before the title of a page for which a generator lists a folder."""
    return PurePosixPath(post.path).stem in _OF_FOLDERS and not post.text[post.body : title].strip()


def _content(post: Post, start: int, end: int) -> bool:
    """Whether anything between two offsets is shown, or stands for something that a template makes."""
    between = post.text[start:end].strip()
    if not re.match(_MAY_BE_NOTHING, between):
        return bool(between)
    between = post.text[start:end]
    for definition in reversed([d for d in post.definitions if start <= d.span.start < end]):
        between = between[: definition.span.start - start] + between[definition.span.end - start :]
    # Behind the last closing mark no comment ends, and a search for one there would go on and on.
    last = between.rfind("-->") + 3 if "-->" in between else 0
    comments, rest = between[:last], between[last:]
    if any(re.search(_PLACE, comment) for comment in re.findall(_COMMENT, comments)):
        return True
    return bool(re.sub(_RULE, "", (re.sub(_COMMENT, "", comments) + rest).replace("\r", "")).strip())
