"""Eleventy: `posts/NAME.md` with the layout in the folder's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import ClassVar

from lint.bundle.export.article import Article
from lint.bundle.export.front import kept_day, stamp, with_yaml
from lint.bundle.export.target import PLAIN_ID, Dialect, Target, TargetName, Whole


class Eleventy(Target):
    """markdown-it reads CommonMark with tables and struck text; no template runs over the posts."""

    name: ClassVar[TargetName] = "eleventy"
    dialect = Dialect(ids=PLAIN_ID, footnotes=False, task_lists=False, indented_code=False)

    def place(self, article: Article, whole: Whole) -> str:  # noqa: ARG002
        return f"posts/{article.stem}.md"

    def text(self, article: Article, body: str, whole: Whole) -> str:  # noqa: ARG002
        page = article.page
        fields = {
            "title": page.title,
            "description": page.summary,
            "date": article.date and stamp(kept_day(article.date)),
            "updated": article.updated and stamp(kept_day(article.updated)),
            "draft": False,
            "permalink": f"/{page.file}",
            "aliases": article.aliases,
            "authors": page.authors,
            "tags": page.tags,
            "categories": article.categories,
            "lang": page.language,
            "translationKey": article.translation_key,
            "image": article.cover,
            **article.more,
        }
        return with_yaml(fields, body)

    def kit(self, whole: Whole) -> Mapping[str, str]:
        # No template runs over the posts, whatever the configuration says: their braces are their own.
        data = {"layout": "post.njk", "templateEngineOverride": "md", "dynamicPermalink": False}
        site = {"title": whole.title, "url": whole.url, "base": whole.base, "lang": whole.language}
        return {
            **self.shipped(),
            "posts/posts.11tydata.json": json.dumps(data, indent=2) + "\n",
            "_data/site.json": json.dumps(site, indent=2, ensure_ascii=False) + "\n",
        }
