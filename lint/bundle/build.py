"""Pages, files and manifest: everything a bundle holds, handed out file by file."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import msgspec

from lint.bundle.addresses import relative
from lint.bundle.anchors import Anchors
from lint.bundle.assets import Assets, Pictures, Read, Write, named_by_content
from lint.bundle.export.export import TARGETS, Copy, Export, nowhere, whole_of
from lint.bundle.links import Links
from lint.bundle.manifest import Commit, FileEntry, ImageEntry, PostEntry, checksums, entry, manifest, speakable
from lint.bundle.pages import Page
from lint.bundle.render import Renderer
from lint.bundle.spoiled import spoiled_images
from lint.bundle.theme import Theme
from lint.bundle.unfit import UnfitError
from lint.diagnostics import Diagnostic
from lint.post.page_source import page_source
from lint.post.post import Post, parse
from lint.site.site import Site

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


class Job(msgspec.Struct, frozen=True):
    """What is to be built. `texts` are the texts of the pages' posts, `sources` the paths of all posts of the site."""

    pages: Sequence[Page]
    texts: Mapping[str, str]
    sources: Collection[str]
    site: Site
    site_title: str
    language: str
    tool: str
    commit: Commit | None = None
    url: str = ""
    """Where the bundle will be served; "" when that is not known."""
    target: str = ""
    """The generator that `source/` is written for; "" for none."""


class Built(msgspec.Struct):
    """What was built: the manifest's entries, and what could not be kept, in words for the author.

    `faults` are what must not be published, at their places in the posts.
    """

    posts: list[PostEntry]
    files: list[FileEntry]
    notices: list[str]
    faults: list[Diagnostic]


def build(job: Job, read: Read, write: Write, pictures: Pictures, copy: Copy = nowhere) -> Built:
    """Builds a bundle. `read` gives the bytes of a file of the site; `write` takes (path in the bundle, bytes).

    `pictures` makes the files of an image of the site, `copy` copies a file of the bundle within it.

    The same job gives the same calls of `write`. Raises UnfitError when a post cannot be published, and what `read` and
    `write` raise.
    """
    built = Built([], [], [], [])

    def put(path: str, data: bytes) -> None:
        built.files.append(entry(f"site/{path}", data))
        write(f"site/{path}", data)

    theme = Theme(job.site_title, job.language, job.tool)
    stylesheet = theme.stylesheet()
    style = named_by_content("assets", "style.css", stylesheet)
    put(style, stylesheet)
    anchors = Anchors(job.site, job.texts)
    links = Links(job.pages, job.sources, job.site, anchors, Assets(read, put, pictures))
    renderer = Renderer(links, anchors.slug)
    whole = whole_of(job.site_title, job.url, job.language, job.pages)
    export = (
        Export(TARGETS[job.target](), whole, job.pages, links, slug=anchors.slug, write=write) if job.target else None
    )
    for page in job.pages:
        flavor = job.site.flavors.of(page.path)
        post = parse(job.texts[page.path], page.path, flavor=flavor, language=page.language)
        page.title = page.title or _first_heading(post) or page.path
        source = page_source(post)
        body = renderer.render(page, source.markdown)
        addresses = {"style": relative(page.file, style), "home": relative(page.file, "")}
        cover = links.cover(page)
        if cover and cover in body:  # a cover that the text shows itself is not shown twice
            cover = None
        shown = links.dressed(page, f'<img class="cover" src="{cover}" alt="">') if cover else ""
        body = links.dressed(page, body, first=not cover)
        preview = links.preview(page, job.url) if job.url else None
        put(page.file, theme.post(page, body, shown, preview, **addresses))
        if export:
            export.add(page, job.site.posts[page.path], source)
        built.posts.append(_entry(page, post, links))
        if source.lost:
            tags = "tag is" if source.lost == 1 else "tags are"
            built.notices.append(
                f"{page.path}: {source.lost} template {tags} left out, because only the generator can run them"
            )
    built.notices += dict.fromkeys(links.notices)
    built.faults += spoiled_images(job.site, links.spoiled)
    entries = [(page, relative("index.html", page.url)) for page in job.pages]
    put("index.html", theme.index(entries, style=relative("index.html", style), home="./"))
    if export:
        export.finish({file.path.removeprefix("site/"): file for file in built.files}, copy)
        built.files += export.files
    about = manifest(job.tool, job.commit, built.posts, built.files)
    write("manifest.json", about)
    write("SHA256SUMS", checksums(built.files, about))
    return built


def insist_on_text(path: str, unreadable: str | None) -> None:
    """Raises UnfitError for a post whose bytes are no text: its page would be empty."""
    if unreadable:
        raise UnfitError(f"{path}: {unreadable}")


def _first_heading(post: Post) -> str:
    """The text of the heading that begins the post, when it is of level 1."""
    first = post.headings[0] if post.headings else None
    return " ".join(first.text.split()) if first and first.level == 1 else ""


def _entry(page: Page, post: Post, links: Links) -> PostEntry:
    words = len(_WORD.findall(post.prose.replace("\x02", "")))
    date = page.date.isoformat() if page.date else None
    images = [
        ImageEntry(speakable(source), [f"site/{file}" for file in files])
        for source, files in sorted(links.images(page).items())
    ]
    url, title = relative("", page.url), speakable(page.title)
    return PostEntry(speakable(page.path), url, title, date, page.language, words, images)
