"""When which host is asked: slots, pauses, tries again, times to leave a host alone. The clock is our own."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.schedule import Job, Pace, Schedule

ALIVE = Outcome("", Verdict.ALIVE, status=200, seconds=0.1)
LONG = Outcome("", Verdict.ALIVE, status=200, seconds=1)
RESET = Outcome("", Verdict.UNSURE, "reset", seconds=0.1, retry=True)
HANG = Outcome("", Verdict.UNSURE, "no answer", seconds=15, retry=True)
BUSY = Outcome("", Verdict.UNSURE, "503", status=503, seconds=0.1, retry=True)


def refused(seconds: float, status: int = 429) -> Outcome:
    return Outcome("", Verdict.UNSURE, str(status), status=status, seconds=0.1, retry=True, retry_after=seconds)


class Run:
    """A run in a world where time passes only when nothing can be done; `says` gives each page's answers in turn."""

    def __init__(self, pages: Sequence[str], says: Callable[[str, int], Outcome], **pace: float) -> None:
        self.starts: list[tuple[float, str]] = []
        self.outcomes: dict[str, Outcome | str] = {}
        self.most = 0
        deadline = pace.pop("deadline", None)
        self.schedule = Schedule(Pace(**pace), lambda: 0.5, deadline)  # type: ignore[arg-type]
        for page in pages:
            self.schedule.add(Job(page, page.partition("/")[0]))
        self._go(says)

    def _go(self, says: Callable[[str, int], Outcome]) -> None:
        now = 0.0
        running: list[tuple[float, int, Job, Outcome]] = []
        tries: dict[str, int] = {}
        for step in range(10_000):
            while job := self.schedule.take(now):
                outcome = says(job.page, tries.get(job.page, 0))
                tries[job.page] = tries.get(job.page, 0) + 1
                self.starts.append((now, job.page))
                heapq.heappush(running, (now + outcome.seconds, step * 100 + len(running), job, outcome))
                self.most = max(self.most, len(running))
            for job, cause, _ in self.schedule.given_up():
                self.outcomes[job.page] = cause
            if not self.schedule.open:
                return
            wait = self.schedule.delay(now)
            if running and (wait is None or running[0][0] <= now + wait):
                now, _, job, outcome = heapq.heappop(running)
                if self.schedule.finish(job, outcome, now):
                    self.outcomes[job.page] = outcome
            else:
                assert wait is not None, "it stands still"
                now += wait
        raise AssertionError("it does not come to an end")

    def times(self, page: str) -> list[float]:
        return [round(start, 3) for start, asked in self.starts if asked == page]


def pages(number: int, host: str = "a.dev") -> list[str]:
    return [f"{host}/{one}" for one in range(number)]


def test_one_host_has_its_slots_and_its_pause() -> None:
    run = Run(pages(20), lambda *_: LONG, per_host=3)
    assert run.most <= 3
    starts = [start for start, _ in run.starts]
    assert min(b - a for a, b in pairwise(starts)) >= 0.0499
    assert len(run.outcomes) == 20


def test_all_hosts_together_have_their_slots() -> None:
    run = Run([f"h{one}.dev/" for one in range(50)], lambda *_: ALIVE, concurrency=7)
    assert run.most == 7
    assert all(outcome == ALIVE for outcome in run.outcomes.values())


def test_what_passes_is_tried_again_in_a_window_that_doubles() -> None:
    run = Run(["a.dev/"], lambda _, number: BUSY if number < 2 else ALIVE)
    assert run.times("a.dev/") == [0.0, pytest.approx(0.6), pytest.approx(1.7)]
    assert run.outcomes["a.dev/"] == ALIVE


def test_it_is_tried_twice_again_and_no_more() -> None:
    run = Run(["a.dev/"], lambda *_: RESET)
    assert len(run.starts) == 3
    assert run.outcomes["a.dev/"] == RESET


def test_a_time_out_is_the_last_word() -> None:
    """The look that took all its time had a second one beside it."""
    assert len(Run(["a.dev/"], lambda *_: HANG).starts) == 1


def test_a_try_again_holds_no_slot() -> None:
    def says(page: str, number: int) -> Outcome:
        return BUSY if page == "a.dev/0" and number < 2 else ALIVE

    run = Run(pages(4), says, per_host=1)
    assert [page for _, page in run.starts][:5] == ["a.dev/0", "a.dev/1", "a.dev/2", "a.dev/3", "a.dev/0"]


@pytest.mark.parametrize("status", [429, 503])
def test_no_request_goes_to_a_host_that_wants_to_be_left_alone_for_a_short_time(status: int) -> None:
    def says(page: str, number: int) -> Outcome:
        return refused(5, status) if page == "a.dev/0" and number == 0 else ALIVE

    run = Run([*pages(9), "b.dev/"], says, per_host=1)
    answered = 0.1
    assert not [start for start, page in run.starts if page.startswith("a.") and answered < start < answered + 5]
    assert run.times("b.dev/") == [0.0]
    assert set(run.outcomes.values()) == {ALIVE}


def test_a_host_that_wants_to_be_left_alone_for_long_is_not_asked_again() -> None:
    run = Run(pages(9), lambda *_: refused(3600), per_host=1)
    assert len(run.starts) == 1
    assert run.outcomes["a.dev/0"] == refused(3600)
    assert {run.outcomes[page] for page in pages(9)[1:]} == {"a.dev wants no request for 1 hour"}


