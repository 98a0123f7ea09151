"""The rule moved-link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lint.rule import Asked, Bad, Finding, Fix, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts, Target
from lint.site.site import Site
from lint.site.verdicts import Outcome, Verdict


class MovedLink(SiteRule):
    """A link leads to a page that has moved for good.

    The old address works only as long as somebody keeps the redirect, and every reader takes the detour.

    `copydesk links` asks the network; `check` never does. A page has moved when every redirect on the way is a
    permanent one (301, 308); where the way leads to a login or to the front page, it has not. A move to https, to or
    from `www.`, or by a slash at the end alone is an advice.
    """

    id = "moved-link"
    level = Level.WARNING
    network = True

    examples = (
        Bad(
            "See [it](⟦https://old.dev/a⟧).",
            fixed="See [it](https://new.dev/b).",
            web={"https://old.dev/a": "moved: https://new.dev/b"},
            message='"https://old.dev/a" has moved for good to "https://new.dev/b"',
        ),
        Bad(
            "See <⟦https://old.dev/⟧> and [it].\n\n[it]: <⟦https://old.dev/#x⟧>",
            fixed="See <https://new.dev/> and [it].\n\n[it]: <https://new.dev/#x>",
            web={"https://old.dev/": "moved: https://new.dev/", "https://old.dev/#x": "moved: https://new.dev/#x"},
        ),
        Bad("See [it](⟦https://old.dev/a\\_b⟧).", web={"https://old.dev/a_b": "moved: https://new.dev/b"}),
        Bad("See [it](⟦https://old.dev/a⟧).", web={"https://old.dev/a": "moved: https://new.dev/b)c"}),
        Bad(
            "<a href='⟦https://old.dev/?a=1⟧'>it</a>",
            web={"https://old.dev/?a=1": "moved: https://new.dev/?a=1&copy=2"},
        ),
        Good("See [it](https://new.dev/).", web={"https://new.dev/": "alive"}),
        Good("See [it](https://old.dev/).", web={"https://old.dev/": "404"}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post, target, outcome in site.answered():
            if outcome.verdict is not Verdict.MOVED or not outcome.moved_to:
                continue
            from lint.weblinks.shown import shown  # costs milliseconds that `check` does not need

            yield (
                post,
                Finding(
                    target.span,
                    f'"{shown(target.url)}" has moved for good to "{shown(outcome.moved_to)}"',
                    _fix(target, outcome),
                    Level.ADVICE if _alike(target.url) == _alike(outcome.moved_to) else None,
                    asked=Asked(outcome.url, str(outcome.verdict)),
                ),
            )


@cache
def _plain() -> re.Pattern[str]:
    """Addresses that are read as they are written wherever Markdown and HTML have addresses."""
    return re.compile(r"https?://[\w/?#.~%@!$+,;:=-]+(?:&[\w/?#.~%@!$+,;:=-]+)*", re.ASCII)


def _fix(target: Target, outcome: Outcome) -> Fix | None:
    new = outcome.moved_to
    if outcome.fragment_missing or target.span.end - target.span.start != len(target.url):
        return None
    if not _plain().fullmatch(new) or ("&" in new and (target.raw or re.search(r"&#?\w+;", new))):
        return None
    return replace(target.span, new, f'Write "{new}"')


def _alike(url: str) -> str:
    """The address without what readers do not notice."""
    place = url.partition("//")[2].lower()
    page, mark, fragment = place.removeprefix("www.").partition("#")
    path, question, query = page.partition("?")
    return f"{path.rstrip('/')}{question}{query}{mark}{fragment}"
