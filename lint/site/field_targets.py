"""Addresses of other pages and files in front matter."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.elements import Field, FrontMatter, Node
from lint.regex import regex

# Fields whose value is the address of the post itself, or a path that the generator reads.
_NO_LINKS = frozenset(
    [
        *("permalink", "url", "path", "slug", "id", "key", "alias", "aliases", "redirect_from", "redirects"),
        *("old_url", "old_urls", "layout", "template", "templateclass", "type", "tags", "categories", "category"),
        *("date", "lang", "language", "weight", "title", "description", "summary", "excerpt", "eleventycomputed"),
        *("import", "imports", "include", "includes", "source", "src_path", "file_path", "bibliography", "csl"),
        *("schema", "parent", "section", "match", "pattern", "glob", "command", "code", "script", "regex", "uri"),
        *("endpoint", "route", "routes"),
    ]
)
_BEGINS = ("/", "./", "../")
_ENDING = regex(r"[^\s:]+/[^\s:]+\.[A-Za-z][A-Za-z0-9]{1,5}\Z")
_NOT_PLAIN = regex(r"(?://+)|[\s{}<>$*|\\\ue000]|\A/\^|:\w")


def field_targets(front: FrontMatter, covers: frozenset[str]) -> Iterator[Node]:
    """The values that plainly are local addresses; fields named in `covers` are left to who asked."""
    yield from _within(field for field in front.fields if field.key.lower() not in covers)


def _within(fields: Iterator[Field]) -> Iterator[Node]:
    for field in fields:
        if field.key.lower() not in _NO_LINKS:
            yield from _nodes(field.value)


def _nodes(node: Node) -> Iterator[Node]:
    if node.kind == "text":
        if _is_local(node.text):
            yield node
    elif node.items:
        for item in node.items:
            yield from _nodes(item)
    elif node.fields:
        yield from _within(iter(node.fields))


def _is_local(text: str) -> bool:
    if "/" not in text or len(text) < 3 or _NOT_PLAIN.search(text):
        return False
    return text.startswith(_BEGINS) or bool(_ENDING.fullmatch(text))
