"""The rule placeholder-field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.elements import Field, FrontMatter, Node
from lint.post.field_names import SUMMARIES, is_template
from lint.post.placeholders import MARKS, is_placeholder
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_COMMENT = rf"#[#\s]*(?:{MARKS}|(?:todo|tbd|fixme)(?=\s*(?:[:(!]|\Z)))(?![\w-])"
_NEEDED = frozenset({"title", "date", "author", "authors"})


class PlaceholderField(Rule):
    """A field of the front matter still holds what the template put there, or nothing.

    The template's "The title of the post" makes a fine headline in search results, and a comment `# TODO` behind a
    value is dropped by every parser, so that nobody is reminded.

    A marker counts when it is the whole value or is set off from it ("TODO: write"), so "TODO apps compared" is a
    title. Fields that may rightly be empty (tags, cover) are not flagged, nor are template expressions, nor the
    files that new posts are copied from (below `archetypes`, `templates`, `scaffolds`).
    """

    id = "placeholder-field"
    level = Level.ERROR
    required: Annotated[
        frozenset[str],
        Meta(description="Fields that may not be empty, besides title, date and author; a summary is warned about."),
    ] = frozenset()

    examples = (
        Bad("---\ntitle: ⟦The title of the post⟧ ⟦# TODO⟧\n---\n", message="the placeholder `The title of the post`"),
        Bad("---\nsummary: ⟦# TODO⟧\n---\n", message="`# TODO` stands for the value of `summary`"),
        Bad("---\ndate: 2024-05-01 ⟦# TODO: check⟧\n---\n"),
        Bad("---\ntitle: Rain\n⟦# FIXME: choose a cover⟧\nlang: en\n---\n"),
        Bad('---\ntitle: ⟦"TODO: find a title"⟧\nsummary: ⟦TBD⟧\nimage: ⟦???⟧\n---\n'),
        Bad('+++\ntitle = ⟦"Rain (TBD)"⟧\nauthors = ["Ada", ⟦"First Last"⟧]\n+++\n'),
        Bad("---\ntitle: ⟦asdfasdf⟧\nauthor: ⟦Your Name⟧\ndescription: ⟦Lorem ipsum dolor sit amet.⟧\n---\n"),
        Bad("---\ntitle: ⟦Insert title⟧\ndescription: ⟦A short description of your post.⟧\n---\n"),
        Bad("---\ntitle: ⟦Title here⟧\ndate: ⟦YYYY-MM-DD⟧\n---\n"),
        Bad('---\ntitle: ⟦""⟧\ndate:⟦⟧\nauthor:⟦⟧\ntags:\ncover: ""\npublishDate:\n---\n', message="`title` is empty"),
        Bad("---\nauthors:\n  - name: ⟦Firstname Lastname⟧\n---\n"),
        Bad("---\ntitle: Rain\ntags:⟦⟧\n---\n", options={"required": ["tags"]}),
        Bad("---\ntitle: Rain # fallen yesterday\nsummary:⟦⟧\n---\n", message="`summary` is empty"),
        Good("---\ntitle: TODO apps compared\nslug: todo\ntags: [todo, asdf]\n---\n"),
        Good("---\ntitle: Fixing the TODO comments in our code\n---\n"),
        Good("---\ntitle: How I learned to love my TODO\nsummary: What the XXX in old code meant.\n---\n"),
        Good(
            '---\ntitle: "Issue #1: TODO lists"\nsummary: Summary of a rainy year. # the todo list is elsewhere\n---\n'
        ),
        Good("---\ntitle: Add a category to your blog\ndescription: The description of a city\n---\n"),
        Good("---\ntitle: The Author of the Rain\nauthor: First Aid Team\n---\n"),
        Good('---\ntitle: "{{ replace .Name }}"\ndate: {{ .Date }}\n---\n'),
        Good("---\ntitle: The title of the post # TODO\ndate:\n---\n", path="archetypes/default.md"),
        Good("---\ntitle: Lorem ipsum generators compared\nsummary: Why ??? is no answer...\n---\n"),
        Good("---\ntitle: Weer\nsummary: We were here\nauthor: Asdís\ncover:\n---\n"),
        Good("---\ntitle: ''\n---\n", path="content/_index.md"),
        Good("---\ntitle: |\n  # TODO lists\ntags: ['#todo']\n---\n\n# TODO\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        front = post.front
        if front is None or front.problems or is_template(post.path):
            return
        marks = [span for span in front.comments if re.match(_COMMENT, post.text[span.start : span.end])]
        listing = post.path.rpartition("/")[2].startswith("_index.")
        for field in front.fields:
            yield from self._field(field, marks, listing=listing)
        for span in marks:
            yield Finding(span, _comment_message(post, front, span))

    def _field(self, field: Field, marks: list[Span], *, listing: bool) -> Iterator[Finding]:
        key, value = field.key.lower(), field.value
        if value.kind in {"list", "map"}:
            if value.items or value.fields:
                yield from self._values(field.key, value)
            elif key in self.required:
                yield Finding(value.span, f"`{field.key}` is empty")
        elif value.text.strip():
            yield from _judged(field.key, value)
        elif not listing and value.kind in {"null", "text"} and field.comment not in marks:
            if key in _NEEDED or key in self.required:
                yield Finding(value.span, f"`{field.key}` is empty")
            elif key in SUMMARIES:
                yield Finding(value.span, f"`{field.key}` is empty", level=Level.WARNING)

    def _values(self, key: str, node: Node) -> Iterator[Finding]:
        """The scalars in a list or map; a map's own keys count, but a name in a list of authors is an author's."""
        if node.alias:
            return
        for item in node.items:
            if item.kind in {"list", "map"}:
                yield from self._values(key, item)
            else:
                yield from _judged(key, item)
        for field in node.fields:
            inner = key if field.key.lower() == "name" else field.key
            if field.value.kind in {"list", "map"}:
                yield from self._values(inner, field.value)
            else:
                yield from _judged(inner, field.value)


def _judged(key: str, value: Node) -> Iterator[Finding]:
    text = " ".join(value.text.split())
    if value.alias or not text or text.startswith(("{{", "{%", "<%")):
        return
    if is_placeholder(key, text):
        yield Finding(value.span, f"`{key}` still holds the placeholder `{_shortened(text)}`")


def _shortened(text: str) -> str:
    return text if len(text) <= 50 else text[:49] + "…"


def _comment_message(post: Post, front: FrontMatter, span: Span) -> str:
    written = _shortened(post.text[span.start : span.end])
    for field in front.fields:
        if field.comment == span:
            if field.value.kind == "null" and not field.value.text:
                return f"the comment `{written}` stands for the value of `{field.key}`"
            return f"the comment `{written}` is left behind `{field.key}`"
    return f"the comment `{written}` is left in the front matter"
