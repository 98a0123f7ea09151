"""What is remembered of pages: for how long, what is not, and what becomes of a damaged file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lint.site.verdicts import Outcome, Verdict
from lint.world.verdict_cache import CacheError, VerdictCache

HOUR = 3600
DAY = 24 * HOUR
MORNING = 1_700_000_000.0 // DAY * DAY + 6 * HOUR  # 06:00 UTC
PAGE = "https://a.dev/x"


def outcome(verdict: Verdict, **more: object) -> Outcome:
    return Outcome(PAGE, verdict, status=200, seconds=0.5, **more)  # type: ignore[arg-type]


ALIVE = outcome(Verdict.ALIVE)
DEAD = Outcome(PAGE, Verdict.DEAD, "404 Not Found", 404, seconds=0.5)


class Clock:
    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> float:
        return self.time


class Memory:
    """A cache file that is opened for each question, as each run does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = Clock()
        self.said: list[str] = []

    @contextmanager
    def open(self) -> Iterator[VerdictCache]:
        cache = VerdictCache(self.path, self.clock, self.said.append)
        cache.open()
        with cache:
            yield cache

    def put(self, one: Outcome, page: str = PAGE, fragment: str = "", asked_with: str = "") -> Outcome:
        with self.open() as cache:
            return cache.put(page, {fragment: one}, asked_with)[fragment]

    def get(self, page: str = PAGE, fragment: str = "", asked_with: str = "") -> Outcome | None:
        with self.open() as cache:
            found = cache.get(page, [fragment], asked_with)
            return found[fragment] if found else None

    def holds(self, after: float, page: str = PAGE) -> bool:
        now = self.clock.time
        self.clock.time += after
        try:
            return self.get(page) is not None
        finally:
            self.clock.time = now


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "deep" / "links.sqlite3")


@pytest.mark.parametrize(
    ("one", "seconds"),
    [
        (ALIVE, 7 * DAY),
        (outcome(Verdict.MOVED, moved_to="https://a.dev/y"), 7 * DAY),
        (Outcome(PAGE, Verdict.UNSURE, "403 Forbidden", 403), DAY),
        (DEAD, HOUR),
        (Outcome(PAGE, Verdict.UNSURE, "reset", retry=True), 600 / 0.9),
    ],
    ids=["alive", "moved", "unsure", "dead", "passing"],
)
def test_a_verdict_holds_for_its_time(memory: Memory, one: Outcome, seconds: float) -> None:
    memory.put(one)
    assert memory.holds(0.85 * seconds)
    assert not memory.holds(1.15 * seconds)
    found = memory.get()
    assert found
    assert (found.verdict, found.cause, found.status, found.moved_to) == (
        *(one.verdict, one.cause, one.status, one.moved_to),
    )


def test_not_all_verdicts_end_at_once_and_always_at_the_same_time(memory: Memory) -> None:
    urls = [f"https://a.dev/{number}" for number in range(40)]
    for url in urls:
        memory.put(ALIVE, url)
    half = [url for url in urls if memory.holds(7 * DAY, url)]
    assert 5 < len(half) < 35
    for url in urls:
        memory.put(ALIVE, url)
    assert [url for url in urls if memory.holds(7 * DAY, url)] == half


def test_fragments_are_kept_each_by_itself(memory: Memory) -> None:
    memory.put(outcome(Verdict.ALIVE, fragment_missing=True), fragment="setup")
    assert memory.get() is None
    found = memory.get(fragment="setup")
    assert found
    assert (found.url, found.fragment_missing) == (f"{PAGE}#setup", True)
    memory.put(ALIVE)
    with memory.open() as cache:
        assert cache.get(PAGE, ["", "setup"])
        assert cache.get(PAGE, ["", "other"]) is None


def test_what_was_asked_with_a_header_is_another_answer(memory: Memory) -> None:
    memory.put(ALIVE, asked_with="Authorization")
    assert memory.get() is None
    assert memory.get(asked_with="Authorization")


def test_no_credential_is_kept(memory: Memory) -> None:
    memory.put(outcome(Verdict.MOVED, moved_to="https://me:secret@a.dev/y"))
    assert b"secret" not in memory.path.read_bytes()


