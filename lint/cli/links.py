"""`copydesk links`: judge the links that lead out of the site, over the network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import click
import msgspec

from lint.cli import fixing, options, saying, session
from lint.cli.known import known_at
from lint.cli.link_run import LinkRun, judge_links
from lint.cli.link_settings import link_options
from lint.cli.session import CannotRun, Session
from lint.cli.since import limited_to_changes, say_what_was_compared
from lint.config.settle import choose_rules
from lint.diagnostics import Asked, Diagnostic, Level
from lint.engine.judge import Judged
from lint.engine.run import Desk, run, site_of
from lint.engine.select import Asking
from lint.report import hosts
from lint.site.verdicts import Verdict
from lint.weblinks.shown import shown
from lint.world.pool import examine_all
from lint.world.sites import OpenSite, open_sites

_LISTED = "alive-link"
"""What `--all` calls the links that are alive; there is no such rule."""


@click.command("links", cls=options.Command)
@options.judging
@options.changed
@options.reporting
@link_options
@click.option("--all", "everything", is_flag=True, help="List the links that are alive, too, and all advice.")
@click.option("--offline", is_flag=True, help="Judge only by what earlier runs have learnt.")
@click.option("--fix", "fixing", is_flag=True, help="Write the new addresses of pages that have moved for good.")
@click.option("--unsafe", is_flag=True, help="With --fix, apply fixes that may change the meaning, too.")
@click.option("--stdin-filename", metavar="NAME", default="", help="The name of the post that is read from `-`.")
def command(paths: tuple[str, ...], form: str, output: str | None, color: str, **flags: Any) -> int:
    """Judge the links to other sites, over the network.

    Each page is asked once, politely, and its verdict is remembered. Links within the site, which `check` judges, are
    not asked. Ctrl-C ends the asking; what is known by then is reported and remembered.
    """
    if flags["fixing"] and "-" in paths:
        raise click.UsageError("`--fix` writes files, and `-` is none")
    if flags["unsafe"] and not flags["fixing"]:
        raise click.UsageError("`--unsafe` goes with `--fix`")
    asked = session.given(paths, flags)
    with session.refusing():
        asking = Asking(_flat(flags["select"]), _flat(flags["ignore"]))
        sessions = [_open(site, asking, asked.overrides) for site in open_sites(asked)]
        runs: list[LinkRun] = []
        for one in sessions:
            if not any(done.interrupted for done in runs):
                runs.append(judge_links(one, flags))
    say_what_was_compared((one.site for one in sessions), verbose=flags["verbose"], quiet=flags["quiet"])
    if flags["fixing"]:
        fixing.insist_on_staged(sessions)
        _fix(sessions, unsafe=flags["unsafe"], quiet=flags["quiet"])
    strict = any(one.site.config.strict for one in sessions)
    # What fails must be shown.
    level = flags["level"] or ("advice" if flags["everything"] or strict else None)
    if flags["everything"]:
        for one in sessions:
            one.result.judged = _with_alive(one)
    report = session.report(sessions, level)
    report.fixing = "copydesk links --fix"
    session.emit(report, form, output, color)
    saying.say_crashes(report.crashes, verbose=flags["verbose"])
    if not flags["quiet"]:
        _say(runs, form, whole=flags["verbose"])
    if any(one.interrupted for one in runs):
        click.echo("copydesk: interrupted", err=True)
        return 130
    report.diagnostics = [one for one in report.diagnostics if one.rule != _LISTED]
    return session.status(report, strict=strict)


def _flat(names: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(name for several in names for name in several)


def _open(site: OpenSite, asking: Asking, flags: Mapping[str, object]) -> Session:
    """A site with the facts of its posts; its links are not judged yet."""
    choose_rules(site.config, site.config_text, site.config_path, asking, site.rulebook)  # raises for wrong ones
    desk = limited_to_changes(site, _only_network(site, asking, flags))
    return Session(site, desk, run(desk, site.sources, site.reported, partial(examine_all, desk)))


def _only_network(site: OpenSite, asking: Asking, flags: Mapping[str, object]) -> Desk:
    """The desk with the rules that need the network, unless they are switched off.

    What the configuration selects is about `check`; what it ignores, and what the command line selects, counts.
    """
    network = {name for name, rule in site.rulebook.rules.items() if rule.network}
    entries = tuple(msgspec.structs.replace(entry, select=()) for entry in site.config.overrides)
    config = msgspec.structs.replace(site.config, select=(), overrides=entries)
    lenient = msgspec.structs.replace(site, config=config)
    desk = session.desk_of(lenient, asking, flags).limited(lambda chosen: chosen.limited(network))
    desk = msgspec.structs.replace(desk, config=site.config, known=known_at(site, desk.chosen))
    settings_of = desk.settings()
    if not any(settings_of(path).chosen.site_rules for path in site.reported or ("",)):
        raise CannotRun(f"no rule is left: `copydesk links` has {', '.join(sorted(network))}")
    return desk


def _fix(sessions: list[Session], *, unsafe: bool, quiet: bool) -> None:
    """Writes the fixes into the posts."""
    done = [fixing.fix_site(one, 0, unsafe=unsafe) for one in sessions]
    fixing.write(sessions, done)
    fixing.settle(sessions, done)
    if not quiet:
        fixing.say_what_was_fixed(done, None)


def _with_alive(one: Session) -> Judged:
    """The judgement with an advice for each link that is alive."""
    listed = sorted((*one.result.judged.diagnostics, *_alive(one)), key=Diagnostic.order)
    return msgspec.structs.replace(one.result.judged, diagnostics=tuple(listed))


def _alive(one: Session) -> Iterator[Diagnostic]:
    site = site_of(one.desk, one.result.examined, one.site.reported)
    for post, target, outcome in site.answered():
        if outcome.verdict is Verdict.ALIVE and not outcome.fragment_missing:
            message = f'"{shown(target.url)}" is alive' + (f": {outcome.cause}" if outcome.cause else "")
            asked = Asked(outcome.url, str(outcome.verdict))
            yield Diagnostic(post.path, _LISTED, "links", Level.ADVICE, message, target.span, asked=asked)


def _say(runs: list[LinkRun], form: str, *, whole: bool) -> None:
    """The hosts, for people, and why some links were not asked."""
    if form == "human":
        rows = [row for one in runs for row in one.rows]
        click.echo(hosts.render(rows, whole=whole), err=True, nl=False)
    for one in runs:
        if one.left and not one.interrupted and one.max_time:
            click.echo(f"copydesk: out of time after {one.max_time:g} seconds, {one.left:,} pages not asked", err=True)
