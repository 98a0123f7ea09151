"""Who may be asked when: slots and pauses for each host, tries that are made again, times to leave a server alone.

Pure: it is told the time (seconds of any steady clock) and says which jobs may start, and when to ask it again.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Callable, Iterator
from itertools import count

import msgspec

from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.shown import shown_host

SHORT = 10.0
"""Seconds: so long a wait that a server asks for is waited; after a longer one the run would be over."""
_MARGIN = 0.1
"""Seconds added to what a server asks for, whose clock is not ours."""
_UNNAMED = 1.0
"""Seconds to leave a server alone that has too many requests and does not say for how long."""
_UNNAMED_PAGE = 2.0
"""And the page that said so."""
_LONGEST_PAUSE = 1.0
_TRUST = 0.8
"""By what a pause that had to grow shrinks with each good answer."""
_SLOW = 3.0
"""Seconds: a host that takes so long for an answer has enough to do."""
_SILENT = 6
"""So many time-outs, and no answer ever, say that a host is not there today."""


class Pace(msgspec.Struct, frozen=True):
    """How fast a run may go. `timeout` is the time of one look and `pause` that between two to one host, in seconds.

    A host that answers faster than `pause` is asked as fast as it answers, within its slots: it is next door.
    """

    concurrency: int = 64
    per_host: int = 4
    pause: float = 0.05
    retries: int = 2
    timeout: float = 5.0


class Job:
    """A page to be asked. `host` is where its next request goes; redirects lead it to others."""

    __slots__ = ("at", "host", "page", "resume", "tries")

    def __init__(self, page: str, host: str) -> None:
        self.page = page
        self.host = host
        self.tries = 0
        self.at = ""
        """The host whose slot it holds; "" while it waits."""
        self.resume: Callable[[str], None] | None = None
        """What a look that waits in the midst of its redirects goes on with: "", or why it must not."""


class _Host:
    __slots__ = (
        "answered",
        "delayed",
        "limit",
        "listed",
        "name",
        "nearest",
        "next",
        "pause",
        "queue",
        "quiet",
        "running",
        "silent",
        "slow",
    )

    def __init__(self, name: str, pace: Pace) -> None:
        self.name = name
        self.queue: deque[Job] = deque()
        self.delayed: list[tuple[float, int, Job]] = []
        self.running = 0
        self.limit = pace.per_host
        self.pause = pace.pause
        self.next = 0.0
        self.quiet = 0.0
        """Until when the host wants no request."""
        self.slow = 0.0
        """Seconds that its answers take, the last ones counting most."""
        self.nearest = math.inf
        """Seconds that its fastest answer took."""
        self.silent = 0
        self.answered = 0
        self.listed: float | None = None
        """When the schedule looks at it again."""

    def start(self) -> float | None:
        """When the next of its jobs may start; None where none can before another one ends."""
        if self.running >= self.limit or not (self.queue or self.delayed):
            return None
        return max(self.next, self.quiet, 0.0 if self.queue else self.delayed[0][0])


class Schedule:
    """The jobs of a run. `jitter` gives a number from 0 to 1 by chance.

    Every job that `take` gives must come back by `finish` (or go on by `move`). Jobs that are given up without a
    request come out of `given_up`.
    """

    def __init__(self, pace: Pace, jitter: Callable[[], float], deadline: float | None = None) -> None:
        self._pace = pace
        self._jitter = jitter
        self._deadline = deadline
        self._hosts: dict[str, _Host] = {}
        self._heap: list[tuple[float, int, _Host]] = []
        self._numbers = count()
        self._given_up: list[tuple[Job, str, bool]] = []
        self.running = 0
        self.open = 0
        """Jobs that have no outcome yet."""

    def add(self, job: Job) -> None:
        """A new job."""
        self.open += 1
        host = self._host(job.host)
        host.queue.append(job)
        self._offer(host)

    def leave_alone(self, name: str, until: float) -> None:
        """A host wants no request before that time."""
        host = self._host(name)
        host.quiet = max(host.quiet, until)

    def take(self, now: float) -> Job | None:
        """A job that may start at once; None where there is none. It holds a slot of its host from now on."""
        while self._heap and self._heap[0][0] <= now and self.running < self._pace.concurrency:
            put_down, _, host = heapq.heappop(self._heap)
            if put_down != host.listed:
                continue
            host.listed = None
            start = host.start()
            if start is None:
                continue
            if start > now:  # things have changed since it was put down
                self._offer(host)
                continue
            job = self._first(host, now)
            host.running += 1
            host.next = now + (host.pause if host.pause > self._pace.pause else min(host.pause, host.nearest))
            self.running += 1
            job.at = host.name
            self._offer(host)
            return job
        return None

    @staticmethod
    def _first(host: _Host, now: float) -> Job:
        """Looks that have begun go before tries that are made again, and these before what is new."""
        due = bool(host.delayed) and host.delayed[0][0] <= now
        if host.queue and (host.queue[0].resume or not due):
            return host.queue.popleft()
        return heapq.heappop(host.delayed)[2]

    def delay(self, now: float) -> float | None:
        """Seconds until `take` may have a job; None where only the end of another one can help."""
        if self.running >= self._pace.concurrency or not self._heap:
            return None
        return max(0.0, self._heap[0][0] - now)

    def given_up(self) -> Iterator[tuple[Job, str, bool]]:
        """The jobs that were given up since this was last asked: why, and whether because their host is silent."""
        while self._given_up:
            self.open -= 1
            yield self._given_up.pop()

    def finish(self, job: Job, outcome: Outcome, now: float) -> bool:
        """Takes back a job with its outcome. Whether that is the last word; else the job will be asked again."""
        host = self._host(job.at or job.host)
        if job.at:  # else its look ended while it waited for a turn
            self._release(job)
            self._learn(host, outcome, now, first=not job.tries)
        again = self._again(job, host, outcome, now)
        if again is None:
            self.open -= 1
        else:
            job.tries += 1
            start = self._host(job.host)
            heapq.heappush(start.delayed, (again, next(self._numbers), job))
            self._offer(start)
        self._offer(host)
        return again is None

    def move(self, job: Job, to: str, now: float, resume: Callable[[str], None]) -> bool:
        """A redirect leads to host `to`. Whether the look may go on at once; else `resume` is called in its turn."""
        host = self._host(to)
        if job.at == to and host.quiet <= now:
            return True
        self._release(job)
        job.resume = resume
        host.queue.appendleft(job)
        if host.quiet - now > SHORT:
            self._give_up_waiting(host, self._wish(host, now))
        self._offer(host)
        return False

    def lend(self, job: Job, now: float) -> str:
        """A further slot of the host that a job holds one of, for a second request; "" where none is free.

        The name that is returned goes to `give_back`.
        """
        host = self._hosts.get(job.at)
        if host is None or host.quiet > now or host.running >= host.limit or self.running >= self._pace.concurrency:
            return ""
        host.running += 1
        self.running += 1
        return host.name

    def give_back(self, name: str) -> None:
        """The slot that was lent is free again."""
        host = self._host(name)
        host.running -= 1
        self.running -= 1
        self._offer(host)

    def _release(self, job: Job) -> None:
        if job.at:
            self.give_back(job.at)
            job.at = ""

    def _learn(self, host: _Host, outcome: Outcome, now: float, *, first: bool) -> None:
        """What an answer says of its host: how fast it is, and whether it wants to be left alone.

        A page that says at its `first` try that there are too many requests speaks for the host; after that, when the
        host was left alone and the others are answered, for itself.
        """
        if outcome.status:
            host.answered += 1
            host.nearest = min(host.nearest, outcome.seconds)
            host.slow += (outcome.seconds - host.slow) * (0.3 if host.answered > 1 else 1)
            host.limit = max(1, self._pace.per_host // 2) if host.slow > _SLOW else self._pace.per_host
        elif outcome.seconds >= 0.9 * self._pace.timeout:
            host.silent += 1
        wait = outcome.retry_after
        if outcome.status == 429 and not wait and first:
            wait = _UNNAMED
        if wait:
            host.quiet = max(host.quiet, now + wait + _MARGIN)
            host.limit = max(1, host.limit // 2)
            host.pause = min(_LONGEST_PAUSE, max(host.pause, 0.01) * 2)
        elif 0 < outcome.status < 500:
            # One page of many may be what is asked for too often: with each answer the host is trusted a little more.
            host.pause = max(self._pace.pause, host.pause * _TRUST)
        if wait > SHORT:
            self._give_up_waiting(host, self._wish(host, now))
        elif host.silent >= _SILENT and not host.answered:
            self._give_up_waiting(host, f"{shown_host(host.name)} did not answer {host.silent} requests", silent=True)

    @staticmethod
    def _wish(host: _Host, now: float) -> str:
        return f"{shown_host(host.name)} wants no request for {_duration(host.quiet - now - _MARGIN)}"

    def _give_up_waiting(self, host: _Host, cause: str, *, silent: bool = False) -> None:
        waiting = [*host.queue, *(job for _, _, job in host.delayed)]
        host.queue.clear()
        host.delayed.clear()
        for job in waiting:
            if job.resume:
                resume, job.resume = job.resume, None
                resume(cause)
            else:
                self._given_up.append((job, cause, silent))

    def _again(self, job: Job, host: _Host, outcome: Outcome, now: float) -> float | None:
        """When the job is to be asked again; None where it is not."""
        if not outcome.retry or outcome.verdict is not Verdict.UNSURE or job.tries >= self._pace.retries:
            return None
        if outcome.seconds >= 0.9 * self._pace.timeout:
            return None  # it was asked a second time within that time already
        if host.quiet - now > SHORT or (host.silent >= _SILENT and not host.answered):
            return None
        # Full jitter: anywhere between at once and the end of a time that doubles, lest tries come in flocks.
        then = max(host.quiet, now + self._jitter() * 2**job.tries)
        if outcome.status == 429:
            then = max(then, now + _UNNAMED_PAGE)
        return None if self._deadline is not None and then >= self._deadline else then

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host(name, self._pace)
        return host

    def _offer(self, host: _Host) -> None:
        start = host.start()
        # One that is listed too early is put right when its time comes.
        if start is not None and (host.listed is None or start < host.listed):
            host.listed = start
            heapq.heappush(self._heap, (start, next(self._numbers), host))


def _duration(seconds: float) -> str:
    """A time to wait, in words."""
    seconds = math.ceil(seconds)
    for unit, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * unit or (seconds >= unit and name != "minute"):
            number = round(seconds / unit)
            return f"{number:,} {name}{'' if number == 1 else 's'}"
    return f"{seconds} seconds"
