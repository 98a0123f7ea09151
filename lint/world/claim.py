"""The folder beside a target where its successor is made: one process at a time has it, and it knows a dead one's."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from lint.records import NamedTuple
from lint.world.files import ENDS, uninterrupted

STAGE, ASIDE, BESIDE, READY, _LOCK = "bundle", "old", "beside", "ready", "lock"
_OURS = frozenset({STAGE, ASIDE, BESIDE, READY, _LOCK})
PROOF = "SHA256SUMS"
"""The file of a bundle that tells it from every other: the checksums of all the rest."""


class BusyError(Exception):
    """Another process is at it; its text says who, in words that follow the target's name."""


class Claim(NamedTuple):
    """What a process has that may write beside a target.

    `folder` is the working folder, `finished` names the files that an earlier process had not yet put beside its
    bundle, and that are there now.
    """

    folder: Path
    finished: tuple[str, ...]


def working_folder(target: Path) -> Path:
    """Where the successor of a target is made: on the same file system, hidden, and known to be ours by its name."""
    return target.with_name(f".{target.name}.copydesk")


@contextlib.contextmanager
def claimed(target: Path) -> Iterator[Claim]:
    """Has the working folder of a target for the time of the block; afterwards the folder is gone.

    What a process that was killed left in it is settled first. Raises BusyError when a living process has the folder,
    OSError.
    """
    folder = working_folder(target)
    lock: int | None = None
    try:
        with uninterrupted(*ENDS):
            lock = _locked(folder)
            os.ftruncate(lock, 0)
            os.pwrite(lock, b"%d\n" % os.getpid(), 0)
            finished = _settle(folder, target)
        yield Claim(folder, finished)
    finally:
        with uninterrupted(*ENDS):
            if lock is not None:
                _release(folder, lock)


def recover(target: Path) -> tuple[str, ...]:
    """Settles what a process that was killed left of its work on a target; gives the names of files that it finished.

    Raises BusyError when a living process is at it, OSError.
    """
    if not os.path.lexists(working_folder(target)):
        return ()
    with claimed(target) as claim:
        return claim.finished


def _locked(folder: Path) -> int:
    """The open file of the lock, which this process has now.

    The lock is the system's: it ends with the process, however that ends, and processes that are forked meanwhile do
    not hold it. The number that the file gets is only for people.
    """
    import fcntl

    while True:
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
        _insist_on_ours(folder)
        try:
            handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        except FileNotFoundError:
            continue  # who had the folder has just removed it
        try:
            try:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):
                raise BusyError(_holder(handle)) from None
            if _is_at(handle, folder / _LOCK):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # the lock of a folder that was removed in between


def _release(folder: Path, lock: int) -> None:
    # The lock is removed after what it guards: who finds the folder without it finds nothing to settle.
    with contextlib.suppress(OSError):
        _clear(folder)
        (folder / _LOCK).unlink()
        folder.rmdir()
    os.close(lock)


def _insist_on_ours(folder: Path) -> None:
    """Raises OSError for what has the name of a working folder and is none."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISDIR(folder.lstat().st_mode) or any(path.name not in _OURS for path in folder.iterdir()):
            said = f"{folder.name}, which is not of our making, is in the way"
            raise FileExistsError(errno.EEXIST, said, str(folder))


def _holder(handle: int) -> str:
    number = os.pread(handle, 20, 0).strip()
    return f"is being made by process {number.decode()}" if number.isdigit() else "is being made by another process"


def _is_at(handle: int, path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), path.lstat())
    return False


def _settle(folder: Path, target: Path) -> tuple[str, ...]:
    """Brings to an end what a killed process began, from what it left; see `lint.world.exchange.commit`."""
    aside = folder / ASIDE
    if aside.exists() and not os.path.lexists(target):
        aside.rename(target)  # killed between two renames: the old bundle is put back
    finished = []
    if _proof(folder / READY) == _proof(target / PROOF) is not None:
        for path in sorted((folder / BESIDE).iterdir()):
            path.replace(target.with_name(path.name))
            finished.append(path.name)
    _clear(folder)
    return tuple(finished)


def _proof(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _clear(folder: Path) -> None:
    """Removes all but the lock. Raises OSError."""
    # Without the mark that they are ready, what is beside is worth nothing.
    (folder / READY).unlink(missing_ok=True)
    for name in (BESIDE, STAGE, ASIDE):
        _remove(folder / name)


def _remove(folder: Path) -> None:
    """Removes a folder, one that holds folders that nobody may write in too. Raises OSError."""
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except PermissionError:
        folder.chmod(0o700)
        for inner, names, _ in os.walk(folder):
            for path in (Path(inner, name) for name in names):
                if not path.is_symlink():
                    path.chmod(0o700)
        shutil.rmtree(folder)
