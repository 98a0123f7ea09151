"""What the configuration declares of collections of posts, and which posts they hold. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

import msgspec

from lint.site.declared.value_tree import members, tree
from lint.site.facts import PostFacts
from lint.site.forms import is_dated_path

if TYPE_CHECKING:
    from lint.site.declared.json_schema import JsonSchema

FieldType = Literal["text", "list", "number", "boolean", "date", "map"]


class DeclaredField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.copydesk.collections.NAME.fields.KEY]`. For a list, `values` and `pattern` are about each item."""

    type: FieldType | None = None
    """What the value is; without it, anything."""
    required: bool = False
    """Whether every post has the field."""
    values: tuple[str | int | float | bool, ...] = ()
    """The only values that are allowed."""
    pattern: str = ""
    """A regular expression that the whole text matches."""
    min_length: int | None = None
    """Code points of a text, items of a list."""
    max_length: int | None = None
    after: datetime.date | None = None
    """The value is a later day than this one."""
    before: datetime.date | None = None
    """The value is an earlier day than this one."""


class CollectionConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.copydesk.collections.NAME]`: globs of its posts, and either fields or the path of a JSON Schema."""

    paths: tuple[str, ...]
    fields: dict[str, DeclaredField] = msgspec.field(default_factory=dict)
    schema: str = ""


class Declared(msgspec.Struct, frozen=True):
    """A declared collection, ready to judge by: `holds` tells by its path whether a post belongs to it."""

    name: str
    holds: Callable[[str], bool]
    fields: Mapping[str, DeclaredField] = {}
    schema: JsonSchema | None = None


def collection_of(collections: tuple[Declared, ...], path: str) -> Declared | None:
    """The collection that a post belongs to: the first, in the order of the configuration, that holds its path."""
    for collection in collections:
        if collection.holds(path):
            return collection
    return None


def declared_field(collections: tuple[Declared, ...], path: str, key: str) -> DeclaredField | None:
    """What is declared of a field of this post; letter case does not count."""
    collection = collection_of(collections, path)
    if collection is None:
        return None
    return next((field for name, field in collection.fields.items() if name.lower() == key.lower()), None)


def absent_fields(collection: Declared, post: PostFacts, *, titled_by_heading: bool) -> list[str]:
    """The required fields, in the order of the declaration, that a post lacks; letter case does not count.

    A date in the path counts as a date; a level-1 heading as a title where `titled_by_heading` says that the site
    does so. What a JSON Schema requires is not among them.
    """
    required = [name for name, field in collection.fields.items() if field.required]
    if not required:
        return []
    there = {key.lower() for key in members(tree(post), post.format)}
    absent = [name for name in required if name.lower() not in there]
    if "date" in absent and is_dated_path(post.path):
        absent.remove("date")
    if "title" in absent and post.top_heading and titled_by_heading:
        absent.remove("title")
    return absent
