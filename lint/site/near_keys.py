"""Keys of front matter that look like slips for a key that the other posts use."""

from __future__ import annotations

from collections.abc import Iterator

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.facts import FieldFacts, PostFacts
from lint.site.field_use import FieldUse
from lint.site.schema import ENOUGH, NEARLY_ALL, RARE, Schema
from lint.spelling.dictionary import Dictionary

_SHORTEST = 4  # letters of the longer key of two that differ by one letter
_LONG = 8  # letters from which on two slips are seen as such
_MARKS = regex(r"[-_ ]")
_WORDS = regex(r"[A-Z]?[a-z]+|[A-Z]+")


class NearKey(NamedTuple):
    """A field of a post, and how the others use the key that it was likely meant for.

    `having` of `others` posts have that key; `fits` says that the value is of a kind that it has there.
    """

    field: FieldFacts
    use: FieldUse
    having: int
    others: int
    fits: bool


def near_keys(post: PostFacts, schema: Schema, dictionary: Dictionary) -> Iterator[NearKey]:
    """The fields of a post whose keys (nearly) no other post has, and which are near a key that others have.

    Nearly all of them where the two keys may both be right; at least ten posts where this one is no word of English.
    """
    collection = schema.around(post)
    if collection is None:
        return
    rare = collection.rare
    strange = [field for field in post.fields if field.key in rare] if rare else []
    if not strange:
        return
    uses = collection.fields
    others = len(collection.posts) - 1
    keys = {field.key for field in post.fields}
    wanted = [use for use in uses.values() if use.posts >= ENOUGH and use.key not in keys]
    for field in strange:
        same = uses[field.key].posts - 1
        meant = _meant(field.key, wanted, same, others, dictionary)
        limit = max(2, 1 + len(schema.posts) * RARE)
        if meant and _comparable(field, meant) and schema.keys[field.key] <= limit:
            yield NearKey(field, meant, meant.posts, others, meant.kinds.get(field.kind, 0) > 0)


def _meant(key: str, wanted: list[FieldUse], same: int, others: int, dictionary: Dictionary) -> FieldUse | None:
    """The nearest of the keys; `same` of the other posts have this key, too."""
    best: tuple[int, int, str] | None = None
    found = None
    for use in wanted:
        distance = key_distance(key, use.key)
        if distance is None:
            continue
        # Who made the same slip is no witness against it.
        habit = use.posts >= (others - same) * NEARLY_ALL and same <= others * RARE
        if not habit and not _plain_slip(key, use.key, distance, dictionary):
            continue
        rank = (distance, -use.posts, use.key)
        if best is None or rank < best:
            best, found = rank, use
    return found


def _plain_slip(key: str, meant: str, distance: int, dictionary: Dictionary) -> bool:
    """Whether a key can hardly be right: the same letters written otherwise, or a word that does not exist."""
    if distance == 0:
        return True
    if is_number_of(key, meant) or len(key) <= _SHORTEST:
        return False
    words = _WORDS.findall(key)
    return bool(words) and any(not dictionary.knows(word.lower()) for word in words)


def key_distance(one: str, other: str) -> int | None:
    """How far two keys are apart: 0 for letter case and hyphens, 1 for singular and plural and for one slip, 2 for two.

    None for more, and for two in short keys. A slip is a letter more, less, other or swapped with its neighbour.
    """
    first, second = _MARKS.sub("", one.lower()), _MARKS.sub("", other.lower())
    if first == second:
        return 0
    if is_number_of(first, second):
        return 1
    longer = max(len(first), len(second))
    if longer < _SHORTEST or abs(len(first) - len(second)) > 2 or _digits(first) != _digits(second):
        return None
    distance = edit_distance(first, second)
    return distance if distance <= (2 if longer >= _LONG else 1) else None


def is_number_of(one: str, other: str) -> bool:
    """Whether two words are the singular and the plural of one."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return long in {f"{short}s", f"{short}es"} or (short.endswith("y") and long == f"{short[:-1]}ies")


def edit_distance(one: str, other: str) -> int:
    """Letters to add, drop or change, and neighbours to swap, to get from one word to the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        last, before, row = before, row, [i + 1]
        for j, wanted in enumerate(other):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (letter != wanted))
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                cost = min(cost, last[j - 1] + 1)
            row.append(cost)
    return row[-1]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _comparable(field: FieldFacts, use: FieldUse) -> bool:
    """Whether the value could stand behind the other key: a map is not meant where texts are."""
    if field.kind == "null" or field.kind in use.kinds:
        return True
    return "map" not in {field.kind, *use.kinds} and field.kind != "boolean" and set(use.kinds) != {"boolean"}
