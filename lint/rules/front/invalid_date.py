"""The rule invalid-date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.dates import Reading, read_date
from lint.post.elements import Node
from lint.post.field_names import CHANGES, DATES, EXPIRIES, is_template
from lint.post.post import Post
from lint.rule import Bad, Finding, Fix, Good, Level, Rule, Span, replace

_FIELDS = frozenset({*DATES, *CHANGES, *EXPIRIES})
# These hold other things than dates as well: `published: draft`, `updated: weekly`.
_ALSO_WORDS = frozenset({"published", *CHANGES, *EXPIRIES})
_ADDRESSES = frozenset({"path", "permalink", "url", "slug"})
_DATE_IN_ADDRESS = re.compile(r"(?:^|/)(?P<year>\d{4})[/-]\d{2}[/-]\d{2}(?=[/-]|\Z)")
_DIGIT = re.compile(r"\d")


class InvalidDate(Rule):
    """A date in the front matter does not exist, cannot be read, or is absurd.

    A generator stops at such a date, or takes today's instead, and the post stands at the wrong place in the feed.

    Dates that a common generator reads are accepted: ISO 8601 with or without a time, RFC 2822, "May 3, 2024",
    03/05/2024, Unix times. Template expressions and unfilled patterns (`YYYY-MM-DD`) are not judged, nor are dates
    in words of other languages, nor how far off an expiry date is. A fix is offered where the digits can mean one
    day only.
    """

    id = "invalid-date"
    level = Level.ERROR
    earliest: Annotated[int, Meta(ge=0, le=9999, description="The first year that a post can have.")] = 1900
    latest: Annotated[int, Meta(ge=0, le=9999, description="The last year that a post can have.")] = 2100

    examples = (
        Bad("---\ndate: ⟦2023-02-30⟧\n---\n", message="February 2023 has no day 30"),
        Bad("---\ndate: ⟦2024-13-05⟧\n---\n", fixed="---\ndate: 2024-05-13\n---\n", message="there is no month 13"),
        Bad('---\ndate: ⟦"2024-01-05T25:00:00Z"⟧\n---\n', message="no time of day"),
        Bad("---\ndate: ⟦2016-10-02T⟧\n---\n", fixed="---\ndate: 2016-10-02\n---\n", message="no time behind the `T`"),
        Bad("---\ndate: ⟦2023-10-25:00:15.000Z⟧\n---\n", message="cannot be read as a date"),
        Bad("---\ndate: ⟦2024-02-03T10:61⟧\n---\n"),
        Bad("---\ndate: ⟦next week⟧\n---\n"),
        Bad('+++\ndate = ⟦"9999-12-31"⟧\n+++\n', message="the year 9999"),
        Bad('+++\npath = ⟦"9999/12/31/rain"⟧\n+++\n', message="the year 9999"),
        Bad("---\ndate: ⟦2024-1-5⟧\n---\n", fixed="---\ndate: 2024-01-05\n---\n"),
        Bad('---\nupdated: ⟦"2024–01–05 10:00"⟧\n---\n', fixed='---\nupdated: "2024-01-05 10:00"\n---\n'),
        Bad("---\ndate: ⟦31/11/2024⟧\n---\n"),
        Bad("---\ndate: ⟦Janury 5, 2024⟧\n---\n", fixed="---\ndate: January 5, 2024\n---\n"),
        Bad("---\ndate: ⟦February 30, 2024⟧\n---\n"),
        Bad("---\ndate: ⟦2O24-01-05⟧\n---\n"),
        Good("---\ndate: 2024-02-29\nupdated: 2024-03-01 10:00:00 +0200\n---\n"),
        Good("---\ndate: '2024-05-03T10:00:00.000Z'\nlastmod: 2024-05-03T10:00+02:00\n---\n"),
        Good("---\ndate: Thu Jan 06 09:59:58 PST 2000\nupdated: Fri, 05 Jan 2024 10:00:00 +0000\n---\n"),
        Good("---\ndate: May 3, 2024\nupdated: 3rd of May 2024\nmodified: 2024/05/03 9:30 PM\n---\n"),
        Good("---\ndate: 12/24/2024\nupdated: 24.12.2024\ncreated: 1714694400\n---\n"),
        Good("---\ndate: 3 janvier 2024\nupdated: 3. März 2024\n---\n"),
        Good("---\ndate: git Last Modified\nlastmod: {{ .Date }}\n---\n"),
        Good('---\npublished: true\nupdated: "{{ today }}"\nexpires: 9999-12-31\n---\n'),
        Good("---\ndate: YYYY-MM-DD\n---\n"),
        Good("---\ndate:\nupdated: 2024\nmodified: never\npublished: soon\n---\n"),
        Good("---\ndate: 2024-1-5 10:00:00\n---\n"),
        Good("---\ndate: 2024-05-03 (Friday)\nupdated: Spring 2024\n---\n"),
        Good("---\ndate: 2024-05-03 10:00 Europe/Berlin\npath: 2024/05/03/rain\n---\n"),
        Good("---\ndate: 1843-05-02\n---\n", options={"earliest": 1800}),
        Good("---\ndate: 2024-02-31\n---\n", path="templates/post.md"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        front = post.front
        if front is None or front.problems or is_template(post.path):
            return
        for field in front.fields:
            key, value = field.key.lower(), field.value
            if key in _FIELDS:
                if value.kind in {"text", "date", "number"} and not value.alias and value.text.strip():
                    yield from self._date(key, value, post)
            elif key in _ADDRESSES:
                # A year long past may be a number like any other, one far ahead stands in for a date to come.
                match = _DATE_IN_ADDRESS.search(value.text)
                if match and int(match["year"]) > self.latest:
                    yield Finding(value.span, f"`{field.key}` lies in the year {match['year']}")

    def _date(self, key: str, value: Node, post: Post) -> Iterator[Finding]:
        text = value.text.strip()
        if key in _ALSO_WORDS and not _DIGIT.search(text):
            return
        reading = read_date(text, english=post.language[:2] == "en")
        if reading.fault:
            # YAML itself knows `2024-1-5 10:00:00` as a date.
            if not (reading.lenient and value.kind == "date"):
                level = Level.WARNING if reading.lenient else None
                yield Finding(value.span, f"`{_shortened(text)}` {reading.fault}", _fix(post, value, reading), level)
        elif reading.day and key not in EXPIRIES and not self.earliest <= reading.day[0] <= self.latest:
            yield Finding(value.span, f"`{key}` lies in the year {reading.day[0]:04}")


def _fix(post: Post, value: Node, reading: Reading) -> Fix | None:
    """Puts the right date in the place of the wrong one, inside the quotes that it has."""
    if reading.written is None:
        return None
    written = post.text[value.span.start : value.span.end]
    start = value.span.start + written.find(value.text) if value.text in written else -1
    if start < 0:
        return None
    span = Span(start, start + len(value.text))
    return replace(span, reading.written, f"Write `{reading.written}`", safe=reading.certain)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49] + "…"
