"""`copydesk rules`: list the rules."""

from __future__ import annotations

from itertools import groupby

import click

from lint.engine.select import all_rules
from lint.rule import SiteRule


@click.command("rules")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", help="The form of the list.")
def command(form: str) -> int:
    """List the rules by family: id, level, and what each says."""
    from lint.report.rule_page import summary

    rules = sorted(all_rules().values(), key=lambda rule: (rule.family, rule.id))
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
