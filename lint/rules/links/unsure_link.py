"""The rule unsure-link."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Asked, Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.verdicts import Verdict


class UnsureLink(SiteRule):
    """Nobody can tell from here whether a link to another site works.

    The server wants a login or a person, has too much to do, did not answer in time, or was not asked because the run
    ended. Look yourself, once; the rule `dead-link` speaks when the page is gone for certain.

    `copydesk links` asks the network; `check` never does. `accept` in the table of `links` makes a status such as 403 a
    good one.
    """

    id = "unsure-link"
    level = Level.ADVICE
    network = True

    examples = (
        Bad(
            "See [it](⟦https://private.dev/⟧).",
            web={"https://private.dev/": "unsure: 403 Forbidden"},
            message="403 Forbidden",
        ),
        Bad("[it]: ⟦https://slow.dev/⟧\n\nSee [it].", web={"https://slow.dev/": "unsure: no answer within 15 seconds"}),
        Good("See [it](https://there.dev/).", web={"https://there.dev/": "alive"}),
        Good("See [it](https://gone.dev/).", web={"https://gone.dev/": "404"}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post, target, outcome in site.answered():
            if outcome.verdict is Verdict.UNSURE:
                from lint.weblinks.shown import shown  # costs milliseconds that `check` does not need

                message = f'"{shown(target.url)}" could not be judged: {outcome.cause}'
                yield post, Finding(target.span, message, asked=Asked(outcome.url, str(outcome.verdict)))
