"""Where a word stands in a post: in its prose, and what else of the post has these letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.diagnostics import Span
from lint.post.post import Post
from lint.records import NamedTuple
from lint.site.asides import asides, prose_through_tags
from lint.site.strange import key
from lint.spelling.words import Word, block_around, plain, words


class WordPlace(NamedTuple):
    """A word in the mask in which it is read; `title` says that it stands in a heading or a title."""

    word: Word
    mask: str
    title: bool

    @property
    def written(self) -> str:
        """The word as the mask has it, with invisible markup."""
        return self.mask[self.word.start : self.word.end]

    @property
    def block(self) -> Span:
        """The text between two breaks that the word stands in."""
        return Span(*block_around(self.mask, self.word.start, self.word.end))


class Sighting(NamedTuple):
    """A place outside of what is read as prose, in code points of the post, and what is there."""

    span: Span
    where: str


def word_places(wanted: str, post: Post) -> list[WordPlace]:
    """Where a post's prose has a word, in any case, with endings and elisions or without, in order.

    The parts of a hyphenated word come one by one.
    """
    text = plain(wanted).lower()
    same = key(text)
    return [
        place
        for place in _all_places(post)
        if place.word.text.lower() == text or key(place.word.text) == same or place.word.compound.lower() == text
    ]


def all_words(post: Post) -> set[str]:
    """The different words of a post's prose."""
    return {place.word.text for place in _all_places(post)}


def _all_places(post: Post) -> Iterator[WordPlace]:
    headings = [heading.text_span for heading in post.headings]
    beside, titles = asides(post)
    found = [(word, prose, headings) for prose in (prose_through_tags(post),) for word in words(prose)]
    found += [(word, beside, list(titles)) for word in words(beside)]
    for word, mask, spans in sorted(found, key=lambda one: one[0].start):
        yield WordPlace(word, mask, any(span.start <= word.start < span.end for span in spans))


def sightings(wanted: str, post: Post) -> list[Sighting]:
    """Where else a post has these letters, in any case, as a word or a part of a name joined by signs; in order."""
    judged = {at for place in word_places(wanted, post) for at in range(place.word.start, place.word.end)}
    pattern = re.compile(rf"(?<![^\W_]){re.escape(wanted)}(?![^\W_])", re.IGNORECASE)
    return [
        Sighting(Span(*found.span()), _where(found.start(), post))
        for found in pattern.finditer(post.text)
        if found.start() not in judged
    ]


def _where(start: int, post: Post) -> str:
    front = post.front
    if front and start < front.span.end:
        for field in front.fields:
            if field.value.span.start <= start < max(field.value.span.end, field.value.span.start + 1):
                return f"in the field `{field.key}`"
        return "in front matter"
    for code in post.code:
        if code.span.start <= start < code.span.end:
            return "in code"
    addresses = [link.url_span for group in (post.links, post.images) for link in group]
    addresses += [definition.url_span for definition in post.definitions]
    if any(span.start <= start < span.end for span in addresses):
        return "in an address"
    if post.source[start] != post.text[start]:
        return "in a template tag"
    if any(span.start <= start < span.end for span in post.html):
        return "in a tag or comment of HTML"
    around = post.text[post.text.rfind("\n", 0, start) + 1 : start].rpartition(" ")[2]
    if "://" in around or around.startswith(("www.", "mailto:")):
        return "in an address"
    if post.prose[start].isalnum():
        return "in a name, a path or an address"
    return "in what is not read as prose"
