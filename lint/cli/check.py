"""`copydesk check`: judge posts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from lint.cli import baseline, options, saying, session
from lint.cli.session import Session
from lint.cli.since import say_what_was_compared
from lint.world.result_cache import ResultCache, default_file


@click.command("check", cls=options.Command)
@options.judging
@options.changed
@options.reporting
@click.option("--write-baseline", is_flag=True, help="Record what is reported now, so that only new findings count.")
@click.option("--show-config", metavar="FILE", help="Show what the configuration says for a post, and where.")
@click.option("--no-cache", is_flag=True, help="Judge all posts anew, and keep nothing for the next run.")
@click.option("--stdin-filename", metavar="NAME", default="", help="The name of the post that is read from `-`.")
def command(paths: tuple[str, ...], form: str, output: str | None, color: str, **flags: Any) -> int:
    """Judge posts.

    PATH names files and folders; `-` is standard input. Without it, the configured posts are judged, else those
    below the working folder. Nothing is fetched over the network.
    """
    if flags["write_baseline"] and flags["no_baseline"]:
        raise click.UsageError("`--write-baseline` does not go with `--no-baseline`")
    if flags["write_baseline"] and flags["changed"] is not None:
        raise click.UsageError("`--write-baseline` records all findings; it does not go with `--changed`")
    if flags["write_baseline"] and "-" in paths:
        raise click.UsageError("`--write-baseline` records what files hold, and `-` is none")
    if flags["show_config"] is not None:
        return _show_config(paths, form, output, flags)
    asked = session.given(paths, flags)
    cache = None if flags["no_cache"] else ResultCache(default_file())
    sessions = session.judge_sites(asked, flags["select"], flags["ignore"], cache=cache)
    if flags["write_baseline"]:
        baseline.write(sessions, flags["level"], quiet=flags["quiet"])
    session.add_consequences(sessions)
    say_what_was_compared((one.site for one in sessions), verbose=flags["verbose"], quiet=flags["quiet"])
    report = session.report(sessions, flags["level"])
    session.emit(report, form, output, color)
    saying.say_crashes(report.crashes, verbose=flags["verbose"])
    if not flags["quiet"]:
        _say_network(sessions, {name for names in flags["select"] for name in names})
    saying.say_missing_dictionaries(sessions, quiet=flags["quiet"])
    saying.say_idle(sessions, paths, quiet=flags["quiet"])
    saying.say_passed_over(sessions, quiet=flags["quiet"])
    if form == "human" and not flags["quiet"] and not flags["write_baseline"]:
        baseline.say_left(sessions)
    if form == "human" and not report.diagnostics and not flags["quiet"] and sys.stderr.isatty():
        click.echo(f"{report.posts} post{'' if report.posts == 1 else 's'} fit", err=True)
    strict = any(one.site.config.strict for one in sessions)
    return session.status(report, strict=strict)


def _show_config(paths: tuple[str, ...], form: str, output: str | None, flags: dict[str, Any]) -> int:
    from lint.cli.show_config import shown_config

    if paths or output or flags["write_baseline"] or flags["changed"] is not None:
        raise click.UsageError("`--show-config FILE` judges nothing: it goes with no other path, and with no report")
    if form not in {"human", "json"}:
        raise click.UsageError(f"`--show-config` has the formats human and json, not {form}")
    click.echo(shown_config(flags["show_config"], form, flags), nl=False)
    return 0


def _say_network(sessions: Iterable[Session], selected: set[str]) -> None:
    """Silence of a rule that was asked for by its name, and cannot find anything here, would look like success."""
    rules = [rule for one in sessions for rule in one.site.rulebook.rules.values()]
    names = sorted({rule.id for rule in rules if rule.network and rule.id in selected})
    if names:
        verb = "judges" if len(names) == 1 else "judge"
        click.echo(f"copydesk: {', '.join(names)} {verb} what `copydesk links` learns; `check` does not ask", err=True)
