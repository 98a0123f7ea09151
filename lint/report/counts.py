"""How many findings each rule has, as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from lint.diagnostics import Diagnostic, Level

_HEADER = ("rule", "errors", "warnings", "advice", "posts")
_LEVELS = (Level.ERROR, Level.WARNING, Level.ADVICE)


def render(diagnostics: Iterable[Diagnostic], rules: Mapping[str, bool]) -> str:
    """A line for each rule with findings, and the names of those without.

    `rules` holds the ids of the rules that were asked, and whether each runs by default.
    """
    counts: dict[str, Counter[Level]] = defaultdict(Counter)
    posts: dict[str, set[str]] = defaultdict(set)
    for one in diagnostics:
        counts[one.rule][one.level] += 1
        posts[one.rule].add(one.path)
    rows = [
        (rule + ("" if rules.get(rule, True) else " (off)"), *(count[level] for level in _LEVELS), len(posts[rule]))
        for rule, count in sorted(counts.items())
    ]
    if rows:
        rows.append(
            (
                "all",
                *(sum(count[level] for count in counts.values()) for level in _LEVELS),
                len(set().union(*posts.values())),
            )
        )
    silent = sorted(rules.keys() - counts.keys())
    return _table([_HEADER, *([str(cell) for cell in row] for row in [_grouped(row) for row in rows])]) + _others(
        silent
    )


def _grouped(row: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row)


def _table(rows: list[Iterable[str]]) -> str:
    cells = [tuple(row) for row in rows]
    if len(cells) == 1:
        return "No rule has a finding.\n"
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADER))]
    lines = []
    for name, *numbers in cells:
        rest = "  ".join(number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        lines.append(f"  {name:<{widths[0]}}  {rest}\n")
    return "".join(lines)


def _others(silent: list[str]) -> str:
    if not silent:
        return ""
    import textwrap

    text = f"Nothing from {', '.join(silent)}."
    return (
        "\n".join(textwrap.wrap(text, 100, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)) + "\n"
    )
