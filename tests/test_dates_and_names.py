"""What the rules about dates, titles and addresses build on; and what their examples cannot show."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_examples import judge_example

from lint.engine.select import all_rules
from lint.post.periods import period
from lint.post.post import parse
from lint.post.widths import width
from lint.rule import Bad
from lint.site.copies import copies, same_text
from lint.site.dated import claims, published
from lint.site.facts import PostFacts, gather
from lint.site.series import habit, numbered_series, out_of_order
from lint.site.slugs import home, same_place, slug, source_folder, source_name
from lint.site.words import PostWords


def facts(text: str, path: str = "posts/example.md") -> PostFacts:
    return gather(parse(text, path), PostWords())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Status December 2024", "December 2024"),
        ("dec-2024-update", "December 2024"),
        ("news-oct2023", "October 2023"),
        ("2024 March report", "March 2024"),
        ("Notes, 2024-03", "March 2024"),
        ("Bilan de décembre 2024", "December 2024"),
        ("Février 2024", "February 2024"),
        ("Monatsbericht März 2024", "March 2024"),
        ("Resumen de enero de 2024", "January 2024"),
        ("Notizie di giugno 2024", "June 2024"),
        ("Q3 2024 report", "Q3 2024"),
        ("Results of 2024-H2", "H2 2024"),
        ("T2 2024", "Q2 2024"),
        ("Meeting of 5 May 2024", "2024-05-05"),
        ("Meeting of May 5, 2024", "2024-05-05"),
        ("meeting-2024-05-05", "2024-05-05"),
        ("The year 2024", "2024"),
    ],
)
def test_a_period_is_read(text: str, name: str) -> None:
    found = period(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Rain",
        "Room 20240",
        "October to December 2024",
        "From 2019 to 2024",
        "CVE-2024-10001",
        "Version 2024.3",
        "Febuary 31",
        "31 February 2024",
        "March",
    ],
)
def test_no_single_period(text: str) -> None:
    assert period(text) is None


def test_a_month_that_is_a_planet_elsewhere() -> None:
    english, french = period("Mars 2020", "en"), period("Mars 2020", "fr")
    assert english
    assert french
    assert (english.kind, french.name) == ("year", "March 2020")


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("posts/2024-05-01-rain.md", "2024-05-01"),
        ("posts/2024-05-01-rain/index.md", "2024-05-01"),
        ("posts/2024/05/01/rain.md", "2024/05/01"),
        ("posts/2024/5/rain.md", "2024/5"),
        ("posts/2024/05-may/rain.md", "2024/05-may"),
        ("posts/2024/rain.md", "2024"),
    ],
)
def test_days_of_paths(path: str, written: str) -> None:
    (claim,) = claims(facts("", path))
    assert claim.written == written


@pytest.mark.parametrize("path", ["posts/rain.md", "posts/1500/rain.md", "posts/2024-rain.md", "rain/12/24.md"])
def test_paths_without_a_day(path: str) -> None:
    assert list(claims(facts("", path))) == []


def test_days_between_a_date_and_a_month() -> None:
    (claim,) = claims(facts("", "posts/2024/12/rain.md"))
    days = [claim.days_from(datetime.date(*day)) for day in ((2024, 11, 30), (2024, 12, 31), (2025, 1, 1))]
    assert days == [-1, 0, 1]


@pytest.mark.parametrize(
    ("front", "key"),
    [
        ("pubDate: 2024-05-02\nupdated: 2024-06-01", "pubDate"),
        ("published: true\ndate: 2024-05-02", "date"),
        ("published: 2024-01-01\ndate: 2024-05-02", "date"),
        ("permalink: /2024/05/02/rain/", "permalink"),
        ("date: 1714608000", "date"),
    ],
)
def test_the_day_of_publication(front: str, key: str) -> None:
    found = published(facts(f"---\n{front}\n---\n"))
    assert found
    assert (found.field.key, found.day) == (key, datetime.date(2024, 5, 2))


@pytest.mark.parametrize("front", ["updated: 2024-05-02", "date: [2024-05-02]", "date: 0000-05-02", "date: 03/04/2024"])
def test_no_day_of_publication(front: str) -> None:
    assert published(facts(f"---\n{front}\n---\n")) is None


def test_the_copy_is_the_later_post() -> None:
    early, late = facts("---\ndate: 2024-01-01\n---\n", "b.md"), facts("---\ndate: 2024-02-01\n---\n", "a.md")
    undated, draft = facts("", "c.md"), facts("---\ndate: 2023-01-01\ndraft: true\n---\n", "d.md")
    group = [draft, undated, late, early]
    found = list(copies(group, {post.path for post in group}))
    assert found == [(late, early), (undated, early), (draft, early)]
    assert list(copies([late, early], {"b.md"})) == []


def test_where_dates_cannot_tell_the_post_that_is_asked_for_is_the_copy() -> None:
    one, other = facts("", "a.md"), facts("", "b.md")
    assert list(copies([one, other], {"a.md"})) == [(one, other)]
    assert list(copies([one, other], {"a.md", "b.md"})) == [(other, one)]


def test_same_texts_and_places() -> None:
    assert same_text(" Straße\n im REGEN") == same_text("STRASSE im Regen")
    assert same_place("Cafe\u0301") == same_place("CAF\u00c9")
    assert same_place("cafe") != same_place("caf\u00e9")


@pytest.mark.parametrize(
    ("path", "name", "folder"),
    [
        ("posts/rain.md", "rain", "posts"),
        ("posts/rain/index.md", "rain", "posts"),
        ("posts/rain.fr.md", "rain", "posts"),
        ("index.md", "index", ""),
        ("rain/index.fr.md", "rain", ""),
    ],
)
def test_names_and_folders(path: str, name: str, folder: str) -> None:
    assert source_name(path, "fr") == name
    assert source_folder(path) == folder


def test_slug_and_home() -> None:
    assert slug("posts/2024-05-01-Été à Paris.md") == "Été-à-Paris"
    assert slug("posts/weekly.2015-02-13.md") == "weekly.2015-02-13"
    assert home("posts/2023/a.md") == home("posts/2024/b.md") != home("pages/2024/b.md")


def test_width() -> None:
    assert [width(text) for text in ("rain", "雨", "e\u0301", "été", "")] == [4, 2, 1, 3, 0]


def test_a_habit_needs_three_others() -> None:
    first = datetime.date(2024, 1, 1)
    series = {name: (days, first) for name, days in zip("abcd", (9, 1, 2, 3), strict=True)}
    assert habit("a", series) == (3, 1, 3, True)
    assert habit("a", {name: series[name] for name in "abc"}) is None


def test_a_hundredth_issue_out_of_order() -> None:
    """One post of a long series is found, whatever its place; two that are swapped are no evidence for either."""
    day = datetime.date(2020, 1, 1)

    def series(days: list[int]) -> dict[str, tuple[PostFacts, object]]:
        posts = [
            facts(f"---\ndate: {day + datetime.timedelta(number)}\n---\n", f"issue-{at}.md")
            for at, number in enumerate(days)
        ]
        return {post.path: (post, published(post)) for post in posts}

    for wrong in (0, 50, 99):
        days = list(range(0, 1000, 10))
        days[wrong] = 495 if wrong != 50 else 5
        (found,) = numbered_series(series(days))  # type: ignore[arg-type]
        broken = out_of_order(found)
        assert broken
        assert broken[0].number == wrong
    days = [0, 10, 30, 20, 40]
    (found,) = numbered_series(series(days))  # type: ignore[arg-type]
    assert out_of_order(found) is None


RULES = (
    "date-mismatch",
    "stale-date",
    "future-date",
    "duplicate-title",
    "summary-copied",
    "slug-collision",
    "slug-mismatch",
    "title-length",
    "summary-length",
    "title-style",
)
KEYS = ("date", "published", "updated", "title", "summary", "slug", "permalink", "path", "draft")
PIECES = (
    "2024",
    "-",
    "05",
    "/",
    "13",
    "May",
    " ",
    "décembre",
    "Q3",
    ".",
    "?",
    "%",
    ":",
    "\ue000",
    "雨",
    "'",
    '"',
    "\\",
)
values = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
fronts = st.dictionaries(
    st.sampled_from(KEYS), st.one_of(values, st.none(), st.booleans(), st.lists(values), st.just({"a": 1}))
)
paths = st.lists(st.sampled_from(("2024", "05", "31", "posts", "index", "2024-02-30-a", "b.fr", "v9")), min_size=1)


@given(st.lists(st.tuples(paths, fronts), min_size=1, max_size=4))
def test_no_front_matter_makes_a_rule_fail(posts: list[tuple[list[str], dict[str, object]]]) -> None:
    import json

    texts = {f"{'/'.join(path)}.md": json.dumps(front) for path, front in posts}
    path, text = texts.popitem()
    for name in RULES:
        for found in judge_example(all_rules()[name], Bad("", path=path, site=texts), text):
            assert 0 <= found.span.start <= found.span.end <= len(text)


@pytest.mark.parametrize("name", RULES)
def test_long_titles_take_no_time(name: str) -> None:
    """A quadratic pattern would take minutes."""
    for piece in ("may ", "2024-", "1", "A.", "12 ", "mai de "):
        text = f'---\ntitle: "{piece * 15_000}2024"\ndate: 2020-01-01\n---\n'[:65_000] + '"\n---\n'
        for found in judge_example(all_rules()[name], Bad(""), text):
            assert 0 <= found.span.start <= found.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("---\ntitle: ' It''s rain'\n---\n", None),
        ('---\ntitle: "\\tRain"\n---\n', None),
        ('---\r\ntitle: " Rain" # so\r\n---\r\n', '---\r\ntitle: "Rain" # so\r\n---\r\n'),
    ],
)
def test_white_space_is_removed_only_where_it_stands_as_it_reads(text: str, fixed: str | None) -> None:
    (found,) = judge_example(all_rules()["title-style"], Bad(""), text)
    if fixed is None:
        assert found.fix is None
    else:
        assert found.fix
        assert found.fix.safe
        (edit,) = found.fix.edits
        assert text[: edit.span.start] + edit.text + text[edit.span.end :] == fixed


def test_levels() -> None:
    """A title that comes again after a year is meant, one that comes again after a week is not."""
    rule = all_rules()["duplicate-title"]
    text = "---\ntitle: Rain\ndate: 2024-05-01\n---\n"
    levels = []
    for path, day in (("a", "2024-04-24"), ("a", "2023-04-24"), ("example-2", "2024-04-30")):
        site = {f"posts/{path}.md": f"---\ntitle: Rain\ndate: {day}\n---\n"}
        (found,) = judge_example(rule, Bad("", site=site), text)
        levels.append(str(found.level))
    assert levels == ["warning", "advice", "advice"]
    rule = all_rules()["slug-collision"]
    site = {"posts/a.md": "---\nslug: rain\ndate: 2023-05-01\n---\n"}
    (apart,) = judge_example(rule, Bad("", site=site), "---\nslug: rain\ndate: 2024-05-01\n---\n")
    (same,) = judge_example(rule, Bad("", site=site), "---\nslug: rain\ndate: 2023-05-01\n---\n")
    assert (apart.level, same.level) == ("warning", "error")
