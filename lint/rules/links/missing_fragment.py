"""The rule missing-fragment."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Asked, Bad, Finding, Fix, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.verdicts import Verdict


class MissingFragment(SiteRule):
    """A link names a place on a page of another site that the page does not have.

    The reader lands at the top of a long page and has to search for what was meant.

    `copydesk links` reads the page as the server sends it. Fragments that the page's own program answers (`#/route`,
    `#L10`, `#issuecomment-1`), that the browser answers (`#top`, `#page=3`, `#:~:text=words`), and pages that are
    written by a program in the browser are not judged; nor is a page that could not be read to its end.
    """

    id = "missing-fragment"
    level = Level.WARNING
    network = True

    examples = (
        Bad(
            "See [it](⟦https://docs.dev/guide#setup⟧).",
            web={"https://docs.dev/guide#setup": "no fragment"},
            message='"https://docs.dev/guide" has no "#setup"',
        ),
        Bad(
            "See [it](⟦https://docs.dev/guide#Setup⟧).",
            fixed="See [it](https://docs.dev/guide#setup).",
            web={"https://docs.dev/guide#Setup": "no fragment | https://docs.dev/guide#setup"},
        ),
        Good("See [it](https://docs.dev/guide#setup).", web={"https://docs.dev/guide#setup": "alive"}),
        Good("See [it](https://docs.dev/guide#setup).", web={"https://docs.dev/guide#setup": "404"}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post, target, outcome in site.answered():
            if not outcome.fragment_missing:
                continue
            from lint.weblinks.shown import shown  # costs milliseconds that `check` does not need

            page, _, fragment = target.url.partition("#")
            fix: Fix | None = None
            if outcome.suggestion and target.span.end - target.span.start == len(target.url):
                # Ids that differ in letter case only may stand side by side, so a person has to look.
                fix = replace(target.span, outcome.suggestion, f'Write "{shown(outcome.suggestion)}"', safe=False)
            # The page is there, but what the address names is not.
            asked = Asked(outcome.url, str(Verdict.DEAD))
            yield post, Finding(target.span, f'"{shown(page)}" has no "#{fragment}"', fix, asked=asked)
