"""The effective configuration of one post, and where each of its values comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from lint.config.load import Keys, place, prefix
from lint.config.schema import Config
from lint.config.settle import BUNDLED, parts_of
from lint.engine.select import NOTHING_MORE, Asking, Rulebook, Wishes, expand, running
from lint.engine.settings import Settings
from lint.house.search import Searching
from lint.house.style import Body
from lint.records import NamedTuple
from lint.rule import Rule, SiteRule

DEFAULT = "default"
_TABLES = frozenset({"rules", "overrides", "style", "collections", "bundle", "links", "plugins", "select", "ignore"})
"""Keys that say nothing about a single post, or whose effect stands under the rules."""


class Said(msgspec.Struct, frozen=True):
    """A value and its origin: `file:line:column`, a flag, or "default"."""

    value: Any
    origin: str


class RuleSaid(msgspec.Struct, frozen=True):
    """A rule that runs: what decided that it does, its level, and its options."""

    origin: str
    level: Said
    options: dict[str, Said]


class Effective(msgspec.Struct, frozen=True):
    """All that holds for a post. `overrides` are the entries that match; `off` says of the other rules why."""

    configuration: str
    overrides: dict[str, tuple[str, ...]]
    settings: dict[str, Said]
    rules: dict[str, RuleSaid]
    off: dict[str, str]


class _Parts(NamedTuple):
    """The parts of a configuration that say something of rules for a post, and where they stand."""

    wishes: Sequence[Wishes]
    places: Sequence[Keys]
    rulebook: Rulebook
    asking: Asking


_SAYS_NOTHING = Body()


class Origins:
    """Finds out where the values of a configuration come from.

    `text` is that of the file at `path`, `table` the same as it was read, `flags` the keys that the command line sets.
    """

    def __init__(
        self, config: Config, text: str, path: str, table: Mapping[str, Any], flags: Mapping[str, object]
    ) -> None:
        self._config, self._text, self._path, self._table, self._flags = config, text, path, table, flags

    def effective(
        self, settings: Settings, numbers: Sequence[int], rulebook: Rulebook, asking: Asking = NOTHING_MORE
    ) -> Effective:
        """What holds for a post whose path the overrides of these numbers match."""
        places: list[Keys] = [(), *(("overrides", number) for number in numbers)]
        entries = [self._config.overrides[number] for number in numbers]
        parts = _Parts(parts_of(self._config, entries), places, rulebook, asking)
        ran: tuple[Rule | SiteRule, ...] = (*settings.chosen.post_rules, *settings.chosen.site_rules)
        rules = {
            rule.id: RuleSaid(
                self._decided(rule.id, parts, runs=True),
                Said(str(settings.chosen.levels[rule.id]), self._option(rule.id, "level", parts)),
                {
                    name: Said(getattr(rule, field), self._option(rule.id, name, parts))
                    for field, name in zip(rule.__struct_fields__, rule.__struct_encode_fields__, strict=True)
                    if not (isinstance(rule, Searching) and getattr(rule, field) == getattr(_SAYS_NOTHING, field))
                },
            )
            for rule in sorted(ran, key=lambda rule: rule.id)
        }
        off = {name: self._decided(name, parts, runs=False) for name in rulebook.rules if name not in rules}
        matched = {self._place((*keys, "paths")): entry.paths for keys, entry in zip(places[1:], entries, strict=True)}
        return Effective(self._path if self._text else "", matched, self._settings(settings, places), rules, off)

    def _settings(self, settings: Settings, places: Sequence[Keys]) -> dict[str, Said]:
        values: dict[str, Any] = {"lang": settings.language, "drafts": settings.drafts, "terms": settings.terms}
        found = {}
        for field in msgspec.structs.fields(Config):
            key = field.encode_name
            if key in _TABLES:
                continue
            value = values.get(key, getattr(self._config, field.name))
            found[key] = Said(value, self._setting(key, places if key in values else places[:1]))
        return found

    def _setting(self, key: str, places: Sequence[Keys]) -> str:
        if key.replace("-", "_") in self._flags:
            return f"--{key}"
        saying = [(*keys, key) for keys in places if key in self._at(keys)]
        return self._place(saying[-1]) if saying else DEFAULT

    def _option(self, rule: str, key: str, parts: _Parts) -> str:
        saying = [
            keys for keys, part in zip(parts.places, parts.wishes, strict=True) if key in part.options.get(rule, {})
        ]
        if saying:
            here = (*saying[-1], "rules", rule, key)
            derived = rule == BUNDLED and key not in self._at(saying[-1]).get("rules", {}).get(rule, {})
            return self._place(("bundle", key) if derived else here)
        for number, style in enumerate(self._config.style):
            if style.id == rule and key in self._at(("style", number)):
                return self._place(("style", number, key))
        return DEFAULT

    def _decided(self, name: str, parts: _Parts, *, runs: bool) -> str:
        """What makes a rule run, or not: the last thing that changed it."""
        wishes, _, rulebook, asking = parts
        if not runs and name in expand(asking.ignore, rulebook):
            return "--ignore"
        if asking.select and (name in expand(asking.select, rulebook)) == runs:
            return "--select"
        states = [name in running(wishes[:count], rulebook, asking) for count in range(len(wishes) + 1)]
        changed = [number for number in range(len(wishes)) if states[number] != states[number + 1]]
        if not changed:
            return DEFAULT if runs else "off by default"
        part, keys = wishes[changed[-1]], parts.places[changed[-1]]
        if "level" in part.options.get(name, {}) and (not runs or name not in part.select):
            return self._place((*keys, "rules", name, "level"))
        for key, listed in (("select", part.select if runs else ()), ("ignore", part.ignore)):
            for number, word in enumerate(listed):
                if name in expand((word,), rulebook):
                    return self._place((*keys, key, number))
        return self._place((*keys, "select"))  # it is not among what was selected

    def _at(self, keys: Keys) -> Mapping[str, Any]:
        table: Any = self._table
        for key in keys:
            table = table[key]
        found: Mapping[str, Any] = table
        return found

    def _place(self, keys: Keys) -> str:
        return place(self._text, self._path, (*prefix(self._path), *keys)).removesuffix(":")
