"""What git knows of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from lint.site.history import Renamed

COMMITS = 500
"""So many commits are searched for renamed posts. Our own bound."""
SECONDS = 5.0
"""A search of the history ends after so long. Our own bound."""
_ALIKE = 90  # percent; posts that share a frame only are not the same post

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"})


class GitError(RuntimeError):
    """git could not be run, or refused; the message is its own first line."""


def top_level(folder: Path) -> Path | None:
    """The nearest folder at or above this one that holds `.git`. No process is started."""
    for candidate in (folder, *folder.parents):
        if (candidate / ".git").exists():
            return candidate
    return None


def list_files(folder: Path, *patterns: str, tracked: bool = False) -> list[str]:
    """The files below a folder, relative to it: those in the index and, unless `tracked`, new ones not ignored.

    `patterns` are git's pathspecs. A file that was deleted but is still in the index is listed. Raises GitError.
    """
    which = ["--cached"] if tracked else ["--cached", "--others", "--exclude-standard"]
    return [path for path in run(folder, "ls-files", "-z", *which, "--", *patterns).split("\0") if path]


def renames(folder: Path, *patterns: str) -> list[Renamed]:
    """The files below a folder that its latest commits renamed, oldest first, and then what is staged.

    Paths are relative to the folder, `patterns` are git's pathspecs. At most COMMITS commits that touch such files are
    looked at, for at most SECONDS. Raises GitError.
    """
    import datetime

    alike = ("-z", "--name-status", f"-M{_ALIKE}%", "--relative")
    staged = run(folder, "diff", "--cached", *alike, "--diff-filter=R", "--", *patterns, seconds=SECONDS)
    found = [Renamed(old, new, None) for _, old, new in _renamed(staged)]
    logged = run(folder, "log", f"-n{COMMITS}", "--format=@%ct", *alike, "--", *patterns, seconds=SECONDS)
    for seconds, old, new in _renamed(logged):
        found.append(Renamed(old, new, datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()))
    return found[::-1]


def _renamed(changes: str) -> Iterator[tuple[int, str, str]]:
    """Of each rename: the time of its commit, the old and the new path. Zero bytes stand between all of them."""
    time = 0
    entries = iter(changes.split("\0"))
    for entry in entries:
        status = entry.lstrip("\n")
        if status.startswith("@"):
            time = int(status[1:])
        elif status[:1] in {"R", "C"}:
            old, new = next(entries, ""), next(entries, "")
            if status[0] == "R" and new:
                yield time, old, new
        elif status:
            next(entries, "")


def run(folder: Path, *arguments: str, seconds: float | None = None) -> str:
    """What a git command prints. File names may hold any bytes. Raises GitError, also after `seconds`."""
    return os.fsdecode(output(folder, *arguments, seconds=seconds))


def output(folder: Path, *arguments: str, sent: bytes | None = None, seconds: float | None = None) -> bytes:
    """The same in bytes; `sent` is what the command reads. Raises GitError."""
    import subprocess

    # A git command that only looks must not wait for, or take, the lock of somebody who writes.
    command = ["git", "--no-optional-locks", *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=_environment(folder),
            input=sent,
            stdin=subprocess.DEVNULL if sent is None else None,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git {arguments[0]} took more than {seconds:g} s") from None
    if done.returncode:
        first = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise GitError(first or f"git {arguments[0]} failed")
    return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    """The environment without what a hook is told of its repository: from another folder that would lead astray.

    The index that a hook works with is kept, where it is the index of this repository.
    """
    environment = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
    index = environment.pop("GIT_INDEX_FILE", "")
    here = top_level(Path.cwd())
    if index and (here is None or here == top_level(folder.resolve())):
        # git itself reads a relative path from the top of the work tree.
        environment["GIT_INDEX_FILE"] = os.path.abspath((here or Path.cwd()) / index)  # noqa: PTH100
    return environment
