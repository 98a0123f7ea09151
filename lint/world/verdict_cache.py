"""The verdicts of earlier runs, in a SQLite file that several runs may use at once.

What passes by itself is no verdict: a time-out, a reset or a server that is overrun is only noted for some minutes, so
that a second run does not knock again at once. What a request carried along is not kept.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.shown import redacted
from lint.world.cache_folder import cached

if TYPE_CHECKING:
    import sqlite3

_VERSION = 1
_DAY = 86_400.0
KEPT = {Verdict.ALIVE: 7 * _DAY, Verdict.MOVED: 7 * _DAY, Verdict.UNSURE: _DAY, Verdict.DEAD: 3_600.0}
"""Seconds for which a verdict holds, give or take a tenth."""
_NOTED = 600.0
"""Seconds for which it is remembered that there was no verdict to be had."""
_LONGEST_WINDOW = _DAY
_FORGOTTEN = 90 * _DAY
"""Seconds after which a page that nobody asks about is forgotten."""
_PATIENCE = 5.0  # seconds for another run to end its writing
_BATCH = 50
_SCHEMA = (
    """
    create table verdicts (
        page text not null, fragment text not null, asked_with text not null, verdict text not null,
        cause text not null, status integer not null, moved_to text not null, fragment_missing integer not null,
        suggestion text not null, looked real not null, until real not null, first_dead text not null,
        primary key (page, fragment)
    ) without rowid
    """,
    "create table windows (host text primary key, until real not null) without rowid",
)


class CacheError(OSError):
    """The file cannot be opened or written; the message says why."""


def default_file() -> Path | None:
    """Where the verdicts of this user are kept; None for a user without a home."""
    return cached("links.sqlite3")


class VerdictCache:
    """A context manager, to be opened before. `clock` gives the time in seconds since 1970; `say` prints a line.

    `None` for the path is a memory of this run alone. A file that is none of ours, or damaged, is moved aside.
    """

    def __init__(self, path: Path | None, clock: Callable[[], float], say: Callable[[str], None]) -> None:
        self._path = path
        self._clock = clock
        self._say = say
        self._rows: list[tuple[object, ...]] = []
        self._windows: dict[str, float] = {}

    def open(self) -> None:
        """Raises CacheError where the file cannot be used."""
        import sqlite3

        try:
            self._database = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, not to be opened or not to be written
                raise CacheError(f"{self._path}: {error}") from None
            self._move_aside()
            self._database = self._open()

    def __enter__(self) -> VerdictCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import sqlite3

        try:
            self._write()
            self._database.execute("delete from verdicts where until < ?", (self._clock() - _FORGOTTEN,))
            self._database.execute("delete from windows where until < ?", (self._clock(),))
            self._database.commit()
            # A file that is committed must hold everything itself.
            self._database.execute("pragma wal_checkpoint(truncate)")
        except sqlite3.Error as problem:
            self._say(f"{self._path}: the verdicts could not be kept: {problem}")
        finally:
            self._database.close()

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        if self._path:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CacheError(f"{self._path}: {error.strerror}") from None
        database = sqlite3.connect(self._path or ":memory:", timeout=_PATIENCE)
        try:
            (state,) = database.execute("pragma quick_check(1)").fetchone()
            if state != "ok":
                raise sqlite3.DatabaseError(state)
            if _version(database) != _VERSION:
                _create(database)
            database.execute("pragma journal_mode = wal")
            database.execute("pragma synchronous = normal")
        except BaseException:
            database.close()
            raise
        return database

    def _move_aside(self) -> None:
        """Keeps the file, for it may be something else that was named by mistake."""
        assert self._path
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            self._path.replace(aside)
            for ending in ("-wal", "-shm"):
                self._path.with_name(f"{self._path.name}{ending}").unlink(missing_ok=True)
        except OSError as error:
            raise CacheError(f"{self._path}: {error.strerror}") from None
        self._say(f"{self._path} is no cache of verdicts or is damaged; it is {aside.name} now, and a new one is begun")

    def get(self, page: str, fragments: Iterable[str], asked_with: str = "") -> dict[str, Outcome] | None:
        """What still holds of a page, by fragment; None where one of them has to be asked.

        `asked_with` names what the configuration adds (headers, private hosts): with others, the answer may be another.
        """
        now = self._clock()
        found: dict[str, Outcome] = {}
        for fragment in fragments:
            row = self._database.execute(
                "select verdict, cause, status, moved_to, fragment_missing, suggestion, looked, first_dead"
                " from verdicts where page = ? and fragment = ? and until > ? and looked <= ? and asked_with = ?",
                (page, fragment, now, now + 60, asked_with),
            ).fetchone()
            if not row:
                return None
            verdict, cause, status, moved_to, missing, suggestion, looked, first_dead = row
            found[fragment] = Outcome(
                f"{page}#{fragment}" if fragment else page,
                Verdict(verdict),
                cause,
                status,
                moved_to,
                bool(missing),
                suggestion,
                dead_since=first_dead,
                confirmed=verdict != Verdict.DEAD or first_dead < _day(looked),
            )
        return found

    def put(self, page: str, outcomes: Mapping[str, Outcome], asked_with: str = "") -> dict[str, Outcome]:
        """Keeps what a look told, and gives it back with what is known from other days."""
        now = self._clock()
        kept = {fragment: self._put(page, fragment, one, asked_with, now) for fragment, one in outcomes.items()}
        if len(self._rows) >= _BATCH:
            self.save()
        return kept

    def _put(self, page: str, fragment: str, one: Outcome, asked_with: str, now: float) -> Outcome:
        row = self._database.execute(
            "select first_dead from verdicts where page = ? and fragment = ?", (page, fragment)
        ).fetchone()
        first_dead = row[0] if row else ""
        if one.verdict is Verdict.DEAD:
            first_dead = first_dead or _day(now)
            one = replace(one, dead_since=first_dead, confirmed=first_dead < _day(now))
        elif one.verdict is not Verdict.UNSURE:  # no answer neither confirms nor disproves
            first_dead = ""
        passing = one.retry and one.verdict is Verdict.UNSURE
        until = now + (_NOTED if passing else _kept(one.verdict, f"{page}#{fragment}"))
        if passing:
            until = max(until, now + min(one.retry_after, _LONGEST_WINDOW))
        moved_to = one.moved_to if redacted(one.moved_to) == one.moved_to else ""
        self._rows.append(
            (
                *(page, fragment, asked_with, str(one.verdict), one.cause, one.status, moved_to),
                *(one.fragment_missing, one.suggestion, now, until, first_dead),
            )
        )
        return one

    def window(self, host: str, seconds: float) -> None:
        """Keeps that a host wants no request for so long."""
        self._windows[host] = self._clock() + min(seconds, _LONGEST_WINDOW)

    def windows(self) -> dict[str, float]:
        """The hosts that want no request, each with the seconds that are left."""
        now = self._clock()
        rows = self._database.execute("select host, until from windows where until > ?", (now,))
        return {host: until - now for host, until in rows}

    def save(self) -> None:
        """Writes what is new, unless another run is writing just now; then it is written later."""
        import sqlite3

        with contextlib.suppress(sqlite3.OperationalError):
            self._write()

    def _write(self) -> None:
        """In one short transaction, for other runs wait for its end."""
        with self._database:
            marks = ", ".join("?" * 12)
            self._database.executemany(f"insert or replace into verdicts values ({marks})", self._rows)
            self._database.executemany("insert or replace into windows values (?, ?)", self._windows.items())
        self._rows.clear()
        self._windows.clear()


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("pragma user_version").fetchone()[0])


def _create(database: sqlite3.Connection) -> None:
    """Makes the tables in an empty file; several runs may try at once. Raises sqlite3.DatabaseError for other files."""
    import sqlite3

    with database:
        database.execute("begin immediate")
        version = _version(database)
        (tables,) = database.execute("select count(*) from sqlite_master").fetchone()
        if version == _VERSION:
            return
        if version or tables:
            raise sqlite3.DatabaseError("of another version")
        for statement in _SCHEMA:
            database.execute(statement)
        database.execute(f"pragma user_version = {_VERSION}")


def _kept(verdict: Verdict, url: str) -> float:
    """Seconds; a tenth more or less by the address, lest all verdicts of one day end on one day."""
    share = int.from_bytes(hashlib.sha256(url.encode("utf-8", "surrogateescape")).digest()[:4]) / 2**32
    return KEPT[verdict] * (0.9 + 0.2 * share)


def _day(seconds: float) -> str:
    """The day in UTC, as it is written in ISO 8601."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
