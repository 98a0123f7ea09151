"""Marks that Markdown left in the text; those that it took for markup are invisible in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.post import Post
from lint.post.prose import BREAK


def leftovers(post: Post, mark: str, pattern: str) -> Iterator[tuple[str, int, list[re.Match[str]]]]:
    """Each block of prose that holds a mark, where it begins, and what fits a pattern in it and begins with the mark.

    Escaped marks and entities are left out.
    """
    prose = post.prose
    at = prose.find(mark)
    while at >= 0:
        start = prose.rfind(BREAK, 0, at) + 1
        end = prose.find(BREAK, at)
        block = prose[start : end if end >= 0 else len(prose)]
        yield block, start, [run for run in re.finditer(pattern, block) if _is_meant(post, start + run.start(), mark)]
        at = prose.find(mark, start + len(block))


def _is_meant(post: Post, at: int, mark: str) -> bool:
    """Whether a mark stands there as it is."""
    return post.text[at] == mark and post.text[at - 1 : at] != "\\"
