"""Which of several posts that share something is the copy, and what counts as the same text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lint.site.dated import published
from lint.site.facts import PostFacts


def same_text(text: str) -> str:
    """What two texts have in common that readers take for the same: white space, case and Unicode form aside."""
    joined = " ".join(text.split())
    if joined.isascii():
        return joined.lower()
    import unicodedata

    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", joined).casefold())


def copies(group: Iterable[PostFacts], reported: set[str]) -> Iterator[tuple[PostFacts, PostFacts]]:
    """The copies among posts that share something, each with its original; only those that are `reported` (paths).

    The original is the post that was there first: not a draft, the earliest date, then the first path. Where dates
    cannot tell and only the original is asked for, it stands for its copy.
    """
    ranked = sorted(group, key=_age)
    original, *others = ranked
    found = [post for post in others if post.path in reported]
    for post in found:
        yield post, original
    if not found and original.path in reported and _age(others[0])[:2] == _age(original)[:2]:
        yield original, others[0]


def _age(post: PostFacts) -> tuple[bool, date, str]:
    dated = published(post)
    return post.draft, dated.day if dated else date.max, post.path
