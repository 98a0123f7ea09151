"""Pelican: `content/NAME.md` that begins with `Key: value`; posts without a date are pages."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from html import escape
from typing import ClassVar
from urllib.parse import quote

from lint.bundle.export.article import Article
from lint.bundle.export.front import with_metadata
from lint.bundle.export.python_markdown import for_python_markdown
from lint.bundle.export.target import PLAIN_ID, Dialect, Target, TargetName, Whole
from lint.regex import regex

_MARKUP = regex(r"([\\`*_{}\[\]<>#+!|&~-])")
# What Pelican takes for something of its own.
_OWN = frozenset(
    {
        *("author", "authors", "category", "content", "date", "filename", "lang", "locale", "metadata", "modified"),
        *("reader", "relative_source_path", "save_as", "settings", "slug", "source_path", "status", "summary", "tags"),
        *("template", "title", "translation", "url", "cover", "translation_key"),
    }
)


class Pelican(Target):
    """Python-Markdown reads with its own rules of blank lines and indentation; titles are HTML."""

    name: ClassVar[TargetName] = "pelican"
    dialect = Dialect(ids=PLAIN_ID, strikethrough=False, task_lists=False, references=False, inner_markdown=True)
    static = "content/"

    def place(self, article: Article, whole: Whole) -> str:  # noqa: ARG002
        return f"content/{'pages/' if article.page.date is None else ''}{article.stem}.md"

    def text(self, article: Article, body: str, whole: Whole) -> str:  # noqa: ARG002
        page = article.page
        more = {key: value for key, value in article.more.items() if key.lower() not in _OWN}
        fields = {
            "Title": escape(page.title, quote=False),
            "Date": article.date and _moment(article.date),
            "Modified": article.updated and _moment(article.updated),
            "Status": "published",
            "Slug": article.stem,
            "Url": quote(page.url, safe="/~"),
            "Save_as": page.file,
            "Authors": _listed(page.authors),
            "Tags": _listed(page.tags),
            "Category": article.categories[0] if article.categories else "",
            "Lang": page.language,
            "Translation_key": article.translation_key,
            "Summary": _MARKUP.sub(r"\\\1", page.summary).replace("\\<", "&lt;").replace("\\&", "&amp;"),
            "Cover": article.cover,
            **{key: str(value) for key, value in more.items() if isinstance(value, (str, int, float, datetime.date))},
        }
        return with_metadata(fields, body)

    def body(self, markdown: str) -> str:
        return for_python_markdown(markdown)

    def kit(self, whole: Whole) -> Mapping[str, str]:
        return {**self.shipped(), "pelicanconf.py": _configuration(whole)}


def _moment(date: datetime.date) -> str:
    return date.isoformat(" ") if isinstance(date, datetime.datetime) else date.isoformat()


def _listed(names: Sequence[str]) -> str:
    """A list as Pelican splits it: at semicolons where there is one, else at commas."""
    names = [name.replace(";", ",") for name in names]
    if any("," in name for name in names):
        return "; ".join(names) + (";" if len(names) == 1 else "")
    return ", ".join(names)


def _configuration(whole: Whole) -> str:
    return "\n".join(
        (
            f"SITENAME = {whole.title!r}",
            f"SITEURL = {whole.url!r}",
            f"DEFAULT_LANG = {whole.language!r}",
            'TIMEZONE = "UTC"',
            'PATH = "content"',
            'STATIC_PATHS = ["images", "files"]',
            'THEME = "theme"',
            "ARTICLE_TRANSLATION_ID = None  # each post stands for itself, at the address that it names",
            "PAGE_TRANSLATION_ID = None",
            "DEFAULT_PAGINATION = False",
            "SLUGIFY_SOURCE = 'title'",
            "FEED_ALL_ATOM = 'feed.atom'",
            "CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None",
            "MARKDOWN = {",
            '    "extension_configs": {',
            '        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},',
            '        "markdown.extensions.extra": {},',
            '        "markdown.extensions.sane_lists": {},',
            '        "markdown.extensions.meta": {},',
            "    },",
            '    "output_format": "html5",',
            "}",
            "",
        )
    )
