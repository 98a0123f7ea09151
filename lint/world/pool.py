"""Does much of the same on all processors: what is pure and gives what can be sent can be done elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast

import msgspec

from lint.engine.examine import Examined, Source
from lint.engine.run import Desk
from lint.world.files import ENDS, uninterrupted
from lint.world.workers import end_with_parent, processors

_WORTHWHILE = 300_000  # code points; below that, starting processes costs more than it saves
_MANY = 30  # results
_CHUNKS_PER_PROCESS = 8  # so that a process with short posts takes over from one with long ones

T = TypeVar("T")

# What the workers do. They are forked, so that posts and dictionaries need not be copied or sent.
_work: Callable[[int, int], Sequence[Any]] | None = None


def examine_all(desk: Desk, sources: Sequence[Source], judged: bool) -> Iterable[Examined]:
    """The same as `desk.examine`, in the same order."""
    if not worth_spreading(sources):
        return desk.examine(sources, judged)
    return list(spread(lambda start, end: desk.examine(sources[start:end], judged), len(sources), Examined))


def worth_spreading(sources: Sequence[Source]) -> bool:
    """Whether there is so much to examine, and are so many processors, that several processes are done sooner."""
    return sum(len(source.text) for source in sources) >= _WORTHWHILE and processors() > 1


def spread(work: Callable[[int, int], Sequence[T]], count: int, kind: type[T]) -> Iterator[T]:
    """What `work` gives for the numbers from 0 to `count` - 1 (it takes the first one and the one after the last).

    `work` is pure, and what it gives is of the type `kind`, which msgspec can write. Raises what `work` raises.
    """
    global _work  # noqa: PLW0603
    processes = min(processors(), count)
    if processes < 2:
        yield from work(0, count)
        return
    _work = work
    done = 0
    try:
        for one in _spread(processes, count, kind):
            done += 1
            yield one
    except _NoProcessError:
        yield from work(done, count)
    finally:
        _work = None


def spread_out(work: Callable[[int, int], Sequence[T]], count: int, kind: type[T]) -> Iterator[T]:
    """The same where a few are done sooner than processes are started.

    The first is done here, so that what that loads is loaded once, and not by every process.
    """
    here = 1 if count >= _MANY else count
    if here:
        yield from work(0, here)
    if count > here:
        yield from spread(lambda start, end: work(here + start, here + end), count - here, kind)


class _NoProcessError(Exception):
    """There is no process to be had."""


def _spread(processes: int, count: int, kind: type[T]) -> Iterator[T]:
    import multiprocessing

    size = -(-count // (processes * _CHUNKS_PER_PROCESS))
    ranges = [(start, min(start + size, count)) for start in range(0, count, size)]
    # Ctrl-C reaches the workers, too. They are born deaf to it and leave it to this process, which ends them.
    try:
        with uninterrupted():
            workers = multiprocessing.get_context("fork").Pool(processes, _end_at_once)
    except OSError:
        raise _NoProcessError from None
    with workers as pool:
        decoder: Any = msgspec.msgpack.Decoder(list[kind])  # type: ignore[valid-type]
        for sent in pool.imap(_do_range, ranges):
            if isinstance(sent, bytes):
                yield from decoder.decode(sent)
            else:
                yield from cast("Sequence[T]", sent)
        pool.close()
        pool.join()


def _end_at_once() -> None:
    """A worker that waits is ended by the system: a handler of Python's may come a moment too late to wake it.

    One whose parent was killed ends, too, whatever it is at: it may be writing where nobody expects it any more.
    """
    import signal

    end_with_parent()
    for name in ENDS[1:]:
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def _do_range(where: tuple[int, int]) -> bytes | Sequence[Any]:
    """MessagePack costs a twentieth of pickling; but stray bytes of a post, quoted in a message, have no UTF-8."""
    assert _work is not None
    done = _work(*where)
    try:
        return msgspec.msgpack.encode(done)
    except UnicodeEncodeError:
        return done
