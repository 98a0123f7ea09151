"""`copydesk init`: look at the repository, propose a configuration, and write it when that is wanted."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import click
import msgspec

from lint.cli import saying, session
from lint.cli.session import CannotRun, Session
from lint.config.collections import declared
from lint.config.insert import InsertError, insert_table
from lint.config.integrations import HOOKS_FILE, WORKFLOW_FILE, hooks, workflow
from lint.config.load import ConfigError, load
from lint.config.propose import Proposal, propose, render
from lint.config.settle import choose_rules
from lint.engine.judge import Judged
from lint.engine.run import rejudge, run
from lint.engine.select import Asking, all_rules
from lint.engine.settings import Overrides
from lint.report.places import shown
from lint.site.generators import MAXIMUM_SIZE, Recognised, configurations, recognise
from lint.site.settings import Broken
from lint.site.site import Site


class Change(msgspec.Struct, frozen=True):
    """A file to write: its path relative to the site, what it holds now ("" for a new one) and what it will hold."""

    path: str
    before: str
    after: str
    new: bool


@click.command("init")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--diff", is_flag=True, help="Print what would be written as a patch and write nothing.")
@click.option("--force", is_flag=True, help="Replace a configuration that exists.")
@click.option("--hooks", "with_hooks", is_flag=True, help="Write a hook for pre-commit, too.")
@click.option("--ci", type=click.Choice(["github"]), help="Write a workflow for this CI service, too.")
@click.option("-v", "--verbose", is_flag=True, help="Show more, such as tracebacks of bugs.")
def command(*, yes: bool, diff: bool, force: bool, with_hooks: bool, ci: str | None, verbose: bool) -> int:
    """Propose a configuration for the blog in this folder.

    Looks at the posts and at the generator's configuration, executes nothing, shows what the rules would find today,
    and writes only after a yes, or with --yes.
    """
    asking = not yes and not diff and sys.stdin.isatty() and sys.stdout.isatty()
    opened = _opened()
    existing = opened.site.config_path if opened.site.config_text else ""
    wants_table = not existing or force or not (with_hooks or ci)
    if existing and yes and not force and wants_table:
        raise CannotRun(f"{existing} has a configuration already; --force replaces it")
    changes: list[Change] = []
    crashed = False
    if wants_table:
        proposal = _proposal(opened)
        change = _table_change(opened, proposal)
        _say_recognised(opened, proposal, to_stderr=diff)
        judged = _judged(opened, change)
        click.echo(_counts(judged), nl=False, err=diff)
        saying.say_crashes(judged.crashes, verbose=verbose)
        crashed = bool(judged.crashes)
        changes.append(change)
    elif existing:
        click.echo(f"{shown(existing)} has a configuration already, which stays as it is", err=True)
    changes += _extras(opened.site.root, with_hooks=with_hooks, ci=ci)
    if diff:
        click.echo("".join(_patch(change) for change in changes), nl=False)
    elif changes:
        _offer(opened, changes, existing if wants_table else "", asking=asking, yes=yes)
    return 2 if crashed else 0


def _opened() -> Session:
    """The site of the working folder, judged by all rules, those that are off by default too. Raises CannotRun."""
    sessions = session.judge_sites(session.given(()), [("all",)], [_of_bundles()])
    working = Path.cwd().resolve()
    # Sites below it have a configuration of their own; they are asked for one by one.
    return next(one for one in sessions if working.is_relative_to(one.site.root))


def _proposal(opened: Session) -> Proposal:
    from lint.world.listing import SUFFIXES, list_site

    site = opened.site
    posts = {path: one.facts for path, one in sorted(opened.result.examined.items())}
    listed, _ = list_site(site.root, tracked=False, deep=True)
    others = [path for path in listed if path.endswith(SUFFIXES) and path not in site.sources]
    known = Site(
        posts=posts,
        reported=(),
        files=site.files,
        today=opened.desk.today,
        dictionaries=opened.desk.dictionaries,
        read=opened.desk.read,
    )
    return propose(known, others, _recognised(opened))


def _recognised(opened: Session) -> Recognised:
    from lint.world.small_files import read_small

    site = opened.site
    paths = configurations(site.sources, site.files)
    texts, refused = read_small(site.root, paths, MAXIMUM_SIZE)
    found = recognise(site.sources, site.files, texts)
    unread = tuple(Broken(path, 1, 1, why) for path, why in sorted(refused.items()))
    return Recognised(found.generators, tuple(sorted((*found.broken, *unread))))


def _table_change(opened: Session, proposal: Proposal) -> Change:
    """The configuration as it would be written; proven to load. Raises CannotRun."""
    site = opened.site
    project = site.root / "pyproject.toml"
    name = "pyproject.toml" if project.is_file() else "copydesk.toml"
    if site.config_text:
        name = Path(site.config_path).name
    before = _text(site.root / name)
    table = render(proposal, "tool.copydesk" if name == "pyproject.toml" else "")
    try:
        after = insert_table(before, table) if name == "pyproject.toml" else table
    except InsertError as error:
        raise CannotRun(f"{session.display_path(site, name)}: {error}") from None
    try:
        choose_rules(load(after, name), after, name)
    except ConfigError as error:  # a file that leaves no room for our table, such as one with `tool = {}`
        raise CannotRun(f"{error}; please add the table by hand") from None
    return Change(name, before, after, new=not (site.root / name).exists())


def _text(path: Path) -> str:
    """A file's text with its line ends; "" where there is none. Raises CannotRun."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise CannotRun(f"{os.path.relpath(path)}: not UTF-8: a stray byte at offset {error.start:,}") from None
    except OSError as error:
        raise CannotRun(f"{os.path.relpath(path)}: cannot be read: {error.strerror}") from None


