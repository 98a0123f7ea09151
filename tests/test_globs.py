"""Globs of the configuration."""

from __future__ import annotations

import pytest

from lint.config.globs import matcher


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("posts/*.md", "posts/a.md", True),
        ("posts/*.md", "posts/2024/a.md", False),
        ("posts/**/*.md", "posts/a.md", True),
        ("posts/**/*.md", "posts/2024/05/a.md", True),
        ("posts/**", "posts/2024/a.md", True),
        ("posts/", "posts/2024/a.md", True),
        ("posts", "posts/a.md", False),
        ("./posts/?.md", "posts/a.md", True),
        ("posts/?.md", "posts/ab.md", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("a+b (1).md", "a+b (1).md", True),
        ("**/draft-*.md", "draft-x.md", True),
        ("**/draft-*.md", "a/b/draft-x.md", True),
        ("*.md", "a.mdx", False),
    ],
)
def test_glob(pattern: str, path: str, matches: bool) -> None:
    assert matcher([pattern])(path) is matches


def test_no_pattern_matches_nothing_and_one_of_several_is_enough() -> None:
    assert not matcher([])("a.md")
    assert matcher(["x/*", "a.*"])("a.md")
