"""The rule duplicate-field."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.elements import Field, FrontMatter, Node
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, Related, Rule, Span, replace

_SEPARATOR = {"yaml": regex(r"[ \t]*:[ \t]+"), "toml": regex(r"[ \t]*=[ \t]*")}


class DuplicateField(Rule):
    """A field of the front matter is given twice.

    Some readers keep the first value, some the last and some refuse the page; which title or date is published
    depends on the generator's version.

    The same key in different maps is no duplicate, nor are keys that differ in letter case, nor the merge key `<<`.
    The fix, offered where both say the same, removes the second one.
    """

    id = "duplicate-field"
    level = Level.ERROR

    examples = (
        Bad("---\ntitle: Rain\nlang: en\n⟦title⟧: Snow\n---\n", message="`title` is given twice"),
        Bad("---\ntitle: Rain\nlang: en\n⟦lang⟧: en\n---\n", fixed="---\ntitle: Rain\nlang: en\n---\n"),
        Bad("---\ntitle: Rain\ncover:\n  image: a.png\n  ⟦image⟧: b.png\n---\n"),
        Bad("---\nauthors:\n  - name: Ada\n    ⟦name⟧: Bob\n---\n"),
        Bad('---\ntitle: Rain\n⟦"title"⟧: Snow\n⟦title⟧: Hail\n---\n'),
        Bad('+++\ntitle = "Rain"\n⟦title⟧ = "Rain"\n+++\n', fixed='+++\ntitle = "Rain"\n+++\n'),
        Bad('{"title": "Rain", ⟦"title"⟧: "Snow"}\n'),
        Bad("---\nlang: en\r\n⟦lang⟧: en\r\n---\r\n", fixed="---\nlang: en\r\n---\r\n"),
        Good("---\ntitle: Rain\nauthors:\n  - name: Ada\n  - name: Bob\n---\n"),
        Good("---\ntitle: Rain\ncover:\n  title: A wet street\n---\n"),
        Good("---\ntitle: Rain\nTitle: Snow\n---\n"),
        Good("---\na: &a {x: 1}\nb: &b {y: 2}\nc:\n  <<: *a\n  <<: *b\n---\n"),
        Good("---\ntitle: Rain\n# title: Snow\n---\ntitle: Hail\n"),
        Good('+++\n[[tests]]\nname = "a"\n[[tests]]\nname = "b"\n+++\n'),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        front = post.front
        if front is None:
            return
        maps = [front.fields]
        while maps:
            fields = maps.pop()
            first: dict[str, Field] = {}
            for field in fields:
                if field.key in first and field.key != "<<":
                    yield self._finding(post, front, first[field.key], field)
                else:
                    first[field.key] = field
                value = field.value
                if value.fields or value.items:
                    maps += _maps_in(value)

    def _finding(self, post: Post, front: FrontMatter, first: Field, second: Field) -> Finding:
        return Finding(
            second.key_span,
            f"`{second.key}` is given twice",
            _removal(post.text, front, first.value, second),
            related=(Related(post.path, first.key_span, "first here"),),
        )


def _maps_in(node: Node) -> list[tuple[Field, ...]]:
    """The maps that a value is or holds; what an alias repeats was judged where it stands."""
    if node.alias:
        return []
    if node.kind == "map":
        return [node.fields]
    return [fields for item in node.items for fields in _maps_in(item)]


def _removal(text: str, front: FrontMatter, first: Node, second: Field) -> Fix | None:
    """Takes out a line that only says again what was said."""
    value, separator = second.value, _SEPARATOR.get(front.format)
    if separator is None or value.kind in {"list", "map"} or (first.kind, first.text) != (value.kind, value.text):
        return None
    start = text.rfind("\n", 0, second.key_span.start) + 1
    end = text.find("\n", value.span.end) + 1
    between = separator.fullmatch(text, second.key_span.end, value.span.start)
    alone = not text[start : second.key_span.start].strip() and not text[value.span.end : end].strip()
    if not between or not alone or "\n" in text[value.span.start : value.span.end]:
        return None
    return replace(Span(start, end), "", f"Remove the second `{second.key}`")
