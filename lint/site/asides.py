"""What is read like prose though it stands outside it: titles, summaries, alternative texts, text in blocks of HTML."""

from __future__ import annotations

import re

from lint.diagnostics import Span
from lint.post.elements import Field
from lint.post.field_names import SUMMARIES, TITLES
from lint.post.html import CODE_ELEMENTS
from lint.post.post import Post
from lint.post.prose import BREAK, INVISIBLE, OPAQUE
from lint.regex import regex

_CODE = regex(r"`[^`\n]*`")
_MARKUP = regex(
    rf"<!--.*?(?:-->|\Z)|<(?P<code>{'|'.join(sorted(CODE_ELEMENTS))})\b.*?(?:</(?P=code)\s*>|\Z)|</?(?P<tag>[\w-]*+)[^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
# Tags over which a sentence goes on.
_INLINE = frozenset(
    "a abbr b bdi bdo cite del dfn em font i ins mark q s small span strike strong sub sup u".split()  # noqa: SIM905
)
_READ = frozenset({*TITLES, *SUMMARIES})
Part = tuple[Span, str]
_ENTITY = regex(r"&#?\w+;")


def asides(post: Post) -> tuple[str, tuple[Span, ...]]:
    """A mask like `Post.prose` that holds only these texts, and the spans of titles; ("", ()) without any."""
    parts: list[Part] = []
    titles: list[Span] = []
    for field in read_fields(post):
        parts.append(_part(post, field.value.span))
        if field.key.lower() in TITLES:
            titles.append(field.value.span)
    parts += [_part(post, image.text_span) for image in post.images if image.text]
    blocks: list[Part] = []
    if post.html and not post.dialect.has("mdx"):
        spans = [block.span for block in post.blocks if block.kind == "html"]
        blocks = [(span, _without_tags(post.source[span.start : span.end])) for span in spans]
    if not parts and not blocks:
        return "", ()
    # Alternative texts may stand inside the tags of a block.
    return _laid_over(_laid_over(BREAK * len(post.text), blocks), parts), tuple(titles)


def _part(post: Post, span: Span) -> Part:
    return span, _CODE.sub(_opaque, post.source[span.start : span.end])


def prose_through_tags(post: Post) -> str:
    """`Post.prose` with inline tags made invisible, so that `<b>words</b>` between them are seen."""
    parts: list[Part] = []
    for span in post.html:
        if post.prose.startswith(OPAQUE, span.start):
            seen = _without_tags(post.source[span.start : span.end]).replace(BREAK, " ")
            if not seen.strip(INVISIBLE + " "):
                parts.append((span, seen))
    return _laid_over(post.prose, parts)


def read_fields(post: Post) -> list[Field]:
    """The fields of the front matter that readers read as sentences."""
    if not post.front or post.front.problems:
        return []
    return [field for field in post.front.fields if field.value.kind == "text" and field.key.lower() in _READ]


def _laid_over(mask: str, parts: list[Part]) -> str:
    """The mask with the parts at their places; what overlaps an earlier one is left out."""
    pieces: list[str] = []
    done = 0
    for span, text in sorted(parts):
        if text and span.start >= done:
            pieces += (mask[done : span.start], text)
            done = span.end
    return "".join((*pieces, mask[done:])) if pieces else mask


def _opaque(found: re.Match[str]) -> str:
    return OPAQUE * len(found.group())


def _without_tags(html: str) -> str:
    return _ENTITY.sub(_opaque, _MARKUP.sub(_hidden, html))


def _hidden(found: re.Match[str]) -> str:
    if found["code"]:
        return OPAQUE * len(found.group())
    return (INVISIBLE if (found["tag"] or "").lower() in _INLINE else BREAK) * len(found.group())
