"""Addresses are taken apart and looked up where generators would find them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.config.schema import Config
from lint.engine.examine import Source
from lint.engine.run import Desk
from lint.engine.select import all_rules, choose
from lint.rule import SiteRule
from lint.site.site import Site
from lint.site.targets import Lookup, Near, Place, address, normal
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

from rule_examples import TODAY  # isort: skip


def site(*files: str, static: tuple[str, ...] = (), **posts: str) -> Site:
    """A site of these files; `posts` are texts of posts named posts/NAME.md."""
    sources = {f"posts/{name}.md": Source(f"posts/{name}.md", text) for name, text in posts.items()}
    desk = Desk(
        Config(static=static), choose(["image-not-found"]), dictionaries(), ListedFiles([*files, *sources]), TODAY
    )
    facts = {one.facts.path: one.facts for one in desk.examine(list(sources.values()), False)}
    return Site(facts, tuple(facts.values()), desk.files, TODAY, dictionaries(), static=static)


@pytest.mark.parametrize(
    ("url", "path", "rooted", "climb", "tail"),
    [
        ("a.png", "a.png", False, "", ""),
        ("/img/a%20b.png?v=1#x", "img/a b.png", True, "", "?v=1#x"),
        ("./a.png", "./a.png", False, "./", ""),
        (".././../a.png#x?y", ".././../a.png", False, ".././../", "#x?y"),
        ("img\\a.png", "img/a.png", False, "", ""),
        ("%C3%A9.png", "é.png", False, "", ""),
        (".hidden/a.png", ".hidden/a.png", False, "", ""),
    ],
)
def test_a_local_address_is_taken_apart(url: str, path: str, rooted: bool, climb: str, tail: str) -> None:
    parts = address(url)
    assert parts is not None
    assert (parts.path, parts.rooted, parts.climb, parts.tail) == (path, rooted, climb, tail)
    assert parts.written + parts.tail == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "#top",
        "?page=2",
        "//cdn.test/a.png",
        "https://a.test/b",
        "MAILTO:x@y.test",
        "data:image/png,",
        "\ue000/a.png",
        "{{ base }}/a.png",
        "@site/a.png",
        "~/a.png",
        "$lib/a.png",
        "<%= x %>",
        "%PUBLIC_URL%/a.png",
    ],
)
def test_what_is_not_local_is_not_judged(url: str) -> None:
    assert address(url) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a/./b//c", "a/b/c"), ("a/../b", "b"), ("../a", None), ("a/../../b", None), ("", ""), ("a/..", "")],
)
def test_dots_are_resolved(path: str, expected: str | None) -> None:
    assert normal(path) == expected


@pytest.mark.parametrize(
    ("file", "url", "place"),
    [
        ("posts/x.png", "x.png", Place("posts/x.png")),
        ("posts/a/x.png", "x.png", Place("posts/a/x.png")),
        ("img/x.png", "../img/x.png", Place("img/x.png")),
        ("img/x.png", "../../../img/x.png", Place("img/x.png")),
        ("static/img/x.png", "/img/x.png", Place("static/img/x.png")),
        ("themes/plain/static/x.png", "/x.png", Place("themes/plain/static/x.png")),
        ("static/img/x.png", "img/x.png", Place("static/img/x.png", slash_missing=True)),
        ("public/x y.png", "/x%20y.png", Place("public/x y.png")),
        ("public/x%20y.png", "/x%20y.png", Place("public/x%20y.png")),
        ("static/img/x.png", "/blog/img/x.png", Place("static/img/x.png")),
        ("static/img/x.png", "/img/", Place("static/img")),
    ],
)
def test_a_file_is_found_where_a_generator_takes_it_from(file: str, url: str, place: Place) -> None:
    assert Lookup(site(file, a="")).find("posts/a.md", url) == place


def test_folders_of_the_configuration_are_published() -> None:
    assert Lookup(site("media/x.png", a="")).find("posts/a.md", "/x.png") is None
    assert Lookup(site("media/x.png", static=("media",), a="")).find("posts/a.md", "/x.png") == Place("media/x.png")


def test_the_post_of_a_nested_site_has_its_own_static_folder() -> None:
    files = ListedFiles(["apps/web/posts/a.md", "apps/web/public/x.png"])
    lookup = Lookup(Site({}, (), files, TODAY, dictionaries()))
    assert lookup.find("apps/web/posts/a.md", "/x.png") == Place("apps/web/public/x.png")
    assert lookup.find("apps/api/posts/a.md", "/x.png") is None


@pytest.mark.parametrize(
    ("file", "url", "near"),
    [
        ("static/Img/X.png", "/img/x.PNG#a", Near("/Img/X.png#a", "static/Img/X.png", True)),
        ("posts/caf\u0065\u0301.png", "caf\u00e9.png", Near("cafe\u0301.png", "posts/cafe\u0301.png", True)),
        ("static/img/chart.png", "/img/chrat.png", Near("/img/chart.png", "static/img/chart.png", False)),
        ("static/img/chart.jpg", "/img/chart.png", Near("/img/chart.jpg", "static/img/chart.jpg", False)),
        ("img/my chart.png", "../img/my_chart.png", Near("../img/my%20chart.png", "img/my chart.png", False)),
        ("img/a b/x.png", "../imgs/a%20b/x.png", Near("../img/a%20b/x.png", "img/a b/x.png", False)),
        ("static/img/2024/x.png", "/img/x.png", Near("/img/2024/x.png", "static/img/2024/x.png", False)),
        ("static/img/a/b/x.png", "/img/c/d/e/x.png", Near("/img/a/b/x.png", "static/img/a/b/x.png", False)),
        ("static/img/lake.png", "/img/mountain.png", None),
    ],
)
def test_the_nearest_file(file: str, url: str, near: Near | None) -> None:
    assert Lookup(site(file, a="")).near("posts/a.md", url) == near


def test_two_files_of_one_spelling_are_not_certain() -> None:
    near = Lookup(site("static/x.PNG", "static/X.png", a="")).near("posts/a.md", "/x.png")
    assert near is not None
    assert not near.certain


def test_images_that_no_post_has_are_kept_elsewhere() -> None:
    texts = {name: f"![{name}](/uploads/{name}.png)" for name in "abcd"}
    assert Lookup(site(**texts)).served_elsewhere("posts/a.md", "image", "/uploads/a.png")
    assert not Lookup(site(**texts)).served_elsewhere("posts/a.md", "link", "/uploads/a.png")
    assert not Lookup(site("static/uploads/c.png", **texts)).served_elsewhere("posts/a.md", "image", "/uploads/a.png")
    one_post = {"a": " ".join(texts.values())}
    assert not Lookup(site(**one_post)).served_elsewhere("posts/a.md", "image", "/uploads/a.png")


@given(st.text(alphabet="ab./%2\\ ?#:é\ue000{", max_size=30))
def test_no_address_makes_a_lookup_fail(url: str) -> None:
    lookup = Lookup(site("static/a/b.png", "posts/ab.png", a="![x](/c.png)"))
    lookup.find("posts/a.md", url)
    lookup.near("posts/a.md", url)
    lookup.served_elsewhere("posts/a.md", "image", url)
    parts = address(url)
    assert parts is None or parts.written + parts.tail == url.strip()


def test_a_definition_that_an_image_uses_is_an_image() -> None:
    facts = site(a="![A chart][My  Chart] and [a page][p]\n\n[my chart]: /x.png\n[p]: /y.md\n").posts["posts/a.md"]
    assert [(target.kind, target.url) for target in facts.targets] == [("image", "/x.png"), ("link", "/y.md")]


@pytest.mark.parametrize("rule", ["image-not-found", "broken-link"])
def test_no_fix_replaces_an_address_with_escapes(rule: str) -> None:
    judge = all_rules()[rule]()
    assert isinstance(judge, SiteRule)
    text = "![x](chrat\\_1.png) [y](gui&#100;.md)"
    found = list(judge.check(site("posts/chart_1.png", "posts/guide.md", a=text)))
    assert len(found) == 1
    assert found[0][1].fix is None
