"""`copydesk explain`: what a rule means, what is judged in a post, or why a word of it is right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
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
def command(
    rule: str | None,
    post: str | None,
    word: str | None,
    config: str,
    *,
    no_plugins: bool,
    verbose: bool,  # noqa: ARG001
) -> int:
    """Explain a rule: what it finds, why, its options and examples.

    With --post, print a post with everything that is not judged as prose blotted out: ░ is inline content such as
    code, addresses and template tags, · is markup and whatever is no prose at all.

    With --word and --post, tell for each place of the word its language, which dictionaries have it, what speaks for
    it, what else may be meant, and what follows from that.
    """
    if word is not None and post is None:
        raise click.UsageError("`--word` goes with `--post FILE`")
    if (rule is None) == (post is None):
        raise click.UsageError("give a rule or --post FILE")
    if word is not None and post is not None:
        from lint.cli.explain_word import explained

        click.echo(explained(word, post, config), nl=False)
        return 0
    if post is not None:
        click.echo(_post(post), nl=False)
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


def _post(name: str) -> str:
    from lint.post.post import parse
    from lint.post.prose import BREAK, INVISIBLE, OPAQUE
    from lint.report.places import shown
    from lint.world.files import read

    path = Path(name)
    try:
        source = read(path.parent, path.name, limit=1_000_000)
    except OSError as error:
        raise CannotRun(f"{name}: {error.strerror}") from None
    if source.unreadable:
        raise CannotRun(f"{name}: {source.unreadable}")
    post = parse(source.text, path.name)
    marks = {BREAK: "·", INVISIBLE: "·", OPAQUE: "░"}
    drawn = "".join(
        character if character in "\r\n" or (character.isspace() and mark == BREAK) else marks.get(mark, mark)
        for character, mark in zip(post.text, post.prose, strict=True)
    )
    lines = drawn.replace("\r\n", "\n").split("\n")
    width = len(str(len(lines)))
    return "".join(f"{number:>{width}} | {shown(line)}".rstrip() + "\n" for number, line in enumerate(lines, 1))
