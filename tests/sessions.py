"""Sessions at the command line, run inside the test's process."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lint.cli import main

GOOD = "---\ntitle: A good post\ndate: 2024-05-01\n---\n\nA good text.\n"
BAD = "---\ntitle: A bad post\ndate: 2024-05-01\n---\n\nSee [nothing]().\n"
DOUBLED = "---\ntitle: A post\ndate: 2024-05-01\n---\n\nThe the cat.\n"


class Done(NamedTuple):
    status: int
    out: str
    err: str


class Desk:
    """A folder to work in, and the command line."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self._capture, self._patch = folder, capture, patch
        patch.chdir(folder)

    def write(self, **files: str | bytes) -> None:
        """Writes files; `__` in a name stands for `/`, `_md` for `.md` and `_toml` for `.toml`."""
        for name, content in files.items():
            path = self.folder / name.replace("__", "/").replace("_md", ".md").replace("_toml", ".toml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def run(self, *arguments: str, stdin: bytes | None = None) -> Done:
        if stdin is not None:
            self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capture.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main(list(arguments))
        out, err = self._capture.readouterr()
        assert isinstance(exit_.value.code, int)
        return Done(exit_.value.code, out, err)

    def check(self, *arguments: str, stdin: bytes | None = None) -> Done:
        return self.run("check", *arguments, stdin=stdin)

    def rules(self, *arguments: str, stdin: bytes | None = None) -> list[str]:
        """The ids of the rules that found something."""
        return [one["rule"] for one in self.json(*arguments, stdin=stdin)["diagnostics"]]

    def json(self, *arguments: str, stdin: bytes | None = None) -> dict[str, Any]:
        done = self.check("--format", "json", *arguments, stdin=stdin)
        assert done.err == ""
        document: dict[str, Any] = json.loads(done.out)
        return document


def refused(done: Done) -> str:
    """The one line that says why nothing could be done."""
    assert done.status == 2
    assert done.out == ""
    (line,) = done.err.splitlines()
    assert line.startswith("copydesk: ")
    assert "Traceback" not in line
    return line.removeprefix("copydesk: ")
