"""The days that a post names: in its front matter, its file name, its folders and its address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

from lint.diagnostics import Span
from lint.post.dates import day_fault, read_date
from lint.post.field_names import DATES
from lint.records import NamedTuple
from lint.regex import regex
from lint.site.facts import FieldFacts, PostFacts

ADDRESSES = ("permalink", "path", "url", "slug")
"""Fields that hold the post's own address, or its end."""

Where = Literal["file name", "folder", "address"]

_PLAIN = regex(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:\Z|([Tt ][0-9]{2}:[0-9]{2}))")
_SECONDS = regex(r"[0-9]{9,10}\Z")
_DAY_IN_NAME = regex(r"(?:^|/)([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?=[-_. /])")
_DAY_IN_ADDRESS = regex(r"(?:^|/)([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})(?=[-_./]|\Z)")
_YEAR = regex(r"(?:19|20)[0-9]{2}\Z")
_MONTH = regex(r"(0?[1-9]|1[0-2])(?:[-_][^\W\d_]+)?\Z")
_DAY = regex(r"[0-9]{1,2}\Z")


class Dated(NamedTuple):
    """A day that a field names. `timed` says that a time of day follows, so that zones may move it by a day."""

    field: FieldFacts
    day: date
    span: Span
    timed: bool = False


class Claim(NamedTuple):
    """A day, month or year that a path names, as it is `written` there.

    `month` and `day` are 0 where only what stands before them is named. `fault` says why there is no such day.
    `field` is the field that holds the path; None for that of the file.
    """

    where: Where
    written: str
    year: int
    month: int = 0
    day: int = 0
    fault: str = ""
    field: FieldFacts | None = None

    def days_from(self, day: date) -> int:
        """How many days lie between the day and what the path names; 0 within it, below 0 before it."""
        first = date(self.year, self.month or 1, self.day or 1)
        if self.day:
            last = first
        elif self.month:
            last = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        else:
            last = date(self.year + 1, 1, 1)
        if day < first:
            return (day - first).days
        if self.day:
            return (day - last).days
        return max(0, (day - last).days + 1)


def published(post: PostFacts) -> Dated | None:
    """The day of publication that the front matter names: its main date field, else a day in its address."""
    for name in DATES:
        for field in post.by_name.get(name, ()):
            if field.texts and field.kind in {"date", "text", "number"}:
                return read(field)
    claim = next(_claims_of_fields(post), None)
    if claim and claim.field and claim.day and not claim.fault:
        return Dated(claim.field, date(claim.year, claim.month, claim.day), claim.field.span)
    return None


def read(field: FieldFacts) -> Dated | None:
    """The day that a field names; None where it is none, or one of several."""
    day = _day_in(field.text.strip())
    return Dated(field, day[0], field.span, day[1]) if day else None


@lru_cache(maxsize=20_000)  # several rules ask
def _day_in(text: str) -> tuple[date, bool] | None:
    """The day that a text names, and whether it says the time of day."""
    match = _PLAIN.match(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3])), match[4] is not None
        if _SECONDS.match(text):
            return date.fromordinal(date(1970, 1, 1).toordinal() + int(text) // 86_400), True
        reading = read_date(text)
        return (date(*reading.day), ":" in text) if reading.day else None
    except ValueError:  # no such day, or the year 0: the rule invalid-date says so
        return None


def claims(post: PostFacts) -> Iterator[Claim]:
    """What the post's path and its address fields say about its day, the most exact first."""
    path = post.path
    if found := _DAY_IN_NAME.search(path):
        written = path[found.start(1) : found.end(3)]
        yield _claim("file name", written, (found[1], found[2], found[3]))
    elif claim := _folders(path.split("/")[:-1]):
        yield claim
    yield from _claims_of_fields(post)


def _folders(folders: list[str]) -> Claim | None:
    """A year, with a month and a day below it where there are such folders."""
    for at in range(len(folders) - 1, -1, -1):
        if not _YEAR.match(folders[at]):
            continue
        month = _MONTH.match(folders[at + 1]) if at + 1 < len(folders) else None
        day = _DAY.match(folders[at + 2]) if month and at + 2 < len(folders) else None
        written = "/".join(folders[at : at + 1 + (month is not None) + (day is not None)])
        return _claim("folder", written, (folders[at], month[1] if month else "0", day[0] if day else "0"))
    return None


def _claims_of_fields(post: PostFacts) -> Iterator[Claim]:
    if post.by_name.keys().isdisjoint(ADDRESSES):
        return
    for field in post.fields:
        if field.key.lower() in ADDRESSES and field.kind == "text" and "://" not in field.text:
            found = _DAY_IN_ADDRESS.search(field.text)
            if found:
                written = field.text[found.start(1) : found.end(4)]
                yield _claim("address", written, (found[1], found[3], found[4]), field)


def _claim(where: Where, written: str, parts: tuple[str, str, str], field: FieldFacts | None = None) -> Claim:
    year, month, day = map(int, parts)
    fault = day_fault(year, month, day) if day or where != "folder" else ""
    return Claim(where, written, year, month, day, fault or ("there is no year 0" if not year else ""), field)
