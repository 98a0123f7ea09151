"""What a post tells the site about words."""

from __future__ import annotations

import msgspec

from lint.post.post import Post
from lint.spelling.dictionary import Dictionary


class PostWords(msgspec.Struct, array_like=True, gc=False):
    """The words of a post that are not in a dictionary, and those that excuse others."""


def gather(post: Post, dictionary: Dictionary) -> PostWords:  # noqa: ARG001
    """The words of a post."""
    return PostWords()
