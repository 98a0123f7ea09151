"""What a post's path and fields say about its address: slug, section, permalink."""

from __future__ import annotations

import re
from functools import lru_cache

from lint.regex import regex
from lint.site.forms import Place, places

_DATED = regex(r"\A\d{4}-\d{1,2}-\d{1,2}(?:[-_]|$)")
_NOT_IN_A_SLUG = regex(r"[^\w.~-]+")
_PATTERN = regex(r"[:{}<>*\[\]\ue000]")
"""What makes a permalink a pattern of its generator (`/:year/:title/`) instead of a plain path."""
_INDEXES = frozenset({"index", "_index", "readme"})
# Where generators and people keep their posts; such a name at the beginning of a path means nothing to a reader.
_SOURCE_FOLDERS = frozenset(
    {"_posts", "articles", "collections", "content", "contents", "locale", "locales", "pages", "posts", "source", "src"}
)


def slug(path: str, language: str = "") -> str:
    """The slug that a post's path gives: its name without date, language and extension; its folder's for `index.md`."""
    stem = source_name(path, language)
    return clean(_DATED.sub("", stem, count=1) or stem)


@lru_cache(maxsize=20_000)  # several rules ask
def source_name(path: str, language: str = "") -> str:
    """The name of a post among its neighbours, without language and extension: its folder's for `index.md`."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if language and stem.lower().endswith(f".{language.lower()}"):
        stem = stem[: -len(language) - 1]
    if stem.lower() in _INDEXES and folder:
        stem = folder.rpartition("/")[2]
    return stem


def source_folder(path: str) -> str:
    """The folder of a post among its neighbours: the one above its own for `index.md`."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[0] if is_index(name) else folder


def home(path: str) -> Place:
    """The collection that a path lies in; folders of a year, a month or one post are looked through."""
    folder, _, name = path.rpartition("/")
    return _home(folder, name.startswith("index."))


@lru_cache(maxsize=1024)
def _home(folder: str, index: bool) -> Place:
    around, widest = places(f"{folder}/{'index' if index else 'post'}.md" if folder else "post.md")
    return around[widest]


def is_index(name: str) -> bool:
    """Whether a file of this name is published at the address of its folder."""
    return name.partition(".")[0].lower() in _INDEXES


def section(path: str, language: str = "") -> str:
    """The folders that say something to a reader, with a slash behind each: `posts/guide/x.md` is in `guide/`.

    It depends on the path alone, so that no other post can move a page.
    """
    folder, _, name = path.rpartition("/")
    if name.rpartition(".")[0].lower() in _INDEXES:
        folder = folder.rpartition("/")[0]  # the folder's name is the slug
    return _section(folder, language.lower())


@lru_cache(maxsize=1024)
def _section(folder: str, language: str) -> str:
    folders = folder.split("/") if folder else []
    while folders and folders[0].lower() in _SOURCE_FOLDERS:
        folders = folders[1:]
    kept = (clean(folder) for folder in folders if folder.lower() != language)
    return "".join(f"{folder}/" for folder in kept if folder)


def clean(name: str) -> str:
    """A name with nothing in it that an address or a file system could misread; may be empty."""
    return _NOT_IN_A_SLUG.sub("-", composed(name).strip()).strip("-.")


def plain_permalink(permalink: str) -> str | None:
    """The file of the page that a permalink asks for; None where it is a pattern of some generator.

    `/a/b/` and `/a/b` give `a/b/index.html`, `/a/b.html` gives itself. Raises ValueError for a path that leaves the
    site.
    """
    from urllib.parse import unquote

    path = unquote(re.split(r"[?#]", permalink.strip(), maxsplit=1)[0])
    if not path or _PATTERN.search(path):
        return None
    parts = [composed(part) for part in path.split("/") if part]
    if any(part in {".", ".."} or "\\" in part or not part.isprintable() for part in parts):
        raise ValueError(f"the permalink {permalink!r} is no path below the site")
    if not parts:
        return "index.html"
    if parts[-1].endswith((".html", ".htm")):
        return "/".join(parts)
    return "/".join((*parts, "index.html"))


def url_of(file: str) -> str:
    """The address of a page's file below the site, not percent-encoded: `a/index.html` is at `a/`."""
    return file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file


def same_place(address: str) -> str:
    """What two addresses have in common that a file system or a reader may take for one: NFC, letter case aside."""
    if address.isascii():
        return address.lower()
    return composed(composed(address).casefold())


def composed(text: str) -> str:
    """A text in Unicode's form NFC."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)
