"""What is not published yet is in no byte of a bundle: not its words, its tags, its addresses, nor its images."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from bundle_site import content, copydesk, put
from pictures import small

CONFIGURATION = """
select = ["doubled-word"]
url = "https://harbour.example/notes"
[bundle]
title = "Harbour notes"
archive = ["tar.gz", "zip"]
"""
# How a post says that it is not published yet. Every word that begins with "sekrit" is in such a post alone.
KINDS = {
    "flag": "draft: true\ndate: 2024-01-03",
    "unpublished": "published: false\ndate: 2024-01-03",
    "status": "status: draft\ndate: 2024-01-03",
    "drafts/folder": "date: 2024-01-03",
    "_drafts/folder": "date: 2024-01-03",
    "dated": "date: 2024-05-10",
    "timed": "date: 2024-05-10 08:00:00 +0200",
    "zoned": "date: 2024-05-10T00:00:00Z",
}
LATER = frozenset({"dated", "timed", "zoned"})
MIDNIGHT = 1_715_299_200  # 2024-05-10 in UTC, in seconds since 1970
SECRET = re.compile(rb"sekrit[a-z]*", re.IGNORECASE)


def word(kind: str, what: str) -> str:
    return f"sekrit{re.sub('[^a-z]', '', kind)}{what}"


def unpublished(kind: str) -> dict[str, str | bytes]:
    """A post with a word of its own wherever a post can hold one."""
    folder, _, name = kind.rpartition("/")
    at = f"posts/{folder}/" if folder else "posts/"
    w = {what: word(kind, what) for what in (
        "title", "tag", "author", "summary", "alias", "text", "heading", "alt", "image", "cover", "series", "note",
        "code", "file", "drawing",
    )}  # fmt: skip
    front = (
        f"---\ntitle: {w['title']}\n{KINDS[kind]}\ntags: [sea, {w['tag']}]\nauthor: {w['author']}\n"
        f"summary: {w['summary']}\naliases: [/{w['alias']}/]\ncover: /images/{w['cover']}.png\n"
        f"series: {w['series']}\n---\n"
    )
    body = (
        f"\n{w['text']} [^1]\n\n## {w['heading']}\n\n![{w['alt']}](/images/{w['image']}.png) "
        f"![d](/images/{w['drawing']}.svg) [paper](/files/{w['file']}.pdf)\n\n"
        f"```python\n{w['code']}\n```\n\n[^1]: {w['note']}\n"
    )
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{w["drawing"]}</title></svg>'
    return {
        f"{at}{word(kind, name + 'name')}.md": front + body,
        f"images/{w['cover']}.png": small("PNG", 12, 9),
        f"images/{w['image']}.png": small("PNG", 13, 9),
        f"images/{w['drawing']}.svg": drawing,
        f"files/{w['file']}.pdf": f"%PDF {w['file']}".encode(),
    }


def harbour(folder: Path) -> Path:
    """A site whose published posts point at every unpublished one, in all the ways that there are."""
    site = put(folder, {"copydesk.toml": CONFIGURATION})
    links = []
    for number, kind in enumerate(KINDS):
        files = unpublished(kind)
        put(site, files)
        path = next(iter(files)).removeprefix("posts/")
        slug = path.rpartition("/")[2].removesuffix(".md")
        heading, alias = word(kind, "heading"), word(kind, "alias")
        links += [
            f"[a]({path})", f"[b](/{slug}/)", f"[c](https://harbour.example/notes/{slug}/)", f"[d][{number}]",
            f'<a href="{path}#{heading}">e</a>', f"[f](/{alias}/)", f"[h](./{quote(path)}?q=1)",
            f"\n\n[{number}]: {path}\n\n",
        ]  # fmt: skip
    text = "---\ntitle: Hello\ndate: 2024-01-02\nlang: en\ntags: [sea]\nauthor: Ann\n---\n\n" + " ".join(links) + "\n"
    put(site, {"posts/hello.md": text, "posts/other.md": "---\ntitle: Other\ndate: 2024-02-03\n---\n\nText.\n"})
    put(site, {"posts/hello.fr.md": f"---\ntitle: {word('flag', 'bonjour')}\ndraft: true\nlang: fr\n---\n\nBonjour.\n"})
    return site


def secrets(site: Path) -> set[str]:
    """The words of unpublished posts that are in any byte: of files and their names, of archives and their members."""
    pieces = []
    for path in (site / "dist", *(site / "dist").rglob("*")):
        pieces += [path.name.encode(), path.read_bytes() if path.is_file() else b""]
    with tarfile.open(site / "dist.tar.gz") as whole:
        for member in whole:
            file = whole.extractfile(member)
            pieces += [member.name.encode(), file.read() if file else b""]
    with zipfile.ZipFile(io.BytesIO((site / "dist.zip").read_bytes())) as packed:
        pieces += [part for name in packed.namelist() for part in (name.encode(), packed.read(name))]
    assert sum(map(len, pieces)) > 50_000
    return {found.decode().lower() for piece in pieces for found in SECRET.findall(piece)}


def bundled(site: Path, moment: int, *arguments: str) -> set[str]:
    done = copydesk(site, "bundle", "posts", *arguments, SOURCE_DATE_EPOCH=str(moment))
    assert done.returncode == 0, done.stdout + done.stderr
    return secrets(site)


@pytest.mark.parametrize("target", ["hugo", "jekyll", "pelican", "eleventy"])
def test_no_byte_is_of_an_unpublished_post(tmp_path: Path, target: str) -> None:
    assert bundled(harbour(tmp_path), MIDNIGHT - 1, "--target", target) == set()


def test_source_date_epoch_moves_the_border(tmp_path: Path) -> None:
    site = harbour(tmp_path)
    assert bundled(site, MIDNIGHT - 1) == set()
    found = bundled(site, MIDNIGHT)
    for kind in KINDS:
        assert any(one.startswith(word(kind, "")) for one in found) == (kind in LATER), kind
    for what in ("title", "tag", "author", "summary", "text", "heading", "alt", "image", "note", "code", "file"):
        assert word("dated", what) in found, "the search would find it"
    assert bundled(site, MIDNIGHT - 1) == set(), "and back"


def test_the_rest_of_a_bundle_is_as_if_they_were_not_there(tmp_path: Path) -> None:
    """But for the text of links to them, whose addresses are gone."""
    site = harbour(tmp_path / "with")
    bundled(site, MIDNIGHT - 1)
    hello = (site / "posts/hello.md").read_text(encoding="utf-8")
    bare = re.sub(r"\n\[\d+\]: .*\n", "\n", hello)
    bare = re.sub(r"\[(\w)\](\([^)]*\)|\[\d+\])", r"\1", bare)
    bare = re.sub(r'<a href="[^"]*">', "<a>", bare)
    other = put(
        tmp_path / "without",
        {
            "copydesk.toml": CONFIGURATION,
            "posts/hello.md": bare,
            "posts/other.md": (site / "posts/other.md").read_bytes(),
        },
    )
    bundled(other, MIDNIGHT - 1)
    assert content(site / "dist") == content(other / "dist")


@pytest.mark.parametrize("epoch", ["soon", "-1", "1.5", "٣", "99999999999999999999"])
def test_an_epoch_that_is_none_is_an_error(tmp_path: Path, epoch: str) -> None:
    site = put(tmp_path, {"posts/p.md": "---\ntitle: P\n---\n\nText.\n"})
    done = copydesk(site, "bundle", "posts", SOURCE_DATE_EPOCH=epoch)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"copydesk: SOURCE_DATE_EPOCH={epoch!r} is no number of seconds since 1970\n"
