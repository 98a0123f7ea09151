"""Opens hunspell dictionaries. One that can be written out is, once, into the user's cache: then it opens in 1 ms.

The cache holds, under the hash of a dictionary's two files: `KEY.trie` and `KEY.marks` (lint/spelling/dictionary.py
tells what they mean), or `KEY.aff` and `KEY.dic` for what only hunspell can judge; and `KEY.json`, which is written
last and knows what the others must be. `at-*.json` tells the hash of files that have not changed since.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from lint.records import NamedTuple
from lint.spelling.dictionary import AMERICAN, FREQUENT, HIDDEN, LEVEL_SHIFT, Numbers
from lint.spelling.hunspell_words import Beyond, Words, written_out
from lint.spelling.words import HYPHENS
from lint.world.dictionary_error import DictionaryError
from lint.world.files import write_bytes
from lint.world.hunspell_checker import Hunspell
from lint.world.hunspell_files import DictionaryFiles, contents, parse

__all__ = ["Expanded", "load"]

_FORMAT = "1"
"""Goes up when other bytes would be written for the same dictionary."""

_RIGHT = AMERICAN | FREQUENT << LEVEL_SHIFT
_SUGGESTING = re.compile(rb"^TRY[ \t][^\n]*\n", re.MULTILINE)


class Expanded(NamedTuple):
    """All words of a dictionary, with a byte of marks for each. All are of one level, for there are no frequencies.

    `elisions` are what the dictionary puts before an apostrophe ("dell" in "dell'arte"). Its words are without them:
    they are the reader's to take off.
    """

    words: Numbers
    marks: bytes
    elisions: tuple[str, ...]


class _Stamp(msgspec.Struct):
    state: list[int]
    key: str


class _Entry(msgspec.Struct, omit_defaults=True):
    sums: dict[str, tuple[int, int]]
    """Length and CRC-32 of each file, by its ending."""
    beyond: str = ""
    elisions: tuple[str, ...] = ()
    conversions: dict[str, str] = {}


def load(
    files: DictionaryFiles,
    folder: Path | None = None,
    before_expanding: Callable[[DictionaryFiles], None] = lambda _: None,
) -> Expanded | Hunspell:
    """Opens a dictionary; `folder` is the cache, None for none.

    What can be written out comes as Expanded, everything else as Hunspell. `before_expanding` is called before work of
    seconds. A cache that cannot be written is done without, and a damaged one is made anew. Several processes may do
    this at the same time. Raises DictionaryError that names file and line.
    """
    state = _state(files)
    key = _remembered(folder, files, state) if folder else ""
    known = folder is not None and key != ""
    aff, dic = (b"", b"") if known else contents(files)
    key = key or hashlib.sha256(b"%b\0%d\0%b%b" % (_FORMAT.encode(), len(aff), aff, dic)).hexdigest()[:40]
    if folder:
        found = _open(folder, key, files)
        if found is not None:
            if not known:
                _remember(folder, files, state, key)
            return found
    if known:
        aff, dic = contents(files)
    before_expanding(files)
    made, entry, parts = _made(files, aff, dic)
    if folder and _keep(folder, key, entry, parts):
        _remember(folder, files, state, key)
        if entry.beyond:
            return Hunspell(files, DictionaryFiles(folder, key))
    return made


def _made(files: DictionaryFiles, aff: bytes, dic: bytes) -> tuple[Expanded | Hunspell, _Entry, dict[str, bytes]]:
    """A dictionary made anew, and what the cache keeps of it: the entry and the other files' bytes by their endings."""
    try:
        words = written_out(parse(files, aff, dic))
    except Beyond as beyond:
        # To see whether a long compound is a slip, hunspell tries every letter of TRY in every place, which takes
        # 50 ms. Of 3,400 slips in German words it found not one more by that.
        parts = {"aff": _SUGGESTING.sub(b"", aff), "dic": dic}
        return Hunspell(files), _Entry(_sums(parts), beyond=str(beyond)), parts
    marks = _marks(words)
    parts = {"trie": words.trie.tobytes(), "marks": marks}
    entry = _Entry(_sums(parts), elisions=words.elisions, conversions=words.conversions)
    return Expanded(_converted(words.trie, words.conversions), marks, words.elisions), entry, parts


