"""The date of a post, as its front matter or its path says it."""

from __future__ import annotations

import datetime
import re

from lint.bundle.unfit import UnfitError
from lint.site.facts import PostFacts

_FIELDS = ("date", "pubdate", "publishdate", "published", "publish_date", "published_at", "datepublished")
_NUMBERS = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]+,\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_SECONDS = re.compile(r"\d{9,10}\Z")
_IN_PATH = re.compile(r"(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[-_/.])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def dates(post: PostFacts) -> list[datetime.date]:
    """The dates of publication that a post names, its main one first; empty for an undated post.

    The day counts as it is written, whatever the time zone. Raises UnfitError when `date` cannot be read: such a post
    may be meant for later.
    """
    found: list[datetime.date] = []
    for name in _FIELDS:
        for field in post.fields:
            if field.key.lower() != name or field.kind == "null" or not field.text.strip():
                continue
            date = read(field.text.strip())
            if date:
                found.append(date)
            elif name == "date":
                raise UnfitError(f"{post.path}: its date {field.text.strip()!r} cannot be read")
    in_path = _IN_PATH.search(post.path)
    if not found and in_path and (date := _date(in_path[1], in_path[2], in_path[3])):
        found.append(date)
    return found


def read(text: str) -> datetime.date | None:
    """The day that a text names: ISO 8601 and its kin, RFC 2822, `May 3, 2024`, `3 May 2024`, Unix seconds."""
    if match := _NUMBERS.match(text):
        return _date(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(text):
        return _date(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.match(text):
        return _date(match[3], _month(match[1]), match[2])
    if _SECONDS.match(text):
        return datetime.datetime.fromtimestamp(int(text), datetime.UTC).date()
    return None


def _month(name: str) -> int:
    start = name[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _date(year: str, month: str | int, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
