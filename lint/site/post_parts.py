"""What each part of a post is taken for: prose, which is judged, or what is not and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from lint.diagnostics import Span
from lint.post.masked import Kind
from lint.post.post import Post
from lint.post.prose import BREAK, INVISIBLE, OPAQUE
from lint.records import NamedTuple
from lint.site.asides import asides

PartKind = Literal[
    "prose", "aside", "front matter", "markup", "link target", "image", "code", "HTML", "comment", "footnote",
    "template tag", "attributes", "directive", "role", "alert", "math", "citation", "expression", "import",
    "component",
]  # fmt: skip
KINDS: dict[PartKind, str] = {
    "prose": "what readers read; every rule about words and sentences judges it",
    "aside": "titles, summaries, alternative texts and text in HTML; spelling is judged there, too",
    "front matter": "judged by the rules about its fields",
    "markup": "Markdown's own marks",
    "link target": "addresses and wikilinks; judged by the rules about links",
    "image": "judged by the rules about images",
    "code": "code, and what a template shows as code",
    "HTML": "tags of raw HTML",
    "comment": "what no reader sees",
    "footnote": "marks of footnotes",
    "template tag": "what the generator replaces",
    "attributes": "classes and ids",
    "directive": "the marks of containers, admonitions and directives, with their options",
    "role": "the names of roles, and targets",
    "alert": "the kind of an alert",
    "math": "formulas",
    "citation": "keys of citations",
    "expression": "JavaScript in braces",
    "import": "imports and exports",
    "component": "tags of components; what stands between them is prose",
}
"""The kinds, in the order of a legend, each with what it means for the judgement."""

_OF_MASKED: dict[Kind, PartKind] = {
    "template": "template tag",
    "attributes": "attributes",
    "container": "directive",
    "directive": "directive",
    "role": "role",
    "alert": "alert",
    "wikilink": "link target",
    "math": "math",
    "citation": "citation",
    "comment": "comment",
    "import": "import",
    "expression": "expression",
    "component": "component",
    "code": "code",
}
_COMMENT = r"(?s)<!--.*?(?:-->|\Z)"


class Part(NamedTuple):
    """A stretch of the text of one kind."""

    kind: PartKind
    span: Span


def parts(post: Post) -> list[Part]:
    """The parts in order; white space between them belongs to none."""
    kinds: list[PartKind | None] = [_of_prose(mark) for mark in post.prose]
    for kind, span in _painted(post):
        kinds[span.start : span.end] = [kind] * (span.end - span.start)
    aside = asides(post)[0]
    for at, mark in enumerate(aside):
        if _of_prose(mark) == "prose" and kinds[at] != "prose":
            kinds[at] = "aside"
    return list(_runs(post.text, kinds))


def _of_prose(mark: str) -> PartKind | None:
    return "markup" if mark in {BREAK, INVISIBLE, OPAQUE} else "prose"


def _painted(post: Post) -> Iterator[tuple[PartKind, Span]]:
    """Kinds and where they stand; the later cover the earlier."""
    if post.front:
        yield "front matter", post.front.span
    for span in post.html:
        yield "HTML", span
        for comment in re.finditer(_COMMENT, post.text[span.start : span.end]):
            yield "comment", Span(span.start + comment.start(), span.start + comment.end())
    for link in post.links:
        if link.kind != "html" and (link.url_span != link.text_span or link.kind == "autolink"):
            yield "link target", link.url_span
    for definition in post.definitions:
        yield "link target", definition.span
    for span in post.bare:
        yield "link target", span
    for image in post.images:
        if image.kind != "html":
            yield "image", image.span
    for note in post.footnotes:
        if not note.definition:
            yield "footnote", note.span
    for code in post.code:
        yield "code", code.span
    for one in post.masked:
        yield _OF_MASKED[one.kind], one.span


def _runs(text: str, kinds: Iterable[PartKind | None]) -> Iterator[Part]:
    """Neighbours of one kind, without the white space at their ends."""
    at = 0
    for kind, run in groupby(kinds):
        end = at + sum(1 for _ in run)
        written = text[at:end]
        if kind and written.strip():
            start = at + len(written) - len(written.lstrip())
            yield Part(kind, Span(start, at + len(written.rstrip())))
        at = end
