"""The effective configuration of a post, as TOML with its origins in comments, or as JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from lint.config.origins import Effective, Said
from lint.report import toml
from lint.report.places import shown


def as_toml(path: str, effective: Effective) -> str:
    """What holds, one value a line, its origin behind it."""
    lines = [f"# {path}", f"# configuration: {effective.configuration or 'none, the defaults hold'}"]
    for where, globs in effective.overrides.items():
        lines.append(f"# overrides: {where} paths = {toml.value(globs)}")
    lines += ["", *_values(effective.settings)]
    for name, rule in effective.rules.items():
        origin = "" if rule.origin == "default" else f"  # runs by {rule.origin}"
        lines += ["", f"[rules.{toml.key(name)}]{origin}", *_values({"level": rule.level, **rule.options})]
    if effective.off:
        width = max(map(len, effective.off))
        lines += [
            "",
            "# These rules do not run:",
            *(f"# {name:<{width}}  {why}" for name, why in effective.off.items()),
        ]
    return "".join(f"{shown(line)}\n" for line in lines)


def _values(values: dict[str, Said]) -> list[str]:
    # None is what TOML cannot say: nothing is set.
    written = [
        (f"{'# ' * (said.value is None)}{toml.key(key)} = {toml.value(said.value)}", said.origin)
        for key, said in values.items()
    ]
    width = min(60, max((len(line) for line, _ in written), default=0))
    return [f"{line:<{width}}  # {origin}" for line, origin in written]


def as_json(path: str, effective: Effective) -> str:
    """One object with the same."""
    document: dict[str, Any] = {"version": 1, "path": path, **msgspec.structs.asdict(effective)}
    return msgspec.json.format(msgspec.json.encode(document, order="deterministic"), indent=1).decode() + "\n"
