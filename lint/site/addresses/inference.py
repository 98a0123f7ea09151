"""Permalink templates that no configuration gives, inferred from the links that the posts already have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.addresses.configured import Scoped
from lint.site.addresses.pages import Page
from lint.site.slugs import same_place

ENOUGH = 3
"""So many different links speak for a template that has a folder of its own (`blog/{name}`). Our own bound."""

_WORDS = {"Y": ":year", "m": ":month", "d": ":day", "i": ":month", "j": ":day", "n": ":name"}
_TOKEN = regex(r"\{[^{}]*\}")
_DIGITS = regex(r"(?:\A|/)[0-9]+(?:/|\Z)")


def read_as(key: str, pages: Iterable[Page]) -> Iterator[Scoped]:
    """The templates that would lead a key to each of these pages, whose name is the key's last part."""
    parents = key.split("/")[:-1]
    for page in pages:
        yield _read(parents, page)


def _read(parents: list[str], page: Page) -> Scoped:
    folders = [same_place(folder) for folder in page.folders]
    count = next((n for n in range(min(len(parents), len(folders)), 0, -1) if _run(parents, folders[-n:]) >= 0), 0)
    if count:
        at = _run(parents, folders[-count:])
        scope = "/".join(page.folders[: len(folders) - count])
        parts = [*_dated(parents[:at], page), f"{{below:{scope}}}", *_dated(parents[at + count :], page)]
    else:
        scope = page.path.rpartition("/")[0]
        parts = _dated(parents, page)
    return Scoped(scope, "/".join((*parts, "{name}")), certain=False)


def _run(parents: list[str], wanted: list[str]) -> int:
    """Where a run of folders stands among the folders of a key; -1 for nowhere."""
    size = len(wanted)
    return next((at for at in range(len(parents) - size, -1, -1) if parents[at : at + size] == wanted), -1)


def _dated(parts: list[str], page: Page) -> list[str]:
    """The same with the page's day in place of its numbers."""
    for year, month, day in page.days:
        if year in parts:
            at = parts.index(year)
            done = [*parts[:at], "{Y}"]
            rest = parts[at + 1 :]
            for number, plain, padded in ((month, "{i}", "{m}"), (day, "{j}", "{d}")):
                if not rest or rest[0] not in {number, str(int(number))}:
                    break
                done.append(padded if rest.pop(0) == number else plain)
            return done + rest
    return parts


class Inferred(NamedTuple):
    """A template, and the keys of the links that speak for it. `evident` says that they prove it."""

    scoped: Scoped
    keys: frozenset[str]
    evident: bool

    @property
    def shown(self) -> str:
        """The template for a reader: `/blog/:year/:name/`."""
        return f"/{_TOKEN.sub(lambda found: _WORDS.get(found.group()[1], ':folders'), self.scoped.template)}/"


def inferred(votes: Mapping[Scoped, set[str]], decided: Collection[str]) -> list[Inferred]:
    """The templates that keys speak for, the best first; `decided` are the posts whose address is given otherwise.

    Folders and days of the sources speak for themselves. Another folder needs ENOUGH links, and is proved only as the
    best for posts about which nothing better is known: `/docs/v1.2.0/` need not be the post `v1.2.0`.
    """
    found: list[Inferred] = []
    served: set[str] = set()
    for one in sorted(votes, key=lambda one: (bool(_literal(one.template)), -len(votes[one]), one)):
        keys, literal = votes[one], _literal(one.template)
        if literal and (len(keys) < ENOUGH or _DIGITS.search(literal)):
            continue
        evident = len(keys) >= ENOUGH and (
            not (any(_overlap(one.folder, folder) for folder in served) or any(map(one.holds, decided)))
            if literal
            else speaks(one)
        )
        if evident:
            served.add(one.folder)
        found.append(Inferred(one, frozenset(keys), evident))
    return found


def _overlap(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/") or not one or not other


def _literal(template: str) -> str:
    return "/".join(part for part in _TOKEN.sub("", template).split("/") if part)


def speaks(one: Scoped) -> bool:
    """Whether a template has more than a name and folders of its own in it: those of the source, or a day."""
    return "{below:" in one.template or "{Y}" in one.template


def tally(keys: Iterable[str], by_name: Mapping[str, list[Page]]) -> dict[Scoped, set[str]]:
    """The templates that lead these keys to posts, each with the keys that speak for it."""
    votes: dict[Scoped, set[str]] = defaultdict(set)
    for key in keys:
        pages = by_name.get(key.rpartition("/")[2], ()) if key else ()
        for one in read_as(key, pages):
            votes[one].add(key)
    return votes
