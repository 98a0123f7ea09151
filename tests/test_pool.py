"""Many posts are examined by several processes, with the same result and the same manners."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from lint.cli import session
from lint.engine import judge as judging
from lint.engine.run import run
from lint.rules.front.invalid_date import InvalidDate
from lint.rules.links.broken_link import BrokenLink
from lint.world import pool
from lint.world.sites import open_sites
from lint.world.workers import begun

COMMAND = [sys.executable, "-m", "lint", "check", "--no-cache", "--format", "json"]
TEXT = "---\ntitle: Note {number}\n---\n\n" + "We walked the the way and saw a owl in the wood.\n\n" * 60


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    for number in range(200):
        (tmp_path / f"{number:03}.md").write_text(TEXT.format(number=number), encoding="utf-8")
    return tmp_path


def test_several_processes_find_what_one_finds(posts: Path) -> None:
    together = json.loads(subprocess.run(COMMAND, cwd=posts, capture_output=True, check=False).stdout)
    assert sum(path.stat().st_size for path in posts.iterdir()) > pool._WORTHWHILE
    for name in ("000.md", "111.md", "199.md"):
        alone = json.loads(subprocess.run([*COMMAND, name], cwd=posts, capture_output=True, check=False).stdout)
        assert len(alone["diagnostics"]) == 120
        assert alone["diagnostics"] == [one for one in together["diagnostics"] if one["path"] == name]


@pytest.mark.parametrize("failing", [False, True])
def test_rules_about_a_large_site_find_the_same_in_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, failing: bool
) -> None:
    text = "---\ntitle: A note\ndate: 2024-01-{number}\n---\n\nTo [a](none.md) and ![it](none.png), recieve.\n"
    for number in range(judging._MANY):
        (tmp_path / f"{number:03}.md").write_text(text.format(number=number % 40), encoding="utf-8")
    if failing:
        for rule in (InvalidDate, BrokenLink):
            monkeypatch.setattr(rule, "check", lambda self, _: {}[self.id])
    [site] = open_sites(session.given((str(tmp_path),)))
    desk = session.desk_of(site)
    one = run(desk, site.sources, site.reported).judged
    two = run(msgspec.structs.replace(desk, beside=begun), site.sources, site.reported).judged
    assert one.diagnostics == two.diagnostics
    assert [crash.message for crash in one.crashes] == [crash.message for crash in two.crashes]
    assert [crash.rule for crash in two.crashes] == (["broken-link", "invalid-date"] if failing else [])
    found = {diagnostic.rule for diagnostic in two.diagnostics} | {crash.rule for crash in two.crashes}
    assert {"broken-link", "image-not-found", "invalid-date", "misspelling"} <= found


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the kernel does not say which children a process has")
def test_ctrl_c_is_one_line(posts: Path) -> None:
    process = subprocess.Popen(
        COMMAND, cwd=posts, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 60
    while process.poll() is None and not children.read_text(encoding="ascii").strip():
        assert time.monotonic() < deadline
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of the group gets it
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip() == "copydesk: interrupted"
