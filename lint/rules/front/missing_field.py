"""The rule missing-field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Good, Level, SiteRule, Span
from lint.site.declared import Declared, absent_fields, collection_of
from lint.site.facts import PostFacts
from lint.site.forms import is_dated_path
from lint.site.meanings import meaning_of
from lint.site.near_keys import near_keys
from lint.site.schema import ENOUGH, NEARLY_ALL, is_judged, kind_of
from lint.site.site import Site

# These have a rule of their own; what marks a single post (draft, updated, aliases, slug) is nobody's habit.
_OF_TAG_MISSING = frozenset({"tags", "category"})


class MissingField(SiteRule):
    """A field of the front matter is missing that is required, or that nearly all other posts have.

    A post without its author, date or summary looks broken in lists, feeds and previews, and nothing else tells.

    Fields that are declared as required are errors. Without a declaration the posts beside it decide: at least ten,
    of which 95 in 100 have the field, and only fields that belong to any post (title, date, author, summary;
    language and layout only where every other post has them). A date in the path counts as a date, a level-1 heading
    as a title where other posts do so as well, `authors` as `author`. Section pages (`_index.md`), templates, pages of
    another kind and front matter that cannot be read are not judged.
    """

    id = "missing-field"
    level = Level.ERROR
    required: Annotated[tuple[str, ...], Meta(description="Fields that every post must have.")] = ()

    examples = (
        Bad(
            "---\ntitle: Rain\n⟦---⟧\nIt rains.\n",
            options={"required": ["title", "date"]},
            message="`date` is missing, which is required",
        ),
        Bad(
            "---\ntitle: Rain\n⟦---⟧\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(10)},
            message="`author` is missing, which 10 of 10 other posts have",
        ),
        Bad(
            "---\ntitle: Rain\nauhtor: Ada\n⟦---⟧\n",
            options={"required": ["author"]},
            message="`author` is missing, which is required; it has `auhtor`",
        ),
        Bad(
            "⟦⟧# Rain\n\nIt rains.\n",
            site={f"posts/{n}.md": "---\ntitle: Day\n---\n" for n in range(20)},
            message="no front matter, which 20 of 20 other posts have",
        ),
        Bad("⟦⟧It rains.\n", options={"required": ["title"]}, message="no front matter, and `title` is required"),
        Bad(
            '+++\ntitle = "Rain"\n⟦+++⟧\n',
            path="content/blog/rain/index.md",
            site={f"content/blog/{n}/index.md": '+++\ntitle = "Day"\ndate = 2024-05-01\n+++\n' for n in range(10)},
        ),
        Good(
            "---\ntitle: Rain\nauthors: [Ada]\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\nupdated: 2024-05-01\n---\n" for n in range(10)},
        ),
        Good(
            "---\ntitle: Rain\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(9)},
        ),
        Good(  # unknown-field says it
            "---\ntitle: Rain\nauhtor: Ada\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(10)},
        ),
        Good(  # tag-missing says it
            "---\ntitle: Rain\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\ntags: [rain]\n---\n" for n in range(20)},
        ),
        Good(
            "---\ntitle: Rain\n---\n",
            path="posts/2024-05-01-rain.md",
            site={f"posts/{n}.md": "---\ntitle: Day\ndate: 2024-05-01\n---\n" for n in range(10)},
        ),
        Bad(
            "---\ntitle: Rain\n⟦---⟧\n",
            path="posts/2024/05/rain.md",
            site={f"posts/2023/{n:02}/day.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(1, 13)},
            message="`author` is missing",
        ),
        Good(
            "---\ntitle: About us\nlayout: about\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nlayout: post\nauthor: Ada\n---\n" for n in range(20)},
        ),
        Good(
            "---\nredirect: /news\n---\n",
            path="posts/old/news.md",
            site={f"posts/new/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(20)},
        ),
        Good(
            "---\ntitle: Rain\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntitle: Day\nlayout: post\n---\n" for n in range(40)},
                "posts/snow.md": "---\ntitle: Snow\n---\n",
            },
        ),
        Good(
            "---\ntitle: About us\n---\n",
            path="content/about.md",
            site={f"content/posts/{n}.md": "---\ntitle: Day\ndate: 2024-05-01\n---\n" for n in range(20)},
        ),
        Good(
            "---\ndate: 2024-05-01\n---\n# Rain\n",
            options={"required": ["title", "date"]},
            site={f"posts/{n}.md": "---\ndate: 2024-05-01\n---\n# Day\n" for n in range(3)},
        ),
        Bad(
            "---\ncategory: News\n⟦---⟧\n",
            site={"copydesk.toml": '[collections.blog]\npaths = ["posts/"]\nfields.title.required = true\n'},
            message="`title` is missing, which is required",
        ),
        Good(
            "---\ntitle: Rain\n---\n",
            path="posts/2024-05-01-rain.md",
            site={"copydesk.toml": '[collections.blog]\npaths = ["posts/"]\nfields.date.required = true\n'},
        ),
        Good("---\ntitle: Rain: a diary\n---\n", options={"required": ["date"]}),
        Good("---\ntitle: News\n---\n", path="posts/_index.md", options={"required": ["date"]}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        few = len(site.posts) <= ENOUGH
        if few and not self.required and not site.collections:
            return
        by_heading = sum(post.top_heading and not _has(post, "title") for post in site.posts.values())
        for post in site.reported:
            if not is_judged(post):
                continue
            collection = collection_of(site.collections, post.path)
            asked = self.required or collection
            findings = list(self._required(post, collection, by_heading=by_heading > 1)) if asked else []
            if not few and (not findings or post.close):
                findings += _unlike(post, site, (*self.required, *(collection.fields if collection else ())))
            for finding in findings:
                yield post, finding

    def _required(self, post: PostFacts, collection: Declared | None, *, by_heading: bool) -> Iterator[Finding]:
        """What is declared to be required: by the option, and by the post's collection."""
        absent = [name for name in self.required if not _has(post, name)]
        if "date" in absent and is_dated_path(post.path):
            absent.remove("date")
        if "title" in absent and post.top_heading and by_heading:
            absent.remove("title")
        if collection:
            of_collection = absent_fields(collection, post, titled_by_heading=by_heading)
            absent += [name for name in of_collection if name not in self.required]
        if post.close is None and absent:
            names = ", ".join(f"`{name}`" for name in absent)
            yield Finding(Span(0, 0), f"no front matter, and {names} {'is' if len(absent) == 1 else 'are'} required")
        elif post.close:
            for name in absent:
                yield Finding(post.close, f"`{name}` is missing, which is required{_near(post, name)}")


