"""The rule tag-missing."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.meanings import meaning_of, names_of
from lint.site.near_keys import near_keys
from lint.site.schema import Collection, items
from lint.site.site import Site

_JUDGED = ("category", "tags")


class TagMissing(SiteRule):
    """A post has no tags or no category, and nearly all others have.

    Lists by tag leave such a post out, and the reader who follows a tag never meets it.

    Tags are expected where 95 in 100 other posts of the same folder and layout (at least ten) have some, a category
    where all others have one. An empty list of tags is judged as none. Section pages (`_index.md`), templates, pages
    of another kind and front matter that cannot be read are not judged.
    """

    id = "tag-missing"
    level = Level.WARNING

    examples = (
        Bad(
            "---\ntitle: Rain\n⟦---⟧\nIt rains.\n",
            site={f"posts/{n}.md": "---\ntitle: Day\ntags: [weather]\n---\n" for n in range(10)},
            message="`tags` is missing, which 10 of 10 other posts have",
        ),
        Bad(
            "---\ntitle: Rain\n⟦tags⟧: []\ncategory: news\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\ntags: [weather]\ncategory: news\n---\n" for n in range(10)},
            message="`tags` is empty, which holds something in 10 of 10 other posts",
        ),
        Bad(
            '+++\ntitle = "Rain"\n⟦+++⟧\n',
            path="content/blog/rain/index.md",
            site={f"content/blog/{n}/index.md": '+++\ntitle = "Day"\ncategory = "news"\n+++\n' for n in range(10)},
            message="`category` is missing",
        ),
        Bad(
            '{\n  "title": "Rain",\n  ⟦"tags"⟧: ""\n}\n\nIt rains.\n',
            site={f"posts/{n}.md": '{"title": "Day", "tags": "weather"}\n\nDry.\n' for n in range(12)},
        ),
        Good(
            "---\ntitle: Rain\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\ntags: [weather]\n---\n" for n in range(9)},
        ),
        Good(
            "---\ntitle: Rain\ntag: weather\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntitle: Day\ntags: [weather]\n---\n" for n in range(10)},
                "posts/snow.md": "---\ntitle: Day\ntag: weather\n---\n",
            },
        ),
        Good(
            "---\ntitle: Rain\ntags: weather\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntitle: Day\ncategory: news\n---\n" for n in range(30)},
                "posts/snow.md": "---\ntitle: Snow\n---\n",
            },
        ),
        Good(
            "---\ntitle: About us\nlayout: page\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nlayout: post\ntags: [weather]\n---\n" for n in range(20)},
        ),
        Good(
            "---\ntitle: About us\n---\n",
            path="content/about.md",
            site={f"content/posts/{n}.md": "---\ntitle: Day\ndate: 2024-05-01\ntags: [a]\n---\n" for n in range(20)},
        ),
        Good(  # unknown-field says it
            "---\ntitle: Rain\ntgas: [weather]\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\ntags: [weather]\n---\n" for n in range(20)},
        ),
        Good("---\ntitle: Rain\ntags:\n---\n", site={f"posts/{n}.md": "---\ntags:\n---\n" for n in range(20)}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            if post.close is None or not (lacking := [meaning for meaning in _JUDGED if not _has(post, meaning)]):
                continue
            collection = site.schema.collection_of(post)
            if collection is None or collection.habitual.isdisjoint(lacking):
                continue
            absent = collection.absent_in(post)
            # From another folder, and without much of what the posts have: a page of another kind.
            if collection.depth and any(meaning not in _JUDGED for meaning in absent):
                continue
            slips = {meaning_of(near.use.key) for near in near_keys(post, site.schema, site.dictionary)}
            for meaning in lacking:
                if meaning not in slips and (finding := _finding(post, meaning, absent, collection)):
                    yield post, finding


def _finding(post: PostFacts, meaning: str, absent: list[str], collection: Collection) -> Finding | None:
    others = len(collection.posts) - 1
    field = next((field for field in post.fields if meaning_of(field.key) == meaning), None)
    if field is None:
        if meaning not in absent or post.close is None:
            return None
        count = collection.meanings[meaning]
        name = collection.key_for(meaning)
        return Finding(post.close, f"`{name}` is missing, which {count:,} of {others:,} other posts have")
    count = collection.filled(meaning)
    if not collection.is_habit(meaning, count):
        return None
    return Finding(
        field.key_span, f"`{field.key}` is empty, which holds something in {count:,} of {others:,} other posts"
    )


def _has(post: PostFacts, meaning: str) -> bool:
    """Whether a field of this meaning holds something; what stands in a map is not judged."""
    found = (field for name in names_of(meaning) for field in post.by_name.get(name, ()))
    return any(field.kind == "map" or items(field) for field in found)
