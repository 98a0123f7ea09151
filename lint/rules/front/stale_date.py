"""The rule stale-date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.dated import published
from lint.site.facts import PostFacts
from lint.site.schema import is_judged
from lint.site.site import Site


class StaleDate(SiteRule):
    """A draft's date is long past.

    Published as it is, the post stands far down in every list and feed, where nobody sees that it is new.

    Only drafts are judged, and only a date that the front matter names: a draft without one gets it when it is
    published.
    """

    id = "stale-date"
    level = Level.WARNING
    days: Annotated[int, Meta(ge=0, description="So many days a draft's date may be past.")] = 30

    examples = (
        Bad(
            "---\ndate: ⟦2024-03-01⟧\ndraft: true\n---\n",
            today="2024-06-01",
            message="`date` is 2024-03-01, 92 days ago, and this is still a draft",
        ),
        Bad("+++\ndate = ⟦2023-06-01T10:00:00Z⟧\n+++\n", path="drafts/rain.md", today="2024-06-01"),
        Bad("---\ndate: ⟦2024-05-20⟧\npublished: false\n---\n", today="2024-06-01", options={"days": 7}),
        Bad('{"date": ⟦"May 1, 2024"⟧, "draft": true}\n', today="2024-06-01", message="31 days ago"),
        Good("---\ndate: 2024-05-02\ndraft: true\n---\n", today="2024-06-01"),
        Good("---\ndate: 2023-03-01\n---\n", today="2024-06-01"),
        Good("---\ndraft: true\nupdated: 2020-01-01\n---\n", today="2024-06-01"),
        Good("---\ndate: 2025-01-01\ndraft: true\n---\n", today="2024-06-01"),
        Good("---\ndate:\ndraft: true\n---\n", path="_drafts/2020-01-01-rain.md", today="2024-06-01"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            if post.draft and is_judged(post) and (dated := published(post)):
                ago = (site.today - dated.day).days
                if ago > self.days:
                    when = f"{ago:,} day{'' if ago == 1 else 's'} ago"
                    message = f"`{dated.field.key}` is {dated.day}, {when}, and this is still a draft"
                    yield post, Finding(dated.span, message)
