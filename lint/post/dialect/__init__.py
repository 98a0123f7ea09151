"""Which syntaxes besides CommonMark a post may hold: by its flavour and its ending."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

Syntax = Literal[
    "liquid", "nunjucks", "hugo", "zola", "vue", "mdx", "kramdown", "attributes", "containers", "directives",
    "admonitions", "roles", "alerts", "wikilinks", "math", "formulas", "comments", "citations", "references",
]  # fmt: skip
"""`math` takes every `$…$` for a formula, `formulas` only what looks like one: engines differ, amounts stay prose.
`liquid` and `nunjucks` differ in `{# #}`; `attributes` are `{.class}`, `kramdown` is `{: .class}` and `{::options}`;
`containers` begin with `:::`, `directives` are fences such as ```` ```{note} ````, `admonitions` begin with `!!!`;
`comments` are lines with `%` (MyST) and `%%…%%` (Obsidian); labels of `references` may be defined in other files."""

_TEMPLATES: tuple[Syntax, ...] = ("liquid", "nunjucks")
_EVERYWHERE: tuple[Syntax, ...] = ("alerts", "formulas", "wikilinks")
_MKDOCS: tuple[Syntax, ...] = (*_EVERYWHERE, *_TEMPLATES, "kramdown", "attributes", "containers", "admonitions")

FLAVORS: dict[str, frozenset[Syntax]] = {
    "astro": frozenset((*_EVERYWHERE, "containers")),
    "commonmark": frozenset(),
    "docusaurus": frozenset((*_EVERYWHERE, "containers", "mdx")),
    "eleventy": frozenset((*_EVERYWHERE, *_TEMPLATES, "attributes", "containers")),
    "github": frozenset(("alerts", "math")),
    "hexo": frozenset((*_EVERYWHERE, *_TEMPLATES)),
    "hugo": frozenset((*_EVERYWHERE, "hugo", "attributes")),
    "jekyll": frozenset((*_EVERYWHERE, "liquid", "kramdown")),
    "mdx": frozenset((*_EVERYWHERE, "containers", "mdx")),
    "mkdocs": frozenset(_MKDOCS),
    "mkdocs-autorefs": frozenset((*_MKDOCS, "references")),
    "myst": frozenset(("alerts", "math", "nunjucks", "attributes", "containers", "directives", "roles", "comments")),
    "obsidian": frozenset(("alerts", "math", "wikilinks", "comments")),
    "pelican": frozenset((*_EVERYWHERE, *_TEMPLATES, "kramdown", "attributes", "admonitions")),
    "quarto": frozenset(("alerts", "math", "hugo", "attributes", "containers", "directives", "citations")),
    "starlight": frozenset((*_EVERYWHERE, "containers")),
    "vitepress": frozenset((*_EVERYWHERE, "vue", "attributes", "containers")),
    "zola": frozenset((*_EVERYWHERE, "zola")),
}
"""The syntaxes of each flavour that a configuration may name."""

# What cannot well be anything else: so posts are read whose generator nobody knows.
_UNKNOWN: frozenset[Syntax] = frozenset(
    (*_EVERYWHERE, *_TEMPLATES, "hugo", "kramdown", "attributes", "containers", "directives", "roles")
)
# What a program puts in before MDX is read, and what MDX writes otherwise.
_NOT_IN_MDX: frozenset[Syntax] = frozenset((*_TEMPLATES, "hugo", "zola", "vue", "kramdown", "attributes", "roles"))


class Dialect(msgspec.Struct, frozen=True):
    """What a post is read as. `flavor` is "" where nobody knows it."""

    flavor: str = ""
    syntaxes: frozenset[Syntax] = _UNKNOWN

    def has(self, *syntaxes: Syntax) -> bool:
        """Whether it has one of these."""
        return not self.syntaxes.isdisjoint(syntaxes)


@cache
def dialect_of(flavor: str, *, mdx: bool = False) -> Dialect:
    """The dialect of a post of this flavour; `mdx` says that its file's name ends so. Raises KeyError."""
    syntaxes = FLAVORS[flavor] if flavor else _UNKNOWN
    if mdx or "mdx" in syntaxes:
        syntaxes = (syntaxes - _NOT_IN_MDX) | {"mdx", "containers"}
    return Dialect(flavor, syntaxes)
