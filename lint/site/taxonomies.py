"""The tags, categories and authors of a post, whichever way its front matter writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lint.diagnostics import Edit, Span
from lint.post.field_names import AUTHORS, CATEGORIES
from lint.records import NamedTuple
from lint.regex import regex
from lint.site.facts import FieldFacts, PostFacts
from lint.site.rewrite import part_of, rewrite

_TAXONOMIES = {"tag": "tag", "tags": "tag", **dict.fromkeys(CATEGORIES, "category")}
_HOLDING_LABELS = (*_TAXONOMIES, "taxonomies")
_NAME_KEYS = frozenset({"name", "title"})
_COMMA = regex(",")
_AUTHOR_SEPARATOR = regex(r"[,;]|(?<=\s)(?:and|&|und|et)(?=\s)")
# Letters that are one with a mark, and no letter and mark that could be taken apart.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


class Entry(NamedTuple):
    """One tag, category or author of a post. `kind` says which.

    `span` is where it stands, the quotes of a value of its own included. `whole` is False for a part of a text that
    names several. `field` is the number of the field, `bracketed` says that the list stands in brackets.
    """

    kind: str
    text: str
    span: Span
    whole: bool
    field: int
    bracketed: bool

    def rewritten(self, new: str, post: PostFacts) -> Edit | None:
        """The edit that makes this entry say `new`; None where it is not certain how."""
        if self.whole:
            return rewrite(self.span, self.text, new, post.format)
        # Within a text that is there already, only marks that end or split it could do harm.
        return None if re.search(r"[\"'\\,;:#\[\]{}]", new) else Edit(self.span, new)


def labels(post: PostFacts) -> Iterator[Entry]:
    """The tags and categories of a post, in their order; those of Zola's `[taxonomies]` too."""
    if post.by_name.keys().isdisjoint(_HOLDING_LABELS):
        return
    for number, field in enumerate(post.fields):
        key = field.key.lower()
        if field.alias:  # what it says stands elsewhere
            continue
        if key in _TAXONOMIES:
            yield from _labels_of(_TAXONOMIES[key], field, number)
        elif key == "taxonomies":
            for inner in _inner(field):
                if (key := inner.key.lower()) in _TAXONOMIES and not inner.alias:
                    yield from _labels_of(_TAXONOMIES[key], inner, number)


def _inner(field: FieldFacts) -> Iterator[FieldFacts]:
    """The fields of a map, or of the maps in a list."""
    node = field.node
    if node is None:
        return
    for holder in (node, *node.items):
        for inner in holder.fields:
            value = inner.value
            texts = tuple((item.text, item.span) for item in value.items or (value,))
            kinds = tuple(item.kind for item in value.items)
            yield FieldFacts(inner.key, inner.key_span, value.kind, value.span, texts, value.style, kinds, value.alias)


def _labels_of(kind: str, field: FieldFacts, number: int) -> Iterator[Entry]:
    if field.kind == "list":
        for item, (text, span) in zip(field.kinds, field.texts, strict=False):
            if item in {"text", "number", "date"} and text.strip():
                yield Entry(kind, text, span, True, number, field.style == "[")
    elif field.kind == "text" and field.text.strip():
        text = field.text
        if "," in text:
            yield from _parts(kind, field, number, _COMMA)
        elif kind == "category" or not re.search(r"\s", text.strip()):
            # Words with spaces between them are several tags to some generators and one to others.
            yield Entry(kind, text, field.span, True, number, False)


def authors(post: PostFacts) -> Iterator[Entry]:
    """The authors of a post, in their order; those in one text, joined by commas or "and", one by one.

    Of a map, or a list of maps, the names.
    """
    if post.by_name.keys().isdisjoint(AUTHORS):
        return
    for number, field in enumerate(post.fields):
        if field.key.lower() not in AUTHORS or field.alias:
            continue
        if field.kind in {"list", "map"}:
            for inner in _inner(field):
                if inner.key.lower() in _NAME_KEYS and inner.kind == "text" and inner.text.strip() and not inner.alias:
                    yield Entry("author", inner.text, inner.span, True, number, False)
        if field.kind == "list":
            for item, (text, span) in zip(field.kinds, field.texts, strict=False):
                if item == "text" and text.strip():
                    scalar = FieldFacts(field.key, field.key_span, "text", span, ((text, span),))
                    yield from _authors_in(scalar, number, bracketed=field.style == "[")
        elif field.kind == "text" and field.text.strip():
            yield from _authors_in(field, number, bracketed=False)


def _authors_in(field: FieldFacts, number: int, *, bracketed: bool) -> Iterator[Entry]:
    if _AUTHOR_SEPARATOR.search(field.text):
        yield from _parts("author", field, number, _AUTHOR_SEPARATOR)
    else:
        yield Entry("author", field.text, field.span, True, number, bracketed)


def _parts(kind: str, field: FieldFacts, number: int, separator: re.Pattern[str]) -> Iterator[Entry]:
    """The parts of a text between separators, each with its place."""
    text, start = field.text, 0
    for end, following in [*(match.span() for match in separator.finditer(text)), (len(text), len(text))]:
        part = text[start:end]
        left = start + len(part) - len(part.lstrip())
        span = part_of(field.span, text, left, left + len(part.strip()))
        if part.strip() and span:
            yield Entry(kind, part.strip(), span, False, number, False)
        start = following


def unaccented(text: str) -> str:
    """The text in lower case, without diacritics and ligatures."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
