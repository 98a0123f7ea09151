"""Finds, reads and writes the files of words that a site accepts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from lint.choices import nearest
from lint.config.globs import matcher
from lint.config.load import ConfigError, place, prefix
from lint.config.schema import Config
from lint.config.word_list import OURS, ListedWord, configured_words, language_of, read_words
from lint.records import NamedTuple
from lint.site.accepted import EVERY
from lint.site.site import Files
from lint.site.word_uses import Entry
from lint.world.files import read, write

_WILD = frozenset("*?[")
_MOST_FOLDERS = 10_000  # that `**` looks into
_NOT_OURS = frozenset({"node_modules", "bower_components", "vendor", "venv"})
_USUAL = Config().words_files


class WordsFile(NamedTuple):
    """A file of words. `path` is relative to the site, `text` as it was read; `words` are of `language`, or EVERY."""

    path: str
    language: str
    words: tuple[ListedWord, ...]
    text: str


class Ground(msgspec.Struct, frozen=True):
    """Where words files are looked for: a site with its configuration. `config_path` is relative to `working`."""

    root: Path
    config: Config
    config_path: str
    config_text: str
    working: Path

    def shown(self, path: str) -> str:
        """A path of the site as it is reached from the working folder."""
        return os.path.relpath(self.root / path, self.working).replace(os.sep, "/")


def accepted_entries(ground: Ground, files: Sequence[WordsFile]) -> list[Entry]:
    """The words that the configuration and the words files accept, each with its place as the user sees it."""
    entries = configured_words(ground.config_text, ground.config_path)
    for file in files:
        shown = ground.shown(file.path)
        entries += [Entry(word.text, file.language, shown, word.line, word.column) for word in file.words]
    return entries


def words_files(ground: Ground, files: Files, *, may_lack: bool = False) -> tuple[WordsFile, ...]:
    """The words files of a site, sorted by path.

    Raises ConfigError for one that cannot be used and, unless it `may_lack`, for one that the configuration names but
    that is not there.
    """
    found: dict[str, WordsFile] = {}
    patterns = ground.config.words_files
    named = patterns != _USUAL and not may_lack
    for pattern in patterns:
        if _WILD.isdisjoint(pattern) and not pattern.endswith("/"):
            path = pattern.removeprefix("./")
            if named or files.exists(path) or _leads_out(path):
                _add(found, ground, files, path, named=named)
        else:
            for path in _matching(pattern, files):
                _add(found, ground, files, path, named=False)
    return tuple(found[path] for path in sorted(found))


def _add(found: dict[str, WordsFile], ground: Ground, files: Files, path: str, *, named: bool) -> None:
    if path in found:
        return
    try:
        found[path] = read_file(ground, path)
    except FileNotFoundError:
        if named:
            raise _missing(ground, files, path) from None


def read_file(ground: Ground, path: str) -> WordsFile:
    """One words file. Raises FileNotFoundError, and ConfigError when it cannot be used."""
    shown = ground.shown(path)
    try:
        source = read(ground.root, path, ground.config.max_size)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigError(f"{shown}:1:1: cannot be read: {error.strerror}") from None
    if source.unreadable:
        raise ConfigError(f"{shown}:1:1: {source.unreadable}")
    tag = language_of(shown, ground.config.dictionaries)
    return WordsFile(path, tag, read_words(source.text, shown), source.text)


def _missing(ground: Ground, files: Files, path: str) -> ConfigError:
    """There is no such file: the place in the configuration that names it, and the nearest one that there is."""
    folder, slash, name = path.rpartition("/")
    names = [] if _leads_out(path) else [one for one in files.names(folder) if files.exists(f"{folder}{slash}{one}")]
    near = nearest(name, names)
    hint = f"; did you mean `{folder}{slash}{near}`?" if near else ""
    where = place(ground.config_text, ground.config_path, (*prefix(ground.config_path), "words-files"))
    return ConfigError(f"{where} there is no file `{path}`{hint}")


def _leads_out(path: str) -> bool:
    return path.startswith(("../", "/"))


def _matching(pattern: str, files: Files) -> Iterator[str]:
    """The files that a glob means, by the site's listings: what is not in git's index is not there with `tracked`."""
    *parts, last = (f"{pattern}**/*" if pattern.endswith("/") else pattern).removeprefix("./").split("/")
    folders = [""]
    for part in parts:
        if part == "**":
            folders = [inner for folder in folders for inner in _below(folder, files)]
            continue
        fits = matcher((part,))
        folders = [
            inner
            for folder in folders
            for name in files.names(folder)
            if fits(name) and files.is_folder(inner := f"{folder}/{name}".lstrip("/"))
        ]
    fits = matcher((last,))
    for folder in folders:
        for name in files.names(folder):
            path = f"{folder}/{name}".lstrip("/")
            if fits(name) and files.exists(path):
                yield path


def _below(folder: str, files: Files) -> list[str]:
    """A folder and all below it, but for hidden ones and dependencies."""
    found = [folder]
    for one in found:
        for name in files.names(one):
            inner = f"{one}/{name}".lstrip("/")
            if name[0] != "." and name not in _NOT_OURS and len(found) < _MOST_FOLDERS and files.is_folder(inner):
                found.append(inner)
    return found


def file_for(language: str, ground: Ground, known: Sequence[WordsFile]) -> str | None:
    """The path of the file that a new word of a language belongs into, there or not; None where none would be read.

    One of the language that is there, else one that the configuration names or leaves a name for.
    """
    there = [one.path for one in known if one.language.lower() == language.lower()]
    if there:
        ours = [path for path in there if path.startswith(OURS)]
        return (ours or there)[0]
    patterns = ground.config.words_files
    usual = f"{OURS}.txt" if language == EVERY else f"{OURS}.{language}.txt"
    fillings = [pattern.removeprefix("./").replace("*", language) for pattern in patterns if pattern.count("*") == 1]
    for path in (usual, *(one.removeprefix("./") for one in patterns), *fillings):
        if _WILD.isdisjoint(path) and is_read(path, ground) and _says(path, language, ground):
            return path
    return None


def _says(path: str, language: str, ground: Ground) -> bool:
    try:
        return language_of(path, ground.config.dictionaries).lower() == language.lower()
    except ConfigError:
        return False


def is_read(path: str, ground: Ground) -> bool:
    """Whether the configuration makes a file of this path, relative to the site, a words file."""
    patterns = tuple(pattern.removeprefix("./") for pattern in ground.config.words_files)
    return path in patterns or matcher(patterns)(path)


def save(ground: Ground, path: str, text: str) -> None:
    """Writes a words file in one step, in a new folder if there is none yet. Raises OSError."""
    target = ground.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write(target, text)
