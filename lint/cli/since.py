"""`--changed`: what it is given, what that leaves to be judged, and what is said about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from lint.cli.options import APART
from lint.diagnostics import Diagnostic
from lint.engine.run import Desk, Result
from lint.report.places import shown
from lint.world.sites import OpenSite
from lint.world.staged import changed_parts, leads_to


def since(value: str | None, paths: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The revision that `--changed` names ("" for the default, None without the flag), and the paths.

    What stands behind `--changed` without `=` is a revision or a path, whichever there is. Raises UsageError.
    """
    if value is None or not value.startswith(APART):
        return value, paths
    apart = value.removeprefix(APART)
    if not apart:
        return "", paths
    from lint.world import git_revisions

    is_path = os.path.lexists(apart)
    if not is_path:
        return apart, paths
    if git_revisions.is_revision(Path.cwd(), apart):
        raise click.UsageError(f"`{apart}` is a revision and a path: say --changed={apart}, or --changed -- {apart}")
    return "", (apart, *paths)


def limited_to_changes(site: OpenSite, desk: Desk) -> Desk:
    """Leaves only the posts that changed to be reported, and of these the changed parts."""
    if site.changes is None:
        return desk
    changed = changed_parts(site.root, [site.sources[path] for path in site.reported], site.changes)
    site.asked = site.reported
    site.reported = [path for path in site.asked if path in changed.spans]
    return msgspec.structs.replace(desk, changed=changed)


def with_consequences(site: OpenSite, desk: Desk, result: Result) -> Result:
    """The judgement with what the change broke in lines that it left alone, and the posts of these reported as well.

    Raises git.GitError.
    """
    if site.changes is None or desk.changed is None or not (site.changes.files or site.changes.gone):
        return result
    from lint.engine.consequences import at_risk, caused
    from lint.world.before import before

    suspects = at_risk(desk, result, site.sources, site.asked)
    if not suspects or not site.changes.base.tree:
        return result
    was = before(site.root, site.config, site.sources, site.files, site.changes)
    found = caused(desk, result, site.sources, suspects, was)
    fresh = {one.path for one in found} - set(site.reported)
    # Their own rules say what no excerpt may show.
    examined = desk.examine([site.sources[path] for path in sorted(fresh)], judged=True)
    result.examined |= {one.facts.path: one for one in examined}
    site.reported = sorted({*site.reported, *fresh})
    judged = result.judged
    ordered = tuple(sorted((*judged.diagnostics, *found), key=Diagnostic.order))
    return msgspec.structs.replace(result, judged=msgspec.structs.replace(judged, diagnostics=ordered))


def unlike_what_is_staged(site: OpenSite) -> list[str]:
    """The posts to be reported whose file is not what is staged and judged."""
    if site.changes is None:
        return []
    unlike = site.changes.objects
    return [path for path in site.reported if path in unlike or leads_to(site.root, path) in unlike]


def say_what_was_compared(sites: Iterable[OpenSite], *, verbose: bool, quiet: bool) -> None:
    """One line for each site: for those who ask, on a terminal, and where the surroundings chose the base."""
    for site in sites:
        if site.changes is None or quiet:
            continue
        base = site.changes.base
        if verbose or base.told or sys.stderr.isatty():
            count = len(site.reported)
            posts = f"{count:,} post{'' if count == 1 else 's'} changed"
            click.echo(f"copydesk: compared {shown(base.words)}: {posts}", err=True)
