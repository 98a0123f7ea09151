"""The baseline at the command line: write it anew, say what is left of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click
import msgspec

from lint.cli import session
from lint.cli.known import unasked
from lint.cli.session import CannotRun, Session
from lint.diagnostics import Diagnostic, Level
from lint.engine.baseline import Baseline, Known, hold_back, renewed
from lint.engine.run import passages, scope_of
from lint.report.places import shown
from lint.world.baseline_file import load_baseline, save_baseline


def write(sessions: Iterable[Session], level: str | None, *, quiet: bool) -> None:
    """Records what is reported now, and forgets what is solved; nothing when a rule has a bug. Raises CannotRun."""
    sessions = list(sessions)
    if any(not one.site.config.baseline for one in sessions):
        raise CannotRun('the configuration says `baseline = ""`: no file to write it to')
    if any(one.result.judged.crashes for one in sessions):
        click.echo("copydesk: a rule has a bug, so no baseline was written", err=True)
        return
    for one in sessions:
        _write(one, level, quiet=quiet)


def _write(one: Session, level: str | None, *, quiet: bool) -> None:
    lowest = session.rank(Level(level) if level else one.site.config.level)
    judged, known = one.result.judged, one.desk.known or _there(one)
    passage_of = passages(one.result.examined, one.site.sources)
    everything = sorted((*judged.diagnostics, *judged.known), key=Diagnostic.order)
    held = hold_back(known.entries, everything, passage_of, one.site.sources.keys())
    scope = scope_of(one.desk, one.result.examined, one.site.sources, one.site.reported, known.unasked)
    new = renewed(known.entries, held, passage_of, scope, lambda found: session.rank(found.level) >= lowest)
    path = one.site.config.baseline
    name = session.display_path(one.site, path)
    if new != known.entries:
        try:
            save_baseline(one.site.root, path, new)
        except OSError as error:
            raise CannotRun(f"{name}: cannot be written: {error.strerror}") from None
    # What is written down is known now, and no longer reported.
    one.desk = msgspec.structs.replace(one.desk, known=Known(new, known.unasked))
    held = hold_back(new, everything, passage_of, one.site.sources.keys())
    told = tuple(found for found, _ in held.known)
    one.result.judged = msgspec.structs.replace(judged, diagnostics=held.standing, known=told, solved=0)
    if not quiet:
        click.echo(f"copydesk: {shown(name)}: {_changes(known.entries, new)}", err=True)


def _there(one: Session) -> Known:
    """What the file holds though it does not count, with `--tracked` where git does not know it. Raises CannotRun."""
    path = one.site.config.baseline
    with session.refusing():
        entries = load_baseline(one.site.root, path, session.display_path(one.site, path))
    return Known(entries or {}, unasked(one.site, one.desk.chosen))


def _changes(old: Baseline, new: Baseline) -> str:
    """What a new baseline holds, and what of that is new or solved."""
    before, after = Counter(dict(old)), Counter(dict(new))
    notes = [f"{(after - before).total():,} new"] * bool(old and after - before)
    notes += [f"{(before - after).total():,} solved"] * bool(before - after)
    return f"{_findings(after.total())} recorded" + (f" ({', '.join(notes)})" if notes else "")


def _findings(number: int) -> str:
    return f"{number:,} finding{'' if number == 1 else 's'}"


def say_left(sessions: Iterable[Session]) -> None:
    """How many findings of the baseline are left, and how many it could forget."""
    for one in sessions:
        judged = one.result.judged
        if one.desk.known is None or not (judged.known or judged.solved):
            continue
        name = session.display_path(one.site, one.site.config.baseline)
        left = f"{shown(name)}: {_findings(len(judged.known))} left"
        more = f"; {judged.solved:,} solved, `--write-baseline` forgets them" if judged.solved else ""
        click.echo(f"copydesk: {left}{more}", err=True)
