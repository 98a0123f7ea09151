"""`copydesk bundle`: judge for publishing, then emit the bundle."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from lint.cli import archives, options, session
from lint.cli.bundle_job import as_published, drafting_of, one_of
from lint.cli.press import Press, left_out, say
from lint.cli.session import CannotRun, Session
from lint.cli.unchanged import noting
from lint.report.forms import FORMATS
from lint.report.places import Report, shown
from lint.world.files import heed_ends
from lint.world.result_cache import ResultCache, default_file

if TYPE_CHECKING:
    from lint.bundle.pages import Choice
    from lint.world.sites import Given


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
    note = noting(asked, folder) if not flags["no_cache"] and sys.argv[1:2] == ["bundle"] else None
    with note.hearing() if note else contextlib.nullcontext():
        status, press = _bundle(asked, folder, gate=gate, form=form, color=color, flags=flags)
    if note and press and status == 0 and not press.linkchecker and not press.forms:
        note.keep(press.judged, press.target, press.name, sys.argv[2:])
    return status


def _bundle(
    asked: Given, folder: str | None, *, gate: bool | None, form: str, color: str, flags: dict[str, Any]
) -> tuple[int, Press | None]:
    """The exit status, and what was published, if anything was."""
    cache = None if flags["no_cache"] else ResultCache(default_file())
    sessions = session.judge_sites(asked, flags["select"], flags["ignore"], drafting=drafting_of, cache=cache)
    site = one_of([one.site for one in sessions])
    judged = next(one for one in sessions if one.site is site)
    forms = _forms(flags["archive"]) or judged.site.config.bundle.archive
    place, name = _target(judged, folder, forms)
    choice = _choose(judged, future=flags["future"] or judged.site.config.bundle.future)
    publishable = _publishable(judged, choice)
    linkchecker = _linkchecker(name) if (judged.site.config.bundle.gate if gate is None else gate) else None

    def tell(report: Report) -> int:
        session.emit(report, form, None, color)
        session.say_crashes(report.crashes, verbose=flags["verbose"])
        session.say_missing_dictionaries([publishable], quiet=flags["quiet"])
        return session.status(report, strict=judged.site.config.strict)

    report = session.report([publishable], flags["level"])
    if session.status(report, strict=judged.site.config.strict) or not choice.posts:
        if status := tell(report):
            say(f"nothing was written to {name}: {_reason(status)}")
            return status, None
        raise CannotRun(f"no post to publish: {left_out(choice)}; nothing was written to {name}")
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
    )
    return press.run(report, tell), press


def _forms(given: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for forms in given for form in forms))


def _target(judged: Session, folder: str | None, forms: tuple[str, ...]) -> tuple[Path, str]:
    """The bundle's folder and how it is shown. Raises CannotRun when a bundle must not stand there."""
    from lint.world.claim import BusyError, recover
    from lint.world.replaceable import why_not_replaced

    given = Path(folder) if folder else judged.site.root / judged.site.config.bundle.output
    name = shown(folder or os.path.relpath(given))
    try:
        target = given.resolve()
        if given.is_symlink():
            raise CannotRun(f"{name} is a link to {shown(str(target))}; name that folder itself")
        why = why_not_replaced(target, judged.site.root)
        if not why:
            inside = [path for path in judged.site.sources if (judged.site.root / path).is_relative_to(target)]
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
