"""What a post's path and front matter may give to its address: names, days, categories, explicit addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.facts import FieldFacts, PostFacts
from lint.site.slugs import is_index, same_place, source_name

_PLAIN_SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_IN_A_SLUG = regex(r"\w+")
_MARKS = "'\u2018\u2019\"`"
_ASCII_WORDS = {
    code: None if chr(code) in _MARKS else " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")
}
"""Leaves the words of a text in ASCII, with spaces between them."""
# What tells two sources of one name apart: `news@2.md`, `news (2).md`.
_MARKED = regex(r"(?<=\w)[ ]?[@~+(].*\Z")
_DATED = regex(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[-_]|\Z)")
_DAY = regex(r"\s*([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_DATES = ("date", "publishdate", "pubdate", "published", "publisheddate", "pubdatetime", "created", "created_at")
_OWN = ("permalink", "url", "path")
_FORMER = frozenset(
    {"alias", "aliases", "redirect_from", "redirects", "redirect", "old_url", "old_urls", "former_urls", "redirectfrom"}
)
_CATEGORIES = ("categories", "category")
_SCHEME = regex(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TEMPLATE = regex(r"[{}<>\[\]*\ue000]|(?:\A|/):\w")

Day = tuple[str, str, str]
"""Year, month and day, the last two with two digits."""


class Page(NamedTuple):
    """A post as a page.

    `folders` are those of its source, that of an `index.md` left off; `names` are the last parts that its address
    may have, likeliest first; `title` is the slug of the title, "" without one. `language`
    is what the file's name or a folder names, else "". `own` are addresses that the front
    matter gives it, `former` those that lead to it, as they are written; `pattern` is a permalink with template text.
    """

    path: str
    language: str
    folders: tuple[str, ...]
    names: tuple[str, ...]
    title: str
    days: tuple[Day, ...]
    categories: tuple[str, ...]
    own: tuple[str, ...]
    former: tuple[str, ...]
    pattern: str


def page_of(post: PostFacts) -> Page:
    """What the facts of a post give to its address."""
    fields = {name: found[0] for name, found in post.by_name.items()}
    folder, _, name = post.path.rpartition("/")
    folders = folder.split("/") if folder else []
    if folders and is_index(name):
        folders.pop()
    stem = source_name(post.path, post.language)
    dated = _DATED.match(stem)
    own, pattern = _own(fields)
    title = fields["title"].text if "title" in fields else ""
    return Page(
        post.path,
        _language(post, name, folders),
        tuple(folders),
        _names(fields, stem, dated),
        slugified(title) if title else "",
        _days(fields, dated),
        tuple(slugified(one) for key in _CATEGORIES for one in _texts(fields.get(key))),
        own,
        tuple(_former(post)),
        pattern,
    )


def _language(post: PostFacts, name: str, folders: list[str]) -> str:
    tag = post.language.lower()
    named = tag and (f".{tag}." in name.lower() or any(folder.lower() == tag for folder in folders))
    return tag if named else ""


def slugified(text: str) -> str:
    """A text as most generators make a slug of it: lower case, hyphens between words, apostrophes dropped."""
    same = same_place(text)
    if same.isascii():
        return "-".join(same.translate(_ASCII_WORDS).split())
    for mark in _MARKS:
        same = same.replace(mark, "")
    return "-".join(_IN_A_SLUG.findall(same))


def _names(fields: dict[str, FieldFacts], stem: str, dated: re.Match[str] | None) -> tuple[str, ...]:
    undated = stem[dated.end() :] if dated and dated.end() < len(stem) else stem
    field = fields.get("slug")
    slug = field.text.strip().strip("/") if field else ""
    if not slug and _PLAIN_SLUG.match(undated):  # as nearly all are: what is made of it is the name itself
        return (undated, stem) if undated != stem else (undated,)
    names = dict.fromkeys((slug, undated, slugified(undated), stem, _MARKED.sub("", undated)))
    return tuple([name for name in names if name and not _TEMPLATE.search(name)])


def _days(fields: dict[str, FieldFacts], dated: re.Match[str] | None) -> tuple[Day, ...]:
    found = [dated] if dated else []
    found += [day for key in _DATES if key in fields and (day := _DAY.match(fields[key].text))]
    return tuple(dict.fromkeys((one[1], one[2].zfill(2), one[3].zfill(2)) for one in found))


def _own(fields: dict[str, FieldFacts]) -> tuple[tuple[str, ...], str]:
    """The addresses that the front matter gives, and a permalink that is a pattern."""
    own: list[str] = []
    pattern = ""
    for key in _OWN:
        text = fields[key].text.strip() if key in fields else ""
        if not text or _SCHEME.match(text) or text.startswith("//"):
            continue
        if _TEMPLATE.search(text):
            pattern = pattern or text
        elif text.lower() not in {"true", "false"}:
            own.append(text)
    return tuple(own), pattern


def _texts(field: FieldFacts | None) -> list[str]:
    if field is None:
        return []
    return [text for text, _ in field.texts if text] if field.kind == "list" else field.text.split()


def _former(post: PostFacts) -> Iterator[str]:
    if post.by_name.keys().isdisjoint(_FORMER):
        return
    for field in post.fields:
        if field.key.lower() in _FORMER:
            yield from (text for text, _ in field.texts if text)
