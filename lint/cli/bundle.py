"""`copydesk bundle`: judge for publishing, then emit the bundle."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec

from lint.cli import options, saying, session
from lint.cli.bundling import archives
from lint.cli.bundling.job import as_published, drafting_of, one_of
from lint.cli.bundling.press import Press, left_out, say
from lint.cli.bundling.unchanged import Note, noting
from lint.cli.session import CannotRun, Session
from lint.report.forms import FORMATS
from lint.report.places import Report, shown
from lint.world.files import heed_ends
from lint.world.result_cache import ResultCache, default_file

if TYPE_CHECKING:
    from lint.bundle.pages import Choice
    from lint.cli.bundling.ledger import Ledger
    from lint.engine.run import Desk
    from lint.world.sites import Given, OpenSite


@click.command("bundle", cls=archives.Command)
@options.judging
@click.option("-o", "--output", "folder", metavar="DIR", help="The folder of the bundle (`bundle.output`, else dist).")
@click.option("--future", is_flag=True, help="Publish posts dated after today, too.")
@click.option("--gate/--no-gate", default=None, help="Have LinkChecker look at the bundle, too (`bundle.gate`).")
@click.option(
    "--target",
    type=click.Choice(["eleventy", "hugo", "jekyll", "pelican"]),
    help="Write source/ for this generator (`bundle.target`).",
)
@click.option(
    "--archive",
    type=archives.Forms(),
    multiple=True,
    metavar="[FORMS]",
    help="Pack the bundle into DIR.tar.gz, too; or into tar.gz,zip (`bundle.archive`).",
)
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next run.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="human", help="The form of the report.")
@click.option("--level", type=click.Choice(["error", "warning", "advice"]), help="The lowest level that is reported.")
@click.option("--strict", is_flag=True, help="Warnings and advice refuse the bundle, too.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour of the report.")
def command(paths: tuple[str, ...], folder: str | None, gate: bool | None, form: str, color: str, **flags: Any) -> int:
    """Judge posts for publishing, then emit the bundle.

    Nothing is written when a post that would be published has an error, or when anything in the bundle leads nowhere.
    Drafts are left out, as are posts dated after today, and neither of them refuses the bundle.
    """
    heed_ends()
    if "-" in paths:
        raise click.UsageError("a bundle is made of files; `-` is for `copydesk check`")
    asked = session.given(paths, flags)
    note = noting(asked, folder, sys.argv[2:]) if not flags["no_cache"] and sys.argv[1:2] == ["bundle"] else None
    with note.hearing() if note else contextlib.nullcontext():
        status, done = _bundle(asked, folder, note, gate=gate, form=form, color=color, flags=flags)
    if done and done.pages is not None and (flags["verbose"] or sys.stderr.isatty()):
        say(f"{done.name}: {done.pages} page{'' if done.pages == 1 else 's'} made anew")
    if note and done and status == 0:
        note.keep(done.judged, done.target, done.name)
    return status


class _Done(NamedTuple):
    """The judgement of what was published, the bundle's folder, and how that is shown.

    `pages` is how many pages were made anew where all others were known to stay as they were.
    """

    judged: Session
    target: Path
    name: str
    pages: int | None = None


def _bundle(
    asked: Given,
    folder: str | None,
    note: Note | None,
    *,
    gate: bool | None,
    form: str,
    color: str,
    flags: dict[str, Any],
) -> tuple[int, _Done | None]:
    """The exit status, and what was published, if that is as files tell."""
    cache = None if flags["no_cache"] else ResultCache(default_file())
    desks = [*session.opened(asked, flags["select"], flags["ignore"], drafting=drafting_of)]
    site = one_of([site for site, _ in desks])
    desk = next(desk for one, desk in desks if one is site)
    forms = _forms(flags["archive"]) or site.config.bundle.archive
    place, name = _target(site, folder, forms)
    linkchecker = _linkchecker(name) if (site.config.bundle.gate if gate is None else gate) else None

    def tell(report: Report) -> int:
        session.emit(report, form, None, color)
        saying.say_crashes(report.crashes, verbose=flags["verbose"])
        return session.status(report, strict=site.config.strict)

    ledger = _ledger(site, desk, place, cache, note) if not (forms or linkchecker or flags["target"]) else None
    if ledger and (done := _amended(ledger, name, tell, flags)):
        return 0, done
    judged = session.judge(site, desk, cache)
    choice = _choose(judged, future=flags["future"] or site.config.bundle.future)
    publishable = _publishable(judged, choice)

    def tell_all(report: Report) -> int:
        status = tell(report)
        saying.say_missing_dictionaries([publishable], quiet=flags["quiet"])
        return status

    report = session.report([publishable], flags["level"])
    if session.status(report, strict=site.config.strict) or not choice.posts:
        if status := tell_all(report):
            say(f"nothing was written to {name}: {_reason(status)}")
            return status, None
        left = left_out(len(choice.drafts), len(choice.later))
        raise CannotRun(f"no post to publish: {left}; nothing was written to {name}")
    if ledger and (done := _amended_after(ledger, publishable, report, name, tell_all, quiet=flags["quiet"])):
        return 0, done
    press = Press(
        publishable,
        choice,
        place,
        name,
        linkchecker,
        flags["level"],
        cache,
        flags["quiet"],
        flags["target"],
        forms,
        ledger,
    )
    status = press.run(report, tell_all)
    return status, None if forms or linkchecker else _Done(publishable, place, name)


def _ledger(site: OpenSite, desk: Desk, place: Path, cache: ResultCache | None, note: Note | None) -> Ledger | None:
    """What tells whether little changed since the bundle that stands; None where files do not tell that."""
    if cache is None or note is None or site.config.tracked or not note.tells(site, desk, place):
        return None
    from lint.cli.bundling.ledger import Ledger

    files = note.before.without({f"{site.root}/{path}" for path in site.sources})
    return Ledger(site, desk, place, cache, about=(files, *note.arguments))


def _amended(ledger: Ledger, name: str, tell: Callable[[Report], int], flags: dict[str, Any]) -> _Done | None:
    """What was published, where nothing changed but what some pages say and the bundle that stands was amended."""
    from lint.cli.bundling.amending import Amending

    with Amending(ledger) as amending:
        plain = ledger.plain(amending.begin)
        if plain is None:
            return None
        told = ledger.judged(plain)
        report = session.report([told], flags["level"])
        fit = not session.status(report, strict=ledger.site.config.strict)
        if fit and amending.run(plain, report, name, tell, quiet=flags["quiet"]):
            return _Done(told, ledger.target, name, len(plain.drafts))
    return None


def _amended_after(
    ledger: Ledger, judged: Session, report: Report, name: str, tell: Callable[[Report], int], *, quiet: bool
) -> _Done | None:
    """The same where all was judged; `judged` is the judgement of what is published, `report` what is said of it."""
    from lint.cli.bundling.amending import Amending

    plain = ledger.plain_after(judged)
    if plain is None:
        return None
    with Amending(ledger) as amending:
        done = amending.run(plain, report, name, tell, quiet=quiet)
    return _Done(judged, ledger.target, name, len(plain.drafts)) if done else None


def _forms(given: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for forms in given for form in forms))


def _target(site: OpenSite, folder: str | None, forms: tuple[str, ...]) -> tuple[Path, str]:
    """The bundle's folder and how it is shown. Raises CannotRun when a bundle must not stand there."""
    from lint.world.claim import BusyError, recover
    from lint.world.replaceable import why_not_replaced

    given = Path(folder) if folder else site.root / site.config.bundle.output
    name = shown(folder or os.path.relpath(given))
    try:
        target = given.resolve()
        if given.is_symlink():
            raise CannotRun(f"{name} is a link to {shown(str(target))}; name that folder itself")
        why = why_not_replaced(target, site.root)
        if not why:
            inside = [path for path in site.sources if f"{site.root}/{path}".startswith(f"{target}/")]
            why = f"holds the post {inside[0]}; a bundle needs a folder of its own" if inside else None
        if not why:
            archives.insist_on_own(target, forms)
        for finished in () if why else recover(target):
            say(f"{shown(finished)}: an earlier run was ended before this was in its place; it is now")
    except BusyError as busy:
        raise CannotRun(f"{name} {busy}; nothing was written") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        raise CannotRun(f"{name}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
    if why:
        raise CannotRun(f"{name} {why}")
    return target, name


def _choose(judged: Session, *, future: bool) -> Choice:
    from lint.bundle.pages import choose

    examined = judged.result.examined
    return choose((examined[path].facts for path in judged.site.reported), judged.desk.today, future=future)


def _publishable(judged: Session, choice: Choice) -> Session:
    """The judgement of only those posts that would be published."""
    paths = {post.path for post in choice.posts}
    whole = judged.result.judged
    part = msgspec.structs.replace(
        whole,
        diagnostics=tuple(as_published(one) for one in whole.diagnostics if one.path in paths),
        crashes=tuple(crash for crash in whole.crashes if not crash.path or crash.path in paths),
    )
    site = msgspec.structs.replace(judged.site, reported=sorted(paths))
    return Session(site, judged.desk, msgspec.structs.replace(judged.result, judged=part))


def _linkchecker(name: str) -> str:
    """The path of LinkChecker. Raises CannotRun where it is not installed."""
    from lint.world.linkchecker import program

    found = program()
    if found is None:
        raise CannotRun(f"the gate needs LinkChecker: pip install 'copydesk[gate]'; nothing was written to {name}")
    return found


def _reason(status: int) -> str:
    return "a rule has a bug" if status == 2 else "a post is not fit"
