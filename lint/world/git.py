"""What git knows of a folder."""

from __future__ import annotations

from pathlib import Path

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


def run(folder: Path, *arguments: str) -> str:
    """What a git command prints. File names may hold any bytes. Raises GitError."""
    import os
    import subprocess

    # A hook is told where its repository is, relative to its own folder; from another one that would lead astray.
    environment = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
    if "GIT_INDEX_FILE" in environment:
        environment["GIT_INDEX_FILE"] = os.path.abspath(environment["GIT_INDEX_FILE"])  # noqa: PTH100
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        first = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise GitError(first or f"git {arguments[0]} failed")
    return os.fsdecode(done.stdout)
