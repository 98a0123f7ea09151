"""Finds the rules and chooses which of them run, with which options and at which level."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

import lint.rules
from lint.choices import nearest
from lint.diagnostics import Level
from lint.rule import Rule, SiteRule

AnyRule = type[Rule] | type[SiteRule]


class UnknownRuleError(ValueError):
    """A rule or family that does not exist; the message names the nearest one."""


class BadOptionError(ValueError):
    """An option of a rule is unknown or has the wrong type. `rule` and `key` say which; key is "" when unknown."""

    def __init__(self, rule: str, key: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.key = key


class Chosen(msgspec.Struct, frozen=True):
    """The rules that run, in the order of their ids, and the level of each by id."""

    post_rules: tuple[Rule, ...]
    site_rules: tuple[SiteRule, ...]
    levels: Mapping[str, Level]


@cache
def all_rules() -> Mapping[str, AnyRule]:
    """Every rule by id, sorted: the modules below `lint/rules/` are walked, nothing is registered."""
    found: dict[str, AnyRule] = {}
    for module in pkgutil.walk_packages(lint.rules.__path__, "lint.rules."):
        if not module.ispkg:
            found |= {rule.id: rule for rule in rules_in(module.name)}
    return dict(sorted(found.items()))


def rules_in(module_name: str) -> list[AnyRule]:
    """The rules that a module defines itself. Raises ImportError as the import does."""
    module = importlib.import_module(module_name)
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, (Rule, SiteRule)) and value.__module__ == module_name
    ]


def families() -> tuple[str, ...]:
    """The names of the families, sorted."""
    return tuple(sorted({rule.family for rule in all_rules().values()}))


def choose(
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    options: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    publishing: bool = False,
) -> Chosen:
    """The rules that run: all default ones, or those of `select`, less those of `ignore` and those set to "off".

    `select` and `ignore` hold ids, families, or "all". A rule that is selected by its id runs though it is off by
    default, or set to "off". `options` holds the table of each rule: `level` and the rule's own options. With
    `publishing`, the rules that judge what becomes of a post in a bundle run whatever is selected.
    Raises UnknownRuleError and BadOptionError.
    """
    options = options or {}
    rules = all_rules()
    for name in options:
        if name not in rules:
            raise UnknownRuleError(_unknown(name, rules))
    wanted = _expand(select) if select else {name for name, rule in rules.items() if rule.default}
    wanted |= {name for name, table in options.items() if table.get("level", "off") != "off" and not select}
    if publishing:
        wanted |= {name for name, rule in rules.items() if rule.publishing}
    off = {name for name, table in options.items() if table.get("level") == "off"} - set(select)
    wanted -= _expand(ignore) | off
    made = {name: _make(rules[name], options.get(name, {})) for name in sorted(wanted)}
    for name in options.keys() - wanted:
        _make(rules[name], options[name])  # a wrong option is an error even where the rule does not run
    return Chosen(
        tuple(rule for rule in made.values() if isinstance(rule, Rule)),
        tuple(rule for rule in made.values() if isinstance(rule, SiteRule)),
        {name: _level(rules[name], options.get(name, {})) for name in made},
    )


def _expand(names: Iterable[str]) -> set[str]:
    rules = all_rules()
    found: set[str] = set()
    for name in names:
        if name in rules:
            found.add(name)
        elif name == "all":
            found |= rules.keys()
        elif members := {key for key, rule in rules.items() if rule.family == name}:
            # A family means what of it is on by default; the others have to be named.
            found |= {key for key in members if rules[key].default}
        else:
            raise UnknownRuleError(_unknown(name, (*rules, *families())))
    return found


def _unknown(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    hint = f"; did you mean `{near}`?" if near else "; `copydesk rules` lists them"
    return f"there is no rule or family `{name}`{hint}"


def _level(rule: AnyRule, table: Mapping[str, Any]) -> Level:
    level = table.get("level")
    return rule.level if level in {None, "off"} else Level(level)


def _make(rule: AnyRule, table: Mapping[str, Any]) -> Rule | SiteRule:
    """The rule with its options. Lists stand for sets and tuples, as TOML has no others."""
    own = {key: value for key, value in table.items() if key != "level"}
    names = rule.__struct_fields__
    level = table.get("level")
    if level is not None and (not isinstance(level, str) or level not in {*Level, "off"}):
        raise BadOptionError(rule.id, "level", f'`level` is "error", "warning", "advice" or "off", not {level!r}')
    for key in own:
        if key not in names:
            near = nearest(key, ["level", *names])
            known = ", ".join(f"`{name}`" for name in ("level", *names))
            hint = f"; did you mean `{near}`?" if near else f"; it has {known}"
            raise BadOptionError(rule.id, key, f"rule `{rule.id}` has no option `{key}`{hint}")
    try:
        return msgspec.convert(own, rule)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$.")
        key = path.rstrip("`").split("[")[0].split(".")[0]
        raise BadOptionError(
            rule.id, key, f"option `{key}` of rule `{rule.id}`: {message[:1].lower()}{message[1:]}"
        ) from None
