"""`copydesk preview`: the bundle in the browser while posts are written."""

from __future__ import annotations

import contextlib
import errno
import gc
import socket
from collections.abc import Iterator
from typing import Any

import click

from lint.cli import options, session
from lint.cli.session import CannotRun
from lint.engine.select import Asking

_PORT = 8000
_TRIES = 20
"""So many ports from the first are tried, where none was asked for."""


@click.command("preview")
@options.judging
@click.option("--host", default="127.0.0.1", show_default=True, help="The loopback address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"The port; without it, the first free one from {_PORT}.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next run.")
@click.option("--level", type=click.Choice(["error", "warning", "advice"]), help="The lowest level that is shown.")
def command(paths: tuple[str, ...], host: str, port: int | None, *, opens: bool, **flags: Any) -> int:
    """Show the bundle in the browser while posts are written.

    Drafts and posts dated after today are shown and marked as such. What is saved is there at once: the page loads
    again, and a panel lists what is found in the post. Nothing is written into the site, and nobody but this machine is
    answered. Ctrl-C ends it.
    """
    if "-" in paths:
        raise click.UsageError("the preview shows files; `-` is for `copydesk check`")
    from lint.cli.bundling.pictures import opened
    from lint.cli.previewing.reading import Reading
    from lint.cli.previewing.site import PreviewSite
    from lint.world.files import heed_ends
    from lint.world.preview.server import serve
    from lint.world.result_cache import ResultCache, default_file

    heed_ends()
    gc.enable()  # this one runs for hours
    select, ignore = (tuple(name for names in flags[key] for name in names) for key in ("select", "ignore"))
    results = None if flags["no_cache"] else ResultCache(default_file())
    with _listening(host, port) as listening, opened(lasting=results is not None) as cache:
        reading = Reading(session.given(paths, flags), Asking(select, ignore, publishing=True), results)
        site = PreviewSite(reading, cache, flags["level"], quiet=flags["quiet"], verbose=flags["verbose"])

        def started() -> None:
            name, number = listening.getsockname()[:2]
            address = f"http://{f'[{name}]' if ':' in name else name}:{number}{site.path}"
            if not flags["quiet"]:
                click.echo(f"copydesk: {site.tally}; Ctrl-C ends the preview", err=True)
            click.echo(address)
            if opens:
                _show(address)

        serve(site, [listening], started)
    return 0


@contextlib.contextmanager
def _listening(host: str, port: int | None) -> Iterator[socket.socket]:
    """A socket that listens on the loopback interface. Raises CannotRun when the port is taken."""
    from lint.world.preview.server import is_loopback

    if not is_loopback(host):
        raise click.UsageError(f"`--host {host}` is not this machine alone; 127.0.0.1, ::1 or localhost are")
    name = "127.0.0.1" if host.lower().startswith("localhost") else host.strip("[]")
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    for number in range(_PORT, _PORT + _TRIES) if port is None else (port,):
        with socket.socket(family, socket.SOCK_STREAM) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((name, number))
                listening.listen(128)
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    continue
                raise CannotRun(f"{name}:{number}: cannot listen there: {error.strerror}") from None
            yield listening
            return
    if port is None:
        raise CannotRun(f"the ports {_PORT} to {_PORT + _TRIES - 1} are taken; name a free one with --port")
    raise CannotRun(f"port {port} is taken; without --port the first free one from {_PORT} is used")


def _show(address: str) -> None:
    """Opens the browser, which may take its time."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
