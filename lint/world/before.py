"""The site as it was before a change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lint.config.globs import matcher
from lint.config.schema import Config
from lint.engine.consequences import Before, FilesBefore
from lint.engine.examine import Source
from lint.site.site import Files
from lint.world import git_changes
from lint.world.files import decode
from lint.world.git_changes import Changes
from lint.world.sites import posts_of


def before(root: Path, config: Config, sources: Mapping[str, Source], files: Files, changes: Changes) -> Before:
    """What the site was at the base of these changes. `sources` are its posts now. Raises git.GitError."""
    was = {}  # the path that a post had, and git's object of what it held
    names = {}
    new = set()
    for path in sources.keys() & changes.files.keys():
        change = changes.files[path]
        if change.base_object and change.before and not change.new:
            was[change.before] = change.base_object
            if change.before != path:
                names[change.before] = path
        elif not change.base_object:
            new.add(path)
    gone = {path: held for path, held in changes.gone.items() if path not in was}
    held = git_changes.contents(root, [*was.values(), *gone.values()])
    texts = {path: decode(path, held[name], config.max_size) for path, name in (was | gone).items()}
    excluded = matcher(config.exclude)
    lost = {path: texts[path] for path in gone if not excluded(path)}
    posts = was.keys() | (posts_of({**sources, **lost}, config).keys() & lost.keys())
    come, left = git_changes.files_come_and_gone(root, changes.base)
    untracked = {path for path, change in changes.files.items() if change.new and not change.base_object}
    return Before({path: texts[path] for path in posts}, names, new, FilesBefore(files, left, come | untracked))
