"""The permalink templates that the recognised generators give to the posts below their folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.records import NamedTuple
from lint.site.addresses import templates
from lint.site.generator_folder import Generator

_ELEVENTY_INPUTS = ("", "src", "content", "pages", "site", "docs", "src/content", "src/pages", "src/site")


class Scoped(NamedTuple):
    """A template and the folder (relative to the site) below which it holds.

    `certain` says that the configuration or the generator's own default gives it, and nothing else.
    """

    folder: str
    template: str
    certain: bool = True

    def holds(self, path: str) -> bool:
        """Whether the post at this path lies below the folder."""
        return not self.folder or path.startswith(f"{self.folder}/")


def configured(generators: Iterable[Generator]) -> list[Scoped]:
    """The templates of the generators, the deepest folders first."""
    found = [one for generator in generators for one in _of(generator)]
    return sorted(dict.fromkeys(found), key=lambda one: (-_depth(one.folder), one.folder))


def _depth(folder: str) -> int:
    return folder.count("/") + bool(folder)


def _of(generator: Generator) -> Iterator[Scoped]:
    content = generator.content
    below = Scoped(content, f"{{below:{content}}}/{{name}}")
    if generator.name == "Jekyll":
        yield from _jekyll(generator)
    elif generator.name == "Eleventy":
        for folder, pattern in generator.permalinks:
            yield from _scoped(folder, templates.eleventy(pattern, generator.root))
        for top in _ELEVENTY_INPUTS:
            folder = f"{generator.root}/{top}".strip("/")
            yield Scoped(folder, f"{{below:{folder}}}/{{name}}", certain=False)
    elif generator.name == "Pelican":
        for folder, pattern in generator.permalinks:
            yield from _scoped(folder, templates.pelican(pattern))
    elif generator.name == "Astro":
        for folder in (f"{content}/pages", f"{content}/content/docs"):
            yield Scoped(folder, f"{{below:{folder}}}/{{name}}")
        yield below._replace(
            folder=f"{content}/content", template=f"{{below:{content}/content}}/{{name}}", certain=False
        )
    else:
        for folder, pattern in generator.permalinks:
            yield from _scoped(folder, templates.hugo(pattern, content))
        yield below


def _scoped(folder: str, template: str | None) -> Iterator[Scoped]:
    if template is not None:
        yield Scoped(folder, template)


def _jekyll(generator: Generator) -> Iterator[Scoped]:
    source = generator.content
    posts = generator.permalink or "date"
    for folder, pattern in generator.permalinks:
        yield from _scoped(folder, templates.jekyll(pattern, folder))
    template = templates.jekyll(posts, source)
    # Posts of a category may lie in a folder above `_posts`; which folders do, the template cannot say.
    yield from _scoped(f"{source}/_posts".strip("/"), template)
    yield Scoped(source, f"{{below:{source}}}/{{name}}")
