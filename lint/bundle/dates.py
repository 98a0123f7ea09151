"""The date of a post, as its front matter or its path says it."""

from __future__ import annotations

import datetime
from functools import lru_cache

from lint.bundle.unfit import UnfitError
from lint.post.dates import read_date
from lint.post.field_names import DATES
from lint.regex import regex
from lint.site.dated import published
from lint.site.facts import PostFacts

_SECONDS = regex(r"\d{9,10}\Z")
_IN_PATH = regex(r"(?:^|/)(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?=[-_/.])")


def dates(post: PostFacts) -> list[datetime.date]:
    """The dates of publication that a post names, its main one first; empty for an undated post.

    The day counts as it is written, whatever the time zone. Raises UnfitError when `date` cannot be read: such a post
    may be meant for later.
    """
    found: list[datetime.date] = []
    for name in DATES:
        for field in post.by_name.get(name, ()):
            if field.kind == "null" or not field.text.strip():
                continue
            date = read(field.text.strip())
            if date:
                found.append(date)
            elif name == "date":
                raise UnfitError(f"{post.path}: its date {field.text.strip()!r} cannot be read")
    in_path = _IN_PATH.search(post.path)
    if not found and in_path and (date := read(in_path[1])):
        found.append(date)
    if not found and (dated := published(post)):  # in its own address: `path = "2014/12/12/timeline"`
        found.append(dated.day)
    return found


@lru_cache(maxsize=20_000)  # first for what is published, and then for its page
def read(text: str) -> datetime.date | None:
    """The day that a text names: what `lint.post.dates` reads, and Unix seconds."""
    if _SECONDS.match(text):
        return datetime.datetime.fromtimestamp(int(text), datetime.UTC).date()
    day = read_date(text).day
    try:
        return datetime.date(*day) if day else None
    except ValueError:  # the year 0
        return None
