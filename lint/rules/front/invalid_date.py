"""The rule invalid-date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.dates import Reading, read_date
from lint.post.field_names import CHANGES, DATES, EXPIRIES, is_template
from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule, Span, replace
from lint.site.facts import FieldFacts, PostFacts
from lint.site.forms import DateForm, date_form
from lint.site.schema import ENOUGH, NEARLY_ALL, Collection
from lint.site.site import Site

_FIELDS = frozenset({*DATES, *CHANGES, *EXPIRIES})
# These hold other things than dates as well: `published: draft`, `updated: weekly`.
_ALSO_WORDS = frozenset({"published", *CHANGES, *EXPIRIES})
_ADDRESSES = frozenset({"path", "permalink", "url", "slug"})
_DATE_IN_ADDRESS = regex(r"(?:^|/)(?P<year>\d{4})[/-]\d{2}[/-]\d{2}(?=[/-]|\Z)")
_SCALARS = frozenset({"text", "date", "number"})
_QUOTES = frozenset({"", '"', "'"})
_DIGIT = regex(r"\d")


class InvalidDate(SiteRule):
    """A date in the front matter does not exist, cannot be read, is absurd, or is unlike all others.

    A generator stops at such a date, or takes today's instead, and the post stands at the wrong place in the feed.

    Dates that a common generator reads are accepted: ISO 8601 with or without a time, RFC 2822, "May 3, 2024",
    03/05/2024, Unix times. Template expressions and unfilled patterns (`YYYY-MM-DD`) are not judged, nor are dates
    in words of other languages, nor how far off an expiry date is. A fix is offered where the digits can mean one
    day only.

    A date in another form is a warning where nearly all other posts (at least ten) write theirs alike: with the year
    first, with a time of day, with a time zone. More than the others have, such as a time of day, is never too much.
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
        Bad(
            "---\ndate: ⟦05/13/2024⟧\n---\n",
            fixed="---\ndate: 2024-05-13\n---\n",
            site={f"posts/{n}.md": f"---\ndate: 2024-04-{n}\n---\n" for n in range(11, 22)},
            message="`05/13/2024` is not in the form of 11 of 11 other posts, such as `2024-04-11`",
        ),
        Bad(
            "---\ndate: ⟦'2024-05-13 10:00'⟧ # noon\n---\n",
            site={f"posts/{n}.md": f"---\ndate: '2024-04-{n} 10:00 +0200'\n---\n" for n in range(11, 22)},
            message="has no time zone",
        ),
        Bad(
            '+++\ndate = ⟦"2024/05/13"⟧\n+++\n',
            fixed='+++\ndate = "2024-05-13"\n+++\n',
            site={f"posts/{n}.md": f'+++\ndate = "2024-04-{n}"\n+++\n' for n in range(11, 22)},
        ),
        Bad(
            "---\ndate: ⟦2024-05-13⟧\n---\n",
            site={f"posts/{n}.md": f"---\ndate: 2024-04-{n}T10:00:00Z\n---\n" for n in range(11, 22)},
            message="has no time of day",
        ),
        Good(
            "---\ndate: 2024-05-13\n---\n",
            site={f"posts/{n}.md": f"---\ndate: 2024-04-{n}T00:00:00Z\n---\n" for n in range(11, 22)},
        ),
        Good(
            "---\ndate: 2024-05-13T00:00:00Z\n---\n",
            site={f"posts/{n}.md": f"---\ndate: 2024-04-{n}T10:30:00Z\n---\n" for n in range(11, 22)},
        ),
        Good(
            "---\ndate: 2024-05-13 10:00\nupdated: May 14, 2024\n---\n",
            site={f"posts/{n}.md": f"---\ndate: 2024-04-{n}\n---\n" for n in range(11, 22)},
        ),
        Good(
            "---\ndate: May 13, 2024\n---\n",
            site={f"posts/{n}.md": f"---\ndate: 2024-04-{n}\n---\n" for n in range(11, 20)},
        ),
        Good(
            "---\ndate: May 13, 2024\n---\n",
            site={
                **{f"posts/{n}.md": f"---\ndate: 2024-04-{n}\n---\n" for n in range(11, 22)},
                **{f"posts/{n}.md": f"---\ndate: April {n}, 2024\n---\n" for n in range(22, 25)},
            },
        ),
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

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            if not post.front_readable or is_template(post.path):
                continue
            for key, fields in post.by_name.items():
                if key in _FIELDS:
                    for field in fields:
                        if finding := self._date(key, field, post) or _unlike(field, post, site):
                            yield post, finding
                elif key in _ADDRESSES:
                    for field in fields:
                        # A year long past may be a number like any other, one far ahead stands in for a date to come.
                        match = _DATE_IN_ADDRESS.search(field.text)
                        if match and int(match["year"]) > self.latest:
                            yield post, Finding(field.span, f"`{field.key}` lies in the year {match['year']}")

    def _date(self, key: str, field: FieldFacts, post: PostFacts) -> Finding | None:
        text = field.text.strip()
        if field.kind not in _SCALARS or field.alias or not text or (key in _ALSO_WORDS and not _DIGIT.search(text)):
            return None
        reading = read_date(text, english=post.language[:2] == "en")
        if reading.fault:
            # YAML itself knows `2024-1-5 10:00:00` as a date.
            if reading.lenient and field.kind == "date":
                return None
            level = Level.WARNING if reading.lenient else None
            return Finding(field.span, f"`{_shortened(text)}` {reading.fault}", _fix(field, reading), level)
        if reading.day and key not in EXPIRIES and not self.earliest <= reading.day[0] <= self.latest:
            return Finding(field.span, f"`{key}` lies in the year {reading.day[0]:04}")
        return None


