"""Every example of every rule is a test, and every rule keeps the conventions."""

from __future__ import annotations

import pkgutil

import pytest
from rule_examples import check_example

import lint.rules
from lint.engine.select import AnyRule, all_rules, rules_in
from lint.rule import Example

RULES = list(all_rules().values())
EXAMPLES = [(rule, number, example) for rule in RULES for number, example in enumerate(rule.examples)]


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(rule, example, id=f"{rule.id}-{number}") for rule, number, example in EXAMPLES],
)
def test_example(rule: AnyRule, example: Example) -> None:
    check_example(rule, example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_keeps_the_conventions(rule: AnyRule) -> None:
    assert rule.__doc__, "the docstring explains the fault"
    first = rule.__doc__.split("\n\n")[0]
    assert "\n" not in first
    assert first.endswith(".")
    assert len(first) <= 100
    assert len(rule.__doc__.strip().split("\n\n")) >= 2, "a paragraph says why it matters"
    assert sum(example.bad for example in rule.examples) >= 2
    assert sum(not example.bad for example in rule.examples) >= 2


MODULES = [m.name for m in pkgutil.walk_packages(lint.rules.__path__, "lint.rules.") if not m.ispkg]


@pytest.mark.parametrize("module", MODULES)
def test_a_file_holds_one_rule_of_its_own_name(module: str) -> None:
    (rule,) = rules_in(module)
    name = module.rpartition(".")[2]
    assert rule.id == name.replace("_", "-")
    assert rule.__name__ == "".join(part.title() for part in name.split("_"))
    assert rule.family == module.split(".")[2]
