"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from lint.report.forms import FORMATS

Function = TypeVar("Function", bound=Callable[..., Any])


class Names(click.ParamType[tuple[str, ...]]):
    """Names separated by commas; the option may be given several times."""

    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002
        return tuple(name.strip() for name in value.split(",") if name.strip()) if isinstance(value, str) else value


APART = "\0"
"""Begins the value of `--changed` when that did not come with `=`. Neither a revision nor a path can hold it."""


class Command(click.Command):
    """A command that tells `--changed=REF` from `--changed` with something behind it, which may be a path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_joined(args)))


def _joined(args: list[str]) -> Iterator[str]:
    """The arguments with what stands behind a lone `--changed` joined to it, marked as standing apart."""
    end = args.index("--") if "--" in args else len(args)
    at = 0
    while at < end:
        one = args[at]
        at += 1
        if one == "--changed":
            apart = args[at] if at < end and not args[at].startswith("-") else ""
            at += bool(apart)
            one = f"--changed={APART}{apart}"
        yield one
    yield from args[end:]


def judging(function: Function) -> Function:
    """What is judged and how: paths, rules, configuration."""
    for decorate in reversed(
        (
            click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]..."),
            click.option(
                "--select", type=Names(), multiple=True, metavar="NAMES", help="Run only these rules or families."
            ),
            click.option(
                "--ignore", type=Names(), multiple=True, metavar="NAMES", help="Do not run these rules or families."
            ),
            click.option(
                "--drafts", type=click.Choice(["warn", "error", "skip"]), help="What becomes of the errors of drafts."
            ),
            click.option("--tracked", is_flag=True, help="Only files in git's index exist."),
            click.option("--no-baseline", is_flag=True, help="Report what the baseline knows, too."),
            click.option("--config", metavar="FILE", default="", help="Use this configuration file."),
            click.option("--no-plugins", is_flag=True, help="Do not run the code of plug-ins."),
            click.option("-v", "--verbose", is_flag=True, help="Show more, such as tracebacks of bugs."),
            click.option("-q", "--quiet", is_flag=True, help="Print nothing but findings."),
        )
    ):
        function = decorate(function)
    return function


def changed(function: Function) -> Function:
    """Only what changed counts. The revision may be left out, and a path may follow then."""
    decorate = click.option(
        "--changed",
        metavar="[=REF]",
        help="Report only what touches lines changed since REF; by default what is staged or, in CI, since the merge "
        "base with the target branch.",
    )
    return decorate(function)


def rulebook(function: Function) -> Function:
    """Which rules there are."""
    for decorate in reversed(
        (
            click.option("--config", metavar="FILE", default="", help="Use this configuration file."),
            click.option("--no-plugins", is_flag=True, help="Do not run the code of plug-ins."),
            click.option("-v", "--verbose", is_flag=True, help="Show the traceback of a bug."),
        )
    ):
        function = decorate(function)
    return function


def reporting(function: Function) -> Function:
    """How findings are shown."""
    for decorate in reversed(
        (
            click.option(
                "--format", "form", type=click.Choice(FORMATS), default="human", help="The form of the report."
            ),
            click.option("--output", metavar="FILE", help="Write the report into a file instead of standard output."),
            click.option(
                "--level", type=click.Choice(["error", "warning", "advice"]), help="The lowest level that is reported."
            ),
            click.option("--strict", is_flag=True, help="Warnings and advice fail, too."),
            click.option(
                "--color",
                type=click.Choice(["auto", "always", "never"]),
                default="auto",
                help="Colour; auto means on a terminal.",
            ),
        )
    ):
        function = decorate(function)
    return function
