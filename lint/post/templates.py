"""Template tags: Liquid, Nunjucks, shortcodes of Hugo and Zola, interpolations of Vue. Code is no exception to them.

The template engine runs before Markdown is read, so a tag in code is one as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lint.diagnostics import Span
from lint.post.dialect import Dialect
from lint.post.masked import Kind, Masked

# Regions whose content is not Markdown: the engine shows it as code, or drops it.
_LIQUID_REGION = (
    r"\{%-?\s*(?P<liquid>highlight|comment|mermaid|math|javascript|js|css|style|stylesheet|schema|doc)\b[^%\n]*%\}"
)
_HUGO_REGION = r"\{\{[<%]\s*(?P<hugo>highlight|mermaid|math|katex|rawhtml|raw-html|chart)\b[^\n{}]*[>%]\}\}"
_COMMENTS = frozenset({"comment", "doc"})
# One tag. It holds no other tag and no blank line: an unclosed tag must not swallow the rest of the post.
_INSIDE = r"(?:(?!\{\{|\{%)[^\n]|\n(?![ \t]*\r?\n))*?"
# Hugo's raw strings hold what they like.
_IN_SHORTCODE = r"(?:(?!\{\{|`)[^\n]|`[^`]{0,1000}`|`|\n(?![ \t]*\r?\n))*?"
_TAGS = {
    "liquid": rf"\{{%{_INSIDE}%\}}|\{{\{{\{{?{_INSIDE}\}}\}}\}}?",
    "nunjucks": r"\{#(?!\w[\w-]*\})(?:(?!\{#)[^\n])*?#\}",
    "hugo": rf"\{{\{{<{_IN_SHORTCODE}>\}}\}}|\{{\{{%{_IN_SHORTCODE}%\}}\}}",
    "zola": rf"\{{\{{\s*(?:/\*\s*)?[\w:]+\({_INSIDE}\}}\}}|\{{%-?\s*(?:/\*\s*)?(?:end\b|[\w:]+\(){_INSIDE}%\}}",
    "vue": rf"\{{\{{{_INSIDE}\}}\}}",
}
_OPENERS = ("{%", "{{", "{#")  # looked for only where there is a brace: to find one letter costs next to nothing


def tags(text: str, start: int, dialect: Dialect) -> list[Masked]:
    """The template tags behind `start`, and the regions whose content only the engine can read; in no order."""
    if "{" not in text or not any(opener in text for opener in _OPENERS):
        return []
    tag, region = _patterns(dialect)
    found: list[Masked] = list(_regions(text, start, region)) if region else []
    if tag:
        found += [Masked("template", Span(*match.span())) for match in tag.finditer(text, start)]
    return found


@cache
def _patterns(dialect: Dialect) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    # A shortcode comes before an interpolation, which begins as it does and knows no raw strings.
    names = [name for name in ("hugo", "zola", "liquid", "nunjucks", "vue") if name in dialect.syntaxes]
    regions = [_LIQUID_REGION] if dialect.has("liquid") else []
    regions += [_HUGO_REGION] if dialect.has("hugo") else []
    return (
        re.compile("|".join(_TAGS[name] for name in names)) if names else None,
        re.compile("|".join(regions)) if regions else None,
    )


def _regions(text: str, start: int, pattern: re.Pattern[str]) -> Iterator[Masked]:
    unclosed: set[str] = set()  # looked for once only, so that many openers without an end stay cheap
    while opening := pattern.search(text, start):
        start = opening.end()
        group = opening.lastgroup or ""
        name = opening[group]
        if name in unclosed:
            continue
        end = rf"\{{%-?\s*end{name}\s*-?%\}}" if group == "liquid" else rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}"
        closing = re.compile(end).search(text, start)
        if closing is None:
            unclosed.add(name)
            continue
        start = closing.end()
        kind: Kind = "comment" if name in _COMMENTS else "math" if name in {"math", "katex"} else "code"
        yield Masked(kind, Span(opening.start(), start))
