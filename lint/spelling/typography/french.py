"""The spaces of French: a no-break one before ; : ! ? and inside « ». Pure.

Most who write French for the web type plain spaces or none at all, and do so everywhere. So a post is held to its own
habit: what is reported is the sign that differs from the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from lint.diagnostics import Edit, Finding, Fix, Level, Span, replace
from lint.records import NamedTuple
from lint.spelling.language import function_words

_NARROW, _WIDE = "\u202f", "\u00a0"
_HARD = (_NARROW, _WIDE)
_SPACES = " \u00a0\u202f"
# A time, an address, a face and a C++ name have something else behind the sign. The sign comes first: to look for one
# of a few characters is cheap.
_SIGN = (
    rf"[;:!?](?:(?<=[^\s\0;:!?][{_SPACES}].)|(?<=[^\s\0;:!?].))"
    r"(?:[!?]*(?<=[!?])(?=\))|[!?]*(?=[\s\0\x02»\"”]|\Z))"
)
_QUOTES = r"«(?P<opening>[ \u00a0\u202f]?)(?=[^\s\0])|(?<=[^\s\0«])(?P<closing>[ \u00a0\u202f]?)»"
_ESCAPE = r"\\u[0-9a-fA-F]{4}\Z"  # in JSON and TOML
_SENTENCE_ENDS = ')]»"”%…'
_WITHOUT = frozenset({"CA", "CH"})
"""Canada and Switzerland write ; ! ? without a space."""
_FEW = 4
"""Signs of one kind that make a habit, if they are as many times as frequent as the others. Our own bound."""

Kind = Literal["hard", "plain", "none"]


class _Place(NamedTuple):
    """Where a space stands or is missing: `span` is empty where it is missing."""

    span: Span
    sign: str
    kind: Kind


def french_spaces(prose: str, text: str, region: str) -> Iterator[Finding]:
    """What differs from the post's habit, and one piece of advice for a post that has plain spaces throughout.

    `region` is that of the language tag in upper case, "" for none.
    """
    places = [*_places(prose, text, region)]
    counts = Counter(place.kind for place in places)
    spaced = counts["hard"] + counts["plain"]
    hard_space_is_habit = counts["hard"] >= 2 and counts["hard"] >= 2 * counts["plain"]
    if spaced >= _FEW and spaced >= _FEW * counts["none"]:
        for place in places:
            if place.kind == "none" and not _is_english(prose, place.span.start):
                where = "behind" if place.sign == "«" else "before"
                message = f'no space stands {where} the "{place.sign}" {_beside(place, prose)}'
                yield Finding(_shown(place), message, _hard(place, places, text))
    plain = [place for place in places if place.kind == "plain"]
    if hard_space_is_habit:
        for place in plain:
            where = "behind" if place.sign == "«" else "before"
            message = f'a plain space stands {where} the "{place.sign}" {_beside(place, prose)}, where a line may break'
            yield Finding(_shown(place), message, _hard(place, places, text))
    elif plain:
        edits = tuple(Edit(place.span, _space(place, places, text)) for place in plain)
        message = f"plain spaces where a line must not break: before ; : ! ? or inside « », {len(plain)} in this post"
        fix = Fix("Make them no-break spaces", edits)
        yield Finding(_shown(plain[0]), message, fix, Level.ADVICE)


def _places(prose: str, text: str, region: str) -> Iterator[_Place]:
    for found in re.finditer(_SIGN, prose):
        end = found.start()
        if prose[end] != ":" and region in _WITHOUT:
            continue
        yield from _place(prose, text, Span(end - (prose[end - 1] in _SPACES), end), prose[end])
    for found in re.finditer(_QUOTES, prose):
        name = "opening" if found["opening"] is not None else "closing"
        yield from _place(prose, text, Span(*found.span(name)), "«" if name == "opening" else "»")


def _place(prose: str, text: str, span: Span, sign: str) -> Iterator[_Place]:
    space = prose[span.start : span.end]
    if space:
        yield _Place(span, sign, "hard" if space in _HARD else "plain")
        return
    # Markup may stand between the space and the sign, and an entity may be the space.
    beside = prose[span.start :].lstrip("\x02")[:1] if sign == "«" else prose[: span.start].rstrip("\x02")[-1:]
    if beside in _HARD:
        yield _Place(span, sign, "hard")
        return
    escaped = re.search(_ESCAPE, text[max(0, span.start - 6) : span.start])
    if (beside.isalnum() or (beside and beside in _SENTENCE_ENDS)) and not escaped:
        yield _Place(span, sign, "none")


def _space(place: _Place, places: list[_Place], text: str) -> str:
    """The space of that sign: the narrow one before ; ! ? unless the post knows the wide one only."""
    used = {text[other.span.start : other.span.end] for other in places if other.kind == "hard"}
    if place.sign in ";!?" and used != {_WIDE}:
        return _NARROW
    return _NARROW if used == {_NARROW} and place.sign != ":" else _WIDE


def _hard(place: _Place, places: list[_Place], text: str) -> Fix:
    title = "Insert a no-break space" if place.kind == "none" else "Make it a no-break space"
    return replace(place.span, _space(place, places, text), title)


def _shown(place: _Place) -> Span:
    """The space with its sign."""
    if place.sign == "«":
        return Span(place.span.start - 1, place.span.end)
    return Span(place.span.start, place.span.end + 1)


def _beside(place: _Place, prose: str) -> str:
    if place.sign == "«":
        word = re.match(r"\w*", prose[place.span.end : place.span.end + 30].lstrip("\x02"))
        return f'of "{place.sign}{word[0] if word else ""}"'
    word = re.search(r"\w*\W?\Z", prose[max(0, place.span.start - 60) : place.span.start].replace("\x02", ""))
    return f'behind "{word[0] if word else ""}"'


def _is_english(prose: str, at: int) -> bool:
    """Whether the paragraph is English: it has its own habits."""
    start, end = prose.rfind("\0", 0, at) + 1, prose.find("\0", at)
    words = function_words(prose[start : end if end >= 0 else len(prose)])
    return words["en"] > words["fr"]
