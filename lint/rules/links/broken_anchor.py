"""The rule broken-anchor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lint.records import NamedTuple
from lint.rule import Bad, Finding, Good, Level, SiteRule, Span, replace
from lint.site.anchors import Missing
from lint.site.divided import WEB
from lint.site.facts import PostFacts, Target
from lint.site.site import Site
from lint.site.targets import address

_EVERYWHERE = 3
"""A fragment that leads nowhere in so many posts is an id of the layout rather than so many faults."""
_MANY = 4
"""Where so many fragments of one page lead nowhere, and few of its fragments lead anywhere, others make its ids."""


class BrokenAnchor(SiteRule):
    """The part behind the `#` of a link names no heading and no id of the page.

    The reader lands at the top of the page and has to look for the passage that was meant.

    Links within a post and links to other posts are judged. A heading counts under every id that a common generator
    would give it, unless the generator is known or at least three links of other posts show its rule. Pages with
    template tags, components, scripts or included files are left alone, because those may bring ids of their own. So
    are ids of layouts (`#comments`), text fragments (`#:~:text=`), lines of code (`#L10`) and a program's routes.
    """

    id = "broken-anchor"
    level = Level.ERROR
    missing = True

    examples = (
        Bad(
            "See [below](⟦#instalation⟧).\n\n## Installation\n\nText.\n",
            fixed="See [below](#installation).\n\n## Installation\n\nText.\n",
            message='no heading or id "instalation" on this page',
        ),
        Bad("See [below](⟦#prices⟧).\n\n## Where to buy\n\nText.\n"),
        Bad(
            "Read [how to install](guide.md⟦#set-upp⟧).",
            fixed="Read [how to install](guide.md#set-up).",
            site={"posts/guide.md": "# Guide\n\n## Set up\n\nText.\n"},
            message='in "posts/guide.md"',
        ),
        Bad(
            'See [below](⟦#Rates⟧).\n\n<h2 id="rates">What it costs</h2>\n',
            fixed='See [below](#rates).\n\n<h2 id="rates">What it costs</h2>\n',
        ),
        Bad(
            "See [the flag](⟦#build-all⟧).\n\n## `build --all`\n\nText.\n",
            fixed="See [the flag](#build---all).\n\n## `build --all`\n\nText.\n",
            site={
                "posts/a.md": "[one](#run---all), [two](#tea--milk)\n\n## Run `--all`\n\n## Tea & milk\n",
                "posts/b.md": "[one](#a--b)\n\n## A / B\n",
            },
        ),
        Bad(
            "See [below](⟦#Set-Up⟧).\n\n## Set up\n\nText.\n",
            fixed="See [below](#set-up).\n\n## Set up\n\nText.\n",
            path="content/a.md",
            site={"hugo.toml": "baseURL = 'https://paper.test/'\n"},
        ),
        Good("See [the flag](#build-all).\n\n## `build --all`\n\nText.\n"),
        Good("[one](#set-up), [two](#set-up-1), [three](#set_up), [four](#Set-up)\n\n## Set up\n\n### Set up\n"),
        Good("[one](#x), [two](#y), [three](#z)\n\n## Rates {#x}\n\n<a name='y'></a> Text. <p id=z>More.</p>\n"),
        Good("[top](#top), [up](#), [lines](#L10-L12), [text](#:~:text=rates), [route](#/start)\n\n## Rates\n"),
        Good("[see](#caf%C3%A9-und-über), [see](#cafe-und-uber)\n\n## Café und Über\n"),
        Good("[a](#rates), [b](#prices)\n\n{% include prices.html %}\n\n## Costs\n"),
        Good("[a](#rates)\n\n<Prices />\n\n## Costs\n", path="posts/a.mdx"),
        Good("Back to [the text](#fnref1).[^1]\n\n## Costs\n\n[^1]: A note.\n"),
        Good("See [it](../app/#prices) and [the rest](/blog/#older).\n\n## Costs\n"),
        Good("See [it](guide.md#tips-1).", site={"posts/guide.md": "## Tips\n\nText.\n\n## Tips\n\nText.\n"}),
        Good("[C++](#c-plus-plus), [Q&A](#q-and-a), [:tada: It](#it)\n\n## C++\n\n## Q&A\n\n## :tada: It\n"),
        Good("[a](#rates-crab), [b](#rates-), [c](#rates)\n\n## Rates 🦀\n"),
        Good("In code: `[a](#rates)`.\n\n## Costs\n"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        judged: _Judged | None = None
        for post in site.reported:
            if not any(one.missing for one in _fragments(site, post)):
                continue
            judged = judged or _Judged(site)
            for one in judged.lost(post):
                yield post, _finding(one, post)


class _Fragment(NamedTuple):
    """A link with a fragment to the page of a post, and what is missing there, None where the page has it."""

    target: Target
    name: str
    page: PostFacts
    missing: Missing | None


class _Judged:
    """What the fragments of all posts tell about each other."""

    def __init__(self, site: Site) -> None:
        self._fragments = {path: list(_fragments(site, post)) for path, post in site.posts.items()}
        own: Counter[str] = Counter()
        found = unknown = 0
        for path, fragments in self._fragments.items():
            own.update({one.name for one in fragments if one.page.path == path and _is_unknown(one)})
            others = [one for one in fragments if one.page.path != path]
            found += sum(one.missing is None for one in others)
            unknown += sum(map(_is_unknown, others))
        self._layout = {name for name, count in own.items() if count >= _EVERYWHERE}
        self._others_known = found >= unknown
        """Whether pages of other posts mostly have what links ask for; translations may have been meant."""

    def lost(self, post: PostFacts) -> Iterator[_Fragment]:
        """The fragments of a post that lead nowhere, without those that something else may answer."""
        fragments = self._fragments[post.path]
        own = [one for one in fragments if one.page is post]
        unknown = sum(map(_is_unknown, own))
        made_elsewhere = unknown >= _MANY and unknown * 2 > len(own)
        for one in fragments:
            doubtful = made_elsewhere if one.page is post else not self._others_known
            if one.missing and one.name not in self._layout and not (doubtful and _is_unknown(one)):
                yield one


def _is_unknown(one: _Fragment) -> bool:
    """Whether a fragment leads nowhere and is not even like an anchor of the page."""
    return one.missing is not None and not one.missing.nearest


def _fragments(site: Site, post: PostFacts) -> Iterator[_Fragment]:
    for target in site.anchors.links(post):
        before, _, name = target.url.partition("#")
        page = _page(site, post, before) if name and "\ue000" not in name else None
        if page:
            yield _Fragment(target, name, page, site.anchors.missing(page, name))


def _page(site: Site, post: PostFacts, before: str) -> PostFacts | None:
    """The post on whose page the fragment behind `before` is looked for; None where that is no post."""
    if not before or before.startswith("?"):
        return post
    if before.startswith(WEB):
        if not any(home.host in before for home in site.space.homes):
            return None
    else:
        if not address(before):
            return None
        place = site.lookup.find(post.path, before)
        if place and place.path in site.posts:
            return None if place.slash_missing else site.posts[place.path]
    return site.posts.get(_published_at(site, post, before))


def _published_at(site: Site, post: PostFacts, url: str) -> str:
    """The path of the post that is published at an address for certain, else ""."""
    written = site.space.written(post.path, url)
    if written is None or site.space.page(post.path, url) is None:
        return ""
    found = [known for key in written.keys if (known := site.space.addresses.get(key))]
    return found[0].post if found and found[0].evident else ""


def _finding(one: _Fragment, post: PostFacts) -> Finding:
    missing = one.missing or Missing()
    span = one.target.span
    plain = span.end - span.start == len(one.target.url)  # else it has escapes, and where its end begins is not known
    if plain:
        span = Span(span.end - len(one.name) - 1, span.end)
    where = "on this page" if one.page is post else f'in "{one.page.path}"'
    fix = None
    if missing.nearest and plain:
        fix = replace(span, f"#{missing.nearest}", f'Link to "#{missing.nearest}"', safe=missing.certain)
    return Finding(span, f'no heading or id "{one.name}" {where}', fix)
