"""How the posts of a collection use a field of their front matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from lint.post.elements import NodeKind
from lint.post.field_names import CHANGES, DATES, EXPIRIES
from lint.site.facts import COVER_FIELDS, FieldFacts
from lint.site.forms import DateForm, PathForm, date_form, path_form

DATE_FIELDS = frozenset({*DATES, *CHANGES, *EXPIRIES})
_COVERS = frozenset(COVER_FIELDS)
_NESTED = frozenset({"list", "map"})
_QUOTES = frozenset({'"', "'"})


class FieldUse:
    """How the posts of a collection use a field; all figures are numbers of posts. `key` is spelled as they do.

    `fields` are those of the posts that have it; `posts` says how many they are.
    """

    def __init__(self, key: str, fields: Sequence[FieldFacts], posts: int = 0) -> None:
        self.key = key
        self.posts = posts or len(fields)
        self._fields = fields

    def of(self, *kinds: NodeKind) -> int:
        """How many posts have a value of one of these kinds."""
        return sum(self.kinds.get(kind, 0) for kind in kinds)

    @cached_property
    def kinds(self) -> Mapping[NodeKind, int]:
        """The values by kind, as the format's own reader sees them."""
        return Counter([field.kind for field in self._fields])

    @cached_property
    def items(self) -> Mapping[NodeKind, int]:
        """The kinds of what is in lists, each kind once a list."""
        return Counter([kind for field in self._fields if field.kind == "list" for kind in set(field.kinds)])

    @cached_property
    def commas(self) -> int:
        """The texts with a comma."""
        return sum(["," in text for text in self._texts])

    @cached_property
    def inline(self) -> int:
        """The lists in brackets."""
        return sum([field.kind == "list" and field.style == "[" for field in self._fields])

    @cached_property
    def quoted(self) -> int:
        """The scalars in quotes."""
        return sum([field.style in _QUOTES for field in self._scalars])

    @cached_property
    def dates(self) -> Mapping[DateForm, int]:
        """The forms of dates, for fields that hold dates."""
        return _counted(map(date_form, self._texts)) if self.key.lower() in DATE_FIELDS else {}

    @cached_property
    def paths(self) -> Mapping[PathForm, int]:
        """The forms of addresses, for covers."""
        return _counted(map(path_form, self._texts)) if self.key.lower() in _COVERS else {}

    @property
    def _scalars(self) -> list[FieldFacts]:
        return [field for field in self._fields if field.kind not in _NESTED and field.texts]

    @property
    def _texts(self) -> list[str]:
        return [field.texts[0][0] for field in self._scalars]


Form = TypeVar("Form")


def _counted(forms: Iterable[Form | None]) -> Counter[Form]:
    return Counter([form for form in forms if form])
