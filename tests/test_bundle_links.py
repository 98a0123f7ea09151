"""Links between posts lead from page to page of the bundle, however the site's generator would have them written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bundle_site import CONFIGURATION, content, copydesk, emitted, page_of, put

from lint.bundle.assets import type_of

TIDE = """+++
title = "Tide"
path = "2024/05/the-tide"
aliases = ["/old/tide/"]
+++

## What's next?

One.

## What's next?

Two.

## Boats 🚤

## By hand {#own}
"""
ZOLA: dict[str, str | bytes] = {
    "copydesk.toml": CONFIGURATION,
    "config.toml": 'base_url = "https://harbour.example.org"\n',
    "content/news/tide.md": TIDE,
    "content/news/ebb.md": '+++\ntitle = "Ebb"\ndraft = true\n+++\n\nLow.\n',
    "content/news/_index.md": '+++\ntitle = "News"\n+++\n\nAll of it.\n',
}


def linked(site: Path, path: str, *links: str, page: str) -> list[str | None]:
    """The addresses that these links of the post at `path` have in its page, None where only their text is left."""
    body = "".join(f"- [link{number}]({link})\n" for number, link in enumerate(links))
    put(site, {path: f'+++\ntitle = "P"\n+++\n\n{body}' if "content" in path else f"---\ntitle: P\n---\n\n{body}"})
    done = copydesk(site, "bundle", "-o", "dist")
    assert done.returncode == 0, done.stdout + done.stderr
    html = content(site / "dist")[f"site/{page}"].decode()
    found = re.findall(r'<li>(?:<a href="([^"]*)">)?link\d+(?:</a>)?</li>', html)
    assert len(found) == len(links)
    return [address or None for address in found]


def test_all_ways_to_name_a_post_lead_to_its_page(tmp_path: Path) -> None:
    ways = (
        "/2024/05/the-tide/",
        "/2024/05/the-tide",
        "/2024/05/the-tide/index.html?x=1",
        "https://harbour.example.org/2024/05/the-tide/",
        "//www.harbour.example.org/2024/05/The-Tide/",
        "/old/tide/",
        "@/news/tide.md",
        "news/tide.md",
    )
    found = linked(put(tmp_path, ZOLA), "content/p.md", *ways, page="p/index.html")
    assert found == [f"../2024/05/the-tide/{'?x=1' if '?' in way else ''}" for way in ways]


def test_what_is_no_post_stays_as_it_is(tmp_path: Path) -> None:
    kept = (
        "https://example.net/2024/05/the-tide/",
        "https://harbour.example.org/tags/wind/",
        "https://harbour.example.org/",
        "mailto:ann@example.org",
        "#",
    )
    assert linked(put(tmp_path, ZOLA), "content/p.md", *kept, page="p/index.html") == list(kept)


def test_the_front_page_is_that_of_the_bundle(tmp_path: Path) -> None:
    site = put(tmp_path, ZOLA)
    assert linked(site, "content/p.md", "/", "/#main", "/news/", page="p/index.html") == [
        "../", "../#main", "../news/",
    ]  # fmt: skip


def test_below_a_folder_of_a_host_its_root_is_another_site(tmp_path: Path) -> None:
    site = put(tmp_path, ZOLA | {"config.toml": 'base_url = "https://example.org/notes"\n'})
    own = ("/notes/", "/notes/2024/05/the-tide/", "https://example.org/notes/2024/05/the-tide/")
    put(site, {"copydesk.toml": CONFIGURATION + 'url = "https://example.org/notes/"\n'})
    assert linked(site, "content/p.md", "/", *own, page="p/index.html") == [
        "/", "../", "../2024/05/the-tide/", "../2024/05/the-tide/",
    ]  # fmt: skip


def test_a_draft_is_not_linked_by_any_of_its_addresses(tmp_path: Path) -> None:
    ways = ("@/news/ebb.md", "/news/ebb/", "https://harbour.example.org/news/ebb/")
    assert linked(put(tmp_path, ZOLA), "content/p.md", *ways, page="p/index.html") == [None] * 3
    assert not any(b"ebb" in data for path, data in content(tmp_path / "dist").items() if path.startswith("site/"))


def test_a_post_that_is_published_elsewhere_keeps_its_whole_address(tmp_path: Path) -> None:
    site = put(tmp_path, ZOLA | {"copydesk.toml": 'select = ["broken-link"]\n'})
    link = "https://harbour.example.org/2024/05/the-tide/"
    put(site, {"content/p.md": f'+++\ntitle = "P"\n+++\n\n[Tide]({link}), [here](/2024/05/the-tide/).\n'})
    done = copydesk(site, "bundle", "content/p.md", "-o", "dist")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f'<p><a href="{link}">Tide</a>, here.</p>' in content(site / "dist")["site/p/index.html"].decode()
    assert "links to content/news/tide.md, which is not published" in done.stderr


def test_addresses_relative_to_the_permalink(tmp_path: Path) -> None:
    site = put(
        tmp_path,
        {
            "copydesk.toml": CONFIGURATION,
            "_config.yml": "url: https://example.org\npermalink: /:year/:month/:title.html\n",
            "_posts/2024-05-01-red.md": "---\ntitle: Red\n---\n\n## Why\n\nRed.\n",
            "_posts/2024-06-01-blue.md": "---\ntitle: Blue\n---\n\nBlue.\n",
        },
    )
    ways = ("blue.html", "../05/red.html#why", "/2024/05/red.html", "https://example.org/2024/05/red.html")
    assert linked(site, "_posts/2024-06-02-p.md", *ways, page="p/index.html") == [
        "../blue/", "../red/#why", "../red/", "../red/",
    ]  # fmt: skip


def test_an_address_without_language_is_that_of_the_original(tmp_path: Path) -> None:
    site = put(
        tmp_path,
        {
            "copydesk.toml": CONFIGURATION,
            "hugo.toml": 'baseURL = "https://example.org/"\n',
            "content/notes/tide.md": "---\ntitle: Tide\n---\n\nHigh.\n",
            "content/notes/tide.fr.md": "---\ntitle: Tide\n---\n\nHaute.\n",
        },
    )
    put(site, {"content/p.md": "---\ntitle: P\n---\n\n[a](/notes/tide/) and [b](/fr/notes/tide/).\n"})
    assert copydesk(site, "bundle", "-o", "dist").returncode == 0
    html = content(site / "dist")["site/p/index.html"].decode()
    assert '<a href="../notes/tide/">a</a> and <a href="../fr/notes/tide/">b</a>' in html


def test_headings_are_named_by_the_rule_of_the_generator(tmp_path: Path) -> None:
    html = emitted_page(put(tmp_path, ZOLA), "2024/05/the-tide")
    assert re.findall(r'<h2 id="([^"]*)"', html) == ["what-s-next", "what-s-next-1", "boats", "own"]
    plain = page_of("## What's next?\n\n## A_b & c\n\n## ???\n\n## Café", tmp_path / "plain")
    assert re.findall(r'<h2 id="([^"]*)"', plain) == ["whats-next", "a_b--c", "section", "café"]


def emitted_page(site: Path, page: str) -> str:
    """One page of a bundle that must succeed."""
    done = copydesk(site, "bundle", "-o", "dist")
    assert done.returncode == 0, done.stdout + done.stderr
    return content(site / "dist")[f"site/{page}/index.html"].decode()


@pytest.mark.parametrize(
    ("fragment", "written"),
    [
        ("what-s-next", "what-s-next"),
        ("whats-next", "what-s-next"),
        ("Whats_Next", "what-s-next"),
        ("what-s-next-1", "what-s-next-1"),
        ("whats-next-1", "what-s-next-1"),
        ("whats-next_1", "what-s-next-1"),
        ("boats-speedboat", "boats"),
        ("speedboat-boats", "boats"),
        ("own", "own"),
        ("tide:~:text=One", "tide:~:text=One"),
        (":~:text=One", ":~:text=One"),
        ("whats-next:~:text=One", "what-s-next:~:text=One"),
    ],
)
def test_a_fragment_of_another_rule_leads_to_its_heading(tmp_path: Path, fragment: str, written: str) -> None:
    put(tmp_path, ZOLA)
    if fragment.startswith("tide"):  # no heading has that name, and so the page lacks it
        put(tmp_path, {"content/news/tide.md": TIDE + "\n<span id=tide>High</span>\n"})
    [found] = linked(tmp_path, "content/p.md", f"/2024/05/the-tide/#{fragment}", page="p/index.html")
    assert found == f"../2024/05/the-tide/#{written}"


def test_fragments_within_a_page(tmp_path: Path) -> None:
    links = "[a](#caf%C3%A9-au-lait) [b](#cafe-au-lait) [c](#top) [d](#the-cup)"
    html = page_of(f"{links}\n\n## Café au lait\n\n<a name=the-cup></a> A cup.", tmp_path)
    assert re.findall(r'href="([^"]*)"', html) == [
        "#caf%C3%A9-au-lait", "#caf%C3%A9-au-lait", "#top", "#the-cup",
    ]  # fmt: skip
    assert '<a id="the-cup"></a>' in html


def test_the_heading_that_the_frame_shows_is_its_main_part(tmp_path: Path) -> None:
    html = page_of("# P\n\n[up](#p) [on](#p-1)\n\n## P\n\n## P", tmp_path)
    assert re.findall(r'(?:href|id)="([^"]*)"', html) == ["#p", "#p-1", "p", "p-1"]
    html = page_of("# Wind and sea\n\n[up](#wind-and-sea)\n", tmp_path / "two")
    assert re.findall(r'(?:href|id)="([^"]*)"', html) == ["wind-and-sea", "#wind-and-sea"]
    html = page_of("# P\n\n[up](#p)\n", tmp_path / "three")
    assert re.findall(r'href="([^"]*)"', html) == ["#main"]


def test_each_reference_to_a_footnote_has_an_id_and_a_way_back(tmp_path: Path) -> None:
    html = page_of("One[^a], two[^b], one again[^a].\n\n[^a]: Of one.\n[^b]: Of two.", tmp_path)
    assert re.findall(r'id="(fn[^"]*)"', html) == ["fnref-1", "fnref-2", "fnref-1-2", "fn-1", "fn-2"]
    assert re.findall(r'href="#(fnref[^"]*)"[^>]*>([^<]*)<', html) == [
        ("fnref-1", "↩"), ("fnref-1-2", "↩2"), ("fnref-2", "↩"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/feed.xml", "application/xml"),
        ("feed.atom", "application/atom+xml"),
        ("feed.rss", "application/rss+xml"),
        ("feed.json", "application/json"),
        ("app.webmanifest", "application/manifest+json"),
        ("a.JS", "text/javascript; charset=utf-8"),
        ("talk.vtt", "text/vtt; charset=utf-8"),
        ("a.html", "text/html; charset=utf-8"),
        ("a.unheard-of", "application/octet-stream"),
    ],
)
def test_media_types(path: str, kind: str) -> None:
    assert type_of(path) == kind


def test_subtitles_are_copied_and_programs_are_not(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"posts/talk.vtt": "WEBVTT\n", "posts/run.js": "1", "posts/data.xml": "<a/>"}
    html = page_of("[words](talk.vtt) [program](run.js) [data](data.xml)", tmp_path, **files)
    assert re.search(r'<a href="\.\./files/talk\.[0-9a-f]{10}\.vtt">words</a> program data', html)
    assert [path for path in emitted(tmp_path) if "files/" in path] == [
        path for path in content(tmp_path / "dist") if path.endswith(".vtt")
    ]


def test_the_address_that_hugo_is_given_is_the_page_and_a_link_post_has_its_own(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "content/posts/tide.md": "---\ntitle: Tide\nurl: /deep/tide/\n---\n\nWet.\n",
            "content/posts/link.md": "---\ntitle: Link\nurl: https://elsewhere.example/x\n---\n\n[Tide](/deep/tide/)\n",
        },
    )
    done = copydesk(tmp_path, "bundle", "content", "-o", "dist")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "dist/site/deep/tide/index.html").is_file()
    page = (tmp_path / "dist/site/link/index.html").read_text(encoding="utf-8")
    assert 'href="../deep/tide/"' in page
