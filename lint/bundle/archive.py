"""A bundle as one file, the same bytes each time: `.tar.gz` and `.zip`.

Members are the files of the bundle, sorted, with no folder around them. None of the bytes tells who packed them, when,
where or how they lay on the disk; they depend on the bundle, a moment that is handed in, and the version of zlib.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import IO

FORMS = ("tar.gz", "zip")
"""The forms; an archive's name is that of the bundle's folder with a dot and one of these behind."""
_MANIFEST = "manifest.json"
_MODE = 0o644
_COMPRESSION = 6
"""Said, so that no default of a library decides it."""
_FIRST, _LAST = 315_532_800, 4_354_819_198
"""What zip can say: 1980-01-01 to 2107-12-31, in seconds since 1970, in UTC."""
_LARGEST = 100_000_000
"""Bytes of a manifest that is read back from an archive of which nothing is known."""

Read = Callable[[str], bytes]


def pack(form: str, stream: IO[bytes], names: Iterable[str], read: Read, moment: int) -> None:
    """Writes an archive; `read` gives the bytes of a file, `moment` (seconds since 1970) dates all of them.

    Raises what `read` and the stream raise.
    """
    writer = _write_zip if form == "zip" else _write_tar
    writer(stream, sorted(names), read, moment)


def moment_of(epoch: int | None, days: Iterable[int]) -> int:
    """What dates the files of an archive, in seconds since 1970: SOURCE_DATE_EPOCH, else the newest post.

    `days` are the days of posts, as `date.toordinal` counts them.
    """
    if epoch is not None:
        return epoch
    newest = max(days, default=0)
    return max((newest - 719_163) * 86_400, _FIRST)  # 1970-01-01 is day 719,163


def faults(form: str, stream: IO[bytes], sums: Mapping[str, str]) -> Iterator[str]:
    """Reads an archive back and says what is wrong with it; `sums` are the SHA-256 of all files by their names."""
    found = []
    for name, data in _members(form, stream):
        found.append(name)
        if name.startswith("/") or "\\" in name or not {"", ".", ".."}.isdisjoint(name.split("/")):
            yield f'"{name}" leads out of it'
        elif name not in sums:
            yield f'"{name}" is no file of the bundle'
        elif hashlib.sha256(data).hexdigest() != sums[name]:
            yield f'"{name}" is not the file of the bundle'
    if found != sorted(set(found)):
        yield "its files are not sorted, each once"
    yield from (f'"{name}" is missing' for name in sorted(sums.keys() - set(found)))


def manifest_of(form: str, stream: IO[bytes]) -> bytes | None:
    """The manifest.json of the bundle that an archive holds; None for what is no archive of a bundle."""
    import tarfile
    import zipfile
    import zlib

    try:
        if form == "zip":
            with zipfile.ZipFile(stream) as whole, whole.open(_MANIFEST) as file:
                return _ours(file.read(_LARGEST))
        with tarfile.open(fileobj=stream, mode="r|gz", encoding="utf-8") as packed:
            for _ in range(2):  # it is the second, for they are sorted
                member = packed.next()
                if member and member.name == _MANIFEST and member.isreg() and member.size <= _LARGEST:
                    content = packed.extractfile(member)
                    return _ours(content.read()) if content else None
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError):
        return None
    return None


def _ours(data: bytes) -> bytes | None:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(document, dict) and str(document.get("tool", "")).startswith("copydesk ") else None


def _write_tar(stream: IO[bytes], names: list[str], read: Read, moment: int) -> None:
    import gzip
    import tarfile

    # An empty name and the time 0 mean that the header holds neither.
    with (
        gzip.GzipFile("", "wb", _COMPRESSION, stream, 0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT, encoding="utf-8") as whole,
    ):
        for name in names:
            data = read(name)
            member = tarfile.TarInfo(name)  # of user and group 0, whose names are left out
            member.size, member.mode, member.mtime = len(data), _MODE, moment
            whole.addfile(member, BytesIO(data))


def _write_zip(stream: IO[bytes], names: list[str], read: Read, moment: int) -> None:
    import zipfile
    from datetime import UTC, datetime

    day = datetime.fromtimestamp(min(max(moment, _FIRST), _LAST), UTC)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as whole:
        for name in names:
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, day.hour, day.minute, day.second))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, so that the mode counts
            member.external_attr = (0o100_000 | _MODE) << 16
            whole.writestr(member, read(name), compresslevel=_COMPRESSION)


def _members(form: str, stream: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    import tarfile
    import zipfile

    if form == "zip":
        with zipfile.ZipFile(stream) as whole:
            for one in whole.infolist():
                yield one.filename, whole.read(one)
        return
    with tarfile.open(fileobj=stream, mode="r|gz", encoding="utf-8") as packed:
        for member in packed:
            content = packed.extractfile(member)
            yield member.name, content.read() if content else b""
