"""Opens the site around one post: for the commands that tell about a post and not about a site."""

from __future__ import annotations

from pathlib import Path

from lint.cli import session
from lint.cli.session import CannotRun
from lint.world import files
from lint.world.sites import Given, OpenSite, open_sites


def open_post(name: str, config: str) -> tuple[OpenSite, str]:
    """The site of a file, and the file's path in it; it is judged as a post whatever it is. Raises CannotRun."""
    with session.refusing():
        target = Path(name)
        if target.is_dir():
            raise CannotRun(f"{name}: a folder, not a post")
        (opened,) = open_sites(Given((name,), config=config))
        path = (target.parent.resolve() / target.name).relative_to(opened.root).as_posix()
        if path not in opened.sources:
            opened.sources[path] = files.read(opened.root, path, opened.config.max_size)
        opened.reported = [path]
    if why := opened.sources[path].unreadable:
        raise CannotRun(f"{name}: {why}")
    return opened, path
