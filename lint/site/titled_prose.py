"""The prose of a post together with its title and its summary, which readers read as sentences too."""

from __future__ import annotations

from functools import lru_cache

from lint.post.post import Post
from lint.post.prose import OPAQUE
from lint.site.asides import read_fields
from lint.spelling.rows import row

_CODE = "`"


@lru_cache(maxsize=1)  # several rules ask for that of one post
def titled_prose(post: Post) -> str:
    """A mask like `Post.prose`, in which the values of the title and summary fields stand at their places."""
    prose = post.prose
    for field in read_fields(post):
        start, end = field.value.span
        value = post.source[start:end]
        if _CODE in value:
            parts = value.split(_CODE)
            # Every second part is code; the marks belong to it.
            parts[1::2] = [OPAQUE * len(part) for part in parts[1::2]]
            value = OPAQUE.join(parts)
        prose = prose[:start] + value + prose[end:]
    return prose


@lru_cache(maxsize=1)
def titled_words(post: Post) -> list[bytes]:
    """The words of `titled_prose` as `row` gives them."""
    return row(titled_prose(post))
