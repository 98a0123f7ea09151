"""The rule title-repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.titles import TitleHeading, is_habit, same_title, title_of

_FEW = 3  # other posts with a title, below which nobody can tell whether the page shows it


class TitleRepeated(SiteRule):
    """The first heading repeats the title of the front matter.

    The page shows the title already, so that the reader sees it twice, one below the other.

    Where more than a third of the posts around do so, the pages take their title from the heading, and nothing is
    said. With fewer than three other posts nobody can tell, and it is advice.
    """

    id = "title-repeated"
    level = Level.WARNING

    examples = (
        Bad(
            "---\ntitle: It rains\n---\n\n⟦# It rains⟧\n\nAll day.\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n\nText.\n" for n in range(4)},
            fixed="---\ntitle: It rains\n---\n\nAll day.\n",
            message='"It rains" repeats the title',
        ),
        Bad(
            '---\ntitle: "Rain, again!"\n---\n⟦Rain again\n==========⟧\nAll day.\n\n## Snow\n',
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n\n## Text\n" for n in range(4)},
            fixed='---\ntitle: "Rain, again!"\n---\nAll day.\n\n## Snow\n',
        ),
        Bad("---\ntitle: It rains\n---\n⟦## It rains⟧\nAll day.\n", fixed="---\ntitle: It rains\n---\nAll day.\n"),
        Good(
            "---\ntitle: It rains\n---\n\n# It rains\n\nAll day.\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n\n# Day {n}\n" for n in range(4)},
        ),
        Good("---\ntitle: It rains\n---\n\n# It rains again\n\n## It rains\n"),
        Bad(
            "---\ntitle: It rains\n---\nAgain.\n\n⟦# It rains⟧\n\nAll day.\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n\nText.\n" for n in range(4)},
            fixed="---\ntitle: It rains\n---\nAgain.\n\nAll day.\n",
        ),
        Good("---\ntitle: It rains\n---\nHow rain is made, and snow.\n\n## It rains\n\nAll day.\n"),
        Good("# It rains\n\n## It rains\n"),
        Good("---\ntitle: It rains\n---\n\n> # It rains\n\n#### It rains\n"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        counted: dict[int, tuple[int, int]] = {}
        for post in site.reported:
            heading = _repeating(post)
            if heading is None:
                continue
            around = site.schema.around(post, _FEW)
            if around is not None and id(around) not in counted:
                titled = [other for other in around.posts if title_of(other)]
                counted[id(around)] = sum(_repeating(other) is not None for other in titled), len(titled)
            repeating, titles = counted[id(around)] if around is not None else (1, 1)
            known = titles > _FEW
            if known and is_habit(repeating - 1, titles - 1):
                continue
            safe = known and heading.opens and not _is_linked(post, heading.text)
            fix = replace(heading.cut, "", "Remove the heading", safe=safe)
            level = None if known else Level.ADVICE
            yield post, Finding(heading.span, f'the heading "{heading.text}" repeats the title', fix, level)


def _repeating(post: PostFacts) -> TitleHeading | None:
    """The first heading of a post, if it is a high one and says what the title says.

    Where words stand before it, only one of level 1 is a title; others begin a section that is called like the page.
    """
    title = title_of(post)
    first = post.titles[0] if post.titles else None
    if title and first and first.first and first.level <= (3 if first.opens else 1) and same_title(title, first.text):
        return first
    return None


def _is_linked(post: PostFacts, text: str) -> bool:
    """Whether the post links to the anchor of this heading, which goes with it."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return any(
        target.url.startswith("#") and re.findall(r"[^\W_]+", target.url.casefold()) == words for target in post.targets
    )
