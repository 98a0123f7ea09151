"""Finds the rules and chooses which of them run, with which options and at which level."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

import msgspec

import lint.rules
from lint.choices import nearest
from lint.diagnostics import Level
from lint.records import NamedTuple
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

    def limited(self, names: Collection[str]) -> Chosen:
        """The same, but only the rules of these names."""
        return Chosen(
            tuple(rule for rule in self.post_rules if rule.id in names),
            tuple(rule for rule in self.site_rules if rule.id in names),
            {name: level for name, level in self.levels.items() if name in names},
        )


class Rulebook(msgspec.Struct, frozen=True):
    """The rules that a site has: ours, and those that its configuration adds.

    `complete` is False where its plug-ins were left out: a name in the configuration that nobody knows may then be
    one of theirs.
    """

    rules: Mapping[str, AnyRule]
    """By id, sorted."""
    complete: bool = True

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the families, sorted."""
        return tuple(sorted({rule.family for rule in self.rules.values()}))

    def with_rules(self, more: Iterable[AnyRule]) -> Rulebook:
        """This one and more rules, whose ids are new."""
        return Rulebook(dict(sorted({**self.rules, **{rule.id: rule for rule in more}}.items())), self.complete)


class Asking(NamedTuple):
    """What the command line says about rules. `publishing` says that a bundle is to be made."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    publishing: bool = False


NOTHING_MORE = Asking()


class Wishes(NamedTuple):
    """What one part of a configuration says about rules; `options` holds the table of each rule."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    options: Mapping[str, Mapping[str, Any]] = {}


@cache
def built_in() -> Rulebook:
    """The rules that ship with copydesk: the modules below `lint/rules/` are walked, nothing is registered."""
    found: dict[str, AnyRule] = {}
    for module in pkgutil.walk_packages(lint.rules.__path__, "lint.rules."):
        if not module.ispkg:
            found |= {rule.id: rule for rule in rules_in(module.name)}
    return Rulebook(dict(sorted(found.items())))


def all_rules() -> Mapping[str, AnyRule]:
    """Every rule that ships with copydesk by id, sorted. What a site adds is in its own Rulebook."""
    return built_in().rules


def rules_in(module_name: str) -> list[AnyRule]:
    """The rules that a module defines itself. Raises ImportError as the import does."""
    return defined_in(importlib.import_module(module_name))


def defined_in(module: ModuleType) -> list[AnyRule]:
    """The rules that a module defines itself, in the order in which they stand there."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, (Rule, SiteRule)) and value.__module__ == module.__name__
    ]


def choose(
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    options: Mapping[str, Mapping[str, Any]] | None = None,
    rulebook: Rulebook | None = None,
    *,
    publishing: bool = False,
) -> Chosen:
    """The rules that run: all default ones, or those of `select`, less those of `ignore` and those set to "off".

    `select` and `ignore` hold ids, families, or "all". A rule that is selected by its id runs though it is off by
    default, or set to "off". `options` holds the table of each rule: `level` and the rule's own options. With
    `publishing`, the rules that judge what becomes of a post in a bundle run whatever is selected.
    Raises UnknownRuleError and BadOptionError.
    """
    return choose_by((Wishes(select, ignore, options or {}),), rulebook, Asking(publishing=publishing))


def choose_by(parts: Sequence[Wishes], rulebook: Rulebook | None = None, asking: Asking = NOTHING_MORE) -> Chosen:
    """The rules that run by several parts of a configuration, of which the later ones win, and by the command line.

    A later `select` begins anew; a level that is not "off" brings a rule back. What the command line selects takes
    the place of every other selection; what a part ignores stays ignored.
    Raises UnknownRuleError and BadOptionError.
    """
    rulebook = rulebook or built_in()
    rules = rulebook.rules
    options: dict[str, Mapping[str, Any]] = {}
    for part in parts:
        for name, table in part.options.items():
            if name in rules:
                options[name] = {**options.get(name, {}), **table}
            elif rulebook.complete:
                raise UnknownRuleError(_unknown(name, rules))
    wanted = running(parts, rulebook, asking)
    made = {name: _make(rules[name], options.get(name, {})) for name in sorted(wanted)}
    for name in options.keys() - wanted:
        _make(rules[name], options[name])  # a wrong option is an error even where the rule does not run
    return Chosen(
        tuple(rule for rule in made.values() if isinstance(rule, Rule)),
        tuple(rule for rule in made.values() if isinstance(rule, SiteRule)),
        {name: _level(rules[name], options.get(name, {})) for name in made},
    )


def running(parts: Sequence[Wishes], rulebook: Rulebook, asking: Asking = NOTHING_MORE) -> set[str]:
    """The ids of the rules that run; as `choose_by`. Raises UnknownRuleError."""
    rules, known = rulebook.rules, Rulebook(rulebook.rules)
    published = {name for name, rule in rules.items() if asking.publishing and rule.publishing}
    asked = expand(asking.select, known) if asking.select else None
    wanted = published | ({name for name, rule in rules.items() if rule.default} if asked is None else asked)
    for part in parts:
        levels = {name: table.get("level") for name, table in part.options.items() if name in rules}
        given = {name for name, level in levels.items() if level is not None and level != "off"}
        if asked is not None:
            wanted |= given & asked
        elif part.select:
            wanted = published | expand(part.select, rulebook)
        else:
            wanted |= given
        off = {name for name, level in levels.items() if level == "off"} - {*(asking.select or part.select)}
        wanted -= expand(part.ignore, rulebook) | off
    return wanted - expand(asking.ignore, known)


def expand(names: Iterable[str], rulebook: Rulebook) -> set[str]:
    """The ids that ids and families stand for. Raises UnknownRuleError."""
    rules = rulebook.rules
    found: set[str] = set()
    for name in names:
        if name in rules:
            found.add(name)
        elif name == "all":
            found |= rules.keys()
        elif members := {key for key, rule in rules.items() if rule.family == name}:
            # A family means what of it is on by default; the others have to be named.
            found |= {key for key in members if rules[key].default}
        elif rulebook.complete:
            raise UnknownRuleError(_unknown(name, (*rules, *rulebook.families)))
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
    names = rule.__struct_encode_fields__
    level = table.get("level")
    if level is not None and (not isinstance(level, str) or level not in {*Level, "off"}):
        raise BadOptionError(rule.id, "level", f'`level` is "error", "warning", "advice" or "off", not {level!r}')
    for key in own:
        if key not in names:
            near = nearest(key, ["level", *names])
            known = ", ".join(f"`{name}`" for name in ("level", *names))
            hint = f"; did you mean `{near}`?" if near else f"; it has {known}"
            raise BadOptionError(rule.id, key, f"rule `{rule.id}` has no option `{key}`{hint}")
    if not own and _is_complete(rule):
        return rule()
    try:
        return msgspec.convert(own, rule)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$.")
        key = path.rstrip("`").split("[")[0].split(".")[0]
        which = f"option `{key}` of rule `{rule.id}`" if key else f"rule `{rule.id}`"
        raise BadOptionError(rule.id, key, f"{which}: {message[:1].lower()}{message[1:]}") from None


def _is_complete(rule: AnyRule) -> bool:
    """Whether no option has to be given. To convert nothing would have all annotations of the class evaluated first."""
    defaults = rule.__struct_defaults__
    return len(defaults) == len(rule.__struct_fields__) and not any(one is msgspec.NODEFAULT for one in defaults)
