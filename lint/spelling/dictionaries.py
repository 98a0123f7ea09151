"""The dictionaries of all languages, each opened when a post first asks for it. Pure: the opener is handed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from lint.spelling.dictionary import Dictionary
from lint.spelling.grammar import primary
from lint.spelling.scan import Scanner
from lint.spelling.varieties import Varieties

Opener = Callable[[str], Dictionary | None]
"""Opens the dictionary of a language by its BCP 47 tag; None where there is none."""


class Dictionaries:
    """`english` ships with the tool and is always there; `open_other` knows the rest.

    `shipped` are the languages whose dictionaries cost next to nothing to open.
    """

    def __init__(
        self, english: Dictionary, open_other: Opener = lambda _: None, shipped: tuple[str, ...] = ("en",)
    ) -> None:
        self.english = english
        self.shipped = shipped
        self._open_other = open_other
        self._scanners: dict[Dictionary, Scanner] = {}
        self._opened: dict[str, Dictionary | None] = {"en": english}

    def of(self, language: str) -> Dictionary | None:
        """The dictionary of a language by its BCP 47 tag, or None. All kinds of English are one dictionary."""
        if language in self._opened:
            return self._opened[language]
        tag = "en" if primary(language) == "en" else language.lower().replace("_", "-")
        if tag not in self._opened:
            self._opened[tag] = self._open_other(tag)
        found = self._opened[language] = self._opened[tag]
        return found

    def scanner(self, language: str) -> Scanner | None:
        """What reads prose with the dictionary of a language, or None."""
        dictionary = self.of(language)
        if dictionary is None:
            return None
        if dictionary not in self._scanners:
            varieties = self.varieties if dictionary is self.english else None
            self._scanners[dictionary] = Scanner(dictionary, varieties)
        return self._scanners[dictionary]

    @cached_property
    def varieties(self) -> Varieties:
        """What tells British from American spellings."""
        return Varieties(self.english)
