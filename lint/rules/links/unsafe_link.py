"""The rule unsafe-link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.pointers import remarkable
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, Span


def _hidden(scheme: str) -> str:
    """A pattern for a scheme as browsers read it: without tabs and line ends."""
    return "[\\t\\r\\n]*".join(map(re.escape, scheme))


# Browsers pass over control characters and spaces before a scheme, and over tabs and line ends inside it.
_SCHEMES = ("javascript:", "vbscript:", "data:text/html", "data:application/xhtml+xml")
_UNSAFE = regex(rf"[\x00-\x20]*(?P<scheme>{'|'.join(map(_hidden, _SCHEMES))})", re.IGNORECASE)
_BLANK = regex(r"[\x00-\x20]+")
_ATTRIBUTES = frozenset({"action", "data", "formaction", "href", "poster", "src", "xlink:href"})


class UnsafeLink(Rule):
    """A link or image runs a script instead of leading to a page.

    `javascript:`, `vbscript:` and HTML in a `data:` address run in the reader's session with the rights of the page,
    so a sanitiser drops them and a careless theme lets them through.

    Letter case, entities, tabs and line ends in the scheme hide nothing from browsers, and nothing from this rule.
    An image in a `data:` address is harmless; so are words such as `javascript:` in text and code.
    """

    id = "unsafe-link"
    level = Level.ERROR

    examples = (
        Bad("Press [the button](⟦javascript:alert(1)⟧) now.", message='"javascript:"'),
        Bad("See [this](⟦&#74;avaScript:go()⟧)."),
        Bad("Or <a href='⟦ java\tscript:go()⟧'>that</a>."),
        Bad("[old]: ⟦vbscript:MsgBox⟧\n\nAn [old] page."),
        Bad('<form action="⟦javascript:send()⟧"><button formaction="⟦data:text/html,<b>x</b>⟧">Go</button></form>'),
        Bad("![chart](⟦data:text/html;base64,PGI+⟧)"),
        Good("![dot](data:image/png;base64,iVBORw0KGgo=)"),
        Good("A [guide](/javascript:-the-basics) and [another](https://example.org/?q=javascript:x)."),
        Good("Never write `[x](javascript:alert(1))`, nor javascript:alert(1)."),
        Good('<a data-action="javascript:x" href="/page">page</a>'),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for pointer in remarkable(post):
            if pointer.form != "html" and (match := _UNSAFE.match(pointer.url)):
                yield _finding(pointer.span, match)
        for tag in post.tags:
            for attribute in tag.attributes:
                if attribute.name in _ATTRIBUTES and (match := _UNSAFE.match(attribute.value)):
                    yield _finding(attribute.value_span, match)


def _finding(span: Span, match: re.Match[str]) -> Finding:
    scheme = _BLANK.sub("", match["scheme"]).lower()
    return Finding(span, f'"{scheme}" runs a script in the reader\'s browser')
