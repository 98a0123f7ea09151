"""`copydesk rules`: list the rules."""

from __future__ import annotations

from itertools import groupby

import click

from lint.cli import options, session
from lint.engine.select import Rulebook, all_rules
from lint.rule import SiteRule
from lint.world.sites import rulebook_of


@click.command("rules")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", help="The form of the list.")
@options.rulebook
@click.option("--test", "testing", is_flag=True, help="Run the examples of the rules that the site adds.")
def command(form: str, config: str, *, no_plugins: bool, testing: bool, verbose: bool) -> int:  # noqa: ARG001
    """List the rules by family: id, level, and what each says.

    Those that the configuration of the working folder adds are among them: plug-ins, which runs their code, and house
    style.
    """
    from lint.report.rule_page import summary

    with session.refusing():
        rulebook = rulebook_of(session.given((), {"config": config, "no_plugins": no_plugins}))
    if testing:
        return _test(rulebook)
    rules = sorted(rulebook.rules.values(), key=lambda rule: (rule.family, rule.id))
    if form == "json":
        import msgspec

        rows = [
            {
                "id": rule.id,
                "family": rule.family,
                "level": str(rule.level),
                "default": rule.default,
                "publishing": rule.publishing,
                "site": issubclass(rule, SiteRule),
                "summary": summary(rule),
            }
            for rule in rules
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
        return 0
    width = max(len(rule.id) for rule in rules)
    for family, members in groupby(rules, key=lambda rule: rule.family):
        click.echo(family)
        for rule in members:
            off = "" if rule.default else " (in bundles)" if rule.publishing else " (off by default)"
            click.echo(f"  {rule.id:<{width}}  {rule.level:<7}  {summary(rule)}{off}")
    return 0


def _test(rulebook: Rulebook) -> int:
    """Runs the examples of what is not ours: 0 when all hold, else 1."""
    from lint.report.places import shown
    from lint.testing import check_examples

    ours = all_rules()
    added = [rule for name, rule in rulebook.rules.items() if name not in ours]
    if not added:
        raise session.CannotRun("the configuration adds no rules")
    failed = 0
    for rule in added:
        try:
            check_examples(rule)
        except AssertionError as error:
            failed += 1
            click.echo(shown(f"{rule.id}: {error}"))
    examples = sum(len(rule.examples) for rule in added)
    counted = f"{len(added)} rule{'' if len(added) == 1 else 's'} with {examples} examples"
    click.echo(f"{failed} of {counted} failed" if failed else f"{counted}: all hold", err=True)
    return int(failed > 0)
