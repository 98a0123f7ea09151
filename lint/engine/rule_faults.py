"""What keeps a rule class of a plug-in from being used, in one line."""

from __future__ import annotations

from typing import Any

import msgspec

from lint.diagnostics import Level
from lint.engine.select import AnyRule, Rulebook
from lint.regex import regex
from lint.rule import CLOSE, OPEN, Example, Rule, SiteRule

ID = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""Ids of rules and names of families."""
ID_IN_WORDS = "plain words in lower case, joined by hyphens"
ALL = "all"
"""What selects every rule, and so can be no name."""


def rule_fault(rule: AnyRule, rulebook: Rulebook) -> str | None:
    """Why a rule cannot join the rules of a site, or None."""
    name: Any = getattr(rule, "id", None)
    if name is None:
        return "it has no `id`"
    if why := name_fault(name, rulebook):
        return why
    family: Any = rule.family
    if not isinstance(family, str) or not ID.fullmatch(family):
        return f"its `family` is {ID_IN_WORDS}, not {family!r}"
    if family in rulebook.rules or family == ALL:
        return f"`{family}` is no name for a family: it selects something else"
    level: Any = getattr(rule, "level", None)
    if not isinstance(level, Level):
        return f"its `level` is Level.ERROR, Level.WARNING or Level.ADVICE, not {level!r}"
    if rule.check in {Rule.check, SiteRule.check}:
        return "it has no `check`"
    return _option_fault(rule) or _example_fault(rule.examples)


def name_fault(name: Any, rulebook: Rulebook) -> str | None:
    """Why a new rule cannot have this id, or None."""
    if not isinstance(name, str) or not ID.fullmatch(name):
        return f"its `id` is {ID_IN_WORDS}, not {name!r}"
    if other := rulebook.rules.get(name):
        return f"there is a rule `{name}` already, in {other.__module__}"
    if name in rulebook.families or name == ALL:
        return f"`{name}` is no id for a rule: it is the name of a family"
    return None


def _option_fault(rule: AnyRule) -> str | None:
    try:
        for option in msgspec.structs.fields(rule):
            if option.required:
                return f"its option `{option.name}` has no default"
            if option.encode_name == "level":
                return "an option cannot be named `level`, which every rule has"
        msgspec.convert({}, rule)
    except Exception as error:  # annotations that mean nothing, defaults that do not fit
        return f"its options cannot be read: {type(error).__name__}: {error}"
    return None


def _example_fault(examples: Any) -> str | None:
    if not isinstance(examples, tuple | list):
        return "its `examples` are no tuple"
    for number, example in enumerate(examples, 1):
        if not isinstance(example, Example) or not isinstance(example.text, str):
            return f"example {number} is not made by Bad or Good"
        if why := marks_fault(example.text, bad=example.bad):
            return f"example {number}: {why}"
    return None


def marks_fault(text: str, *, bad: bool) -> str | None:
    """Why the marks in an example mean nothing, or None."""
    marks = [mark for mark in text if mark in {OPEN, CLOSE}]
    if marks != [OPEN, CLOSE] * (len(marks) // 2):
        return f"the marks {OPEN} {CLOSE} do not go in pairs"
    return f"no {OPEN} {CLOSE} mark what is wrong" if bad and not marks else None
