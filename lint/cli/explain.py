"""`copydesk explain`: what a rule means, what is judged in a post, or why a word of it is right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from lint.choices import nearest
from lint.cli import options, session
from lint.cli.session import CannotRun
from lint.engine.select import all_rules
from lint.world.sites import rulebook_of


@click.command("explain")
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--post", metavar="FILE", help="Show which parts of a post are judged as prose.")
@click.option("--word", metavar="WORD", help="With --post: show what speaks for and against a word of it.")
@options.rulebook
@click.option("--format", "form", type=click.Choice(["human", "json"]), help="With --post: the form of the page.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), help="With --post: colour; auto means on a terminal."
)
def command(
    rule: str | None,
    post: str | None,
    word: str | None,
    *,
    config: str,
    no_plugins: bool,
    form: str | None,
    color: str | None,
    verbose: bool,  # noqa: ARG001
) -> int:
    """Explain a rule: what it finds, why, its options and examples.

    With --post, show what each part of a post is taken for: prose, which is judged, or code, a template tag, the target
    of a link and so on, which is not. In colours on a terminal; otherwise what is no prose is blotted out and named in
    the margin.

    With --word and --post, tell for each place of the word its language, which dictionaries have it, what speaks for
    it, what else may be meant, and what follows from that.
    """
    if word is not None and post is None:
        raise click.UsageError("`--word` goes with `--post FILE`")
    if (rule is None) == (post is None):
        raise click.UsageError("give a rule or --post FILE")
    if (form or color) and (post is None or word is not None):
        raise click.UsageError("`--format` and `--color` go with `--post FILE` alone")
    if word is not None and post is not None:
        from lint.cli.explain_word import explained

        click.echo(explained(word, post, config), nl=False)
    elif post is not None:
        from lint.cli.explain_post import explained as drawn

        click.echo(drawn(post, config, form or "human", color or "auto"), nl=False, color=True)
    else:
        click.echo(_rule(rule or "", {"config": config, "no_plugins": no_plugins}), nl=False)
    return 0


def _rule(name: str, flags: Mapping[str, Any]) -> str:
    from lint.report.rule_page import page

    rules = all_rules()
    if name not in rules:  # the site may have added it
        with session.refusing():
            rules = rulebook_of(session.given((), flags)).rules
    if name not in rules:
        near = nearest(name, rules)
        hint = f"; did you mean `{near}`?" if near else "; `copydesk rules` lists them"
        raise CannotRun(f"there is no rule `{name}`{hint}")
    return page(rules[name])
