"""How a style looks for what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from lint.house.patterns import Clock, Finder, Found, TooSlowError, plain
from lint.house.style import Body
from lint.house.units import Unit, other_units, prose_units
from lint.post.post import Post

Sought = TypeVar("Sought")

_ENOUGH = 3  # posts on which an expression may take too long before it is not tried any more
HEADINGS = frozenset({"headings", "titles"})
_OTHER = frozenset({"links", "alt", "code", "raw"})
_READ = frozenset({"prose", "titles", "summaries"})


class Searching(Body, kw_only=True, rename="kebab", forbid_unknown_fields=True, dict=True):
    """A style that finds its words and expressions in posts.

    Raises ValueError when made of something that is no style.
    """

    def __post_init__(self) -> None:
        from lint.house.faults import body_fault

        if fault := body_fault(self):
            raise ValueError(fault[1])

    def patiently(self, search: Iterable[Sought]) -> list[Sought]:
        """All that a search yields. Raises TooSlowError, at once where a few posts have taken too long already."""
        slow: list[str] = self.__dict__.setdefault("slow", [])
        if len(slow) >= _ENOUGH:
            raise TooSlowError(slow[0])
        try:
            return list(search)
        except TooSlowError as error:
            slow.append(str(error))
            raise

    @cached_property
    def _finder(self) -> Finder:
        keys = (*self.find, *self.replace, *(form for forms in self.either for form in forms))
        return Finder(keys, fold=self.ignore_case, whole=self.whole_words)

    @cached_property
    def _excepted(self) -> Finder:
        return Finder(self.exceptions, fold=self.ignore_case, whole=self.whole_words)

    @cached_property
    def _wanted(self) -> frozenset[str]:
        chosen = frozenset(name for name in self.scope if not name.startswith("~"))
        if chosen:
            return chosen
        if self.case or self.per == "heading":
            return HEADINGS
        return frozenset({"prose"}) if self.at_most is not None or self.at_least else _READ

    @cached_property
    def _unwanted(self) -> frozenset[str]:
        left_out = {name[1:] for name in self.scope if name.startswith("~")}
        if self.per == "paragraph" and not self.scope:
            left_out.add("headings")
        return frozenset(left_out)

    def may_find(self, post: Post) -> bool:
        """Whether a look at the file as it is tells that the post must be read; escapes and entities hide letters."""
        if "&" in post.text or "\\" in post.text:
            return True
        return self._finder.may_find(post.text, post.text.lower() if self.ignore_case is not False else "")

    def units(self, post: Post) -> Iterator[Unit]:
        wanted, unwanted = self._wanted, self._unwanted
        groups: tuple[tuple[Unit, ...], ...] = ()
        if wanted - _OTHER:
            groups += (prose_units(post),)
        if wanted & _OTHER:
            groups += (other_units(post),)
        for units in groups:
            for unit in units:
                if unit.kinds & wanted and not unit.kinds & unwanted:
                    yield unit

    def matches(self, unit: Unit, clock: Clock) -> list[Found]:
        """What is found in a unit, exceptions left out."""
        found = self._finder.find(unit.text, clock)
        if found and self.exceptions:
            excepted = self._excepted.find(unit.text, clock)
            found = [one for one in found if not any(e.start <= one.start and one.end <= e.end for e in excepted)]
        if self.repeated:
            fold = self.ignore_case is not False
            found = [
                Found(one.start, two.end, two.text, two.key, two.match)
                for one, two in pairwise(found)
                if plain(one.text, fold=fold) == plain(two.text, fold=fold) and unit.text[one.end : two.start].isspace()
            ]
        return found


def shown(text: str) -> str:
    """A match as it is quoted: content that is not read is left out, and a long one is cut."""
    text = " ".join(re.sub("\x01+", "…", text).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def like(new: str, old: str, key: str) -> str:
    """`new` with the capitals of what was found, where that differs from its key by capitals."""
    if old == key or not new:
        return new
    if len(old) > 1 and old.isupper() and not key.isupper():
        return new.upper()
    if old[:1].isupper() and key[:1].islower() and new[:1].islower():
        return new[:1].upper() + new[1:]
    return new


def filled(values: dict[str, str], message: str) -> str:
    """A message with its names replaced."""
    from string import Formatter

    return "".join(
        text + (values.get(name, "") if name is not None else "") for text, name, _, _ in Formatter().parse(message)
    )


def is_plain(post: Post, unit: Unit, found: Found) -> bool:
    """Whether a match stands in the file as it is read, without markup or escapes inside."""
    start, end = unit.span(found.start, found.end)
    return " ".join(post.text[start:end].split()) == " ".join(unit.text[found.start : found.end].split())
