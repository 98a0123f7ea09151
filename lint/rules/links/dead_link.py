"""The rule dead-link."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Asked, Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.verdicts import Verdict


class DeadLink(SiteRule):
    """A link leads out of the site to nothing.

    The reader gets an error page, or a name that no server has any more, and the post has lost its source.

    `copydesk links` asks the network; `check` never does. A link is dead when the server or the name system says so:
    404 and 410, a page that says "not found" with whatever status, a host that does not exist, a certificate that every
    browser warns of, an address with a password in it. What a login, a limit or a bad day of the server hides is not
    judged here but by `unsure-link`. Where the Internet Archive has a copy, its address is suggested.
    """

    id = "dead-link"
    level = Level.ERROR
    network = True

    examples = (
        Bad("See [it](⟦https://gone.dev/a⟧).", web={"https://gone.dev/a": "404"}, message="404 Not Found"),
        Bad(
            "<https://no.such.dev/> and ![a chart](⟦https://gone.dev/a.png⟧)",
            web={"https://gone.dev/a.png": "410 | https://web.archive.org/web/2020/https://gone.dev/a.png"},
        ),
        Bad("Mail [us](⟦mailto:us⟧).", web={"mailto:us": 'dead: "us" is no mail address'}),
        Bad(
            "It was [here](⟦https://gone.dev/⟧).",
            web={"https://gone.dev/": "new: 404 Not Found"},
            message="since 2024-06-01, to be confirmed on another day",
        ),
        Good("See [it](https://there.dev/).", web={"https://there.dev/": "alive"}),
        Good("See [it](https://private.dev/).", web={"https://private.dev/": "unsure: 403 Forbidden"}),
        Good("See [it](https://unknown.dev/)."),
        Good("In code: `https://gone.dev/`.", web={"https://gone.dev/": "404"}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post, target, outcome in site.answered():
            if outcome.verdict is not Verdict.DEAD:
                continue
            from lint.weblinks.shown import shown  # costs milliseconds that `check` does not need

            message = f'"{shown(target.url)}" leads nowhere: {outcome.cause}'
            if not outcome.confirmed:
                message += f" (since {outcome.dead_since}, to be confirmed on another day)"
            yield (
                post,
                Finding(
                    target.span,
                    message,
                    level=None if outcome.confirmed else Level.WARNING,
                    suggestions=(outcome.suggestion,) if outcome.suggestion else (),
                    asked=Asked(outcome.url, str(outcome.verdict)),
                ),
            )
