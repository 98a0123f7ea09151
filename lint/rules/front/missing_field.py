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
_BY_ALL = frozenset({"category", "lang", "layout"})
"""Fields that a generator can do without; one other post without them shows that this one can."""
_MEANING = {name: names[0] for names in _MEANINGS for name in names}
_DATED_PATH = re.compile(r"(?:^|/)\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?(?=[-_/.])")
_COUNTED = re.compile(r"\d{1,4}\Z")

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

    def absent_in(self, post: PostFacts) -> list[str]:
        """The fields, in alphabetical order, that a post of the collection lacks although they are the habit."""
        others = len(self.posts) - 1
        absent = {
            meaning
            for meaning, count in self.counts.items()
            if count >= others * (1 if meaning in _BY_ALL else NEARLY_ALL)
        } - _meanings(post)
        if post.top_heading and self.titled_by_heading > 1:
            absent.discard("title")
        if post.draft:  # it gets its date when it is published
            absent.discard("date")
        return sorted(absent)

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
    of which 95 in 100 have the field, and only fields that belong to any post (title, date, author, summary; category,
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
                findings += _unlike(post, collections, self.required)
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


def _unlike(post: PostFacts, collections: dict[Place, _Collection], declared: tuple[str, ...]) -> list[Finding]:
    """What nearly all other posts of the nearest collection have and this one has not."""
    around = ((place, collections.get(place)) for place in _places(post.path))
    place, collection = next(((place, one) for place, one in around if one and len(one.posts) > ENOUGH), (None, None))
    if place is None or collection is None:
        return []
    others = len(collection.posts) - 1
    if post.close is None:
        if collection.fronts < others * NEARLY_ALL:
            return []
        message = f"no front matter, which {collection.fronts:,} of {others:,} other posts have"
        return [Finding(Span(0, 0), message, level=Level.WARNING)]
    absent = collection.absent_in(post)
    if absent and (kind := _kind(post)):  # a page of its own layout is compared with those of the same
        collection = _collection_of([one for one in collection.posts if _kind(one) == kind])
        others = len(collection.posts) - 1
        absent = collection.absent_in(post) if others >= ENOUGH else []
    found: list[Finding] = []
    for meaning in absent:
        name, count = collection.name(meaning), collection.counts[meaning]
        if name not in declared:
            message = f"`{name}` is missing, which {count:,} of {others:,} other posts have{_near(post, name)}"
            found.append(Finding(post.close, message, level=Level.WARNING))
    # From another folder, and without much of what the posts have: a page of another kind.
    return found if place[1] == 0 or len(found) == 1 else []


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


def _collection_of(posts: list[PostFacts]) -> _Collection:
    collection = _Collection()
    for post in posts:
        collection.add(post, _meanings(post))
    return collection


def _kind(post: PostFacts) -> str:
    """What sort of page the front matter says it is."""
    return next((field.text for field in post.fields if field.key.lower() in {"layout", "type", "template"}), "")


def _places(path: str) -> list[Place]:
    """Where to look for posts of the same kind: the post's folder, then those beside it at the same depth.

    A folder per post, year or month divides one collection; above these, one level more is looked at.
    """
    *folders, name = path.split("/")
    index = name.startswith("index.")
    places: list[Place] = [("/".join(folders), 0, index)]
    divided = index
    for up in range(1, len(folders) + 1):
        divided = divided or _COUNTED.match(folders[-up]) is not None
        places.append(("/".join(folders[: len(folders) - up]), up, index))
        if not divided:
            break
        divided = False
    return places


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
