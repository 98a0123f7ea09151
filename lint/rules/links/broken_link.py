"""The rule broken-link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.targets import address

# Files that authors write or add by hand. A generator may make pages, feeds, scripts, style sheets and data.
_FILE = re.compile(
    r"\.(?:md|mdx|markdown|rst|ipynb|pdf|epub|docx?|odt|pptx?|odp|xlsx?|ods|csv|tsv|zip|gz|tgz|bz2|xz|7z|tar|dmg|exe|apk"
    r"|png|jpe?g|gif|svg|webp|avif|mp3|mp4|m4a|ogg|oga|wav|flac|webm|mov|avi|diff|patch|asc|sig)\Z",
    re.IGNORECASE,
)
# `docs.example.org/guide.pdf` lacks its scheme, which is another fault.
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)
# Names that so many folders have that a namesake says nothing.
_EVERYWHERE = frozenset({"index.md", "_index.md", "readme.md", "index.mdx"})


# Not judged here, and by far the most; the cheapest test comes first.
_ELSEWHERE = ("https://", "http://", "#", "/")


class BrokenLink(SiteRule):
    """A link leads to a file that the site does not have.

    The reader gets an error page instead of what was promised.

    Only relative links to files are judged (`other.md`, `../files/talk.pdf`): they are looked for beside the post, at
    the top of the site and in the folders that generators copy there. Pages, feeds and scripts may be made by the
    generator, and a post of the same name elsewhere may be what a short link means to it.
    """

    id = "broken-link"
    level = Level.ERROR

    examples = (
        Bad("Read [the other post](⟦other.md⟧).", message='no file "other.md"'),
        Bad(
            "Read [the guide](⟦./gudie.md#install⟧).",
            fixed="Read [the guide](./guide.md#install).",
            site={"posts/guide.md": "# Guide\n"},
        ),
        Bad(
            "Get [the slides][s].\n\n[s]: ⟦../files/Talk.pdf⟧\n",
            fixed="Get [the slides][s].\n\n[s]: ../files/talk.pdf\n",
            site={"static/files/talk.pdf": ""},
        ),
        Bad("<a href='⟦files/talk.pdf⟧'>Slides</a>", site={"posts/a.png": ""}),
        Good("Read [the guide](guide.md) and [it](./guide.md#install).", site={"posts/guide.md": "# Guide\n"}),
        Good("Get [the slides](../files/my%20talk.pdf).", site={"static/files/my talk.pdf": ""}),
        Good("A [permalink](/2024/01/other.md), a [page](other.html), a [feed](feed.xml), [two](../other/)."),
        Good("A [host](docs.example.org/guide.pdf), a [file](https://example.org/a.pdf), [x]({{ base }}/a.pdf)."),
        Good("By [short name](guide.md).", site={"content/docs/guide.md": "# Guide\n"}),
        Good("In code: `[a](a.md)`. Sent by mail: [a](mailto:ann@example.md)."),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        lookup = site.lookup
        namesakes: set[str] | None = None
        for post in site.reported:
            for target in post.targets:
                if target.kind != "link" or target.url.startswith(_ELSEWHERE):
                    continue
                parts = address(target.url)
                if parts is None or not _FILE.search(parts.path) or _HOST.match(parts.path):
                    continue
                if lookup.find(post.path, target.url):
                    continue
                if namesakes is None:
                    namesakes = {path.rpartition("/")[2].lower() for path in site.posts} - _EVERYWHERE
                name = parts.path.rpartition("/")[2].lower()
                near = lookup.near(post.path, target.url)
                if not (near and near.certain) and (
                    name in namesakes or lookup.served_elsewhere(post.path, "link", target.url)
                ):
                    continue
                fix = None
                if near and target.span.end - target.span.start == len(target.url):
                    fix = replace(target.span, near.url, f'Link to "{near.url}"', safe=False)
                yield post, Finding(target.span, f'no file "{target.url}" in the site', fix)
