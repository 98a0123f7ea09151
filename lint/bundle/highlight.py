"""Source code in colours: Pygments' classes, no inline styles."""

from __future__ import annotations

from html import escape
from typing import Any

from lint.regex import regex

_LANGUAGE = regex(r"[{.\s]*([\w+#.-]+)")
_NO_LANGUAGE = frozenset({"", "text", "plain", "plaintext", "txt", "none", "no-highlight", "nohighlight", "mermaid"})


class Highlighter:
    """Turns code into HTML; keeps the lexers that it has made."""

    def __init__(self) -> None:
        from pygments.formatters import HtmlFormatter

        self._formatter = HtmlFormatter(nowrap=True)
        self._lexers: dict[str, Any] = {}

    def block(self, code: str, info: str) -> str:
        """A `pre` for the code of a fenced block; `info` is what stands behind the fence."""
        match = _LANGUAGE.match(info)
        language = match[1].lower() if match else ""
        lexer = self._lexer(language)
        if lexer is None:
            inner = escape(code, quote=False)
        else:
            from pygments import highlight

            inner = highlight(code, lexer, self._formatter)
        mark = f' class="language-{escape(language)}"' if language else ""
        return f'<pre class="code"><code{mark}>{inner}</code></pre>\n'

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
