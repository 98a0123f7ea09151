"""The hooks under real git and real pre-commit, installed from this work tree as a user's pre-commit would do it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WANTED = ("lint/", "pyproject", "README", "LICENSE", ".pre-commit-hooks")
GOOD = """---
title: A walk by the river
date: 2024-03-02
author: The editors
lang: en
summary: What we saw on the way.
tags: [notes]
---

We went along the water and came home late.
"""
BAD = GOOD.replace("A walk by the river", "TODO").replace("along the water", "along the the water")


def run(folder: Path, *command: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=folder, env={**ENVIRONMENT, **environment}, capture_output=True, text=True, check=False
    )
    if check:
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
    "GIT_AUTHOR_NAME": "Tester",
    "GIT_AUTHOR_EMAIL": "tester@example.org",
    "GIT_COMMITTER_NAME": "Tester",
    "GIT_COMMITTER_EMAIL": "tester@example.org",
    "GIT_CONFIG_NOSYSTEM": "1",
}


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository of this work tree for pre-commit to install from, and the folder of pre-commit's environments."""
    copy = tmp_path_factory.mktemp("copydesk")
    listed = run(ROOT, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    for name in listed.rstrip("\0").split("\0"):
        if name.startswith(WANTED) and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    run(copy, "git", "init", "--quiet", "--initial-branch", "main")
    run(copy, "git", "add", "--all")
    run(copy, "git", "commit", "--quiet", "--message", "copydesk")
    home = str(tmp_path_factory.mktemp("environments"))
    site = make_site(tmp_path_factory.mktemp("first"), copy, ["copydesk"])
    done = run(site, *PRE_COMMIT, "install-hooks", check=False, PRE_COMMIT_HOME=home)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"pre-commit cannot install the hooks here (no network?): {done.stdout[-300:]}")
    assert done.returncode == 0, done.stdout + done.stderr
    return copy, home


PRE_COMMIT = (sys.executable, "-m", "pre_commit")


