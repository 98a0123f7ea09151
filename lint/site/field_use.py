"""How the posts of a collection use a field of their front matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from lint.post.elements import NodeKind
from lint.post.field_names import CHANGES, DATES, EXPIRIES
from lint.site.facts import COVER_FIELDS, FieldFacts
from lint.site.forms import DateForm, PathForm, date_form, path_form

DATE_FIELDS = frozenset({*DATES, *CHANGES, *EXPIRIES})
_COVERS = frozenset(COVER_FIELDS)
_NESTED = frozenset({"list", "map"})
_QUOTES = frozenset({'"', "'"})


class FieldUse(msgspec.Struct, gc=False):
    """How the posts of a collection use a field; all figures are numbers of posts. `key` is spelled as they do.

    `kinds` counts the values by kind, as the format's own reader sees them, `items` the kinds of what is in lists
    (each kind once a list), `commas` the texts with a comma, `inline` the lists in brackets, `quoted` the scalars in
    quotes. `dates` is counted for fields that hold dates, `paths` for covers.
    """

    key: str
    posts: int = 0
    kinds: dict[NodeKind, int] = msgspec.field(default_factory=dict)
    items: dict[NodeKind, int] = msgspec.field(default_factory=dict)
    commas: int = 0
    inline: int = 0
    quoted: int = 0
    dates: dict[DateForm, int] = msgspec.field(default_factory=dict)
    paths: dict[PathForm, int] = msgspec.field(default_factory=dict)

    def of(self, *kinds: NodeKind) -> int:
        """How many posts have a value of one of these kinds."""
        return sum(self.kinds.get(kind, 0) for kind in kinds)

    @classmethod
    def among(cls, key: str, fields: Sequence[FieldFacts]) -> FieldUse:
        """The use of a field by as many posts as have it."""
        lists = [field for field in fields if field.kind == "list"]
        scalars = [field for field in fields if field.kind not in _NESTED and field.texts]
        texts = [field.texts[0][0] for field in scalars]
        name = key.lower()
        return cls(
            key,
            len(fields),
            dict(Counter([field.kind for field in fields])),
            dict(Counter([kind for field in lists for kind in set(field.kinds)])),
            sum(["," in text for text in texts]),
            sum([field.style == "[" for field in lists]),
            sum([field.style in _QUOTES for field in scalars]),
            _counted(map(date_form, texts)) if name in DATE_FIELDS else {},
            _counted(map(path_form, texts)) if name in _COVERS and name not in DATE_FIELDS else {},
        )


Form = TypeVar("Form")


def _counted(forms: Iterable[Form | None]) -> dict[Form, int]:
    return dict(Counter([form for form in forms if form]))
