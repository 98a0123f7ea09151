"""The rules about structure on posts that only a machine or an attacker writes: long, and wrong in every line."""

from __future__ import annotations

import time

import pytest

from lint.engine.select import all_rules
from lint.post.post import parse
from lint.rule import Rule

RULES = [rule for rule in all_rules().values() if rule.family == "structure" and issubclass(rule, Rule)]
MANY = 15_000
SECONDS = 5.0  # each takes a few tenths; one that looks at all of the post for each line would take minutes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x *ab cd\n\n" * MANY, id="single asterisks"),
        pytest.param("<b>\n\n" * MANY, id="open elements"),
        pytest.param("a <!-- <b> " * MANY, id="comments in a line"),
        pytest.param("{% if x %}\n" * MANY + "{% endfor %}\n" * MANY, id="template blocks"),
        pytest.param("{% raw %}{{ x\n" * MANY, id="raw regions"),
        pytest.param("- ```\nx\n" * MANY, id="fences in items"),
        pytest.param("- a\n-bb\n\n" * MANY, id="glued items"),
        pytest.param("1. a\n\n```\n```\n\n" * MANY, id="restarted lists"),
        pytest.param("1. a\n  - b\n" * MANY, id="lists that are not nested"),
        pytest.param("".join(f"[^a{n}]: x\n" for n in range(MANY)), id="unused footnotes"),
        pytest.param("".join(f"[^a{n}] [^b{n}]\n\n[^a{n}]: x\n\n" for n in range(MANY)), id="undefined footnotes"),
        pytest.param("# a\n" * MANY, id="titles"),
        pytest.param("|a|b|\n|--|--|\n" + "|a|b|c|\n" * MANY, id="ragged rows"),
    ],
)
def test_a_long_post_is_judged_in_time(text: str) -> None:
    post = parse(f"---\ntitle: a\n---\n{text}")
    found = 0
    for rule in RULES:
        before = time.process_time()
        found += sum(1 for _ in rule().check(post))
        assert time.process_time() - before < SECONDS, rule.id
    assert found, "the post is wrong, and a rule must say so"
