"""Where a page lies in the bundle: safe slugs, plain permalinks, relative addresses, no two pages at one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from lint.bundle.unfit import UnfitError

_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[-_]|$)")
_NOT_IN_A_SLUG = re.compile(r"[^\w.~-]+")
_PATTERN = re.compile(r"[:{}<>*\[\]\ue000]")
"""What makes a permalink a pattern of its generator (`/:year/:title/`) instead of a plain path."""
_INDEXES = frozenset({"index", "_index", "readme"})
# Where generators and people keep their posts; such a name at the beginning of a path means nothing to a reader.
_SOURCE_FOLDERS = frozenset(
    {"_posts", "articles", "collections", "content", "contents", "locale", "locales", "pages", "posts", "source", "src"}
)
# Device names of Windows: a file of such a name cannot be made there, whatever its extension.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_LONGEST = 255
"""Bytes that the usual file systems allow for one name."""


def slug(path: str, language: str = "") -> str:
    """The slug that a post's path gives: its name without date, language and extension; its folder's for `index.md`."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if language and stem.lower().endswith(f".{language.lower()}"):
        stem = stem[: -len(language) - 1]
    if stem.lower() in _INDEXES and folder:
        stem = folder.rpartition("/")[2]
    return clean(_DATED.sub("", stem, count=1) or stem)


def section(path: str, language: str = "") -> str:
    """The folders that say something to a reader, with a slash behind each: `posts/guide/x.md` is in `guide/`.

    It depends on the path alone, so that no other post can move a page.
    """
    stem = path.rpartition(".")[0]
    folders = path.split("/")[:-1]
    if stem.rpartition("/")[2].lower() in _INDEXES:
        folders = folders[:-1]  # the folder's name is the slug
    while folders and folders[0].lower() in _SOURCE_FOLDERS:
        folders = folders[1:]
    kept = (clean(folder) for folder in folders if folder.lower() != language.lower())
    return "".join(f"{folder}/" for folder in kept if folder)


def clean(name: str) -> str:
    """A name with nothing in it that an address or a file system could misread; may be empty."""
    return _NOT_IN_A_SLUG.sub("-", unicodedata.normalize("NFC", name).strip()).strip("-.")


def plain_permalink(permalink: str) -> str | None:
    """The file of the page that a permalink asks for; None where it is a pattern of some generator.

    `/a/b/` and `/a/b` give `a/b/index.html`, `/a/b.html` gives itself. Raises UnfitError for a path that
    leaves the site.
    """
    from urllib.parse import unquote

    path = unquote(re.split(r"[?#]", permalink.strip(), maxsplit=1)[0])
    if not path or _PATTERN.search(path):
        return None
    parts = [unicodedata.normalize("NFC", part) for part in path.split("/") if part]
    if any(part in {".", ".."} or "\\" in part or not part.isprintable() for part in parts):
        raise UnfitError(f"the permalink {permalink!r} is no path below the site")
    if not parts:
        return "index.html"
    if parts[-1].endswith((".html", ".htm")):
        return "/".join(parts)
    return "/".join((*parts, "index.html"))


def url_of(file: str) -> str:
    """The address of a page's file below the site, not percent-encoded: `a/index.html` is at `a/`."""
    return file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file


def relative(page: str, target: str) -> str:
    """The percent-encoded address of `target` as the page of the file `page` has to write it.

    It climbs to the top of the site, so that the bundle works below any path of a server.
    """
    from urllib.parse import quote

    return "../" * page.count("/") + quote(target, safe="/~") or "./"


def insist_on_own_places(places: Iterable[tuple[str, str]]) -> None:
    """Sees to it that every file can be there; `places` are (file in the site, post).

    Raises UnfitError when two posts claim one file (letter case and Unicode form aside, which some file systems
    ignore), when one's file is another's folder, or when a system forbids the name.
    """
    taken = {"index.html": "the index page"}
    folders: dict[str, str] = {}
    for file, post in places:
        key = unicodedata.normalize("NFC", file).casefold()
        if key in taken:
            raise UnfitError(f"{post} and {taken[key]} would both be published at /{url_of(file)}")
        taken[key] = post
        for part in file.split("/"):
            if _DEVICES.match(part) or part.endswith((".", " ")) or len(part.encode()) > _LONGEST:
                raise UnfitError(f"{post} would be published at /{url_of(file)}, a name that some systems forbid")
        parts = key.split("/")
        for end in range(1, len(parts)):
            folders.setdefault("/".join(parts[:end]), post)
    for key in sorted(taken.keys() & folders.keys()):
        raise UnfitError(f"{taken[key]} and {folders[key]} would be published one below the other, at /{key}")
