"""The rule date-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lint.post.periods import MONTH_NAMES
from lint.rule import Bad, Finding, Good, Level, SiteRule, Span
from lint.site.dated import Claim, Dated, claims, published
from lint.site.facts import PostFacts
from lint.site.forms import Place
from lint.site.schema import is_judged
from lint.site.series import Habit, Key, Named, Numbered, Timing, habit, named_periods, numbered_series, out_of_order
from lint.site.site import Site
from lint.site.slugs import home

HABIT = 0.8
"""The part of the other posts whose paths must agree with their dates. Our own bound."""
FEW = 3
"""Below so many other posts with a day in their path, that it is there says enough. Our own bound."""

# Bounds in days, our own, from when people publish what they announce and what they report.
_SOON = 3  # a report on a month may come out in its last days
_OFF = 60  # off all others of a series by so much, the month is wrong rather than the post late
_TWICE = 20  # the same where another post has that month already
_OFF_BY_YEARS = 150
_LATER_HALF = 14  # a series that never comes before looks back on what it names
_A_YEAR = range(330, 401)
_STEADY = 120  # days between the least and the most where a series has a habit at all

# Patterns as text: few posts need them.
_LOOKS_BACK = (
    r"\b(?:status|reports?|updates?|recap|roundup|round up|review|retrospective|retro|wrap up|wrapped|digest|progress"
    r"|what we did|what happened|summary|changelog|bilan|rapport|compte rendu|retrospective|resume|point d etape"
    r"|ruckblick|monatsruckblick|jahresruckblick|bericht|monatsbericht|jahresbericht|zusammenfassung|neues aus"
    r"|informe|resumen|balance|novedades|rendiconto|riepilogo|relatorio|overzicht|terugblik|verslag)\b"
)
_LOOKS_AHEAD = (
    r"\b(?:conf|conference|con|summit|meetup|save the date|cfp|call for|plans?|planning|roadmap|goals?|upcoming"
    r"|announcing|preview|outlook|ausblick|agenda|calendar|schedule|join us|registration|tickets|event|events|days?"
    r"|workshop|festival|camp|hackathon|deadline|vision|ideas|resolutions?|predictions?|prognose)\b"
)
_ANNUAL = (
    r"\b(?:in review|year review|review of|annual report|rapport annuel|jahresbericht|jahresruckblick|ruckblick"
    r"|retrospective|bilan|wrapped|informe anual|year in)\b"
)


Kind = tuple[Place, str, bool, bool]
"""A collection, what names the days there, and whether it names a month and a day."""


class DateMismatch(SiteRule):
    """The date disagrees with the file name, the folder, the address, or the month or year in the title.

    Copied from an older post, one of the two was forgotten: the post stands at the wrong place in the feed, or its
    address and title tell readers a wrong day.

    A day in the path counts where the other posts keep to it; a time of day may move it by one day (time zones). A
    month or year in the title, slug or file name is judged by when the other posts of the series are dated; without
    three of them only a report from before its time ("Status December 2024" dated in November) or a year's slip is.
    Announcements may come before, reports later; years in names ("Windows 95") are not judged, nor several months.
    Posts of a series numbered in their file names should be dated in that order.
    """

    id = "date-mismatch"
    level = Level.WARNING

    examples = (
        Bad(
            "---\ndate: ⟦2024-05-01⟧\n---\n",
            path="posts/2023-05-01-rain.md",
            message="`date` is 2024-05-01, the file name says `2023-05-01`",
        ),
        Bad("---\ndate: ⟦2024-05-03 23:00:00 +0200⟧\n---\n", path="posts/2024-05-01-rain/index.md"),
        Bad(
            "---\ndate: ⟦'2024-05-01'⟧\n---\n",
            path="posts/2023/05/rain.md",
            site={f"posts/2023/{n:02}/{n}.md": f"---\ndate: 2023-{n:02}-28\n---\n" for n in range(6, 11)},
            message="the folder says `2023/05`, and 5 of 5 other posts agree with theirs",
        ),
        Bad(
            '+++\ndate = 2024-05-03\npath = ⟦"2024/03/05/rain"⟧\n+++\n',
            message="`path` says `2024/03/05`, and `date` is 2024-05-03",
        ),
        Bad('+++\npath = ⟦"2024/05/03/rain"⟧\n+++\n', path="posts/2023-05-03-rain.md"),
        Bad("---\ndate: ⟦2024-01-13⟧\n---\n", path="posts/2024-13-01-rain.md", message="there is no month 13"),
        Bad("⟦⟧It rains.\n", path="posts/2023-02-29-rain.md", message="February 2023 has no day 29"),
        Bad(
            "---\ntitle: Status December 2024\ndate: ⟦2024-11-20⟧\n---\n",
            message="`date` is 2024-11-20, before the December 2024 of the title",
        ),
        Bad("---\ntitle: Rapport d'activité – décembre 2024\nlang: fr\ndate: ⟦2024-11-05⟧\n---\n"),
        Bad('+++\ntitle = "Rückblick März 2024"\ndate = ⟦2024-02-10⟧\n+++\n'),
        Bad('{"title": "Resumen de enero de 2024", "date": ⟦"2023-01-31"⟧}\n'),
        Bad("---\ntitle: News\ndate: ⟦2020-01-04⟧\n---\n", path="posts/january-2021-security-releases.md"),
        Bad("---\ntitle: Q3 2024 report\ndate: ⟦2024-04-02⟧\n---\n", message="before the Q3 2024 of the title"),
        Bad("---\ntitle: 2024 in review\ndate: ⟦2023-12-30⟧\n---\n"),
        Bad(
            "---\ntitle: Garden news, May 2023\ndate: ⟦2023-06-28⟧\n---\n",
            site={
                f"posts/{n}.md": f"---\ntitle: Garden news, {MONTH_NAMES[n]} 2023\ndate: 2023-{n + 1:02}-28\n---\n"
                for n in range(5)
            },
            message="the title says May 2023, and 5 other posts of the series are dated 27 days after",
        ),
        Bad(
            "---\ndate: ⟦2022-04-18⟧\n---\n",
            path="posts/v9-release.md",
            site={f"posts/v{n}-release.md": f"---\ndate: 2022-{n:02}-19\n---\n" for n in (7, 8)},
            message="before `v7-release.md` (2022-07-19) and `v8-release.md` (2022-08-19)",
        ),
        Good("---\ndate: 2024-05-01\n---\n", path="posts/2024-05-01-rain.md"),
        Good("---\ndate: 2024-05-02T01:00:00+02:00\n---\n", path="posts/2024-05-01-rain.md"),
        Good(
            "---\ndate: 2024-05-09\n---\n",
            path="posts/2024-05-01-rain.md",
            site={f"posts/2024-04-0{n}-a.md": f"---\ndate: 2024-04-1{n}\n---\n" for n in range(1, 6)},
        ),
        Good("---\ntitle: December 2024 update\ndate: 2025-01-03\n---\n"),
        Good("---\ntitle: Status May 2024\ndate: 2024-04-30\n---\n"),
        Good("---\ntitle: The garden fair of May 2025\ndate: 2024-11-03\n---\n"),
        Good("---\ntitle: Rust 2018 and Windows 95\ndate: 2024-11-03\n---\n"),
        Good("---\ntitle: Roadmap 2025\ndate: 2024-11-03\n---\n"),
        Good("---\ntitle: Status October to December 2024\ndate: 2024-10-03\n---\n"),
        Good("---\ntitle: The Mars 2020 rover\ndate: 2019-03-03\n---\n"),
        Good("---\ntitle: What I learned in May 2014\ndate: 2024-05-03\n---\n"),
        Good("---\ntitle: 2024 in review\ndate: 2025-01-03\n---\n"),
        Good("---\ntitle: Status December 2024\ndate: 12/11/2024\n---\n"),
        Good("---\ntitle: Status December 2024\n---\n", path="posts/2024-12-30-status-december-2024.md"),
        Good(
            "---\ntitle: Garden news, June 2023\ndate: 2023-08-20\n---\n",
            site={
                f"posts/{n}.md": f"---\ntitle: Garden news, {MONTH_NAMES[n]} 2023\ndate: 2023-{n + 1:02}-28\n---\n"
                for n in range(5)
            },
        ),
        Good("---\ntitle: CVE-2024-10001\ndate: 2023-12-01\n---\n"),
        Good(
            "---\ndate: 2024-07-20\n---\n",
            path="posts/v10-release.md",
            site={f"posts/v{n}-release.md": f"---\ndate: 2022-{n:02}-19\n---\n" for n in range(7, 9)},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        dated = {post.path: (post, day) for post in site.posts.values() if is_judged(post) and (day := published(post))}
        agreement = _Agreement(dated.values())
        series = _Series(dated.values())
        found: set[str] = set()
        for post in site.reported:
            if is_judged(post):
                day = dated[post.path][1] if post.path in dated else None
                finding = agreement.finding(post, day) or (series.finding(post, day) if day else None)
                if finding:
                    found.add(post.path)
                    yield post, finding
        reported = {post.path for post in site.reported} - found
        for numbered in numbered_series(dated):
            broken = out_of_order(numbered)
            if broken and broken[0].post.path in reported:
                one, odds = broken
                yield one.post, Finding(one.dated.span, f"{_is(one.dated)}, {_against(one.number, odds)}")


class _Agreement:
    """How the posts' paths agree with their dates, by collection."""

    def __init__(self, dated: Iterable[tuple[PostFacts, Dated]]) -> None:
        self._counts: dict[Kind, list[int]] = {}
        self._claims: dict[str, list[Claim]] = {}
        for post, day in dated:
            self._claims[post.path] = found = list(claims(post))
            for claim in found:
                if not claim.fault and claim.field is not day.field:
                    counts = self._counts.setdefault(_kind(post, claim), [0, 0])
                    counts[0] += 1
                    counts[1] += _agrees(claim, day)

    def finding(self, post: PostFacts, day: Dated | None) -> Finding | None:
        """What is wrong with the days that the path and the address of a post name."""
        found = self._claims[post.path] if day else list(claims(post))
        for claim in found:
            if claim.fault and claim.where == "file name":
                span = day.span if day else Span(0, 0)
                return Finding(span, f"the file name says `{claim.written}`, which does not exist: {claim.fault}")
            if day and not claim.fault and claim.field is not day.field and not _agrees(claim, day):
                total, agreeing = self._counts[_kind(post, claim)]
                others = total - 1
                if agreeing >= others * HABIT and (others >= FEW or claim.day):
                    return Finding(*_disagreement(claim, day, others, agreeing))
        return None


