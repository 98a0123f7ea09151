"""Hugo: `content/posts/NAME.md`; the language has a folder of its own where there are several."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import ClassVar

from lint.bundle.export.article import Article
from lint.bundle.export.front import stamp, with_yaml
from lint.bundle.export.rewrite import Change, changed, parts
from lint.bundle.export.target import Dialect, Target, TargetName, Whole
from lint.regex import regex

_SHORTCODE = regex(r"\{\{(?P<open>[<%])(?P<inside>.*?)(?P<close>[>%])\}\}", re.DOTALL)
_OPENS = regex(r"\{\{[<%]")


class Hugo(Target):
    """Goldmark reads CommonMark; shortcodes are run wherever they stand, in code too."""

    name: ClassVar[TargetName] = "hugo"
    dialect = Dialect(more_mark="<!--more-->")
    static = "static/"

    def place(self, article: Article, whole: Whole) -> str:
        folder = f"content/{article.page.language.lower()}" if len(whole.languages) > 1 else "content"
        return f"{folder}/posts/{article.stem}.md"

    def text(self, article: Article, body: str, whole: Whole) -> str:  # noqa: ARG002
        page = article.page
        fields = {
            "title": page.title,
            "description": page.summary,
            "date": article.date and stamp(article.date),
            "lastmod": article.updated and stamp(article.updated),
            "draft": False,
            "url": f"/{page.url}",
            "aliases": article.aliases,
            "authors": page.authors,
            "tags": page.tags,
            "categories": article.categories,
            "images": [article.cover] if article.cover else [],
            "translationKey": article.translation_key,
            "params": article.more,
        }
        return with_yaml(fields, body)

    def body(self, markdown: str) -> str:
        """Shortcodes are shown, not run: `{{</* name */>}}`. What only begins like one is written with an entity."""
        if not _OPENS.search(markdown):
            return markdown
        markdown = changed(markdown, _code_without_pairs(markdown))
        pieces: list[str] = []
        done = 0
        for match in _SHORTCODE.finditer(markdown):
            if match["close"] != (">" if match["open"] == "<" else "%"):
                continue
            pieces += _lone(markdown[done : match.start()]), _shown(match)
            done = match.end()
        return "".join((*pieces, _lone(markdown[done:])))

    def kit(self, whole: Whole) -> Mapping[str, str]:
        return {**self.shipped(), "hugo.toml": _configuration(whole)}


def _shown(match: re.Match[str]) -> str:
    return f"{{{{{match['open']}/*{match['inside']}*/{match['close']}}}}}"


def _lone(text: str) -> str:
    return _OPENS.sub(lambda match: f"&#123;{match.group()[1:]}", text)


def _code_without_pairs(markdown: str) -> list[Change]:
    """Code that begins a shortcode and does not end it, where no entity can stand, becomes HTML."""
    found: list[Change] = []
    for part in parts(markdown):
        if part.name not in {"Code", "CodeBlock"}:
            continue
        written = markdown[part.start : part.end]
        if not _OPENS.search(_SHORTCODE.sub("", written)) or (part.around and part.name == "CodeBlock"):
            continue
        if part.name == "Code":
            found.append((part.start, part.end, f"<code>{_entities(part.value)}</code>"))
        elif isinstance(part.value, dict):
            lines = written.rstrip().split("\n")[1:-1]
            info = part.value.get("Fenced", "").split(" ")[0]
            language = f' class="language-{escape(info)}"' if info else ""
            code = _entities("\n".join(lines))
            found.append((part.start, part.end, f"<pre><code{language}>{code}\n</code></pre>\n"))
    return found


def _entities(code: str) -> str:
    return escape(code, quote=False).replace("{", "&#123;")


def _configuration(whole: Whole) -> str:
    lines = [
        f"baseURL = {json.dumps((whole.url or 'https://example.org') + '/')}",
        f"title = {json.dumps(whole.title, ensure_ascii=False)}",
        f"defaultContentLanguage = {json.dumps(whole.language.lower())}",
        'disableKinds = ["section"]',
        "buildFuture = true  # what is not to be published is not in this folder",
        "disablePathToLower = true",
        "capitalizeListTitles = false",
        'titleCaseStyle = "none"',
        "",
        "[markup.goldmark.renderer]",
        "unsafe = true  # the HTML in these posts is what copydesk let through",
        "",
        "[markup.goldmark.extensions]",
        "linkify = false",
        "definitionList = false",
        "",
        "[markup.goldmark.extensions.typographer]",
        "disable = true",
    ]
    for number, language in enumerate(whole.languages):
        lines += ["", f"[languages.{json.dumps(language.lower())}]", f"weight = {number + 1}"]
        if len(whole.languages) > 1:
            lines.append(f'contentDir = "content/{language.lower()}"')
    return "\n".join(lines) + "\n"
