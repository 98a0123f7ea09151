"""LinkChecker, run as a program of its own: it is under the GPL, so nothing of it is imported."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lint.records import NamedTuple
from lint.regex import regex

THREADS = 10
_CONFIGURATION = f"""\
[checking]
threads={THREADS}
timeout=30
robotstxt=0
maxrequestspersecond=1000
[filtering]
checkextern=0
ignorewarnings=url-content-type-unparseable,url-effective-url,url-content-size-zero,url-too-long,mail-no-mx-host
[output]
status=0
warnings=1
[AnchorCheck]
"""
# Started by the superuser, LinkChecker becomes "nobody" and then loads the rest of itself, which "nobody" may not read
# where Python lies in the superuser's home, as in many a container: it crashes, or goes without its plug-ins. What it
# reads here is what we wrote ourselves, so it stays who it is. Python runs a module of this name when it starts.
_START = """\
import os
if os.geteuid() == 0:
    os.seteuid = lambda _: None
"""
_LAST_WORDS = 3
_EXCEPTION = regex(r"^(?:\w+\.)*\w*(?:Error|Exception|Exit|Interrupt)\b.*", re.MULTILINE)


class LinkCheckerError(RuntimeError):
    """LinkChecker did not do its work: one line that says why, with its own words."""


class Row(NamedTuple):
    """A line of LinkChecker's report: the full address, as it is `written` and in which page, and what is wrong.

    `valid` is False for an address that leads nowhere; `said` is its result, or its warnings.
    """

    url: str
    written: str
    parent: str
    valid: bool
    said: str


def program() -> str | None:
    """The path of LinkChecker: beside our Python, else as the shell finds it; None where there is none."""
    beside = Path(sys.executable).with_name("linkchecker")
    return str(beside) if os.access(beside, os.X_OK) else shutil.which("linkchecker")


def crawl(path: str, starts: Iterable[str], seconds: float) -> list[Row]:
    """Has the program at `path` check everything that can be reached from `starts`, addresses of one host.

    Raises LinkCheckerError when it fails, is killed or takes longer than `seconds`.
    """
    with tempfile.TemporaryDirectory(prefix="linkchecker-", ignore_cleanup_errors=True) as folder:
        configuration = Path(folder, "linkcheckerrc")
        configuration.write_text(_CONFIGURATION, encoding="utf-8")
        Path(folder, "sitecustomize.py").write_text(_START, encoding="utf-8")
        command = [path, "-f", str(configuration), "-o", "csv/utf-8", "--no-status", "--stdin"]
        status, out, err = _run(command, "\n".join(starts), folder, seconds)
    rows = list(_rows(out))
    if status not in {0, 1} or (status == 1 and not rows):
        raise LinkCheckerError(f"LinkChecker failed with status {status}: {_last_words(err or out)}")
    return rows


def _run(command: list[str], stdin: str, folder: str, seconds: float) -> tuple[int, str, str]:
    try:
        process = subprocess.Popen(
            command,
            cwd="/",
            env=_environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # Ctrl-C at the terminal is for us; we end it and whatever it started
        )
    except OSError as error:
        raise LinkCheckerError(f"{command[0]} cannot be run: {error.strerror}") from None
    try:
        out, err = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise LinkCheckerError(f"LinkChecker was not done after {seconds:,.0f} seconds and was stopped") from None
    finally:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return process.returncode, out, err


def _environment(folder: str) -> dict[str, str]:
    """Our environment without proxies (all it asks for is here), its texts in English, its files in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (folder, kept.get("PYTHONPATH"))))
    kept |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "NO_PROXY": "*"}
    return kept | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def _rows(out: str) -> Iterator[Row]:
    lines = csv.reader((line for line in out.splitlines(keepends=True)), delimiter=";")
    header: list[str] = []
    for values in lines:
        if not header:
            header = values if "urlname" in values else []
        elif len(values) == len(header):
            row = dict(zip(header, values, strict=True))
            valid = row["valid"] == "True"
            said = row["warningstring"] if valid else row["result"]
            yield Row(row["url"], row["urlname"], row["parentname"], valid, " ".join(said.split()))


def _last_words(text: str) -> str:
    """The exception that ended a program, else the end of what it said, on one line."""
    if exception := _EXCEPTION.search(text):
        return exception.group()[:300]
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return "; ".join(lines[-_LAST_WORDS:])[:300] or "it said nothing"
