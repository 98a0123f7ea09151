"""What fields mean whatever their name, and which of them a post has."""

from __future__ import annotations

from lint.post.field_names import AUTHORS, CATEGORIES, DATES, LANGUAGES, SUMMARIES, TAGS, TITLES
from lint.site.facts import PostFacts
from lint.site.forms import is_dated_path

# By the first of their names.
_GROUPS: tuple[tuple[str, ...], ...] = (
    *(TITLES, DATES, AUTHORS, SUMMARIES, CATEGORIES, TAGS, LANGUAGES),
    ("layout",),
)
_NAMES = {names[0]: names for names in _GROUPS}
_MEANING = {name: names[0] for names in _GROUPS for name in names}


def meaning_of(key: str) -> str:
    """What a field means: the first of the names that are used for the same; the key itself where there are no others.

    "title", "date", "author", "summary", "category", "tags", "lang", "layout".
    """
    return _MEANING.get(key.lower(), key)


def names_of(meaning: str) -> tuple[str, ...]:
    """The names, in lower case, of the fields that mean this."""
    return _NAMES.get(meaning, (meaning,))


def meanings(post: PostFacts) -> set[str]:
    """The meanings of the fields that a post has; a date in the path counts as one."""
    found = {_MEANING[name] for name in post.by_name if name in _MEANING}
    if "date" not in found and is_dated_path(post.path):
        found.add("date")
    return found


def has_meaning(post: PostFacts, meaning: str) -> bool:
    """Whether a post has a field of this meaning."""
    return any(_MEANING.get(name) == meaning for name in post.by_name)
