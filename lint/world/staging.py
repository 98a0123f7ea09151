"""A folder that appears whole or not at all: made beside its place, put there in one step."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lint.world import git
from lint.world.claim import BESIDE, STAGE, claimed
from lint.world.exchange import commit
from lint.world.files import ENDS, files_below, uninterrupted

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
        self.fit = True
        """Whether it may take its place; else the old folder stays."""
        self._root = str(path)
        self._before = str(before) if before else ""
        self._folders = {self._root}

    def write(self, path: str, data: bytes) -> None:
        """Writes a file; `path` is relative, with `/` separators. Several processes may write. Raises OSError."""
        target = self._place(path)
        if self._before and self._link(path, target, lambda known: known == data, len(data)):
            return
        with open(target, "xb") as file:  # noqa: PTH123  (there are thousands)
            os.fchmod(file.fileno(), _FILE)
            file.write(data)

    def keep(self, path: str, sha256: str, size: int) -> bool:
        """Whether the old folder has a file of these bytes at the same place, and the new one now, too.

        Raises OSError.
        """
        if not self._before:
            return False
        return self._link(path, self._place(path), lambda known: hashlib.sha256(known).hexdigest() == sha256, size)

    def _place(self, path: str) -> str:
        """Where to write a file, in a folder that is there."""
        if path.startswith("/") or ".." in path.split("/"):
            raise PermissionError(errno.EPERM, f"{path} leads out of the bundle", path)
        target = f"{self._root}/{path}"
        self._make(target.rpartition("/")[0])
        return target

    def _link(self, path: str, target: str, is_same: Callable[[bytes], bool], size: int) -> bool:
        """Whether a file of the old folder has the same bytes, and is now one of the new folder, too."""
        before = f"{self._before}/{path}"
        try:
            known = os.lstat(before)
            same = stat.S_ISREG(known.st_mode) and stat.S_IMODE(known.st_mode) == _FILE and known.st_uid == os.geteuid()
            if not same or known.st_size != size:
                return False
            with open(before, "rb", buffering=0) as file:  # noqa: PTH123
                if not is_same(file.read()):
                    return False
            os.link(before, target, follow_symlinks=False)
        except FileNotFoundError:
            return False
        except OSError:  # a file system without links, or with too many of them
            self._before = ""
            return False
        return True

    def copy(self, source: str, target: str) -> None:
        """Copies a file of the folder to another place in it. Raises OSError."""
        self.write(target, self.read(source))

    def names(self) -> list[str]:
        """The paths of all files that are there, sorted; as they lie on the disk, whoever wrote them."""
        return sorted(files_below(self._root))

    def read(self, path: str) -> bytes:
        """The bytes of a file as they lie on the disk. Raises OSError."""
        with open(f"{self._root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()

    def beside(self, name: str) -> Path:
        """Where to write a file that is to lie beside the folder: it comes there with it. Raises OSError."""
        folder = self.path.with_name(BESIDE)
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.touch()
        path.chmod(_FILE)
        return path

    def _make(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._make(folder.rpartition("/")[0])
        with contextlib.suppress(FileExistsError):  # another process made it
            os.mkdir(folder)  # noqa: PTH102
            os.chmod(folder, _FOLDER)  # noqa: PTH101
        self._folders.add(folder)


@contextlib.contextmanager
def staged(target: Path) -> Iterator[Stage]:
    """Stages the folder `target`: what the block writes is there when the block ends, and an old folder is gone.

    Whatever ends the block early, Ctrl-C included, and a stage that is not fit, leaves the old folder as it was and
    nothing beside it; what SIGKILL leaves beside it, the next call removes. Only hand in a folder that
    `why_not_replaced` lets go. Raises BusyError when another process stages the same folder, OSError.
    """
    made: list[Path] = []
    try:
        with uninterrupted(*ENDS):
            made = _make_parents(target.parent)
        with claimed(target) as claim:
            path = claim.folder / STAGE
            path.mkdir()
            path.chmod(_FOLDER)
            yield (stage := Stage(path, claim.finished, target if target.is_dir() else None))
            if stage.fit:
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
