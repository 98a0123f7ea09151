"""The rule relative-link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from lint.records import NamedTuple
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts, Target
from lint.site.generator_folder import Generator
from lint.site.site import Site
from lint.site.targets import Address, Place, address, normal

# Folders of files that builds take images from and put elsewhere; where such a file will be, nobody can tell here.
_BUILT = ("assets/", "src/")
ENOUGH = 3
"""Where so many other posts leave the slash out, the site's pages have a base, or a program reads their addresses."""


_CLIMBING_PATH = regex(r"(?:\.\./)+")
_CLIMBING = {
    "static/images/tea.png": "600x315",
    **{
        f"posts/2024-05-0{day}-{name}.md": "---\ntitle: A\n---\n\n![Tea](../../../images/tea.png)\n"
        "[a](/2024/05/02/a.html) [b](/2024/05/03/b.html) [c](/2024/05/04/c.html)\n"
        for day, name in ((2, "a"), (3, "b"), (4, "c"))
    },
}


class _Meant(NamedTuple):
    """What a relative address means: the rooted address that answers, and how the relative one came to be."""

    url: str
    why: str


class RelativeLink(SiteRule):
    """A relative link leads somewhere in the repository, but nowhere from the published page.

    A browser reads it from the folder that the page is published in. There `2024/05/tea` and `images/tea.png` without
    their first slash, or `../images/tea.png` counted from the source file, are missing.

    Judged is what nothing answers from the page, nor beside the source file, while the same path from the top of the
    site does. Paths that climb are judged in Jekyll's posts only: other generators may rewrite them. Sites where three
    other posts write their addresses so are left alone: their layout may name a base.
    """

    id = "relative-link"
    level = Level.WARNING

    examples = (
        Bad(
            "As [told before](⟦2024/05/02/tea⟧).",
            fixed="As [told before](/2024/05/02/tea).",
            path="_posts/2024-06-01-milk.md",
            site={"_config.yml": "permalink: pretty\n", "_posts/2024-05-02-tea.md": "---\ntitle: Tea\n---\n\nText.\n"},
            message='"2024/05/02/tea" lacks the slash before it',
        ),
        Bad(
            "![A cup of tea](⟦images/tea.png⟧)",
            fixed="![A cup of tea](/images/tea.png)",
            path="content/notes/milk.md",
            site={"hugo.toml": "baseURL = 'https://paper.test/'\n", "static/images/tea.png": "600x315"},
        ),
        Bad(
            "![A cup of tea](⟦../images/tea.png⟧)",
            fixed="![A cup of tea](/images/tea.png)",
            path="_posts/2024-06-01-milk.md",
            site={"_config.yml": "permalink: pretty\n", "images/tea.png": "600x315"},
            message='"../images/tea.png" is counted from the source file',
        ),
        Bad(
            "![A cup of tea](⟦../../../../images/tea.png⟧)",
            fixed="![A cup of tea](../../../images/tea.png)",
            path="posts/2024-06-01-milk.md",
            site=_CLIMBING,
            message="climbs 4 folders, and in the 3 other posts as deep 3",
        ),
        Good("![Tea](../../../images/tea.png)", path="posts/2024-06-01-milk.md", site=_CLIMBING),
        Good("![Tea](../../../../images/tea.png)", path="posts/inside/2024-06-01-milk.md", site=_CLIMBING),
        Good(
            "![A cup of tea](../../../../images/tea.png)",
            path="posts/2024-06-01-milk.md",
            site=_CLIMBING | {"posts/2024-05-05-d.md": "---\ntitle: D\n---\n\n![Tea](../../../../images/tea.png)\n"},
        ),
        Good(
            "![Tea](tea.png), [more](../notes/tea/), [again](/notes/tea/), [it](tea.md)",
            path="content/notes/milk.md",
            site={
                "hugo.toml": "baseURL = 'https://paper.test/'\n",
                "content/notes/tea.md": "---\ntitle: Tea\n---\n\nText.\n",
                "content/notes/tea.png": "600x315",
            },
        ),
        Good("![Tea](images/tea.png)", path="notes/milk.md", site={"notes/images/tea.png": "600x315"}),
        Good("![Tea](images/tea.png)", path="milk.md", site={"images/tea.png": "600x315"}),
        Good("![Tea](images/tea.png)", path="content/notes/milk.md", site={"assets/images/tea.png": "600x315"}),
        Good("![Tea](images/tea.png)", path="docs/notes/milk.md", site={"docs/images/tea.png": "600x315"}),
        Good("[none](2024/05/02/cake), [a host](paper.test/tea), [mail](mailto:tea@paper.test)"),
        Good(
            "![Tea](images/tea.png)",
            path="content/notes/milk.md",
            site={
                "hugo.toml": "baseURL = 'https://paper.test/'\n",
                "static/images/tea.png": "600x315",
                **{f"content/notes/{name}.md": "---\ntitle: A\n---\n\n![Tea](images/tea.png)\n" for name in "abc"},
            },
        ),
        Good(
            "![Tea](../images/tea.png) and [tea](2024-05-02-tea.md)",
            path="_posts/2024-06-01-milk.md",
            site={
                "_config.yml": "permalink: /:title\n",
                "images/tea.png": "600x315",
                "_posts/2024-05-02-tea.md": "---\ntitle: Tea\n---\n\nText.\n",
            },
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        usual: bool | None = None
        local = site.local_targets
        for post in site.reported:
            for target in _relative(local[post.path]):
                if (meant := _meant(site, post, target)) is None:
                    continue
                if usual is None:
                    usual = _is_usual(site)
                if usual:
                    return
                fix = None
                if target.span.end - target.span.start == len(target.url) and not any(h.base for h in site.space.homes):
                    fix = replace(target.span, meant.url, f'Link to "{meant.url}"', safe=_roots_answer(site))
                yield post, Finding(target.span, f'"{target.url}" {meant.why}', fix)
        yield from _climbing_otherwise(site)


class _Climb(NamedTuple):
    """An image's path that climbs to the top of the site: how many folders up, and what it goes down into there."""

    post: PostFacts
    target: Target
    height: int
    rest: str


def _climbing_otherwise(site: Site) -> Iterator[tuple[PostFacts, Finding]]:
    """Images whose paths climb further or less far than those of other posts whose pages lie as deep."""
    groups: dict[tuple[str, int], list[_Climb]] = defaultdict(list)
    for path, targets in site.local_targets.items():
        for climb in _climbs(site.posts[path], targets):
            groups[climb.rest.partition("/")[0], path.count("/")].append(climb)
    reported = {post.path for post in site.reported}
    for group in groups.values():
        if len({climb.height for climb in group}) > 1:  # hardly ever
            yield from _otherwise(site, group, reported)


def _otherwise(site: Site, group: Iterable[_Climb], reported: Collection[str]) -> Iterator[tuple[PostFacts, Finding]]:
    _ = site.space.study  # the links of all posts tell where posts are published
    by_depth: dict[int, list[_Climb]] = defaultdict(list)
    for climb in group:
        place = site.lookup.find(climb.post.path, climb.target.url)
        beside = normal(f"{climb.post.path.rpartition('/')[0]}/{climb.target.url}")
        own = site.space.addresses.own(climb.post.path)
        if place and place.path != beside and own:
            by_depth[own.count("/")].append(climb)
    for climbs in by_depth.values():
        posts: dict[int, set[str]] = defaultdict(set)
        for climb in climbs:
            posts[climb.height].add(climb.post.path)
        usual = max(posts, key=lambda height: (len(posts[height]), height))
        for climb in climbs:
            path = climb.post.path
            others = len(posts[usual] - {path})
            if climb.height != usual and posts[climb.height] == {path} and others >= ENOUGH and path in reported:
                yield climb.post, _climbing_finding(climb, usual, others)


def _climbing_finding(climb: _Climb, usual: int, others: int) -> Finding:
    span, url = climb.target.span, climb.target.url
    message = f'"{url}" climbs {climb.height} folders, and in the {others} other posts as deep {usual}'
    fix = replace(span, f"{'../' * usual}{climb.rest}", f"Climb {usual} folders", safe=False)
    return Finding(span, message, fix if span.end - span.start == len(url) else None)


def _climbs(post: PostFacts, targets: Iterable[Target]) -> Iterator[_Climb]:
    for target in targets:
        if target.kind == "image" and target.url[:1] == "." and (dots := _CLIMBING_PATH.match(target.url)):
            yield _Climb(post, target, len(dots[0]) // 3, target.url[dots.end() :])


def _relative(targets: Iterable[Target]) -> list[Target]:
    return [one for one in targets if one.url[:1] != "/" and one.kind in {"link", "image"}]


def _is_usual(site: Site) -> bool:
    """Whether so many posts have such addresses that the site must be made for them."""
    having = 0
    for post in site.posts.values():
        having += any(_meant(site, post, target) for target in _relative(site.local_targets[post.path]))
        if having > ENOUGH:
            return True
    return False


def _roots_answer(site: Site) -> bool:
    """Whether the site is known to lie at the top of its host, or other rooted addresses of its posts answer."""
    if site.space.homes:
        return True
    rooted = {t.url: post.path for post in site.posts.values() for t in post.targets if t.url.startswith("/")}
    return sum(site.lookup.find(path, url) is not None for url, path in rooted.items()) >= ENOUGH


def _meant(site: Site, post: PostFacts, target: Target) -> _Meant | None:
    """The rooted address that a relative one means; None where it answers, or where nothing tells what it means."""
    url = target.url
    parts = address(url)
    if (
        parts is None
        or parts.path.startswith("./")
        or not parts.path.strip("./")
        or "." in parts.path.partition("/")[0].strip(".")
    ):
        return None
    # Most often the first look tells, and nobody need know where posts are published.
    jekyll = next((one for one in site.recognised.generators if one.name == "Jekyll"), None) if parts.climb else None
    place = None if parts.climb else site.lookup.find(post.path, url)
    if (parts.climb and jekyll is None) or (place and not place.slash_missing):
        return None
    _ = site.space.study  # the links of all posts tell where posts are published
    own = site.space.addresses.own(post.path)
    if not own or "/" not in own:
        return None  # a page at the top of the site reads both alike, and where an unknown page lies nobody can tell
    if jekyll:
        return _climbing(site, post, parts, own, jekyll)
    return _without_slash(site, post, url, place)


def _without_slash(site: Site, post: PostFacts, url: str, place: Place | None) -> _Meant | None:
    if site.space.page(post.path, url):
        return None
    rooted = f"/{url}"
    if place:
        if place.path.startswith(_BUILT) or "/assets/" in place.path or not site.files.exists(place.path):
            return None
    elif not site.space.page(post.path, rooted):
        return None
    return _Meant(rooted, "lacks the slash before it")


def _climbing(site: Site, post: PostFacts, parts: Address, own: str, generator: Generator) -> _Meant | None:
    """A file of Jekyll's, addressed from the folder of the source file, which no page is published in."""
    if post.path not in site.space.addresses.decided or not post.path.endswith((".md", ".markdown")):
        return None
    folder = post.path.rpartition("/")[0]
    there = normal(f"{folder}/{parts.path}")
    if not there or there.endswith((".md", ".markdown", ".html")) or not site.files.exists(there):
        return None
    below = f"{generator.content}/" if generator.content else ""
    if not folder.rpartition("/")[2].startswith("_") or not there.startswith(below) or "/_" in f"/{there}":
        return None
    for base in (own, own.rpartition("/")[0]):
        from_page = normal(f"{base}/{parts.path}")
        if from_page is not None and site.files.exists(f"{below}{from_page}"):
            return None
    return _Meant(f"/{there[len(below) :]}{parts.tail}", "is counted from the source file, not from the published page")
