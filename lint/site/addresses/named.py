"""Sources that links name instead of addresses: `{% post_url %}`, `{% link %}`, `ref`, and Zola's `@/`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.site.addresses.tags import Named, named
from lint.site.slugs import is_index

if TYPE_CHECKING:
    from lint.site.site import Site

ALIKE = 0.85
"""The least likeness (difflib's ratio, 0 to 1) of a name that is proposed. Our own bound."""


class Missing(NamedTuple):
    """A name that no source has, where it begins in the link's text, and the nearest that there is ("" for none)."""

    name: str
    start: int
    near: str


class Sources:
    """The sources of a site by the names that links give them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._zola = [one.content for one in site.recognised.generators if one.name == "Zola"]
        self._hugo = any(one.name == "Hugo" for one in site.recognised.generators)

    def missing(self, post: str, text: str) -> Missing | None:
        """What a link's text names that is not there; None for what is there, and for what names nothing."""
        if text.startswith("@/"):
            return self._content(text) if self._zola else None
        found = named(text)
        if found is None or not found.name or "\ue000" in found.name or "{" in found.name:
            return None
        if found.maker == "post_url":
            return self._post(found)
        if found.maker == "link":
            there = any(self._there(f"{top}/{found.name}".strip("/")) for top in self._site.lookup.tops(post))
            return None if there else Missing(found.name, found.start, "")
        return self._page(post, found) if self._hugo else None

    def _there(self, path: str) -> bool:
        return self._site.files.exists(path)

    def _content(self, text: str) -> Missing | None:
        """A path below the content folder, which Zola wants to the letter."""
        path = text[2:].partition("#")[0].partition("?")[0]
        if not path.endswith(".md") or any(self._there(f"{top}/{path}") for top in self._zola):
            return None
        below = [post[len(top) + 1 :] for top in self._zola for post in self._site.posts if post.startswith(f"{top}/")]
        return Missing(path, 2, self._nearest(path, below))

    def _post(self, found: Named) -> Missing | None:
        """A post of Jekyll's by its file's name, with the folder below `_posts` where it lies in one."""
        name = found.name.strip("/")
        if name in self._jekyll_names or any(one.endswith(f"/{name}") for one in self._jekyll_names):
            return None
        if self._other_formats(name.rpartition("/")[2]):
            return None
        return Missing(found.name, found.start, self._nearest(name, self._jekyll_names))

    @cached_property
    def _jekyll_names(self) -> frozenset[str]:
        return frozenset(
            path.partition("_posts/" if "_posts/" in path else "_drafts/")[2].rpartition(".")[0]
            for path in self._site.posts
            if "_posts/" in path or "_drafts/" in path
        )

    def _other_formats(self, name: str) -> bool:
        """Whether a file of another format has this name in a folder of posts."""
        return any(
            other.rpartition(".")[0] == name
            for folder in self._posts_folders
            for other in self._site.files.names(folder)
        )

    @cached_property
    def _posts_folders(self) -> tuple[str, ...]:
        return tuple(sorted({path.rpartition("/")[0] for path in self._site.posts if "_posts/" in path}))

    def _page(self, post: str, found: Named) -> Missing | None:
        """A page of Hugo's: by its path, or by a name that only one has; endings and `index` may be left off."""
        name = found.name.strip("/")
        if not name or name.startswith(".") or self._site.lookup.find(post, found.name):
            return None
        wanted = _without_ending(name).lower()
        if any(one == wanted or one.endswith(f"/{wanted}") for one in self._hugo_names):
            return None
        return Missing(found.name, found.start, "")

    @cached_property
    def _hugo_names(self) -> frozenset[str]:
        names = {_without_ending(path).lower() for path in self._site.posts}
        names |= {path.rpartition("/")[0].lower() for path in self._site.posts}
        # `x.fr.md` is the page `x` in French.
        names |= {
            f"{folder}{slash}{name.partition('.')[0]}" for one in names for folder, slash, name in [one.rpartition("/")]
        }
        return frozenset(names)

    def _nearest(self, name: str, others: list[str] | frozenset[str]) -> str:
        from difflib import get_close_matches

        last = name.rpartition("/")[2]
        same = [one for one in sorted(others) if one.rpartition("/")[2] == last]
        near = same if len(same) == 1 else get_close_matches(name, sorted(others), n=1, cutoff=ALIKE)
        return near[0] if near else ""


def _without_ending(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    stem = name.removesuffix(".md").removesuffix(".mdx").removesuffix(".markdown").removesuffix(".html")
    return folder if slash and is_index(name) else f"{folder}{slash}{stem}"
