"""The rule multiple-title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lint.records import NamedTuple
from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.titles import TitleHeading, is_habit, same_title, title_of

_FEW = 3  # other posts, below which nobody can tell what the pages show


class MultipleTitle(SiteRule):
    """A post has more than one title: several level-1 headings, or one besides that in its front matter.

    Level 1 is the title of the page. Sections at that level stand beside the title instead of below it, in the outline
    that screen readers and search engines read.

    A heading that says what the title says is the business of title-repeated. Where more than a third of the posts
    around are written so, it is how the site does it, and nothing is said. With fewer than three other posts nobody
    can tell whether the page shows the title of the front matter, and only several headings count. A post whose
    sections are all at level 1 has chosen so, and it is advice.
    """

    id = "multiple-title"
    level = Level.WARNING

    examples = (
        Bad("# It rains\n\nText.\n\n⟦# It snows⟧\n\nText.\n", message='"It snows"'),
        Bad(
            "---\ntitle: It rains\n---\n\n⟦# At noon⟧\n\nText.\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n\n## Text\n" for n in range(4)},
            message="besides the title",
        ),
        Bad(
            "---\ntitle: It rains\n---\n\nText.\n\n⟦# At noon⟧\n\n# At night\n\nText.\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n\n## Text\n" for n in range(4)},
            message="and so is 1 more",
        ),
        Good("---\ntitle: It rains\n---\n\n# At noon\n\nText.\n"),
        Good(
            "---\ntitle: It rains\n---\n\n# At noon\n\n# At night\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n\n# Noon\n\n# Night\n" for n in range(4)},
        ),
        Bad("---\ntitle: It rains\n---\n\n# It rains\n\nText.\n\n⟦# It snows⟧\n"),
        Good("# It rains\n\n## It snows\n\n> # Quoted\n"),
        Good(
            "---\ntitle: It rains\n---\n\n# It rains\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n\nText.\n" for n in range(4)},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        counted: dict[int, _Counts] = {}
        for post in site.reported:
            tops = _tops(post)
            if not tops:
                continue
            around = site.schema.around(post, _FEW)
            counts = None
            if around is not None:
                counts = counted.get(id(around)) or counted.setdefault(id(around), _counts(around.posts))
            title = title_of(post)
            shown = bool(title) and counts is not None and not is_habit(counts.beside - 1, counts.posts - 1)
            if shown and same_title(title, tops[0].text):
                tops = tops[1:]
            elif not shown and counts and is_habit(counts.several - (len(tops) > 1), counts.posts - 1):
                continue
            right = 0 if shown else 1
            if len(tops) > right:
                first, more = tops[right], len(tops) - right - 1
                what = "of level 1 besides the title" if shown else "a second one of level 1"
                rest = f", and so is {more} more" if more == 1 else f", and so are {more} more" if more else ""
                level = Level.ADVICE if more else None
                yield post, Finding(first.span, f'the heading "{first.text}" is {what}{rest}', None, level)


class _Counts(NamedTuple):
    """Of the posts around: all, those with a title and a heading of level 1 as well, those with several of these."""

    posts: int
    beside: int
    several: int


def _counts(posts: Sequence[PostFacts]) -> _Counts:
    beside = sum(post.top_heading and bool(title_of(post)) for post in posts)
    return _Counts(len(posts), beside, sum(len(_tops(post)) > 1 for post in posts))


def _tops(post: PostFacts) -> list[TitleHeading]:
    return [heading for heading in post.titles if heading.level == 1]
