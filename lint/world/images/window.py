"""Reads parts of a file, and never more of it than agreed."""

from __future__ import annotations

from typing import BinaryIO, Protocol

BUDGET = 1_000_000
"""Bytes that may be read of one image. Metadata are tens of kB; what promises more is not followed."""

_HEAD = 4_096  # bytes; most headers lie within, and are then read at once


class _Bytes(Protocol):
    def read(self, offset: int, length: int) -> bytes: ...


class _Unpacked:
    """Bytes that were packed in the file, and are at hand."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, offset: int, length: int) -> bytes:
        return self._data[offset : offset + length]


class _Budgeted:
    """A file that gives at most BUDGET bytes."""

    __slots__ = ("_file", "_head", "left")

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._head = file.read(_HEAD)
        self.left = BUDGET - len(self._head)

    def read(self, offset: int, length: int) -> bytes:
        if offset + length <= len(self._head):
            return self._head[offset : offset + length]
        length = min(length, self.left)
        if length <= 0:
            return b""
        self._file.seek(offset)
        data = self._file.read(length)
        self.left -= len(data)
        return data


class Window:
    """A part of a file, in which offsets count from the part's beginning; `length` in bytes."""

    __slots__ = ("_file", "_start", "length")

    def __init__(self, file: _Bytes, start: int, length: int) -> None:
        self._file = file
        self._start = start
        self.length = length

    @classmethod
    def of(cls, data: bytes) -> Window:
        """Bytes that were read already."""
        return cls(_Unpacked(data), 0, len(data))

    def at(self, offset: int, length: int) -> bytes:
        """The bytes there, fewer where the part or the budget ends. Raises OSError as reading does."""
        length = min(length, self.length - offset)
        return self._file.read(self._start + offset, length) if length > 0 <= offset else b""

    def part(self, offset: int, length: int | None = None) -> Window:
        """A part of this part: `length` bytes, or all that follow; empty where it would lie outside."""
        rest = max(self.length - offset, 0) if offset >= 0 else 0
        size = rest if length is None else max(min(length, rest), 0)
        return Window(self._file, self._start + max(offset, 0), size)


def window(file: BinaryIO, size: int) -> Window:
    """A whole file of `size` bytes, which must be able to seek. Raises OSError as reading does."""
    return Window(_Budgeted(file), 0, size)
