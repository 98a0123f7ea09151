"""Reads hunspell dictionaries: an affix file and a word list become all the words that they mean.

Prefixes, suffixes, suffixes on suffixes, cross products, conditions, flag aliases and the flags that forbid or
restrict a word are honoured. Compounds are not: a compound of known words is the reader's business, and rules such
as "any digits followed by th" concern what is no word here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_SPECIAL = {"NEEDAFFIX", "PSEUDOROOT", "FORBIDDENWORD", "ONLYINCOMPOUND", "NOSUGGEST", "CIRCUMFIX", "KEEPCASE"}
_DEPTH = 2  # a word takes at most two suffixes; hunspell's own limit


class HunspellError(ValueError):
    """The affix file or the word list breaks the format; the message names the line."""


class Affix(NamedTuple):
    """One way to change a word: `strip` gives way to `add` where `condition` holds; `flags` allow a further affix."""

    suffix: bool
    cross: bool
    strip: str
    add: str
    condition: re.Pattern[str] | None
    flags: frozenset[str]

    def apply(self, word: str) -> str | None:
        """The changed word, or None where the affix does not fit."""
        if self.suffix:
            if not word.endswith(self.strip) or len(word) <= len(self.strip):
                return None
            if self.condition and not self.condition.search(word):
                return None
            return word[: len(word) - len(self.strip)] + self.add
        if not word.startswith(self.strip) or len(word) <= len(self.strip):
            return None
        if self.condition and not self.condition.match(word):
            return None
        return self.add + word[len(self.strip) :]


class Affixes:
    """The rules of an affix file: `by_flag` holds the affixes of each flag, `special` the flag of each restriction."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.flag_type = "char"
        self.aliases: list[frozenset[str]] = []
        self.special: dict[str, str] = {}
        self.by_flag: dict[str, list[Affix]] = defaultdict(list)
        self._cross: dict[tuple[str, str], bool] = {}
        for number, line in enumerate(lines, 1):
            try:
                self._read(line.split())
            except (ValueError, IndexError, re.error) as error:
                raise HunspellError(f"line {number} of the affix file: {error}") from error

    def flags(self, text: str) -> frozenset[str]:
        """The flags that `text` stands for, in the file's own notation (characters, pairs or numbers)."""
        if self.aliases and text.isdecimal():
            number = int(text)
            return self.aliases[number - 1] if 0 < number <= len(self.aliases) else frozenset()
        if self.flag_type == "long":
            return frozenset(text[i : i + 2] for i in range(0, len(text), 2))
        if self.flag_type == "num":
            return frozenset(text.split(","))
        return frozenset(text)

    def _read(self, parts: list[str]) -> None:
        if not parts:
            return
        keyword = parts[0]
        if keyword == "FLAG":
            self.flag_type = parts[1].lower()
        elif keyword == "AF":
            self._read_alias(parts[1])
        elif keyword in _SPECIAL:
            self.special["NEEDAFFIX" if keyword == "PSEUDOROOT" else keyword] = parts[1]
        elif keyword in ("PFX", "SFX"):
            self._read_affix(keyword, parts)

    def _read_alias(self, text: str) -> None:
        # The first AF line holds the count of those that follow; it is a number, and so may be an alias.
        if self.aliases or not text.isdecimal() or hasattr(self, "_aliases_begun"):
            aliases, self.aliases = self.aliases, []
            self.aliases = [*aliases, self.flags(text)]
        self._aliases_begun = True

    def _read_affix(self, keyword: str, parts: list[str]) -> None:
        flag = parts[1]
        if (keyword, flag) not in self._cross:
            self._cross[keyword, flag] = parts[2] == "Y"
            return
        add, _, continuation = parts[3].partition("/")
        condition = parts[4] if len(parts) > 4 else "."
        pattern = None
        if condition != ".":
            pattern = re.compile(f"{condition}$" if keyword == "SFX" else condition)
        strip = "" if parts[2] == "0" else parts[2]
        added = "" if add == "0" else add
        cross = self._cross[keyword, flag]
        self.by_flag[flag].append(Affix(keyword == "SFX", cross, strip, added, pattern, self.flags(continuation)))


class Form(NamedTuple):
    """A word that the dictionary means. `hidden`: right, but never to be suggested (slurs, obscenities)."""

    word: str
    hidden: bool


def expand(affixes: Affixes, lines: Iterable[str]) -> Iterator[Form]:
    """Yields every form of every entry of a word list (whose first line is its count), repetitions included."""
    special = affixes.special
    forbidden, compound = special.get("FORBIDDENWORD"), special.get("ONLYINCOMPOUND")
    hidden_flag = special.get("NOSUGGEST")
    for number, line in enumerate(lines):
        entry = line.split("\t", 1)[0].strip()
        if not entry or (number == 0 and entry.isdecimal()):
            continue
        word, text = _split(entry)
        flags = affixes.flags(text)
        if forbidden in flags or compound in flags:
            continue
        hidden = hidden_flag in flags
        for form in _forms(affixes, word, flags):
            yield Form(form, hidden)


def _split(entry: str) -> tuple[str, str]:
    """The word and its flags; `\\/` is a slash of the word; morphological fields behind a space are dropped."""
    match = re.match(r"((?:\\/|[^/])+)(?:/(\S*))?", entry)
    if match is None:
        raise HunspellError(f"no word in {entry!r}")
    word, flags = match.group(1), match.group(2)
    if flags is None:
        word = re.sub(r"\s+[a-z]{2}:.*$", "", word)
    return word.replace("\\/", "/"), flags or ""


def _forms(affixes: Affixes, word: str, flags: frozenset[str]) -> Iterator[str]:
    special = affixes.special
    needs, compound = special.get("NEEDAFFIX"), special.get("ONLYINCOMPOUND")
    if needs not in flags:
        yield word
    for form, cross, more in _suffixed(affixes, word, flags, _DEPTH):
        if needs not in more and compound not in more:
            yield form
        if cross:
            yield from _prefixed(affixes, form, flags | more, crossing=True)
    yield from _prefixed(affixes, word, flags, crossing=False)


def _suffixed(
    affixes: Affixes, word: str, flags: frozenset[str], depth: int
) -> Iterator[tuple[str, bool, frozenset[str]]]:
    """(form, whether prefixes may join, continuation flags) for each suffix that fits."""
    for flag in sorted(flags):
        for affix in affixes.by_flag.get(flag, ()):
            if not affix.suffix or affixes.special.get("CIRCUMFIX") in affix.flags:
                continue
            form = affix.apply(word)
            if form is None:
                continue
            yield form, affix.cross, affix.flags
            if depth > 1 and affix.flags:
                yield from _suffixed(affixes, form, affix.flags, depth - 1)


def _prefixed(affixes: Affixes, word: str, flags: frozenset[str], *, crossing: bool) -> Iterator[str]:
    needs = affixes.special.get("NEEDAFFIX")
    for flag in sorted(flags):
        for affix in affixes.by_flag.get(flag, ()):
            if affix.suffix or (crossing and not affix.cross) or needs in affix.flags:
                continue
            form = affix.apply(word)
            if form is not None:
                yield form
