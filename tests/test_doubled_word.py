"""The quick look at all words finds what the pattern finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.rules.style.doubled_word import _DOUBLED, _PAIR, _doubled
from lint.spelling.runs import runs
from lint.spelling.words import chunks

_PIECES = ["the", "The", "of", "of", "über", "Über", "a", "A", "İ", "ß", "x1", "it's", "a-b", "5"]
_GAPS = [
    " ",
    "  ",
    "\n",
    "\x02 ",
    " \x02",
    "\x02\n\x02",
    "\0",
    "\x01",
    ". ",
    ", ",
    "\u00a0",
    " “",
    "” ",
    "… ",
    " — ",
    "'",
]


@pytest.mark.parametrize("english", [True, False])
@given(parts=st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_GAPS)), max_size=12))
def test_the_quick_look_loses_nothing(english: bool, parts: list[tuple[str, str]]) -> None:
    prose = "".join(word + gap for word, gap in parts)
    row = runs(english).row(chunks(prose))
    assert [m.span() for m in _doubled(prose, row)] == [m.span() for m in re.finditer(_DOUBLED, prose)]


@pytest.mark.parametrize("english", [True, False])
@given(parts=st.lists(st.tuples(st.sampled_from([*_PIECES[:4], "it's"]), st.sampled_from(_GAPS)), max_size=12))
def test_the_quick_look_loses_no_pair(english: bool, parts: list[tuple[str, str]]) -> None:
    prose = "".join(word + gap for word, gap in parts)
    found = runs(english).row(chunks(prose)).doubled_pairs()
    matches = [match for at in range(len(prose)) if (match := re.compile(_PAIR).match(prose, at))]
    for match in matches:
        assert (match["first"].lower(), match["second"].lower()) in found
