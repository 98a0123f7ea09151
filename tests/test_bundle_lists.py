"""Lists, feeds, sitemap and what a bundle tells machines, from the files that lie on the disk."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bundle_site import content, copydesk, put

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://harbour.example/notes"
CONFIGURATION = f"""
select = ["doubled-word"]
[bundle]
title = "Harbour & sea"
description = "What floats"
url = "{URL}"
sheet = 2
"""


def note(title: str, day: str, *, lang: str = "en", more: str = "", body: str = "It floats.") -> str:
    return f"---\ntitle: {title}\ndate: {day}\nlang: {lang}\n{more}---\n\n{body}\n"


def site(folder: Path, configuration: str = CONFIGURATION) -> Path:
    files: dict[str, str | bytes] = {
        "copydesk.toml": configuration,
        "posts/red.md": note("Red & <b>", "2024-01-01", more="author: Ann Sailor\ntags: [Open Sea, wind]\n"),
        "posts/green.md": note("Green", "2024-01-02", more="author: Bob\ntags: [open-sea]\nupdated: 2024-03-04\n"),
        "posts/blue.md": note("Blue", "2024-01-03", body="See [red](red.md#top), [out](//example.org/)."),
        "posts/blue.fr.md": note("Bleu", "2024-01-03", lang="fr", more="slug: blue\n", body="Il flotte."),
    }
    return put(folder, files)


def built(folder: Path, *options: str) -> dict[str, bytes]:
    done = copydesk(folder, "bundle", "posts", "-o", "dist", *options)
    assert done.returncode == 0, done.stderr + done.stdout
    return content(folder / "dist")


def page(files: dict[str, bytes], name: str) -> str:
    return files[f"site/{name}"].decode()


def test_the_front_page_has_sheets_and_each_language_one_of_its_own(tmp_path: Path) -> None:
    files = built(site(tmp_path))
    first, second = page(files, "index.html"), page(files, "page/2/index.html")
    assert first.index('href="blue/"') < first.index('href="green/"')
    assert "red/" not in first
    assert 'rel="next" href="page/2/"' in first
    assert 'href="../../red/"' in second
    assert 'rel="prev" href="../../"' in second
    french = page(files, "fr/index.html")
    assert '<html lang="fr">' in french
    assert 'href="../fr/blue/"' in french
    assert f'hreflang="en" href="{URL}/"' in french
    assert f'hreflang="fr" href="{URL}/fr/"' in first


def test_pages_without_a_date_have_a_list_of_their_own_beside_dated_posts(tmp_path: Path) -> None:
    folder = site(tmp_path)
    for name in ("zoo", "about"):
        text = f"---\ntitle: {name.title()} us\nlang: en\n---\n\nWe float.\n"
        (folder / f"posts/{name}.md").write_text(text, encoding="utf-8")
    files = built(folder)
    listed = page(files, "pages/index.html")
    assert listed.index('href="../about/"') < listed.index('href="../zoo/"')
    for name in ("index.html", "page/2/index.html", "pages/index.html"):
        assert ("about/" in page(files, name)) is (name == "pages/index.html")
        assert re.search(r'<a href="[./]*pages/">Pages</a>', page(files, name))
    assert "pages/" not in page(files, "fr/index.html"), "no French page is without a date"
    assert f"{URL}/pages/" in page(files, "sitemap.xml")
    for path in (folder / "posts").iterdir():
        if path.stem not in {"zoo", "about"}:
            path.unlink()
    files = built(folder)
    assert "zoo/" in page(files, "index.html"), "where nothing has a date, everything is a post"
    assert "site/pages/index.html" not in files


def test_tags_and_authors_have_pages_and_spellings_of_one_tag_share_theirs(tmp_path: Path) -> None:
    files = built(site(tmp_path))
    tag = page(files, "tags/open-sea/index.html")
    assert 'href="../../red/"' in tag
    assert 'href="../../green/"' in tag
    assert '<a href="../tags/open-sea/" rel="tag">Open Sea</a>' in page(files, "red/index.html")
    assert '<a href="../authors/ann-sailor/">Ann Sailor</a>' in page(files, "red/index.html")
    assert re.findall(r'<a href="([^"]*)">[^<]*</a> <span class="count">(\d+)', page(files, "tags/index.html")) == [
        ("../tags/open-sea/", "2"), ("../tags/wind/", "1"),
    ]  # fmt: skip


def test_a_post_names_its_translation_and_its_neighbours(tmp_path: Path) -> None:
    blue = page(built(site(tmp_path)), "blue/index.html")
    assert '<a href="../fr/blue/" lang="fr" hreflang="fr">Bleu</a>' in blue
    assert f'<link rel="alternate" hreflang="fr" href="{URL}/fr/blue/">' in blue
    assert 'rel="prev" href="../green/"' in blue
    assert 'rel="next"' not in blue


def test_the_atom_feed_has_every_dated_post_with_whole_addresses(tmp_path: Path) -> None:
    files = built(site(tmp_path))
    feed = ElementTree.fromstring(files["site/feed.atom"])
    assert feed.findtext(f"{ATOM}title") == "Harbour & sea"
    assert feed.findtext(f"{ATOM}id") == f"{URL}/"
    assert feed.findtext(f"{ATOM}updated") == "2024-03-04T00:00:00Z"
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in feed.iter(f"{ATOM}entry")}
    assert entries.keys() == {"Red & <b>", "Green", "Blue", "Bleu"}
    for entry in entries.values():
        for name in ("id", "updated", "published", "content"):
            assert entry.findtext(f"{ATOM}{name}"), name
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None
    assert entries["Green"].findtext(f"{ATOM}updated") == "2024-03-04T00:00:00Z"
    html = entries["Blue"].findtext(f"{ATOM}content") or ""
    assert f'href="{URL}/red/#top"' in html
    assert 'href="https://example.org/"' in html
    assert entries["Bleu"].get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_the_json_feed_says_the_same(tmp_path: Path) -> None:
    feed = json.loads(built(site(tmp_path))["site/feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{URL}/", f"{URL}/feed.json")
    assert {item["url"] for item in feed["items"]} == {f"{URL}/{path}/" for path in ("red", "green", "blue", "fr/blue")}
    assert feed["items"][-1]["authors"] == [{"name": "Ann Sailor"}]


def test_characters_that_xml_cannot_hold_are_not_in_the_feed(tmp_path: Path) -> None:
    odd = note("A ]]> b", "2024-02-01", body="Bell \x07, form \x0c feed, ]]> and </script>.")
    files = built(put(site(tmp_path), {"posts/odd.md": odd}))
    assert ElementTree.fromstring(files["site/feed.atom"]) is not None
    assert b"\x07" not in files["site/feed.atom"]


def test_the_sitemap_has_every_page_that_may_be_found(tmp_path: Path) -> None:
    files = built(site(tmp_path))
    places = {
        url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod")
        for url in ElementTree.fromstring(files["site/sitemap.xml"])
    }
    pages = {name for name in files if name.startswith("site/") and name.endswith("index.html")}
    assert len(places) == len(pages), "one place for each page, and none for 404.html"
    assert places[f"{URL}/green/"] == "2024-03-04"
    assert f"Sitemap: {URL}/sitemap.xml" in page(files, "robots.txt")


def test_without_an_address_nothing_claims_one(tmp_path: Path) -> None:
    files = built(site(tmp_path, 'select = ["doubled-word"]\n'))
    assert "site/sitemap.xml" not in files
    assert "Sitemap" not in page(files, "robots.txt")
    assert "canonical" not in page(files, "red/index.html")
    feed = ElementTree.fromstring(files["site/feed.atom"])
    assert all((one.text or "").startswith("urn:uuid:") for one in feed.iter(f"{ATOM}id"))


def test_the_facts_of_a_post_are_json_that_ends_nothing(tmp_path: Path) -> None:
    evil = note("'\"</script><b>'", "2024-02-02", more="summary: a </script> & b\n")
    html = page(built(put(site(tmp_path), {"posts/evil.md": evil})), "evil/index.html")
    (facts,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    read = json.loads(facts)
    assert (read["@type"], read["headline"]) == ("BlogPosting", '"</script><b>')
    assert read["url"] == f"{URL}/evil/"


def test_the_page_for_missing_ones_is_addressed_from_the_top(tmp_path: Path) -> None:
    html = page(built(site(tmp_path)), "404.html")
    assert 'href="/notes/"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'href="/notes/assets/style.' in html


def test_a_long_post_has_a_table_of_contents(tmp_path: Path) -> None:
    body = "".join(f"## Part {n} `x`\n\n{'It floats on the sea. ' * 60}\n\n" for n in range(4))
    html = page(built(put(site(tmp_path), {"posts/long.md": note("Long", "2024-02-01", body=body)})), "long/index.html")
    assert re.findall(r'class="level-2"><a href="#([\w-]+)">([^<]*)<', html)[0] == ("part-0-x", "Part 0 x")
    assert "5 min read" in html


def test_a_template_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = {"theme/404.html": '{% extends "base.html" %}{% block main %}<h1>Lost at sea</h1>{% endblock %}'}
    files = built(put(site(tmp_path, f'{CONFIGURATION}templates = "theme"\n'), dict(own)))
    assert "Lost at sea" in page(files, "404.html")
    assert "<h1>Harbour &amp; sea</h1>" in page(files, "index.html")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "template 404.html:1: "),
        ("{{ nothing }}", "template 404.html:1: 'nothing' is undefined"),
        ("\n{{ 1 + 'a' }}", "template 404.html:2: unsupported operand"),
        (None, "theme: cannot be read: No such file or directory"),
    ],
)
def test_a_template_that_cannot_be_filled_is_named(tmp_path: Path, template: str | None, said: str) -> None:
    folder = site(tmp_path, f'{CONFIGURATION}templates = "theme"\n')
    if template is not None:
        put(folder, {"theme/404.html": template})
    done = copydesk(folder, "bundle", "posts", "-o", "dist")
    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert not (folder / "dist").exists()


@pytest.mark.parametrize("permalink", ["/tags/", "/page/2/", "/404.html", "/authors/bob/", "/feed.atom/x/"])
def test_no_post_takes_the_place_of_a_list(tmp_path: Path, permalink: str) -> None:
    folder = put(site(tmp_path), {"posts/x.md": note("X", "2024-01-05", more=f"permalink: {permalink}\n")})
    done = copydesk(folder, "bundle", "posts", "-o", "dist")
    assert done.returncode == 1
    assert "posts/x.md" in done.stderr
