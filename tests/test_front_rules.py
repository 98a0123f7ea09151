"""What the rules of the family front build on: reading dates, knowing placeholders; and what examples cannot show."""

from __future__ import annotations

import pytest
from rule_examples import judge_example

from lint.engine.select import all_rules
from lint.post.dates import day_fault, read_date
from lint.post.field_names import is_template
from lint.post.placeholders import is_placeholder
from lint.rule import Bad


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", (2024, 2, 29)),
        ("2024-05-03T10:00:00.000Z", (2024, 5, 3)),
        ("2024-05-03 10:00:00 +0000 UTC", (2024, 5, 3)),
        ("2024-05-03T10:00+02:00[Europe/Berlin]", (2024, 5, 3)),
        ("2024/5/3", (2024, 5, 3)),
        ("Fri, 03 May 2024 10:00:00 +0000", (2024, 5, 3)),
        ("Fri May 03 10:00:00 CEST 2024", (2024, 5, 3)),
        ("May 3rd, 2024", (2024, 5, 3)),
        ("24.12.2024", (2024, 12, 24)),
        ("12/24/2024", (2024, 12, 24)),
    ],
)
def test_a_date_is_read(text: str, day: tuple[int, int, int]) -> None:
    reading = read_date(text)
    assert reading.fault == ""
    assert reading.day == day


@pytest.mark.parametrize(
    "text", ["03/05/2024", "1714694400", "20240503", "2024", "3. März 2024", "git Created", "YYYY-MM-DD", "{{ date }}"]
)
def test_a_date_that_says_too_little_is_not_judged(text: str) -> None:
    assert read_date(text) == (None, "", None, False, False)


@pytest.mark.parametrize(
    ("text", "fault", "written"),
    [
        ("2023-02-29", "February 2023 has no day 29", None),
        ("1900-02-29", "February 1900 has no day 29", None),
        ("2024-04-00", "April 2024 has no day 0", None),
        ("2024-20-11", "no month 20", "2024-11-20"),
        ("2024-1-5", "leading zero", "2024-01-05"),
        ("2024–01–05", "dash", "2024-01-05"),
        ("2024-01/05", "cannot be read", "2024-01-05"),
        ("2024-01-05T10:60", "no time of day", None),
        ("2024-01-05 10:00 +25:00", "no time of day", None),
        ("Febuary 3, 2024", "`Febuary` is no month", "February 3, 2024"),
        ("someday", "cannot be read", None),
    ],
)
def test_a_date_that_is_none(text: str, fault: str, written: str | None) -> None:
    reading = read_date(text)
    assert fault in reading.fault
    assert reading.written == written


def test_months_of_other_languages_are_not_taken_for_slips() -> None:
    assert read_date("3 Februar 2024").fault == ""
    assert read_date("Janury 3, 2024", english=False).fault == ""


def test_leap_years() -> None:
    assert day_fault(2000, 2, 29) == ""
    assert day_fault(2100, 2, 29) != ""


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("title", "The title of the post"),
        ("title", "Your title goes here"),
        ("title", "My blog post title"),
        ("description", "Add a short description"),
        ("summary", "A brief summary of this article."),
        ("author", "Firstname Lastname"),
        ("author", "The name of the author"),
        ("slug", "TODO"),
        ("title", "[TBD]"),
        ("title", "TODO - a better title"),
        ("title", "Rain, snow … TODO"),
        ("date", "2024-05-XX"),
        ("title", "qwerty"),
    ],
)
def test_placeholders(key: str, text: str) -> None:
    assert is_placeholder(key, text)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("title", "Add a title to every page"),
        ("title", "The name of the rose"),
        ("title", "What makes a good title"),
        ("title", "QWERTY"),
        ("title", "Asdf is a version manager"),
        ("title", "Description lists"),
        ("summary", "Why your title matters here"),
        ("author", "Ada Nameless"),
        ("tags", "asdf"),
        ("tags", "todo"),
        ("slug", "title"),
        ("date", "2024-05-03"),
        ("title", "XXXL shirts"),
    ],
)
def test_real_values(key: str, text: str) -> None:
    assert not is_placeholder(key, text)


def test_templates_of_posts() -> None:
    assert is_template("archetypes/default.md")
    assert is_template("posts/_template.md")
    assert is_template("blog/post-template.md")
    assert not is_template("posts/jinja-templates-compared.md")
    assert not is_template("posts/2024-05-01-a-new-template.md")


def test_unsafe_fixes_move_the_border_of_the_front_matter() -> None:
    rule = all_rules()["front-matter-syntax"]
    example = Bad("")
    (unclosed,) = judge_example(rule, example, "---\ntitle: Rain\nlang: en\n\nIt rained.\n")
    (colon,) = judge_example(rule, example, "---\ntitle: Rain: a diary\n---\n")
    assert unclosed.fix
    assert not unclosed.fix.safe
    assert colon.fix
    assert colon.fix.safe


def test_levels() -> None:
    """A habit of the other posts is a warning, a declaration an error."""
    rule = all_rules()["missing-field"]
    site = {f"posts/{number}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for number in range(10)}
    (declared,) = judge_example(rule, Bad("", site=site, options={"required": ["author"]}), "---\ntitle: Rain\n---\n")
    (inferred,) = judge_example(rule, Bad("", site=site), "---\ntitle: Rain\n---\n")
    assert (declared.level, inferred.level) == ("error", "warning")


def test_a_post_that_is_no_text_has_no_missing_front_matter() -> None:
    from lint.post.post import parse
    from lint.site.facts import gather
    from lint.site.words import PostWords

    assert not gather(parse("", "posts/a.md", unreadable="this is UTF-16"), PostWords()).front_readable
