"""The rule missing-field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.field_names import AUTHORS, CATEGORIES, DATES, LANGUAGES, SUMMARIES, TITLES, is_template
from lint.rule import Bad, Finding, Good, Level, SiteRule, Span
from lint.site.facts import PostFacts
from lint.site.site import Site

ENOUGH = 10
"""So many other posts of a collection make a habit. Our own bound."""
NEARLY_ALL = 0.95
"""The part of the other posts that must have a field. Our own bound."""

# The fields that a post is not complete without when its neighbours have them, each with its other names.
# Tags have a rule of their own; what marks a single post (draft, updated, aliases, slug) is nobody's habit.
_MEANINGS: tuple[tuple[str, ...], ...] = (TITLES, DATES, AUTHORS, SUMMARIES, CATEGORIES, LANGUAGES, ("layout",))
_MEANING = {name: names[0] for names in _MEANINGS for name in names}
_DATED_PATH = re.compile(r"(?:^|/)\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?(?=[-_/.])")
_LEVELS_UP = 2

Place = tuple[str, int, bool]
"""A collection of posts: a folder, how deep below it they lie, and whether they are called index."""


class _Collection:
    """What posts that lie alike have; only those whose front matter can be read."""

    def __init__(self) -> None:
        self.posts: list[PostFacts] = []
        self.counts: dict[str, int] = {}
        self.fronts = 0
        self.titled_by_heading = 0

    def add(self, post: PostFacts, meanings: frozenset[str]) -> None:
        self.posts.append(post)
        self.fronts += post.close is not None
        self.titled_by_heading += post.top_heading and "title" not in meanings
        for meaning in meanings:
            self.counts[meaning] = self.counts.get(meaning, 0) + 1

    def name(self, meaning: str) -> str:
        """The name that most of the posts use for this field."""
        names = [
            field.key for post in self.posts for field in post.fields if _MEANING.get(field.key.lower()) == meaning
        ]
        return max(sorted(set(names)), key=names.count, default=meaning)


class MissingField(SiteRule):
    """A field of the front matter is missing that is required, or that nearly all other posts have.

    A post without its author, date or summary looks broken in lists, feeds and previews, and nothing else tells.

    Fields that are declared as required are errors. Without a declaration the posts beside it decide: at least ten,
    of which 95 in 100 have the field, and only fields that belong to any post (title, date, author, summary,
    category, language, layout). A date in the path counts as a date, a level-1 heading as a title where other posts do
    so as well, `authors` as `author`. Section pages (`_index.md`), templates and front matter that cannot be read are
    not judged.
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
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(10)},
            message="it has `auhtor`",
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
        Good(
            "---\ntitle: Rain\n---\n",
            path="posts/2024-05-01-rain.md",
            site={f"posts/{n}.md": "---\ntitle: Day\ndate: 2024-05-01\n---\n" for n in range(10)},
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
        Good("---\ntitle: Rain: a diary\n---\n", options={"required": ["date"]}),
        Good("---\ntitle: News\n---\n", path="posts/_index.md", options={"required": ["date"]}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        few = len(site.posts) <= ENOUGH
        if few and not self.required:
            return
        collections = {} if few else _collections(site.posts.values())
        by_heading = sum(post.top_heading and not _has(post, "title") for post in site.posts.values())
        for post in site.reported:
            if not post.front_readable or _stands_apart(post.path):
                continue
            findings = list(self._required(post, by_heading=by_heading > 1))
            if not findings or post.close:
                around = (collections.get(place) for place in _places(post.path))
                collection = next((found for found in around if found and len(found.posts) > ENOUGH), None)
                findings += _unlike(post, collection, self.required) if collection else []
            for finding in findings:
                yield post, finding

    def _required(self, post: PostFacts, *, by_heading: bool) -> Iterator[Finding]:
        """What the declaration asks for."""
        absent = [name for name in self.required if not _has(post, name)]
        if "date" in absent and _DATED_PATH.search(post.path):
            absent.remove("date")
        if "title" in absent and post.top_heading and by_heading:
            absent.remove("title")
        if post.close is None and absent:
            names = ", ".join(f"`{name}`" for name in absent)
            yield Finding(Span(0, 0), f"no front matter, and {names} {'is' if len(absent) == 1 else 'are'} required")
        elif post.close:
            for name in absent:
                yield Finding(post.close, f"`{name}` is missing, which is required{_near(post, name)}")


def _unlike(post: PostFacts, collection: _Collection, declared: tuple[str, ...]) -> list[Finding]:
    """What nearly all other posts of the collection have and this one has not."""
    others = len(collection.posts) - 1
    enough = others * NEARLY_ALL
    if post.close is None:
        if collection.fronts < enough:
            return []
        message = f"no front matter, which {collection.fronts:,} of {others:,} other posts have"
        return [Finding(Span(0, 0), message, level=Level.WARNING)]
    found: list[Finding] = []
    present = _meanings(post)
    for meaning, count in collection.counts.items():
        if count < enough or meaning in present:
            continue
        if meaning == "title" and post.top_heading and collection.titled_by_heading > 1:
            continue
        if meaning == "date" and post.draft:  # it gets its date when it is published
            continue
        name = collection.name(meaning)
        if name in declared:
            continue
        message = f"`{name}` is missing, which {count:,} of {others:,} other posts have{_near(post, name)}"
        found.append(Finding(post.close, message, level=Level.WARNING))
    return sorted(found)


def _collections(posts: Iterable[PostFacts]) -> dict[Place, _Collection]:
    collections: dict[Place, _Collection] = {}
    for post in posts:
        if not post.front_readable or _stands_apart(post.path):
            continue
        meanings = _meanings(post)
        for place in _places(post.path):
            collection = collections.get(place)
            if collection is None:
                collection = collections[place] = _Collection()
            collection.add(post, meanings)
    return collections


def _places(path: str) -> list[Place]:
    """Where to look for posts of the same kind: the post's folder, then those beside it at the same depth."""
    *folders, name = path.split("/")
    index = name.startswith("index.")
    return [("/".join(folders[: len(folders) - up]), up, index) for up in range(min(len(folders), _LEVELS_UP) + 1)]


def _stands_apart(path: str) -> bool:
    return path.rpartition("/")[2].startswith(("_index.", "404.")) or is_template(path)


def _meanings(post: PostFacts) -> frozenset[str]:
    found = {_MEANING[key] for field in post.fields if (key := field.key.lower()) in _MEANING}
    if "date" not in found and _DATED_PATH.search(post.path):
        found.add("date")
    return frozenset(found)


def _has(post: PostFacts, name: str) -> bool:
    return any(field.key.lower() == name.lower() for field in post.fields)


def _near(post: PostFacts, name: str) -> str:
    """A key of the post that looks like a slip for this one."""
    from difflib import get_close_matches

    near = get_close_matches(name, [field.key for field in post.fields], n=1, cutoff=0.75)
    return f"; it has `{near[0]}`" if near else ""
