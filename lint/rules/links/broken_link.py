"""The rule broken-link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule, Span, replace
from lint.site.addresses.links import Place
from lint.site.facts import PostFacts, Target
from lint.site.site import Site
from lint.site.targets import Address, address

_IMAGE = r"png|jpe?g|gif|svg|webp|avif"
# Files that authors write or add by hand. A generator may make pages, feeds, scripts, style sheets and data.
_FILE = regex(
    r"\.(?:md|mdx|markdown|rst|ipynb|pdf|epub|docx?|odt|pptx?|odp|xlsx?|ods|csv|tsv|zip|gz|tgz|bz2|xz|7z|tar|dmg|exe|apk"
    rf"|{_IMAGE}|mp3|mp4|m4a|ogg|oga|wav|flac|webm|mov|avi|diff|patch|asc|sig)\Z",
    re.IGNORECASE,
)
_IMAGE_FILE = regex(rf"\.(?:{_IMAGE})\Z", re.IGNORECASE)
# `docs.example.org/guide.pdf` lacks its scheme, which is another fault.
_HOST = regex(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)
_WEB = regex(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)
# Names that so many folders have that a namesake says nothing.
_EVERYWHERE = frozenset({"index.md", "_index.md", "readme.md", "index.mdx"})

_POSTS = {f"posts/{name}.md": f"[next](/blog/{after}/)\n" for name, after in (("red", "green"), ("green", "sky-blue"))}
_BLOG = {**_POSTS, "posts/sky-blue.md": "[next](/blog/red/)\n"}
_ZOLA = {"config.toml": 'base_url = "https://example.org"\n', "content/blog/red.md": "+++\n+++\n"}
_DATED = {
    "_config.yml": "url: https://example.org\n",
    "_posts/2024-05-01-red-wine.md": "",
    "_posts/2024-05-02-a.md": "[a](/2024/05/01/red-wine.html)\n",
    "_posts/2024-05-03-b.md": "[a](/2024/05/02/a.html) [b](https://example.org/2024/05/03/b.html)\n",
}


class BrokenLink(SiteRule):
    """A link leads to a page or file that the site does not have.

    The reader gets an error page instead of what was promised.

    A file is looked for beside the post, at the top of the site and in the folders that generators copy there. Pages
    are the posts at the addresses that front matter and the generator's configuration give them, or that the posts'
    own links speak for; relative links, `/rooted` ones, those with the site's own host, and the names in Jekyll's
    `post_url` and `link`, Hugo's `ref` and Zola's `@/` are judged.

    Lists, feeds, redirects and pages that a template or a program makes may stand anywhere. So an address is judged
    only in a folder where enough other links lead to posts and hardly one leads nowhere, or where posts lie for certain
    and one of them is written almost the same; and never one that some file's name, redirect or route may answer.
    """

    id = "broken-link"
    level = Level.ERROR
    missing = True

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
        Bad(
            "Get [the slides](⟦/files/tlak.pdf⟧).",
            fixed="Get [the slides](/files/talk.pdf).",
            site={"static/files/talk.pdf": ""},
        ),
        Bad(
            "Read [it](⟦/blog/sky-bleu/#why⟧).",
            fixed="Read [it](/blog/sky-blue/#why).",
            site=_BLOG,
            message='nothing answers "/blog/sky-bleu/#why"',
        ),
        Bad(
            "[a](/2024/05/01/red-wine.html), [b](⟦/2024/05/09/deep-purple.html⟧).",
            path="_posts/2024-06-01-c.md",
            site=_DATED,
        ),
        Bad("Read [it](⟦/blgo/sky-blue/⟧).", fixed="Read [it](/blog/sky-blue/).", site=_BLOG),
        Bad(
            "Read [it](⟦https://example.org/2024/05/11/red-wine.html?x=1⟧).",
            fixed="Read [it](https://example.org/2024/05/01/red-wine.html?x=1).",
            path="_posts/2024-06-01-c.md",
            site=_DATED,
        ),
        Bad(
            "Read [it]({% post_url ⟦2024-05-11-red-wine⟧ %}).",
            fixed="Read [it]({% post_url 2024-05-01-red-wine %}).",
            path="_posts/2024-06-01-c.md",
            site=_DATED | {"_posts/2024-05-01-red-wine.md": "Red, not white.\n"},
        ),
        Bad("Read [it](@/⟦blog/rde.md⟧#why).", fixed="Read [it](@/blog/red.md#why).", path="content/a.md", site=_ZOLA),
        Bad(
            "[a](https://example.org/2024/05/01/red-wine.html), [b](⟦/2024/05/01/Red-Wine.html⟧).",
            fixed="[a](https://example.org/2024/05/01/red-wine.html), [b](/2024/05/01/red-wine.html).",
            path="_posts/2024-06-01-c.md",
            site=_DATED,
            message="letter case",
        ),
        Good("Read [the guide](guide.md) and [it](./guide.md#install).", site={"posts/guide.md": "# Guide\n"}),
        Good("Get [the slides](../files/my%20talk.pdf).", site={"static/files/my talk.pdf": ""}),
        Good("A [permalink](/2024/01/other.md), a [page](other.html), a [feed](feed.xml), [two](../other/)."),
        Good("A [host](docs.example.org/guide.pdf), a [file](https://example.org/a.pdf), [x]({{ base }}/a.pdf)."),
        Good("By [short name](guide.md).", site={"content/docs/guide.md": "# Guide\n"}),
        Good("In code: `[a](a.md)`. Sent by mail: [a](mailto:ann@example.md)."),
        Good(
            "The [archive](/blog/archive/), [tag](/blog/tags/old-wine/), [two](/blog/page/2/), [it](/docs/a-b/).",
            site=_BLOG,
        ),
        Good("Perhaps [from elsewhere](/blog/deep-purple/).", site=_BLOG),
        Good("Now [elsewhere](/blog/sky-bleu/).", site=_BLOG | {"_redirects": "/blog/sky-bleu /blog/sky-blue 301\n"}),
        Good("By [a template](/blog/sky-bleu/).", site=_BLOG | {"pages/sky-bleu.njk": "<p>Purple.</p>\n"}),
        Good("[One](/blog/red), [two](/blog/green.html), [three](/blog/sky-blue/index.html?x#y).", site=_BLOG),
        Good(
            "[Moved](/blog/sky-bleu/).",
            site=_BLOG | {"posts/purple.md": "---\naliases: [/blog/sky-bleu/]\n---\n"},
        ),
        Good(
            "[a](/2024/05/01/red-wine.html), [b]({% post_url 2024-05-02-a %}), [c]({% link _config.yml %}).",
            path="_posts/2024-06-01-c.md",
            site=_DATED,
        ),
        Good("[a](@/blog/red.md), [b](https://example.org/blog/red/), [c](/blog/)", path="content/a.md", site=_ZOLA),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        judge = _Judge(site)
        for post in site.reported:
            for place in site.space.places(post.path):
                if finding := judge.place(post, place):
                    yield post, finding
            for target in post.targets:
                if target.kind == "tag" and (finding := judge.named(post, target, target.url)):
                    yield post, finding


class _Judge:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._lookup = site.lookup
        self._namesakes: set[str] | None = None

    def place(self, post: PostFacts, place: Place) -> Finding | None:
        if place.url.startswith("@/"):
            return self.named(post, place.target, place.url)
        url = _WEB.sub("", place.url, count=1)
        parts = address(url)
        if parts is None or _HOST.match(parts.path):
            return None
        if _FILE.search(parts.path):
            if place.target.kind == "field" and _IMAGE_FILE.search(parts.path):
                return None  # an image, which another rule judges
            return self._file(post, place, url, parts)
        near = self._site.space.gone(post.path, place.url)
        if near is None:
            return self._miscased(post, place)
        fix = self._fix(place, near.url) if near.url else None
        return Finding(place.target.span, f'nothing answers "{place.url}" on the site', fix)

    def _miscased(self, post: PostFacts, place: Place) -> Finding | None:
        spelled = self._site.space.miscased(post.path, place.url)
        if spelled is None or spelled.wrong not in place.url:
            return None
        message = f'"{place.url}" differs in letter case from the address "{spelled.right}"'
        return Finding(place.target.span, message, self._fix(place, place.url.replace(spelled.wrong, spelled.right)))

    def _file(self, post: PostFacts, place: Place, url: str, parts: Address) -> Finding | None:
        if self._lookup.find(post.path, url) or self._site.space.page(post.path, place.url):
            return None
        near = self._lookup.near(post.path, url, certain_only=True)
        if near is None:
            if (
                self._is_namesake(parts)
                or (parts.rooted and not self._lookup.is_folder_of(post.path, parts))
                or self._lookup.served_elsewhere(post.path, "link", url)
            ):
                return None
            near = self._lookup.near(post.path, url)
        fix = self._fix(place, place.url[: len(place.url) - len(url)] + near.url) if near else None
        return Finding(place.target.span, f'no file "{place.url}" in the site', fix)

    def _is_namesake(self, parts: Address) -> bool:
        if self._namesakes is None:
            self._namesakes = {path.rpartition("/")[2].lower() for path in self._site.posts} - _EVERYWHERE
        return parts.path.rpartition("/")[2].lower() in self._namesakes

    def named(self, post: PostFacts, target: Target, text: str) -> Finding | None:
        """A source that the text of a link names and that is not there."""
        missing = self._site.sources.missing(post.path, text)
        if missing is None:
            return None
        start = target.span.start + missing.start
        span = Span(start, start + len(missing.name))
        fix = replace(span, missing.near, f'Name "{missing.near}"', safe=False) if missing.near else None
        return Finding(span, f'no source "{missing.name}" in the site', fix)

    @staticmethod
    def _fix(place: Place, url: str) -> Fix | None:
        """An address with escapes or entities is longer than what it means, and not replaced."""
        span = place.target.span
        if place.before or span.end - span.start != len(place.url):
            return None
        return replace(span, url, f'Link to "{url}"', safe=False)
