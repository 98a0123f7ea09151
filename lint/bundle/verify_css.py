"""The addresses in a style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.regex import regex

_COMMENT = regex(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ADDRESS = regex(
    r"\burl\(\s*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<plain>[^\"'()\s][^)\s]*)?)\s*\)"
    r"|@import\s+(?:\"(?P<double_import>[^\"\n]*)\"|'(?P<single_import>[^'\n]*)')",
    re.IGNORECASE,
)
_ESCAPE = regex(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)


def css_addresses(css: str) -> Iterator[tuple[str, int, int]]:
    """Each `url()` and `@import`: the address with its escapes resolved, and where it stands; comments are left out."""
    if "(" not in css and "@" not in css:
        return
    if "/*" in css:
        css = _COMMENT.sub(lambda comment: " " * len(comment.group()), css)
    for match in _ADDRESS.finditer(css):
        group = match.lastgroup
        if group is None:
            yield "", match.end() - 1, match.end() - 1
        else:
            yield _ESCAPE.sub(_escaped, match[group]), *match.span(group)


def _escaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
