"""The rule future-date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lint.post.field_names import CHANGES, DATES
from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.dated import Dated, published, read
from lint.site.facts import PostFacts
from lint.site.schema import is_judged
from lint.site.site import Site

_PLANNED = frozenset({"publishdate", "publish_date"})
"""Fields by which a post is published later on purpose, where another one holds its date."""
_FIELDS = frozenset({*DATES, *CHANGES})
_ABSURD = 2100
"""From this year on a date is no date any more; the rule invalid-date says so."""


class FutureDate(SiteRule):
    """A post is dated after today.

    Some generators leave it out without a word until that day, others show it at the top of every list; more than a
    year ahead the year is most often a slip.

    Drafts are not judged, nor the date of expiry, nor a `publishDate` beside a date. A time zone may move a date with
    a time to tomorrow.
    """

    id = "future-date"
    level = Level.WARNING

    examples = (
        Bad(
            "---\ndate: ⟦2024-06-15⟧\n---\n",
            today="2024-06-01",
            message="`date` is 2024-06-15, 14 days ahead",
        ),
        Bad("---\ndate: ⟦2024-06-02⟧\n---\n", today="2024-06-01", message="1 day ahead"),
        Bad("+++\ndate = ⟦2026-06-01T10:00:00Z⟧\n+++\n", today="2024-06-01", message="2 years ahead"),
        Bad('{"date": ⟦"Jan 5, 2025"⟧}\n', today="2024-06-01", message="7 months ahead"),
        Bad("---\ndate: 2024-05-01\nupdated: ⟦'2025-05-01'⟧\n---\n", today="2024-06-01", message="11 months"),
        Bad('+++\npath = ⟦"2025/01/02/rain"⟧\n+++\n', today="2024-06-01", message="`path` is 2025-01-02"),
        Good("---\ndate: 2024-06-01\n---\n", today="2024-06-01"),
        Good("---\ndate: 2024-06-02T01:00:00+12:00\n---\n", today="2024-06-01"),
        Good("---\ndate: 2024-06-15\ndraft: true\n---\n", today="2024-06-01"),
        Good("---\ndate: 2024-06-15\n---\n", path="drafts/rain.md", today="2024-06-01"),
        Good("---\ndate: 2024-05-01\npublishDate: 2024-06-15\nexpiryDate: 2025-01-01\n---\n", today="2024-06-01"),
        Good("---\ndate: 9999-12-31\n---\n", today="2024-06-01"),
        Good("---\ndate: 05/06/2024\n---\n", today="2024-06-01"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            if not post.draft and is_judged(post):
                for dated in _dates(post):
                    ahead = (dated.day - site.today).days
                    if ahead > (1 if dated.timed else 0) and dated.day.year < _ABSURD:
                        message = f"`{dated.field.key}` is {dated.day}, {_distance(site.today, dated.day)} ahead"
                        yield post, Finding(dated.span, message)


def _dates(post: PostFacts) -> Iterator[Dated]:
    names = [name for name in post.by_name if name in _FIELDS]
    main = any(name in DATES and name not in _PLANNED for name in names)
    for name in names:
        for field in () if main and name in _PLANNED else post.by_name[name]:
            if dated := read(field):
                yield dated
    if not names and (dated := published(post)):
        yield dated


def _distance(today: date, day: date) -> str:
    """How far ahead a day lies, in words."""
    months = (day.year - today.year) * 12 + day.month - today.month - (day.day < today.day)
    number, unit = ((day - today).days, "day") if months < 2 else (months, "month") if months < 24 else (0, "year")
    if unit == "year":
        number = months // 12
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
