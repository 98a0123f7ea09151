"""What differs between generators: how a post's file is named and begins, what its Markdown may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Literal

import msgspec

from lint.bundle.export.article import Article
from lint.regex import regex

TargetName = Literal["", "eleventy", "hugo", "jekyll", "pelican"]

_KITS = Path(__file__).parent / "kits"
_ANY_ID = regex(r"[^\s{}\"'<>&]+")
PLAIN_ID = regex(r"(?:[^\s{}\"'<>&*_~`!|\[\]\\]|(?<=[^\W_])_(?=[^\W_]))+")
"""An id that is no emphasis either, for those that read emphasis first."""


class Dialect(msgspec.Struct, frozen=True):
    """What the Markdown of a generator knows in its default settings; what it lacks is written in another way.

    A heading's id that `ids` does not match is written as an anchor of its own. `inner_markdown` says that Markdown
    inside an HTML element is only read where the element asks for it.
    """

    ids: re.Pattern[str] = _ANY_ID
    footnotes: bool = True
    strikethrough: bool = True
    task_lists: bool = True
    indented_code: bool = True
    references: bool = True
    inner_markdown: bool = False
    more_mark: str = ""
    """The comment behind which a post goes on after its summary."""


class Whole(msgspec.Struct, frozen=True):
    """What a generator's configuration says of the site. `base` is the path that it is served below, "" or "/blog".

    `url` is where it is served, without a slash at its end, "" where nobody knows. The first of `languages` is the
    site's own.
    """

    title: str
    url: str
    base: str
    languages: Sequence[str]

    @property
    def language(self) -> str:
        """The site's own language."""
        return self.languages[0]


class Target:
    """A generator; one class for each, in a file of its own."""

    name: ClassVar[TargetName] = ""
    dialect: ClassVar[Dialect] = Dialect()
    static: ClassVar[str] = ""
    """The folder that is served at the top of the site, with a slash behind it."""

    def place(self, article: Article, whole: Whole) -> str:
        """The path of the post's file."""
        raise NotImplementedError

    def text(self, article: Article, body: str, whole: Whole) -> str:
        """The whole text of the post's file."""
        raise NotImplementedError

    def body(self, markdown: str) -> str:
        """Markdown in which nothing is left that this generator would run, or read otherwise than CommonMark does."""
        return markdown

    def kit(self, whole: Whole) -> Mapping[str, str]:
        """A small configuration and layouts with which the folder builds as it is, by their paths."""
        raise NotImplementedError

    def shipped(self) -> dict[str, str]:
        """The layouts of this target that come with the package."""
        import jinja2

        loader, environment = jinja2.FileSystemLoader(_KITS / self.name), jinja2.Environment(autoescape=True)
        return {name: loader.get_source(environment, name)[0] for name in loader.list_templates()}
