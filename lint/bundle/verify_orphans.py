"""Pages that no reader can get to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from lint.bundle.verify_scan import Reference
from lint.bundle.verify_space import Landing, Lead

_REACHED = frozenset({Landing.THERE, Landing.SLASH})


def orphans(pages: Iterable[str], leads: Iterable[tuple[Reference, Lead]]) -> Iterator[str]:
    """Those of `pages` that cannot be reached from `index.html` by following links; of a group of pages that only link
    to one another just one. What servers show by themselves (404.html) needs no link."""
    follow: dict[str, set[str]] = defaultdict(set)
    linked: set[str] = set()
    for reference, lead in leads:
        if reference.use == "page" and lead.landing in _REACHED and lead.file != reference.file:
            follow[reference.file].add(lead.file)
            linked.add(lead.file)
    reached: set[str] = set()
    _reach("index.html", follow, reached)
    lost = [page for page in pages if page not in reached and page.rpartition("/")[2] != "404.html"]
    for page in sorted(lost, key=lambda page: (page in linked, page)):
        if page not in reached:
            yield page
            _reach(page, follow, reached)


def _reach(page: str, follow: dict[str, set[str]], reached: set[str]) -> None:
    waiting = [page]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += follow[one]