def make_site(folder: Path, copy: Path, ids: list[str]) -> Path:
    revision = run(copy, "git", "rev-parse", "HEAD").stdout.strip()
    lines = ["repos:", f"  - repo: {copy}", f"    rev: {revision}", "    hooks:"]
    lines += [f"      - id: {name}" for name in ids]
    (folder / ".pre-commit-config.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "posts").mkdir()
    run(folder, "git", "init", "--quiet", "--initial-branch", "main")
    return folder


class Blog:
    """A user's repository with some of the hooks installed."""

    def __init__(self, folder: Path, hooks: tuple[Path, str], *ids: str) -> None:
        copy, self.home = hooks
        self.folder = make_site(folder, copy, list(ids))
        self.run(*PRE_COMMIT, "install", "--hook-type", "pre-commit", "--hook-type", "pre-push")

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return run(self.folder, *command, check=check, PRE_COMMIT_HOME=self.home)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def stage(self, name: str, text: str) -> None:
        self.write(name, text)
        self.run("git", "add", name)

    def commit(self, *options: str) -> tuple[bool, str]:
        """Whether the commit was made, and all that was printed."""
        done = self.run("git", "commit", "--message", "change", *options, check=False)
        return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def blog(tmp_path: Path, hooks: tuple[Path, str]) -> Blog:
    return Blog(tmp_path, hooks, "copydesk")


def test_a_bad_post_is_refused_and_a_good_one_passes(blog: Blog) -> None:
    blog.stage("posts/walk.md", BAD)
    made, said = blog.commit()
    assert not made
    assert "posts/walk.md:2:8: error placeholder-field" in said
    blog.stage("posts/walk.md", GOOD)
    made, said = blog.commit()
    assert made
    assert "posts/walk.md:" not in said, "silence when clean"
    assert "fit" not in said


def test_warnings_are_seen_and_do_not_stop_the_commit(blog: Blog) -> None:
    blog.stage("posts/walk.md", GOOD.replace("along the water", "along the the water"))
    made, said = blog.commit()
    assert made
    assert "posts/walk.md:10:15: warning doubled-word" in said


def test_only_staged_files_are_judged_and_the_site_is_known(blog: Blog) -> None:
    blog.stage("posts/old.md", BAD)
    assert blog.commit("--no-verify")[0]
    fresh = GOOD.replace("river", "lake").replace("What we saw", "Who we met")
    blog.stage("posts/new.md", fresh + "\nSee [the old one](old.md).\n")
    made, said = blog.commit()
    assert made, said
    assert "old.md:" not in said
    blog.write("posts/forgotten.md", GOOD)
    blog.stage(
        "posts/newer.md", fresh.replace("lake", "sea").replace("met", "saw") + "\nSee [another](forgotten.md).\n"
    )
    made, said = blog.commit()
    assert not made, "a file that is not in the index does not exist"
    assert "broken-link" in said


def test_partly_staged_files_are_judged_as_staged(blog: Blog) -> None:
    blog.stage("posts/walk.md", GOOD)
    blog.write("posts/walk.md", BAD)
    assert blog.commit()[0], "the work tree is worse than what is staged"
    assert (blog.folder / "posts/walk.md").read_text(encoding="utf-8") == BAD, "the work tree is kept"
    blog.stage("posts/other.md", BAD)
    blog.write("posts/other.md", GOOD)
    assert not blog.commit()[0], "the work tree is better than what is staged"


def test_readme_is_passed_over(blog: Blog) -> None:
    blog.stage("posts/walk.md", GOOD)
    blog.stage("README.md", "# TODO\n\nThis this is is no post.\n")
    made, said = blog.commit()
    assert made, said
    assert "README.md:" not in said


def test_fix_changes_the_file_and_stops_the_commit(tmp_path: Path, hooks: tuple[Path, str]) -> None:
    blog = Blog(tmp_path, hooks, "copydesk-fix")
    blog.stage("posts/walk.md", GOOD.replace("along the water", "along the the water"))
    made, said = blog.commit()
    assert not made
    assert "files were modified by this hook" in said
    assert (blog.folder / "posts/walk.md").read_text(encoding="utf-8") == GOOD
    blog.run("git", "add", "posts/walk.md")
    assert blog.commit()[0]


@pytest.mark.parametrize(
    ("hook", "fault", "rule"),
    [
        ("front-matter", GOOD.replace("A walk by the river", "TODO"), "placeholder-field"),
        ("spelling", GOOD.replace("along the water", "along the water in privcay"), "misspelling"),
        ("links", GOOD + "\n![A map](map.png)\n", "image-not-found"),
    ],
)
def test_hooks_of_one_family(tmp_path: Path, hooks: tuple[Path, str], hook: str, fault: str, rule: str) -> None:
    blog = Blog(tmp_path, hooks, hook)
    blog.stage("posts/walk.md", fault.replace("came home", "came came home"))
    made, said = blog.commit()
    assert not made
    assert rule in said
    assert "doubled-word" not in said, "the other families are not asked"


def test_six_hundred_files_make_one_process(blog: Blog) -> None:
    for number in range(600):
        blog.write(f"posts/walk-{number}.md", BAD.replace("river", f"river {number}"))
    blog.run("git", "add", "posts")
    made, said = blog.commit()
    assert not made
    assert said.count(" in 600 posts") == 1


def test_old_lines_and_old_posts_stay_out_with_changed(tmp_path: Path, hooks: tuple[Path, str]) -> None:
    blog = Blog(tmp_path, hooks, "copydesk\n        args: [--changed]")
    blog.stage("posts/walk.md", BAD)
    blog.stage("posts/other.md", BAD.replace("river", "lake"))
    assert blog.commit("--no-verify")[0]
    blog.stage("posts/walk.md", BAD + "\nThe end of the day.\n")
    blog.stage("posts/other.md", BAD.replace("river", "lake") + "\nThe end.\n")
    made, said = blog.commit()
    assert made, said
    assert ".md:" not in said
    blog.stage("posts/walk.md", BAD + "\nThe end of the day, in privcay.\n")
    blog.write("posts/walk.md", BAD + "\nThe end of the day.\n")
    made, said = blog.commit()
    assert not made
    assert "posts/walk.md:12:24: error misspelling" in said
    assert said.count(".md:") == 1, "what else the file says is not reported"


def test_bundle_runs_before_a_push(tmp_path: Path, hooks: tuple[Path, str]) -> None:
    remote = tmp_path / "remote.git"
    run(tmp_path, "git", "init", "--quiet", "--bare", str(remote))
    (tmp_path / "blog").mkdir()
    blog = Blog(tmp_path / "blog", hooks, "bundle")
    blog.write(".gitignore", "dist/\n")
    blog.stage(".gitignore", "dist/\n")
    blog.stage("posts/walk.md", BAD)
    assert blog.commit()[0], "this hook judges before a push only"
    blog.run("git", "remote", "add", "origin", str(remote))
    pushed = blog.run("git", "push", "origin", "main", check=False)
    assert pushed.returncode != 0
    assert not (blog.folder / "dist").exists()
    blog.stage("posts/walk.md", GOOD)
    assert blog.commit()[0]
    pushed = blog.run("git", "push", "origin", "main", check=False)
    assert pushed.returncode == 0, pushed.stdout + pushed.stderr
    assert (blog.folder / "dist/site/index.html").is_file()
    assert (blog.folder / "dist/manifest.json").is_file()
