"""The configuration: every key, its type and its default. The keys in files are written-with-hyphens."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from lint.diagnostics import Level
from lint.house.style import Style
from lint.post.html_policy import PolicyName
from lint.site.declared import CollectionConfig

FlavorName = Literal[
    "", "astro", "commonmark", "docusaurus", "eleventy", "github", "hexo", "hugo", "jekyll", "mdx", "mkdocs",
    "mkdocs-autorefs", "myst", "obsidian", "pelican", "quarto", "starlight", "vitepress", "zola",
]  # fmt: skip


class ImagesConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.copydesk.bundle.images]`: what becomes of the images of posts."""

    resize: bool = True
    """Large images are made as narrow as a page needs them."""
    widths: tuple[Annotated[int, msgspec.Meta(ge=16, le=16_384)], ...] = (640, 960, 1344)
    """The widths in pixels that are made of a larger image, for browsers to choose from."""
    formats: tuple[Literal["webp", "avif"], ...] = ("webp",)
    """Better formats that stand beside an image's own where they are lighter."""
    quality: Annotated[int, msgspec.Meta(ge=1, le=100)] = 82
    """Of pictures that are encoded anew, on JPEG's scale; the other formats follow it."""
    max_pixels: Annotated[int, msgspec.Meta(ge=1)] = 100_000_000
    """A larger image is refused, for its pixels have to fit into memory."""


class BundleConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.copydesk.bundle]`."""

    title: str = ""
    """The name of the site; by default what its generator says, else the host of its address, else "Posts"."""
    description: str = ""
    """What the site is about, in a sentence."""
    url: str = ""
    """Where the bundle will be served, e.g. "https://example.org/blog"."""
    sheet: Annotated[int, msgspec.Meta(ge=1)] = 20
    """So many posts stand on one page of a list."""
    feed: Annotated[int, msgspec.Meta(ge=1)] = 200
    """So many posts, the newest, are in the feeds."""
    templates: str = ""
    """A folder of templates, relative to the site, each of which takes the place of ours of the same name."""
    output: str = "dist"
    """The folder of the bundle, relative to the site."""
    future: bool = False
    """Publish posts dated after today."""
    gate: bool = False
    """Have LinkChecker look at the bundle, too, before it is published."""
    target: Literal["", "eleventy", "hugo", "jekyll", "pelican"] = ""
    """The generator that `source/` is written for; none by default."""
    html: PolicyName = "blog"
    """What HTML of posts gets into pages: "strict" lets in none, "blog" what cannot harm a reader, "trusted" all of it
    but what would break the page."""
    iframe_hosts: tuple[str, ...] = ()
    """With "blog", the hosts whose frames get into pages: "video.example.org", "*.example.org"."""
    archive: tuple[Literal["tar.gz", "zip"], ...] = ()
    """The bundle as one file, too, in these forms, beside its folder."""
    images: ImagesConfig = ImagesConfig()


class LinksConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.copydesk.links]`: how `copydesk links` asks the network. Times are in seconds."""

    accept: tuple[str | int, ...] = ()
    """HTTP statuses that count as alive: 403, "429", "500..599"."""
    exclude: tuple[str, ...] = ()
    """Regular expressions; an address in which one is found is not asked."""
    header: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    """Names and values of headers by host: "api.example.org", "*.example.org", "https://example.org:8080"."""
    timeout: Annotated[float, msgspec.Meta(gt=0)] = 5
    """For one look at an address, redirects included."""
    concurrency: Annotated[int, msgspec.Meta(ge=1)] = 64
    """So many requests at once, in all."""
    per_host: Annotated[int, msgspec.Meta(ge=1)] = 4
    """So many requests at once to one host."""
    max_time: Annotated[float, msgspec.Meta(ge=0)] = 0
    """For the whole run; what is left is not judged. 0 is no limit."""
    confirm: bool = False
    """A dead link is an error only when a look on another day has found it dead, too."""
    allow_host: tuple[str, ...] = ()
    """Names, addresses and CIDR blocks that are asked though they are private."""
    cache: str = ""
    """The file that keeps the verdicts, relative to the site; by default in the user's cache folder."""
    proxy: str = ""
    """The address of an HTTP proxy."""
    archive: bool = True
    """Ask the Internet Archive for copies of dead pages."""


class Override(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[[tool.copydesk.overrides]]`: what else holds for the posts at some paths. Of several entries the later win."""

    paths: tuple[str, ...] = ()
    """Globs of the posts, relative to the site."""
    select: tuple[str, ...] = ()
    """Rules and families that run for these posts, instead of those that were chosen before."""
    ignore: tuple[str, ...] = ()
    """Rules and families that do not run for these posts either."""
    drafts: Literal["warn", "error", "skip"] | None = None
    lang: str | None = None
    terms: tuple[str, ...] = ()
    """More names, in their right spelling."""
    rules: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    """A table per rule id: a `level` that is not "off" brings the rule back; options add to those set before."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.copydesk]`, or the same keys at the top of copydesk.toml. Paths and globs are relative to the site."""

    posts: tuple[str, ...] = ()
    """Globs of the files that are posts. Without them posts are recognised by their front matter."""
    exclude: tuple[str, ...] = ()
    """Globs of files that are never judged."""
    drafts: Literal["warn", "error", "skip"] = "warn"
    """What becomes of the errors of drafts."""
    lang: str = ""
    """The language of posts that name none, as a BCP 47 tag; by default what the text of each plainly is."""
    flavor: FlavorName = ""
    """What the posts may hold besides CommonMark; by default what the generator of the site reads, else the least that
    no generator would take for text."""
    dictionaries: dict[str, str] = msgspec.field(default_factory=dict)
    """Hunspell dictionaries by language: a path to the .aff or the .dic file, or without the ending."""
    terms: tuple[str, ...] = ()
    """Names that the project uses, in their right spelling."""
    words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Words that are right, by language; "all" holds for every language."""
    words_files: tuple[str, ...] = ("copydesk-words.txt", "copydesk-words.*.txt")
    """Globs of files of words that are right, one a line; `copydesk-words.fr.txt` holds for French."""
    select: tuple[str, ...] = ()
    """Rules and families that run, instead of the default ones."""
    ignore: tuple[str, ...] = ()
    """Rules and families that do not run."""
    level: Level = Level.WARNING
    """The lowest level that is reported."""
    strict: bool = False
    """Warnings and advice fail, too."""
    tracked: bool = False
    """Only files in git's index exist."""
    max_size: int = 1_000_000
    """Bytes; a larger post is refused."""
    baseline: str = ".copydesk-baseline.json"
    """The file of the findings that are not reported until they are touched; "" is none."""
    url: str = ""
    """Where the site is published, e.g. "https://example.org/blog"; by default what its generator says."""
    static: tuple[str, ...] = ()
    """Folders whose content is published at the top of the site, besides the usual ones (public, static)."""
    rules: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    """A table per rule id: `level` and the rule's options."""
    plugins: tuple[str, ...] = ()
    """Modules with more rules, by their import paths, from the site's folder or installed. `check` runs their code."""
    style: tuple[Style, ...] = ()
    """Rules of house style."""
    overrides: tuple[Override, ...] = ()
    """What differs for the posts at some paths."""
    collections: dict[str, CollectionConfig] = msgspec.field(default_factory=dict)
    """What is declared of the posts below some paths, by a name of one's own."""
    bundle: BundleConfig = BundleConfig()
    links: LinksConfig = LinksConfig()
