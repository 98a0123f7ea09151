"""A program on a pseudo-terminal, and somebody who reads and types."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 60.0
"""Seconds to wait for what is expected; machines that run tests are busy."""


class Terminal:
    """`copydesk` with these arguments on a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 80, **environment: str) -> None:
        self.seen = ""
        self._read = 0
        self._master, self._slave = pty.openpty()
        self.resize(columns)
        self.before = termios.tcgetattr(self._slave)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "lint", *arguments],
            cwd=folder,
            env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "TERM": "xterm", "NO_COLOR": "1", **environment},
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        self.hang_up()

    def resize(self, columns: int) -> None:
        """Makes the terminal as wide, as somebody who drags its window does."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def expect(self, text: str) -> str:
        """Waits for a text; what was printed since the last one, up to and with it."""
        deadline = time.monotonic() + _PATIENCE
        while (at := self.seen.find(text, self._read)) < 0:
            if time.monotonic() > deadline or not self._more(deadline - time.monotonic()):
                raise AssertionError(f"{text!r} does not come: {self.seen[self._read :]!r}")
        shown, self._read = self.seen[self._read : at + len(text)], at + len(text)
        return shown

    def _more(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0.0, seconds))
        try:
            data = os.read(self._master, 65536) if ready else b""
        except OSError:  # nobody is at the other end any more
            return False
        self.seen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)

    def press(self, keys: str) -> None:
        """Types keys once the program listens to single ones."""
        deadline = time.monotonic() + _PATIENCE
        while termios.tcgetattr(self._slave)[3] & termios.ICANON:
            assert time.monotonic() < deadline, "the program does not listen"
            time.sleep(0.005)
        os.write(self._master, keys.encode())

    def answer(self, *keys: str) -> str:
        """Waits for each question and presses the key; all that was printed."""
        return "".join(self._answer(key) for key in keys)

    def _answer(self, key: str) -> str:
        shown = self.expect("?] ")
        self.press(key)
        return shown

    def is_asked(self) -> bool:
        """Waits for a question, or for the end."""
        while (at := self.seen.find("?] ", self._read)) < 0:
            if self._process.poll() is not None and not self._more(0):
                return False
            self._more(0.05)
        self._read = at + 3
        return True

    def hang_up(self) -> None:
        """Closes the terminal, as somebody who closes its window does."""
        for name in ("_master", "_slave"):
            if (handle := getattr(self, name)) >= 0:
                os.close(handle)
                setattr(self, name, -1)

    def send(self, number: signal.Signals) -> None:
        """Sends a signal, as a terminal does that is closed."""
        self._process.send_signal(number)

    def wait(self) -> int:
        """The exit status; reads to the end."""
        deadline = time.monotonic() + _PATIENCE
        while self._process.poll() is None and time.monotonic() < deadline:
            if self._master >= 0:
                self._more(0.05)
            else:
                time.sleep(0.02)
        if self._master >= 0:
            while self._more(0):
                pass
            assert termios.tcgetattr(self._slave) == self.before, "the terminal is as it was"
        status = self._process.wait(max(0.1, deadline - time.monotonic()))
        return int(status)


def without_colors(text: str) -> str:
    """The text without ANSI codes."""
    return re.sub("\033\\[[0-9;]*m", "", text)
