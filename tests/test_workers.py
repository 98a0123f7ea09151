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
    with begun(lambda: b"%d" % os.getpid()) as given:
        assert int(given()) != os.getpid()


def test_much_is_given_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors in (1, 2):
        monkeypatch.setattr(workers, "processors", lambda number=processors: number)
        with begun(lambda: b"tea " * 1_000_000) as given:
            assert given() == b"tea " * 1_000_000


def test_what_the_work_raises_is_raised_where_its_result_is_asked_for() -> None:
    def work() -> bytes:
        raise UnicodeEncodeError("utf-8", "\udcff", 0, 1, "stray")

    with begun(work) as given, pytest.raises(UnicodeEncodeError):
        given()


@several
def test_a_process_that_was_ended_gave_nothing_and_the_work_is_done_here() -> None:
    here = os.getpid()

    def work() -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"done"

    with begun(work) as given:
        assert given() == b"done"


@several
def test_nobody_waits_for_a_result_that_is_not_asked_for() -> None:
    started = time.monotonic()
    with pytest.raises(KeyError), begun(lambda: time.sleep(60) or b"late"):  # type: ignore[func-returns-value]
        raise KeyError
    assert time.monotonic() - started < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_no_process_is_to_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    with begun(lambda: b"%d" % os.getpid()) as given:
        assert int(given()) == os.getpid()
