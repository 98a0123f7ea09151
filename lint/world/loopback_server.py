"""A server of files on the loopback interface, for programs that judge a site as visitors meet it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import msgspec

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

LIFTS_THE_LIMIT = "LinkChecker"
"""LinkChecker asks a host without pauses when its responses have a header of this name, as its manual says."""


class Served(msgspec.Struct):
    """A site that is served. `address` is that of its top, with a slash at the end; `asked` are files asked for."""

    address: str
    asked: set[str]


@contextlib.contextmanager
def serving(folder: Path, files: Collection[str], prefix: str, type_of: Callable[[str], str]) -> Iterator[Served]:
    """Serves `files`, paths below `folder`, at 127.0.0.1 and a free port below the path `prefix` while the block runs.

    Names count in their exact letter case, whatever the file system thinks; a folder is answered by its `index.html`,
    and without its slash by a redirect. `type_of` gives the media type of a file. Raises OSError.
    """
    import socketserver
    import threading

    asked: set[str] = set()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            """A reader that hangs up is no concern of ours."""

    handler = _handler(folder, frozenset(files), prefix, type_of, asked)
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{server.server_address[1]}/{quote(prefix)}", asked)
        finally:
            server.shutdown()


def _handler(
    folder: Path, known: Collection[str], prefix: str, type_of: Callable[[str], str], asked: set[str]
) -> type[BaseHTTPRequestHandler]:
    """What answers a request; `asked` gets the files that were asked for."""
    from http.server import BaseHTTPRequestHandler

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # one connection for many requests
        wbufsize = -1  # header and content leave together, or the reader's system waits for more
        disable_nagle_algorithm = True
        timeout = 60

        def do_GET(self) -> None:
            self._answer(content=True)

        def do_HEAD(self) -> None:
            self._answer(content=False)

        def _answer(self, *, content: bool) -> None:
            path = unquote(self.path.partition("?")[0].partition("#")[0]).removeprefix("/")
            name = path.removeprefix(prefix)
            inside = path.startswith(prefix)
            index = f"{name}index.html" if not name or name.endswith("/") else name
            if inside and index in known:
                asked.add(index)
                self._send(200, type_of(index), (folder / index).read_bytes(), content=content)
            elif inside and f"{name}/index.html" in known:
                self._send(301, "text/plain", b"", content=content, location=f"/{quote(path)}/")
            else:
                self._send(404, "text/plain", b"no such file\n", content=content)

        def _send(self, status: int, kind: str, data: bytes, *, content: bool, location: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header(LIFTS_THE_LIMIT, "no limit")
            if location:
                self.send_header("Location", location)
            self.end_headers()
            if content:
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Says nothing: what was asked for is counted."""

    return Handler
