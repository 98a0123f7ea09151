"""A post as a generator's source tells of it: the same facts for every target."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from lint.bundle.dates import read
from lint.bundle.pages import Page
from lint.post.elements import Node
from lint.post.field_names import AUTHORS, CATEGORIES, CHANGES, DATES, EXPIRIES, LANGUAGES, SUMMARIES, TAGS, TITLES
from lint.regex import regex
from lint.site.facts import COVER_FIELDS, FieldFacts, PostFacts

_TIME = regex(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[Tt]|[ \t]+)(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*"
    r"(?P<zone>Z|z|UTC|GMT|[-+]\d{2}:?\d{2})?\Z"
)
_CREATED = frozenset(name for name in CHANGES if name.startswith("created"))
_ALIASES = ("aliases", "alias", "redirect_from", "redirects")
_TRANSLATION = ("translationkey", "translation_key", "translation-key", "lang_ref", "lang-ref", "ref")
# Every target has its own words for these, or its own meaning; what the posts' generator did with them is done.
_SPOKEN_FOR = frozenset(
    {
        *(*TITLES, *DATES, *CHANGES, *AUTHORS, *SUMMARIES, *TAGS, *CATEGORIES, *LANGUAGES, *EXPIRIES, *COVER_FIELDS),
        *(*_ALIASES, *_TRANSLATION, "by", "keywords"),
        *("draft", "published", "status", "slug", "permalink", "url", "save_as", "layout", "template", "type", "path"),
        *("cascade", "build", "outputs", "resources", "headless", "markup", "linktitle", "cssclasses", "id", "import"),
        *("pagination", "templateengineoverride", "dynamicpermalink", "collections", "collection", "content", "page"),
        *("eleventy", "pkg", "params", "render_with_liquid", "defaults", "excerpt_separator", "translation", "menu"),
        *("menus", "sitemap", "extra", "taxonomies", "weight", "sites", "privacy", "category", "day", "site", "this"),
    }
)
_TEMPLATE = regex(r"\{\{|\{%|<%")
_KEY = regex(r"[A-Za-z][\w-]*")


class Article(msgspec.Struct):
    """What a target's front matter is made of. `stem` names the file, `url` is the address from the server's top.

    `cover` is such an address, too. `date` and `updated` have a time of day where the author wrote one.
    """

    page: Page
    stem: str
    url: str
    date: datetime.date | None
    updated: datetime.date | None
    cover: str
    categories: tuple[str, ...]
    aliases: tuple[str, ...]
    translation_key: str
    more: dict[str, Any]
    """The author's other fields, those that no target takes for something else."""


def article(page: Page, facts: PostFacts, *, stem: str, url: str, cover: str) -> Article:
    """The article that a post is; `facts` are those of its post."""
    return Article(
        page=page,
        stem=stem,
        url=url,
        date=_moment(facts, DATES, page.date),
        updated=_moment(facts, (name for name in CHANGES if name not in _CREATED), None),
        cover=cover,
        categories=_texts(facts, CATEGORIES) if _texts(facts, TAGS) else (),
        aliases=tuple(
            f"/{alias.lstrip('/')}" for alias in _texts(facts, _ALIASES) if alias.isprintable() and "://" not in alias
        ),
        translation_key=next(iter(_texts(facts, _TRANSLATION)), ""),
        more=_more(facts),
    )


def moment(text: str) -> datetime.date | None:
    """The date that a text names, with its time of day where that is written plainly."""
    match = _TIME.match(text.strip())
    if match:
        zone = (match["zone"] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
        try:
            return datetime.datetime.fromisoformat(f"{match['day']}T{match['time'].rjust(5, '0')}{zone}")
        except ValueError:  # 24:00, 9:5:60
            pass
    return read(text.strip())


def _moment(facts: PostFacts, names: Iterable[str], day: datetime.date | None) -> datetime.date | None:
    """The first date that one of these fields names. `day` is the one that is published: no field moves it."""
    for name in names:
        for field in facts.fields:
            if field.key.lower() == name and field.kind != "null" and (found := moment(field.text)):
                plain = found.date() if isinstance(found, datetime.datetime) else found
                return found if day in {None, plain} else day
    return day


def _texts(facts: PostFacts, names: Iterable[str]) -> tuple[str, ...]:
    for name in names:
        for field in facts.fields:
            if field.key.lower() == name and field.kind not in {"null", "map"}:
                kept = tuple(dict.fromkeys(" ".join(text.split()) for text, _ in field.texts if text.strip()))
                if kept:
                    return kept
    return ()


def _more(facts: PostFacts) -> dict[str, Any]:
    addresses = {target.span for target in facts.targets if target.kind == "field"}
    found: dict[str, Any] = {}
    for field in facts.fields:
        if field.key.lower() in _SPOKEN_FOR or field.key.lower().startswith("eleventy") or field.key in found:
            continue
        if not _KEY.fullmatch(field.key) or any(span in addresses for _, span in field.texts):
            continue
        value = _value(field)
        if value is not None and not _TEMPLATE.search(str(value)):
            found[field.key] = value
    return found


def _value(field: FieldFacts) -> Any:
    if field.node is not None:
        return _of_node(field.node)
    if field.kind == "list":
        pairs = zip(field.texts, field.kinds, strict=False)
        return [value for (text, _), kind in pairs if (value := _scalar(text, kind)) is not None] or None
    return _scalar(field.text, field.kind) if field.kind != "map" else None


def _of_node(node: Node) -> Any:
    if node.kind == "list":
        return [value for item in node.items if (value := _of_node(item)) is not None]
    if node.kind == "map":
        return {inner.key: value for inner in node.fields if (value := _of_node(inner.value)) is not None}
    return _scalar(node.text, node.kind)


def _scalar(text: str, kind: str) -> Any:
    """The value of a scalar; what is no plain number or day stays the text that it is."""
    if kind == "null":
        return None
    if kind == "boolean":
        return text.lower() in {"true", "yes", "on"}
    if kind == "number":
        for number in (int, float):
            try:
                return number(text)
            except ValueError:
                continue
    if kind == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return read(text) or text
    return text
