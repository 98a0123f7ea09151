"""Expressions that are compiled when they are first used behave as compiled ones."""

from __future__ import annotations

import pickle
import re

import pytest

from lint.regex import regex


def test_it_behaves_as_a_compiled_one() -> None:
    lazy, eager = regex(r"(?P<word>a+)(b)?", re.IGNORECASE), re.compile(r"(?P<word>a+)(b)?", re.IGNORECASE)
    text = "xAab aa"
    assert lazy.pattern == eager.pattern, "known before it is compiled"
    for _ in range(2):
        assert [match.span() for match in lazy.finditer(text)] == [match.span() for match in eager.finditer(text)]
        assert lazy.sub("-", text, count=1) == eager.sub("-", text, count=1)
        assert lazy.search(text, 3).group("word") == "aa"  # type: ignore[union-attr]
    assert (lazy.flags, lazy.groups, lazy.groupindex) == (eager.flags, eager.groups, eager.groupindex)
    assert pickle.loads(pickle.dumps(lazy)).fullmatch("AB")
    assert regex(rb"a.").search(b"bab")


def test_a_mistake_shows_at_the_first_use() -> None:
    lazy = regex("(")
    with pytest.raises(re.error):
        lazy.search("")
