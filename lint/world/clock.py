"""Today's date."""

from __future__ import annotations

import datetime
import os

_VARIABLE = "SOURCE_DATE_EPOCH"


class ClockError(ValueError):
    """What the environment says of the time is no time: one line."""


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH, in seconds since 1970 in UTC, where it is set. Raises ClockError."""
    said = os.environ.get(_VARIABLE, "")
    if not said:
        return None
    try:
        if not said.isascii() or not said.isdigit():
            raise ValueError
        seconds = int(said)
        datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise ClockError(f"{_VARIABLE}={said!r} is no number of seconds since 1970") from None
    return seconds


def today() -> datetime.date:
    """The local date, or that of SOURCE_DATE_EPOCH where it is set, for builds that can be repeated.

    Raises ClockError.
    """
    seconds = epoch()
    return datetime.date.today() if seconds is None else datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
