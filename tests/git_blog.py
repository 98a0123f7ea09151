"""A blog in a git repository, and the command line in its folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from sessions import Desk, Done

from lint.world.target_branch import _BEFORE, _BRANCHES, _BRANCHES_WHEN, _COMMITS

TOLD = {*_COMMITS, *_BRANCHES, *_BEFORE, "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "CI_DEFAULT_BRANCH"} | {
    name for pair in _BRANCHES_WHEN for name in pair
}
"""The variables that tell a target: the tests may well run in CI themselves."""

FRONT = """---
title: {title}
date: 2024-03-02
author: The editors
lang: en
summary: {title}, in short.
tags: [notes]
---

"""


def front(title: str) -> str:
    return FRONT.format(title=title)


class GitBlog(Desk):
    """Files are written by `put`; `git` runs git in the folder and gives what it prints."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, capture, patch)
        for name in [*TOLD, *(name for name in os.environ if name.startswith("GIT_"))]:
            patch.delenv(name, raising=False)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("HOME", str(folder.parent))
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("config", "user.name", "Tester")
        self.git("config", "user.email", "tester@example.org")
        self.git("config", "commit.gpgsign", "false")

    def git(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, check=False)
        assert not check or done.returncode == 0, f"{arguments}\n{done.stdout!r}\n{done.stderr!r}"
        return os.fsdecode(done.stdout).strip()

    def put(self, path: str, text: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def stage(self, path: str, text: str | bytes) -> None:
        self.put(path, text)
        self.git("add", "--", path)

    def commit(self, *options: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "change", *options)
        return self.git("rev-parse", "HEAD")

    def places(self, *arguments: str) -> list[str]:
        """What is found, as "path:line rule"."""
        done = self.check("--format", "concise", *arguments)
        assert done.status < 2, done
        found = []
        for row in done.out.splitlines():
            path, line, _, rest = row.split(":", 3)
            found.append(f"{path}:{line} {rest.split()[1].rstrip(':')}")
        return found

    def changed(self, *arguments: str) -> Done:
        return self.check("--changed", *arguments)
