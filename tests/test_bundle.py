"""What a bundle holds: pages, index, files, manifest, addresses."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bundle_site import CONFIGURATION, OTHER, content, copydesk, emitted, harbour, put


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two posts to publish, a draft, a post dated after today, images and a paper."""
    return harbour(tmp_path)


class _Addresses(HTMLParser):
    """Gathers the addresses and the ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attrs:
            if name in {"href", "src", "poster"}:
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def test_every_address_leads_to_a_file_and_every_anchor_to_an_id(site: Path) -> None:
    files = emitted(site)
    pages = {path: _Addresses(data.decode()) for path, data in files.items() if path.endswith(".html")}
    checked = 0
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids))
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = os.path.normpath(f"{Path(path).parent}/{unquote(parts.path)}") if parts.path else path
            target = f"{target}/index.html" if target not in files else target
            assert target in files, (path, address)
            if parts.fragment:
                assert parts.fragment in pages[target].ids, (path, address)
            checked += 1
    assert checked > 15


def test_a_page_holds_the_post_and_its_metadata(site: Path) -> None:
    html = emitted(site)["site/hello/index.html"].decode()
    assert "<title>Boats &amp; &lt;buoys&gt; · Harbour notes</title>" in html
    assert html.count("<h1") == 1
    assert '<meta name="description" content="Why &#34;boats&#34; float">' in html
    assert '<time datetime="2024-01-02">' in html
    assert "Ann Sailor" in html
    assert re.search(r'<img class="cover" src="\.\./images/boat\.[0-9a-f]{10}\.png" alt="" width="12" height="9"', html)
    assert '<a href="../fr/other/#wind" title="why">the other</a>' in html
    assert '<a href="https://example.org/?a=1&amp;b=2">out</a>' in html
    assert '<a href="../fr/other/">root</a>' in html
    assert len(re.findall(r'src="\.\./images/the-map\.[0-9a-f]{10}\.gif"', html)) == 2
    assert re.search(r'href="\.\./files/paper\.[0-9a-f]{10}\.pdf"', html)
    assert [f'id="{name}"' in html for name in ("gale", "wind", "wind-1", "fn-1", "fnref-1")] == [True] * 5
    assert 'class="align-right"><del>2</del>' in html
    assert html.count('type="checkbox"') == 2
    assert '<span class="s2">"{{ user }}"</span>' in html
    assert '{{ page }}"</span>' in html
    assert "style=" not in html


def test_the_index_is_newest_first_and_names_languages(site: Path) -> None:
    files = emitted(site)
    html = files["site/index.html"].decode()
    assert 'href="hello/"' in html
    assert 'href="fr/" lang="fr" hreflang="fr"' in html
    assert 'href="../fr/other/"' in files["site/fr/index.html"].decode()
    assert '<html lang="fr">' in content(site / "dist")["site/fr/other/index.html"].decode()


def test_manifest_and_checksums_cover_every_file(site: Path) -> None:
    files = emitted(site)
    manifest = json.loads(files["manifest.json"])
    assert (manifest["version"], manifest["source"]) == (1, None)
    assert manifest["tool"].startswith("copydesk ")
    listed = {file["path"]: file for file in manifest["files"]}
    assert listed.keys() == files.keys() - {"manifest.json", "SHA256SUMS"}
    for path, file in listed.items():
        assert (file["bytes"], file["sha256"]) == (len(files[path]), hashlib.sha256(files[path]).hexdigest())
    assert {file["type"] for file in listed.values()} >= {"text/html; charset=utf-8", "image/png", "application/pdf"}
    assert [(post["id"], post["url"], post["date"], post["language"]) for post in manifest["posts"]] == [
        ("posts/2024-02-03-other.md", "fr/other/", "2024-02-03", "fr"),
        ("posts/2024-01-02-hello.md", "hello/", "2024-01-02", "en"),
    ]
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path != "SHA256SUMS"}
    assert not any("unused" in path for path in files)


def test_line_ends_and_a_byte_order_mark_change_nothing(site: Path) -> None:
    plain = emitted(site)
    for path in ("posts/2024-01-02-hello.md", "posts/2024-02-03-other.md"):
        text = (site / path).read_text(encoding="utf-8")
        (site / path).write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    assert emitted(site) == plain


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_sha256sum_agrees(site: Path) -> None:
    emitted(site)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=site / "dist", capture_output=True, check=False)
    assert done.returncode == 0


def test_the_manifest_names_the_commit(site: Path) -> None:
    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        return subprocess.run(
            ["git", *identity, *arguments], cwd=site, check=True, capture_output=True, text=True
        ).stdout

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "All")
    clean = json.loads(emitted(site)["manifest.json"])["source"]
    assert clean == {"commit": git("rev-parse", "HEAD").strip(), "modified": False}
    put(site, {"posts/2024-02-03-other.md": OTHER + "\nPlus.\n"})
    assert json.loads(emitted(site)["manifest.json"])["source"]["modified"] is True


@pytest.mark.parametrize(
    ("posts", "said"),
    [
        (
            {"a.md": "permalink: /x/", "b.md": "permalink: /X"},
            "posts/b.md and posts/a.md would both be published at /X/",
        ),
        ({"2024-01-01-a.md": "date: 2024-01-01", "2024-01-02-a.md": ""}, "would both be published at /a/"),
        ({"a.md": "permalink: /../../etc/x/"}, "posts/a.md: the permalink"),
        ({"a.md": "permalink: /%2e%2e/x/"}, "is no path below the site"),
        ({"a.md": "permalink: /"}, "posts/a.md and the index page"),
        ({"a.md": "slug: con"}, "a name that some systems forbid"),
        ({"a.md": "date: soon"}, "its date 'soon' cannot be read"),
        ({"a.md": "draft: [true"}, "its front matter cannot be read"),
    ],
)
def test_posts_that_cannot_be_published_are_named(tmp_path: Path, posts: dict[str, str], said: str) -> None:
    put(tmp_path, {"copydesk.toml": CONFIGURATION})
    put(tmp_path, {f"posts/{name}": f"---\ntitle: T\n{field}\n---\n\nText.\n" for name, field in posts.items()})
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist")
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    ("path", "field", "url"),
    [
        ("posts/2024-01-02-hello.md", "", "hello/"),
        ("posts/guide/first steps!.md", "", "guide/first-steps/"),
        ("content/tour/index.md", "", "tour/"),
        ("posts/x.md", "permalink: /a/b.html", "a/b.html"),
        ("posts/x.md", "permalink: /:year/:title/", "x/"),
        ("posts/x.md", "slug: ../../up", "up/"),
        ("posts/x.fr.md", "", "fr/x/"),
        ("posts/äöü ñ.md", "", "%C3%A4%C3%B6%C3%BC-%C3%B1/"),
    ],
)
def test_addresses_of_pages(tmp_path: Path, path: str, field: str, url: str) -> None:
    put(tmp_path, {"copydesk.toml": CONFIGURATION, path: f"---\ntitle: T\n{field}\n---\n\nText.\n"})
    done = copydesk(tmp_path, "bundle", "-o", "dist")
    assert done.returncode == 0, done.stderr
    [post] = json.loads((tmp_path / "dist/manifest.json").read_bytes())["posts"]
    assert post["url"] == url
