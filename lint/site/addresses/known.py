"""The addresses of a site's posts, filled in from templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lint.records import NamedTuple
from lint.site.addresses import templates
from lint.site.addresses.configured import Scoped
from lint.site.addresses.keys import Shape, key_of, shape_of
from lint.site.addresses.pages import Page


class Known(NamedTuple):
    """A post's address: the path of its source, and the address as the generator would write it, no slashes around.

    `evident` says that the front matter, the configuration or many links give it; else it is only not impossible.
    """

    post: str
    written: str
    evident: bool


class Addresses:
    """The posts by the keys of their addresses. A post may have many, for generators differ; each is an answer."""

    def __init__(self, pages: Mapping[str, Page], scoped: Sequence[Scoped]) -> None:
        self.pages = pages
        self.decided: set[str] = set()
        """The posts whose address the front matter or the configuration gives."""
        self.by_name: dict[str, list[Page]] = defaultdict(list)
        self._known: dict[str, Known] = {}
        self._own: dict[str, str] = {}
        self._of_post: dict[str, list[str]] = defaultdict(list)
        self._certain: dict[Shape, set[str]] = defaultdict(set)
        self._folders: set[str] = set()
        self._shapes: dict[Shape, list[str]] | None = None
        self._last_names: set[str] | None = None
        # An address that names no language belongs to the original, if there is one.
        ordered = sorted(pages.values(), key=lambda page: page.language != "")
        for page in ordered:
            for name in {key_of(name) for name in (*page.names, page.title)}:
                self.by_name[name].append(page)
            for path in page.own:
                self._add(page, path, certain=True, evident=True)
        for page in ordered:
            self._fill(page, scoped)
        for page in ordered:  # the weakest come last: what an address leads to now counts, not what it did
            for path in page.former:
                self._add(page, path, own=False, evident=True)

    def _fill(self, page: Page, scoped: Sequence[Scoped]) -> None:
        """Adds what the templates that hold for a page give; the deepest folder's decides."""
        decided = bool(page.own)
        if page.pattern and (template := _own_template(page)):
            self.fill(page, template, certain=True, evident=True)
            decided = True
        for one in scoped:
            if one.holds(page.path):
                certain = one.certain and not decided
                self.fill(page, one.template, certain=certain, evident=certain)
                decided = decided or certain
        if decided:
            self.decided.add(page.path)

    def fill(self, page: Page, template: str, *, certain: bool = False, evident: bool = False) -> None:
        """Adds the addresses that a template gives to a page; the first of them is certain, where that is."""
        for path in templates.filled(template, page):
            self._add(page, path, certain=certain, evident=evident)
            certain = False
            if page.language:
                inside = path.strip("/")
                start = f"{page.language}/"
                other = inside[len(start) :] if inside.lower().startswith(start) else f"{start}{inside}"
                self._add(page, other, own=False, evident=evident)

    def _add(self, page: Page, path: str, *, certain: bool = False, own: bool = True, evident: bool = False) -> None:
        key = key_of(path)
        if own:
            self._own.setdefault(page.path, key)
        if certain:
            self._certain[shape_of(key)].add(key)
        if known := self._known.get(key):
            if evident and not known.evident:
                self._known[key] = known._replace(evident=True)
            return
        self._known[key] = Known(page.path, path.strip("/"), evident)
        self._of_post[page.path].append(key)
        self._shapes = self._last_names = None
        folder = key.rpartition("/")[0]
        while folder and folder not in self._folders:
            self._folders.add(folder)
            folder = folder.rpartition("/")[0]

    @property
    def last_names(self) -> set[str]:
        """The last parts of all addresses of posts that are known, and the names that posts may be published by."""
        if self._last_names is None:
            self._last_names = {key.rpartition("/")[2] for key in self._known} | self.by_name.keys()
        return self._last_names

    def get(self, key: str) -> Known | None:
        """The post at this key."""
        return self._known.get(key)

    def is_folder(self, key: str) -> bool:
        """Whether posts lie below this key; the generator may list them there."""
        return key in self._folders

    def own(self, post: str) -> str | None:
        """The likeliest key of a post's own page; None where nothing tells."""
        return self._own.get(post)

    def certain(self, shape: Shape) -> int:
        """How many posts have an address of this shape for certain."""
        return len(self._certain.get(shape, ()))

    def of_shape(self, shape: Shape) -> list[str]:
        """The keys of a shape, in the order in which they became known."""
        if self._shapes is None:
            self._shapes = defaultdict(list)
            for key in self._known:
                self._shapes[shape_of(key)].append(key)
        return self._shapes.get(shape, [])

    def of_post(self, post: str) -> Sequence[str]:
        """The keys that lead to a post, those of its configuration first."""
        return self._of_post.get(post, ())


def _own_template(page: Page) -> str | None:
    if "{{" in page.pattern:
        return templates.eleventy(page.pattern, "")
    return templates.jekyll(page.pattern, "") if ":" in page.pattern else None
