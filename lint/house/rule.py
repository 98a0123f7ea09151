"""The rule that a style of the house makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from lint.house.casing import misplaced, names_in
from lint.house.patterns import REFERENCE, Clock, Finder, Found, is_expression
from lint.house.search import HEADINGS, Searching, filled, is_plain, like, shown
from lint.house.units import Unit, prose_units, sentences
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Edit, Finding, Fix, Level, Related, Rule, Span, replace

_PLAIN_WORDS = regex(r"[^\W_](?:[\w -]*\w)?")


class HouseRule(Rule, Searching, kw_only=True, rename="kebab", forbid_unknown_fields=True, dict=True):
    """What every style of the house does; each style makes a class of it whose defaults are what it says."""

    family: ClassVar[str] = "house"
    level: ClassVar[Level]
    link: ClassVar[str] = ""

    def check(self, post: Post) -> list[Finding]:
        """Finds what the style is about."""
        return self.patiently(self._findings(post))

    def _findings(self, post: Post) -> Iterator[Finding]:
        if self.case:
            yield from self._by_case(post)
        elif self.at_least or self.may_find(post):
            clock = Clock()
            if self.either:
                yield from self._inconsistent(post, clock)
            elif self.at_most is not None or self.at_least:
                yield from self._counted(post, clock)
            else:
                yield from self._each(post, clock)

    def _each(self, post: Post, clock: Clock) -> Iterator[Finding]:
        there = self._needed(post, clock) if self.needs else None
        for unit in self.units(post):
            for found in self.matches(unit, clock):
                if there is not None:
                    what = _group(found)
                    if what in there:
                        continue
                    there.add(what)  # once is enough
                yield self._finding(post, unit, found)

    def _finding(self, post: Post, unit: Unit, found: Found) -> Finding:
        span = unit.span(found.start, found.end)
        texts: tuple[str, ...] = ()
        if found.key in self.replace:
            new = self.replace[found.key]
            texts = tuple(_written(text, found) for text in ((new,) if isinstance(new, str) else new))
        message = self._said(found, texts[0] if texts else "")
        if not texts and not self.repeated:
            return Finding(span, message)
        if self.repeated:
            title, new_text = f'Remove the second "{found.text}"', found.text
            texts = ()
        else:
            new_text = texts[0]
            title = f'Write "{new_text}"' if new_text else f'Remove "{found.text}"'
        fix = self._fix(post, unit, found, new_text, title) if len(texts) < 2 else None
        return Finding(span, message, fix, suggestions=tuple(text for text in texts if text))

    def _fix(self, post: Post, unit: Unit, found: Found, new: str, title: str) -> Fix | None:
        """The repair; None where markup or escapes stand inside, or what is put in would need them."""
        span = unit.span(found.start, found.end)
        if not is_plain(post, unit, found):
            return None
        if not unit.plain and (not _PLAIN_WORDS.fullmatch(new) or found.text == unit.text):
            return None
        if not new:  # a space goes, too
            if found.text[:1].isupper() and found.key[:1].islower():
                return None  # the next word would have to take its capital
            start, end = span
            if post.text[end : end + 1] == " ":
                span = Span(start, end + 1)
            elif post.text[start - 1 : start] == " ":
                span = Span(start - 1, end)
        return replace(span, new, title, safe=self.safe)

    def _said(self, found: Found, replacement: str) -> str:
        named = {key: value or "" for key, value in found.match.groupdict().items()}
        numbered = {str(number): value or "" for number, value in enumerate(found.match.groups(), 1)}
        values = {**numbered, **named, "found": shown(found.text), "replacement": replacement}
        return filled(values, self.message or self._default_message(replacement))

    def _default_message(self, replacement: str) -> str:
        if self.repeated:
            return '"{found}" stands here twice'
        if self.needs:
            return 'nothing here explains "{found}"'
        return '"{found}" instead of "{replacement}"' if replacement else '"{found}" is not house style'

    def _needed(self, post: Post, clock: Clock) -> set[str]:
        finder = Finder((self.needs,), fold=self.ignore_case, whole=self.whole_words)
        return {_group(found) for unit in self.units(post) for found in finder.find(unit.text, clock)}

    def _counted(self, post: Post, clock: Clock) -> Iterator[Finding]:
        units = list(self.units(post))
        if self.per == "post":
            yield from self._judge_count(
                post, [(unit, one) for unit in units for one in self.matches(unit, clock)], None
            )
            return
        for unit in units:
            matches = self.matches(unit, clock)
            parts = sentences(unit) if self.per == "sentence" else ((0, len(unit.text)),)
            if not self.at_least and len(matches) <= (self.at_most or 0):
                continue
            for start, end in parts:
                inside = [(unit, one) for one in matches if start <= one.start < end]
                yield from self._judge_count(post, inside, unit.span(start, end))

    def _judge_count(self, post: Post, found: list[tuple[Unit, Found]], where: Span | None) -> Iterator[Finding]:
        """What is too much is where the first of it stands; what is missing, where it should be."""
        count = len(found)
        place = "post" if where is None else self.per
        if self.at_most is not None and count > self.at_most:
            unit, one = found[self.at_most]
            values = {"found": shown(one.text), "count": f"{count:,}", "limit": f"{self.at_most:,}"}
            message = self.message or f'"{{found}}": {{count}} in one {place}, at most {{limit}} are right'
            yield Finding(unit.span(one.start, one.end), filled(values, message))
        elif self.at_least and count < self.at_least:
            values = {"found": "", "count": f"{count:,}", "limit": f"{self.at_least:,}"}
            message = self.message or f"{{count}} in this {place}, at least {{limit}} must be there"
            yield Finding(where or _missing(post), filled(values, message))

    def _inconsistent(self, post: Post, clock: Clock) -> Iterator[Finding]:
        found = [(unit, one) for unit in self.units(post) for one in self.matches(unit, clock)]
        for forms in self.either:
            own = [(unit, one) for unit, one in found if one.key in forms]
            counts = {form: sum(one.key == form for _, one in own) for form in forms}
            if sum(count > 0 for count in counts.values()) < 2:
                continue
            first = {one.key: (unit, one) for unit, one in reversed(own)}
            order = [one.key for _, one in own]
            right = max(counts, key=lambda form: (counts[form], -order.index(form) if form in order else -len(order)))
            unit, one = first[right]
            related = (Related(post.path, unit.span(one.start, one.end), f'"{shown(one.text)}"'),)
            for place, other in own:
                if other.key == right:
                    continue
                span = place.span(other.start, other.end)
                new = "" if is_expression(right) else like(right, other.text, other.key)
                values = {"found": shown(other.text), "replacement": new or shown(one.text)}
                values |= {"count": f"{counts[right]:,}"}
                message = self.message or '"{found}", but "{replacement}" elsewhere in this post'
                fix = self._fix(post, place, other, new, f'Write "{new}"') if new else None
                suggestions = (new,) if new else ()
                yield Finding(span, filled(values, message), fix, suggestions=suggestions, related=related)

    def _by_case(self, post: Post) -> Iterator[Finding]:
        assert self.case is not None
        known: list[frozenset[str]] = []

        def names() -> frozenset[str]:
            if not known:
                running = (unit.text for unit in prose_units(post) if not unit.kinds & HEADINGS)
                known.append(names_in(running))
            return known[0]

        clock = Clock()
        for unit in self.units(post):
            excepted = self._excepted.find(unit.text, clock) if self.exceptions else []
            wrong = [
                (start, end, right)
                for start, end, right in misplaced(unit.text, self.case, post.language, names)
                if not any(one.start <= start and end <= one.end for one in excepted)
            ]
            if wrong:
                yield self._case_finding(post, unit, wrong)

    def _case_finding(self, post: Post, unit: Unit, wrong: list[tuple[int, int, str]]) -> Finding:
        spans = [unit.span(start, end) for start, end, _ in wrong]
        words = [unit.text[start:end] for start, end, _ in wrong]
        values = {"found": shown(", ".join(words)), "replacement": ", ".join(right for _, _, right in wrong)}
        kind = {"sentence": "sentence case", "title": "title case", "lower": "lower case", "upper": "capitals"}
        message = self.message or f'"{{found}}" in a heading that should be in {kind[self.case or "sentence"]}'
        whole = all(post.text[span.start : span.end] == word for span, word in zip(spans, words, strict=True))
        edits = tuple(Edit(span, right) for span, (_, _, right) in zip(spans, wrong, strict=True))
        fix = Fix(f'Write "{values["replacement"]}"', edits, safe=self.safe) if whole else None
        return Finding(Span(spans[0].start, spans[-1].end), filled(values, message), fix)


def _group(found: Found) -> str:
    """The first group of an expression that has one, else all of it."""
    groups: Iterable[str | None] = found.match.groups()
    return next((group for group in groups if group is not None), found.text)


def _written(new: str, found: Found) -> str:
    """What is written instead: references to groups are filled, capitals are kept."""
    if not is_expression(found.key):
        return like(new, found.text, found.key)

    def filled(reference: re.Match[str]) -> str:
        name = reference[1] or reference[2]
        return found.match[int(name) if name.isdigit() else name] or ""

    return REFERENCE.sub(filled, new)


def _missing(post: Post) -> Span:
    """Where a post is told that it lacks something: the closing delimiter of its front matter, else its start."""
    return post.front.close if post.front else Span(post.body, post.body)
