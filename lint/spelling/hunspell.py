"""Reads hunspell dictionaries: an affix file and a word list become all the words that they mean.

Prefixes, suffixes, two suffixes in a row, circumfixes, cross products, conditions, flag aliases and the flags that
forbid or restrict a word are honoured as in hunspell 1.7. What no list of words can express is named by
`Expansion.beyond`, and is hunspell's own business then: compounds above all. Compounds of digits, such as "any
digits followed by th", concern what is no word here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from lint.records import NamedTuple
from lint.regex import regex
from lint.spelling.affixes import Affix, Affixes, HunspellError, decoded
from lint.spelling.forms import Allowed, Change, Changes, forms

__all__ = ["Affixes", "Expansion", "Form", "HunspellError", "expand"]

_SAMPLE = 2000
"""Entries that are expanded to estimate how many forms there are in all."""

_PRIME = 7919

_COMPOUNDING = ("COMPOUNDFLAG", "COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDEND")
_FIELD = regex(r"[ \t]+\S\S:")
_DIGIT = regex(r"\d")


class Form(NamedTuple):
    """A word that the dictionary means. `hidden`: right, but never to be suggested (slurs, obscenities)."""

    word: str
    hidden: bool


def expand(affixes: Affixes, lines: Iterable[str]) -> Iterator[Form]:
    """Yields every form of every entry of a word list (whose first line is its count), repetitions included."""
    for found, hidden in Expansion(affixes, lines).groups():
        for form in found:
            yield Form(form, hidden)


class Expansion:
    """All forms of the entries of a word list. Raises HunspellError for a line that is no entry."""

    def __init__(self, affixes: Affixes, lines: Iterable[str]) -> None:
        self.affixes = affixes
        self._allowed: dict[frozenset[str], Allowed] = {}
        self._changes: dict[tuple[str, bool], Changes | None] = {}
        self._unsettled: list[tuple[Changes, list[Affix]]] = []
        self.entries: list[tuple[str, Allowed]] = []
        self._read(lines)
        self.forbidden = self._forbidden()

    @property
    def beyond(self) -> tuple[str, ...]:
        """What the dictionary uses that no list of words can express, as keywords of affix files; sorted."""
        affixes = self.affixes
        used = set(affixes.beyond)
        flags = {flag for allowed in self._allowed.values() for flag in allowed.flags}
        used |= {name for name in (*_COMPOUNDING, "KEEPCASE") if affixes.special.get(name) in flags}
        ruled = frozenset[str]().union(*affixes.compound_rules)
        if any(not allowed.flags.isdisjoint(ruled) and not _DIGIT.search(word) for word, allowed in self.entries):
            used.add("COMPOUNDRULE")
        if any("_" in typed + meant or not _is_plain(meant) for typed, meant in affixes.conversions.items()):
            used.add("ICONV")
        if self._mutual():
            used.add("PFX")
        return tuple(sorted(used))

    def estimate(self, limit: int) -> int:
        """About how many forms there are, from a sample of the entries; counting ends behind `limit`."""
        step = max(1, len(self.entries) // _SAMPLE)
        count = 0
        for number in range(len(self.entries) // step):
            # One of each `step` entries, not always the same: word lists have a beat.
            word, allowed = self.entries[number * step + number * _PRIME % step]
            count += len(forms(word, allowed))
            if count * step > limit:
                break
        return count * step

    def groups(self) -> Iterator[tuple[list[str], bool]]:
        """Yields the forms of each entry, and whether they are hidden."""
        forbidden = self.forbidden
        for word, allowed in self.entries:
            if allowed.forbidden or allowed.compound:
                continue
            found = forms(word, allowed)
            if forbidden:
                found = [form for form in found if form not in forbidden]
            yield found, allowed.hidden

    def contested(self) -> set[str]:
        """Affixed forms of words that are forbidden, or parts of compounds only.

        Where another entry has the same form, it is right or wrong by what hunspell finds first.
        """
        found: set[str] = set()
        for word, allowed in self.entries:
            if allowed.forbidden or allowed.compound:
                found.update(form for form in forms(word, allowed) if form != word)
        return found - self.forbidden

    def _forbidden(self) -> set[str]:
        """The words that are forbidden as they stand, whatever could make them: hunspell looks at the first entry."""
        named = {word for word, allowed in self.entries if allowed.forbidden}
        if not named:
            return named
        first: dict[str, bool] = {}
        for word, allowed in self.entries:
            if word in named:
                first.setdefault(word, allowed.forbidden)
        return {word for word in named if first[word]}

    def _read(self, lines: Iterable[str]) -> None:
        ignored = dict.fromkeys(map(ord, self.affixes.ignored))
        known: dict[str, Allowed] = {}
        for number, line in enumerate(lines, 1):
            word, text = _split(line)
            if not word or (number == 1 and line.strip().isdecimal()):
                if text:
                    raise HunspellError(number, "word list", f"no word in {line.strip()!r}")
                continue
            allowed = known.get(text)
            if allowed is None:
                allowed = known[text] = self._allow(self._flags(number, text))
                self._settle()
            try:
                self.entries.append((decoded(word.translate(ignored) if ignored else word), allowed))
            except ValueError as error:
                raise HunspellError(number, "word list", str(error)) from error

    def _flags(self, number: int, text: str) -> frozenset[str]:
        try:
            return self.affixes.flags(text)
        except ValueError as error:
            if not _DIGIT.search(text):
                return frozenset()  # a slash of the word that should have been escaped ("A/S"), as hunspell takes it
            raise HunspellError(number, "word list", str(error)) from error

    def _allow(self, flags: frozenset[str]) -> Allowed:
        known = self._allowed.get(flags)
        if known is None:
            special = self.affixes.special
            ordered = sorted(flags)
            known = self._allowed[flags] = Allowed(
                flags,
                [found for flag in ordered if (found := self._of(flag, suffix=True))],
                [found for flag in ordered if (found := self._of(flag, suffix=False))],
                bare=special.get("NEEDAFFIX") not in flags,
                forbidden=special.get("FORBIDDENWORD") in flags,
                compound=special.get("ONLYINCOMPOUND") in flags,
                hidden=special.get("NOSUGGEST") in flags or special.get("SUBSTANDARD") in flags,
            )
        return known

    def _of(self, flag: str, *, suffix: bool) -> Changes | None:
        if (flag, suffix) in self._changes:
            return self._changes[flag, suffix]
        affixes = [affix for affix in self.affixes.by_flag.get(flag, ()) if affix.suffix is suffix]
        found = self._changes[flag, suffix] = Changes(affixes) if affixes else None
        if found:
            self._unsettled.append((found, affixes))
        return found

    def _settle(self) -> None:
        """Says what affixes allow in their turn; not at once, since there are chains of thousands, and circles."""
        special = self.affixes.special
        while self._unsettled:
            found, affixes = self._unsettled.pop()
            found.ready([Change(a, self._allow(a.flags) if a.flags else None, special) for a in affixes])

    def _mutual(self) -> bool:
        """Whether a prefix and a suffix allow one another, so that both fit words that allow neither."""
        by_flag = self.affixes.by_flag
        return any(
            affix.flag in other.flags
            for affixes in by_flag.values()
            for affix in affixes
            if affix.suffix
            for flag in affix.flags
            for other in by_flag.get(flag, ())
            if not other.suffix
        )


def _is_plain(text: str) -> bool:
    """Whether converted text may be looked up among words: no digits, which are right by themselves, and composed."""
    return not _DIGIT.search(text) and unicodedata.is_normalized("NFC", text)


def _split(line: str) -> tuple[str, str]:
    """The word of an entry and its flags; `\\/` is a slash of the word, and so is one that begins it.

    Morphological fields behind a tab, or behind a space and such as "po:noun", are dropped.
    """
    entry = line.rstrip("\r\n")
    if ":" in entry and (field := _FIELD.search(entry, 1)):
        entry = entry[: field.start()]
    if "\t" in entry:
        entry = entry[: entry.index("\t")]
    slash = entry.find("/", 1)
    while slash > 0 and entry[slash - 1] == "\\":
        entry = entry[: slash - 1] + entry[slash:]
        slash = entry.find("/", slash)
    if slash < 0:
        return entry.strip(), ""
    return entry[:slash].strip(), entry[slash + 1 :].strip()
