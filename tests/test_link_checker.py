"""Looks that hear nothing get a second one beside them. What looks is our own and answers as it is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection

from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.questions import Page
from lint.weblinks.schedule import Job, Pace, Schedule
from lint.world.http_settings import Turn
from lint.world.link_checker import Asking, LinkChecker
from lint.world.verdict_cache import VerdictCache

TIMEOUT = 1.0
Heard = Callable[[], None]
Answer = Callable[["Turn", Heard], Awaitable[Outcome]]
ALIVE = Outcome("", Verdict.ALIVE, status=200)


class Looks:
    """Answers the so-manieth look at a page with the so-manieth answer; the last one holds for all that follow."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = answers
        self.begun = 0
        self.cancelled = 0

    async def look(
        self, url: str, fragments: Collection[str], turn: Turn | None = None, heard: Heard | None = None
    ) -> dict[str, Outcome]:
        assert url == "https://a.test/"
        answer = self.answers[min(self.begun, len(self.answers) - 1)]
        self.begun += 1
        assert turn is not None
        assert heard is not None
        try:
            async with asyncio.timeout(TIMEOUT):
                outcome = await answer(turn, heard)
        except TimeoutError:
            outcome = Outcome("", Verdict.UNSURE, "no answer", seconds=TIMEOUT, retry=True)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return dict.fromkeys(fragments, outcome)


async def hang(turn: Turn, heard: Heard) -> Outcome:
    await asyncio.sleep(60)
    return ALIVE


async def at_once(turn: Turn, heard: Heard) -> Outcome:
    heard()
    return ALIVE


async def drip(turn: Turn, heard: Heard) -> Outcome:
    heard()
    await asyncio.sleep(0.8 * TIMEOUT)
    return ALIVE


async def late(turn: Turn, heard: Heard) -> Outcome:
    await asyncio.sleep(0.7 * TIMEOUT)
    heard()
    return ALIVE


async def elsewhere(turn: Turn, heard: Heard) -> Outcome:
    assert await turn("b.test") == ""
    await asyncio.sleep(0.2 * TIMEOUT)
    return ALIVE


def ask(looks: Looks, **pace: int) -> tuple[Verdict, float]:
    """The verdict on one page, and the seconds that it took."""
    page = Page("https://a.test/", "a.test", {"": ["https://a.test/"]})
    cache = VerdictCache(None, time.time, lambda _: None)
    cache.open()
    with cache:
        checker = LinkChecker(cache, Asking(Pace(timeout=TIMEOUT, **pace)))
        start = time.monotonic()
        asyncio.run(checker.ask(looks, checker.recall([page])))
        return checker.answers[page.url][""].verdict, time.monotonic() - start


def test_a_request_that_got_lost_is_made_again_beside_the_first() -> None:
    looks = Looks(hang, at_once)
    assert ask(looks)[0] is Verdict.ALIVE
    assert (looks.begun, looks.cancelled) == (2, 1)


def test_a_host_that_never_answers_costs_the_time_of_one_look() -> None:
    looks = Looks(hang)
    verdict, seconds = ask(looks)
    assert verdict is Verdict.UNSURE
    assert looks.begun == 2
    assert TIMEOUT * 0.9 < seconds < TIMEOUT * 1.45, "a second look after the first would take twice the time"


def test_a_slow_answer_counts_though_a_second_look_was_begun() -> None:
    looks = Looks(late, hang)
    assert ask(looks)[0] is Verdict.ALIVE
    assert looks.begun == 2


def test_a_page_that_has_begun_to_answer_is_asked_once() -> None:
    looks = Looks(drip)
    assert ask(looks)[0] is Verdict.ALIVE
    assert looks.begun == 1


def test_only_one_of_two_looks_goes_on_to_another_host() -> None:
    looks = Looks(hang, elsewhere)
    assert ask(looks)[0] is Verdict.ALIVE
    assert looks.cancelled == 1


def test_no_second_look_takes_more_than_the_slots_of_a_host() -> None:
    looks = Looks(hang, at_once)
    assert ask(looks, per_host=1)[0] is Verdict.UNSURE
    assert looks.begun == 1


def test_a_slot_is_lent_where_one_is_free() -> None:
    schedule = Schedule(Pace(per_host=2), lambda: 0.5)
    for page in ("a.test/1", "a.test/2"):
        schedule.add(Job(page, "a.test"))
    first = schedule.take(0.0)
    assert first
    assert schedule.lend(first, 0.0) == "a.test"
    assert schedule.take(1.0) is None, "both slots are taken"
    schedule.give_back("a.test")
    assert schedule.take(1.0)


def test_no_slot_is_lent_while_a_host_wants_to_be_left_alone() -> None:
    schedule = Schedule(Pace(), lambda: 0.5)
    schedule.add(Job("a.test/1", "a.test"))
    job = schedule.take(0.0)
    assert job
    schedule.leave_alone("a.test", 5.0)
    assert schedule.lend(job, 1.0) == ""
