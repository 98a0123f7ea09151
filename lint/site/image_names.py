"""Which images the texts of a site name: posts, templates, style sheets, configuration, data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from lint.site.image_facts import FORMATS
from lint.site.site import Files, Site

_TEXTS = frozenset(
    {
        *("md", "markdown", "mdx", "html", "htm", "xhtml", "xml", "txt", "rst", "org", "adoc", "csv"),
        *("njk", "liquid", "j2", "jinja", "jinja2", "hbs", "mustache", "pug", "ejs", "twig", "erb", "haml", "webc"),
        *("css", "scss", "sass", "less", "styl", "toml", "yaml", "yml", "json", "json5"),
        *("js", "mjs", "cjs", "jsx", "ts", "tsx", "vue", "svelte", "astro", "py", "rb"),
    }
)
"""Extensions of files that may name an image."""
_NOT_OURS = frozenset({"node_modules", "bower_components", "vendor", "site-packages", "venv", "__pycache__", "_site"})
_LOCKS = frozenset({"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml"})
_HIDDEN_SOURCES = frozenset({".vuepress", ".vitepress"})
_MOST_FILES = 20_000
_AT_ONCE = 100  # files whose texts are held


def image_names(site: Site) -> frozenset[str] | None:
    """The names of image files, in lower case, that stand in any text of the site; None where not all can be read.

    Of a name with spaces only what follows the last one is found.
    """
    paths = list(islice(_texts(site.files), _MOST_FILES + 1))
    if len(paths) > _MOST_FILES:
        return None
    found: set[str] = set()
    for start in range(0, len(paths), _AT_ONCE):
        asked = paths[start : start + _AT_ONCE]
        texts = site.read(asked)
        if len(texts) < len(asked):
            return None
        for text in texts.values():
            found |= names_in(text)
    return frozenset(found)


def names_in(text: str) -> frozenset[str]:
    """The names of image files in a text, in lower case."""
    return frozenset(name.lower() for name in _name().findall(text))


@cache
def _name() -> re.Pattern[str]:
    endings = "|".join(FORMATS)
    return re.compile(rf"[^\s\"'`()<>\[\]{{}}|,;:=/\\]{{1,200}}\.(?:{endings})(?!\w)", re.IGNORECASE)


def _texts(files: Files) -> Iterator[str]:
    """The paths of files of text, without dependencies and hidden folders."""
    folders = [""]
    while folders:
        here = folders.pop()
        for name in files.names(here):
            path = f"{here}/{name}" if here else name
            if files.is_folder(path):
                if name not in _NOT_OURS and (not name.startswith(".") or name in _HIDDEN_SOURCES):
                    folders.append(path)
            elif name.rpartition(".")[2].lower() in _TEXTS and name not in _LOCKS:
                yield path
