"""Reads the two files of a hunspell dictionary, in the encoding that they name. A broken file is named by its line."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from lint.records import NamedTuple
from lint.spelling.hunspell import Affixes, Expansion, HunspellError
from lint.world.dictionary_error import DictionaryError

_SET = re.compile(rb"^(?:\xef\xbb\xbf)?SET[ \t]+(\S+)", re.MULTILINE)
_UNSET = "iso8859-1"
_NAMES = {"tis620-2533": "tis-620", "utf8": "utf-8"}


class DictionaryFiles(NamedTuple):
    """`NAME.aff` and `NAME.dic` in a folder."""

    folder: Path
    name: str

    @property
    def aff(self) -> Path:
        """The affix file."""
        return self.folder / f"{self.name}.aff"

    @property
    def dic(self) -> Path:
        """The word list."""
        return self.folder / f"{self.name}.dic"


def contents(files: DictionaryFiles) -> tuple[bytes, bytes]:
    """The bytes of the affix file and of the word list. Raises DictionaryError."""
    return _bytes(files.aff), _bytes(files.dic)


def encoding(files: DictionaryFiles, aff: bytes) -> str:
    """The codec of both files, as Python calls it; what says nothing is ISO 8859-1. Raises DictionaryError."""
    found = _SET.search(aff)
    if found is None:
        return _UNSET
    named = found.group(1).decode("ascii", "replace")
    name = named.lower().removeprefix("microsoft-")
    try:
        codec = codecs.lookup(_NAMES.get(name, name))
        "".encode(codec.name)  # fails for what is a codec but no encoding of text ("hex")
    except (LookupError, ValueError):
        line = aff.count(b"\n", 0, found.start(1)) + 1
        raise DictionaryError(f"{files.aff}:{line}: the encoding {named!r} is not known") from None
    return codec.name


def parse(files: DictionaryFiles, aff: bytes, dic: bytes) -> Expansion:
    """The words of the dictionary, elided prefixes taken off. Raises DictionaryError that names file and line."""
    codec = encoding(files, aff)
    rules = _lines(files.aff, aff, codec)
    entries = _lines(files.dic, dic, codec)
    if not re.match(r"\s*\d", entries[0]):
        raise DictionaryError(f"{files.dic}:1: the number of words should stand here, not {entries[0].strip()[:40]!r}")
    try:
        affixes = Affixes(rules, utf8=codec == "utf-8")
        affixes.take_elisions()
    except HunspellError as error:
        raise DictionaryError(f"{files.aff}:{error.line}: {error.reason}") from error
    try:
        return Expansion(affixes, entries)
    except HunspellError as error:
        path = files.dic if error.file == "word list" else files.aff
        raise DictionaryError(f"{path}:{error.line}: {error.reason}") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DictionaryError(f"{path} cannot be read: {error.strerror}") from error


def _lines(path: Path, data: bytes, codec: str) -> list[str]:
    """The lines as text. Bytes that the encoding has not are kept: flags and authors' names may be in any encoding."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise DictionaryError(f"{path}:1: this is UTF-16")
    data = data.removeprefix(b"\xef\xbb\xbf")
    nul = data.find(0)
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise DictionaryError(f"{path}:{line}: this is no text: a NUL byte")
    try:
        return data.decode(codec, "surrogateescape").split("\n")
    except UnicodeError as error:
        raise DictionaryError(f"{path}:1: this is not {codec}, the encoding that the affix file names") from error