def _fix(field: FieldFacts, reading: Reading) -> Fix | None:
    """Puts the right date in the place of the wrong one, inside the quotes that it has."""
    start, end = field.span
    quotes = len(field.style)
    if reading.written is None or field.style not in _QUOTES or end - start != len(field.text) + 2 * quotes:
        return None
    title = f"Write `{reading.written}`"
    return replace(Span(start + quotes, end - quotes), reading.written, title, safe=reading.certain)


def _unlike(field: FieldFacts, post: PostFacts, site: Site) -> Finding | None:
    """A date that can be read, and is written unlike those of nearly all other posts."""
    collection = site.schema.collection_of(post) if field.kind in _SCALARS and not field.alias else None
    if collection is None or len((use := collection.fields[field.key]).dates) < 2:
        return None
    form = date_form(field.text)
    if form is None:
        return None
    others = sum(use.dates.values()) - 1
    usual, count = max(use.dates.items(), key=lambda one: one[1])
    if usual == form or others < ENOUGH or count < others * NEARLY_ALL:
        return None
    sample = _sample(collection, field.key, usual)
    shown = f"`{_shortened(field.text.strip())}`"
    if form.order != usual.order:
        message = f"{shown} is not in the form of {count:,} of {others:,} other posts, such as `{sample}`"
        reading = read_date(field.text, english=post.language[:2] == "en")
        fix = None
        if usual.order == "iso" and reading.day and not form.time:
            fix = _fix(field, reading._replace(written="{:04}-{:02}-{:02}".format(*reading.day), certain=False))
        return Finding(field.span, message, fix, Level.WARNING)
    if usual.time > form.time and ":" in field.text:  # midnight
        return None
    if usual.time > form.time or (form.time and usual.zone > form.zone):
        lacking = "time zone" if form.time else "time of day"
        message = f"{shown} has no {lacking}, which {count:,} of {others:,} other posts have, such as `{sample}`"
        return Finding(field.span, message, None, Level.WARNING)
    return None


def _sample(collection: Collection, key: str, form: DateForm) -> str:
    """A date of the collection in its usual form."""
    texts = (field.text for post in collection.posts for field in post.fields if field.key == key)
    return next((text.strip() for text in texts if date_form(text) == form), "")


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49] + "…"
