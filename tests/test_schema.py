"""What the posts of a site have in common, and what rules make of it that examples cannot show."""

from __future__ import annotations

import pytest

from lint.engine.examine import Source, examine
from lint.post.scalars import as_item, read_number
from lint.site.facts import PostFacts
from lint.site.forms import DateForm, NameForm, PathForm, date_form, name_form, path_form
from lint.site.near_keys import edit_distance, key_distance, near_keys
from lint.site.schema import Schema
from lint.world.dictionaries import dictionaries, english


def facts(posts: dict[str, str]) -> dict[str, PostFacts]:
    known = dictionaries()
    return {path: examine(Source(path, text), (), {}, known, language="en").facts for path, text in posts.items()}


DAY = "---\ntitle: Day\ndate: 2024-05-01\nauthor: Ada\ntags: [rain, snow]\ncover: /day.png\n---\n"


def test_a_collection_tells_how_its_fields_are_used() -> None:
    posts = facts(
        {f"posts/{n}.md": DAY for n in range(11)}
        | {"posts/x.md": '---\ntitle: "X"\ntags: rain, sun\ntags: again\ncover: x.png\n---\n'}
    )
    collection = Schema(posts).collection_of(posts["posts/x.md"])
    assert collection is not None
    assert (collection.name, collection.folder, collection.depth, collection.pattern) == (
        "posts",
        "posts",
        0,
        "posts/*.*",
    )
    assert len(collection.posts) == 12
    uses = collection.fields
    assert (uses["title"].posts, uses["title"].quoted, uses["title"].kinds) == (12, 1, {"text": 12})
    assert uses["tags"].kinds == {"list": 11, "text": 1}
    assert (uses["tags"].inline, uses["tags"].commas, uses["tags"].items) == (11, 1, {"text": 11})
    assert uses["date"].dates == {DateForm("iso"): 11}
    assert uses["cover"].paths == {"rooted": 11, "name": 1}
    assert collection.values("tags") == {"rain": 12, "snow": 11, "sun": 1, "again": 1}
    assert collection.formats == {"yaml": 12}
    assert collection.habits["tags"] == "list"


def test_too_few_posts_make_no_collection() -> None:
    posts = facts({f"posts/{n}.md": DAY for n in range(10)})
    schema = Schema(posts)
    assert schema.collection_of(posts["posts/1.md"]) is None
    assert schema.around(posts["posts/1.md"], 5) is not None
    assert schema.collections() == []


def test_years_and_folders_of_posts_are_looked_through() -> None:
    posts = facts(
        {f"blog/{year}/{n}/index.md": DAY for year in (2023, 2024) for n in range(6)}
        | {f"notes/{n}.md": DAY for n in range(11)}
        | {"notes/_index.md": "---\ntitle: Notes\n---\n"}
    )
    schema = Schema(posts)
    around = schema.around(posts["blog/2024/3/index.md"])
    assert around is not None
    assert (around.folder, around.depth, around.index, len(around.posts)) == ("blog", 2, True, 12)
    assert [(one.folder, one.pattern, len(one.posts)) for one in schema.collections()] == [
        ("blog", "blog/*/*/index.*", 12),
        ("notes", "notes/*.*", 11),
    ]
    assert schema.around(posts["notes/_index.md"]) is None


def test_layouts_make_collections_of_their_own() -> None:
    posts = facts(
        {f"posts/{n}.md": "---\nlayout: post\ntitle: Day\n---\n" for n in range(11)}
        | {f"posts/p{n}.md": "---\nlayout: page\n---\n" for n in range(3)}
    )
    schema = Schema(posts)
    alike = schema.collection_of(posts["posts/1.md"])
    assert alike is not None
    assert (alike.kind, len(alike.posts)) == ("post", 11)
    assert schema.collection_of(posts["posts/p1.md"]) is None
    around = schema.around(posts["posts/p1.md"])
    assert around is not None
    assert around.kinds == {"post": 11, "page": 3}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2024-05-03", DateForm("iso")),
        ("2024/5/3", DateForm("slashes")),
        ("3.5.2024", DateForm("mixed")),
        ("May 3, 2024", DateForm("words")),
        ("Fri, 03 May 2024 10:00:00 +0000", DateForm("words", time=True, zone=True)),
        ("2024-05-03T10:00:00.000Z", DateForm("iso", time=True, zone=True)),
        ("2024-05-03 10:00", DateForm("iso", time=True)),
        ("2024-05-03T00:00:00Z", DateForm("iso")),
        ("1714694400", DateForm("number")),
        ("soon", None),
        ("2024-05-03T", None),
        ("x" * 100_000, None),
    ],
)
def test_forms_of_dates(text: str, form: DateForm | None) -> None:
    assert date_form(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("/a.png", "rooted"),
        ("../a.png", "dotted"),
        ("img/a.png", "relative"),
        ("a.png", "name"),
        ("//example.org/a.png", "url"),
        ("data:image/png;base64,x", "url"),
        ("{{ cover }}", None),
    ],
)
def test_forms_of_paths(text: str, form: PathForm | None) -> None:
    assert path_form(text) == form


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("posts/2024-05-03-rain.md", "dated"),
        ("posts/rain.md", "plain"),
        ("posts/rain/index.md", "index"),
        ("posts/2024-05-03-rain/index.md", "dated-index"),
        ("index.md", "plain"),
    ],
)
def test_forms_of_names(path: str, form: NameForm) -> None:
    assert name_form(path) == form


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1_000", "1000"),
        ("0x1F", "31"),
        ("0b11", "3"),
        ("010", "8"),
        ("12:30:45", "45045"),
        ("-1:30", "-90"),
        ("1.10", "1.1"),
        ("1.5", "1.5"),
        ("2024", "2024"),
        ("089", "89"),
        ("9" * 5000, None),
        (".inf", None),
    ],
)
def test_numbers_as_yaml_reads_them(text: str, number: str | None) -> None:
    assert read_number(text) == number


def test_texts_become_items() -> None:
    assert as_item("open source", "yaml") == "open source"
    assert as_item("no", "yaml") == '"no"'
    assert as_item("#1", "yaml") == '"#1"'
    assert as_item("a: b", "yaml") == '"a: b"'
    assert as_item("rain", "yaml", "'") == "'rain'"
    assert as_item("rain", "toml") == '"rain"'
    assert as_item('"rain"', "json") is None


def test_distances_of_keys() -> None:
    assert edit_distance("author", "auhtor") == 1
    assert key_distance("coverImage", "cover-image") == 0
    assert key_distance("category", "categories") == 1
    assert key_distance("descirpton", "description") == 2
    assert key_distance("tag", "tax") is None
    assert key_distance("image1", "image2") is None
    assert key_distance("summary", "author") is None


def test_a_slip_is_seen_though_the_neighbour_made_it_too() -> None:
    slip = DAY.replace("author", "auhtor")
    posts = facts({f"posts/{n}.md": DAY for n in range(12)} | {"posts/a.md": slip, "posts/b.md": slip})
    schema = Schema(posts)
    found = [
        (near.field.key, near.use.key, near.having, near.others)
        for near in near_keys(posts["posts/a.md"], schema, english())
    ]
    assert found == [("auhtor", "author", 12, 13)]


def test_no_slip_where_the_value_is_of_another_nature() -> None:
    odd = "---\ntitle: Day\nauthors:\n  ada: {name: Ada}\n---\n"
    posts = facts({f"posts/{n}.md": DAY for n in range(12)} | {"posts/a.md": odd})
    assert list(near_keys(posts["posts/a.md"], Schema(posts), english())) == []
