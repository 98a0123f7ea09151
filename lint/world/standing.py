"""Whether a bundle that stands is the one that would be made now: told by the states of all files, nothing is read.

Asked before anything heavy is loaded, so nothing heavy is imported here.

A state is size, times and number of a file as the system has them, the time of its last change included, which nobody
can set. All that a bundle and its findings depend on counts: every file of the site's folder, what git and this program
keep about it, the day, and what the environment says. What cannot be told so is never said to be unchanged.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import stat
import sys
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from lint.world.cache_folder import cached
from lint.world.program import program

_LIMIT = 50_000
"""So many files and folders are looked at; a larger site is built again."""
_TICK = 50_000_000
"""Nanoseconds in which a file may change twice and have one time."""
_VARIABLES = frozenset(
    {
        *("COLUMNS", "DICPATH", "FORCE_COLOR", "HOME", "LANG", "LINES", "NO_COLOR", "PATH", "SOURCE_DATE_EPOCH"),
        *("TERM", "TZ"),
    }
)
_PREFIXES = ("COPYDESK", "GIT_", "LC_", "PYTHON", "XDG_")
_CONFIGURATIONS = ("copydesk.toml", "pyproject.toml", ".gitignore")
_POINTS_ELSEWHERE = (b"excludesfile", b"[include", b"worktree")


class UnsureError(Exception):
    """The states of files do not tell whether something changed."""


def record_path(arguments: Iterable[str], working: str) -> tuple[Path, str] | None:
    """The folder and the key of what is known of a command in a working folder; None for a user without a home."""
    folder = cached("bundles")
    if folder is None:
        return None
    asked = "\0".join((working, *arguments)).encode("utf-8", "surrogateescape")
    return folder, hashlib.sha256(asked).hexdigest()


def surroundings() -> str:
    """What may change the findings or the way they are shown, besides files: program, day, environment, terminal.

    Raises OSError.
    """
    digest = hashlib.sha256(program())
    for name, value in sorted(os.environ.items()):
        if name in _VARIABLES or name.startswith(_PREFIXES):
            digest.update(f"{name}={value}\0".encode("utf-8", "surrogateescape"))
    shown = [(stream.isatty(), stream.encoding) if stream else None for stream in (sys.stdout, sys.stderr)]
    size = os.get_terminal_size(sys.stdout.fileno()) if shown[0] and shown[0][0] else None
    digest.update(f"{datetime.date.today()} {shown} {size} {os.getcwd()}".encode("utf-8", "surrogateescape"))  # noqa: PTH109
    return digest.hexdigest()


class SiteState:
    """The states of all that a bundle of a site is made of: its files by their paths, and what lies around it."""

    def __init__(self, files: dict[str, bytes], around: bytes) -> None:
        self._files = files
        self._around = around

    def digest(self) -> str:
        """A digest of all of it."""
        return self._of(self._files, self._around)

    def without(self, paths: Collection[str]) -> str:
        """A digest of the files of the site, but for those at some paths; what lies around it is left aside."""
        return self._of(self._files.keys() - set(paths))

    def _of(self, paths: Iterable[str], more: bytes = b"") -> str:
        digest = hashlib.sha256(more)
        for path in sorted(paths):
            digest.update(self._files[path])
        return digest.hexdigest()


def site_state(root: str, target: str) -> SiteState:
    """The state of all that a bundle of the site at `root` is made of; what is in `target` is left aside.

    Raises UnsureError, also where something changed just now.
    """
    target_parent, _, name = target.rpartition(os.sep)
    working = f"{target_parent}{os.sep}.{name}.copydesk"
    if os.path.lexists(working):
        raise UnsureError(f"{working}: somebody is at work, or was killed")
    now = time.time_ns()
    files = dict(_tree(root, {target}, (".git",)))
    around = list(_above(root))
    for path, known in (*files.items(), *around):
        if known and max(known.st_mtime_ns, known.st_ctime_ns) > now - _TICK and not stat.S_ISDIR(known.st_mode):
            raise UnsureError(f"{path}: just changed")
    return SiteState(
        {path: _line(path, known) for path, known in files.items()}, b"".join(_line(*one) for one in around)
    )


def bundle_state(target: str) -> str:
    """The state of a bundle's files. Raises UnsureError."""
    digest = hashlib.sha256()
    for path, known in sorted(_tree(target)):
        digest.update(_line(path, known))
    return digest.hexdigest()


def _line(path: str, known: os.stat_result | None) -> bytes:
    if known is None:
        about = "-"
    elif stat.S_ISDIR(known.st_mode):  # what is in it counts, and it may have been written to and be the same
        about = f"{known.st_mode}"
    else:
        about = f"{known.st_mode} {known.st_size} {known.st_mtime_ns} {known.st_ctime_ns} {known.st_ino}"
    return f"{path}\0{about}\0".encode("utf-8", "surrogateescape")


def _tree(
    folder: str, without: Collection[str] = frozenset(), names: Collection[str] = ()
) -> list[tuple[str, os.stat_result | None]]:
    """Every file and folder below a folder with its state, but for some paths and what has one of the names."""
    found: list[tuple[str, os.stat_result | None]] = []
    waiting = [folder]
    seen = 0
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    seen += 1
                    path = entry.path
                    if path in without or entry.name in names:
                        continue
                    if entry.is_symlink():
                        found += (f"{path} -> {os.readlink(path)}", None), (path, _known(path))  # noqa: PTH115
                        if entry.is_dir():
                            raise UnsureError(f"{path}: leads to another folder")
                        continue
                    found.append((path, entry.stat()))
                    if entry.is_dir():
                        waiting.append(path)
        except OSError as error:
            raise UnsureError(str(error)) from None
        if seen > _LIMIT:
            raise UnsureError(f"{folder}: more than {_LIMIT:,} files")
    return found


def _above(root: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """What decides where the site ends, and what git knows of it."""
    top = ""
    for folder in (Path(root), *Path(root).parents):
        for name in _CONFIGURATIONS:
            yield f"{folder}/{name}", _known(f"{folder}/{name}")
        git = f"{folder}/.git"
        known = _known(git)
        yield git, known
        if known and not top:
            top = git
    if not top:
        return
    if not Path(top).is_dir():
        raise UnsureError(f"{top}: the repository lies elsewhere")
    for name in ("HEAD", "index", "packed-refs", "config", "info/exclude", "shallow", "info/grafts"):
        yield f"{top}/{name}", _known(f"{top}/{name}")
    yield from sorted(_tree(f"{top}/refs"))
    home, own = os.path.expanduser("~"), os.environ.get("XDG_CONFIG_HOME", "")  # noqa: PTH111 - never raises
    own = own or f"{home}/.config"
    yield f"{own}/git/ignore", _known(f"{own}/git/ignore")
    for path in (f"{top}/config", f"{home}/.gitconfig", f"{own}/git/config", "/etc/gitconfig"):
        yield path, _known(path)
        try:
            said = Path(path).read_bytes().lower()
        except OSError:
            continue
        if any(word in said for word in _POINTS_ELSEWHERE):
            raise UnsureError(f"{path}: names other files")


def _known(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None
