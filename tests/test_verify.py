"""The bundle's own verification: every kind of fault is found, a sound bundle has none, each fault has its places."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from pathlib import Path

import pytest
from bundle_site import put
from pictures import small
from planted_faults import FAULTS, URL, Files, Planted, file_of, listed, planted, sound
from sessions import Desk

from lint.bundle.theme import Theme
from lint.bundle.verify import Fault, verify
from lint.bundle.verify_scan import scan
from lint.bundle.verify_space import Landing, Space, is_anchor
from lint.diagnostics import Level
from lint.world.staging import Stage

POST = "---\ntitle: {title}\ndate: 2024-01-02\n---\n\n{body}\n"
OTHER = POST.format(title="Other", body="## Wind\n\nIt blows.")


def faults(files: Files, url: str = URL) -> list[Fault]:
    return verify(files.keys(), files.__getitem__, url).faults


def one_page(body: str, **files: str) -> Files:
    """A bundle of a front page with this body, and other files below `site/`."""
    page = f"<html><body>{body}</body></html>"
    return listed({"site/index.html": page.encode(), **{f"site/{name}": text.encode() for name, text in files.items()}})


def test_a_sound_bundle_has_no_fault() -> None:
    assert faults(sound()) == []


def test_every_fault_is_found_where_it_is_and_nothing_else() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for fault in faults(planted()):
        found[fault.about or fault.file].append(fault.kind)
    assert found == {file_of(one): [one.kind] for one in FAULTS}
    assert len(FAULTS) >= 26


@pytest.mark.parametrize("one", FAULTS, ids=lambda one: one.what.replace(" ", "-"))
def test_a_fault_alone_is_found_at_its_place(one: Planted) -> None:
    files = planted((one,))
    (fault,) = faults(files)
    assert (fault.kind, fault.about or fault.file) == (one.kind, file_of(one))
    if fault.address and fault.kind != "dead-feed-link":
        text = files[fault.file].decode()[fault.span.start : fault.span.end]
        assert text == fault.address


@pytest.mark.parametrize(
    ("address", "landing", "file"),
    [
        ("../", Landing.THERE, "index.html"),
        ("./?q=1#x", Landing.THERE, "a/index.html"),
        ("../a%20b/c.html", Landing.THERE, "a b/c.html"),
        ("..\\a b\\c.html", Landing.THERE, "a b/c.html"),
        ("../a b/", Landing.FOLDER, ""),
        ("../a", Landing.SLASH, "a/index.html"),
        ("../A/", Landing.CASE, "a/index.html"),
        ("../a b/C.HTML", Landing.CASE, "a b/c.html"),
        ("../a b/c", Landing.GONE, "a b/c.html"),
        ("/blog/", Landing.THERE, "index.html"),
        ("/blog", Landing.THERE, "index.html"),
        ("/blog/gone", Landing.GONE, ""),
        ("/shop/", Landing.ELSEWHERE, ""),
        ("../../shop/", Landing.ELSEWHERE, ""),
        ("../../blog/a/", Landing.THERE, "a/index.html"),
        ("../../../x", Landing.ABOVE, ""),
        ("https://example.org:443/blog/a/", Landing.THERE, "a/index.html"),
        ("http://EXAMPLE.org/blog/b/", Landing.GONE, ""),
        ("//example.org/blog/a/", Landing.THERE, "a/index.html"),
        ("https://example.org.evil.net/blog/b/", Landing.ELSEWHERE, ""),
        ("https://example.com/blog/b/", Landing.ELSEWHERE, ""),
        ("mailto:a@b.org", Landing.ELSEWHERE, ""),
        ("data:image/png;base64,AA==", Landing.ELSEWHERE, ""),
        ("javascript:void(0)", Landing.RUNS, ""),
        ("java\nscript:void(0)", Landing.RUNS, ""),
        ("C:\\pictures\\a.png", Landing.MACHINE, ""),
        ("/home/ann/a.png", Landing.MACHINE, ""),
        ("https://", Landing.MALFORMED, ""),
        ("https://example.com:port/", Landing.MALFORMED, ""),
        ("https://[2001:db8::1]:8080/", Landing.ELSEWHERE, ""),
        ("", Landing.EMPTY, "a/index.html"),
    ],
)
def test_where_an_address_leads(address: str, landing: Landing, file: str) -> None:
    space = Space(["index.html", "a/index.html", "a b/c.html"], URL)
    lead = space.lead("a/index.html", address)
    assert (lead.landing, lead.file) == (landing, file)


def test_without_a_url_the_top_of_the_host_is_the_site_but_not_for_sure() -> None:
    space = Space(["index.html", "a/index.html"])
    assert space.lead("a/index.html", "/a/").landing is Landing.THERE
    gone = space.lead("a/index.html", "/shop/")
    assert (gone.landing, gone.unsure) == (Landing.GONE, True)
    assert space.lead("a/index.html", "../../shop/").landing is Landing.ABOVE
    assert not space.lead("a/index.html", "../shop/").unsure


def test_a_base_element_moves_the_start() -> None:
    head = '<base href="/blog/deep/er/"><img src="../a.png">'
    assert faults(one_page(head, **{"deep/a.png": "png"})) == []
    assert [fault.kind for fault in faults(one_page(head, **{"a.png": "png"}))] == ["dead-image"]


@pytest.mark.parametrize(
    ("fragment", "judged"),
    [("wind", True), ("", False), ("top", False), ("Top", False), ("/a", False), ("!/a", False), ("L10", False),
     ("L10-L12", False), (":~:text=a", False), ("Lima", True), ("topic", True)],
)  # fmt: skip
def test_which_fragments_name_an_element(fragment: str, judged: bool) -> None:
    assert is_anchor(fragment) is judged
    page = f'<a href="#{fragment}">x</a>'
    assert [fault.kind for fault in faults(one_page(page))] == (["dead-anchor"] if judged else [])


def test_the_element_before_a_text_directive_is_looked_for() -> None:
    assert [fault.kind for fault in faults(one_page('<a href="#wind:~:text=x">x</a>'))] == ["dead-anchor"]
    assert faults(one_page('<a href="#wind:~:text=x">x</a><p id="wind">')) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>Write <code>{{ page.title }}</code>.</p>",
        "<pre>{% raw %}</pre>",
        "<p>A draft: it is true.</p>",
        '<p class="drafty">x</p>',
        "<script>var a = '<a href=\"nowhere.html\">'</script>",
        "<style>/* url(nowhere.png) */</style>",
        "<!-- <img src='nowhere.png'> -->",
        '<a title="a > b" href="#">x</a>',
        '<img srcset="data:image/png;base64,AA== 1x, data:image/png;base64,BB==">',
        "<textarea><a href='nowhere.html'></textarea>",
        "<p>3 < 4 and <3</p><a href=?x>x</a>",
    ],
)
def test_what_is_no_fault(body: str) -> None:
    assert faults(one_page(body)) == []


def test_many_open_quotes_and_brackets_cost_no_time() -> None:
    start = time.process_time()
    for text in (
        "<a b='" * 20_000,
        "<a " + "x " * 50_000,
        "<a x " * 20_000,
        "<!--" * 20_000,
        "{{" * 50_000,
        "<a" * 50_000,
        "draft " * 50_000,
    ):
        assert faults(one_page(text)) == []
    assert len(scan('<img srcset="' + "a, " * 20_000 + '">').addresses) == 20_000
    assert time.process_time() - start < 5


def test_pages_that_link_only_to_one_another_are_lost_once() -> None:
    link = "<html><body><a href='{}'>x</a></body></html>"
    files = one_page("x", **{"a.html": link.format("b.html"), "b.html": link.format("a.html")})
    assert [(fault.kind, fault.file) for fault in faults(files)] == [("orphan-page", "site/a.html")]


def test_a_site_without_a_front_page() -> None:
    files = listed({"site/a.html": b"<html></html>"})
    assert [fault.kind for fault in faults(files)] == ["no-front-page"]


def test_broken_lists_and_texts_are_faults_and_no_crash() -> None:
    files = one_page("x")
    for name, data, count in (("manifest.json", b"[]", 1), ("manifest.json", b"{", 1), ("SHA256SUMS", b"\xff\n", 3)):
        assert [fault.kind for fault in faults({**files, name: data})] == ["manifest-mismatch"] * count
    assert len(faults({name: data for name, data in files.items() if name.startswith("site/")})) == 2
    latin = listed({"site/index.html": "<html>é</html>".encode("latin-1"), "site/a.json": b"{", "site/e.png": b""})
    found = {(fault.kind, fault.level) for fault in faults(latin)}
    assert found == {("not-utf-8", Level.ERROR), ("not-well-formed", Level.ERROR), ("empty-file", Level.WARNING)}


def test_half_of_a_character_in_json_is_a_dead_address_and_no_crash() -> None:
    found = faults(one_page("x", **{"a.webmanifest": '{"start_url": "\\ud800"}'}))
    assert [(fault.kind, fault.address) for fault in found] == [("dead-feed-link", "\ufffd")]


def test_a_feed_repeats_what_its_page_has_and_is_not_named_for_it() -> None:
    page = '<html><a href="#pier">Pier</a></html>'
    escaped = f"&lt;a href=&quot;{URL}/a/#pier&quot;>Pier&lt;/a>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><content type="html">{escaped}</content></feed>'
    found = faults(one_page('<a href="a/">A</a>', **{"a/index.html": page, "feed.atom": feed}))
    assert [fault.file for fault in found] == ["site/a/index.html"]
    found = faults(one_page('<a href="a/">A</a>', **{"a/index.html": "<html></html>", "feed.atom": feed}))
    assert [fault.file for fault in found] == ["site/feed.atom"]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def bundle(desk: Desk, *arguments: str, status: int) -> dict[str, list[tuple[str, int, int, str]]]:
    """Runs the command; rule → (path, line, column, level) of its findings."""
    done = desk.run("bundle", "posts", "-o", "dist", "--format", "json", *arguments)
    assert done.status == status, done.out + done.err
    found = defaultdict(list)
    for one in json.loads(done.out)["diagnostics"]:
        found[one["rule"]].append((one["path"], one["line"], one["column"], one["level"]))
    return found


NO_LINK_RULES = 'select = ["doubled-word"]\n'


def test_a_fault_is_reported_at_every_place_in_the_posts(desk: Desk) -> None:
    body = "See [one](gone.md), [two](other.md#gale) and\n[one again](gone.md) or [this].\n\n[this]: gone.md"
    desk.write(copydesk_toml=NO_LINK_RULES, posts__other_md=OTHER)
    desk.write(posts__a_md=POST.format(title="A", body=body), posts__b_md=POST.format(title="B", body="[x](gone.md)"))
    done = desk.run("bundle", "posts", "-o", "dist")
    assert "copydesk: nothing was written to dist: the bundle is not fit" in done.err
    assert not (desk.folder / "dist").exists()
    found = bundle(desk, status=1)
    assert found == {
        "dead-link": [
            ("posts/a.md", 6, 11, "error"),
            ("posts/a.md", 7, 13, "error"),
            ("posts/a.md", 9, 9, "error"),
            ("posts/b.md", 6, 5, "error"),
        ],
        "dead-anchor": [("posts/a.md", 6, 27, "error")],
    }


def test_what_the_link_rules_let_pass_is_a_warning(desk: Desk) -> None:
    desk.write(copydesk_toml='[rules.broken-link]\nlevel = "warning"\n', posts__other_md=OTHER)
    desk.write(posts__a_md=POST.format(title="A", body="Read [one](gone.md) of them."))
    assert bundle(desk, status=0)["dead-link"] == [("posts/a.md", 6, 12, "warning")]


def test_an_allowance_of_the_rule_holds_for_the_page(desk: Desk) -> None:
    body = "<!-- copydesk: allow broken-link -->\nSee [one](gone.md)."
    desk.write(copydesk_toml=NO_LINK_RULES, posts__a_md=POST.format(title="A", body=body))
    assert bundle(desk, status=0) == {}


def test_an_address_of_the_server_is_a_warning_until_the_site_has_a_url(desk: Desk) -> None:
    desk.write(copydesk_toml=NO_LINK_RULES, posts__a_md=POST.format(title="A", body="See [the shop](/shop/)."))
    assert bundle(desk, status=0) == {"dead-link": [("posts/a.md", 6, 16, "warning")]}
    desk.write(copydesk_toml=NO_LINK_RULES + '[bundle]\nurl = "https://example.org/blog/"\n')
    assert bundle(desk, status=0) == {}
    desk.write(copydesk_toml=NO_LINK_RULES + '[bundle]\nurl = "https://example.org"\n')
    assert bundle(desk, status=1) == {"dead-link": [("posts/a.md", 6, 16, "error")]}


def test_what_authors_write_about_templates_and_drafts_is_no_fault(desk: Desk) -> None:
    body = "Escaped \\{\\{ page.url \\}\\}, then draft: true stands there."
    post = POST.format(title='"How {{ mustaches }} work"', body=body)
    desk.write(copydesk_toml=NO_LINK_RULES, posts__a_md=post)
    assert bundle(desk, status=0) == {}
    assert "{{ mustaches }}" in (desk.folder / "dist/site/a/index.html").read_text(encoding="utf-8")


def test_an_id_that_authors_write_twice_is_a_warning(desk: Desk) -> None:
    notes = "One[^a], two[^b], one again[^b].\n\n[^a]: A.\n[^b]: B."
    desk.write(copydesk_toml=NO_LINK_RULES, posts__b_md=POST.format(title="B", body=notes))
    desk.write(posts__a_md=POST.format(title="A", body='<a id="wind"></a>\n\n## Wind\n\nText.'))
    found = bundle(desk, status=0)["duplicate-id"]
    assert [(path, line, level) for path, line, _, level in found] == [("posts/a.md", 6, "warning")]


def test_what_is_our_own_doing_names_the_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(copydesk_toml=NO_LINK_RULES, posts__a_md=POST.format(title="A", body="Text."))
    assert bundle(desk, status=0) == {}
    before = (desk.folder / "dist/SHA256SUMS").read_bytes()
    real = Theme.post
    monkeypatch.setattr(Theme, "post", lambda *a, **k: real(*a, **k).replace(b"</body>", b'<img src="x.png"></body>'))
    done = desk.run("bundle", "posts", "-o", "dist", "--no-cache", "--format", "json")
    assert done.status == 1
    (one,) = json.loads(done.out)["diagnostics"]
    assert (one["path"], one["rule"], one["family"]) == ("dist/site/a/index.html", "dead-image", "bundle")
    assert one["line"] > 10
    assert one["related"][0]["path"] == "posts/a.md"
    assert (desk.folder / "dist/SHA256SUMS").read_bytes() == before
    human = desk.run("bundle", "posts", "-o", "dist", "--no-cache")
    assert '<img src="x.png">' in human.out


def test_bytes_that_were_lost_on_the_disk_are_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "![A boat](boat.png)"
    desk.write(copydesk_toml=NO_LINK_RULES, posts__a_md=POST.format(title="A", body=body))
    put(desk.folder, {"posts/boat.png": small("PNG")})
    real = Stage.write

    def cut(stage: Stage, path: str, data: bytes) -> None:
        real(stage, path, data[:-1] if path.endswith(".png") else data)

    monkeypatch.setattr(Stage, "write", cut)
    assert bundle(desk, status=1) == {"manifest-mismatch": [("posts/a.md", 6, 11, "error")]}


def test_a_missing_file_is_an_error_whatever_the_rules_say(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(posts__a_md=POST.format(title="A", body="![A boat](boat.png)"))
    put(desk.folder, {"posts/boat.png": small("PNG")})
    real = Stage.write

    def drop(stage: Stage, path: str, data: bytes) -> None:
        if not path.endswith(".png"):
            real(stage, path, data)

    monkeypatch.setattr(Stage, "write", drop)
    assert bundle(desk, "--select", "links", status=1)["dead-image"] == [("posts/a.md", 6, 11, "error")]
