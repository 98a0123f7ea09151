"""HTTP statuses that the configuration accepts as alive: "403", "200..299", "500..=599"."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from lint.regex import regex
from lint.site.verdicts import Outcome, Verdict

_RANGE = regex(r"\s*(\d{3})\s*(?:(?:\.\.=?|-)\s*(\d{3})\s*)?")


def statuses(written: Iterable[str | int]) -> frozenset[int]:
    """The statuses that codes and ranges name; both ends of a range belong to it, however it is written.

    Raises ValueError with the part that is none.
    """
    found: set[int] = set()
    for text in written:
        for part in str(text).split(","):
            match = _RANGE.fullmatch(part)
            last = int(match[2] or match[1]) if match else 0
            if not match or last < int(match[1]):
                raise ValueError(f'"{part.strip()}" is no HTTP status and no range of them such as 500..599')
            found.update(range(int(match[1]), last + 1))
    return frozenset(found)


def accepting(outcome: Outcome, codes: frozenset[int]) -> Outcome:
    """The outcome, alive where the last answer had an accepted status."""
    if outcome.status not in codes or outcome.verdict not in {Verdict.DEAD, Verdict.UNSURE} or outcome.status < 300:
        return outcome
    return replace(outcome, verdict=Verdict.ALIVE, cause="", suggestion="", retry=False)
