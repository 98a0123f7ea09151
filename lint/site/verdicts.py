"""What the network answered for an address: the four verdicts, with the cause in words."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """What is known of an external address."""

    ALIVE = "alive"
    """It answered, and the fragment, if there is one, is on the page."""
    MOVED = "moved"
    """It answered, and says that it is to be found at another address for good."""
    DEAD = "dead"
    """It is not there: the server or the name system says so."""
    UNSURE = "unsure"
    """Nobody can tell: the server wants a person, a login or time, or the connection failed."""


class Outcome(msgspec.Struct, frozen=True):
    """What one look, or several, at an address told. `url` is the address asked, its fragment included.

    `cause` says in words why the verdict is not alive ("404 Not Found", "the certificate has expired"); it is empty for
    a plain alive. `status` is the last HTTP status, 0 where none came. `moved_to` is the new address of a MOVED one.
    `fragment_missing` says that the page is alive and whole but lacks the fragment (the verdict is then ALIVE or
    MOVED). `suggestion` is another address that may be meant, such as an archived copy. `seconds` is how long it took.
    """

    url: str
    verdict: Verdict
    cause: str = ""
    status: int = 0
    moved_to: str = ""
    fragment_missing: bool = False
    suggestion: str = ""
    seconds: float = 0.0
    retry: bool = False
    """Whether another try soon may give another answer: 429, 500, 502, 503, 504, a reset, a time-out."""
    retry_after: float = 0.0
    """Seconds that the server asked to be left alone for; 0 where it did not."""
    dead_since: str = ""
    """The day (UTC, ISO 8601) of the first look that found a DEAD one so, as far as earlier runs are remembered."""
    confirmed: bool = True
    """False for a DEAD one that no look on an earlier day has found so."""
