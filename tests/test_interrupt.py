"""Ctrl-C while `fix` writes: every file is whole, as it was or as it should be, and nothing else is left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

POSTS = 150
BEFORE = "---\ntitle: Note {number}\n---\n\n" + "We walked the the way.\n\n" * 400
AFTER = BEFORE.replace("the the", "the")


def write_posts(folder: Path) -> None:
    (folder / "posts").mkdir()
    for number in range(POSTS):
        (folder / f"posts/{number:03}.md").write_text(BEFORE.format(number=number), encoding="utf-8")


def fixed(folder: Path) -> int:
    """How many posts are fixed; fails on half a post and on a stray file."""
    names = sorted(path.name for path in (folder / "posts").iterdir())
    assert names == [f"{number:03}.md" for number in range(POSTS)]
    texts = {number: (folder / f"posts/{number:03}.md").read_text(encoding="utf-8") for number in range(POSTS)}
    assert all(text in {BEFORE.format(number=n), AFTER.format(number=n)} for n, text in texts.items())
    return sum(text == AFTER.format(number=n) for n, text in texts.items())


def test_every_file_is_whole_after_ctrl_c(tmp_path: Path) -> None:
    write_posts(tmp_path)
    command = [sys.executable, "-m", "lint", "fix", "posts", "--select", "doubled-word"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    # The first written post says that writing has begun; the signal then comes in the middle of it.
    first = (tmp_path / "posts/000.md").stat().st_ino
    while (tmp_path / "posts/000.md").stat().st_ino == first and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.0005)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    done = fixed(tmp_path)
    assert done >= 1
    if process.returncode != 0:  # it may have been done before the signal came
        assert process.returncode == 130
        assert said.strip() == "copydesk: interrupted"
        assert done < POSTS
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert fixed(tmp_path) == POSTS
