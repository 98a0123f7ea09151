"""Puts a folder in another's place, in one step where the system can, and waits until it is on the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from lint.world.claim import ASIDE, BESIDE, PROOF, READY, STAGE

_AT_FDCWD = -100
_EXCHANGE = 2
"""The flag of Linux's renameat2 (RENAME_EXCHANGE) and of macOS' renamex_np (RENAME_SWAP)."""


def commit(work: Path, target: Path) -> None:
    """Puts what was made in a working folder in its place: the bundle at `target`, the files beside it.

    The old bundle, where there was one, is in the working folder afterwards. Raises OSError; then the old bundle is
    where it was.

    A kill at any moment leaves a whole bundle at `target`, the old or the new one, where the system can exchange two
    folders in one step: Linux on all usual file systems, macOS on APFS. Elsewhere two renames do it; killed between
    them, the target is missing until the next run puts the old bundle back, which `ASIDE` holds.

    Files beside the bundle (archives) cannot be exchanged in the same step. They come last, each by one rename. Killed
    before that, the next run finishes it, if the bundle at `target` is the one they were made of, as `READY` tells.
    Until then they are whole, but of the bundle before, and their checksums differ from those at `target`.
    """
    to_disk(work)
    beside = sorted((work / BESIDE).iterdir()) if (work / BESIDE).is_dir() else []
    if beside:
        (work / READY).write_bytes((work / STAGE / PROOF).read_bytes())
        to_disk(work / READY, content=False)
    replaced = _put(work / STAGE, target, work / ASIDE)
    try:
        for path in beside:
            path.replace(target.with_name(path.name))
    except OSError:
        if replaced:
            _put(work / STAGE, target, work / ASIDE)
        else:
            target.rename(work / STAGE)
        raise
    to_disk(target.parent, content=False)


def _put(stage: Path, target: Path, aside: Path) -> bool:
    """Puts the stage in the target's place; whether there was a target, which then has the stage's place."""
    if not target.exists():
        stage.rename(target)
        return False
    if _exchange(stage, target):
        return True
    target.rename(aside)
    try:
        stage.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(stage)
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system cannot."""
    import ctypes

    names = os.fsencode(one), os.fsencode(other)
    flags = ctypes.c_uint(_EXCHANGE)
    if sys.platform == "darwin":
        rename = getattr(_libc(), "renamex_np", None)
        return rename is not None and rename(*names, flags) == 0
    rename = getattr(_libc(), "renameat2", None)
    return rename is not None and rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], flags) == 0


def to_disk(folder: Path, *, content: bool = True) -> None:
    """Waits until a folder is on the disk, with all its content, or a folder or file by itself.

    Raises OSError, for example when the disk is full.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        if not content:
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
