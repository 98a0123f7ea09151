"""Opens dictionaries: those that ship with the package, mapped into memory, and the hunspell ones of the system."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lint.spelling.dictionaries import Dictionaries
from lint.spelling.dictionary import AMERICAN, FREQUENT, LEVEL_SHIFT, Dictionary
from lint.spelling.grammar import ENGLISH, Grammar, grammar_of, primary
from lint.world.dictionary_error import DictionaryError

if TYPE_CHECKING:
    from lint.world.hunspell_checker import Hunspell

_DATA = Path(__file__).resolve().parent.parent / "spelling" / "data"
_SHIPPED = {"en": "english", "fr": "french"}
_MISSPELLINGS = "misspellings.txt"

Telling = Callable[[str], None]
"""Takes one line for the user."""


def dictionaries(configured: Mapping[str, Path] | None = None, tell: Telling = lambda _: None) -> Dictionaries:
    """The dictionaries of all languages that can be had; English costs about 1 ms, the others when they are asked.

    `configured` are paths of hunspell dictionaries by language; they come before what ships, English excepted. `tell`
    hears of work that takes seconds.
    """
    open_other = functools.partial(_open, configured=dict(configured or {}), tell=tell)
    return Dictionaries(english(), open_other, tuple(_SHIPPED))


@functools.cache
def english() -> Dictionary:
    """American and British English, opened once for the process; costs about 1 ms."""
    return open_dictionary(_DATA, "english", ENGLISH, _MISSPELLINGS)


@functools.cache
def _shipped(language: str) -> Dictionary:
    return open_dictionary(_DATA, _SHIPPED[language], grammar_of(language))


def _open(language: str, configured: Mapping[str, Path], tell: Telling) -> Dictionary | None:
    """The dictionary of a language that is not English, or None. Raises DictionaryError for a broken one."""
    tag = primary(language)
    if tag in _SHIPPED and not any(primary(other) == tag for other in configured):
        return _shipped(tag)
    from lint.world import hunspell_cache
    from lint.world.cache_folder import cached
    from lint.world.hunspell_folders import find

    files = find(language, configured)
    if files is None:
        return None
    loaded = hunspell_cache.load(
        files,
        cached("dictionaries"),
        lambda found: tell(f"reading the dictionary {found.dic}, which is done once"),
    )
    grammar = grammar_of(language)
    if isinstance(loaded, hunspell_cache.Expanded):
        if loaded.elisions:
            grammar = grammar._replace(elisions=loaded.elisions)
        return Dictionary(loaded.words, loaded.marks, grammar=grammar, ranked=False)
    return Dictionary(_Asked(loaded), _Asked.marks, grammar=grammar, ranked=False, suggest=loaded.suggest)


class _Asked:
    """Words that are not listed but asked for, one by one; they have one number and one mark in common."""

    marks = bytes([AMERICAN | FREQUENT << LEVEL_SHIFT])

    def __init__(self, checker: Hunspell) -> None:
        self._knows = functools.lru_cache(maxsize=100_000)(checker.knows)

    def get(self, word: str, /) -> int | None:
        return 0 if self._knows(word) else None

    def keys(self, prefix: str = "", /) -> list[str]:  # noqa: ARG002
        return []

    def iterkeys(self, prefix: str = "", /) -> Iterator[str]:
        return iter(self.keys(prefix))


def open_dictionary(folder: Path, name: str, grammar: Grammar, misspellings: str = "") -> Dictionary:
    """Opens `NAME.trie` and `NAME.marks` and a file of known misspellings in `folder`.

    Raises DictionaryError when a file is missing, or when the marks do not fit the words.
    """
    import mmap

    import marisa_trie

    known: bytes | mmap.mmap = b""
    try:
        words = marisa_trie.Trie().mmap(str(folder / f"{name}.trie"))
        marks = (folder / f"{name}.marks").read_bytes()
        if misspellings:
            with (folder / misspellings).open("rb") as file:
                known = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, RuntimeError, ValueError) as error:
        raise DictionaryError(f"the dictionary {name} in {folder} cannot be read: {error}") from error
    if len(words) != len(marks):
        raise DictionaryError(f"the dictionary {name} in {folder} is damaged: {len(words)} words, {len(marks)} marks")
    return Dictionary(words, marks, known, grammar)
