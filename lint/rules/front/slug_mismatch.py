"""The rule slug-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.periods import fold
from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule, Span, replace
from lint.site.dated import ADDRESSES, published
from lint.site.facts import FieldFacts, PostFacts
from lint.site.schema import is_judged
from lint.site.site import Site
from lint.site.titles import title_of
from lint.spelling.dictionary import Dictionary

WHOLE = 5
"""Words of a slug that was made from its title, one of them wrong. Our own bound."""
_SHORTEST = 5
"""Letters of a misspelt word in any other slug. Our own bound."""

_MOST = 100  # words; a longer title is none
_WORD = regex(r"[a-z0-9]+")
_APOSTROPHES = regex(r"['’`]")


class SlugMismatch(SiteRule):
    """The address misspells a word of the title.

    It is the one typo that cannot be put right after publishing without breaking every link to the post.

    A slug that was made from the title, word for word, may not differ by one letter in one of them; any other slug is
    judged only while the post is a draft or new: by words that the dictionary does not know and that are one letter
    away from one of the title. Plurals are no misspellings. Only addresses in the front matter are judged, and words
    in English posts.
    """

    id = "slug-mismatch"
    level = Level.WARNING
    days: Annotated[int, Meta(ge=0, description="So many days after its date a post counts as new.")] = 30

    examples = (
        Bad(
            "---\ntitle: From 10 LTS to 12 LTS\nslug: ⟦from-10-lts-to-12-ls⟧\n---\n",
            fixed="---\ntitle: From 10 LTS to 12 LTS\nslug: from-10-lts-to-12-lts\n---\n",
            message="`ls` in `slug` is `lts` in the title",
        ),
        Bad(
            '+++\ntitle = "Our governance in spring"\npath = ⟦"news/goverance"⟧\n+++\n',
            fixed='+++\ntitle = "Our governance in spring"\npath = "news/governance"\n+++\n',
        ),
        Bad(
            '{"title": "Announcing the weather", "slug": ⟦"weather-anouncing"⟧}\n',
            fixed='{"title": "Announcing the weather", "slug": "weather-announcing"}\n',
        ),
        Good("---\ntitle: Our governance in spring\nslug: goverance\ndate: 2020-01-01\n---\n", today="2024-06-01"),
        Good("---\ntitle: New releases\nslug: new-release\n---\n"),
        Good("---\ntitle: Rust's new look for the year\nslug: rust-new-look-for-the-year\n---\n"),
        Good("---\ntitle: The rain in May\nslug: spring-weather\n---\n"),
        Good("---\ntitle: L'été arrive bientôt chez nous\nslug: l-ete-arrive-bientot-chez-nous\nlang: fr\n---\n"),
        Good("---\nslug: goverance\n---\n"),
        Good("---\ntitle: Part 1 of the long story\nslug: part-2-of-the-long-story\n---\n"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            if post.by_name.keys().isdisjoint(ADDRESSES):
                continue
            fields = [field for field in post.fields if field.key.lower() in ADDRESSES and field.kind == "text"]
            title = title_of(post) if fields else ""
            if title and is_judged(post):
                new = self._is_new(post, site)
                for field in fields:
                    if pair := _wrong_word(
                        field, title, site.dictionary if new and post.language[:2] == "en" else None
                    ):
                        wrong, right = pair
                        message = f"`{wrong}` in `{field.key}` is `{right}` in the title"
                        yield post, Finding(field.span, message, _fix(field, wrong, right))

    def _is_new(self, post: PostFacts, site: Site) -> bool:
        dated = published(post)
        return post.draft or dated is None or (site.today - dated.day).days <= self.days


def _wrong_word(field: FieldFacts, title: str, dictionary: Dictionary | None) -> tuple[str, str] | None:
    """A word of the address with that of the title; the dictionary says that the post is new."""
    slug = fold(field.text.rstrip("/").rpartition("/")[2])
    words, said = _WORD.findall(slug)[:_MOST], _WORD.findall(_APOSTROPHES.sub("", fold(title)))[:_MOST]
    differing = [pair for pair in zip(words, said, strict=False) if pair[0] != pair[1]]
    if len(words) == len(said) >= WHOLE and len(differing) == 1 and _is_slip(*differing[0]):
        return differing[0]
    if dictionary:
        for word in words:
            if len(word) >= _SHORTEST and word not in said and word.isalpha() and not dictionary.knows(word):
                near = [one for one in said if one not in words and _is_slip(word, one) and dictionary.knows(one)]
                if len(near) == 1:
                    return word, near[0]
    return None


def _is_slip(wrong: str, right: str) -> bool:
    """Whether two words are one edit apart, plurals aside."""
    if not (wrong.isalpha() and right.isalpha()) or abs(len(wrong) - len(right)) > 1 or len(right) < 3:
        return False
    if f"{wrong}s" == right or f"{right}s" == wrong:
        return False
    from lint.spelling.nearest import one_edit_away

    return right in one_edit_away(wrong)


def _fix(field: FieldFacts, wrong: str, right: str) -> Fix | None:
    """Writes the right word; none where the value is not written as it reads, or the word stands there twice."""
    quotes = 2 if field.style in {'"', "'"} else 0
    places = [match.start() for match in re.finditer(rf"(?<![A-Za-z0-9]){wrong}(?![A-Za-z0-9])", field.text)]
    if field.span.end - field.span.start != len(field.text) + quotes or len(places) != 1:
        return None
    start = field.span.start + quotes // 2 + places[0]
    return replace(Span(start, start + len(wrong)), right, f"Write `{right}`", safe=False)
