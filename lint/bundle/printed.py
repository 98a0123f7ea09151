"""Pages that are made side by side, or kept from an earlier build that made them of the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import msgspec

from lint.bundle.manifest import FileEntry

T = TypeVar("T")


class Kept(Protocol):
    """What is kept from one build to the next. `packed` is asked where pages are made, maybe in other processes."""

    def __call__(self, path: str, key: bytes, /) -> FileEntry | None:
        """Has the file at a path be as an earlier build made it of what a key says, and gives its entry; None without
        one."""
        ...

    def packed(self, parts: object, /) -> bytes:
        """What a page is made of, as `put` wants it; b"" where it is not wanted."""
        ...

    def put(self, key: bytes, parts: bytes, /) -> None:
        """Keeps the parts of a page under its key."""
        ...


class KeptNowhere:
    """No earlier build is known, and nothing is kept for a later one."""

    def __call__(self, path: str, key: bytes, /) -> FileEntry | None:
        """There is none."""
        del path, key
        return None

    def packed(self, parts: object, /) -> bytes:
        """Nothing."""
        del parts
        return b""

    def put(self, key: bytes, parts: bytes, /) -> None:
        """Nothing is kept."""


Look = Callable[[str, bytes], bytes]
"""Looks at a file that was made, by its name below `site/` and its bytes; what it finds is packed."""


def look_away(name: str, data: bytes) -> bytes:  # noqa: ARG001
    """Nothing is looked for."""
    return b""


class Printed(msgspec.Struct, array_like=True, frozen=True):
    """A file that was made. `key` says all that it is made of.

    `look` is b"" for one that was kept, as are the `parts` of a post's page, which are without its text; `body` is a
    post's HTML if a feed shows it, else "".
    """

    file: FileEntry
    key: bytes
    look: bytes = b""
    body: str = ""
    parts: bytes = b""


class Spread(Protocol):
    """Does the same for the numbers from 0 to a count, in parts and maybe in other processes; results in order.

    `work` takes the first number of a part and the one after its last. What it gives is of the type `kind`, and all
    that comes of it but for files.
    """

    def __call__(self, work: Callable[[int, int], Sequence[T]], count: int, kind: type[T], /) -> Iterator[T]: ...


def here(work: Callable[[int, int], Sequence[T]], count: int, kind: type[T]) -> Iterator[T]:  # noqa: ARG001
    """One after the other, in this process."""
    for number in range(count):
        yield from work(number, number + 1)
