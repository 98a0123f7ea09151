"""Template tags are hidden from the Markdown reader: same length, line breaks kept.

A tag inside a line becomes U+E000, which no rule judges. A line that holds nothing but tags becomes blank,
because the template engine leaves nothing of it, or a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "\ue000"

# Regions whose content is not Markdown: the engine shows it as code, or drops it.
_REGION = re.compile(
    r"\{%-?\s*(?P<liquid>highlight|comment|mermaid|math|javascript|css|style)\b[^%\n]*%\}"
    r"|\{\{[<%]\s*(?P<hugo>highlight|mermaid|math|katex)\b[^\n{}]*[>%]\}\}"
)
# One tag. It holds no other tag and no blank line: an unclosed tag must not swallow the rest of the post.
_INSIDE = r"(?:(?!\{\{|\{%)[^\n]|\n(?![ \t]*\r?\n))*?"
_TAG = re.compile(
    rf"\{{%{_INSIDE}%\}}"
    rf"|\{{\{{\{{?{_INSIDE}\}}\}}\}}?"
    r"|\{#(?!\w[\w-]*\})(?:(?!\{#)[^\n])*?#\}"
    r"|\{:[ ]?[.#\w][^{}\n]*\}"  # kramdown attributes
    r"|\{\.[\w-][^{}\n]*\}"  # markdown-it-attrs
)
_MDX = re.compile(
    r"^(?:import|export)\s(?:[^\n]|\n(?![ \t]*\r?\n))*|\{/\*(?:(?!\{/\*).)*?\*/\}", re.MULTILINE | re.DOTALL
)
_OPENERS = ("{%", "{{", "{#", "{:", "{.")
_NOT_BREAK = re.compile(r"[^\r\n]")
_LONE = re.compile(rf"^[ \t>]*{MASK}[{MASK} \t]*(?=\r?$)", re.MULTILINE)


def mask(text: str, start: int, *, mdx: bool = False) -> str:
    """`text` with the template tags behind `start` hidden; the same object when there are none."""
    spans = [match.span() for match in _MDX.finditer(text, start)] if mdx else []
    if any(opener in text for opener in _OPENERS):
        spans += _regions(text, start)
        spans += [match.span() for match in _TAG.finditer(text, start)]
    if not spans:
        return text
    pieces: list[str] = []
    done = 0
    for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if begin >= done:
            pieces += text[done:begin], _NOT_BREAK.sub(MASK, text[begin:end])
            done = end
    pieces.append(text[done:])
    return _LONE.sub(lambda line: line.group().replace(MASK, " "), "".join(pieces))


def _regions(text: str, start: int) -> Iterator[tuple[int, int]]:
    unclosed: set[str] = set()  # looked for once only, so that many openers without an end stay cheap
    while opening := _REGION.search(text, start):
        start = opening.end()
        name = opening["liquid"] or opening["hugo"]
        if name in unclosed:
            continue
        end = rf"\{{%-?\s*end{name}\s*-?%\}}" if opening["liquid"] else rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}"
        closing = re.compile(end).search(text, start)
        if closing is None:
            unclosed.add(name)
            continue
        start = closing.end()
        yield opening.start(), start