def _kind(post: PostFacts, claim: Claim) -> Kind:
    return home(post.path), claim.where, claim.month > 0, claim.day > 0


def _agrees(claim: Claim, day: Dated) -> bool:
    named = day.day
    if claim.day == named.day and claim.month == named.month and claim.year == named.year:
        return True
    return abs(claim.days_from(named)) <= (1 if day.timed else 0)


def _disagreement(claim: Claim, day: Dated, others: int, agreeing: int) -> tuple[Span, str]:
    evidence = f", and {agreeing:,} of {others:,} other posts agree with theirs" if others >= FEW else ""
    if claim.field is None:
        return day.span, f"{_is(day)}, the {claim.where} says `{claim.written}`{evidence}"
    return claim.field.span, f"`{claim.field.key}` says `{claim.written}`, and {_is(day)}{evidence}"


class _Series:
    """When the posts whose titles name a month or year are dated."""

    def __init__(self, dated: Iterable[tuple[PostFacts, Dated]]) -> None:
        self._days: dict[Key, dict[str, Timing]] = {}
        self._named: dict[str, list[Named]] = {}
        for post, day in dated:
            if found := named_periods(post):
                self._named[post.path] = found
                for named in found:
                    days = self._days.setdefault(named.key, {})
                    days[post.path] = (day.day - named.period.first).days, named.period.first

    def finding(self, post: PostFacts, day: Dated) -> Finding | None:
        """What is wrong with the date by what the title, the slug or the file name says."""
        for named in self._named.get(post.path, ()):
            days = self._days[named.key]
            if message := _judged(named, days[post.path][0], habit(post.path, days)):
                return Finding(day.span, f"{_is(day)}, {message}")
        return None


