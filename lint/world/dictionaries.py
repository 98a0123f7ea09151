"""Opens the dictionaries that ship with the package: mapped into memory, read only where a word is looked up."""

from __future__ import annotations

import functools
from pathlib import Path

from lint.spelling.dictionary import Dictionary

_DATA = Path(__file__).resolve().parent.parent / "spelling" / "data"


class DictionaryError(RuntimeError):
    """A dictionary file is missing or damaged: the installation is broken."""


@functools.cache
def english() -> Dictionary:
    """American and British English, opened once for the process; costs about 1 ms."""
    return open_dictionary(_DATA, "english")


def open_dictionary(folder: Path, name: str) -> Dictionary:
    """Opens `NAME.trie` and `NAME.marks` and the known misspellings in `folder`.

    Raises DictionaryError when a file is missing, or when the marks do not fit the words.
    """
    import mmap

    import marisa_trie

    try:
        words = marisa_trie.Trie().mmap(str(folder / f"{name}.trie"))
        marks = (folder / f"{name}.marks").read_bytes()
        with (folder / "misspellings.txt").open("rb") as file:
            misspellings = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, RuntimeError, ValueError) as error:
        raise DictionaryError(f"the dictionary {name} in {folder} cannot be read: {error}") from error
    if len(words) != len(marks):
        raise DictionaryError(f"the dictionary {name} in {folder} is damaged: {len(words)} words, {len(marks)} marks")
    return Dictionary(words, marks, misspellings)
