"""All forms of one word: which changes its flags allow, which of them fit, and which go together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.records import NamedTuple
from lint.spelling.affixes import Affix

_REMEMBERED = 20_000
"""Endings for which a flag's affixes are known; about 5 MB at most."""


class Change:
    """An affix, ready to use: it cuts `cut` characters off and adds `add`; `more` is what its own flags allow."""

    __slots__ = ("add", "circumfix", "compound", "cross", "cut", "flag", "more", "needy")

    def __init__(self, affix: Affix, more: Allowed | None, special: dict[str, str]) -> None:
        self.cut, self.add, self.cross, self.flag = len(affix.strip), affix.add, affix.cross, affix.flag
        self.more = more
        self.circumfix = special.get("CIRCUMFIX") in affix.flags
        self.compound = special.get("ONLYINCOMPOUND") in affix.flags
        self.needy = special.get("NEEDAFFIX") in affix.flags


class Changes:
    """The prefixes, or the suffixes, of one flag."""

    def __init__(self, affixes: list[Affix]) -> None:
        self._affixes = affixes
        self._suffix = affixes[0].suffix
        self._reach = max(affix.reach for affix in affixes)
        self._known: dict[str, list[Change]] = {}
        self.all: list[Change] = []

    def ready(self, changes: list[Change]) -> None:
        """Hands over what the affixes do, in the same order: flags may name one another in a circle."""
        self.all = changes

    def fitting(self, word: str) -> list[Change]:
        """Those that fit a word, which its few last (or first) characters decide."""
        reach = self._reach
        end = (word[-reach:] if reach else "") if self._suffix else word[:reach]
        found = self._known.get(end)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            rows = zip(self._affixes, self.all, strict=True)
            found = self._known[end] = [change for affix, change in rows if affix.fits(end)]
        return found


class Allowed(NamedTuple):
    """What a set of flags allows a word: which changes, and whether it may stand by itself (`bare`)."""

    flags: frozenset[str]
    suffixes: list[Changes]
    prefixes: list[Changes]
    bare: bool
    forbidden: bool
    compound: bool
    hidden: bool


def forms(word: str, allowed: Allowed) -> list[str]:
    """Every form of an entry with the flags `allowed`, in a fixed order; some come more than once."""
    found = [word] if allowed.bare else []
    for changes in allowed.suffixes:
        for inner in changes.fitting(word):
            form = word[: len(word) - inner.cut] + inner.add
            if not (inner.circumfix or inner.compound or inner.needy):
                found.append(form)
            if inner.cross and not inner.compound and (allowed.prefixes or inner.more):
                found += _prefixed(form, [allowed, inner.more], inner)
            if inner.more and inner.more.suffixes and not inner.compound:
                found += _twofold(form, allowed, inner)
    for changes in allowed.prefixes:
        for prefix in changes.fitting(word):
            if not (prefix.needy or prefix.compound):
                found.append(prefix.add + word[prefix.cut :])
        for prefix in changes.all:
            if prefix.more and prefix.more.suffixes and prefix.cross:
                found += _enabled(word, allowed, changes, prefix)
    return found


def _prefixed(form: str, sources: Iterable[Allowed | None], inner: Change) -> Iterator[str]:
    """A word with its first suffix takes a prefix that the word or the suffix allows; circumfixes come in pairs."""
    for source in sources:
        for changes in source.prefixes if source else ():
            for prefix in changes.fitting(form):
                if prefix.cross and _joins(prefix, inner):
                    yield prefix.add + form[prefix.cut :]


def _joins(prefix: Change, suffix: Change) -> bool:
    """Whether the two may stand on one word; a suffix that needs an affix is content with a prefix."""
    return prefix.circumfix is suffix.circumfix and not prefix.compound and not (suffix.needy and prefix.needy)


def _twofold(form: str, allowed: Allowed, inner: Change) -> Iterator[str]:
    """A word with its first suffix takes a second one, and a prefix that the word or a suffix allows."""
    assert inner.more
    for changes in inner.more.suffixes:
        for outer in changes.fitting(form):
            longer = form[: len(form) - outer.cut] + outer.add
            if not inner.circumfix:
                yield longer
            if not outer.cross:
                continue
            if outer.more and not inner.circumfix:
                for prefixes in outer.more.prefixes:
                    for prefix in prefixes.fitting(longer):
                        if prefix.cross:
                            yield prefix.add + longer[prefix.cut :]
            if not inner.cross:
                continue
            beyond = outer.more.flags if outer.more else frozenset()
            for prefixes in (*allowed.prefixes, *inner.more.prefixes):
                for prefix in prefixes.fitting(longer):
                    if prefix.cross and prefix.circumfix is inner.circumfix and prefix.flag not in beyond:
                        yield prefix.add + longer[prefix.cut :]


def _enabled(word: str, allowed: Allowed, prefixes: Changes, prefix: Change) -> Iterator[str]:
    """A prefix of the word allows suffixes that the word itself does not; they only come together."""
    assert prefix.more
    for changes in prefix.more.suffixes:
        for inner in changes.fitting(word):
            if not inner.cross or inner.compound or inner.flag in allowed.flags:
                continue
            form = word[: len(word) - inner.cut] + inner.add
            if _joins(prefix, inner) and prefix in prefixes.fitting(form):
                yield prefix.add + form[prefix.cut :]
            if not inner.more or prefix.circumfix is not inner.circumfix:
                continue
            for further in inner.more.suffixes:
                for outer in further.fitting(form):
                    longer = form[: len(form) - outer.cut] + outer.add
                    alone = outer.more and prefix.flag in outer.more.flags
                    if outer.cross and not alone and prefix in prefixes.fitting(longer):
                        yield prefix.add + longer[prefix.cut :]
