"""What is asked of a build, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from lint.bundle.feeds import Entry
from lint.bundle.manifest import Commit, FileEntry, PostEntry
from lint.bundle.pages import Page
from lint.diagnostics import Diagnostic
from lint.post.html_policy import BLOG, Policy
from lint.post.post import Post, parse
from lint.site.site import Site


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
    """Where the content of `site/` will be served; "" when nobody said it."""
    target: str = ""
    """The generator that `source/` is written for; "" for none."""
    description: str = ""
    sheet: int = 20
    """So many posts stand on one sheet of a list."""
    feed: int = 200
    """So many posts, the newest, are in the feeds."""
    templates: Mapping[str, str] = {}
    """Templates that take the place of ours, by their names."""
    html: Policy = BLOG
    """What HTML of posts gets into pages."""

    def post(self, page: Page) -> Post:
        """The post of a page, read as the site reads it."""
        flavor = self.site.flavors.of(page.path)
        return parse(self.texts[page.path], page.path, flavor=flavor, language=page.language)


class Built(msgspec.Struct):
    """What was built: the manifest's entries, and what could not be kept, in words for the author.

    `faults` are what must not be published, at their places in the posts. `keys` say by path what pages are made of,
    `looks` what was found in those that were made, packed; `entries` are the posts as the feeds show them.
    """

    posts: list[PostEntry]
    files: list[FileEntry]
    notices: list[str]
    faults: list[Diagnostic]
    keys: dict[str, bytes]
    looks: dict[str, bytes]
    entries: list[Entry]