def _judged(named: Named, days: int, usual: Habit | None) -> str:
    """Why a date so many days after the start of what is named cannot be right; empty where it can."""
    if usual and usual.most - usual.least <= _STEADY:
        return _against_the_habit(named, days, usual)
    if usual and usual.least < 0:
        return ""
    period = named.period
    ahead, back = re.search(_LOOKS_AHEAD, period.rest), re.search(_LOOKS_BACK, period.rest)
    if ahead or period.kind == "day":
        return ""
    if period.kind == "year":
        return _before(named) if days < 0 and re.search(_ANNUAL, period.rest) else ""
    if (back and days < -_SOON) or -days in _A_YEAR:
        return _before(named)
    return f"a year after the {period.name} of the {_where(named)}" if back and days in _A_YEAR else ""


def _against_the_habit(named: Named, days: int, usual: Habit) -> str:
    period = named.period
    spread = usual.most - usual.least
    slack = max(spread, _OFF_BY_YEARS if period.kind == "year" else _TWICE if usual.twice else _OFF)
    early = days < usual.least - slack or (days < 0 and usual.least >= _LATER_HALF)
    if not early and days < -_SOON and usual.least >= 0:
        early = bool(re.search(_LOOKS_BACK, period.rest) and not re.search(_LOOKS_AHEAD, period.rest))
    if not early and days <= usual.most + slack:
        return ""
    what = _before(named) if days < 0 else f"the {_where(named)} says {period.name}"
    range_ = f"{usual.least} to {usual.most}" if spread else f"{usual.least}"
    return f"{what}, and {usual.posts:,} other posts of the series are dated {range_} days after its start"


def _before(named: Named) -> str:
    return f"before the {named.period.name} of the {_where(named)}"


def _where(named: Named) -> str:
    return named.where if named.where in {"title", "file name"} else f"`{named.where}`"


def _is(dated: Dated) -> str:
    return f"`{dated.field.key}` is {dated.day}"


def _against(number: int, odds: list[Numbered]) -> str:
    """The two posts of a numbered series that a post is most plainly at odds with."""
    earlier = sum(other.number < number for other in odds) >= len(odds) / 2
    word = "before" if earlier else "after"
    shown = [f"`{other.post.path.rpartition('/')[2]}` ({other.day})" for other in odds[-2:]]
    return f"{word} {' and '.join(shown)}"
