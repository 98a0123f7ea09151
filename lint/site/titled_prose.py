"""The prose of a post together with its title and its summary, which readers read as sentences too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lint.post.post import Post
from lint.post.prose import BREAK, OPAQUE
from lint.site.asides import read_fields
from lint.spelling.runs import Row, runs
from lint.spelling.words import chunks

_CODE = "`"


@lru_cache(maxsize=1)  # several rules ask for that of one post
def titled_prose(post: Post) -> str:
    """A mask like `Post.prose`, in which the values of the title and summary fields stand at their places."""
    return _titled(post)[0]


@lru_cache(maxsize=1)
def titled_row(post: Post) -> Row:
    """The runs of `titled_prose`."""
    return runs(post.language[:2].lower() == "en").row(_chunks(post))


def _chunks(post: Post) -> Sequence[str]:
    titled, end = _titled(post)
    if post.prose[:end].strip(BREAK):
        return titled.replace(BREAK, " ").split()
    rest = chunks(post.prose)  # those of the prose alone are asked for by others too
    return [*titled[:end].replace(BREAK, " ").split(), *rest]


@lru_cache(maxsize=1)
def _titled(post: Post) -> tuple[str, int]:
    """The mask, and where the last of the values ends."""
    prose = post.prose
    last = 0
    for field in read_fields(post):
        start, end = field.value.span
        last = max(last, end)
        value = post.source[start:end]
        if _CODE in value:
            parts = value.split(_CODE)
            # Every second part is code; the marks belong to it.
            parts[1::2] = [OPAQUE * len(part) for part in parts[1::2]]
            value = OPAQUE.join(parts)
        prose = prose[:start] + value + prose[end:]
    return prose, last
