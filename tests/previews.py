"""A preview in a process of its own, and what can be asked of it."""

from __future__ import annotations

import contextlib
import html
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bundle_site import CACHE, ROOT

SECONDS = 40.0
"""A loaded machine is slow; nothing waits that long where all is well."""
_PANEL = re.compile(r"<copydesk-preview .*?</copydesk-preview><script src=\S+ defer></script>\n", re.DOTALL)


class Got(NamedTuple):
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def page(self) -> str:
        """The page without the panel."""
        return _PANEL.sub("", self.text)


class Stream:
    """The events of one page, as they come."""

    def __init__(self, preview: Preview, page: str, version: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=SECONDS)
        self._connection.request("GET", f"/_copydesk/events?page={page}&version={version}")
        self._response = self._connection.getresponse()
        assert self._response.headers["Content-Type"] == "text/event-stream"

    def next(self) -> tuple[str, dict[str, Any]]:
        """The next event: its name and what it says. The name is "" for a sign of life, and "end" behind the last."""
        name, data = "", {}
        while line := self._response.readline().decode().rstrip("\n"):
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                data = json.loads(html.unescape(line.removeprefix("data: ").replace("&quot;", "'")))
        return ("end" if self._response.isclosed() else name), data

    def until(self, wanted: Callable[[str, dict[str, Any]], bool]) -> list[str]:
        """The names of the events up to one that is wanted."""
        names: list[str] = []
        last: dict[str, Any] = {}
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            name, data = self.next()
            if name:
                names.append(name)
                last = data
                if wanted(name, data):
                    return names
            assert name != "end", (names, last)
        raise AssertionError(f"waited too long: {names}, {last}")

    def close(self) -> None:
        self._connection.close()


class Preview:
    """A running preview of a site."""

    def __init__(self, process: subprocess.Popen[str], url: str, said: Queue[str]) -> None:
        self.process, self.url, self.said = process, url, said
        self.port = urlsplit(url).port or 0

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return Got(response.status, dict(response.headers), response.read())
        finally:
            connection.close()

    def findings(self, page: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.get(f"/_copydesk/findings?page={page}").data)
        return document

    def stream(self, page: str) -> Stream:
        """The events from now on, for a reader who has the page as it is."""
        version = re.search(r'data-version="(\w+)"', self.get(page).text)
        assert version
        return Stream(self, page, version[1])

    def line(self, needle: str = "") -> str:
        """The next line on standard error that holds a text."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(Empty):
                line = self.said.get(timeout=0.1)
                if needle in line:
                    return line
        raise AssertionError(f"nobody said {needle!r}")

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(SECONDS)


@contextlib.contextmanager
def preview(site: Path, *arguments: str, **environment: str) -> Iterator[Preview]:
    """Starts a preview on a free port, and ends it with the block."""
    port = () if "--port" in arguments or "--any" in arguments else ("--port", "0")
    given = [one for one in arguments if one != "--any"]
    with subprocess.Popen(
        [sys.executable, "-m", "lint", "preview", *given, *port],
        cwd=site,
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": CACHE.name} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        said: Queue[str] = Queue()
        threading.Thread(target=lambda: [said.put(line) for line in process.stderr or ()], daemon=True).start()
        try:
            url = process.stdout.readline().strip()
            assert url.startswith("http://"), [url, *said.queue]
            yield Preview(process, url, said)
        finally:
            process.kill()
