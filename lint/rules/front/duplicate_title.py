"""The rule duplicate-title."""

from __future__ import annotations

from collections.abc import Iterator

from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Related, SiteRule
from lint.site.copies import copies, same_text
from lint.site.dated import published
from lint.site.facts import FieldFacts, PostFacts
from lint.site.schema import is_judged
from lint.site.site import Site
from lint.site.slugs import home, source_name
from lint.site.titles import title_field

SERIES = 3
"""So many posts of one title are a series, which has it on purpose. Our own bound."""

_A_YEAR = 365  # days
_COUNTED = regex(r"[-_@. ]?(?:part)?[-_ ]?[0-9]{1,3}\Z")
_MOVED = frozenset({"redirect", "redirect_to", "redirect_url", "redirecturl"})


class DuplicateTitle(SiteRule):
    """Another post has the same title.

    In lists, feeds and search results nobody can tell the two apart, and most often one was copied from the other and
    its title forgotten.

    Titles are compared without letter case, white space and Unicode form, within one language and among posts that lie
    beside each other (folders of a year, a month or one post are looked through). The later post is reported. A title
    that three or more posts share is a series ("Release notes"); pages that only redirect are not compared. It is no
    more than advice where the posts lie more than a year apart, or one's file is named as the other's with a number
    behind: such a title comes again on purpose.
    """

    id = "duplicate-title"
    level = Level.WARNING

    examples = (
        Bad(
            "---\ntitle: ⟦Rain at last⟧\ndate: 2024-05-02\n---\n",
            site={"posts/a.md": "---\ntitle: Rain at last\ndate: 2024-05-01\n---\n"},
            message="`posts/a.md` (2024-05-01) has the title `Rain at last`, too",
        ),
        Bad(
            '+++\ntitle = ⟦"STRASSE  IM REGEN"⟧\n+++\n',
            site={"posts/a.md": '+++\ntitle = "Straße im Regen"\n+++\n'},
        ),
        Bad(
            '{"title": ⟦"Un cafe\u0301"⟧}\n',
            path="posts/2024/b.md",
            site={"posts/2023/a.md": "---\ntitle: un caf\u00e9\n---\n"},
        ),
        Bad(
            "---\ntitle: ⟦Rain⟧\n---\n",
            path="posts/rain-2/index.md",
            site={"posts/rain/index.md": "---\ntitle: Rain\n---\n"},
        ),
        Good(
            "---\ntitle: Rain\ndate: 2024-05-01\n---\n",
            site={"posts/b.md": "---\ntitle: Rain\ndate: 2024-05-02\n---\n"},
        ),
        Good(
            "---\ntitle: Release notes\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Release notes\n---\n" for n in range(2)},
        ),
        Good("---\ntitle: Rain\nlang: en\n---\n", site={"posts/a.md": "---\ntitle: Rain\nlang: de\n---\n"}),
        Good("---\ntitle: Rain\n---\n", path="posts/rain.fr.md", site={"posts/rain.md": "---\ntitle: Rain\n---\n"}),
        Good("---\ntitle: Rain\n---\n", path="drafts/rain.md", site={"posts/rain.md": "---\ntitle: Rain\n---\n"}),
        Good("---\ntitle: ''\n---\n", site={"posts/a.md": "---\ntitle: ''\n---\n"}),
        Good(
            "---\ntitle: Rain\n---\n",
            site={"posts/a.md": "---\ntitle: Rain\nredirect_to: /posts/example\n---\n"},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        groups: dict[str, list[tuple[PostFacts, FieldFacts]]] = {}
        for post in site.posts.values():
            if field := title_field(post):
                groups.setdefault(same_text(field.text), []).append((post, field))
        reported = {post.path for post in site.reported}
        for text, posts in groups.items():
            if text and len(posts) > 1 and any(post.path in reported for post, _ in posts):
                yield from _judged(posts, reported)


def _judged(posts: list[tuple[PostFacts, FieldFacts]], reported: set[str]) -> Iterator[tuple[PostFacts, Finding]]:
    beside: dict[object, list[PostFacts]] = {}
    fields = {post.path: field for post, field in posts}
    for post, _ in posts:
        if is_judged(post) and post.by_name.keys().isdisjoint(_MOVED):
            beside.setdefault((post.language.lower(), home(post.path)), []).append(post)
    for group in beside.values():
        if 1 < len(group) < SERIES:
            for copy, original in copies(group, reported):
                field, other = fields[copy.path], fields[original.path]
                related = Related(original.path, other.span, "the other title")
                message = f"{_named(original)} has the title `{_shortened(field.text)}`, too"
                level = Level.ADVICE if _on_purpose(copy, original) else None
                yield copy, Finding(field.span, message, level=level, related=(related,))


def _on_purpose(copy: PostFacts, original: PostFacts) -> bool:
    """Whether the same title was to be expected: next year's, or the second part by its file name."""
    names = [source_name(post.path, post.language) for post in (copy, original)]
    if names[0] != names[1] and len({_COUNTED.sub("", name).casefold() for name in names}) == 1:
        return True
    days = [dated.day for post in (copy, original) if (dated := published(post))]
    return len(days) == 2 and abs((days[0] - days[1]).days) > _A_YEAR


def _named(post: PostFacts) -> str:
    dated = published(post)
    return f"`{post.path}` ({dated.day})" if dated else f"`{post.path}`"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49] + "…"
