"""Asks hunspell itself: for dictionaries that mean more words than a list can hold, above all those with compounds."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol, cast

from lint.world.dictionary_error import DictionaryError
from lint.world.hunspell_files import DictionaryFiles, contents, encoding

_LONGEST = 100
"""Bytes; for longer words hunspell gives no answer."""


class _Checker(Protocol):
    def spell(self, word: str) -> bool: ...

    def suggest(self, word: str) -> tuple[str, ...]: ...


class Hunspell:
    """A dictionary that hunspell reads and judges by. It is opened by the first question: 0.2 to 1 s, 10 to 100 MB.

    `quick` is a copy of the dictionary that need not be able to suggest, for `knows` alone. Nothing is written, and
    what a process has opened, its forks can use. Both methods raise DictionaryError when the files cannot be read.
    Not for threads.
    """

    def __init__(self, files: DictionaryFiles, quick: DictionaryFiles | None = None) -> None:
        self.files = files
        self._quick = quick

    def knows(self, word: str) -> bool:
        """Whether a word is right as it is written, its capitals included; takes 0.01 ms, a compound up to 10 ms.

        An abbreviation may come without its full stop: a reader of words does not see it.
        """
        return self._fits(word) and (self._judge.spell(word) or self._judge.spell(f"{word}."))

    def suggest(self, word: str) -> list[str]:
        """What may be meant, likeliest first, at most 15; takes 10 ms to 1 s. Never what the dictionary hides."""
        return [found for found in self._adviser.suggest(word) if found] if self._fits(word) else []

    @cached_property
    def _encoding(self) -> str:
        return encoding(self.files, contents(self.files)[0])

    @cached_property
    def _adviser(self) -> _Checker:
        return self._open(self.files)

    @cached_property
    def _judge(self) -> _Checker:
        return self._open(self._quick) if self._quick else self._adviser

    def _open(self, files: DictionaryFiles) -> _Checker:
        try:
            import hunspell
        except ImportError as error:
            raise DictionaryError(f"{files.aff} is a matter for chunspell, which is not installed: {error}") from error
        try:
            checker = hunspell.Hunspell(files.name, hunspell_data_dir=str(files.folder), system_encoding="utf-8")
        except OSError as error:
            raise DictionaryError(f"{files.aff} cannot be read: {error}") from error
        # The binding takes hunspell's names of encodings for Python's, and is lost with "microsoft-cp1251".
        checker._dic_encoding = self._encoding  # noqa: SLF001
        return cast("_Checker", checker)

    def _fits(self, word: str) -> bool:
        """Whether the word can be in a dictionary of this encoding at all."""
        try:
            encoded = word.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return 0 < len(encoded) <= _LONGEST and b"\0" not in encoded
