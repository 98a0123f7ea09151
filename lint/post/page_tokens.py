"""What mistune, which writes the pages, reads in a post: found once, for its page and for who compares."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.post.mistune_markdown import mistune_markdown
from lint.post.page_source import PageSource, page_source

if TYPE_CHECKING:
    from mistune import BlockState, Markdown

    from lint.post.post import Post


class PageTokens(NamedTuple):
    """The post as its page needs it, and mistune's tokens of that with what they were read in. Nobody changes them."""

    source: PageSource
    tokens: list[dict[str, Any]]
    state: BlockState


def page_tokens(post: Post) -> PageTokens:
    """The tokens of a post, which keeps them."""
    if post.tokens is None:
        post.tokens = tokens_of(page_source(post))
    return post.tokens


def tokens_of(source: PageSource) -> PageTokens:
    """The tokens of Markdown."""
    tokens, state = _reader().parse(source.markdown)
    assert isinstance(tokens, list)
    return PageTokens(source, tokens, state)


@cache
def _reader() -> Markdown:
    return mistune_markdown(None)
