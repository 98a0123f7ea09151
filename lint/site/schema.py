"""What the posts of a site have in common: collections of posts that lie alike, and how these use their fields.

Rules ask `site.schema`, which is made once for each judgement and builds only the collections that are asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from lint.post.elements import NodeKind
from lint.post.field_names import is_template
from lint.site.facts import FieldFacts, PostFacts
from lint.site.field_use import FieldUse
from lint.site.forms import NameForm, Place, name_form, places
from lint.site.meanings import has_meaning, meaning_of, meanings

ENOUGH = 10
"""So many other posts of a collection make a habit. Our own bound."""
NEARLY_ALL = 0.95
"""The part of the other posts that must do a thing alike. Our own bound."""
RARE = 0.05
"""At most this part of the posts may have the key that looks like a slip, besides the post itself. Our own bound."""
MOST = 0.8
"""The part of the posts with a field whose values make its kind. Our own bound."""

KIND_FIELDS = ("layout", "type", "template")
"""Fields that say what sort of page a post is."""

_BY_ALL = frozenset({"category", "lang", "layout"})
"""Fields that a generator can do without; one other post without them shows that this one can."""


class Collection:
    """Posts that lie alike, and what they have in common. Only posts whose front matter can be read are counted.

    `folder` is relative to the site ("" is the site itself), the posts lie `depth` levels below it; `index` says that
    their files are called index. `kind` is the layout or type that all of them name, "" where it did not matter.
    """

    def __init__(self, place: Place, posts: Iterable[PostFacts] = (), kind: str = "") -> None:
        self.folder, self.depth, self.index = place
        self.kind = kind
        self.posts: list[PostFacts] = list(posts)
        self._by_kind: dict[str, Collection] = {}

    @property
    def name(self) -> str:
        """The folder's own name, e.g. "blog"; "posts" for the site itself."""
        return self.folder.rpartition("/")[2] or "posts"

    @property
    def pattern(self) -> str:
        """A glob of its posts, relative to the site."""
        head = f"{self.folder}/" if self.folder else ""
        return f"{head}{'*/' * self.depth}{'index' if self.index else '*'}.*"

    @cached_property
    def fields(self) -> Mapping[str, FieldUse]:
        """The fields that the posts have, by key as it is spelled; a key that a post has twice counts once."""
        found: dict[str, list[FieldFacts]] = {}
        for post in self.posts:
            seen = set()
            for field in post.fields:
                key = field.key
                if key not in seen:
                    seen.add(key)
                    if key in found:
                        found[key].append(field)
                    else:
                        found[key] = [field]
        return {key: FieldUse(key, fields) for key, fields in found.items()}

    @cached_property
    def meanings(self) -> Mapping[str, int]:
        """How many posts have a field of each meaning (`author` for `authors` too); a date in the path is a date."""
        return Counter(meaning for post in self.posts for meaning in meanings(post))

    @cached_property
    def rare(self) -> frozenset[str]:
        """The keys that hardly any post has, those of a slip maybe; a twentieth of the posts at most."""
        limit = max(2, 1 + (len(self.posts) - 1) * RARE)
        return frozenset(key for key, use in self.fields.items() if use.posts <= limit)

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How many posts name each layout or type; "" for those that name none."""
        return Counter(map(kind_of, self.posts))

    @cached_property
    def habits(self) -> Mapping[str, NodeKind]:
        """The kind that at least four in five posts with a field give it, by key, where so many agree."""
        found: dict[str, NodeKind] = {}
        for key, use in self.fields.items():
            kind, count = max(use.kinds.items(), key=lambda one: one[1])
            if count >= use.posts * MOST:
                found[key] = kind
        return found

    def is_habit(self, meaning: str, count: int) -> bool:
        """Whether `count` of the other posts are nearly all; all of them for what a generator can do without."""
        return count >= (len(self.posts) - 1) * (1 if meaning in _BY_ALL else NEARLY_ALL)

    @cached_property
    def habitual(self) -> frozenset[str]:
        """The meanings of what (nearly) all posts have; one post without it does not make it less of a habit."""
        return frozenset(meaning for meaning, count in self.meanings.items() if self.is_habit(meaning, count))

    def absent_in(self, post: PostFacts) -> list[str]:
        """The meanings, in alphabetical order, of what this post of the collection lacks and nearly all others have."""
        absent = self.habitual - meanings(post)
        if post.top_heading and self.titled_by_heading > 1:
            absent -= {"title"}
        if post.draft:  # it gets its date when it is published
            absent -= {"date"}
        return sorted(absent)

    def filled(self, meaning: str) -> int:
        """How many posts have something in a field of this meaning."""
        return sum(any(meaning_of(one.key) == meaning and items(one) for one in post.fields) for post in self.posts)

    @cached_property
    def fronts(self) -> int:
        """How many posts have front matter."""
        return sum(post.close is not None for post in self.posts)

    @cached_property
    def titled_by_heading(self) -> int:
        """How many posts have a level-1 heading and no title in the front matter."""
        return sum(post.top_heading and not has_meaning(post, "title") for post in self.posts)

    @cached_property
    def formats(self) -> Mapping[str, int]:
        """How many posts write their front matter in YAML, TOML and JSON; "" for those without."""
        return Counter(post.format for post in self.posts)

    @cached_property
    def languages(self) -> Mapping[str, int]:
        """How many posts are in each language."""
        return Counter(post.language for post in self.posts)

    @cached_property
    def names(self) -> Mapping[NameForm, int]:
        """How many files are named in each form."""
        return Counter(name_form(post.path) for post in self.posts)

    def values(self, meaning: str) -> Mapping[str, int]:
        """How many posts have each value in the fields of a meaning ("tags", "author", "category"); lists item by item.

        A text with commas counts as the items between them where it is for tags. Spelled as in the posts.
        """
        counts: Counter[str] = Counter()
        for post in self.posts:
            counts.update({text for field in post.fields if meaning_of(field.key) == meaning for text in items(field)})
        return counts

    def of_kind(self, kind: str) -> Collection:
        """The posts that name this layout or type; all of them for ""."""
        if not kind or kind == self.kind:
            return self
        found = self._by_kind.get(kind)
        if found is None:
            alike = [post for post in self.posts if kind_of(post) == kind]
            place = (self.folder, self.depth, self.index)
            found = self if len(alike) == len(self.posts) else Collection(place, alike, kind)
            self._by_kind[kind] = found
        return found

    def key_for(self, meaning: str) -> str:
        """The name that most of the posts use for this meaning."""
        counts = {key: use.posts for key, use in self.fields.items() if meaning_of(key) == meaning}
        return max(sorted(counts), key=lambda key: counts[key], default=meaning)


class Schema:
    """The collections of a site, built when they are asked for."""

    def __init__(self, posts: Mapping[str, PostFacts]) -> None:
        self.posts = posts
        self._around: dict[tuple[str, bool, int], Collection | None] = {}

    @cached_property
    def _places(self) -> dict[Place, Collection]:
        found: dict[Place, Collection] = {}
        by_folder: dict[tuple[str, bool], list[Collection]] = {}
        for post in self.posts.values():
            if not is_judged(post):
                continue
            folder, _, name = post.path.rpartition("/")
            index = name.startswith("index.")
            around = by_folder.get((folder, index))
            if around is None:
                around = []
                for place in places(post.path)[0]:
                    collection = found.get(place)
                    if collection is None:
                        collection = found[place] = Collection(place)
                    around.append(collection)
                by_folder[folder, index] = around
            for collection in around:
                collection.posts.append(post)
        return found

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """How many posts of the site have each key."""
        return Counter(key for post in self.posts.values() for key in {field.key for field in post.fields})

    def around(self, post: PostFacts, least: int = ENOUGH) -> Collection | None:
        """The posts that lie nearest to this one, itself among them, whatever their kind.

        None where not even from other folders there are `least` others, and for a post that is not judged.
        """
        if not is_judged(post):
            return None
        folder, _, name = post.path.rpartition("/")
        place = (folder, name[:6] == "index.", least)
        try:
            return self._around[place]
        except KeyError:
            found = (self._places.get(one) for one in places(post.path)[0])
            around = self._around[place] = next((one for one in found if one and len(one.posts) > least), None)
            return around

    def collection_of(self, post: PostFacts, least: int = ENOUGH) -> Collection | None:
        """The posts around that are of the same kind where the post names one; None below `least` others."""
        around = self.around(post, least)
        if around is None:
            return None
        alike = around.of_kind(kind_of(post))
        return alike if len(alike.posts) > least else None

    def collections(self, least: int = ENOUGH + 1) -> list[Collection]:
        """The site's posts divided into collections, each post in one at most; folders in alphabetical order.

        Folders that divide one collection (a year, a month, a folder for each post) are looked through. Collections of
        fewer than `least` posts are left out.
        """
        homes: dict[Place, Collection] = {}
        for post in self.posts.values():
            if is_judged(post):
                around, home = places(post.path)
                place = around[home]
                if place not in homes:
                    homes[place] = Collection(place)
                homes[place].posts.append(post)
        return [homes[place] for place in sorted(homes) if len(homes[place].posts) >= least]


def is_judged(post: PostFacts) -> bool:
    """Whether a post's front matter can be read, and it is neither a section's page nor a template."""
    return post.front_readable and _is_of_a_post(post.path)


@lru_cache(maxsize=50_000)  # every rule about fields asks
def _is_of_a_post(path: str) -> bool:
    return not path.rpartition("/")[2].startswith(("_index.", "404.")) and not is_template(path)


def kind_of(post: PostFacts) -> str:
    """What sort of page the front matter says it is: the text of the first of `layout`, `type`, `template`."""
    if post.by_name.keys().isdisjoint(KIND_FIELDS):
        return ""
    return next(field.text for field in post.fields if field.key.lower() in KIND_FIELDS)


def items(field: FieldFacts) -> list[str]:
    """The texts of a field: a list's items, or a scalar's text; for tags what stands between its commas."""
    texts = [text for text, _ in field.texts if text]
    if field.kind == "text" and texts and "," in texts[0] and meaning_of(field.key) == "tags":
        return [part.strip() for part in texts[0].split(",") if part.strip()]
    return texts
