"""Finds the hunspell dictionary of a language: where the configuration says, else in the standard folders."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from lint.records import NamedTuple
from lint.regex import regex
from lint.world.dictionary_error import DictionaryError
from lint.world.hunspell_files import DictionaryFiles

_TAG = regex(
    r"(?P<primary>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?(?:[-_](?P<variant>.+))?",
    re.IGNORECASE,
)
_SAME = {"no": "nb", "iw": "he", "in": "id"}
# The region that is meant where none is said, and that is not called like the language.
_HOME = {"en": "US", "sv": "SE", "da": "DK", "ca": "ES", "eu": "ES", "gl": "ES", "nb": "NO", "nn": "NO", "sr": "RS"}
_SPECIAL_FIELD = regex("med|glut", re.IGNORECASE)
"""What a dictionary is called that only adds a profession's words to another one."""

_BELOW_DATA = ("hunspell", "myspell/dicts", "myspell")
_OFFICES = (
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice*/share/extensions",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
    "C:/Program Files/LibreOffice/share/extensions",
)
_BROWSERS = ("/usr/lib/firefox/dictionaries", "/usr/lib64/firefox/dictionaries", "/usr/lib/thunderbird/dictionaries")


class _Tag(NamedTuple):
    primary: str
    script: str
    region: str
    variant: str


def find(language: str, configured: Mapping[str, Path]) -> DictionaryFiles | None:
    """The dictionary that fits a BCP 47 tag best, or None.

    `configured` are paths by language: to the .aff, to the .dic, without ending, or to a folder. "de" finds de_DE
    before de_AT, "de-CH" finds de_CH before de_DE. Raises DictionaryError for a configured path without a dictionary.
    """
    wanted = _parsed(language)
    if wanted is None:
        return None
    named = [(rank, tag) for tag in sorted(configured) if (rank := _rank(wanted, _parsed(tag)))]
    if named:
        return _at(configured[min(named)[1]].expanduser(), wanted)
    return _best(wanted, standard_folders())


def standard_folders() -> list[Path]:
    """The folders in which this system and its user keep dictionaries, whether they are there or not, nearest first."""
    named = [path for path in os.environ.get("DICPATH", "").split(os.pathsep) if path]
    data = [os.environ.get("XDG_DATA_HOME") or "~/.local/share", "/opt/homebrew/share"]
    data += (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(os.pathsep)
    named += [f"{folder}/{below}" for folder in data for below in _BELOW_DATA]
    if sys.platform == "darwin":
        named += ["~/Library/Spelling", "/Library/Spelling"]
    folders = [Path(os.path.expanduser(path)) for path in [*named, *_BROWSERS]]  # noqa: PTH111 - never raises
    for pattern in _OFFICES:
        anchor = Path(pattern).anchor
        if anchor:
            folders += sorted(Path(anchor).glob(f"{pattern.removeprefix(anchor)}/dict-*"))
    return list(dict.fromkeys(folders))


def _at(path: Path, wanted: _Tag) -> DictionaryFiles:
    if path.is_dir():
        found = _best(wanted, [path, *sorted(below for below in path.iterdir() if below.is_dir())])
        alone = _pairs(path)
        if found is None and len(alone) == 1:  # whatever it is called
            return alone[0]
        if found is None:
            raise DictionaryError(f"{path}: there is no dictionary for {'-'.join(filter(None, wanted))} in this folder")
        return found
    name = path.name.removesuffix(path.suffix) if path.suffix in (".aff", ".dic") else path.name
    files = DictionaryFiles(path.parent, name)
    for each in (files.aff, files.dic):
        if not each.is_file():
            raise DictionaryError(f"{each}: there is no such file")
    return files


def _best(wanted: _Tag, folders: Iterable[Path]) -> DictionaryFiles | None:
    found = [
        (rank, place, files)
        for place, folder in enumerate(folders)
        for files in _pairs(folder)
        if (rank := _rank(wanted, _parsed(files.name)))
    ]
    return next((files for _, _, files in sorted(found) if files.aff.is_file() and files.dic.is_file()), None)


def _pairs(folder: Path) -> list[DictionaryFiles]:
    """The dictionaries right in a folder, by their names; none where it cannot be read."""
    names: set[str] = set()
    with contextlib.suppress(OSError):
        names = set(os.listdir(folder))  # noqa: PTH208 - twice as fast as iterdir
    return [DictionaryFiles(folder, n[:-4]) for n in names if n.endswith(".aff") and f"{n[:-4]}.dic" in names]


def _parsed(tag: str) -> _Tag | None:
    found = _TAG.fullmatch(tag)
    if found is None:
        return None
    primary = found["primary"].lower()
    return _Tag(
        _SAME.get(primary, primary),
        (found["script"] or "").title(),
        (found["region"] or "").upper(),
        (found["variant"] or "").lower(),
    )


def _rank(wanted: _Tag, offered: _Tag | None) -> tuple[int, ...] | None:
    """How far a dictionary is from what is wanted, the least first; None for another language or script."""
    if offered is None or offered.primary != wanted.primary or _SPECIAL_FIELD.match(offered.variant):
        return None
    if wanted.script and wanted.script != offered.script:
        return None
    home = _HOME.get(wanted.primary, wanted.primary.upper())
    order = [wanted.region, "", home] if wanted.region else ["", home]
    region = order.index(offered.region) if offered.region in order else len(order)
    variant = 0 if offered.variant == wanted.variant else 2 if offered.variant else 1
    return (int(offered.script != wanted.script), variant if wanted.variant else 0, region, variant)
