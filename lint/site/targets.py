"""Where a target leads: an address of a link, image or cover is taken apart and looked up in the site's files.

Generators disagree about what an address is relative to: the post's folder, the folder that the post is published as,
the top of the site, or a folder whose content is copied to the top. A file at any of these places answers, because
calling a good address broken is worse than passing over a bad one. Pure: everything is read from `site.files`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.facts import TargetKind
from lint.site.site import Site

# Folders whose content the common generators copy to the top of the site: Hugo, Zola, Astro, Next, Jekyll, Hexo,
# Eleventy, Docusaurus, VuePress, MkDocs, Gatsby.
STATIC_FOLDERS = (
    "static",
    "public",
    "assets",
    "source",
    "src",
    "docs",
    "site",
    "content",
    "pages",
    "website/static",
    "src/static",
    "src/public",
    "src/assets",
    "src/pages",
    "src/content",
    "docs/public",
    "docs/static",
    "docs/assets",
    ".vuepress/public",
    "docs/.vuepress/public",
)
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Template text that a generator replaces, and the aliases of bundlers (`@site/`, `~/`, `$lib/`): not for us to judge.
_NOT_AN_ADDRESS = regex("[\ue000{}<>\0]|^[@~$:]|%[A-Z_]{3,}%")
_DOTS = regex(r"(?:\.{1,2}/)*")
_DATED = regex(r"\A\d{4}-\d{1,2}-\d{1,2}-")

_SPECIAL = ("", ".", "/")

ENOUGH = 3
"""So many addresses of other posts are evidence about how a site keeps its files."""


class Address(NamedTuple):
    """A local address. `path` is percent-decoded, `rooted` says that it begins with a slash (which `path` lacks).

    `written` is the path as it stands in the address, `tail` its query and fragment with their marks.
    """

    path: str
    rooted: bool
    written: str
    tail: str

    @property
    def climb(self) -> str:
        """The dots with which a relative path begins: "", "./", "../../"."""
        dots = None if self.rooted else _DOTS.match(self.path)
        return dots.group() if dots else ""


class Place(NamedTuple):
    """Where an address was found: `path` relative to the site.

    `slash_missing` says that it was found only as if a slash stood before it.
    """

    path: str
    slash_missing: bool = False


class Near(NamedTuple):
    """What an address without a file may mean: `url` is the whole address as it should be written, `path` the file.

    `certain` says that only letter case or Unicode form differ, and that no other file could be meant.
    """

    url: str
    path: str
    certain: bool


@lru_cache(maxsize=50_000)  # several rules ask, and sites link to the same pages again and again
def address(url: str) -> Address | None:
    """The parts of a local address; None for an empty one, a fragment, one with a scheme or host, or template text."""
    url = url.strip()
    if not url or url[0] in "#?" or url.startswith(("//", "\\\\")) or _SCHEME.match(url) or _NOT_AN_ADDRESS.search(url):
        return None
    end = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    written, tail = url[:end], url[end:]
    path = written
    if "%" in path:
        from urllib.parse import unquote

        path = unquote(path)
    path = path.replace("\\", "/")  # browsers read it so
    return Address(path.lstrip("/"), path.startswith("/"), written, tail)


def normal(path: str) -> str | None:
    """A relative path without `.`, `..` and doubled slashes; None where it leaves the site."""
    if path[:1] not in _SPECIAL and "/." not in path and "//" not in path and path[-1] != "/":
        return path  # as nearly all are
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


_UNASKED = Place("")


class Lookup:
    """Looks addresses up in the files of one site; keeps what it learns, so make one for each run of a rule."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.files = site.files
        self._tops: dict[str, tuple[str, ...]] = {}
        self._found: dict[tuple[str, str], Place | None] = {}
        self._near: dict[tuple[tuple[str, ...], str, bool], Near | None] = {}
        self._post_folders: dict[str, set[str]] | None = None
        self._others: dict[tuple[TargetKind, str], dict[str, str]] | None = None

    def find(self, post: str, url: str) -> Place | None:
        """The file (or folder) that `url`, written in the post at path `post`, leads to; None where there is none.

        Ask only about what `address` does not refuse.
        """
        # From the top of the site, an address leads all posts of a folder to the same place.
        key = (post.rpartition("/")[0] if url[:1] == "/" else post, url)
        found = self._found.get(key, _UNASKED)
        if found is _UNASKED:
            parts = address(url)
            found = self._found[key] = self._find(post, parts) if parts else None
        return found

    def _find(self, post: str, parts: Address) -> Place | None:
        undecoded = parts.written.lstrip("/")
        for path in dict.fromkeys((parts.path, undecoded)):
            for candidate, slash_missing in self._candidates(post, path, rooted=parts.rooted):
                if self._there(candidate):
                    return Place(candidate, slash_missing)
        return self._in_a_permalink(parts)

    def _in_a_permalink(self, parts: Address) -> Place | None:
        """A file beside another post, addressed as that post is published: /2024/05/07/the-post/chart.png."""
        *_, folder, name = ("", *parts.path.split("/"))
        if not folder or not name:
            return None
        if self._post_folders is None:
            self._post_folders = {}
            for post in self._site.posts:
                for own in own_folders(post):
                    self._post_folders.setdefault(own.rpartition("/")[2], set()).add(own)
        for own in sorted(self._post_folders.get(folder, ())):
            if self.files.exists(f"{own}/{name}"):
                return Place(f"{own}/{name}")
        return None

    def _there(self, path: str) -> bool:
        return self.files.exists(path) or self.files.is_folder(path)

    def _candidates(self, post: str, path: str, *, rooted: bool) -> Iterator[tuple[str, bool]]:
        """The places where a path may lie, likeliest first, each with whether it is found by a slash put before it."""
        if not rooted:
            for folder in own_folders(post):
                candidate = normal(f"{folder}/{path}")
                if candidate is not None:
                    yield candidate, False
        dots = _DOTS.match(path)
        plain = path[dots.end() :] if dots else path
        inside = normal(plain)
        if not inside:
            return
        # Only a path without dots can be one whose slash was forgotten; `../images/x.png` climbs to the top by itself.
        slash_missing = not rooted and plain == path
        for top in self.tops(post):
            yield (f"{top}/{inside}" if top else inside), slash_missing
        _, slash, rest = inside.partition("/")
        if rooted and slash:  # the site is served below a folder: /blog/images/x.png
            for top in self.tops(post):
                yield (f"{top}/{rest}" if top else rest), False

    def tops(self, post: str) -> tuple[str, ...]:
        """The folders that may be the top of the site for this post: those above it and their static folders."""
        folder = post.rpartition("/")[0]
        known = self._tops.get(folder)
        if known is None:
            above = [""]
            for part in folder.split("/") if folder else []:
                above.append(f"{above[-1]}/{part}" if above[-1] else part)
            wanted = [""]
            wanted += self._site.static
            for one in above:
                start = f"{one}/" if one else ""
                wanted += (start + static for static in STATIC_FOLDERS)
                wanted.append(one)
            for themes in self.files.names("themes"):
                wanted += (f"themes/{themes}/static", f"themes/{themes}/source")
            known = tuple(one for one in dict.fromkeys(wanted) if self.files.is_folder(one))
            self._tops[folder] = known
        return known

    def is_folder_of(self, post: str, parts: Address) -> bool:
        """Whether the folder that a rooted address names is one of the site's, with files in it."""
        folder = normal(parts.path.rpartition("/")[0])
        if not folder:
            return False
        places = (f"{top}/{folder}" if top else folder for top in self.tops(post))
        return any(self.files.exists(f"{place}/{name}") for place in places for name in self.files.names(place))

    def served_elsewhere(self, post: str, kind: TargetKind, url: str) -> bool:
        """Whether addresses like this one lead to files that are not kept in the site, as far as other posts tell.

        They do when at least ENOUGH different addresses of the same kind and beginning stand in other posts, and none
        of them is found.
        """
        parts = address(url)
        if parts is None:
            return False
        if self._others is None:
            self._others = self._gather()
        for group in _groups(parts):
            others = self._others.get((kind, group), {})
            elsewhere = [(other, path) for other, path in others.items() if other != url and path != post]
            if len(elsewhere) >= ENOUGH and not any(self.find(path, other) for other, path in elsewhere):
                return True
        return False

    def _gather(self) -> dict[tuple[TargetKind, str], dict[str, str]]:
        """Kind and beginning → each address, with the first post that has it."""
        gathered: dict[tuple[TargetKind, str], dict[str, str]] = {}
        for path, post in self._site.posts.items():
            for target in post.targets:
                if not target.url.startswith(("https://", "http://")) and (parts := address(target.url)):
                    for group in _groups(parts):
                        gathered.setdefault((target.kind, group), {}).setdefault(target.url, path)
        return gathered

    def near(self, post: str, url: str, *, certain_only: bool = False) -> Near | None:
        """The file that `url`, which leads nowhere, may mean; None where nothing is like it.

        `certain_only` asks no further than for other letter case or Unicode form, which costs next to nothing.

        Looks for the same names in other letter case or Unicode form, then for one name that is written almost the
        same or one folder that is missing, then for the one file of the same name below the first folder of the path.
        """
        from lint.site.nearest_file import nearest_file

        parts = address(url)
        if not parts:
            return None
        starts = tuple(self._starts(post, parts))
        asked = (starts, url, certain_only)
        if asked not in self._near:  # a missing cover may be that of a thousand posts
            self._near[asked] = nearest_file(self.files, parts, starts, certain_only=certain_only)
        found = self._near[asked]
        return found if found and (found.certain or not certain_only) else None

    def _starts(self, post: str, parts: Address) -> list[str]:
        """The folders from which the names of a path are looked up."""
        starts = [] if parts.rooted else [normal(f"{folder}/{parts.climb}") for folder in own_folders(post)]
        found = [start for start in starts if start is not None and self.files.is_folder(start)]
        if parts.rooted or parts.climb:
            found += self.tops(post)
        return list(dict.fromkeys(found))


def own_folders(post: str) -> Iterator[str]:
    """The folders that a relative address may start from: the post's own, and the one that is named like the post."""
    folder, _, name = post.rpartition("/")
    yield folder
    stem = name.rpartition(".")[0]
    yield f"{folder}/{stem}".lstrip("/")
    undated = _DATED.sub("", stem, count=1)
    if undated != stem:
        yield f"{folder}/{undated}".lstrip("/")


def _groups(parts: Address) -> tuple[str, str]:
    """What addresses are alike: all rooted or all relative ones, and those that begin in the same folder."""
    start = "/" if parts.rooted else "./"
    path = parts.path[len(parts.climb) :]
    return start, f"{start}{path.partition('/')[0]}" if "/" in path else start
