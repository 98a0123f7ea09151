"""Words and regular expressions of house style, found in the texts of a post within a limit of time.

Words are found by `re`, which is quick about them. What users write as /regular expressions/ is found by the package
`regex`, which knows nearly the same syntax and can be stopped: an expression may need longer than the universe lasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from time import perf_counter, process_time
from typing import Any

from lint.records import NamedTuple
from lint.regex import regex

BUDGET = 1.0
"""Seconds of the processor that the expressions of a rule may take for one post.

Our own bound, a thousand times what is usual.
"""

REFERENCE = regex(r"\$(?:\{(\w+)\}|(\w))")
"""A group of an expression in what replaces it: `$1`, `${name}`."""

_NOTICEABLE = 0.002  # seconds

_SPACE = regex(r"\s+")
_APOSTROPHES = "'’"
_PROBE = regex(r"[^\W_]+")


class TooSlowError(Exception):
    """An expression takes longer than a post is worth."""


class Found(NamedTuple):
    """A match in a text: its key as it stands in the configuration, and the match itself."""

    start: int
    end: int
    text: str
    key: str
    match: Any


def is_expression(key: str) -> bool:
    """Whether a key is a regular expression, written between slashes."""
    return len(key) > 2 and key[0] == key[-1] == "/"


def plain(text: str, *, fold: bool) -> str:
    """Words as they are compared: one space between them, straight apostrophes, in lower case where it says nothing."""
    text = _SPACE.sub(" ", text.strip()).replace("’", "'")
    return text.lower() if fold else text


class Finder:
    """Finds the first and longest of several words or expressions at each place.

    `fold` says whether letter case makes no difference; None means for words alone.
    Raises ValueError when made of an expression that is none: `<message> at <offset>`.
    """

    def __init__(self, keys: Iterable[str], *, fold: bool | None, whole: bool) -> None:
        keys = tuple(keys)
        self.fold = fold is not False
        words = [key for key in keys if not is_expression(key)]
        self._by_text: Mapping[str, str] = {plain(key, fold=self.fold): key for key in words}
        self._probes = tuple({_probe(text) for text in self._by_text})
        flags = re.IGNORECASE if self.fold else 0
        ordered = sorted(self._by_text, key=lambda text: (-len(text), text))
        self._words = re.compile("|".join(_as_expression(text, whole=whole) for text in ordered), flags)
        self._expressions = [(key, compiled(key, fold=fold is True)) for key in keys if is_expression(key)]

    def may_find(self, text: str, folded: str) -> bool:
        """Whether anything can be found; `folded` is the text in lower case. Quick and never wrongly False."""
        return bool(self._expressions) or any(probe in (folded if self.fold else text) for probe in self._probes)

    def _probed(self, text: str) -> bool:
        seen = text.lower() if self.fold else text
        return any(probe in seen for probe in self._probes)

    def find(self, text: str, clock: Clock) -> list[Found]:
        """All that is found, in order; nothing overlaps. Raises TooSlowError."""
        found = []
        if self._by_text and self._probed(text):
            for match in self._words.finditer(text):
                key = self._by_text.get(plain(match.group(), fold=self.fold))
                if key is not None:
                    found.append(Found(match.start(), match.end(), match.group(), key, match))
        for key, expression in self._expressions:
            for match in clock.all_matches(key, expression, text):
                start, end = match.span()
                if end > start:
                    found.append(Found(start, end, match.group(), key, match))
        if not self._expressions:
            return found
        found.sort(key=lambda one: (one.start, -one.end))
        apart: list[Found] = []
        for one in found:
            if not apart or one.start >= apart[-1].end:
                apart.append(one)
        return apart


class Clock:
    """The time that is left for one post."""

    def __init__(self) -> None:
        self._began = process_time()

    def all_matches(self, key: str, expression: Any, text: str) -> list[Any]:
        """The matches of an expression. Raises TooSlowError when the time is up."""
        before = perf_counter()
        try:
            found = list(expression.finditer(text, timeout=BUDGET))
        except TimeoutError:
            raise self._error(key) from None
        # The processor's clock is slow to read: it is asked where something took long.
        if perf_counter() - before > _NOTICEABLE and process_time() - self._began > BUDGET:
            raise self._error(key)
        return found

    @staticmethod
    def _error(key: str) -> TooSlowError:
        return TooSlowError(f"{key} takes more than {BUDGET:g} s on one post")


def compiled(key: str, *, fold: bool) -> Any:
    """The expression between the slashes. Raises ValueError."""
    import regex

    try:
        return regex.compile(key[1:-1], regex.MULTILINE | (regex.IGNORECASE if fold else 0))
    except (regex.error, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _as_expression(text: str, *, whole: bool) -> str:
    body = " +".join(re.escape(part) for part in text.split(" ")).replace("'", f"[{_APOSTROPHES}]")
    if not whole:
        return body
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return f"{before}{body}{after}"


def _probe(text: str) -> str:
    """The longest run of letters and digits, which must stand in a text for the words to do so."""
    return max(_PROBE.findall(text), key=len, default=text)
