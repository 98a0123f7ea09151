"""The command line: `main`, and one module per command, imported when it is asked for."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from typing import Any

import click

from lint import __version__
from lint.choices import nearest
from lint.cli.bundling.unchanged import again

COMMANDS = {
    "check": "Judge posts.",
    "fix": "Apply safe fixes.",
    "links": "Judge the links to other sites, over the network.",
    "bundle": "Judge for publishing, then emit the bundle.",
    "preview": "Show the bundle in the browser while posts are written.",
    "rules": "List the rules.",
    "schema": "Show what is asked of front matter.",
    "explain": "Explain a rule, what is seen in a post, or a word of it.",
    "words": "List, add and remove the words that are accepted.",
    "init": "Propose a configuration for the blog in this folder.",
}


class _Commands(click.Group):
    """Commands by name; a module is imported only when its command runs, and `--help` needs none."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"lint.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], COMMANDS)
            hint = f"did you mean `{near}`?" if near else f"the commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command `{args[0]}`; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="copydesk", message="%(prog)s %(version)s")
def _copydesk() -> None:
    """Judge, fix and publish a folder of Markdown posts.

    Exit status: 0 fit, 1 findings at level error, 2 could not run.
    """


def _insist_on_utf8() -> None:
    """Begins anew where Python takes the names of files for another encoding than git does, as old locales have it."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def main(arguments: list[str] | None = None, **extra: Any) -> None:
    """Runs the command line and exits: 0 fit, 1 findings, 2 could not run, 130 interrupted."""
    if arguments is None:
        _insist_on_utf8()
    # A run ends soon and builds nothing in circles; looking for circles would cost a tenth of it.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A post may hold what the terminal's encoding lacks; that must not stop a report.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = again(sys.argv[1:]) if arguments is None else None
        if status is None:
            status = _copydesk.main(arguments, prog_name="copydesk", standalone_mode=False, **extra)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        status = 2
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "copydesk"
        click.echo(f"copydesk: {error.format_message().rstrip('.')} (see `{path} --help`)", err=True)
        status = 2
    except click.ClickException as error:
        click.echo(f"copydesk: {error.format_message()}", err=True)
        status = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("copydesk: interrupted", err=True)
        status = 130
    except BrokenPipeError:
        # The reader (head, a pager) has seen enough; without this, Python complains again while it shuts down.
        sys.stderr.close()
        status = 0
    except OSError as error:
        click.echo(f"copydesk: {error.filename or 'standard output'}: {error.strerror}", err=True)
        with contextlib.suppress(OSError):
            sys.stdout.close()  # or Python tries once more while it shuts down, and exits with a status of its own
        status = 2
    except Exception as error:
        click.echo(f"copydesk: bug: {type(error).__name__}: {error} (-v shows the traceback)", err=True)
        if {"-v", "--verbose"} & set(sys.argv if arguments is None else arguments):
            import traceback

            traceback.print_exc()
        status = 2
    code = status if isinstance(status, int) else 0
    if arguments is None:
        with contextlib.suppress(OSError, ValueError):  # closed above
            sys.stdout.flush()
            sys.stderr.flush()
        # The process ends here: to take a site apart object by object would cost a thirtieth of the run.
        os._exit(code)
    sys.exit(code)