def test_too_many_requests_without_a_time_is_answered_by_a_pause() -> None:
    run = Run(pages(3), lambda page, number: refused(0) if page == "a.dev/0" and not number else ALIVE, per_host=1)
    assert run.starts[0][1] == "a.dev/0"
    assert run.starts[1][0] >= 1.1
    assert run.times("a.dev/0")[1] >= 2
    assert set(run.outcomes.values()) == {ALIVE}


def test_a_page_that_always_has_too_many_requests_does_not_stop_its_host() -> None:
    run = Run(pages(60), lambda page, _: refused(0) if page == "a.dev/0" else ALIVE, per_host=2)
    assert len(run.times("a.dev/0")) == 3
    assert min(b - a for a, b in pairwise(run.times("a.dev/0"))) >= 2
    others = [start for start, page in run.starts if page != "a.dev/0"]
    assert sum(b - a > 1 for a, b in pairwise(others)) <= 1, "the host is left alone once"


def test_a_host_next_door_is_asked_as_fast_as_it_answers() -> None:
    near = Outcome("", Verdict.ALIVE, status=200, seconds=0.004)
    for says, fastest, slowest in ((near, 0.0039, 0.0041), (LONG, 0.0499, 1)):
        starts = [start for start, _ in Run(pages(40), lambda *_, says=says: says).starts]  # type: ignore[misc]
        gaps = [b - a for a, b in pairwise(starts[4:])]
        assert fastest <= min(gaps), "it is not asked faster than it answers"
        assert max(gaps) <= slowest


def test_the_pause_that_grew_shrinks_with_good_answers() -> None:
    run = Run(pages(60), lambda page, _: refused(0) if page < "a.dev/3" else ALIVE, per_host=1)
    starts = [start for start, page in run.starts if page >= "a.dev/3"]
    gaps = [b - a for a, b in pairwise(starts)]
    assert max(gaps[:9]) > 0.3, "it was slowed down"
    assert max(gaps[-5:]) < 0.11, "and is trusted again in the end"


def test_a_host_that_never_answers_is_given_up() -> None:
    run = Run(pages(40), lambda *_: HANG)
    assert len(run.starts) < 20
    assert "a.dev did not answer 6 requests" in run.outcomes.values()
    assert len(run.outcomes) == 40


def test_a_host_that_answers_at_times_is_not_given_up() -> None:
    run = Run(pages(30), lambda page, _: ALIVE if page.endswith("0") else HANG)
    assert all(isinstance(outcome, Outcome) for outcome in run.outcomes.values())


def test_a_slow_host_has_fewer_slots() -> None:
    slow = Outcome("", Verdict.ALIVE, status=200, seconds=8)
    run = Run(pages(20), lambda *_: slow)
    late = [start for start, _ in run.starts if start > 9]
    assert max(sum(other <= start < other + 8 for other in late) for start in late) == 2


def test_nothing_is_tried_again_after_the_end() -> None:
    assert len(Run(["a.dev/"], lambda *_: refused(9), deadline=5).starts) == 1
    assert len(Run(["a.dev/"], lambda *_: refused(9)).starts) == 3


class Moves:
    """A look that is led to another host."""

    def __init__(self, per_host: int = 1) -> None:
        self.schedule = Schedule(Pace(per_host=per_host), lambda: 0.5)
        self.heard: list[str] = []

    def start(self, page: str, now: float) -> Job:
        self.schedule.add(Job(page, page.partition("/")[0]))
        job = self.schedule.take(now)
        assert job
        return job


def test_a_redirect_takes_a_slot_of_its_host_and_frees_the_other() -> None:
    moves = Moves()
    busy, led = moves.start("b.dev/", 0), moves.start("a.dev/", 0)
    assert not moves.schedule.move(led, "b.dev", 0.2, moves.heard.append)
    assert moves.schedule.running == 1
    assert moves.start("a.dev/2", 0.3).at == "a.dev"
    assert moves.schedule.take(1) is None
    assert moves.schedule.finish(busy, ALIVE, 1)
    assert moves.schedule.take(1) is led
    assert led.resume
    assert (led.at, moves.heard) == ("b.dev", [])


def test_a_redirect_within_a_host_goes_on() -> None:
    moves = Moves()
    job = moves.start("a.dev/", 0)
    assert moves.schedule.move(job, "a.dev", 0.1, moves.heard.append)


def test_a_redirect_into_a_long_silence_ends() -> None:
    moves = Moves()
    asked, led = moves.start("b.dev/", 0), moves.start("a.dev/", 0)
    assert moves.schedule.finish(asked, refused(3600), 0.1)
    assert not moves.schedule.move(led, "b.dev", 0.2, moves.heard.append)
    assert moves.heard == ["b.dev wants no request for 1 hour"]
    assert moves.schedule.finish(led, ALIVE, 0.3)
    assert (moves.schedule.open, moves.schedule.running) == (0, 0)


def test_a_redirect_within_a_host_waits_out_a_short_silence() -> None:
    moves = Moves(per_host=2)
    led = moves.start("a.dev/1", 0)
    asked = moves.start("a.dev/2", 0.1)
    assert not moves.schedule.finish(asked, refused(5), 0.2)
    assert not moves.schedule.move(led, "a.dev", 0.3, moves.heard.append)
    assert moves.schedule.take(5.0) is None
    assert moves.schedule.take(5.31) is led
