"""Source code in colours: Pygments' classes, no inline styles."""

from __future__ import annotations

from functools import cached_property
from html import escape, unescape
from typing import Any

from lint.post.elements import code_language
from lint.regex import regex

_LISTING = regex(
    r'<pre class="code"[^>]*><code class="language-([^"]*)">([^<]*(?:</?span(?: class="\w+")?>[^<]*)*)</code></pre>'
)
_SPAN = regex(r"</?span[^>]*>")
_NO_LANGUAGE = frozenset({"", "text", "plain", "plaintext", "txt", "none", "no-highlight", "nohighlight", "mermaid"})


class Highlighter:
    """Turns code into HTML; keeps the lexers that it has made."""

    def __init__(self) -> None:
        self._lexers: dict[str, Any] = {}
        self._known: dict[tuple[str, str], str] = {}

    def recall(self, html: str) -> None:
        """Learns the listings of a page that was made before: to make the lexer of a language takes a while."""
        for found in _LISTING.finditer(html):
            self._known[unescape(found[1]), unescape(_SPAN.sub("", found[2]))] = found[2]

    def block(self, code: str, info: str) -> str:
        """A `pre` for the code of a fenced block; `info` is what stands behind the fence."""
        language = code_language(info)
        inner = self._known.get((language, code)) or self._coloured(code, language)
        mark = f' class="language-{escape(language)}"' if language else ""
        return f'<pre class="code"><code{mark}>{inner}</code></pre>\n'

    def _coloured(self, code: str, language: str) -> str:
        lexer = self._lexer(language)
        if lexer is None:
            return escape(code, quote=False)
        from pygments import highlight

        return str(highlight(code, lexer, self._formatter))

    @cached_property
    def _formatter(self) -> Any:
        from pygments.formatters import HtmlFormatter

        return HtmlFormatter(nowrap=True)

    def _lexer(self, language: str) -> Any:
        if language in _NO_LANGUAGE:
            return None
        if language not in self._lexers:
            from pygments.lexers import get_lexer_by_name
            from pygments.util import ClassNotFound

            try:
                self._lexers[language] = get_lexer_by_name(language, stripnl=False, ensurenl=False)
            except ClassNotFound:
                self._lexers[language] = None
        return self._lexers[language]
