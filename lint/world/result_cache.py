"""Results by key in one SQLite file of the user's cache folder: what can be computed anew, but at a price.

Many small results are read and written at once. Each has a sum of its bytes, so that a damaged one is known and
computed anew, and a large one is compressed. Several processes may read and write at once. The file is kept to a size;
what nobody asked for goes first. Nothing here is ever an error: what cannot be kept or read is done without.
"""

from __future__ import annotations

import contextlib
import time
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from lint.world.cache_folder import cached

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

LIMIT = 500_000_000
"""Bytes that the results of a file may have."""
_KEPT = 0.8
"""So much of the limit is left when something has to go, so that not every run has to look."""
_VERSION = 2
_PATIENCE = 2.0  # seconds for another run to end its writing
_AT_ONCE = 500  # so many keys stand in one question
_DAY = 86_400
_LARGE = 4_096  # bytes; to compress the facts of a common post takes longer than to write and read what that saves
_LEVEL = 1  # of compression: the higher ones take three times as long for a tenth
_PLAIN, _COMPRESSED = b"=", b"z"


def default_file() -> Path | None:
    """Where the results of this user are kept; None for a user without a home."""
    return cached("results.sqlite3")


def sealed(data: bytes) -> bytes:
    """The bytes of a result as the file has them."""
    if len(data) < _LARGE:
        return b"%b%b%b" % (_PLAIN, zlib.crc32(data).to_bytes(4, "big"), data)
    return _COMPRESSED + zlib.compress(data, _LEVEL)  # with a sum of its own


def unsealed(value: bytes) -> bytes:
    """What `sealed` was given. Raises ValueError for anything else."""
    if value.startswith(_COMPRESSED):
        try:
            return zlib.decompress(value[1:])
        except zlib.error as error:
            raise ValueError(str(error)) from None
    data = value[5:]
    if value[:5] != b"%b%b" % (_PLAIN, zlib.crc32(data).to_bytes(4, "big")):
        raise ValueError("the sum is another")
    return data


def packed(result: object) -> bytes:
    """What msgspec can write, as the file has it; b"" for what holds stray bytes of a post, which have no UTF-8."""
    try:
        return sealed(msgspec.msgpack.encode(result))
    except UnicodeEncodeError:
        return b""


def unpacked(data: bytes, kind: type[T]) -> T:
    """What `packed` was given."""
    return msgspec.msgpack.decode(unsealed(data), type=kind)


class ResultCache:
    """The results of one file; None for the path keeps nothing. `limit` in bytes."""

    def __init__(self, path: Path | None, limit: int = LIMIT) -> None:
        self._path = path
        self._limit = limit
        self._opened: sqlite3.Connection | None = None

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What was put there under those of the keys that have something."""
        import sqlite3

        database = self._database()
        if database is None:
            return {}
        found: dict[bytes, bytes] = {}
        old: list[bytes] = []
        today = int(time.time()) // _DAY
        wanted = list(dict.fromkeys(keys))
        try:
            for at in range(0, len(wanted), _AT_ONCE):
                part = wanted[at : at + _AT_ONCE]
                marks = ",".join("?" * len(part))
                rows = database.execute(f"select key, value, used from results where key in ({marks})", part)
                for key, value, used in rows:
                    with contextlib.suppress(ValueError, TypeError, AttributeError):  # what is no bytes at all, too
                        found[key] = unsealed(value)
                    if used != today:
                        old.append(key)
            if old:
                with database:
                    database.executemany("update results set used = ? where key = ?", [(today, key) for key in old])
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def put(self, results: Mapping[bytes, bytes]) -> None:
        """Keeps results, and lets go of old ones where there are too many."""
        self.put_sealed({key: sealed(value) for key, value in results.items()})

    def put_sealed(self, results: Mapping[bytes, bytes]) -> None:
        """The same for results that `sealed` gave."""
        import sqlite3

        database = self._database() if results else None
        if database is None:
            return
        today = int(time.time()) // _DAY
        rows = [(key, value, today) for key, value in results.items()]
        try:
            with database:
                database.executemany("insert or replace into results (key, value, used) values (?, ?, ?)", rows)
            self._trim(database)
        except sqlite3.Error as error:
            self._give_up(error)

    def decoded(self, keys: Iterable[bytes], kind: type[T]) -> dict[bytes, T]:
        """What was put there by `put_encoded`, as it was; what cannot be read is none."""
        known = self.get(keys)
        decode = msgspec.msgpack.Decoder(kind).decode
        found: dict[bytes, T] = {}
        while known:
            key, data = known.popitem()  # the bytes need not stay beside what they say
            with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
                found[key] = decode(data)
        return found

    def put_encoded(self, results: Mapping[bytes, object]) -> None:
        """Keeps what msgspec can write, but for what holds stray bytes of a post, which have no UTF-8."""
        self.put_sealed({key: data for key, one in results.items() if (data := packed(one))})

    def close(self) -> None:
        """Ends the use of the file."""
        import sqlite3

        if self._opened is not None:
            with contextlib.suppress(sqlite3.Error):
                self._opened.close()
            self._opened = None

    def _trim(self, database: sqlite3.Connection) -> None:
        (pages,), (free,), (size,) = (
            database.execute(f"pragma {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
        )
        whole = (pages - free) * size
        if whole <= self._limit:
            return
        excess = whole - _KEPT * self._limit
        last = 0
        for (length,) in database.execute("select length(key) + length(value) from results order by used, rowid"):
            if excess <= 0:
                break
            excess -= length
            last += 1
        with database:
            database.execute(
                "delete from results where rowid in (select rowid from results order by used, rowid limit ?)", (last,)
            )

    def _database(self) -> sqlite3.Connection | None:
        import sqlite3

        if self._opened is None and self._path is not None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._opened = _open(self._path)
            except sqlite3.Error as error:
                self._give_up(error)
            except OSError:
                self._path = None
        return self._opened

    def _give_up(self, error: sqlite3.Error) -> None:
        """The file is used no more in this run; one that is damaged, or of another version, is begun anew."""
        import sqlite3

        self.close()
        path, self._path = self._path, None
        if path and not isinstance(error, sqlite3.OperationalError):  # locked, not to be opened or not to be written
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    path.with_name(f"{path.name}{ending}").unlink()


def _open(path: Path) -> sqlite3.Connection:
    import sqlite3

    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        version = database.execute("pragma user_version").fetchone()[0]
        if version == 0:
            database.execute("pragma journal_mode = wal")
            with database:
                database.execute("begin immediate")
                database.execute(
                    "create table if not exists results"
                    " (key blob primary key, value blob not null, used integer not null)"
                )
                database.execute(f"pragma user_version = {_VERSION}")
        elif version != _VERSION:
            raise sqlite3.DatabaseError("of another version")
        database.execute("pragma synchronous = off")  # a result that is lost is computed anew
    except BaseException:
        database.close()
        raise
    return database
