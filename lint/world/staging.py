"""A folder that appears whole or not at all: written beside its place, put there by one rename."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lint.world.files import umask, uninterrupted

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in any folder that was looked at."""


class Stage:
    """The folder that is being written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folders: set[Path] = set()

    def write(self, path: str, data: bytes) -> None:
        """Writes a file; `path` is relative, with `/` separators. Raises OSError."""
        target = self.path / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        with target.open("xb") as file:
            file.write(data)

    def copy(self, source: str, target: str) -> None:
        """Copies a file of the folder to another place in it. Raises OSError."""
        self.write(target, self.read(source))

    def names(self) -> list[str]:
        """The paths of all files that are there, sorted; as they lie on the disk, whoever wrote them."""
        found = []
        for folder, _, files in os.walk(self.path):
            found += [Path(folder, name).relative_to(self.path).as_posix() for name in files]
        return sorted(found)

    def read(self, path: str) -> bytes:
        """The bytes of a file as they lie on the disk. Raises OSError."""
        return (self.path / path).read_bytes()


@contextlib.contextmanager
def staged(target: Path) -> Iterator[Stage]:
    """Stages the folder `target`: what the block writes is there when the block ends, and an old folder is gone.

    Whatever ends the block early, Ctrl-C included, leaves the old folder as it was and nothing beside it. Only hand
    in a folder that `why_not_replaced` lets go. Raises OSError.
    """
    stage: Path | None = None
    made: list[Path] = []
    try:
        with uninterrupted():
            made = _make_parents(target.parent)
            stage = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
            stage.chmod(0o777 & ~umask())
        yield Stage(stage)
        _to_disk(stage)
        with uninterrupted():
            _put(stage, target)
            made = []
            _to_disk(target.parent, files=False)
    finally:
        with uninterrupted():
            if stage is not None:
                shutil.rmtree(stage, ignore_errors=True)
            for folder in made:
                with contextlib.suppress(OSError):
                    folder.rmdir()


def why_not_replaced(target: Path, root: Path) -> str | None:
    """Why a bundle must not take the place of `target`, in words that follow its name; None when it may.

    A folder may go only when it is empty or holds an earlier bundle and nothing else. `root` is the site's folder.
    Raises OSError when the folder cannot be read.
    """
    if root.is_relative_to(target):
        return "is the site itself or holds it; a bundle needs a folder of its own"
    if not os.path.lexists(target):
        return None
    if not target.is_dir():
        return "is no folder"
    names = sorted(path.name for path in target.iterdir() if path.name not in _LITTER)
    if not names:
        return None
    if not {"manifest.json", "SHA256SUMS"} <= set(names):
        return f"is a folder that no bundle of ours made ({names[0]} lies in it); it is left alone"
    listed = {"manifest.json", "SHA256SUMS"}
    with (target / "SHA256SUMS").open(encoding="utf-8", errors="replace") as file:
        listed |= {line.rstrip("\n").partition("  ")[2] for line in file}
    for folder, folders, files in os.walk(target):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted((*files, *links)):
            path = Path(folder, name).relative_to(target).as_posix()
            if path not in listed and name not in _LITTER:
                return f"holds {path}, which is no part of an earlier bundle; it is left alone"
    if not _is_manifest(target / "manifest.json"):
        return "holds a manifest.json that is not a bundle's; it is left alone"
    return None


def read_inside(root: Path, path: str) -> bytes:
    """The bytes of a file of the site; `path` is relative to `root`.

    Raises OSError, also for a link that leads out of the site.
    """
    real = (root / path).resolve(strict=True)
    if not real.is_relative_to(root.resolve()):
        raise PermissionError(1, "a link that leads out of the site", path)
    return real.read_bytes()


def _is_manifest(path: Path) -> bool:
    try:
        document = json.loads(path.read_bytes())
    except ValueError:
        return False
    return isinstance(document, dict) and str(document.get("tool", "")).startswith("copydesk ")


def _put(stage: Path, target: Path) -> None:
    """Puts the stage in the target's place; afterwards the stage's place holds the old folder, or nothing."""
    if not target.exists():
        stage.rename(target)
        return
    if _exchange(stage, target):
        return
    # Two renames: for a moment no bundle is there, but never half of one, and a failure puts the old one back.
    aside = stage.with_name(stage.name + ".old")
    target.rename(aside)
    try:
        stage.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(stage)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step; False where the system cannot."""
    import ctypes

    rename = getattr(_libc(), "renameat2", None)
    if rename is None:
        return False
    flags = ctypes.c_uint(_RENAME_EXCHANGE)
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), flags)
    return done == 0


def _to_disk(folder: Path, *, files: bool = True) -> None:
    """Waits until the folder's content is on the disk. Raises OSError, for example when the disk is full."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        if not files:
            os.fsync(handle)
            return
        # One call for the file system costs less than one for each of thousands of files.
        sync = getattr(_libc(), "syncfs", None)
        if sync is not None and sync(handle) == 0:
            return
    finally:
        os.close(handle)
    for inner, _, names in os.walk(folder):
        for path in (inner, *(os.path.join(inner, name) for name in names)):  # noqa: PTH118
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _libc() -> Any:
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def _make_parents(folder: Path) -> list[Path]:
    """Makes a folder and those above it; gives the ones that were made, the deepest first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
    return missing
