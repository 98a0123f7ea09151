"""The rule hot-linked-image."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Related, SiteRule
from lint.site.facts import PostFacts, Target
from lint.site.site import Site

_REMOTE = regex(r"(?:https?:)?//(?P<host>[^/?#:\s]+)(?::\d+)?(?P<rest>[^\s]*)", re.IGNORECASE)
_CHOSEN = 3
"""A host whose images so many posts show is one that the site has chosen."""

# Hosts that are there to be embedded from: badges, stores of files that the author filled, players, archives.
_MEANT = frozenset(
    [
        *("shields.io", "badgen.net", "badge.fury.io", "codecov.io", "coveralls.io", "travis-ci.org", "travis-ci.com"),
        *("circleci.com", "appveyor.com", "readthedocs.org", "readthedocs.io", "gitter.im", "snyk.io", "deepscan.io"),
        *("githubusercontent.com", "github.com", "github.io", "githubassets.com", "gitlab.com", "gitlab.io"),
        *("codeberg.org", "codeberg.page", "bitbucket.org", "ytimg.com", "youtube.com", "vimeocdn.com", "vimeo.com"),
        *("gravatar.com", "wikimedia.org", "wikipedia.org", "unsplash.com", "giphy.com", "tenor.com", "pexels.com"),
        *("cloudinary.com", "imgix.net", "imagekit.io", "cloudfront.net", "amazonaws.com", "googleusercontent.com"),
        *("digitaloceanspaces.com", "windows.net", "azureedge.net", "r2.dev", "backblazeb2.com", "b-cdn.net"),
        *("googleapis.com", "firebasestorage.app", "netlify.app", "vercel.app", "pages.dev", "web.app", "fly.dev"),
        *("jsdelivr.net", "unpkg.com", "cdnjs.com", "cloudflare.com", "ctfassets.net", "sanity.io", "prismic.io"),
        *("wp.com", "ghost.io", "medium.com", "hashnode.com", "substackcdn.com", "devmate.io", "dev.to", "forem.com"),
        *("creativecommons.org", "paypalobjects.com", "buymeacoffee.com", "ko-fi.com", "vercel.com", "mybinder.org"),
        *(
            "star-history.com",
            "contrib.rocks",
            "opencollective.com",
            "quickchart.io",
            "latex.codecogs.com",
            "plantuml.com",
        ),
        *(
            "mermaid.ink",
            "qrserver.com",
            "placehold.co",
            "picsum.photos",
            "archive.org",
            "herokuapp.com",
            "repology.org",
        ),
    ]
)
_BADGE = regex(r"badge|/status|\.svg\?|button|counter|pixel|/stats?/", re.IGNORECASE)
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org", "or", "ne", "gouv"})


class HotLinkedImage(SiteRule):
    """An image is loaded from the server of someone else.

    Its owner can change or remove it at any time, learns who reads the post, and pays for every view.

    Meant to be embedded from, and so left alone, are badges, players, stores of files, services that make pictures, and
    whatever host at least three posts show images of: the site has chosen it. The site's own domain is its own. The
    images of one host in a post are one finding, at the first.
    """

    id = "hot-linked-image"
    level = Level.WARNING

    examples = (
        Bad("![Tea](⟦https://tea.example.org/leaf.png⟧)", message='comes from "tea.example.org"'),
        Bad("<img src='⟦//pics.example.net/leaf.png⟧' alt='Leaf'> ![Cup][c]\n\n[c]: ⟦http://i.imgur.com/cup.png⟧\n"),
        Bad(
            "![Tea](⟦https://tea.example.org/leaf.png⟧) ![Cup](https://tea.example.org/cup.png)",
            message='2 images come from "tea.example.org"',
        ),
        Good("![Tests](https://img.shields.io/a.svg) ![Build](https://ci.example.org/tea/badge.svg) ![Leaf](leaf.png)"),
        Good(
            "![Leaf](https://raw.githubusercontent.com/ann/tea/main/leaf.png) ![x](data:image/png;base64,iVBORw0KGgo=)"
        ),
        Good(
            "![Leaf](https://files.tea.example.org/leaf.png)",
            site={"copydesk.toml": "url = 'https://www.tea.example.org'\n"},
        ),
        Good(
            "![Leaf](https://cdn.example.net/leaf.png)",
            site={f"posts/{n}.md": f"![Cup](https://cdn.example.net/{n}.png)" for n in "ab"},
        ),
        Good("[Leaf](https://tea.example.org/leaf.png), ![Leaf](http://pi/a.png), ![x](https://{{ cdn }}/x.png)"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        users: dict[str, set[str]] | None = None
        own: frozenset[str] = frozenset()
        for post in site.reported:
            hosts: dict[str, list[Target]] = {}
            for target in post.targets:
                if target.kind == "image" and (host := _host(target.url)):
                    hosts.setdefault(host, []).append(target)
            for host, targets in hosts.items():
                if users is None:
                    users = _users(site)
                    own = frozenset(_domain(home.host) for home in site.space.homes)
                if len(users[host]) < _CHOSEN and _domain(host) not in own:
                    what = "the image comes" if len(targets) == 1 else f"{len(targets)} images come"
                    related = tuple(Related(post.path, target.span) for target in targets[1:])
                    yield post, Finding(targets[0].span, f'{what} from "{host}"', related=related)


def _host(url: str) -> str:
    """The host of someone else's that an image comes from; "" where it is none, or one to embed from."""
    if not url.startswith(("http", "//", "HTTP")):
        return ""
    found = _REMOTE.match(url)
    if not found or "\ue000" in url or _BADGE.search(found["rest"]):
        return ""
    host = found["host"].lower().rpartition("@")[2]
    if "." not in host or host.replace(".", "").isdigit() or _domain(host) in _MEANT:
        return ""
    return "" if any(host == one or host.endswith(f".{one}") for one in _MEANT) else host


def _users(site: Site) -> dict[str, set[str]]:
    """The posts that show images of each host."""
    users: dict[str, set[str]] = defaultdict(set)
    for path, post in site.posts.items():
        for target in post.targets:
            if target.kind in {"image", "cover"} and (host := _host(target.url)):
                users[host].add(path)
    return users


def _domain(host: str) -> str:
    """The part of a host that one owner has: its last two names, or three in `example.co.uk`."""
    names = host.split(".")
    count = 3 if len(names) > 2 and names[-2] in _SECOND_LEVEL and len(names[-1]) == 2 else 2
    return ".".join(names[-count:])
