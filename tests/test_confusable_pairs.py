"""Neighbours with something in common: all are found, however many sets there are and whatever is known of them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from lint.spelling.confusables import pairs
from lint.spelling.confusables.pairs import Pairs


def common(row: list[tuple[int, int]]) -> list[int]:
    """Where the left set of an element and the right one of the next share a bit."""
    return [i for i in range(len(row) - 1) if row[i][0] & row[i + 1][1]]


def rows(sets: int) -> Iterator[list[tuple[int, int]]]:
    """Rows of elements with few bits, so that most neighbours have nothing in common."""
    chance = random.Random(sets)
    known = [1 << chance.randrange(700) | 1 << chance.randrange(700) for _ in range(sets)]
    for _ in range(20):
        yield [(chance.choice(known), chance.choice(known)) for _ in range(500)]


@pytest.mark.parametrize("sets", [1, 2, 30, 200, 1_000])
def test_no_pair_with_something_in_common_is_passed_over(sets: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_NEEDLESS", 50)
    found = Pairs()
    for row in rows(sets):
        places = list(found.places([found.code(*one) for one in row]))
        assert set(common(row)) <= set(places)
        assert places == sorted(places)
        if sets <= 200:  # each has a number of its own
            assert places == common(row)


def test_known_pairs_are_passed_over_by_the_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_NEEDLESS", 3)
    found = Pairs()
    row = [found.code(1, 2)] * 6
    assert list(found.places(row)) == []
    looked_at = [0]

    class Counting(dict[str, bool]):
        def __contains__(self, pair: object) -> bool:
            looked_at[0] += 1
            return super().__contains__(pair)

    found._common = Counting(found._common)
    assert list(found.places(row)) == []
    assert looked_at == [0]


@pytest.mark.parametrize("characters", ["\u0101", "\u0101\u0102\u0103\u0201", "\ud7ff\u0100\uabcd"])
def test_an_expression_takes_any_other_character(characters: str) -> None:
    pattern = re.compile(pairs._none_of(characters))
    every = {chr(code) for code in range(0x100, 0xD800)}
    assert {one for one in every if not pattern.fullmatch(one)} == set(characters)
