"""The headings of a post that may serve as its title, beside the title in the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lint.diagnostics import Span
from lint.post.field_names import TITLES
from lint.post.post import Post
from lint.post.sections import line, outline
from lint.regex import regex

if TYPE_CHECKING:
    from lint.site.facts import FieldFacts, PostFacts

_LETTERS = regex(r"[^\W_]+")
_SPACE = regex(r"[ \t\r\n]*")


class TitleHeading(msgspec.Struct, array_like=True, gc=False):
    """A heading of level 1, or the first heading of a post. `span` is the heading as written, without its line end.

    `cut` covers also the empty lines behind it, so that nothing is left when it goes. `first` says that no other
    heading stands before it, `opens` that no word does.
    """

    level: int
    text: str
    span: Span
    cut: Span
    first: bool
    opens: bool


def title_headings(post: Post) -> tuple[TitleHeading, ...]:
    """The first heading of a post and its headings of level 1, in order; those in quotes and lists do not count."""
    return tuple(
        TitleHeading(
            heading.level,
            " ".join(heading.text.split()),
            (span := line(post, heading)),
            _cut(post, span),
            not number,
            not (number or _LETTERS.search(post.prose, post.body, span.start)),
        )
        for number, heading in enumerate(outline(post))
        if heading.level == 1 or not number
    )


def _cut(post: Post, span: Span) -> Span:
    space = _SPACE.match(post.text, span.end)
    return Span(span.start, space.end() if space else span.end)


def same_title(title: str, other: str) -> bool:
    """Whether two titles have the same letters and digits in the same words, whatever their case and punctuation."""
    title, other = title.casefold(), other.casefold()
    first, second = _LETTERS.search(title), _LETTERS.search(other)
    if not first or not second or first[0] != second[0]:  # as nearly all do
        return False
    return _LETTERS.findall(title) == _LETTERS.findall(other)


def title_of(post: PostFacts) -> str:
    """The title in the front matter, empty where there is none."""
    return next((found[0].text for name in TITLES if (found := post.by_name.get(name))), "")


def title_field(post: PostFacts) -> FieldFacts | None:
    """The field of the title, where that is a text."""
    return next((one for name in TITLES for one in post.by_name.get(name, ()) if one.kind == "text"), None)


def is_habit(having: int, posts: int) -> bool:
    """Whether so many of the posts do a thing that the site is written so: more than a third. Our own bound."""
    return having * 3 > posts
