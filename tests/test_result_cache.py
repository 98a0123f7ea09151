"""Results that can be computed anew: right or not there, never more than agreed, and never an error."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from lint.world import pool
from lint.world.result_cache import ResultCache, sealed, unsealed

KEYS = [bytes([number]) * 32 for number in range(40)]


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "results.sqlite3"
    ResultCache(path).put({KEYS[0]: b"one", KEYS[1]: b""})
    assert ResultCache(path).get([KEYS[1], KEYS[2], KEYS[0], KEYS[0]]) == {KEYS[0]: b"one", KEYS[1]: b""}


@pytest.mark.parametrize("size", [0, 100, 10_000])
def test_a_damaged_result_is_none(tmp_path: Path, size: int) -> None:
    path = tmp_path / "results.sqlite3"
    cache = ResultCache(path)
    cache.put({KEYS[0]: b"one" * size, KEYS[1]: b"two"})
    cache.close()
    with sqlite3.connect(path) as database:
        [(value,)] = database.execute("select value from results where key = ?", (KEYS[0],))
        for damaged in (b"", value[:-1], bytes([*value[:-1], value[-1] ^ 1]), "text", 7):
            database.execute("update results set value = ? where key = ?", (damaged, KEYS[0]))
            database.commit()
            assert ResultCache(path).get(KEYS) == {KEYS[1]: b"two"}


@pytest.mark.parametrize(
    "data", [b"no database at all, but long enough to be looked at" * 100, b"SQLite format 3\0" * 300]
)
def test_a_damaged_file_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "results.sqlite3"
    path.write_bytes(data)
    assert ResultCache(path).get(KEYS) == {}
    cache = ResultCache(path)
    cache.put({KEYS[0]: b"one"})
    assert ResultCache(path).get(KEYS) == {KEYS[0]: b"one"}


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    for path in (None, tmp_path / "file" / "results.sqlite3", tmp_path):
        cache = ResultCache(path)
        cache.put({KEYS[0]: b"one"})
        assert cache.get(KEYS) == {}
    assert (tmp_path / "file").read_bytes() == b"in the way"


def test_another_run_that_writes_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.world.result_cache._PATIENCE", 0.05)
    path = tmp_path / "results.sqlite3"
    ResultCache(path).put({KEYS[0]: b"one"})
    other = sqlite3.connect(path)
    other.execute("begin immediate")
    cache = ResultCache(path)
    assert cache.get(KEYS) == {KEYS[0]: b"one"}
    cache.put({KEYS[1]: b"two"})
    assert cache.get(KEYS) == {}, "it is done without for the rest of the run"
    other.rollback()
    assert ResultCache(path).get(KEYS) == {KEYS[0]: b"one"}


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite3"
    for number, key in enumerate(KEYS):
        ResultCache(path, limit=100_000).put({key: os.urandom(5_000)})
        with sqlite3.connect(path) as database:
            database.execute("update results set used = ? where key = ?", (number, key))
        if number == 8:
            ResultCache(path).get(KEYS[:1])  # a use is noted
    left = ResultCache(path).get(KEYS)
    assert 10 < len(left) < 20
    assert KEYS[0] in left
    assert KEYS[-1] in left
    assert KEYS[5] not in left
    assert path.stat().st_size < 200_000


POST = "---\ntitle: Note {0}\n---\n\n" + "We walked the the way {0} times and saw the wood.\n\n" * 30
COMMAND = [sys.executable, "-m", "lint", "check", "--format", "json"]


def check(site: Path, cache: Path, *more: str) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    return subprocess.run(
        [*COMMAND, *more], cwd=site, env=environment, capture_output=True, text=True, check=False
    ).stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.md").write_text(POST.format(number), encoding="utf-8")
    return folder


def test_a_check_by_what_is_known_is_the_same(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    anew = check(site, cache, "--no-cache")
    assert not cache.exists()
    assert json.loads(anew)["summary"]["posts"] == 60
    assert check(site, cache) == anew
    assert (cache / "copydesk" / "results.sqlite3").is_file()
    assert check(site, cache) == anew
    (site / "7.md").write_text(POST.format("recieve"), encoding="utf-8")
    (site / "8.md").rename(site / "8b.md")
    changed = check(site, cache)
    assert changed == check(site, cache, "--no-cache") != anew
    for options in (["--ignore", "doubled-word"], ["--select", "doubled-word"], ["--level", "advice"], ["7.md"]):
        assert check(site, cache, *options) == check(site, cache, "--no-cache", *options)
    (site / "copydesk.toml").write_text('terms = ["WoOd"]\n[rules.doubled-word]\nallow = ["the"]\n', encoding="utf-8")
    configured = check(site, cache)
    assert configured == check(site, cache, "--no-cache") != changed


def test_what_is_known_is_used_only_by_the_same_program(site: Path, tmp_path: Path) -> None:
    """What is kept is made to say something else: who believes it has used it."""
    cache = tmp_path / "cache"
    anew = check(site, cache)
    path = cache / "copydesk" / "results.sqlite3"
    with sqlite3.connect(path) as database:
        rows = database.execute("select key, value from results").fetchall()
        assert len(rows) == 60
        for key, value in rows:
            lie = sealed(unsealed(value).replace(b"the the", b"the lie"))
            database.execute("update results set value = ? where key = ?", (lie, key))
    lied = check(site, cache)
    assert "the lie" in lied
    probe = "import lint; lint.__version__ = '99'; from lint.cli import main; main(['check', '--format', 'json'])"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-c", probe]
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.replace("copydesk 99", json.loads(anew)["tool"]) == anew


def test_what_was_judged_tells_the_facts_of_the_others(site: Path, tmp_path: Path) -> None:
    """A hook judges one post and needs of the others what they tell."""
    cache = tmp_path / "cache"
    (site / "60.md").write_text(POST.format(60) + "[7](7.md), [old](lost.md)\n", encoding="utf-8")
    check(site, cache)
    with sqlite3.connect(cache / "copydesk" / "results.sqlite3") as database:
        before = database.execute("select count(*) from results").fetchone()
    alone = check(site, cache, "60.md")
    assert alone == check(site, cache, "--no-cache", "60.md")
    assert {one["rule"] for one in json.loads(alone)["diagnostics"]} >= {"doubled-word", "broken-link"}
    with sqlite3.connect(cache / "copydesk" / "results.sqlite3") as database:
        assert database.execute("select count(*) from results").fetchone() == before, "nothing was examined again"


def test_what_several_processes_examined_is_kept(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    site.mkdir()
    for number in range(230):
        (site / f"{number:03}.md").write_text(POST.format(number), encoding="utf-8")
    (site / os.fsdecode(b"\xff.md")).write_text(POST.format(230), encoding="utf-8")
    assert sum(path.stat().st_size for path in site.iterdir()) > pool._WORTHWHILE
    anew = check(site, cache, "--no-cache")
    assert check(site, cache) == anew
    with sqlite3.connect(cache / "copydesk" / "results.sqlite3") as database:
        assert database.execute("select count(*) from results").fetchone() == (230,), "all but that with a stray byte"
    assert check(site, cache) == anew
