"""The rule slug-collision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lint.post.field_names import is_template
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Related, SiteRule, Span
from lint.site.copies import copies
from lint.site.dated import published
from lint.site.facts import FieldFacts, PostFacts
from lint.site.site import Site
from lint.site.slugs import clean, plain_permalink, same_place, source_folder, source_name, url_of

SERIES = 3
"""So many posts of one slug but of different days have it on purpose. Our own bound."""

_WHOLE = ("permalink", "url", "path")
"""Fields that hold the whole address."""
_FILE_DATE = regex(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})[-_](?=.)")
_WITH_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

Key = tuple[str, str, str]
"""Language, folder ("" for a whole address), and slug or address; folded, so that equal keys are one place."""


class SlugCollision(SiteRule):
    """Two posts would be published at the same address.

    One of them overwrites the other, and which one depends on the machine: names that differ only by letter case or by
    the Unicode form of an accent are two files on Linux and one on macOS and Windows.

    Addresses are compared as `permalink`, `url` and `path` give them, else the slug (`slug`, or the file's name; the
    folder's for `index.md`) within one folder and language. Names that begin with different days are different
    addresses, as in Jekyll; equal slugs of posts of different days are a warning, since a permalink may hold the day.
    Permalinks that are patterns, addresses of other sites, templates and section pages are not judged.
    """

    id = "slug-collision"
    level = Level.ERROR

    examples = (
        Bad(
            "---\npermalink: ⟦/2024/rain/⟧\ndate: 2024-05-02\n---\n",
            site={"posts/a.md": "---\npermalink: /2024/Rain\ndate: 2024-05-01\n---\n"},
            message="`posts/a.md` has the address `2024/Rain/`, too",
        ),
        Bad(
            '+++\npath = ⟦"caf\u00e9"⟧\n+++\n',
            site={"posts/a.md": '+++\npath = "cafe\u0301/"\n+++\n'},
        ),
        Bad("---\nslug: ⟦rain⟧\n---\n", site={"posts/rain.md": "---\ntitle: Rain\n---\n"}),
        Bad(
            '{"slug": ⟦"rain"⟧, "date": "2024-05-02"}\n',
            site={"posts/a.md": '{"slug": "rain", "date": "2023-05-02"}\n'},
            message="has the slug `rain`, too",
        ),
        Bad("⟦⟧---\ntitle: B\n---\n", path="posts/rain.md", site={"posts/Rain.md": "---\ntitle: A\n---\n"}),
        Bad("⟦⟧---\ntitle: B\n---\n", path="posts/rain/index.md", site={"posts/rain.md": "---\ntitle: A\n---\n"}),
        Bad(
            "⟦⟧---\ntitle: B\n---\n",
            path="posts/a cafe\u0301.md",
            site={"posts/a-caf\u00e9.md": "---\ntitle: A\n---\n"},
        ),
        Good("---\nslug: rain\n---\n", path="posts/fr/a.md", site={"posts/en/a.md": "---\nslug: rain\n---\n"}),
        Good("---\ntitle: A\n---\n", path="posts/rain.fr.md", site={"posts/rain.en.md": "---\ntitle: A\n---\n"}),
        Good(
            "---\ntitle: A\n---\n",
            path="_posts/2024-05-01-rain.md",
            site={"_posts/2023-05-01-rain.md": "---\ntitle: A\n---\n"},
        ),
        Good(
            "---\nslug: news\ndate: 2024-05-01\n---\n",
            site={f"posts/{n}.md": f"---\nslug: news\ndate: 2024-05-{n + 10}\n---\n" for n in range(2)},
        ),
        Good(
            "---\nurl: https://example.org/rain\n---\n",
            site={"posts/a.md": "---\nurl: https://example.org/rain\n---\n"},
        ),
        Good("---\npermalink: /:year/:title/\n---\n", site={"posts/a.md": "---\npermalink: /:year/:title/\n---\n"}),
        Good("---\npermalink: /rain/\n---\n", path="drafts/b.md", site={"posts/a.md": "---\npermalink: /snow/\n---\n"}),
        Good("---\ntitle: A\n---\n", path="posts/a/index.md", site={"posts/b/index.md": "---\ntitle: A\n---\n"}),
        Good("---\ntitle: A\n---\n", path="posts/_index.md", site={"posts.md": "---\ntitle: A\n---\n"}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        groups: dict[Key, list[PostFacts]] = {}
        for post in site.posts.values():
            if key := _place(post):
                groups.setdefault(key, []).append(post)
        reported = {post.path for post in site.reported}
        for posts in groups.values():
            if len(posts) > 1:
                for copy, original in copies(posts, reported):
                    if finding := _finding(copy, original, len(posts)):
                        yield copy, finding


def _place(post: PostFacts) -> Key | None:
    """Where a post lies; None where that cannot be told."""
    if (
        not post.front_readable
        or post.path.rpartition("/")[2].startswith(("_index.", "404."))
        or is_template(post.path)
    ):
        return None
    language = post.language.lower()
    whole = _whole(post)
    if whole:
        return language, "", whole[1]
    if whole is None:
        return None
    name, folder = source_name(post.path, post.language), source_folder(post.path)
    dated = _FILE_DATE.match(name)
    if field := _field(post, "slug"):
        if "/" in field.text:
            return language, "", same_place(field.text.strip("/"))
        name = clean(field.text)
    else:
        name = clean(name[dated.end() :] if dated else name)
    day = f"{dated[1]} " if dated else ""
    return (language, same_place(f"{folder}/"), same_place(day + name)) if name else None


def _whole(post: PostFacts) -> tuple[FieldFacts, str] | tuple[()] | None:
    """The field that gives the post's whole address, and that folded; () without one, None where it is a pattern."""
    if post.by_name.keys().isdisjoint(_WHOLE):
        return ()
    for name in _WHOLE:
        field = _field(post, name)
        if field is None or _WITH_SCHEME.match(field.text):
            continue
        try:
            file = plain_permalink(field.text)
        except ValueError:
            return None
        return (field, same_place(url_of(file))) if file else None
    return ()


def _field(post: PostFacts, name: str) -> FieldFacts | None:
    return next(
        (one for one in post.by_name.get(name, ()) if one.kind in {"text", "number"} and one.text.strip()),
        None,
    )


def _finding(copy: PostFacts, original: PostFacts, posts: int) -> Finding | None:
    whole, field = _whole(copy), _field(copy, "slug")
    if whole:
        span, what = whole[0].span, f"address `{_address(original)}`"
    else:
        other = _field(original, "slug")
        shown = other.text if other else source_name(original.path, original.language)
        span, what = field.span if field else Span(0, 0), f"slug `{shown}`"
    days = {_day(copy), _day(original)}
    apart = not whole and len(days) > 1 and None not in days
    if apart and posts >= SERIES:
        return None
    place = _span(original)
    related = Related(original.path, place, "the other post")
    message = f"`{original.path}` has the {what}, too"
    return Finding(span, message, level=Level.WARNING if apart else None, related=(related,))


def _day(post: PostFacts) -> date | None:
    dated = published(post)
    return dated.day if dated else None


def _address(post: PostFacts) -> str:
    whole = _whole(post)
    return url_of(plain_permalink(whole[0].text) or "") if whole else post.path


def _span(post: PostFacts) -> Span:
    whole, field = _whole(post), _field(post, "slug")
    return whole[0].span if whole else field.span if field else Span(0, 0)
