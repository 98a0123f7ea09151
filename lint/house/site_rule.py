"""The rule of a style that the whole site keeps to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from lint.house.patterns import Clock, is_expression
from lint.house.search import Searching, filled, is_plain, like, shown
from lint.post.post import Post
from lint.rule import Finding, Level, Related, SiteRule, Span, replace
from lint.site.facts import PostFacts
from lint.site.site import Site

_APART = "\x1f"


class HouseSiteRule(SiteRule, Searching, kw_only=True, rename="kebab", forbid_unknown_fields=True, dict=True):
    """Of several forms of a word, all posts of the site keep to the one that most of them have."""

    family: ClassVar[str] = "house"
    level: ClassVar[Level]
    link: ClassVar[str] = ""

    def gather(self, post: Post) -> list[tuple[str, Span]]:
        """Every form with its place: its key, and the words where they stand in the file as they are read."""
        return self.patiently(self._forms(post))

    def _forms(self, post: Post) -> Iterator[tuple[str, Span]]:
        if not self.may_find(post):
            return
        clock = Clock()
        for unit in self.units(post):
            for found in self.matches(unit, clock):
                written = found.text if unit.plain and is_plain(post, unit, found) else ""
                yield f"{found.key}{_APART}{written}", unit.span(found.start, found.end)

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        """Finds the forms that fewer places have."""
        counts: Counter[str] = Counter()
        first: dict[str, tuple[str, Span]] = {}
        for path, post in site.posts.items():
            for note, span in post.notes.get(self.id, ()):
                key = note.partition(_APART)[0]
                counts[key] += 1
                first.setdefault(key, (path, span))
        for forms in self.either:
            there = [form for form in forms if counts[form]]
            if len(there) > 1:
                right = max(there, key=lambda form: (counts[form], -forms.index(form)))
                yield from self._others(site, frozenset(there) - {right}, right, counts[right], first[right])

    def _others(
        self, site: Site, wrong: frozenset[str], right: str, count: int, first: tuple[str, Span]
    ) -> Iterator[tuple[PostFacts, Finding]]:
        related = (Related(*first),)
        for post in site.reported:
            for note, span in post.notes.get(self.id, ()):
                key, _, written = note.partition(_APART)
                if key not in wrong:
                    continue
                new = "" if is_expression(right) else like(right, written or key, key)
                values = {"found": shown(written or key), "replacement": new or right, "count": f"{count:,}"}
                message = self.message or '"{found}", but "{replacement}" {count} times on this site'
                fix = replace(span, new, f'Write "{new}"', safe=self.safe) if new and written else None
                suggestions = (new,) if new else ()
                yield post, Finding(span, filled(values, message), fix, suggestions=suggestions, related=related)
