"""`copydesk fix`: apply fixes and report what is left."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

import click

from lint.choices import nearest
from lint.cli import asking, fixing, options, saying, session
from lint.cli.session import Session
from lint.cli.since import say_what_was_compared
from lint.engine.fix import Fixed
from lint.world.files import heed_ends
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
@click.option("-i", "--interactive", is_flag=True, help="Ask about each fix, on a terminal.")
@click.option("--diff", is_flag=True, help="Print the fixes as a patch and change nothing.")
@click.option("--stdin-filename", metavar="NAME", default="", help="The name of the post that is read from `-`.")
def command(paths: tuple[str, ...], form: str, output: str | None, color: str, **flags: Any) -> int:
    """Apply safe fixes, or with --allow say in the posts that findings are right.

    What is left is reported as `check` does. A fix that would change how anything else is shown is not applied, and the
    finding says so. With `-`, the fixed post goes to standard output and the report to standard error. `--diff` prints
    a patch that `git apply` takes, and exits as `check` would.
    """
    rules = frozenset(name for names in flags["allowed"] for name in names)
    if rules and flags["unsafe"]:
        raise click.UsageError("`--allow` fixes nothing, so `--unsafe` does not go with it")
    if flags["interactive"]:
        _insist_on_asking(paths, flags, rules)
    asked = session.given(paths, flags)
    sessions = session.judge_sites(asked, flags["select"], flags["ignore"])
    _insist_on_rules(rules, sessions)
    say_what_was_compared((one.site for one in sessions), verbose=flags["verbose"], quiet=flags["quiet"])
    fixing.insist_on_staged(sessions)
    strict = any(one.site.config.strict for one in sessions)
    before = session.report(sessions, flags["level"])
    if flags["interactive"]:
        done, interrupted = _ask(sessions, flags["level"], unsafe=flags["unsafe"])
        if interrupted:
            fixing.say_what_was_fixed(done, None)
            raise KeyboardInterrupt
    else:
        with session.stdout_kept():
            done = [_fix(one, flags["level"], rules, unsafe=flags["unsafe"]) for one in sessions]
    doing = "allowed" if rules else "fixed"
    if flags["diff"]:
        _show_patch(sessions, done, output, color)
        saying.say_crashes(before.crashes, verbose=flags["verbose"])
        if not flags["quiet"]:
            fixing.say_what_was_fixed(done, None, f"would be {doing}")
        return session.status(before, strict=strict)
    if asked.stdin is not None:
        _pass_on(sessions, done)
    elif not flags["interactive"]:
        fixing.write(sessions, done)
    fixing.settle(sessions, done)
    session.add_consequences(sessions)
    report = session.report(sessions, flags["level"])
    if asked.stdin is None:
        session.emit(report, form, output, color)
    else:
        click.echo(session.render(report, "concise", "never"), nl=False, err=True)
    saying.say_crashes(report.crashes, verbose=flags["verbose"])
    if not flags["quiet"]:
        # The report for people says itself what --unsafe would do.
        said = rules or (form == "human" and asked.stdin is None)
        fixing.say_what_was_fixed(done, None if said else report, doing)
        _say_what_did_not_run(rules, sessions)
    return session.status(report, strict=strict)


def _insist_on_asking(paths: Collection[str], flags: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Raises click.UsageError for what does not go with questions, and CannotRun where nobody can be asked."""
    for given, name in ((flags["diff"], "--diff"), (allowed, "--allow"), ("-" in paths, "-")):
        if given:
            raise click.UsageError(f"`--interactive` does not go with `{name}`")
    asking.insist_on_a_terminal()


def _ask(sessions: list[Session], level: str | None, *, unsafe: bool) -> tuple[list[Fixed], bool]:
    """Fixes what is accepted, and writes it at once; and whether Ctrl-C ended the questions."""
    heed_ends()
    asker = asking.Asker(asking.keys())
    done = [asking.fix_by_hand(one, fixing.lowest_of(one, level), asker, unsafe=unsafe) for one in sessions]
    return done, asker.interrupted


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
    """Fixes, or allows, what is reported."""
    lowest = fixing.lowest_of(one, level)
    if not rules:
        return fixing.fix_site(one, lowest, unsafe=unsafe)
    from lint.engine.allowing import allow

    return allow(
        one.desk,
        one.site.sources,
        one.site.reported,
        one.result,
        lambda found: found.rule in rules and session.rank(found.level) >= lowest,
        examine_all=partial(examine_all, one.desk),
    )


def _show_patch(sessions: list[Session], done: list[Fixed], output: str | None, color: str) -> None:
    text = fixing.patch_of(sessions, done, color=not output and session.is_colored(color))
    if output:
        session.write_out(output, text)
    else:
        _put(text)


def _pass_on(sessions: list[Session], done: list[Fixed]) -> None:
    """The text of standard input, fixed, to standard output; its bytes are kept where nothing was wrong."""
    for one, fixed in zip(sessions, done, strict=True):
        for path in one.site.reported:
            _put(fixed.changed.get(path, one.site.sources[path]).text)


def _put(text: str) -> None:
    """Writes a text to standard output, stray bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
