"""What became of the links, by host, as a table."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from lint.report.places import shown

_HEADER = ("host", "links", "asked", "alive", "moved", "dead", "unsure", "slowest")
_MOST = 20


class HostRow(msgspec.Struct):
    """One host: its links, the requests made for them, the links' verdicts, and the slowest answer in seconds.

    `host` is as it may be shown to people.
    """

    host: str
    links: int = 0
    asked: int = 0
    alive: int = 0
    moved: int = 0
    dead: int = 0
    unsure: int = 0
    slowest: float = 0.0

    @property
    def troubles(self) -> int:
        return self.dead + self.unsure + self.moved


def render(rows: Iterable[HostRow], *, whole: bool = False) -> str:
    """The hosts with troubles, the worst first, then a line for all; with `whole`, every host. Empty without rows."""
    ordered = sorted(rows, key=lambda row: (-row.dead, -row.unsure, -row.moved, row.host))
    if not ordered:
        return ""
    listed = ordered if whole else [row for row in ordered if row.troubles][:_MOST]
    others = ordered[len(listed) :]
    last = [_sum(f"all {len(ordered):,} hosts", ordered)] if len(ordered) > 1 else []
    if listed and others:
        number = len(others)
        last.insert(0, _sum(f"{number:,} other{'' if number == 1 else 's'}", others))
    cells = [_HEADER, *map(_cells, (*(listed or ordered[: 0 if last else 1]), *last))]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADER))]
    return "".join(
        "  ".join([name.ljust(widths[0]), *(text.rjust(width) for text, width in zip(rest, widths[1:], strict=True))])
        + "\n"
        for name, *rest in cells
    )


def _sum(name: str, rows: list[HostRow]) -> HostRow:
    numbers = {field: sum(getattr(row, field) for row in rows) for field in _HEADER[1:-1]}
    return HostRow(name, **numbers, slowest=max(row.slowest for row in rows))


def _cells(row: HostRow) -> tuple[str, ...]:
    numbers = (f"{getattr(row, field):,}" for field in _HEADER[1:-1])
    return (shown(row.host), *numbers, f"{row.slowest:.1f} s" if row.asked else "")
