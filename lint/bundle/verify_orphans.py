"""Pages that no reader can get to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def orphans(pages: Iterable[str], follows: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Those of `pages` that cannot be reached from `index.html` by following links; of a group of pages that only link
    to one another just one. What servers show by themselves (404.html) needs no link.

    `follows` are the other pages that each page links to.
    """
    linked = {page for found in follows.values() for page in found}
    reached: set[str] = set()
    _reach("index.html", follows, reached)
    lost = [page for page in pages if page not in reached and page.rpartition("/")[2] != "404.html"]
    for page in sorted(lost, key=lambda page: (page in linked, page)):
        if page not in reached:
            yield page
            _reach(page, follows, reached)


def _reach(page: str, follows: Mapping[str, Iterable[str]], reached: set[str]) -> None:
    waiting = [page]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += follows.get(one, ())
