"""The body of each page, made by itself: what it needs of the rest of the site is asked for address by address.

So it can be made in another process, or have been made by an earlier run: it still holds where the same addresses get
the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from lint.bundle.anchors import Anchors
from lint.bundle.assets import Assets, Pictures, Read
from lint.bundle.links import Links, Use
from lint.bundle.pages import Page
from lint.post.html_policy import Policy
from lint.post.page_source import page_source
from lint.post.post import parse
from lint.regex import regex

if TYPE_CHECKING:
    from lint.bundle.render import Renderer
    from lint.site.site import Site

_WORD = regex(r"\w+(?:['’\-]\w+)*")

T = TypeVar("T")


class Remember(Protocol):
    """Gives results in order, each for a key that says all that it is made of: known ones, and the others made anew.

    `make` takes the place of a key among the keys; its result is of the type `kind` and can be serialised, and nothing
    else may come of it. `holds` says whether a result, known or new, is right, and may do what has to be done for it.
    """

    def __call__(
        self, keys: Sequence[bytes], kind: type[T], make: Callable[[int], T], holds: Callable[[int, T], bool], /
    ) -> Iterable[T]: ...


def anew(
    keys: Sequence[bytes], kind: type[T], make: Callable[[int], T], holds: Callable[[int, T], bool]
) -> Iterable[T]:
    """Remembers nothing."""
    del kind
    for number in range(len(keys)):
        one = make(number)
        holds(number, one)
        yield one


class Body(msgspec.Struct, array_like=True, frozen=True):
    """A safe fragment of HTML; `outline` has the level, id and text of every heading in it, in order.

    `words` counts the post's prose, `lost` the template tags that were left out; `asked` are the addresses of the post,
    in order, with what became of each.
    """

    html: str
    outline: tuple[tuple[int, str, str], ...]
    words: int
    lost: int
    asked: tuple[tuple[str, Use, str | None], ...]


class Bodies:
    """Makes bodies; nothing is written."""

    def __init__(
        self,
        pages: Sequence[Page],
        texts: Mapping[str, str],
        sources: Collection[str],
        site: Site,
        *,
        anchors: Anchors,
        policy: Policy,
        read: Read,
        pictures: Pictures,
    ) -> None:
        """`texts` are those of the pages' posts, `sources` the paths of all posts; the rest as for a build."""
        self._texts, self._site, self._policy, self._slug = texts, site, policy, anchors.slug
        self._links = _Asking(pages, sources, site, anchors, Assets(read, lambda *_: None, pictures))

    @cached_property
    def _common(self) -> bytes:
        generators = sorted(generator.name for generator in self._site.recognised.generators)
        return msgspec.json.encode((generators, self._policy))

    def key(self, page: Page) -> bytes:
        """All that a body is made of, but for what becomes of its addresses."""
        about = (page.path, page.title, page.language, self._site.flavors.of(page.path), self._texts[page.path])
        return b"%b\0%b" % (self._common, "\0".join(about).encode("utf-8", "surrogatepass"))

    def make(self, page: Page) -> Body:
        """The body of a page. Raises UnfitError for a file that cannot be read."""
        flavor = self._site.flavors.of(page.path)
        post = parse(self._texts[page.path], page.path, flavor=flavor, language=page.language)
        source = page_source(post)
        self._links.asked.clear()
        rendered = self._renderer.render(page, source.markdown)
        words = len(_WORD.findall(post.prose.replace("\x02", "")))
        return Body(rendered.html, rendered.outline, words, source.lost, tuple(self._links.asked))

    @cached_property
    def _renderer(self) -> Renderer:
        from lint.bundle.render import Renderer

        return Renderer(self._links, self._slug, self._policy)


class _Asking(Links):
    """Takes note of what it is asked and of what it answers."""

    def __init__(
        self, pages: Iterable[Page], sources: Collection[str], site: Site, anchors: Anchors, assets: Assets
    ) -> None:
        super().__init__(pages, sources, site, anchors, assets)
        self.asked: list[tuple[str, Use, str | None]] = []

    def rewrite(self, page: Page, url: str, use: Use) -> str | None:
        answer = super().rewrite(page, url, use)
        self.asked.append((url, use, answer))
        return answer
