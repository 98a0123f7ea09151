"""`copydesk fix`: apply fixes and report what is left."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

import click

from lint.choices import nearest
from lint.cli import options, session
from lint.cli.session import CannotRun, Session
from lint.cli.since import say_what_was_compared, unlike_what_is_staged
from lint.diagnostics import Diagnostic, Level
from lint.engine.fix import Fixed, fix
from lint.report.places import shown
from lint.world.pool import examine_all


@click.command("fix", cls=options.Command)
@options.judging
@options.changed
@options.reporting
@click.option("--unsafe", is_flag=True, help="Apply fixes that may change the meaning, too.")
@click.option(
    "--allow",
    "allowed",
    type=options.Names(),
    multiple=True,
    metavar="RULES",
    help="Write allowances for the findings of these rules instead of fixing anything.",
)
@click.option("--diff", is_flag=True, help="Print the fixes as a patch and change nothing.")
@click.option("--stdin-filename", metavar="NAME", default="", help="The name of the post that is read from `-`.")
def command(paths: tuple[str, ...], form: str, output: str | None, color: str, **flags: Any) -> int:
    """Apply safe fixes, or with --allow say in the posts that findings are right.

    What is left is reported as `check` does. With `-`, the fixed post goes to standard output and the report to
    standard error.
    """
    rules = frozenset(name for names in flags["allowed"] for name in names)
    if rules and flags["unsafe"]:
        raise click.UsageError("`--allow` fixes nothing, so `--unsafe` does not go with it")
    asked = session.given(paths, flags)
    sessions = session.judge_sites(asked, flags["select"], flags["ignore"])
    _insist_on_rules(rules, sessions)
    say_what_was_compared((one.site for one in sessions), verbose=flags["verbose"], quiet=flags["quiet"])
    insist_on_staged(sessions)
    strict = any(one.site.config.strict for one in sessions)
    before = session.report(sessions, flags["level"])
    done = [_fix(one, flags["level"], rules, unsafe=flags["unsafe"]) for one in sessions]
    if flags["diff"]:
        click.echo(_patch(sessions, done), nl=False)
        session.say_crashes(before.crashes, verbose=flags["verbose"])
        return session.status(before, strict=strict)
    if asked.stdin is not None:
        _pass_on(sessions, done)
    else:
        _write(sessions, done)
    for one, after in zip(sessions, done, strict=True):
        one.site.sources.update(after.changed)
        one.result = after.result
    session.add_consequences(sessions)
    report = session.report(sessions, flags["level"])
    if asked.stdin is None:
        session.emit(report, form, output, color)
    else:
        click.echo(session.render(report, "concise", "never"), nl=False, err=True)
    session.say_crashes(report.crashes, verbose=flags["verbose"])
    fixed = sum(len(one.fixed) for one in done)
    if fixed and not flags["quiet"]:
        posts = sum(len(one.changed) for one in done)
        click.echo(f"{fixed} {'allowed' if rules else 'fixed'} in {posts} post{'' if posts == 1 else 's'}", err=True)
    if rules and not flags["quiet"]:
        _say_what_did_not_run(rules, sessions)
    return session.status(report, strict=strict)


def insist_on_staged(sessions: list[Session]) -> None:
    """What is judged is what is staged; a file with other changes cannot be fixed by it. Raises CannotRun."""
    unlike = [session.display_path(one.site, path) for one in sessions for path in unlike_what_is_staged(one.site)]
    if unlike:
        more = f" and {len(unlike) - 1} more" if len(unlike) > 1 else ""
        raise CannotRun(
            f"{shown(unlike[0])}{more}: has changes that are not staged, and `fix --changed` fixes what is staged; "
            "stage them, or say --changed=HEAD"
        )


def _insist_on_rules(names: Iterable[str], sessions: Iterable[Session]) -> None:
    """Raises click.UsageError for a name that is no rule of these sites."""
    rules = {name: rule for one in sessions for name, rule in one.desk.rulebook.rules.items()}
    for name in sorted(set(names) - rules.keys()):
        members = sorted(rule.id for rule in rules.values() if rule.family == name)
        if members:
            raise click.UsageError(f"`{name}` is a family; `--allow` takes rules, such as `{members[0]}`")
        near = nearest(name, rules)
        hint = f"; did you mean `{near}`?" if near else "; `copydesk rules` lists them"
        raise click.UsageError(f"there is no rule `{name}`{hint}")


def _say_what_did_not_run(names: Iterable[str], sessions: Iterable[Session]) -> None:
    """Silence of a rule that is to be allowed, and never looked, would look like success."""
    ran: set[str] = set()
    for one in sessions:
        settings_of, rules = one.desk.settings(), one.desk.rulebook.rules
        ran.update(name for path in one.site.reported for name in settings_of(path).chosen.levels)
        ran -= {name for name in ran if name in rules and rules[name].network}
    if idle := sorted(set(names) - ran):
        verb = "does" if len(idle) == 1 else "do"
        click.echo(f"copydesk: {', '.join(idle)} {verb} not run here, so nothing was allowed", err=True)


def _fix(one: Session, level: str | None, rules: Collection[str], *, unsafe: bool) -> Fixed:
    """Fixes, or allows, what is reported: a finding below the level is neither shown nor mended."""
    lowest = session.rank(Level(level) if level else one.site.config.level)

    def wanted(found: Diagnostic) -> bool:
        return session.rank(found.level) >= lowest

    site, pooled = one.site, partial(examine_all, one.desk)
    if rules:
        from lint.engine.allowing import allow

        return allow(
            one.desk,
            site.sources,
            site.reported,
            one.result,
            lambda found: found.rule in rules and wanted(found),
            examine_all=pooled,
        )
    return fix(one.desk, site.sources, site.reported, one.result, wanted, unsafe=unsafe, examine_all=pooled)


def _patch(sessions: list[Session], done: list[Fixed]) -> str:
    """The fixes as a patch. Where a secret stands beside them it is masked, and the patch does not apply."""
    from lint.report.masked import concealer
    from lint.report.patch import patch

    pieces = []
    for one, fixed in zip(sessions, done, strict=True):
        spans, sources = session.secret_spans(one.result), one.site.sources
        conceal = concealer(sources[path].text[start:end] for path in spans for start, end in spans[path])
        for path, source in sorted(fixed.changed.items()):
            shown = session.display_path(one.site, path)
            before, after = (conceal(text) for text in (sources[path].text, source.text))
            pieces.append(patch(shown, before, after))
            if pieces[-1] != patch(shown, sources[path].text, source.text):
                click.echo(
                    f"copydesk: {shown}: the patch hides a secret and does not apply; use `copydesk fix`", err=True
                )
    return "".join(pieces)


def _pass_on(sessions: list[Session], done: list[Fixed]) -> None:
    """The text of standard input, fixed, to standard output; its bytes are kept where nothing was wrong."""
    for one, fixed in zip(sessions, done, strict=True):
        for path in one.site.reported:
            source = fixed.changed.get(path, one.site.sources[path])
            sys.stdout.buffer.write(source.text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def _write(sessions: list[Session], done: list[Fixed]) -> None:
    from lint.world.files import write

    for one, fixed in zip(sessions, done, strict=True):
        for path, source in sorted(fixed.changed.items()):
            try:
                write(one.site.root / path, source.text)
            except OSError as error:
                raise CannotRun(
                    f"{session.display_path(one.site, path)}: cannot be written: {error.strerror}"
                ) from None
