"""The rule summary-copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.field_names import SUMMARIES
from lint.rule import Bad, Finding, Good, Level, Related, SiteRule
from lint.site.copies import copies, same_text
from lint.site.dated import published
from lint.site.facts import FieldFacts, PostFacts
from lint.site.schema import is_judged
from lint.site.site import Site
from lint.site.slugs import source_folder, source_name

SITE_WIDE = 3
"""So many posts of one summary have it on purpose: the site's own text, a series. Our own bound."""
_CODE_POINTS_A_WORD = 3
"""For scripts that put no space between words. Our own estimate, on the careful side."""

_FIELDS = frozenset(SUMMARIES)
_LONG = (
    "The rain came down on the town all night.",
    "Notes from a week of rain.",
)


class SummaryCopied(SiteRule):
    """The summary is that of another post, word for word.

    Whoever starts a post from an older one forgets the summary first, and readers see it in every list, feed and
    preview.

    Short summaries are not compared, nor those that three or more posts share (a text for the whole site), nor a post
    with its translation, which has the same file name in another folder. The later post is reported.
    """

    id = "summary-copied"
    level = Level.WARNING
    words: Annotated[int, Meta(ge=1, description="The least number of words that are compared.")] = 5

    examples = (
        Bad(
            f"---\ntitle: Snow\nsummary: ⟦{_LONG[0]}⟧\ndate: 2024-02-01\n---\n",
            site={"posts/rain.md": f"---\ntitle: Rain\nsummary: {_LONG[0]}\ndate: 2024-01-01\n---\n"},
            message="`summary` is that of `posts/rain.md` (2024-01-01), word for word",
        ),
        Bad(
            f'+++\ntitle = "Snow"\ndescription = ⟦"{_LONG[1].upper()}"⟧\n+++\n',
            site={"posts/a.md": f"---\ntitle: Rain\nsummary: '{_LONG[1]}'\n---\n"},
        ),
        Bad(
            "---\ntitle: 雪\nsummary: ⟦一晩中町に雨が降っていました。⟧\n---\n",
            site={"posts/a.md": "---\ntitle: 雨\nsummary: 一晩中町に雨が降っていました。\n---\n"},
        ),
        Bad(
            f"---\ntitle: Snow\nsummary: ⟦{_LONG[0]}⟧\n---\n",
            site={"posts/rain.md": f"---\ntitle: Rain\nsummary: {_LONG[0]}\ndate: 2024-09-01\n---\n"},
        ),
        Good(
            f"---\ntitle: Rain\nsummary: {_LONG[0]}\ndate: 2024-01-01\n---\n",
            site={"posts/snow.md": f"---\ntitle: Snow\nsummary: {_LONG[0]}\ndate: 2024-02-01\n---\n"},
        ),
        Good(
            f"---\ntitle: Snow\nsummary: {_LONG[1]}\n---\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\nsummary: {_LONG[1]}\n---\n" for n in range(2)},
        ),
        Good(
            "---\ntitle: Snow\nsummary: News of the week\n---\n",
            site={"posts/a.md": "---\ntitle: Rain\nsummary: News of the week\n---\n"},
        ),
        Good(
            f"---\ntitle: Pluie\nsummary: {_LONG[0]}\n---\n",
            path="posts/fr/rain.md",
            site={"posts/en/rain.md": f"---\ntitle: Rain\nsummary: {_LONG[0]}\n---\n"},
        ),
        Good(f"---\ntitle: Rain\nsummary: {_LONG[0]}\ndescription: {_LONG[0]}\n---\n"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        groups: dict[str, dict[str, tuple[PostFacts, FieldFacts]]] = {}
        for post in site.posts.values():
            if post.by_name.keys().isdisjoint(_FIELDS):
                continue
            for field in post.fields:
                if field.kind == "text" and field.key.lower() in _FIELDS:
                    groups.setdefault(same_text(field.text), {}).setdefault(post.path, (post, field))
        reported = {post.path for post in site.reported}
        for text, posts in groups.items():
            if 1 < len(posts) < SITE_WIDE and not reported.isdisjoint(posts) and self._is_long(text):
                both = [post for post, _ in posts.values() if is_judged(post)]
                if len(both) > 1 and not _are_translations(both):
                    for copy, original in copies(both, reported):
                        field, other = posts[copy.path][1], posts[original.path][1]
                        message = f"`{field.key}` is that of {_named(original)}, word for word"
                        related = Related(original.path, other.span, "the other summary")
                        yield copy, Finding(field.span, message, related=(related,))

    def _is_long(self, text: str) -> bool:
        if len(text.split()) >= self.words:
            return True
        unspaced = sum(character > "\u2e7f" for character in text)
        return unspaced >= self.words * _CODE_POINTS_A_WORD


def _are_translations(posts: list[PostFacts]) -> bool:
    one, other = ((source_name(post.path, post.language), source_folder(post.path)) for post in posts)
    return one[0] == other[0] and (one[1] != other[1] or posts[0].language != posts[1].language)


def _named(post: PostFacts) -> str:
    dated = published(post)
    return f"`{post.path}` ({dated.day})" if dated else f"`{post.path}`"
