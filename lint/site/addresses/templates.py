"""Permalink patterns of the generators, read into one form and filled in for a page.

A template is a path with `{name}` and the like in it: `{Y}` `{m}` `{d}` the day, `{i}` `{j}` month and day without
zeros, `{y}` the year's last two digits, `{name}` the last part that file name or `slug` give, `{title}` the slug of
the title, `{categories}` all categories as folders, `{category}` the first, and `{below:FOLDER}` the folders of the
source below FOLDER. What cannot be said so is no template, and the links that the posts have decide instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import product

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.addresses.pages import Page

_JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
_COLON = {
    "year": "{Y}",
    "short_year": "{y}",
    "month": "{m}",
    "day": "{d}",
    "i_month": "{i}",
    "i_day": "{j}",
    "title": "{name}",
    "slug": "{name}",
    "name": "{name}",
    "basename": "{name}",
    "filename": "{name}",
    "slugorfilename": "{name}",
    "contentbasename": "{name}",
    "slugorcontentbasename": "{name}",
    "categories": "{categories}",
    "output_ext": "",
}
_COLON_NAME = regex(r":([a-z_]+)(?:\[[^\]]*\])?")
_PYTHON_NAME = regex(r"\{(\w+)(?::([^{}]*))?\}")
_STRFTIME = {"%Y": "{Y}", "%y": "{y}", "%m": "{m}", "%d": "{d}", "%-m": "{i}", "%-d": "{j}"}
_PERCENT = regex(r"%-?[A-Za-z]")
_TAG = regex(r"\{\{-?\s*(.*?)\s*-?\}\}")
_SLUG_FILTERS = frozenset({"slug", "slugify", "url", "downcase", "lower", "safe"})
_DATE_FILTER = regex(r"\A(?:page\.)?date\s*\|\s*date(?::\s*|\()['\"]([^'\"]+)['\"]\)?\Z")
_TOKEN = regex(r"\{([A-Za-z]+)(?::([^{}]*))?\}")
_MOST = 12
"""So many addresses of one page from one template at most. Our own bound."""


def jekyll(pattern: str, top: str) -> str | None:
    """Jekyll's permalink for posts or a collection: a style's name or a pattern with `:year` and the like."""
    return _colons(_JEKYLL_STYLES.get(pattern, pattern), top, {})


def hugo(pattern: str, top: str) -> str | None:
    """Hugo's permalink, whose `:title` is the title's slug and whose `:sections` are the folders of the source."""
    below = f"{{below:{top}}}"
    return _colons(pattern, top, {"title": "{title}", "section": below, "sections": below, "slug": "{slugortitle}"})


def _colons(pattern: str, top: str, names: dict[str, str]) -> str | None:
    known = _COLON | {"path": f"{{below:{top}}}/{{name}}"} | names
    if any(found[1] not in known for found in _COLON_NAME.finditer(pattern)):
        return None
    return _COLON_NAME.sub(lambda found: known[found[1]], pattern)


def pelican(pattern: str) -> str | None:
    """Pelican's ARTICLE_URL and the like, a format string of Python."""
    known = {"slug": "{name}", "category": "{category}"}
    done = True

    def read(found: re.Match[str]) -> str:
        nonlocal done
        if found[1] == "date" and found[2]:
            day = _strftime(found[2])
            done = done and day is not None
            return day or ""
        done = done and found[1] in known and not found[2]
        return known.get(found[1], "")

    template = _PYTHON_NAME.sub(read, pattern)
    return template if done else None


def _strftime(form: str) -> str | None:
    if any(found.group() not in _STRFTIME for found in _PERCENT.finditer(form)):
        return None
    return _PERCENT.sub(lambda found: _STRFTIME[found.group()], form)


def eleventy(pattern: str, top: str) -> str | None:
    """A permalink of Eleventy's with the simplest of expressions, as Liquid and Nunjucks write them."""
    done = True

    def read(found: re.Match[str]) -> str:
        nonlocal done
        if day := _DATE_FILTER.match(found[1]):
            form = _strftime(day[1])
        else:
            name, *filters = [part.strip() for part in found[1].split("|")]
            form = _expression(name, top) if all(one in _SLUG_FILTERS for one in filters) else None
        done = done and form is not None
        return form or ""

    template = _TAG.sub(read, pattern)
    return template if done and "{%" not in template and "${" not in template else None


def _expression(name: str, top: str) -> str | None:
    return {
        "page.fileSlug": "{name}",
        "slug": "{name}",
        "title": "{title}",
        "page.filePathStem": f"{{below:{top}}}/{{name}}",
        "category": "{category}",
    }.get(name)


def filled(template: str, page: Page) -> Iterator[str]:
    """The paths that a template gives to a page, likeliest first; none where the page lacks what it asks for."""
    read = _read(template)
    names = read.names
    fixed = _fixed(read.tokens, page)
    if fixed is None:
        return
    choices: list[list[dict[str, str]]] = []
    if names & {"name", "slugortitle"}:
        choices.append([{"name": one, "slugortitle": one} for one in _last_parts(page, names)])
    if names & {"Y", "y", "m", "d", "i", "j"}:
        choices.append([_day(*day) for day in page.days])
    for number, chosen in enumerate(product(*choices)):
        if number >= _MOST:
            return
        values = dict(fixed)
        for one in chosen:
            values.update(one)
        yield "".join([text + values.get(token, "") for text, token in read.parts]) + read.rest


class _Read(NamedTuple):
    """A template taken apart: what stands before each token, with the token, and the rest; its tokens by name."""

    parts: tuple[tuple[str, str], ...]
    rest: str
    tokens: tuple[tuple[str, str], ...]
    names: frozenset[str]


@lru_cache(maxsize=1_000)
def _read(template: str) -> _Read:
    parts: list[tuple[str, str]] = []
    tokens: dict[tuple[str, str], None] = {}
    end = 0
    for found in _TOKEN.finditer(template):
        parts.append((template[end : found.start()], found.group()[1:-1]))
        tokens[found[1], found[2] or ""] = None
        end = found.end()
    return _Read(tuple(parts), template[end:], tuple(tokens), frozenset(name for name, _ in tokens))


def _fixed(tokens: Iterable[tuple[str, str]], page: Page) -> dict[str, str] | None:
    """What stands for the tokens that have one value for a page; None where the page lacks one."""
    fixed: dict[str, str] = {}
    for name, argument in tokens:
        if name == "below":
            below = _below(page, argument)
            if below is None:
                return None
            fixed[f"below:{argument}"] = below
        elif name == "title":
            if not page.title:
                return None
            fixed["title"] = page.title
        elif name == "category":
            fixed["category"] = page.categories[0] if page.categories else ""
        elif name == "categories":
            fixed["categories"] = "/".join(page.categories)
    return fixed


def _last_parts(page: Page, names: Collection[str]) -> tuple[str, ...]:
    return (*page.names, page.title) if "slugortitle" in names and page.title else page.names


def _day(year: str, month: str, day: str) -> dict[str, str]:
    return {"Y": year, "y": year[2:], "m": month, "d": day, "i": str(int(month)), "j": str(int(day))}


def _below(page: Page, top: str) -> str | None:
    inside = tuple(top.split("/")) if top else ()
    return "/".join(page.folders[len(inside) :]) if page.folders[: len(inside)] == inside else None