def _unlike(post: PostFacts, site: Site, declared: tuple[str, ...]) -> list[Finding]:
    """What nearly all other posts of the nearest collection have and this one has not."""
    collection = site.schema.around(post)
    if collection is None:
        return []
    others = len(collection.posts) - 1
    if post.close is None:
        if collection.fronts < others * NEARLY_ALL:
            return []
        message = f"no front matter, which {collection.fronts:,} of {others:,} other posts have"
        return [Finding(Span(0, 0), message, level=Level.WARNING)]
    absent = collection.absent_in(post)
    if absent and kind_of(post):  # a page of its own layout is compared with those of the same
        collection = collection.of_kind(kind_of(post))
        others = len(collection.posts) - 1
        absent = collection.absent_in(post) if others >= ENOUGH else []
    if not absent:
        return []
    found: list[Finding] = []
    # A key that looks like a slip for the missing one is a finding of unknown-field.
    slips = {meaning_of(near.use.key) for near in near_keys(post, site.schema, site.dictionary)}
    for meaning in absent:
        if meaning in slips or meaning in _OF_TAG_MISSING:
            continue
        name, count = collection.key_for(meaning), collection.meanings[meaning]
        if name not in declared:
            message = f"`{name}` is missing, which {count:,} of {others:,} other posts have{_near(post, name)}"
            found.append(Finding(post.close, message, level=Level.WARNING))
    # From another folder, and without much of what the posts have: a page of another kind.
    return found if collection.depth == 0 or len(absent) == 1 else []


def _has(post: PostFacts, name: str) -> bool:
    return name.lower() in post.by_name


def _near(post: PostFacts, name: str) -> str:
    """A key of the post that looks like a slip for this one."""
    from difflib import get_close_matches

    near = get_close_matches(name, [field.key for field in post.fields], n=1, cutoff=0.75)
    return f"; it has `{near[0]}`" if near else ""
