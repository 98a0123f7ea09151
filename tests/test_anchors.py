"""Anchors of headings by the rules of the generators, what posts tell about them, and what was published before."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import msgspec
import pytest

from lint.bundle.pages import lay_out
from lint.config.schema import Config
from lint.engine.examine import Source
from lint.engine.run import Desk, site_of
from lint.engine.select import choose
from lint.post.post import parse
from lint.site.anchor_slugs import (
    Slug,
    blackfriday,
    collapsed,
    docutils,
    github,
    hexo,
    hugo_ascii,
    kramdown,
    markdown_it,
    pandoc,
    safe,
    skeletons,
    toc,
    toc_unicode,
)
from lint.site.anchors import Missing
from lint.site.bundled import bundled_urls
from lint.site.history import History, Renamed, published
from lint.site.page_ids import PageIds, gather_ids
from lint.site.site import Site
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles
from lint.world.history import history_of

SLUGS: list[tuple[Slug, str, str]] = [
    (github, "What's new in 1.2?", "whats-new-in-12"),
    (github, "Tea & milk", "tea--milk"),
    (github, "cargo run --all", "cargo-run---all"),
    (github, "Über snake_case", "über-snake_case"),
    (github, "हिन्दी में", "हिन्दी-में"),
    (hugo_ascii, "Café Über", "cafe-uber"),
    (kramdown, "2. Tea & milk", "tea--milk"),
    (kramdown, "123", "section"),
    (collapsed, "What's new in 1.2?", "what-s-new-in-1-2"),
    (collapsed, "-- Größe: 5 --", "grosse-5"),
    (blackfriday, "Größe: 5", "größe-5"),
    (toc, "Café -- au lait!", "cafe-au-lait"),
    (toc_unicode, "Café -- au lait!", "café-au-lait"),
    (markdown_it, "What's  new?", "what's-new?"),
    (safe, "What's (new)", "What's_new"),
    (pandoc, "3. Version 1.2", "version-1.2"),
    (hexo, "Tea & Milk", "Tea-Milk"),
    (docutils, "3. Tea & Milk", "tea-milk"),
]


@pytest.mark.parametrize(("rule", "text", "anchor"), SLUGS)
def test_slugs_are_those_of_the_generators(rule: Slug, text: str, anchor: str) -> None:
    assert rule(text) == anchor


@pytest.mark.parametrize(("rule", "text", "anchor"), SLUGS)
def test_a_skeleton_is_what_all_rules_have_in_common(rule: Slug, text: str, anchor: str) -> None:
    if text not in {"123", "2. Tea & milk", "3. Tea & Milk", "3. Version 1.2"}:  # these rules drop numbers
        assert skeletons(anchor) & skeletons(text)


def ids(text: str, path: str = "posts/a.md") -> PageIds:
    return gather_ids(parse(text, path))


def test_what_a_post_says_about_its_anchors() -> None:
    found = ids(
        "# The `run` call\n\n## Set up {#start}\n\n<h2>Raw <b>one</b></h2>\n\n<a name='here'></a> A [word]{.x #w}.\n\n"
        "Text\n{: #kram .y}\n\n<div>\n## Inside\n</div>\n\n[^1]: A note\n"
    )
    assert [heading.shown for heading in found.headings] == ["The run call", "Set up", "Raw one", "Inside"]
    assert found.headings[0].written == "The `run` call"
    assert found.headings[1].id == "start"
    assert set(found.ids) >= {"here", "w", "kram", "start"}
    assert found.footnotes
    assert not found.generated
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=PageIds) == found


@pytest.mark.parametrize(
    "text",
    [
        "{% include toc.html %}",
        "{{ content }}",
        "{{< rates >}}",
        "<Tabs>",
        "<site-nav></site-nav>",
        "<script>x()</script>",
        '--8<-- "a.md"',
        "Text\n\n::: package.module\n",
        "{!a.md!}",
    ],
)
def test_what_may_bring_ids_leaves_a_page_unjudged(text: str) -> None:
    assert ids(f"## A\n\n{text}\n").generated


@pytest.mark.parametrize(
    "text",
    ["{% highlight py %}\nx\n{% endhighlight %}", "[a]({{ site.url }}/a)", '{{< ref "a.md" >}}', "<b>x</b>", "{: .c}"],
)
def test_other_tags_bring_none(text: str) -> None:
    assert not ids(f"## A\n\n{text}\n").generated


def site(posts: dict[str, str]) -> Site:
    desk = Desk(Config(), choose(["broken-anchor"]), dictionaries(), ListedFiles(posts), datetime.date(2024, 6, 1))
    examined = desk.examine([Source(path, text) for path, text in posts.items()], False)
    return site_of(desk, {one.facts.path: one for one in examined}, posts)


def missing(text: str, fragment: str, others: dict[str, str] | None = None) -> Missing | None:
    made = site({"posts/a.md": text, **(others or {})})
    return made.anchors.missing(made.posts["posts/a.md"], fragment)


@pytest.mark.parametrize(
    "fragment",
    [
        "tea--milk",
        "tea-milk",
        "tea-and-milk",
        "Tea-Milk",
        "Tea_%26_milk",
        "user-content-tea--milk",
        "h-tea-milk",
        "tea-milk-1",
        "tea-milk_1",
    ],
)
def test_without_evidence_every_rule_counts(fragment: str) -> None:
    assert missing("## Tea & milk\n\n### Tea & milk\n", fragment) is None


def test_a_number_needs_as_many_headings() -> None:
    assert missing("## Tea\n", "tea-1") == Missing("tea")
    assert missing("## Tea\n\n## Tea\n", "tea-3") == Missing("tea")
    assert missing("## Step 1\n", "step-1") is None


SHOWN = "[1](#run---all), [2](#tea--milk)\n\n## Run `--all`\n\n## Tea & milk\n"
MORE = "[1](#a--b), [2](#milk--more)\n\n## A / B\n\n## Milk & more\n"


def test_evidence_of_other_posts_decides_between_the_rules() -> None:
    others = {"posts/b.md": SHOWN, "posts/c.md": MORE}
    assert missing("## Cup & pot\n", "cup-pot", others) == Missing("cup--pot")
    assert missing("## Cup & pot\n", "Cup--pot", others) == Missing("cup--pot", certain=True)
    assert missing("## Cup & pot\n", "cup--pot", others) is None


def test_one_post_is_no_evidence_nor_are_posts_that_disagree() -> None:
    assert missing("## Cup & pot\n", "cup-pot", {"posts/b.md": SHOWN + MORE}) is None
    against = {"posts/d.md": "[1](#x-y)\n\n## X & Y\n", "posts/e.md": "[1](#v-w)\n\n## V & W\n"}
    assert missing("## Cup & pot\n", "cup-pot", {"posts/b.md": SHOWN, "posts/c.md": MORE, **against}) is None


def test_letters_of_other_scripts_may_be_transliterated() -> None:
    assert missing("## 你好\n", "ni-hao") is None
    assert missing("## 你好\n", "再见") == Missing()


def former(*lines: tuple[str, str]) -> dict[str, list[str]]:
    day = datetime.date(2024, 1, 1)
    history = History(tuple(Renamed(old, new, day) for old, new in lines))
    return {path: [one.old for one in ones] for path, ones in history.former(["c.md", "d.md"]).items()}


def test_former_names_follow_a_file_through_its_renames() -> None:
    assert former(("a.md", "b.md"), ("b.md", "c.md")) == {"c.md": ["b.md", "a.md"]}
    assert former(("d.md", "c.md")) == {}, "another post has the name now"
    assert former(("c.md", "x.md")) == {}
    assert former(("a.md", "c.md"), ("c.md", "gone.md")) == {}


def test_a_manifest_gives_urls_by_source() -> None:
    manifest = (
        b'{"version": 1, "posts": [{"id": "a.md", "url": "a/index.html"}, {"id": "b.md", "url": "caf%C3%A9.html"}]}'
    )
    assert published(manifest) == {"a.md": "a/", "b.md": "café.html"}
    assert published(b"") == published(b'{"posts": 3}') == published(b"\xff") == {}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("posts/a.md", "---\ntitle: A\n---\n"),
        ("posts/guide/index.md", "---\ntitle: A\nslug: b c\n---\n"),
        ("posts/2024-01-02-a.md", "---\ntitle: A\npermalink: /x/y.html\n---\n"),
        ("posts/fr/a.md", "---\ntitle: A\nlang: fr\n---\n"),
    ],
)
def test_the_bundle_publishes_a_post_where_it_is_looked_for(path: str, text: str) -> None:
    post = site({path: text}).posts[path]
    assert lay_out([post], "en")[0].url in bundled_urls(post)


def git(folder: Path, *arguments: str, day: str = "2024-03-01") -> None:
    when = f"{day}T12:00:00+0000"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    names = ("-c", "user.name=Ann", "-c", "user.email=ann@paper.test")
    subprocess.run(["git", *names, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def test_git_tells_of_renamed_posts_and_of_those_staged(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    assert history_of(tmp_path, "dist") == History(), "no commit yet"
    below = tmp_path / "site"
    below.mkdir()
    for name in ("thé @home.md", "b.md", "c.txt"):
        (below / name).write_text(f"About {name}\n\nA few lines of text\nthat make it {name}\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one", day="2024-02-01")
    git(tmp_path, "mv", "site/thé @home.md", "site/tea.md")
    git(tmp_path, "mv", "site/c.txt", "site/d.txt")
    git(tmp_path, "commit", "-qm", "two")
    git(tmp_path, "mv", "site/b.md", "site/new.md")
    day = datetime.date(2024, 3, 1)
    expected = (Renamed("thé @home.md", "tea.md", day), Renamed("b.md", "new.md", None))
    assert history_of(below, "dist").renamed == expected


def test_a_folder_without_git_and_bundle_has_no_history(tmp_path: Path) -> None:
    assert history_of(tmp_path, "dist") == History()
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/manifest.json").write_bytes(b'{"posts": [{"id": "a.md", "url": "a/"}]}')
    assert history_of(tmp_path, "dist") == History((), {"a.md": "a/"})
