"""The rule cover-not-found."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule, Span, replace
from lint.site.facts import PostFacts, Target
from lint.site.site import Site
from lint.site.targets import ENOUGH, Address, Lookup, address

_IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff")


class CoverNotFound(SiteRule):
    """The image that the front matter names as the post's cover is not among the files of the site.

    The cover is what lists, previews and social cards show; the author, who looks at the post itself, is the last to
    see that it is torn.

    Addresses on other hosts and template expressions are not judged. A name without a folder is judged only where
    such covers of other posts are found, because themes put a folder before it. Where the covers (or images) of at
    least three other posts are not found either, they are kept elsewhere, and nothing is said. A missing leading slash
    is reported where the covers of all other posts, at least three, have it.
    """

    id = "cover-not-found"
    level = Level.ERROR
    missing = True

    examples = (
        Bad("---\ncover: ⟦/images/rain.png⟧\n---\n", message='no file "/images/rain.png"'),
        Bad(
            '---\ncover: ⟦"/images/Rain.PNG"⟧\n---\n',
            fixed='---\ncover: "/images/rain.png"\n---\n',
            site={"static/images/rain.png": ""},
            message="letter case",
        ),
        Bad(
            "---\nimage: ⟦images/rain.png⟧\n---\n",
            fixed="---\nimage: /images/rain.png\n---\n",
            site={
                "static/images/rain.png": "",
                **{f"posts/{n}.md": f"---\nimage: /images/{n}.png\n---\n" for n in range(3)},
                **{f"static/images/{n}.png": "" for n in range(3)},
            },
            message="leading slash",
        ),
        Bad(
            "---\ncover:\n  image: ⟦/images/rian.png⟧\n  alt: Rain\n---\n",
            fixed="---\ncover:\n  image: /images/rain.png\n  alt: Rain\n---\n",
            site={"public/images/rain.png": ""},
        ),
        Bad(
            "---\ncover: ⟦rain.png⟧\n---\n",
            site={"posts/b.md": "---\ncover: snow.png\n---\n", "posts/snow.png": ""},
        ),
        Good("---\ncover: /images/rain.png\n---\n", site={"source/images/rain.png": ""}),
        Good(
            "---\ncover: ./rain.png\nthumbnail: ../small/rain.png\n---\n",
            site={"posts/rain.png": "", "small/rain.png": ""},
        ),
        Good("---\ncover: https://example.org/rain.png\nimage: //example.org/rain.png\n---\n"),
        Good('---\ncover: "{{ site.images }}/rain.png"\nhero: true\nbanner: blue\n---\n'),
        Good("---\ncover: rain.png\n---\n", site={"static/covers/rain.png": ""}),
        Good("---\nimage: images/rain.png\n---\n", site={"static/images/rain.png": ""}),
        Good(
            "---\ncover: /media/rain.png\n---\n",
            site={f"posts/{n}.md": f"---\ncover: /media/{n}.png\n---\n" for n in range(3)},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        lookup = site.lookup
        covers: list[tuple[str, str, Address]] | None = None
        for post in site.reported:
            for target in post.targets:
                parts = address(target.url) if target.kind == "cover" else None
                if parts is None or not parts.path.lower().endswith(_IMAGE_ENDINGS):
                    continue
                place = lookup.find(post.path, target.url)
                if place and not place.slash_missing:
                    continue
                if covers is None:
                    covers = _covers(site)
                others = [cover for cover in covers if cover[0] != post.path]
                finding = _slash(target, others) if place else _absent(lookup, post, target, parts, others)
                if finding:
                    yield post, finding


def _covers(site: Site) -> list[tuple[str, str, Address]]:
    """The covers of all posts: path of the post, address as written, its parts."""
    return [
        (post.path, target.url, parts)
        for post in site.posts.values()
        for target in post.targets
        if target.kind == "cover" and (parts := address(target.url))
    ]


def _slash(target: Target, others: list[tuple[str, str, Address]]) -> Finding | None:
    if len(others) < ENOUGH or not all(parts.rooted for _, _, parts in others):
        return None
    message = f'"{target.url}" has no leading slash, which the covers of the other posts have'
    return Finding(target.span, message, _fix(target, f"/{target.url}", safe=True))


def _absent(
    lookup: Lookup, post: PostFacts, target: Target, parts: Address, others: list[tuple[str, str, Address]]
) -> Finding | None:
    near = lookup.near(post.path, target.url)
    if near and near.certain:
        message = f'"{target.url}" differs in letter case or Unicode form from the file "{near.path}"'
        return Finding(target.span, message, _fix(target, near.url, safe=True), suggestions=(near.url,))
    if _bare(parts) and not any(_bare(its) and lookup.find(path, url) for path, url, its in others):
        return None
    if any(lookup.served_elsewhere(post.path, kind, target.url) for kind in ("cover", "image")):
        return None
    message = f'no file "{target.url}" in the site'
    if not near:
        return Finding(target.span, message)
    return Finding(target.span, message, _fix(target, near.url, safe=False), suggestions=(near.url,))


def _bare(parts: Address) -> bool:
    return not parts.rooted and "/" not in parts.path


def _fix(target: Target, url: str, *, safe: bool) -> Fix | None:
    """Keeps the quotes around the value; a value with escapes is longer than what it means, and not replaced."""
    start, end = target.span
    quotes = (end - start - len(target.url)) // 2
    if end - start not in {len(target.url), len(target.url) + 2}:
        return None
    return replace(Span(start + quotes, end - quotes), url, f'Show "{url}"', safe=safe)
