"""Which flavour each post of a site has: the configuration's, else that of the generator that builds its folder.

The names of files tell most of it, and a look into the few files whose names several programs share the rest: all of
a generator's configuration (`lint.site.generators`) would cost a run over one post more than it is worth. A test holds
that both recognise the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

Reads: TypeAlias = Callable[[str], str]

if TYPE_CHECKING:
    from lint.site.site import Files, ReadTexts

_NAMES = {
    ".obsidian": "obsidian",
    ".vitepress": "vitepress",
    "_quarto.yaml": "quarto",
    "_quarto.yml": "quarto",
    "myst.yml": "myst",
    "pelicanconf.py": "pelican",
    "zola.toml": "zola",
    **{f"hugo.{ending}": "hugo" for ending in ("toml", "yaml", "yml", "json")},
}
_STEMS = {".eleventy": "eleventy", "eleventy": "eleventy", "astro": "astro", "docusaurus": "docusaurus"}
_SCRIPT = r"(?P<stem>\.eleventy|eleventy|astro|docusaurus)(?:\.config)?\.[cm]?[jt]s"
_MKDOCS = ("mkdocs.yml", "mkdocs.yaml")
_ELSEWHERE = r"(?m)^[^#\n]*[\[\s,\"'](?:autorefs|mkdocstrings)\b|\bauto_append\s*:"
"""What makes labels of references known that a page does not define: other pages, or files that each page ends with."""
_JEKYLL = ("_config.yml", "_config.yaml", "_config.toml")
_HUGO = tuple(f"config.{ending}" for ending in ("toml", "yaml", "yml", "json"))
_HUGO_FOLDERS = frozenset({"archetypes", "layouts", "themes"})
_PACKAGES = {
    "@11ty/eleventy": "eleventy",
    "@docusaurus/core": "docusaurus",
    "astro": "astro",
    "hexo": "hexo",
    "vitepress": "vitepress",
}
_PACKAGE = r"\"(?P<name>@11ty/eleventy|@docusaurus/core|astro|hexo|vitepress)\"\s*:"
_HUGO_ADDRESS = r"(?im)^\s*[\"']?baseurl[\"']?\s*[:=]"
_ZOLA_ADDRESS = r"(?m)^\s*base_url\s*="


class Flavors:
    """The flavours of a site's posts; each folder is looked at when a post in it is first asked for."""

    def __init__(self, configured: str = "", files: Files | None = None, read: ReadTexts | None = None) -> None:
        """`configured` holds for all posts; without it `files` and `read` tell."""
        self._configured = configured
        self._files, self._read = files, read
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        """The flavour of the post at this path, relative to the site; "" where nobody knows it."""
        if self._configured or self._files is None:
            return self._configured
        return self._below(self._files, path.rpartition("/")[0])

    def _below(self, files: Files, folder: str) -> str:
        """The flavour of the nearest folder upwards that a generator builds; of two in one folder neither is sure."""
        found = self._known.get(folder)
        if found is None:
            claims = set(_claims(folder, files, self._text))
            if claims:
                found = claims.pop() if len(claims) == 1 else ""
            else:
                found = self._below(files, folder.rpartition("/")[0]) if folder else ""
            self._known[folder] = found
        return found

    def _text(self, path: str) -> str:
        return self._read([path]).get(path, "") if self._read else ""


def _claims(folder: str, files: Files, text: Reads) -> Iterator[str]:
    """The flavours of the generators that have their configuration in a folder."""
    names = files.names(folder)
    present = frozenset(names)
    place = f"{folder}/" if folder else ""
    yield from (flavor for name, flavor in _NAMES.items() if name in present)
    for name in names:
        if name.endswith(("js", "ts")) and (script := re.fullmatch(_SCRIPT, name)):
            yield _STEMS[script["stem"]]
    for name in _MKDOCS:
        if name in present:
            yield "mkdocs-autorefs" if re.search(_ELSEWHERE, text(f"{place}{name}")) else "mkdocs"
    packages: set[str] = set()
    if "package.json" in present:
        packages = {_PACKAGES[match["name"]] for match in re.finditer(_PACKAGE, text(f"{place}package.json"))}
        yield from packages
    if "conf.py" in present and re.search(r"[\"']myst_(?:parser|nb)[\"']", text(f"{place}conf.py")):
        yield "myst"
    if "_toc.yml" in present and "_config.yml" in present:
        yield "myst"
    elif "hexo" not in packages and any(name in present for name in _JEKYLL):
        yield "jekyll"
    yield from _hugo_or_zola(place, present, text, files)


def _hugo_or_zola(place: str, present: frozenset[str], text: Reads, files: Files) -> Iterable[str]:
    """What a configuration is that both name alike."""
    if not present.isdisjoint(_HUGO):
        name = next(name for name in _HUGO if name in present)
        written = text(f"{place}{name}")
        if name == "config.toml" and re.search(_ZOLA_ADDRESS, written):
            return ["zola"] if "content" in present else []
        if re.search(_HUGO_ADDRESS, written) or ("content" in present and not present.isdisjoint(_HUGO_FOLDERS)):
            return ["hugo"]
    if "config" in present and files.is_folder(f"{place}config/_default"):
        return ["hugo"]
    return []
