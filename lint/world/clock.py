"""Today's date."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """The local date, or that of SOURCE_DATE_EPOCH (seconds, UTC) where it is set, for builds that can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()
