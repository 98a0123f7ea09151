"""Memory that is not needed any more."""

from __future__ import annotations

import contextlib


def give_back() -> None:
    """Frees what hangs together in circles, and has the C library give the system what was freed.

    By itself it keeps that for its own next use, and Python's small objects, which lie elsewhere, make no use of it.
    Where the library knows no such thing, nothing happens.
    """
    import ctypes
    import gc

    gc.collect()  # it is off while a command runs
    with contextlib.suppress(OSError, AttributeError, TypeError):  # TypeError: Windows wants a name
        ctypes.CDLL(None).malloc_trim(0)