def _judged(opened: Session, change: Change) -> Judged:
    """What all rules, those that are off by default too, find in today's posts under the proposed configuration."""
    from lint.config.globs import matcher
    from lint.world.pool import examine_all

    config = load(change.after, change.path)
    chosen = choose_rules(config, change.after, change.path, Asking(("all",), _of_bundles()))
    collections = declared(config, {}, str)  # what we propose names no schema file
    desk = msgspec.structs.replace(
        opened.desk, config=config, chosen=chosen, collections=collections, known=None, overrides=Overrides()
    )
    is_post = matcher(config.posts) if config.posts else opened.site.sources.__contains__
    sources = {path: source for path, source in opened.site.sources.items() if is_post(path)}
    # A proposal changes nothing for the rules of single posts but the language.
    same = config.lang == opened.desk.config.lang and not opened.site.config_text
    if same and sources.keys() <= set(opened.site.reported):
        return rejudge(desk, {path: opened.result.examined[path] for path in sources}, sources, sources)
    return run(desk, sources, sorted(sources), partial(examine_all, desk)).judged


def _of_bundles() -> tuple[str, ...]:
    """The rules that judge what becomes of posts in a bundle: nobody asks for one yet, and they render every post."""
    return tuple(name for name, rule in all_rules().items() if rule.publishing)


def _counts(judged: Judged) -> str:
    from lint.report import counts

    rules = {name: rule.default for name, rule in all_rules().items() if not rule.publishing}
    return f"\nWhat the rules find in today's posts:\n\n{counts.render(judged.diagnostics, rules)}\n"


def _say_recognised(opened: Session, proposal: Proposal, *, to_stderr: bool) -> None:
    say = partial(click.echo, err=to_stderr)
    posts = len(opened.site.sources)
    for one in proposal.recognised.generators:
        where = f" in {shown(one.root)}" if one.root else ""
        say(f"{one.name}{where}, recognised by {shown(', '.join(one.evidence))}")
    if not proposal.recognised.generators:
        say("No generator was recognised")
    for broken in proposal.recognised.broken:
        click.echo(f"{shown(str(broken))}; passed over", err=True)
    say(f"{posts:,} post{'' if posts == 1 else 's'}")
    for habit in proposal.habits:
        fields = ", ".join(f"`{shown(one.key)}`" for one in habit.required) or "no field"
        say(f"  {habit.posts:>5,} in {shown(', '.join(habit.paths))}; nearly all have {fields}")


def _extras(root: Path, *, with_hooks: bool, ci: str | None) -> list[Change]:
    """The hook and the workflow. Raises CannotRun where a workflow of this name exists."""
    from lint.world.installed import requirement

    changes = []
    if with_hooks:
        if (root / HOOKS_FILE).exists():
            if "copydesk" in _text(root / HOOKS_FILE):
                click.echo(f"{HOOKS_FILE} names copydesk already", err=True)
            else:
                click.echo(f"{HOOKS_FILE} exists; add below its `repos:`\n\n{hooks(whole=False)}", err=True)
        else:
            changes.append(Change(HOOKS_FILE, "", hooks(whole=True), new=True))
    if ci:
        if (root / WORKFLOW_FILE).exists():
            raise CannotRun(f"{WORKFLOW_FILE} exists and is not overwritten")
        changes.append(Change(WORKFLOW_FILE, "", workflow(requirement()), new=True))
    return changes


def _patch(change: Change) -> str:
    from lint.report.patch import patch

    text = patch(change.path, change.before, change.after)
    return text.replace(f"--- a/{change.path}\n", "--- /dev/null\n", 1) if change.new else text


def _offer(opened: Session, changes: list[Change], existing: str, *, asking: bool, yes: bool) -> None:
    """Shows what would be written and writes it after a yes. Raises CannotRun."""
    root = opened.site.root
    names = ", ".join(session.display_path(opened.site, change.path) for change in changes)
    if not yes:
        click.echo("".join(_patch(change) for change in changes))
    if asking:
        question = f"Replace the configuration in {existing}?" if existing else f"Write {names}?"
        yes = click.confirm(question, default=False)
        if not yes:
            click.echo("Nothing was written.")
            return
    if not yes:
        hint = "`copydesk init --yes --force` replaces it" if existing else f"`copydesk init --yes` writes {names}"
        click.echo(f"{existing} has a configuration already; {hint}" if existing else f"Nothing was written; {hint}")
        return
    for change in changes:
        _write(root / change.path, change.after)
    click.echo(f"Wrote {names}")


def _write(path: Path, text: str) -> None:
    from lint.world.files import write

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, text)
    except OSError as error:
        raise CannotRun(f"{os.path.relpath(path)}: cannot be written: {error.strerror}") from None
