"""What the commands that fix do alike: fix the sites, write the posts or show a patch, and say what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

import click
import msgspec

from lint.cli import session
from lint.cli.session import CannotRun, Session
from lint.cli.since import unlike_what_is_staged
from lint.diagnostics import Diagnostic, Level
from lint.engine.fix import Fixed, fix
from lint.report.places import Report, shown
from lint.world.pool import examine_all


def insist_on_staged(sessions: list[Session]) -> None:
    """What is judged is what is staged; a file with other changes cannot be fixed by it. Raises CannotRun."""
    unlike = [session.display_path(one.site, path) for one in sessions for path in unlike_what_is_staged(one.site)]
    if unlike:
        more = f" and {len(unlike) - 1} more" if len(unlike) > 1 else ""
        raise CannotRun(
            f"{shown(unlike[0])}{more}: has changes that are not staged, and `fix --changed` fixes what is staged; "
            "stage them, or say --changed=HEAD"
        )


def lowest_of(one: Session, level: str | None) -> int:
    """The rank of the lowest level that is reported: a finding below it is neither shown nor mended."""
    return session.rank(Level(level) if level else one.site.config.level)


def fix_site(one: Session, lowest: int, *, unsafe: bool) -> Fixed:
    """Fixes what is reported of a site, as far as memory goes."""

    def wanted(found: Diagnostic) -> bool:
        return session.rank(found.level) >= lowest

    site, pooled = one.site, partial(examine_all, one.desk)
    return fix(one.desk, site.sources, site.reported, one.result, wanted, unsafe=unsafe, examine_all=pooled)


def write(sessions: list[Session], done: list[Fixed]) -> None:
    """Writes every post that changed, each in one step. Raises CannotRun when some could not be written."""
    from lint.world.files import rewrite

    faults: list[str] = []
    written = 0
    for one, fixed in zip(sessions, done, strict=True):
        for path, source in sorted(fixed.changed.items()):
            try:
                rewrite(one.site.root / path, one.site.sources[path].text, source.text)
                written += 1
            except OSError as error:
                faults.append(f"{shown(session.display_path(one.site, path))}: cannot be written: {error.strerror}")
    if faults:
        also = f"; nor can {len(faults) - 1} more" if len(faults) > 1 else ""
        rest = f"; {_posts(written)} fixed" if written else ""
        raise CannotRun(faults[0] + also + rest)


def settle(sessions: list[Session], done: list[Fixed]) -> None:
    """Makes the sites what they are after fixing."""
    for one, after in zip(sessions, done, strict=True):
        one.site.sources.update(after.changed)
        one.result = after.result
        if after.parts:
            one.desk = msgspec.structs.replace(one.desk, changed=after.parts)


def patch_of(sessions: list[Session], done: list[Fixed], *, color: bool) -> str:
    """The fixes as a patch. Where a secret stands beside them it is masked, and the patch does not apply."""
    from lint.report.masked import concealer
    from lint.report.patch import patch

    pieces = []
    for one, fixed in zip(sessions, done, strict=True):
        spans, sources = session.secret_spans(one.result), one.site.sources
        conceal = concealer(sources[path].text[start:end] for path in spans for start, end in spans[path])
        for path, source in sorted(fixed.changed.items()):
            name = session.display_path(one.site, path)
            whole = patch(name, sources[path].text, source.text, color=color)
            pieces.append(patch(name, conceal(sources[path].text), conceal(source.text), color=color))
            if pieces[-1] != whole:
                click.echo(
                    f"copydesk: {shown(name)}: the patch hides a secret and does not apply; use `copydesk fix`",
                    err=True,
                )
    return "".join(pieces)


def say_what_was_fixed(done: list[Fixed], report: Report | None, doing: str = "fixed") -> None:
    """How many were fixed, how many more could be with --unsafe (`report` holds them), and how many not, and why."""
    number, posts = sum(len(one.fixed) for one in done), sum(len(one.changed) for one in done)
    parts = [f"{number} {doing} in {_posts(posts)}"] if number else []
    unsafe = sum(bool(one.fix and not one.fix.safe) for one in report.diagnostics) if report else 0
    if unsafe:
        parts.append(f"{unsafe} more with --unsafe" if number else f"{unsafe} could be fixed with --unsafe")
    if parts:
        click.echo("; ".join(parts), err=True)
    for line in _left(done):
        click.echo(line, err=True)


def _left(done: list[Fixed]) -> Iterator[str]:
    reasons = Counter(one.reason for fixed in done for one in fixed.left)
    for reason, count in sorted(reasons.items(), key=lambda one: (-one[1], one[0])):
        yield f"{count} not fixed: {shown(reason)}"


def _posts(number: int) -> str:
    return f"{number} post{'' if number == 1 else 's'}"
