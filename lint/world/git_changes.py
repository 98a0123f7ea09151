"""Which lines of which Markdown files differ from a base, and what the index holds of them. A few git processes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from lint.engine.changed import Hunk
from lint.regex import regex
from lint.world import git
from lint.world.git import GitError
from lint.world.git_revisions import Base, base_of
from lint.world.listing import SUFFIXES

_FILES = tuple(f":(top,glob)**/*{suffix}" for suffix in SUFFIXES)
# Whatever the user's own configuration says of diffs: what is read by a program has one form.
_PLAIN = (
    "--raw", "-z", "--no-abbrev", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--text",
    "--no-relative", "--ignore-submodules=all", "-O/dev/null",
)  # fmt: skip
_PATCH = ("--patch", "--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/")
_SETTINGS = ("-c", "core.quotePath=false", "-c", "diff.autoRefreshIndex=true")
_HUNK = regex(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_LINK = "120000"


class FileChange(msgspec.Struct):
    """How a file differs from the base. `new` says that the whole of it counts, `before` what it was called.

    `base_object` is git's name of what the base holds of it, or "".
    """

    before: str = ""
    base_object: str = ""
    new: bool = False
    hunks: list[Hunk] = []


class Changes(msgspec.Struct):
    """What differs from the base below a site's root, by path relative to it, and what is gone.

    Of the index, when that is compared: `objects` names git's objects for the files whose work tree differs from it, ""
    for a file that is announced (`git add -N`) but not in it.
    """

    base: Base
    files: dict[str, FileChange]
    gone: dict[str, str]
    """Files of the base that are there no longer, renamed ones as well, with git's names of what they held."""
    parents: tuple[dict[str, FileChange], ...] = ()
    """How the files differ from the other parents of a merge that is staged."""
    objects: Mapping[str, str] = {}


def changes_of(root: Path, revision: str, *, tracked: bool = False) -> Changes:
    """What changed in the repository of `root`; with "" as the revision, what `base_of` chooses is compared.

    Files that are not in the index are new, unless the index is compared or `tracked`. Raises GitError.
    """
    base = base_of(root, revision)
    top = git.top_level(root)
    assert top is not None  # or there would be no base
    prefix = "" if root == top else root.relative_to(top).as_posix() + "/"
    changes = Changes(base, *_differences(root, base.tree, prefix, staged=base.staged))
    if base.staged:
        changes.parents = tuple(_differences(root, other, prefix, staged=True)[0] for other in base.others)
        changes.objects = _unlike_the_index(root, prefix)
    elif not tracked:
        for path in git.run(root, "ls-files", "-z", "--others", "--exclude-standard", *_patterns()).split("\0"):
            if path:
                changes.files[path] = FileChange(new=True)
    return changes


def _patterns() -> tuple[str, ...]:
    return "--", *(f"*{suffix}" for suffix in SUFFIXES)


def _differences(root: Path, tree: str, prefix: str, *, staged: bool) -> tuple[dict[str, FileChange], dict[str, str]]:
    """How files differ from a tree, and those that the tree has and that are there no longer."""
    which = ["--cached"] if staged else []
    if not tree and not staged:  # nothing to compare with: all is new
        listed = git.list_files(root, *(f"*{suffix}" for suffix in SUFFIXES), tracked=True)
        return {path: FileChange(new=True) for path in listed}, {}
    asked = [*_SETTINGS, "diff", *which, *_PLAIN, *_PATCH, *([tree] if tree else []), "--", *_FILES]
    printed = git.output(root, *asked)
    records, patch = _split(printed)
    files: dict[str, FileChange] = {}
    gone: dict[str, str] = {}
    for status, modes, objects, names in records:
        old, new = names[0], names[-1]
        if status == "U" and staged and new.startswith(prefix):
            shown = os.path.relpath(root / new.removeprefix(prefix))
            raise GitError(f"{shown}: not merged; resolve the conflict and stage the file first")
        if status == "D" or (status == "R" and old != new):
            gone[old] = objects[0]
        if status not in {"D", "U"}:
            whole = status in {"A", "T"} or modes[1] == _LINK
            files[new] = FileChange(old if status == "R" else new, "" if status == "A" else objects[0], new=whole)
    for name, hunk in _hunks(patch):
        if name in files:
            files[name].hunks.append(hunk)
    here = {name.removeprefix(prefix): change for name, change in files.items() if name.startswith(prefix)}
    for change in here.values():
        # What came from outside of the site is new to it, but only its changed lines are the author's doing.
        change.before = change.before.removeprefix(prefix) if change.before.startswith(prefix) else ""
    return here, {name.removeprefix(prefix): held for name, held in gone.items() if name.startswith(prefix)}


