"""What each rule, and all that is done for several of them, costs of a check: `scripts/bench --rules`.

Every part is timed while it works for nobody else: a rule that asks for what several rules share is not charged with
it. A run is a process of its own, so that nothing is remembered from the run before. Starting Python and importing
are not counted.
"""

from __future__ import annotations

import functools
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent

READING = "files: listed and read"
REPORT = "report"
REST = "the rest of judging"


class Cost(NamedTuple):
    """CPU time in milliseconds, its share of the whole in percent, and how many findings came of it (rules only)."""

    milliseconds: float
    share: float
    findings: int | None


class Meter:
    """Charges CPU time to the innermost part that is at work."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.findings: dict[str, int] = {}
        self._open: list[str] = []
        self._since = 0.0
        self._price = 0.0
        self._price = self._measured_price()

    def _measured_price(self) -> float:
        """Seconds that the measurement of one part itself costs; they are taken off again."""
        empty = self.timed("", int)
        start = time.thread_time()
        for _ in range(20_000):
            empty()
        price = (time.thread_time() - start) / 20_000
        self.spent.clear()
        return price

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, charged to `name`."""

        @functools.wraps(function, updated=())
        def measured(*arguments: Any, **named: Any) -> Any:
            self._enter(name)
            try:
                return function(*arguments, **named)
            finally:
                self._leave()

        return measured

    def _enter(self, name: str) -> None:
        now = time.thread_time()
        if self._open:
            self._charge(now)
        self._open.append(name)
        self._since = now

    def _leave(self) -> None:
        now = time.thread_time()
        self._charge(now - self._price)
        self._open.pop()
        self._since = now

    def _charge(self, now: float) -> None:
        name = self._open[-1]
        self.spent[name] = self.spent.get(name, 0.0) + now - self._since

    def rule(self, check: Callable[..., Any]) -> Callable[..., Any]:
        """The check of a rule, to its last finding."""

        @functools.wraps(check)
        def measured(rule: Any, *arguments: Any) -> list[Any]:
            self._enter(rule.id)
            try:
                found = list(check(rule, *arguments))
            finally:
                self._leave()
            self.findings[rule.id] = self.findings.get(rule.id, 0) + len(found)
            return found

        return measured


def measure_here(folder: Path) -> dict[str, tuple[float, int | None]]:
    """One check of a folder in this process: CPU seconds by part, and the findings of rules before allowances."""
    gc.disable()  # as the command does
    from lint.cli import session
    from lint.engine.run import run
    from lint.report import concise
    from lint.world.sites import open_sites

    meter = Meter()
    sites = meter.timed(READING, open_sites)(session.given((str(folder),)))
    desks = [session.desk_of(site) for site in sites]
    _watch(meter, {rule for desk in desks for rule in desk.rulebook.rules.values()})
    judged = []
    for site, desk in zip(sites, desks, strict=True):
        result = meter.timed(REST, run)(desk, site.sources, site.reported)
        judged.append(session.Session(site, desk, result))
    meter.timed(REPORT, lambda: concise.render(session.report(judged)))()
    return {name: (seconds, meter.findings.get(name)) for name, seconds in meter.spent.items()}


def _watch(meter: Meter, rules: Any) -> None:
    """Has the meter told of every rule and of all that several of them share."""
    from lint.engine import examine
    from lint.site import facts, words
    from lint.site.site import Site

    _replace(examine.parse, meter.timed("post: Markdown and front matter read", examine.parse))
    _replace(examine.guess, meter.timed("post: language told", examine.guess))
    words.gather = meter.timed("post: words looked up (for all rules of spelling)", words.gather)
    facts.gather = meter.timed("post: facts for the site gathered", facts.gather)
    for shared in list(_remembered()):
        _replace(shared, meter.timed(f"shared: {shared.__module__.removeprefix('lint.')}.{shared.__name__}", shared))
    for name, value in list(vars(Site).items()):
        if isinstance(value, functools.cached_property):
            value.func = meter.timed(f"site: {name}", value.func)
    for kind in {type_ for rule in rules for type_ in rule.__mro__ if "check" in vars(type_)}:
        kind.check = meter.rule(kind.check)


def _remembered() -> list[Any]:
    """The functions that remember what they last said: what they know of a post is shared by the rules."""
    found = {}
    for name, module in list(sys.modules.items()):
        if name.startswith("lint."):
            for value in vars(module).values():
                if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"] == 1:
                    found[id(value)] = value
    return list(found.values())


def _replace(function: Any, other: Any) -> None:
    """Puts another function wherever a module knows this one by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("lint."):
            for known, value in list(vars(module).items()):
                if value is function:
                    setattr(module, known, other)


def measure(folder: Path, runs: int) -> dict[str, Cost]:
    """The median cost of each part of a check of a folder, the dearest first."""
    figures: dict[str, list[float]] = {}
    findings: dict[str, int | None] = {}
    for _ in range(runs):
        command = [sys.executable, __file__, str(folder.resolve())]
        done = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, check=True)
        for name, (seconds, found) in json.loads(done.stdout).items():
            figures.setdefault(name, []).append(seconds)
            findings[name] = found
    middle = {name: statistics.median(seconds) for name, seconds in figures.items()}
    total = sum(middle.values())
    dearest = sorted(middle.items(), key=lambda one: (-one[1], one[0]))
    return {name: Cost(seconds * 1000, 100 * seconds / total, findings[name]) for name, seconds in dearest}


def show(costs: dict[str, Cost]) -> None:
    """Prints the table."""
    wide = max(map(len, costs), default=0)
    print(f"{'':{wide}}{'CPU ms':>10}{'share':>9}{'findings':>10}")
    for name, (milliseconds, share, findings) in costs.items():
        print(f"{name:{wide}}{milliseconds:10,.1f}{share:8.1f}%{'' if findings is None else f'{findings:,}':>10}")
    print(f"{'in all':{wide}}{sum(cost.milliseconds for cost in costs.values()):10,.1f}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    json.dump(measure_here(Path(sys.argv[1])), sys.stdout)
