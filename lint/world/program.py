"""What this copydesk is made of: its own files, the packages it works with, the dictionaries of the system.

What was computed by one program need not be what another one would compute, so everything that is kept for later runs
is kept under this.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from lint import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
_ENDINGS = (".dist-info", ".egg-info")


@functools.cache
def program() -> bytes:
    """A digest of this program: another version, an edited file or another library gives another one."""
    digest = hashlib.sha256(f"{__version__}\0{sys.version}\0{sys.platform}".encode())
    for part in (*_own(), *_packages()):
        digest.update(b"\0%b" % part.encode("utf-8", "surrogateescape"))
    return digest.digest()


def _own() -> Iterator[str]:
    """What was installed, by pip's own list of hashes; of a working copy the state of each file."""
    record = _PACKAGE.parent / f"copydesk-{__version__}.dist-info" / "RECORD"
    try:
        yield record.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        yield from sorted(_states(str(_PACKAGE)))


def _states(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _states(entry.path)
            else:
                known = entry.stat()
                yield f"{entry.path} {known.st_size} {known.st_mtime_ns}"


def _packages() -> list[str]:
    """The packages that can be imported, with their versions."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - twice as fast as iterdir
        except OSError:
            continue
        found.update(name for name in names if name.endswith(_ENDINGS))
    return sorted(found)


def dictionary_state(configured: Mapping[str, Path]) -> list[str]:
    """What changes when a post could be judged by another hunspell dictionary, or by one that was edited."""
    from lint.world.hunspell_folders import standard_folders

    named = [path.expanduser() for path in configured.values()]
    folders = [*standard_folders(), *named, *(path.parent for path in named)]
    for path in named:
        if path.is_dir():
            folders += [below for below in path.iterdir() if below.is_dir()]
    found = [f"{tag}={path}" for tag, path in sorted(configured.items())]
    for folder in dict.fromkeys(map(str, folders)):
        try:
            with os.scandir(folder) as entries:
                named_here = [entry for entry in entries if entry.name.endswith((".aff", ".dic"))]
        except OSError:
            continue
        for entry in sorted(named_here, key=lambda entry: entry.name):
            try:
                known = entry.stat()
            except OSError:
                continue
            found.append(f"{entry.path} {known.st_size} {known.st_mtime_ns} {known.st_ctime_ns} {known.st_ino}")
    return found
