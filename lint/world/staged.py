"""The posts of a site as they are to be judged when only changes count: as they are staged, or as they lie on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from pathlib import Path
from typing import TYPE_CHECKING

from lint.diagnostics import Span
from lint.engine.changed import WHOLE, Changed, changed_spans, in_all
from lint.engine.examine import Source
from lint.world.files import decode, read

if TYPE_CHECKING:
    from lint.world.git_changes import Changes, FileChange


def read_sources(
    root: Path, paths: Set[str], limit: int, changes: Changes | None
) -> tuple[dict[str, Source], dict[str, OSError]]:
    """The files that can be read, as staged where that is judged, and those that are there and cannot.

    `limit` in bytes. Raises git.GitError.
    """
    sources: dict[str, Source] = {}
    failed: dict[str, OSError] = {}
    if changes and changes.base.staged:
        paths = paths - {path for path, held in changes.objects.items() if not held}
        sources = _staged_sources(root, paths, changes, limit)
    for path in sorted(paths - sources.keys()):
        try:
            sources[path] = read(root, path, limit)
        except (FileNotFoundError, IsADirectoryError):
            continue  # still in the index, or a folder named like a post
        except OSError as error:
            failed[path] = error
    return sources, failed


def _staged_sources(root: Path, paths: Iterable[str], changes: Changes, limit: int) -> dict[str, Source]:
    """Of these files, those whose staged text is not what lies on disk, as they are staged.

    A link is judged by what it leads to, and that is staged, too.
    """
    from lint.world import git_changes

    wanted = sorted(paths)
    objects = {path: changes.objects[path] for path in wanted if changes.objects.get(path)}
    absent = [path for path in wanted if path not in objects and not os.path.lexists(root / path)]
    objects |= git_changes.objects_in_the_index(root, absent)  # a sparse checkout leaves files out
    for path in wanted:
        target = leads_to(root, path)
        if target:
            objects.pop(path, None)
            if changes.objects.get(target):
                objects[path] = changes.objects[target]
    held = git_changes.contents(root, objects.values())
    return {path: decode(path, held[name], limit) for path, name in objects.items() if name in held}


def leads_to(root: Path, path: str) -> str:
    """The file below the root that a link leads to, relative to it; "" for what is no link and what leads outside."""
    if not os.path.islink(f"{root}/{path}"):  # noqa: PTH114  (asked for every post)
        return ""
    target = Path(os.path.realpath(root / path))
    return target.relative_to(root).as_posix() if target.is_relative_to(root) else ""


def changed_parts(root: Path, sources: Iterable[Source], changes: Changes) -> Changed:
    """The changed parts of those posts that have any."""
    spans = {}
    lengths = {}
    for source in sources:
        several = [_of_one(root, source, files) for files in (changes.files, *changes.parents)]
        found = in_all(several)
        if found:
            spans[source.path] = found
            lengths[source.path] = len(source.text)
    return Changed(spans, lengths)


def _of_one(root: Path, source: Source, files: dict[str, FileChange]) -> tuple[Span, ...]:
    change = files.get(source.path)
    if change is None or not change.new:
        target = leads_to(root, source.path)
        change = files.get(target) if target else change
    if change is None:
        return ()
    if change.new or (source.unreadable and change.hunks):
        return WHOLE
    return changed_spans(source.text, change.hunks)
