"""Work in another process, while this one goes on."""

from __future__ import annotations

import os
import signal
import time

import pytest

from lint.world import workers
from lint.world.workers import begun

several = pytest.mark.skipif(workers.processors() < 2, reason="there is one processor")


@several
def test_work_is_done_in_another_process_while_this_one_goes_on() -> None:
    with begun(os.getpid, int) as given:
        assert given() != os.getpid()


def test_much_is_given_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors in (1, 2):
        monkeypatch.setattr(workers, "processors", lambda number=processors: number)
        with begun(lambda: ["tea"] * 1_000_000, list[str]) as given:
            assert given() == ["tea"] * 1_000_000


def test_what_the_work_raises_is_raised_where_its_result_is_asked_for() -> None:
    def work() -> str:
        raise KeyError("tea")

    with begun(work, str) as given, pytest.raises(KeyError, match="tea"):
        given()


def test_what_cannot_be_sent_is_given_all_the_same() -> None:
    with begun(lambda: "stray \udcff", str) as given:
        assert given() == "stray \udcff"


@several
def test_a_process_that_was_ended_gave_nothing_and_the_work_is_done_here() -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with begun(work, str) as given:
        assert given() == "done"


@several
def test_nobody_waits_for_a_result_that_is_not_asked_for() -> None:
    started = time.monotonic()
    with pytest.raises(KeyError), begun(lambda: time.sleep(60), type(None)):
        raise KeyError
    assert time.monotonic() - started < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_no_process_is_to_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    with begun(os.getpid, int) as given:
        assert given() == os.getpid()
