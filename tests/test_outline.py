"""No level of a heading is skipped, and what stands below what stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bundle_site import page_of
from hypothesis import given
from hypothesis import strategies as st

from lint.bundle.outline import Levels


def shown(*written: int) -> list[int]:
    levels = Levels()
    return [levels.of(one) for one in written]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([2, 3, 3, 2, 4, 3], [2, 3, 3, 2, 3, 3]),
        ([3, 4, 4, 3, 6], [2, 3, 3, 2, 3]),
        ([4, 3, 2], [2, 2, 2]),
        ([1, 2, 1, 3], [1, 2, 1, 2]),
        ([2, 6, 5, 6, 2], [2, 3, 3, 4, 2]),
    ],
)
def test_levels(written: list[int], expected: list[int]) -> None:
    assert shown(*written) == expected


@given(st.lists(st.integers(1, 6), max_size=20))
def test_nothing_is_skipped_and_nothing_sinks(written: list[int]) -> None:
    got = shown(*written)
    assert all(after <= before + 1 for before, after in zip([1, *got], got, strict=False))
    assert all(level <= by_author for level, by_author in zip(got, written, strict=True))
    if all(after <= before + 1 for before, after in zip([1, *written], written, strict=False)):
        assert got == written, "what was right stays"
    for at, level in enumerate(written):
        for later in range(at + 1, len(written)):
            if written[later] <= level:
                break
            assert got[later] > got[at], "what stands below a heading is shown below it"


def test_of_a_page(tmp_path: Path) -> None:
    html = page_of("### Bow\n\nText.\n\n##### Keel\n\nText.\n\n### Stern\n\nText.", tmp_path)
    assert re.findall(r"<(h\d) id=\"(\w+)\"", html) == [("h2", "bow"), ("h3", "keel"), ("h2", "stern")]
