"""A bundle with every kind of address in it, and the same bundle with one fault of each kind on a page of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import NamedTuple

URL = "https://example.org/blog"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{name}</title>
<meta property="og:image" content="https://example.org/blog/images/a.png">
<meta name="twitter:image" content="../images/b.png">
<link rel="canonical" href="https://example.org/blog/{name}/">
<link rel="preconnect" href="https://example.com">
<link rel="stylesheet" href="../assets/style.css">
<script src="../assets/app.js"></script>
</head>
<body>
<a href="../">Home</a> <h2 id="one">One</h2>
{body}
</body>
</html>
"""
EVERYTHING = """\
<a href="#top">up</a> <a href="#">up</a> <a href="#one">one</a> <a href="?page=2#two">two</a>
<a href="#%C3%A4:~:text=word">text</a> <a href="#:~:text=word">text</a> <a href="#/route">route</a>
<a href="#!/old">route</a> <a href="#L10">line</a> <a href="/blog/notes/">notes</a> <a href="/about/">not ours</a>
<a href="https://example.org/blog/notes/#one">absolute</a> <a href="//example.org/shop">shop</a>
<a href="mailto:a@example.org">mail</a> <a href="tel:+33123456789">call</a> <a href="http://localhost:8000/">try</a>
<a name="two"></a> <h2 id="ä">Three</h2>
<img src="../images/a.png" srcset="../images/a.png 1x, ../images/b.png 2x" alt="A">
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">
<svg><use href="../images/icons.svg#arrow"/></svg>
<picture><source srcset="../images/b.png 480w, ../images/a.png 900w"><img src="../images/b.png" alt="B"></picture>
<video src="../media/film.webm" poster="../images/a.png"><track src="../media/film.vtt"></video>
<audio><source src="../media/song.ogg#t=10"></audio>
<object data="../media/paper.pdf#page=3"></object> <embed src="../media/paper.pdf">
<iframe src="../notes/"></iframe>
<form action="../notes/" method="get"><button formaction="../">go</button></form>
<map name="m"><area href="../notes/#one"></map>
<blockquote cite="../notes/" style="background: url('../images/a.png')">Said.</blockquote>
<pre><code>{{ page.title }} and draft: true and &lt;img src="nowhere.png"&gt;</code></pre>
<!-- <a href="nowhere.html">hidden</a> -->
"""
CSS = """@import url("more.css");
@import "print.css";
/* url(nowhere.png) */
body { background: url(../images/a.png); cursor: url("data:image/png;base64,AA=="); filter: url(#blur) }
"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title>
<id>urn:uuid:1</id><link rel="self" href="https://example.org/blog/feed.xml"/>
<link href="https://example.org/blog/"/><entry><title>One</title><id>tag:example.org,2024:nowhere</id>
<link href="https://example.org/blog/notes/"/>
<content type="html">&lt;p&gt;&lt;img src="https://example.org/blog/images/a.png"&gt;&lt;/p&gt;</content></entry>{body}</feed>
"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.org/blog/</loc></url><url><loc>https://example.org/blog/notes/</loc></url>{body}
</urlset>
"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Notes",
    "home_page_url": "https://example.org/blog/",
    "items": [{"id": "nowhere", "url": "https://example.org/blog/notes/", "content_html": '<a href="/blog/">x</a>'}],
}

Files = dict[str, bytes]


class Planted(NamedTuple):
    """One fault. `file` is where it is to be found, `kind` what our own verification calls it.

    `body` goes into a page of its own; `head` replaces text of the page; `alter` changes the bundle when its lists are
    written already.
    """

    what: str
    kind: str
    body: str = ""
    head: tuple[str, str] = ("", "")
    file: str = ""
    alter: Callable[[Files], None] | None = None


def _grow(files: Files) -> None:
    files["site/media/film.vtt"] += b"\n"


def _swap(files: Files) -> None:
    files["site/media/song.ogg"] = files["site/media/song.ogg"][::-1]


def _lose(files: Files) -> None:
    del files["site/media/spare.zip"]


def _add(files: Files) -> None:
    files["site/left-over.bak"] = b"left over"


FAULTS = (
    Planted("a link to a page that is not there", "dead-link", '<a href="../gone/">x</a>'),
    Planted("an anchor that its own page lacks", "dead-anchor", '<a href="#nowhere">x</a>'),
    Planted("an anchor that another page lacks", "dead-anchor", '<a href="../notes/#nowhere">x</a>'),
    Planted("a missing image", "dead-image", '<img src="../images/gone.png" alt="">'),
    Planted("a missing image of a set", "dead-image", '<img src="../images/a.png" srcset="../images/c.png 2x" alt="">'),
    Planted("a missing source of a picture", "dead-image", '<picture><source srcset="../d.png"></picture>'),
    Planted("a missing source of a video", "dead-media", '<video><source src="../media/gone.webm"></video>'),
    Planted("a missing poster", "dead-image", '<video src="../media/film.webm" poster="../gone.jpg"></video>'),
    Planted("a missing track", "dead-media", '<video src="../media/film.webm"><track src="gone.vtt"></video>'),
    Planted("a missing sound", "dead-media", '<audio src="../media/gone.ogg"></audio>'),
    Planted("a missing object", "dead-media", '<object data="../media/gone.pdf"></object>'),
    Planted("a missing preview image", "dead-image", head=("blog/images/a.png", "blog/images/gone.png")),
    Planted(
        "a missing preview image, relative", "dead-image", head=('content="../images/b', 'content="../images/gone')
    ),
    Planted("a canonical address without a page", "dead-file", head=("blog/{name}/", "blog/gone/")),
    Planted("an own address in full without a page", "dead-link", '<a href="https://EXAMPLE.org/blog/gone/">x</a>'),
    Planted("a missing style sheet", "dead-file", head=("assets/style.css", "assets/gone.css")),
    Planted("a missing script", "dead-file", head=("assets/app.js", "assets/gone.js")),
    Planted("a frame without a page", "dead-link", '<iframe src="../gone/"></iframe>'),
    Planted("a form that goes nowhere", "dead-form", '<form action="../gone"></form>'),
    Planted("an area that leads nowhere", "dead-link", '<map name="n"><area href="../gone"></map>'),
    Planted("an empty link", "empty-address", '<a href="">x</a>'),
    Planted("an empty image", "empty-address", '<img src="" alt="">'),
    Planted("a name in the wrong letter case", "wrong-case", '<img src="../images/A.png" alt="">'),
    Planted("a folder without an index", "folder-without-index", '<a href="../images/">x</a>'),
    Planted("dots that climb out of the site", "address-above", '<a href="../../../x.html">x</a>'),
    Planted("a path of the author's machine", "machine-address", '<img src="file:///home/ann/a.png" alt="">'),
    Planted("a host that cannot exist", "malformed-address", '<a href="http://exa mple.org/">x</a>'),
    Planted("an id that stands twice", "duplicate-id", '<p id="one">again</p>'),
    Planted("a template tag", "template-tag", "<p>By {{ site.author }}.</p>"),
    Planted("what hid a template tag", "mask", "<p>By \ue000\ue000.</p>"),
    Planted("the mark of a draft", "draft-marker", "<p>draft: true</p>"),
    Planted("a page cut short", "page-cut-short", head=("</html>", "")),
    Planted("a page that no page links to", "orphan-page", file="site/lonely/index.html"),
    Planted("a background image in a style sheet", "dead-file", file="site/assets/more.css"),
    Planted("an import in a style sheet", "dead-file", file="site/assets/print.css"),
    Planted("a link in a feed", "dead-feed-link", file="site/feed.xml"),
    Planted("an image inside an entry of a feed", "dead-feed-link", file="site/news.xml"),
    Planted("a link in a JSON feed", "dead-feed-link", file="site/feed.json"),
    Planted("a page of the sitemap", "dead-feed-link", file="site/sitemap.xml"),
    Planted("a feed that is not well-formed", "not-well-formed", file="site/broken.xml"),
    Planted("a file of another size", "manifest-mismatch", file="site/media/film.vtt", alter=_grow),
    Planted("a file of other bytes", "manifest-mismatch", file="site/media/song.ogg", alter=_swap),
    Planted("a listed file that is not there", "manifest-mismatch", file="site/media/spare.zip", alter=_lose),
    Planted("a file that is not listed", "manifest-mismatch", file="site/left-over.bak", alter=_add),
)
_GONE = "https://example.org/blog/gone/"
_TEXTS = {
    "site/assets/more.css": 'p { background: url("gone.png") }\n',
    "site/assets/print.css": '@import "gone.css";\n',
    "site/feed.xml": FEED.format(body=f'<entry><link href="{_GONE}"/></entry>'),
    "site/news.xml": FEED.format(body='<entry><content type="html">&lt;img src="/blog/gone.png"&gt;</content></entry>'),
    "site/feed.json": json.dumps({**JSON_FEED, "feed_url": f"{_GONE}feed.json"}, indent=1),
    "site/sitemap.xml": SITEMAP.format(body=f"<url><loc>{_GONE}</loc></url>"),
    "site/broken.xml": "<feed><link></feed>",
}


def name_of(planted: Planted) -> str:
    """The folder of the page of a fault."""
    return f"fault-{FAULTS.index(planted)}"


def file_of(planted: Planted) -> str:
    """The file of the bundle where a fault is."""
    return planted.file or f"site/{name_of(planted)}/index.html"


def sound() -> Files:
    """A bundle without a fault."""
    files = _common()
    files["site/index.html"] = _index(["notes"])
    return listed(files)


def planted(faults: tuple[Planted, ...] = FAULTS) -> Files:
    """The bundle with these faults; its manifest and its sums tell the truth unless they are the fault."""
    files = _common()
    pages = ["notes"]
    for fault in faults:
        if fault.kind == "orphan-page":
            files[fault.file] = PAGE.format(name="lonely", body="").encode()
        elif fault.file in _TEXTS:
            files[fault.file] = _own(fault, _TEXTS[fault.file]).encode()
        elif not fault.file:
            name = name_of(fault)
            page = PAGE.replace(fault.head[0], _own(fault, fault.head[1])) if fault.head[0] else PAGE
            files[file_of(fault)] = page.format(name=name, body=_own(fault, fault.body)).encode()
            pages.append(name)
    files["site/index.html"] = _index(pages)
    files = listed(files)
    for fault in faults:
        if fault.alter:
            fault.alter(files)
    return files


def _own(fault: Planted, text: str) -> str:
    """A text with an address of its own for each fault: LinkChecker reports an address once."""
    return text.replace("gone", f"gone-{FAULTS.index(fault)}")


def _common() -> Files:
    return {
        "site/notes/index.html": PAGE.format(name="notes", body=EVERYTHING).encode(),
        "site/404.html": b"<html><body><p>Not here.</p></body></html>",
        "site/old/index.html": b'<html><head><meta http-equiv="refresh" content="0; url=../notes/"></head></html>',
        "site/assets/style.css": CSS.encode(),
        "site/assets/more.css": b"p { margin: 0 }\n",
        "site/assets/print.css": b"p { color: #000 }\n",
        "site/assets/app.js": b"go()\n",
        "site/images/a.png": b"\x89PNG a",
        "site/images/b.png": b"\x89PNG b",
        "site/images/icons.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><g id="arrow"/></svg>',
        "site/media/film.webm": b"film",
        "site/media/film.vtt": b"WEBVTT\n",
        "site/media/song.ogg": b"a song",
        "site/media/paper.pdf": b"%PDF paper",
        "site/media/spare.zip": b"PK spare",
        "site/feed.xml": FEED.format(body="").encode(),
        "site/feed.json": json.dumps(JSON_FEED).encode(),
        "site/sitemap.xml": SITEMAP.format(body="").encode(),
        "site/robots.txt": b"User-agent: *\nSitemap: https://example.org/blog/sitemap.xml\n",
    }


def _index(pages: list[str]) -> bytes:
    links = "".join(f'<a href="{page}/">{page}</a>\n' for page in pages)
    return f'<!DOCTYPE html>\n<html lang="en"><head><title>All</title></head><body>\n{links}</body></html>\n'.encode()


def listed(files: Files) -> Files:
    """The files with a manifest and sums that agree with them."""

    def digest(path: str) -> str:
        return hashlib.sha256(files[path]).hexdigest()

    entries = [{"path": path, "sha256": digest(path), "bytes": len(files[path])} for path in sorted(files)]
    posts = [{"id": "posts/notes.md", "url": "notes/"}] if "site/notes/index.html" in files else []
    files = {**files, "manifest.json": json.dumps({"version": 1, "posts": posts, "files": entries}).encode()}
    sums = "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return {**files, "SHA256SUMS": sums.encode()}
