"""The rule unknown-tag."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.taxonomies import labels, unaccented

_NEAR = 0.7
"""How like a tag must be to one of the vocabulary (0 to 1, as difflib has it) to be taken for it. Our own bound."""


class UnknownTag(SiteRule):
    """A tag or category is not in the vocabulary that the configuration names.

    A tag that exists once leads to a page with one post, and the post is missing under the tag that readers follow.

    Without a configured vocabulary nothing is said. Letter case counts. The fix puts the nearest tag of the vocabulary
    where one is near.
    """

    id = "unknown-tag"
    level = Level.WARNING
    tags: Annotated[tuple[str, ...], Meta(description="The tags that posts may have; none means any.")] = ()
    categories: Annotated[tuple[str, ...], Meta(description="The categories that posts may have; none means any.")] = ()

    examples = (
        Bad(
            "---\ntags: [rain, ⟦wether⟧]\n---\n",
            fixed="---\ntags: [rain, weather]\n---\n",
            options={"tags": ["rain", "weather"]},
            message='"wether" is none of the 2 tags of the site',
        ),
        Bad(
            '+++\ntags = [⟦"Rain"⟧]\n+++\n', fixed='+++\ntags = ["rain"]\n+++\n', options={"tags": ["rain", "weather"]}
        ),
        Bad("---\ntags: [rain, ⟦philately⟧]\n---\n", options={"tags": ["rain", "weather"]}),
        Bad("---\ncategory: ⟦notes⟧\ntags: [any]\n---\n", options={"categories": ["guides"]}),
        Bad('{"tags": ["rain", ⟦"snw"⟧]}\n', fixed='{"tags": ["rain", "snow"]}\n', options={"tags": ["rain", "snow"]}),
        Good("---\ntags: [rain, weather]\n---\n", options={"tags": ["rain", "weather"]}),
        Good("---\ntags: [whatever]\ncategories: [any]\n---\n"),
        Good("---\ntags: rain, weather\ncategory: any\n---\n", options={"tags": ["rain", "weather"]}),
        Good("---\ntags:\n---\n", options={"tags": ["rain"]}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        vocabularies = {"tag": self.tags, "category": self.categories}
        if not any(vocabularies.values()):
            return
        for post in site.reported:
            for entry in labels(post):
                vocabulary = vocabularies[entry.kind]
                if not vocabulary or entry.text in vocabulary:
                    continue
                plural = "tags" if entry.kind == "tag" else "categories"
                message = f'"{entry.text}" is none of the {len(vocabulary):,} {plural} of the site'
                if len(vocabulary) == 1:
                    message = f'"{entry.text}" is not "{vocabulary[0]}", the only {entry.kind} of the site'
                near = _nearest(entry.text, vocabulary)
                edit = entry.rewritten(near, post) if near else None
                fix = Fix(f'Write "{near}"', (edit,), safe=False) if edit else None
                yield post, Finding(entry.span, message, fix, suggestions=(near,) if near else ())


def _nearest(text: str, vocabulary: tuple[str, ...]) -> str:
    """The tag of the vocabulary that is meant, as far as its letters tell; "" where none is near."""
    from difflib import get_close_matches

    folded = {unaccented(tag): tag for tag in sorted(vocabulary, reverse=True)}
    near = get_close_matches(unaccented(text), list(folded), n=1, cutoff=_NEAR)
    return folded[near[0]] if near else ""
