"""Jekyll: `_posts/YYYY-MM-DD-NAME.md`; posts without a date are pages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import ClassVar

from lint.bundle.export.article import Article
from lint.bundle.export.front import kept_day, stamp, with_yaml
from lint.bundle.export.kramdown import for_kramdown
from lint.bundle.export.target import Dialect, Target, TargetName, Whole
from lint.regex import regex

_MARK = regex(r"\{[{%]")
_LAST = regex(r".*(?:[}%]\}|\{[{%])", re.DOTALL)


class Jekyll(Target):
    """Liquid runs over the whole text, code too, and then kramdown reads it."""

    name: ClassVar[TargetName] = "jekyll"
    dialect = Dialect(ids=re.compile(r"[A-Za-z][\w:-]*", re.ASCII), references=False, inner_markdown=True)

    def place(self, article: Article, whole: Whole) -> str:  # noqa: ARG002
        date = article.page.date
        if date is None:
            return f"undated/{article.stem}.md"
        day = date.isoformat()
        return f"_posts/{day}-{article.stem.removeprefix(f'{day}-')}.md"

    def text(self, article: Article, body: str, whole: Whole) -> str:  # noqa: ARG002
        page = article.page
        fields = {
            "layout": "post",
            "title": page.title,
            "description": page.summary,
            "date": article.date and stamp(kept_day(article.date), " ", " "),
            "last_modified_at": article.updated and stamp(kept_day(article.updated), " ", " "),
            "published": True,
            "permalink": f"/{page.url}",
            "redirect_from": article.aliases,
            "author": page.authors[0] if len(page.authors) == 1 else list(page.authors),
            "tags": page.tags,
            "categories": article.categories,
            "lang": page.language,
            "ref": article.translation_key,
            "image": article.cover,
            **{key: value for key, value in article.more.items() if key != "ref"},
        }
        return with_yaml(fields, body)

    def body(self, markdown: str) -> str:
        return "\n".join(map(_raw, for_kramdown(markdown).split("\n")))

    def kit(self, whole: Whole) -> Mapping[str, str]:
        return {**self.shipped(), "_config.yml": _configuration(whole)}


def _raw(line: str) -> str:
    """A line in which Liquid finds nothing to run."""
    first = _MARK.search(line)
    if not first:
        return line
    last = _LAST.match(line)
    end = last.end() if last else len(line)
    if "endraw" in line:
        return _MARK.sub(lambda match: f'{{{{ "{match.group()}" }}}}', line)
    return f"{line[: first.start()]}{{% raw %}}{line[first.start() : end]}{{% endraw %}}{line[end:]}"


def _configuration(whole: Whole) -> str:
    host = whole.url.removesuffix(whole.base) if whole.base else whole.url
    return "\n".join(
        (
            f"title: {json.dumps(whole.title, ensure_ascii=False)}",
            f"url: {json.dumps(host)}",
            f"baseurl: {json.dumps(whole.base)}",
            f"lang: {json.dumps(whole.language)}",
            "timezone: UTC",
            "future: true # what is not to be published is not in this folder",
            "markdown: kramdown",
            "kramdown:",
            "  input: GFM",
            "  hard_wrap: false",
            "  auto_ids: false",
            "  smart_quotes: apos,apos,quot,quot",
            "  typographic_symbols:",
            '    hellip: "..."',
            '    mdash: "---"',
            '    ndash: "--"',
            '    laquo: "<<"',
            '    raquo: ">>"',
            '    laquo_space: "<< "',
            '    raquo_space: " >>"',
            "",
        )
    )
