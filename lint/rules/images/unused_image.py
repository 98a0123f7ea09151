"""The rule unused-image."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, SiteRule, Span
from lint.site.facts import COVER_FIELDS, PostFacts
from lint.site.image_facts import FORMATS, extension
from lint.site.image_names import image_names, names_in
from lint.site.site import Site
from lint.site.targets import address, own_folders

# What themes look for without anybody naming it.
_TAKEN_BY_NAME = regex(
    rf"(?:{'|'.join(COVER_FIELDS)}|featured?|index|logo|icon|favicon|avatar|og\b|card|social|poster|preview)",
    re.IGNORECASE,
)
_SHOWN = 3  # names in a message
_IS_INDEX = regex(r"(?:\A|/)index\.[^/]*\Z")
_VARIANT = regex(r"(?:@\dx|[-_.]\d+(?:x\d+)?w?|[-_.](?:dark|light|small|large|thumb))\Z")


class UnusedImage(SiteRule):
    """Images in a post's own folder are named nowhere in the site.

    They were replaced or forgotten, are published all the same by many generators, and nobody looks at them again: old
    screenshots, or ones that were not meant to be shown.

    A post's own folder is the one that is named like it, or one from which no other post shows anything. Every post,
    template, style sheet, configuration and data file of the site is searched for the image's name, so that the rule
    reads the whole site and has to be selected by name. Images with a name that themes look for (cover, featured,
    thumbnail) and other sizes of an image that is named are passed over.
    """

    id = "unused-image"
    level = Level.ADVICE
    default = False

    examples = (
        Bad(
            "---\ntitle: Rain\n⟦---⟧\n\n![Rain](rain.png)\n",
            path="posts/rain/index.md",
            site={"posts/rain/rain.png": "", "posts/rain/old.png": "", "posts/snow.md": "# Snow\n"},
            message='nothing in the site names "old.png" in "posts/rain"',
        ),
        Bad(
            "⟦⟧# Rain\n\n![Rain](/images/rain/one.png)\n",
            path="posts/rain.md",
            site={"static/images/rain/one.png": "", "static/images/rain/two.png": "", "posts/snow.md": "# Snow\n"},
        ),
        Good(
            "![Rain](rain.png) {{< figure src='wind.png' >}}",
            path="posts/rain/index.md",
            site={"posts/rain/rain.png": "", "posts/rain/wind.png": ""},
        ),
        Good(
            "![Rain](rain.png)",
            path="posts/rain/index.md",
            site={
                **{f"posts/rain/{name}": "" for name in ("rain.png", "rain@2x.png", "rain-800w.webp", "cover.jpg")},
                "posts/rain/background.png": "",
                "static/style.css": "body { background: url(../rain/background.png) }",
            },
        ),
        Good(
            "![Rain](/images/rain.png)",
            path="posts/rain.md",
            site={
                **{f"static/images/{name}.png": "" for name in ("rain", "snow", "old")},
                "posts/snow.md": "![Snow](/images/snow.png)",
            },
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        reported = {post.path for post in site.reported}
        named: frozenset[str] | None = None
        for folder, post in _own_folders(site).items():
            images = [name for name in site.files.names(folder) if extension(name) in FORMATS]
            if post.path not in reported or not images:
                continue
            if named is None:
                named = image_names(site)
                if named is None:
                    return
            unnamed = [name for name in images if not _TAKEN_BY_NAME.match(name) and not _is_named(name, named)]
            if unnamed:
                message = f'nothing in the site names {_list(unnamed)} in "{folder}"'
                yield post, Finding(post.close or Span(0, 0), message)


def _own_folders(site: Site) -> dict[str, PostFacts]:
    """Folders with images that belong to one post alone, in order."""
    users: dict[str, dict[str, PostFacts]] = {}
    for path, post in site.posts.items():
        own, *named_like_it = own_folders(path)
        folders = {own, *named_like_it} if _IS_INDEX.search(path) else set(named_like_it)
        for target in post.targets:
            if target.kind in {"image", "cover"} and address(target.url):
                place = site.lookup.find(path, target.url)
                folders.add(place.path.rpartition("/")[0] if place else "")
        for folder in folders:
            users.setdefault(folder, {})[path] = post
    return {folder: next(iter(posts.values())) for folder, posts in sorted(users.items()) if folder and len(posts) == 1}


def _is_named(name: str, named: frozenset[str]) -> bool:
    keys = names_in(name)
    stem = _VARIANT.sub("", name.rpartition(".")[0].lower())
    return not keys or bool(keys & named) or any(other.rpartition(".")[0] == stem for other in named)


def _list(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    shown = [f'"{name}"' for name in names[:_SHOWN]]
    rest = len(names) - len(shown)
    *first, last = [*shown, f"{rest} more images"] if rest > 1 else [*shown, "1 more image"] if rest else shown
    return f"{', '.join(first)} and {last}" if first else last
