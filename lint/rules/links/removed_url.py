"""The rule removed-url."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from lint.rule import Bad, Edit, Finding, Fix, Good, Level, SiteRule, Span
from lint.site.addresses.configured import configured
from lint.site.addresses.keys import key_of
from lint.site.addresses.known import Addresses
from lint.site.addresses.pages import page_of
from lint.site.addresses.redirects import Redirects, redirect_files
from lint.site.bundled import bundled_urls
from lint.site.dated import published
from lint.site.facts import PostFacts, is_draft
from lint.site.history import Renamed
from lint.site.rewrite import inline_list
from lint.site.site import Site

_ALIASES = ("aliases", "redirect_from", "redirectfrom", "alias")


class RemovedUrl(SiteRule):
    """A post was published at an address that nothing answers any more.

    Whoever kept the link, and every search engine, gets an error page.

    The addresses come from the manifest of the bundle before, and from the file names that git saw renamed (among the
    latest 500 commits that touch posts). A renamed file counts only where the generator's configuration, or the links
    of the posts, tell both addresses, and not when it was renamed as a draft or before the day after the post's date.
    An alias or a redirect that answers is enough. Deleted posts have no place of their own left to report them at:
    links to them are broken links.

    Looking through git's history takes a third of a second, so the rule runs only when it is selected.
    """

    id = "removed-url"
    level = Level.ERROR
    default = False

    examples = (
        Bad(
            "---\n⟦title⟧: Milk\ndate: 2024-01-05\n---\n\nText.\n",
            path="_posts/2024-01-05-milk.md",
            site={
                "_config.yml": "permalink: /:year/:title/\n",
                ".git/renames": "_posts/2024-01-05-mlik.md _posts/2024-01-05-milk.md 2024-03-01\n",
            },
            message='"/2024/mlik" was published and leads nowhere now',
        ),
        Bad(
            "---\n⟦title⟧: Milk\ndate: 2024-01-05\n---\n\nText.\n",
            fixed='---\naliases: ["/notes/mlik/"]\ntitle: Milk\ndate: 2024-01-05\n---\n\nText.\n',
            path="content/notes/milk.md",
            site={
                "hugo.toml": "baseURL = 'https://paper.test/'\n",
                "content/notes/tea.md": "---\ntitle: Tea\naliases: [/tea/]\n---\n\nText.\n",
                ".git/renames": "content/notes/mlik.md content/notes/milk.md 2024-03-01\n",
            },
        ),
        Bad(
            "---\ntitle: Milk\n⟦slug⟧: fresh-milk\n---\n\nText.\n",
            site={"dist/manifest.json": '{"posts": [{"id": "posts/example.md", "url": "milk/index.html"}]}'},
            message='"/milk"',
        ),
        Good(
            "---\ntitle: Milk\naliases: [/notes/mlik/]\n---\n\nText.\n",
            path="content/notes/milk.md",
            site={
                "hugo.toml": "baseURL = 'https://paper.test/'\n",
                ".git/renames": "content/notes/mlik.md content/notes/milk.md 2024-03-01\n",
            },
        ),
        Good(
            "---\ntitle: Milk\n---\n\nText.\n",
            path="content/notes/milk.md",
            site={
                "hugo.toml": "baseURL = 'https://paper.test/'\n",
                "static/_redirects": "/notes/mlik /notes/milk 301\n",
                ".git/renames": "content/notes/mlik.md content/notes/milk.md 2024-03-01\n",
            },
        ),
        Good(
            "---\ntitle: Milk\ndate: 2024-01-05\n---\n\nText.\n",
            path="_posts/2024-01-05-milk.md",
            site={
                "_config.yml": "permalink: /:year/:title/\n",
                ".git/renames": "_drafts/mlik.md _posts/2024-01-05-milk.md 2024-03-01\n"
                "_posts/2024-01-04-milk.md _posts/2024-01-05-milk.md 2024-03-01\n"
                "_posts/2024-01-05-mikl.md _posts/2024-01-05-milk.md 2024-01-05\n",
            },
        ),
        Good(
            "---\ntitle: Milk\n---\n\nText.\n",
            site={"dist/manifest.json": '{"posts": [{"id": "posts/example.md", "url": "example/"}]}'},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        history = site.history
        former = history.former(site.posts)
        of_the_bundle = (
            {url for post in site.posts.values() for url in bundled_urls(post)} if history.published else set()
        )
        for post in site.reported:
            if post.draft:
                continue
            gone: dict[str, None] = {}
            renamed = former.get(post.path, [])
            for path in (post.path, *(one.old for one in renamed)):
                url = history.published.get(path)
                if url is not None and url not in of_the_bundle:
                    gone[f"/{url}"] = None
            for one in renamed:
                if _was_published(post, one) and (url := _address_before(site, post, one)):
                    gone[f"/{url}/"] = None
            for url in gone:
                if not _answers(site, post, url):
                    yield post, _finding(site, post, url)


def _answers(site: Site, post: PostFacts, url: str) -> bool:
    """Whether a post, an alias, a file or a redirect answers."""
    if site.space.page(post.path, url) or site.lookup.find(post.path, url):
        return True
    folders = dict.fromkeys(("", *(one.root for one in site.recognised.generators)))
    return Redirects(site.read(redirect_files(folders, site.files))).answer(key_of(url))


def _was_published(post: PostFacts, one: Renamed) -> bool:
    """Whether the old file was there after the post's day; a name that changes before that was never published."""
    if is_draft(one.old, ()):
        return False
    dated = published(post)
    return dated is None or one.day is None or one.day > dated.day + timedelta(days=1)


def _address_before(site: Site, post: PostFacts, one: Renamed) -> str | None:
    """The address of the post under its old name, where it is known and another than that of today."""
    before = _address(site, msgspec.structs.replace(post, path=one.old))
    return before if before and before != _address(site, post) else None


def _address(site: Site, post: PostFacts) -> str | None:
    """The address that the configuration or the links of the posts give to a post for certain."""
    page = page_of(post)
    known = Addresses({post.path: page}, configured(site.recognised.generators))
    if post.path not in known.decided:
        holding = [one for one in site.space.study.inferred if one.evident and one.scoped.holds(post.path)]
        if not holding:
            return None
        known = Addresses({post.path: page}, ())
        known.fill(page, holding[0].scoped.template)
    return known.own(post.path)


def _finding(site: Site, post: PostFacts, url: str) -> Finding:
    named = [post.get(key) for key in ("permalink", "slug", "url", "title")]
    field = next((one for one in named if one), None)
    span = field.key_span if field else post.close or Span(0, 0)
    return Finding(span, f'"{url.rstrip("/") or "/"}" was published and leads nowhere now', _alias(site, post, url))


def _alias(site: Site, post: PostFacts, url: str) -> Fix | None:
    """An alias of the kind that other posts of the site have."""
    own = {field.key.lower() for field in post.fields}
    if own.intersection(_ALIASES) or not post.fields or post.format not in {"yaml", "toml"}:
        return None
    used = next((f.key for p in site.posts.values() for f in p.fields if f.key.lower() in _ALIASES), None)
    value = inline_list([url], post.format)
    if not used or not value:
        return None
    start = post.fields[0].key_span.start
    sign = ": " if post.format == "yaml" else " = "
    return Fix(f'Let "{url}" lead here', (Edit(Span(start, start), f"{used}{sign}{value}\n"),), safe=False)
