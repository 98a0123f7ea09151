"""Files that can be made anew: whole or not there, and never more than agreed."""

from __future__ import annotations

import os
from pathlib import Path

from lint.world.blob_cache import BlobCache
from lint.world.workers import work_ahead

KEYS = [f"{number:064x}"[::-1] for number in range(10)]


def test_what_was_put_comes_back_whole_or_not_at_all(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path / "deep" / "er")
    assert cache.is_usable()
    assert cache.get(KEYS[0]) is None
    assert cache.put(KEYS[0], b"data")
    assert (cache.has(KEYS[0]), cache.has(KEYS[1]), cache.get(KEYS[0])) == (True, False, b"data")
    [path] = [path for path in tmp_path.rglob("*") if path.is_file()]
    for damaged in (b"", path.read_bytes()[:-1], path.read_bytes() + b"x"):
        cache.put(KEYS[0], b"data")
        path.write_bytes(damaged)
        assert cache.get(KEYS[0]) is None
        assert not path.exists()


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path, limit=1_000)
    for age, key in enumerate(KEYS):
        cache.put(key, bytes(68))  # and a hash of 32 bytes
        os.utime(tmp_path / key[:2] / key[2:], (1e9 - age, 1e9 - age))
    cache.trim()
    assert all(map(cache.has, KEYS))
    assert cache.get(KEYS[9])  # a use is noted
    cache.put("f" * 64, bytes(68))
    cache.trim()
    assert [cache.has(key) for key in (*KEYS, "f" * 64)] == [True] * 6 + [False] * 3 + [True] * 2


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    cache = BlobCache(tmp_path / "file")
    assert not cache.is_usable()
    assert not cache.put(KEYS[0], b"data")
    assert cache.get(KEYS[0]) is None
    cache.trim()


def test_work_is_done_in_other_processes_and_faults_are_left_to_who_asks(tmp_path: Path) -> None:
    def work(number: int) -> None:
        (tmp_path / str(number)).write_text(str(os.getpid()))
        if number == 2:
            raise ValueError(number)

    work_ahead(work, 5)
    assert sorted(path.name for path in tmp_path.iterdir()) == list("01234")
    assert str(os.getpid()) not in {path.read_text() for path in tmp_path.iterdir()}


def test_a_worker_that_is_killed_ends_no_run() -> None:
    work_ahead(lambda number: os._exit(1) if number == 0 else None, 4)