Record = tuple[str, tuple[str, str], tuple[str, str], list[str]]
"""Status, both modes, both objects, and the old and the new name, or one that holds for both."""


def _split(printed: bytes) -> tuple[list[Record], bytes]:
    """The raw records of git's output, and the patch behind them."""
    records: list[Record] = []
    at = 0
    while printed[at : at + 1] == b":":
        end = printed.index(b"\0", at)
        old_mode, new_mode, old, new, status = printed[at + 1 : end].decode().split(" ")
        names = []
        for _ in range(2 if status[0] in "RC" else 1):
            at, end = end + 1, printed.index(b"\0", end + 1)
            names.append(os.fsdecode(printed[at:end]))
        records.append((status[0], (old_mode, new_mode), (old, new), names))
        at = end + 1
    return records, printed[at:]


def _hunks(patch: bytes) -> Iterator[tuple[str, Hunk]]:
    """The hunks of a patch without context, each with the new name of its file."""
    lines = patch.split(b"\n")
    name = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith(b"+++ "):
            name = _name(line[4:])
        elif match := _HUNK.match(line):
            removed, first, added = (int(number or 1) for number in (match[1], match[2], match[3]))
            old: list[bytes] = []
            while removed or added:
                line = lines[at]
                at += 1
                if line.startswith(b"-"):
                    old.append(line[1:])
                    removed -= 1
                elif line.startswith(b"+"):
                    added -= 1
            count = int(match[3] or 1)
            if name:
                yield name, Hunk(first, count, b"\n".join(old).decode("utf-8", "surrogateescape"))


_ESCAPED = regex(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def _name(written: bytes) -> str:
    """A file's name as a patch writes it; "" for /dev/null."""
    written = written.removesuffix(b"\t")  # git marks the end of a name with spaces so
    if written.startswith(b'"'):
        quoted = written[1:-1]
        written = _ESCAPED.sub(lambda m: bytes([int(m[1], 8)]) if len(m[1]) == 3 else _ESCAPES.get(m[1], m[1]), quoted)
    return os.fsdecode(written[2:]) if written.startswith(b"b/") else ""


def _unlike_the_index(root: Path, prefix: str) -> dict[str, str]:
    """The Markdown files whose work tree differs from the index, with the index's objects."""
    printed = git.output(root, *_SETTINGS, "diff", *_PLAIN, "--no-renames", "--", *_FILES)
    found = {}
    for status, _, objects, names in _split(printed)[0]:
        if names[0].startswith(prefix) and status != "U":
            found[names[0].removeprefix(prefix)] = "" if status == "A" else objects[0]
    return found


def contents(root: Path, objects: Iterable[str]) -> dict[str, bytes]:
    """What git's objects hold. Raises GitError when one is missing."""
    names = sorted(set(objects))
    if not names:
        return {}
    printed = git.output(root, "cat-file", "--batch", sent="".join(f"{name}\n" for name in names).encode())
    found = {}
    at = 0
    for name in names:
        end = printed.index(b"\n", at)
        header = printed[at:end].split(b" ")
        if len(header) != 3:
            raise GitError(f"git lacks the object {name}")
        size = int(header[2])
        found[name] = printed[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def objects_in_the_index(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The objects of these files, relative to the root, in the index; those that are in it."""
    wanted = set(paths)
    found = {}
    for entry in git.run(root, "ls-files", "-z", "--stage", *_patterns()).split("\0") if wanted else []:
        about, _, path = entry.partition("\t")
        if path in wanted:
            found[path] = about.split(" ")[1]
    return found


def files_come_and_gone(root: Path, base: Base) -> tuple[set[str], set[str]]:
    """The files of all kinds below the root that were not there at the base, and those that are no longer there."""
    top = git.top_level(root)
    prefix = "" if root == top or top is None else root.relative_to(top).as_posix() + "/"
    which = ["--cached"] if base.staged else []
    printed = git.output(root, *_SETTINGS, "diff", *which, *_PLAIN, "--no-renames", base.tree, "--", ":(top)")
    come: set[str] = set()
    gone: set[str] = set()
    for status, _, _, names in _split(printed)[0]:
        if names[0].startswith(prefix) and status in {"A", "D"}:
            (come if status == "A" else gone).add(names[0].removeprefix(prefix))
    return come, gone
