"""The rule image-not-found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts, Target
from lint.site.site import Site
from lint.site.targets import Lookup, Near, address

# Other addresses may be made by a program when they are asked for.
_IMAGE = regex(r"\.(?:png|jpe?g|jfif|gif|svg|webp|avif|apng|bmp|ico|tiff?|heic|jxl|mp4|webm|mov)\Z", re.IGNORECASE)

_KINDS = frozenset({"image", "field"})


class ImageNotFound(SiteRule):
    """An image that a post shows is not among the files of the site.

    The reader sees a torn picture. A wrong letter case is the commonest cause: it works on the author's computer,
    where the file system does not care, and breaks on the server, which does.

    An image is looked for beside the post, at the top of the site and in the folders that generators copy there
    (static, public, assets and others, and what `static` names in the configuration). Images on other hosts and
    addresses with template text are not judged. In front matter, where themes have their own places, only an address
    that is written almost like an image of the site is; the cover has a rule of its own. Where the images of at least
    three other posts' addresses of the same beginning are not there either, they are kept elsewhere, and nothing is
    said.
    """

    id = "image-not-found"
    level = Level.ERROR
    missing = True

    examples = (
        Bad("![A chart](⟦chart.png⟧)", message='no file "chart.png"'),
        Bad(
            "![A chart](⟦Images/Chart.PNG⟧)",
            fixed="![A chart](images/chart.png)",
            site={"posts/images/chart.png": ""},
            message="letter case",
        ),
        Bad(
            "![A chart](⟦/images/blob/chart.png?v=2⟧)",
            fixed="![A chart](/images/blog/chart.png?v=2)",
            site={"static/images/blog/chart.png": ""},
        ),
        Bad(
            "![A chart][c]\n\n[c]: ⟦../images/chrat.png⟧\n",
            fixed="![A chart][c]\n\n[c]: ../images/chart.png\n",
            site={"images/chart.png": ""},
        ),
        Bad(
            "---\nauthor:\n  photo: ⟦/images/anne.png⟧\n---\n",
            fixed="---\nauthor:\n  photo: /images/anna.png\n---\n",
            site={"static/images/anna.png": ""},
        ),
        Bad("<img src='⟦/img/a%20b.png⟧' alt='A chart'>", site={"public/img/other.png": ""}),
        Bad(
            "![A chart](⟦/images/2024/chart.png⟧)",
            fixed="![A chart](/images/2024/may/chart.png)",
            site={"static/images/2024/may/chart.png": ""},
        ),
        Good("![A chart](/images/my%20chart.png)", site={"static/images/my chart.png": ""}),
        Good(
            "![A](a.png) ![B](../b.png#dark) ![C](c.png)",
            site={"posts/a.png": "", "b.png": "", "posts/example/c.png": ""},
        ),
        Good("![A](https://example.org/a.png) ![B](//example.org/b.png) ![C](data:image/png;base64,AA==)"),
        Good("![A]({{ site.url }}/a.png) ![B](@site/b.png) ![C](/api/badge)"),
        Good(
            "![A](/uploads/a.png)",
            site={"posts/b.md": "![B](/uploads/b.png)", "posts/c.md": "![C](/uploads/c.png) ![D](/uploads/d.png)"},
        ),
        Good("![A](/2024/05/07/b/chart.png)", site={"content/b/index.md": "# B\n", "content/b/chart.png": ""}),
        Good("---\nphotos: [/images/anna.png, /team/bert.png]\n---\n", site={"static/images/anna.png": ""}),
        Good("In code: `![A](a.png)`, and a link: [a](b.png)."),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        lookup = site.lookup
        for post in site.reported:
            for target in post.targets:
                if target.kind in _KINDS and (finding := _judge(lookup, post, target)):
                    yield post, finding


def _judge(lookup: Lookup, post: PostFacts, target: Target) -> Finding | None:
    parts = address(target.url)
    if parts is None or not _IMAGE.search(parts.path) or lookup.find(post.path, target.url):
        return None
    if near := lookup.near(post.path, target.url, certain_only=True):
        message = f'"{target.url}" differs in letter case or Unicode form from the file "{near.path}"'
        return Finding(target.span, message, _fix(target, near), suggestions=(near.url,))
    if lookup.served_elsewhere(post.path, target.kind, target.url):
        return None
    near = lookup.near(post.path, target.url)
    if target.kind == "field" and not near:
        return None  # a theme may put a folder before it
    fix = _fix(target, near) if near else None
    return Finding(target.span, f'no file "{target.url}" in the site', fix, suggestions=(near.url,) if near else ())


def _fix(target: Target, near: Near) -> Fix | None:
    # An address with escapes or entities is longer than what it means, and not replaced.
    if target.span.end - target.span.start != len(target.url):
        return None
    return replace(target.span, near.url, f'Show "{near.url}"', safe=near.certain)
