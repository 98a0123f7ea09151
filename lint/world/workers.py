"""Work in other processes while this one goes on: a piece whose result is asked for later, or many that leave theirs on
the disk."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from lint.world.files import ENDS, uninterrupted

T = TypeVar("T")

# What the workers do. They are forked, so that nothing need be copied or sent.
_work: Callable[[int], object] | None = None


def processors() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def begun(work: Callable[[], T], kind: type[T]) -> Iterator[Callable[[], T]]:
    """Has one piece of work done in another process while the block runs, which may ask for what it gave.

    `work` is pure, and what it gives is of the type `kind`. Where that cannot be sent (stray bytes of a post, quoted in
    a message, have no UTF-8), or no process is to be had, asking does the work here, and raises what it raises.
    """
    if processors() < 2:
        yield work
        return
    reading, writing = os.pipe()
    with uninterrupted(*ENDS):
        try:
            number = os.fork()
        except OSError:  # no process to be had
            number = -1
        if number == 0:
            _give(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as given:
        try:
            yield lambda: msgspec.msgpack.decode(sent, type=kind) if (sent := given.read()) else work()
        finally:
            if number > 0:
                os.kill(number, signal.SIGKILL)
                os.waitpid(number, 0)


def _give(work: Callable[[], object], writing: int) -> None:
    """Does the work in a new process, which ends with it. Ctrl-C reaches this process, too, and just ends it."""
    try:
        for name in ENDS:
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        with os.fdopen(writing, "wb") as out:
            out.write(msgspec.msgpack.encode(work()))
    finally:
        os._exit(0)


def work_ahead(work: Callable[[int], object], count: int) -> None:
    """Calls `work` with 0 to `count` - 1 in as many processes as can run at once.

    What it gives back or raises is lost: who needs a result that is not there then does the work again and sees.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    global _work  # noqa: PLW0603
    _work = work
    before = set(multiprocessing.active_children())
    try:
        executor = ProcessPoolExecutor(min(processors(), count), multiprocessing.get_context("fork"), end_with_parent)
    except OSError:  # no process to be had
        return
    try:
        # Ctrl-C reaches the workers, too. They are born deaf to it, with the first piece of work, and are ended below.
        with uninterrupted():
            executor.submit(_one, 0)
        done = [executor.submit(_one, number) for number in range(1, count)]
        for one in done:
            one.exception()
        executor.shutdown()
    except OSError:
        executor.shutdown(cancel_futures=True)
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        executor.shutdown(cancel_futures=True)
        raise
    finally:
        _work = None


def end_with_parent() -> None:
    """Ends this worker when who asked for its work is killed: it would wait for more until the machine stops."""
    import multiprocessing
    import threading
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _one(number: int) -> None:
    assert _work is not None
    _work(number)
