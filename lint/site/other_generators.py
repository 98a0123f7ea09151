"""Generators of which no more is known than that they build a site: that tells how its posts are read."""

from __future__ import annotations

from collections.abc import Callable

from lint.regex import regex
from lint.site.generator_folder import Folder, Generator
from lint.site.settings import texts_of

_DOCUSAURUS = regex(r"docusaurus\.config\.[cm]?[jt]s")


def is_hexo(folder: Folder) -> bool:
    """Whether the `_config.yml` here is Hexo's, which Jekyll's has the name of."""
    return "hexo" in folder.needs


def is_jupyter_book(folder: Folder) -> bool:
    """Whether the `_config.yml` here is that of a Jupyter Book."""
    return "_toc.yml" in folder.names


def _docusaurus(folder: Folder) -> Generator | None:
    name = folder.matching(_DOCUSAURUS)
    needs = "@docusaurus/core" in folder.needs
    if not name and not needs:
        return None
    return Generator("Docusaurus", folder.root, (name or "package.json needs `@docusaurus/core`",))


def _hexo(folder: Folder) -> Generator | None:
    if not is_hexo(folder):
        return None
    return Generator("Hexo", folder.root, ("package.json needs `hexo`",), folder.folder("source"))


def _myst(folder: Folder) -> Generator | None:
    name = folder.first("myst.yml")
    if not name and is_jupyter_book(folder):
        name = folder.first("_config.yml")
    if not name and {"myst_parser", "myst_nb"}.intersection(texts_of(folder.settings("conf.py"), "extensions")):
        name = "conf.py"
    return Generator("MyST", folder.root, (name,)) if name else None


def _obsidian(folder: Folder) -> Generator | None:
    return Generator("Obsidian", folder.root, (".obsidian/",)) if folder.folder(".obsidian") else None


def _quarto(folder: Folder) -> Generator | None:
    name = folder.first("_quarto.yml", "_quarto.yaml")
    return Generator("Quarto", folder.root, (name,)) if name else None


def _vitepress(folder: Folder) -> Generator | None:
    if folder.folder(".vitepress"):
        return Generator("VitePress", folder.root, (".vitepress/",))
    if "vitepress" in folder.needs and not folder.folder("docs/.vitepress"):
        return Generator("VitePress", folder.root, ("package.json needs `vitepress`",))
    return None


OTHER_READERS: tuple[Callable[[Folder], Generator | None], ...] = (
    _docusaurus,
    _hexo,
    _myst,
    _obsidian,
    _quarto,
    _vitepress,
)
