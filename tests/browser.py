"""A headless Chromium for tests, steered over the DevTools protocol. It reaches the loopback interface alone."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 60.0
"""A loaded machine starts a browser slowly."""
_OPTIONS = (
    *("--headless=new", "--remote-debugging-port=0", "--no-first-run", "--no-default-browser-check"),
    *("--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--mute-audio", "--hide-scrollbars", "--no-sandbox"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE ::1, EXCLUDE localhost",
)


def program() -> str:
    """The path of the browser. Skips the test where there is none, and says so in CI."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    reason = "no Chromium (apt-get install chromium)"
    if os.environ.get("CI"):
        warnings.warn(f"not tested: {reason}", stacklevel=2)
    pytest.skip(reason)


class BrowserError(AssertionError):
    """The browser said no, or did not say anything in time."""


class Tab:
    """One page. `said` are the errors that it logged, of scripts and of the Content-Security-Policy, too."""

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._loop, self._socket, self._count = loop, socket, 0
        self.said: list[str] = []

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol and what it answers."""
        return self._loop.run_until_complete(asyncio.wait_for(self._send(method, parameters), _SECONDS))

    async def _send(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        self._count += 1
        number = self._count
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            message = await self._socket.receive_json()
            if message.get("id") != number:
                self._note(message)
            elif "error" in message:
                raise BrowserError(f"{method}: {message['error']['message']}")
            else:
                result: dict[str, Any] = message["result"]
                return result

    def _note(self, event: dict[str, Any]) -> None:
        about = event.get("params", {})
        if event.get("method") == "Log.entryAdded" and about["entry"]["level"] == "error":
            self.said.append(about["entry"]["text"])
        elif event.get("method") == "Runtime.exceptionThrown":
            details = about["exceptionDetails"]
            self.said.append(details.get("exception", {}).get("description") or details["text"])

    def look(self, width: int = 1280, height: int = 800, *, dark: bool = False) -> None:
        """The size of the window in CSS pixels, and which colours the reader prefers."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, url: str) -> None:
        """Goes to an address and waits until the page is loaded."""
        failed = self.send("Page.navigate", url=url).get("errorText")
        if failed:
            raise BrowserError(f"{url}: {failed}")
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def value(self, script: str) -> Any:
        """What an expression of JavaScript gives, a promise waited for."""
        done = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            details = done["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description") or details["text"])
        return done["result"].get("value")

    def until(self, script: str, seconds: float = _SECONDS) -> Any:
        """Waits until an expression is true, also while pages are loaded, and gives its value."""
        end = time.monotonic() + seconds
        last: Any = None
        while time.monotonic() < end:
            try:
                if last := self.value(script):
                    return last
            except BrowserError as error:  # the page goes, another comes
                last = error
            time.sleep(0.05)
        raise BrowserError(f"not within {seconds:g} s: {script} ({last})")

    def press(self, key: str) -> None:
        """Presses and lets go of a key that types nothing, such as "Tab" or "Enter"."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
        about: dict[str, Any] = {"key": key, "code": "Space" if key == " " else key}
        about["windowsVirtualKeyCode"] = codes.get(key, 0)
        text = {"Enter": "\r", " ": " "}.get(key)
        self.send("Input.dispatchKeyEvent", type="keyDown", **about, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **about)

    def picture(self, path: Path) -> None:
        """Writes what the window shows as a PNG."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))


class Browser:
    """A running browser."""

    def __init__(self, loop: asyncio.AbstractEventLoop, session: aiohttp.ClientSession, address: str) -> None:
        self._loop, self._session, self._address = loop, session, address

    def tab(self, url: str = "") -> Tab:
        """A new page, at an address where one is given."""
        tab = Tab(self._loop, self._loop.run_until_complete(self._connect()))
        for domain in ("Page", "Runtime", "Log"):
            tab.send(f"{domain}.enable")
        tab.look()
        if url:
            tab.open(url)
        return tab

    async def _connect(self) -> aiohttp.ClientWebSocketResponse:
        async with self._session.put(f"{self._address}/json/new?about:blank") as response:
            about = await response.json()
        return await self._session.ws_connect(about["webSocketDebuggerUrl"], max_msg_size=0)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Starts the browser, and ends it with the block. Skips the test where there is none."""
    name = program()
    with (
        TemporaryDirectory(prefix="copydesk-browser-", ignore_cleanup_errors=True) as profile,
        subprocess.Popen(
            [name, *_OPTIONS, f"--user-data-dir={profile}", "about:blank"],
            env=os.environ | {"HOME": profile},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        loop = asyncio.new_event_loop()
        try:
            address = f"http://127.0.0.1:{_port(Path(profile, 'DevToolsActivePort'), process)}"
            session = loop.run_until_complete(_session())
            try:
                yield Browser(loop, session, address)
            finally:
                loop.run_until_complete(session.close())
        finally:
            loop.close()
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


async def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()


def _port(path: Path, process: subprocess.Popen[bytes]) -> int:
    """The port that the browser wrote down."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int(path.read_text(encoding="ascii").split("\n")[0])
        time.sleep(0.05)
    raise BrowserError(f"the browser did not start (exit status {process.poll()})")
