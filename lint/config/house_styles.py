"""The tables `[[tool.copydesk.style]]`: what is wrong with them, and the rules that they make."""

from __future__ import annotations

from lint.config.load import ConfigError, Keys, place, prefix
from lint.config.schema import Config
from lint.engine.rule_faults import marks_fault, name_fault
from lint.engine.select import Rulebook
from lint.house.faults import body_fault
from lint.house.make import rule_of
from lint.house.style import Style


def with_styles(rulebook: Rulebook, config: Config, text: str, path: str) -> Rulebook:
    """The rules and those that the styles of a configuration make. Raises ConfigError."""
    for number, style in enumerate(config.style):
        at: Keys = (*prefix(path), "style", number)
        name = f"style `{style.id}`" if style.id else "this style"
        if fault := _fault(style, rulebook):
            keys, why = fault
            raise ConfigError(f"{place(text, path, (*at, *keys))} {name}: {why}")
        rulebook = rulebook.with_rules([rule_of(style)])
    return rulebook


def _fault(style: Style, rulebook: Rulebook) -> tuple[Keys, str] | None:
    if not style.id:
        return (), "it has no `id`"
    if why := name_fault(style.id, rulebook):
        return ("id",), why
    for key, texts in (("wrong", style.wrong), ("right", style.right)):
        for number, example in enumerate(texts):
            if why := marks_fault(example, bad=key == "wrong"):
                return (key, number), f"this example: {why}"
    return body_fault(style)
