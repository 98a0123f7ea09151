"""Posts of one title but for a month, a year or a number: how their dates lie to what their titles name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from lint.post.field_names import TITLES
from lint.post.periods import Kind, Period, fold, period
from lint.records import NamedTuple
from lint.regex import regex
from lint.site.dated import ADDRESSES, Dated
from lint.site.facts import PostFacts
from lint.site.slugs import home, source_name

ENOUGH = 3
"""So many other posts show when a series is published. Our own bound."""

_FILE_DATE = regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[-_]|\Z)")
_NUMBER = regex(r"(?<![0-9.])[0-9]{1,4}(?![0-9]|\.[0-9])")
_DIGITS = regex(r"[0-9]+")
_NAMING = frozenset({*TITLES, *ADDRESSES})
_LIKE_A_YEAR = range(1900, 2100)

Where = str
"""What names the period: "title", or the key of a field, or "file name"."""
Key = tuple[object, Where, Kind, str]


class Named(NamedTuple):
    """A period that a text of the post names, with the series that the post belongs to by it."""

    where: Where
    period: Period
    key: Key


Timing = tuple[int, date]
"""How many days after the start of what its title names a post is dated, and that start."""


class Habit(NamedTuple):
    """How many days after the start of what their titles name the posts of a series are dated, least and most.

    `twice` says that one of them names what the post in question names.
    """

    posts: int
    least: int
    most: int
    twice: bool


def named_periods(post: PostFacts) -> list[Named]:
    """The periods that the title, the slug and the file name of a post name, one of each at most."""
    found: list[Named] = []
    place: object = None
    for where, text in _texts(post):
        if one := period(text, post.language):
            place = place or home(post.path)
            found.append(Named(where, one, (place, where, one.kind, one.rest)))
    return found


def _texts(post: PostFacts) -> list[tuple[Where, str]]:
    found: list[tuple[Where, str]] = []
    for name in post.by_name if post.by_name.keys() & _NAMING else ():
        for field in post.by_name[name] if name in _NAMING else ():
            if field.kind == "text" and name in TITLES:
                found.append(("title", field.text))
            elif field.kind == "text":
                found.append((field.key, _undated(field.text.rstrip("/").rpartition("/")[2])))
    found.append(("file name", _undated(source_name(post.path, post.language))))
    return found


def _undated(name: str) -> str:
    return _FILE_DATE.sub("", name) if "-" in name else name


def habit(path: str, series: Mapping[str, Timing]) -> Habit | None:
    """What the other posts of a series do, without the one in twenty at either end; None where they are too few."""
    ordered = sorted(days for other, (days, _) in series.items() if other != path)
    if len(ordered) < ENOUGH:
        return None
    cut = len(ordered) // 20
    twice = sum(first == series[path][1] for _, first in series.values()) > 1
    return Habit(len(ordered), ordered[cut], ordered[-1 - cut], twice)


class Numbered(NamedTuple):
    """A post of a series whose file names differ by a number: "v18-release", "v19-release"."""

    number: int
    day: date
    post: PostFacts
    dated: Dated


def numbered_series(posts: Mapping[str, tuple[PostFacts, Dated]]) -> list[list[Numbered]]:
    """The series by number, each in the order of its numbers; a number that occurs twice makes a text no series."""
    series: dict[tuple[object, str], list[Numbered]] = {}
    for post, dated in posts.values():
        name = _undated(source_name(post.path, post.language))
        if len(_DIGITS.findall(name)) == 1 and (match := _NUMBER.search(name)) and int(match[0]) not in _LIKE_A_YEAR:
            text = f"{name[: match.start()]}#{name[match.end() :]}"
            if any(character.isalpha() for character in text):
                series.setdefault((home(post.path), fold(text)), []).append(
                    Numbered(int(match[0]), dated.day, post, dated)
                )
    found = [sorted(one, key=_number) for one in series.values() if len(one) >= ENOUGH]
    return [one for one in found if len({post.number for post in one}) == len(one)]


def out_of_order(series: list[Numbered]) -> tuple[Numbered, list[Numbered]] | None:
    """The one post whose date breaks the order of its series, with those it is at odds with (at least two).

    None where the dates are in order, or where leaving out one post does not bring them into order.
    """
    fall = next((at for at, (one, other) in enumerate(pairwise(series)) if one.day > other.day), None)
    if fall is None:
        return None
    for at in (fall, fall + 1):  # to leave out any other post would leave this fall
        one, others = series[at], series[:at] + series[at + 1 :]
        odds = [
            other
            for other in others
            if (other.number < one.number and other.day > one.day)
            or (other.number > one.number and other.day < one.day)
        ]
        if len(odds) >= 2 and all(before.day <= after.day for before, after in pairwise(others)):
            return one, odds
    return None


def _number(one: Numbered) -> int:
    return one.number