def test_dead_is_confirmed_on_another_day(memory: Memory) -> None:
    first = memory.put(DEAD)
    assert (first.confirmed, first.dead_since) == (False, "2023-11-14")
    memory.clock.time += 2 * HOUR
    assert not memory.put(DEAD).confirmed
    memory.clock.time += DAY
    again = memory.put(DEAD)
    assert (again.confirmed, again.dead_since) == (True, "2023-11-14")
    found = memory.get()
    assert found
    assert (found.confirmed, found.dead_since) == (True, "2023-11-14")


@pytest.mark.parametrize(
    ("between", "confirmed"), [(ALIVE, False), (Outcome(PAGE, Verdict.UNSURE, "reset", retry=True), True)]
)
def test_only_an_answer_makes_dead_begin_anew(memory: Memory, between: Outcome, confirmed: bool) -> None:
    memory.put(DEAD)
    memory.clock.time += DAY
    memory.put(between)
    memory.clock.time += DAY
    assert memory.put(DEAD).confirmed is confirmed


def test_a_host_is_left_alone_in_later_runs(memory: Memory) -> None:
    with memory.open() as cache:
        cache.window("a.dev", 120)
        cache.window("b.dev", 1e9)
    memory.clock.time += 60
    with memory.open() as cache:
        assert cache.windows() == {"a.dev": 60, "b.dev": DAY - 60}


@pytest.mark.parametrize("damage", [b"no database at all, " * 400, None], ids=["no database", "torn"])
def test_a_damaged_file_is_moved_aside(memory: Memory, damage: bytes | None) -> None:
    if damage is None:
        memory.put(ALIVE)
        whole = memory.path.read_bytes()
        damage = whole[:4096] + b"\x99" * (len(whole) - 4096)
    memory.path.parent.mkdir(exist_ok=True)
    memory.path.write_bytes(damage)
    assert memory.get() is None
    assert len(memory.said) == 1
    assert "links.sqlite3.damaged" in memory.said[0]
    assert memory.path.with_name("links.sqlite3.damaged").read_bytes() == damage
    memory.put(ALIVE)
    assert memory.get()


def test_a_database_of_something_else_is_kept(memory: Memory) -> None:
    memory.path.parent.mkdir()
    with sqlite3.connect(memory.path) as other:
        other.execute("create table mine (a)")
    other.close()
    assert memory.get() is None
    aside = sqlite3.connect(memory.path.with_name("links.sqlite3.damaged"))
    assert aside.execute("select name from sqlite_master").fetchall() == [("mine",)]
    aside.close()


def test_a_file_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = VerdictCache(tmp_path / "file" / "links.sqlite3", Clock(), print)
    with pytest.raises(CacheError, match=r"links\.sqlite3"):
        cache.open()


def test_the_file_is_whole_without_its_neighbours(memory: Memory) -> None:
    memory.put(ALIVE)
    assert [path.name for path in memory.path.parent.iterdir()] == ["links.sqlite3"]


def test_a_run_that_learns_nothing_leaves_the_file_as_it_is(memory: Memory) -> None:
    memory.put(ALIVE)
    before = memory.path.read_bytes()
    memory.clock.time += HOUR
    assert memory.get()
    assert memory.path.read_bytes() == before


WRITER = """
import sys
from pathlib import Path
from lint.site.verdicts import Outcome, Verdict
from lint.world.verdict_cache import VerdictCache
cache = VerdictCache(Path(sys.argv[1]), lambda: 1_700_000_000.0, lambda line: sys.exit(line))
cache.open()
with cache:
    for number in range(200):
        url = f"https://{sys.argv[2]}.dev/{number}"
        cache.put(url, {"": Outcome(url, Verdict.ALIVE, status=200)})
        if number % 7 == 0:
            cache.save()
"""


def test_several_runs_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "links.sqlite3"
    root = Path(__file__).resolve().parent.parent
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], cwd=root, stderr=subprocess.PIPE, text=True)
        for name in ("a", "b", "c")
    ]
    for writer in writers:
        _, said = writer.communicate(timeout=60)
        assert (writer.returncode, said) == (0, "")
    cache = VerdictCache(path, lambda: 1_700_000_000.0, print)
    cache.open()
    with cache:
        assert all(cache.get(f"https://{name}.dev/{number}", [""]) for name in "abc" for number in range(200))
