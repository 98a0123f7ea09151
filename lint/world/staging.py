"""A folder that appears whole or not at all: made beside its place, put there in one step."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from lint.world import git
from lint.world.claim import BESIDE, STAGE, claimed
from lint.world.exchange import commit
from lint.world.files import ENDS, uninterrupted

# The same for everybody, whatever the umask: what is published may be read.
_FILE, _FOLDER = 0o644, 0o755


class Stage:
    """The folder that is being written, and what is to lie beside it; `finished` as in `Claim`.

    What lies with the same bytes in `before`, the folder that this one succeeds, is not written a second time: the file
    gets one more link, and keeps its time, so that who copies a bundle to a server need not copy it again.
    """

    def __init__(self, path: Path, finished: tuple[str, ...] = (), before: Path | None = None) -> None:
        self.path = path
        self.finished = finished
        self._before = before
        self._folders: set[Path] = {path}

    def write(self, path: str, data: bytes) -> None:
        """Writes a file; `path` is relative, with `/` separators. Raises OSError."""
        if path.startswith("/") or ".." in path.split("/"):
            raise PermissionError(errno.EPERM, f"{path} leads out of the bundle", path)
        target = self.path / path
        self._make(target.parent)
        if self._before is not None and self._link(self._before / path, target, data):
            return
        with target.open("xb") as file:
            os.fchmod(file.fileno(), _FILE)
            file.write(data)

    def _link(self, before: Path, target: Path, data: bytes) -> bool:
        """Whether a file of the old folder has these bytes, and is now one of the new folder, too."""
        try:
            known = before.lstat()
            same = stat.S_ISREG(known.st_mode) and stat.S_IMODE(known.st_mode) == _FILE and known.st_uid == os.geteuid()
            if not same or known.st_size != len(data) or before.read_bytes() != data:
                return False
            os.link(before, target, follow_symlinks=False)
        except FileNotFoundError:
            return False
        except OSError:  # a file system without links, or with too many of them
            self._before = None
            return False
        return True

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

    def beside(self, name: str) -> Path:
        """Where to write a file that is to lie beside the folder: it comes there with it. Raises OSError."""
        folder = self.path.with_name(BESIDE)
        if folder not in self._folders:
            folder.mkdir()
            self._folders.add(folder)
        path = folder / name
        path.touch()
        path.chmod(_FILE)
        return path

    def _make(self, folder: Path) -> None:
        if folder in self._folders:
            return
        self._make(folder.parent)
        folder.mkdir()
        folder.chmod(_FOLDER)
        self._folders.add(folder)


@contextlib.contextmanager
def staged(target: Path) -> Iterator[Stage]:
    """Stages the folder `target`: what the block writes is there when the block ends, and an old folder is gone.

    Whatever ends the block early, Ctrl-C included, leaves the old folder as it was and nothing beside it; what SIGKILL
    leaves beside it, the next call removes. Only hand in a folder that `why_not_replaced` lets go. Raises BusyError
    when another process stages the same folder, OSError.
    """
    made: list[Path] = []
    try:
        with uninterrupted(*ENDS):
            made = _make_parents(target.parent)
        with claimed(target) as claim:
            path = claim.folder / STAGE
            path.mkdir()
            path.chmod(_FOLDER)
            yield Stage(path, claim.finished, target if target.is_dir() else None)
            with uninterrupted(*ENDS):
                commit(claim.folder, target)
                made = []
    finally:
        with uninterrupted(*ENDS):
            for folder in made:
                with contextlib.suppress(OSError):
                    folder.rmdir()


def read_inside(root: Path, path: str) -> bytes:
    """The bytes of a file of the site; `path` is relative to `root`.

    Raises OSError, also for a link that leads out of the site.
    """
    real = (root / path).resolve(strict=True)
    if not real.is_relative_to(root.resolve()):
        raise PermissionError(errno.EPERM, "a link that leads out of the site", path)
    return real.read_bytes()


def links_out(root: Path, paths: Iterable[str]) -> Iterator[str]:
    """Those of the files that are links out of the site's repository, or of the site where it has none, or that lie in
    a folder that is one; `paths` are relative to `root`, the site's folder."""
    real = (git.top_level(root) or root).resolve()
    folders: dict[str, bool] = {}
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            folders[folder] = (root / folder).resolve().is_relative_to(real)
        inside = folders[folder]
        if inside and os.path.islink(f"{root}/{path}"):  # noqa: PTH114  (asked for every post)
            inside = (root / path).resolve().is_relative_to(real)
        if not inside:
            yield path


def _make_parents(folder: Path) -> list[Path]:
    """Makes a folder and those above it; gives the ones that were made, the deepest first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
    return missing
