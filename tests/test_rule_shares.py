"""`scripts/bench --rules`: every part of a check is charged once, and to itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "rule_shares.py"


def test_rules_and_what_they_share_are_charged(tmp_path: Path) -> None:
    for number in range(3):
        text = f"---\ntitle: Post {number}\ndate: 2024-05-0{number + 1}\n---\n\nThe the cat, at [home](a{number}.md).\n"
        (tmp_path / f"a{number}.md").write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=True)
    parts = {name: (seconds, found) for name, (seconds, found) in json.loads(done.stdout).items()}
    assert parts["doubled-word"][1] == 3
    assert parts["broken-link"][1] == 0
    shared = {
        "files: listed and read",
        "post: Markdown and front matter read",
        "shared: post.pointers.pointers",
        "report",
    }
    assert {name: parts[name][1] for name in shared} == dict.fromkeys(shared)
    assert all(-0.001 < seconds < 5 for seconds, _ in parts.values())
    assert not any("plugin" in name for name in parts)
