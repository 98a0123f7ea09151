"""Fetches the published word lists that `scripts/build-dictionaries` and `scripts/build-wording` read."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from lint.spelling.hunspell import Affixes, expand

SOURCES = Path(__file__).resolve().parent / "dictionary-sources.toml"


class Package(NamedTuple):
    """A published word list that was fetched: what it may be used for, and where its files are.

    `use` says which words it gives; its licence is shown as `shown_as`.LICENSE; `files` are those to be read.
    """

    use: str
    name: str
    version: str
    licence: str
    licence_file: str
    shown_as: str
    gives: str
    files: tuple[str, ...]
    folder: Path

    def text(self, file: str) -> str:
        """A file of the package, unpacked if it is packed."""
        raw = (self.folder / file).read_bytes()
        return (gzip.decompress(raw) if file.endswith(".gz") else raw).decode("utf-8")

    def lines(self) -> set[str]:
        """The entries of all its lists: a word a line, `#` starts a comment."""
        entries = (line.partition("#")[0].strip() for file in self.files for line in self.text(file).splitlines())
        return {entry for entry in entries if entry}

    def hunspell(self) -> tuple[Affixes, list[str]]:
        """The affixes and the entries of a hunspell dictionary."""
        return Affixes(self.text("index.aff").splitlines()), self.text("index.dic").splitlines()


def fetch_all(folder: Path, sources: Path = SOURCES) -> list[Package]:
    """Fetches, checks and unpacks every package into `folder`, in the order of their list."""
    table = tomllib.loads(sources.read_text(encoding="utf-8"))["package"]
    return [_fetch(entry, folder) for entry in table]


def _fetch(entry: dict[str, Any], folder: Path) -> Package:
    registry = entry.get("registry", "npm")
    spec = f"{entry['name']}{'==' if registry == 'pypi' else '@'}{entry['version']}"
    archive = _download(spec, registry, folder)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != entry["sha256"]:
        sys.exit(f"{spec}: the hash is {found}, not {entry['sha256']}")
    short = entry["name"].rpartition("/")[2]
    target = folder / short
    if registry == "pypi":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target)
    else:
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
        target = target / "package"
    return Package(
        use=entry["use"],
        name=entry["name"],
        version=entry["version"],
        licence=entry["licence"],
        licence_file=entry["licence-file"],
        shown_as=entry.get("shown-as", short),
        gives=entry["gives"],
        files=tuple(entry.get("files", ())),
        folder=target,
    )


def _download(spec: str, registry: str, folder: Path) -> Path:
    """Has the registry's own client fetch an archive; returns its path."""
    target = folder / "archives" / spec.replace("/", "-")
    target.mkdir(parents=True)
    command = ["npm", "pack", spec, "--silent"]
    if registry == "pypi":
        command = [sys.executable, "-m", "pip", "download", spec, "--no-deps", "--quiet", "--only-binary", ":all:"]
    subprocess.run(command, check=True, capture_output=True, cwd=target)
    return next(target.iterdir())


def forms(affixes: Affixes, entries: Iterable[str]) -> dict[str, bool]:
    """Every form of a hunspell list, and whether it is hidden (only where every entry that gives it says so)."""
    found: dict[str, bool] = {}
    for form in expand(affixes, entries):
        found[form.word] = found.get(form.word, True) and form.hidden
    return found


def copy_licences(packages: Iterable[Package], folder: Path) -> None:
    """Copies each licence beside the dictionaries; those that share a name must share the text."""
    texts: dict[str, bytes] = {}
    for package in packages:
        text = (package.folder / package.licence_file).read_bytes()
        if texts.setdefault(package.shown_as, text) != text:
            sys.exit(f"{package.name}: its licence is not that of {package.shown_as}.LICENSE")
        shutil.copyfile(package.folder / package.licence_file, folder / f"{package.shown_as}.LICENSE")
