"""The parts of the preview by themselves: policies, the panel's place in a page, the watch, posts that quarrel."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bundle_site import harbour
from hypothesis import given
from hypothesis import strategies as st

from lint.bundle.live import laid_out, mark_of, why_unfit
from lint.bundle.previewed import policy, with_panel
from lint.cli.previewing.reading import Reading
from lint.cli.previewing.shown import Shows
from lint.engine.examine import Examined, Source, read
from lint.engine.select import Asking
from lint.site import facts, words
from lint.site.facts import PostFacts
from lint.world.blob_cache import BlobCache
from lint.world.dictionaries import dictionaries
from lint.world.preview.server import is_loopback
from lint.world.preview.watch import Watch
from lint.world.sites import Given

OWN = "http://127.0.0.1:8000/_copydesk/"
REST = f"style-src 'self' {OWN}preview.css; connect-src 'self' {OWN}"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("script-src 'none'", f"script-src {OWN}preview.js; connect-src {OWN}"),
        ("script-src 'self'; img-src *", f"script-src 'self' {OWN}preview.js; img-src *; connect-src {OWN}"),
        (
            "default-src 'none'",
            f"default-src 'none'; script-src {OWN}preview.js; style-src {OWN}preview.css; connect-src {OWN}",
        ),
        (
            "Default-Src 'self'; SCRIPT-SRC-ELEM 'none';;",
            f"default-src 'self'; script-src-elem {OWN}preview.js; script-src 'self' {OWN}preview.js; {REST}",
        ),
    ],
)
def test_a_policy_gives_leave_to_the_panel_alone(written: str, expected: str) -> None:
    assert policy([written], OWN) == expected


def test_an_address_that_no_policy_can_name_is_the_page_s_own() -> None:
    found = policy(["script-src 'none'"], "http://[::1]:8000/_copydesk/")
    assert found == "script-src 'self'; connect-src 'self'"


def test_every_policy_of_a_page_holds() -> None:
    assert policy(["script-src 'none'", "img-src 'self'"], OWN).count(f"{OWN}preview.js") == 2
    assert policy([], OWN) == ""


@given(st.text(alphabet="abc-'; *:none\n", max_size=60))
def test_no_policy_is_too_strange(written: str) -> None:
    found = policy([written], OWN)
    assert f"{OWN}preview.js" in found
    assert "\n" not in found


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (b"<html><body>\n<p>Text</p>", b"<html><body>\n"),
        (b'<BODY class="a>b">Text', b'<BODY class="a>'),
        (b"<!-- <body> --><body id=x>Text", b"<!-- <body> --><body id=x>"),
        (b"<script>'<body>'</script><body>Text", b"<script>'<body>'</script><body>"),
        (b"no body", b"no body"),
    ],
)
def test_the_panel_stands_where_the_body_begins(page: bytes, before: bytes) -> None:
    made, policies = with_panel(page, "<p>Panel</p>", {}, {"version": "1"}, "/_copydesk/")
    assert made.startswith(before + b'<copydesk-preview data-version="1" data-own="/_copydesk/">')
    assert policies == []


@pytest.mark.parametrize(
    "meta",
    [
        b'<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">\n',
        b"<meta content=\"script-src 'none'\" http-equiv=content-security-policy />",
        b"<META HTTP-EQUIV='Content-Security-Policy' CONTENT=\"script-src &#39;none&#39;\">",
    ],
)
def test_a_page_s_policy_moves_to_the_header(meta: bytes) -> None:
    made, policies = with_panel(b"<head>" + meta + b"</head><body>", "", {"/a/": '"<'}, {}, "/_copydesk/")
    assert made.startswith(b"<head></head><body><copydesk-preview ")
    assert b'data-marks="{&quot;/a/&quot;: &quot;\\&quot;&lt;&quot;}"' in made
    assert policies == ["script-src 'none'"]


@pytest.mark.parametrize(
    ("host", "so"),
    [
        ("localhost", True), ("LocalHost.", True), ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True),
        ("[::1]", True), ("", False), ("0.0.0.0", False), ("::", False), ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False), ("0x7f.1", False), ("192.168.0.1", False),
    ],
)  # fmt: skip
def test_who_is_this_machine_alone(host: str, so: bool) -> None:
    assert is_loopback(host) is so


def wanted(name: str) -> bool:
    return name.endswith(".md")


def test_the_watch_sees_what_changes_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a.md", "deep/b.md", "c.txt", ".git/d.md", "node_modules/e.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    watch = Watch(tmp_path, wanted)
    assert watch.changes() == set()
    (tmp_path / "a.md").write_text("longer", encoding="utf-8")
    (tmp_path / "deep/new.md").write_text("new", encoding="utf-8")
    (tmp_path / "c.txt").write_text("longer", encoding="utf-8")
    (tmp_path / ".git/d.md").write_text("longer", encoding="utf-8")
    (tmp_path / "node_modules/e.md").write_text("longer", encoding="utf-8")
    assert watch.changes() == {"a.md", "deep/new.md"}
    (tmp_path / "deep/b.md").unlink()
    assert watch.changes() == {"deep/b.md"}
    # The same size and the same time: another file has come in its place.
    known = (tmp_path / "a.md").stat()
    (tmp_path / "temporary").write_text("LONGER", encoding="utf-8")
    os.utime(tmp_path / "temporary", ns=(known.st_atime_ns, known.st_mtime_ns))
    (tmp_path / "temporary").replace(tmp_path / "a.md")
    assert watch.changes() == {"a.md"}
    (tmp_path / "deep/link.md").symlink_to(tmp_path / "nowhere")
    assert watch.changes() == set()
    (tmp_path / "nowhere").write_text("there", encoding="utf-8")
    assert watch.changes() == {"deep/link.md"}


def test_earlier_bundles_are_not_watched(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "out/SHA256SUMS").write_text("", encoding="utf-8")
    watch = Watch(tmp_path, wanted)
    (tmp_path / "out/a.md").write_text("a", encoding="utf-8")
    assert watch.changes() == set()


def facts_of(path: str, front: str) -> PostFacts:
    post = read(Source(path, f"---\n{front}\n---\n\nText.\n"), "en")
    return facts.gather(post, words.gather(post, dictionaries({}, print), ()), {})


def test_of_posts_that_want_one_place_a_draft_gives_way() -> None:
    posts = [
        facts_of("a.md", "title: A\nslug: same\ndraft: true"),
        facts_of("b.md", "title: B\nslug: same"),
        facts_of("c.md", "title: C\nslug: same"),
        *(facts_of(f"post-{number}.md", f"title: Post {number}") for number in range(20)),
        facts_of("z.md", "title: Z\npermalink: /tags/"),
        facts_of("y.md", "title: Y\ntags: [sea]"),
    ]
    pages, left = laid_out(posts, "en", 20)
    assert sorted(left) == ["a.md", "c.md", "z.md"]
    assert "would both be published at /same/" in left["a.md"]
    assert len(pages) == 22
    assert laid_out([], "en", 20) == ([], {})


def test_why_a_post_has_no_page() -> None:
    assert why_unfit(facts_of("a.md", "title: A\ndate: 2024-01-02"), "en") == ""
    assert why_unfit(facts_of("a.md", "title: A\ndate: soon"), "en") == "its date 'soon' cannot be read"
    assert why_unfit(facts_of("a.md", 'title: "A'), "en") == "its front matter cannot be read"
    assert "address" in why_unfit(facts_of("!!!.md", "title: A"), "en")


def test_marks() -> None:
    import datetime

    today = datetime.date(2024, 1, 2)
    assert mark_of(facts_of("a.md", "date: 2024-01-02"), today) is None
    later = mark_of(facts_of("a.md", "date: 2024-01-03"), today)
    assert later
    assert (later.draft, later.later) == (False, datetime.date(2024, 1, 3))
    assert mark_of(facts_of("a.md", "date: 2024-01-03"), today, future=True) is None
    assert mark_of(facts_of("a.md", "date: soon"), today) is None


def test_a_feed_is_made_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(harbour(tmp_path))
    opened = Reading(Given(("posts",)), Asking(publishing=True), None).read(lambda _: None)
    live = Shows(BlobCache(tmp_path / "cache")).make(opened).live
    steps = 0
    while not live.ready("feed.atom"):
        steps += 1
    assert steps == 4
    assert live.ready("feed.json")
    feed = live.file("feed.atom")
    assert feed
    assert feed.count(b"</entry>") == 4
    assert live.ready("index.html")
    assert live.ready("nothing")


def test_only_what_changed_is_examined_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = harbour(tmp_path)
    monkeypatch.chdir(site)
    roots: list[Path] = []
    reading = Reading(Given(("posts",)), Asking(publishing=True), None)

    def examined() -> dict[str, Examined]:
        return reading.read(lambda opened: roots.append(opened.root)).examined

    first = examined()
    assert all(one is first[path] for path, one in examined().items())
    (site / "posts/later.md").write_text("---\ntitle: Later\n---\n\nThe the cat.\n", encoding="utf-8")
    second = examined()
    assert [path for path in second if second[path] is not first[path]] == ["posts/later.md"]
    assert [one.rule for one in second["posts/later.md"].diagnostics] == ["doubled-word"]
    (site / "copydesk.toml").write_text('select = ["a-an"]\n', encoding="utf-8")
    third = examined()
    assert not any(third[path] is second[path] for path in second), "the configuration holds for all"
    assert third["posts/later.md"].diagnostics == ()
    assert roots == [site] * 4
