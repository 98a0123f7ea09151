"""What the files of posts are called in a generator's source."""

from __future__ import annotations

from collections.abc import Iterable

from lint.bundle.pages import Page
from lint.site.slugs import clean, same_place

_LONGEST = 180
"""Bytes; a date and an extension come to it, and the usual file systems allow for 255."""
_TAKEN = frozenset({"index", "_index", "readme"})


def stems(pages: Iterable[Page]) -> dict[str, str]:
    """The name for each page by the path of its post, without date and extension; no two are alike.

    It is the last part of the page's address; where several pages share that, their whole address with hyphens.
    """
    ordered = sorted(pages, key=lambda page: page.path)
    short = {page.path: _short(_parts(page)[-1]) for page in ordered}
    counts: dict[str, int] = {}
    for stem in short.values():
        counts[same_place(stem)] = counts.get(same_place(stem), 0) + 1
    found: dict[str, str] = {}
    taken: set[str] = set(_TAKEN)
    for page in ordered:
        stem = short[page.path]
        if counts[same_place(stem)] > 1:
            stem = _short("-".join(_parts(page)))
        wanted, number = stem, 2
        while same_place(stem) in taken:
            stem = f"{wanted}-{number}"
            number += 1
        taken.add(same_place(stem))
        found[page.path] = stem
    return found


def _parts(page: Page) -> list[str]:
    """The parts of the page's address; a dot in a name would mean something to a generator."""
    path = page.file.removesuffix("/index.html").removesuffix(".html").removesuffix(".htm")
    return [clean(part.replace(".", "-")) or "post" for part in path.split("/")]


def _short(stem: str) -> str:
    stem = stem.lstrip("_") or "post"
    return stem.encode()[:_LONGEST].decode("utf-8", "ignore")