def _keep(folder: Path, key: str, entry: _Entry, parts: dict[str, bytes]) -> bool:
    """Writes an entry; whether that was possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, data in parts.items():
            write_bytes(folder / f"{key}.{ending}", data)
        write_bytes(folder / f"{key}.json", msgspec.json.encode(entry))
    except OSError:
        return False
    return True


def _open(folder: Path, key: str, files: DictionaryFiles) -> Expanded | Hunspell | None:
    """What the cache has under a key, if it is whole."""
    import marisa_trie

    try:
        entry = msgspec.json.decode((folder / f"{key}.json").read_bytes(), type=_Entry)
        if entry.sums.keys() != ({"aff", "dic"} if entry.beyond else {"trie", "marks"}):
            return None
        parts = {ending: (folder / f"{key}.{ending}").read_bytes() for ending in entry.sums}
        if _sums(parts) != entry.sums:
            return None
        if entry.beyond:
            return Hunspell(files, DictionaryFiles(folder, key))
        trie = marisa_trie.Trie().mmap(str(folder / f"{key}.trie"))
    except (OSError, RuntimeError, ValueError):
        return None
    return Expanded(_converted(trie, entry.conversions), parts["marks"], entry.elisions)


def _sums(parts: dict[str, bytes]) -> dict[str, tuple[int, int]]:
    return {ending: (len(data), zlib.crc32(data)) for ending, data in parts.items()}


def _marks(words: Words) -> bytes:
    marks = bytearray([_RIGHT]) * len(words.trie)
    for word in words.hidden:
        marks[words.trie[word]] |= HIDDEN
    return bytes(marks)


class _Converted:
    """Words in which some characters stand for others, or for nothing: conversions are made before the look-up."""

    def __init__(self, words: Numbers, conversions: dict[str, str]) -> None:
        longest_first = sorted(conversions, key=len, reverse=True)
        replace = re.compile("|".join(map(re.escape, longest_first))).sub
        number = words.get
        self.get: Callable[[str], int | None] = lambda word: number(replace(lambda typed: conversions[typed[0]], word))
        self.keys = words.keys
        self.iterkeys = words.iterkeys


def _converted(words: Any, conversions: dict[str, str]) -> Numbers:
    needed = {typed: meant for typed, meant in conversions.items() if typed.translate(HYPHENS) != meant}
    return _Converted(words, needed) if needed else words


def _state(files: DictionaryFiles) -> list[int]:
    """What changes when the files do."""
    state: list[int] = []
    for path in (files.aff, files.dic):
        try:
            known = path.stat()
        except OSError as error:
            raise DictionaryError(f"{path} cannot be read: {error.strerror}") from error
        state += (known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)
    return state


def _stamp(folder: Path, files: DictionaryFiles) -> Path:
    name = os.fsencode(files.aff.absolute())
    return folder / f"at-{hashlib.sha256(name).hexdigest()[:40]}.json"


def _remembered(folder: Path, files: DictionaryFiles, state: list[int]) -> str:
    """The key of the files as they were when it was written down, if they are the same; else ""."""
    try:
        stamp = msgspec.json.decode(_stamp(folder, files).read_bytes(), type=_Stamp)
    except (OSError, ValueError):
        return ""
    return stamp.key if stamp.state == [int(_FORMAT), *state] and re.fullmatch("[0-9a-f]{40}", stamp.key) else ""


def _remember(folder: Path, files: DictionaryFiles, state: list[int], key: str) -> None:
    with contextlib.suppress(OSError):
        write_bytes(_stamp(folder, files), msgspec.json.encode(_Stamp([int(_FORMAT), *state], key)))
