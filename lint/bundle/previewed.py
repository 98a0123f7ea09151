"""A page of a bundle with the preview's panel in it, and the policy that lets the panel's script run and nothing else.

Apart from the panel's element the page stays as it is. Its Content-Security-Policy, which forbids scripts, moves from
the page to the header of the response, for what a page forbids no header can allow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape

from lint.bundle.live import Mark
from lint.regex import regex

_META = regex(rb"""<meta\s[^>]*?http-equiv\s*=\s*["']?content-security-policy["']?(?:\s[^>]*)?>\n?""", re.IGNORECASE)
_CONTENT = regex(r"""\scontent\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)
_BODY = regex(rb"<body(?:\s[^>]*)?>\n?", re.IGNORECASE)
_HEADS = regex(rb"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
ELEMENT = "copydesk-preview"


def with_panel(
    page: bytes, panel: str, marks: Mapping[str, str], about: Mapping[str, str], own: str
) -> tuple[bytes, list[str]]:
    """The page with the panel in it, and the policies that it had.

    `panel` is HTML; `marks` are words to stand behind links of the page, by the paths that these lead to; `about` is
    what the panel's script has to know; `own` is the path of the preview's files, with slashes around it.
    """
    policies = [unescape(found["double"] or found["single"] or "") for found in _policies(page)]
    page = _META.sub(b"", page)
    place = _place(page)
    known = {**about, "own": own} | ({"marks": json.dumps(dict(marks), ensure_ascii=False)} if marks else {})
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in known.items())
    parts = (
        f'<{ELEMENT} {attributes}><template shadowrootmode="open">',
        f'<link rel="stylesheet" href="{escape(own)}preview.css">{panel}</template></{ELEMENT}>',
        f'<script src="{escape(own)}preview.js" defer></script>\n',
    )
    element = "".join(parts)
    return page[:place] + element.encode("utf-8", "replace") + page[place:], policies


def _policies(page: bytes) -> list[re.Match[str]]:
    found = (_CONTENT.search(meta[0].decode("utf-8", "replace")) for meta in _META.finditer(page))
    return [one for one in found if one]


def _place(page: bytes) -> int:
    """Where the page's own content begins: behind `<body>`, as far as it is written; never inside a comment."""
    hidden = [found.span() for found in _HEADS.finditer(page)]
    for body in _BODY.finditer(page):
        if not any(start <= body.start() < end for start, end in hidden):
            return body.end()
    return len(page)


def policy(policies: Sequence[str], own: str) -> str:
    """The header's value: the page's own policies, each with leave for what is below `own`, a whole address.

    A page without a policy, whose author trusts it with scripts, gets none here either.
    """
    return ", ".join(_lenient(one, own) for one in policies)


def _lenient(written: str, own: str) -> str:
    directives: dict[str, list[str]] = {}
    for part in written.split(";"):
        name, *values = part.split() or [""]
        if name:
            directives.setdefault(name.lower(), values)
    fallback = directives.get("default-src")
    for name, file in (("script-src", "preview.js"), ("style-src", "preview.css"), ("connect-src", "")):
        sources = directives.get(name, fallback)
        if sources is None and name == "style-src":
            continue  # all may be used
        directives[name] = [*_kept(sources), _source(own, file)]
    if "script-src-elem" in directives:
        directives["script-src-elem"] = [*_kept(directives["script-src-elem"]), _source(own, "preview.js")]
    return "; ".join(" ".join((name, *values)) for name, values in directives.items())


def _kept(sources: Sequence[str] | None) -> list[str]:
    return [source for source in sources or () if source.lower() != "'none'"]


def _source(own: str, file: str) -> str:
    """One file of the preview; a policy has no form for an address with colons, such as [::1], but the page's own."""
    return "'self'" if "[" in own else f"{own}{file}"


def words(mark: Mark) -> str:
    """A mark in a word or two, for lists."""
    return "Draft" if mark.draft else f"From {mark.later}"


def sentence(mark: Mark) -> str:
    """A mark in a sentence, for the page itself."""
    if not mark.draft:
        return f"This post is dated {mark.later}. Bundles hold it from that day on, or with --future."
    later = f", and it is dated {mark.later}" if mark.later else ""
    return f"This post is a draft{later}. No bundle holds it."


def wrong(title: str, reason: str) -> bytes:
    """A page for what cannot be shown."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>:root {{ color-scheme: light dark }} "
        "body { font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1.25rem; "
        "overflow-wrap: anywhere }</style>\n</head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n<p>{escape(reason)}</p>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def about_rule(rule: str, markdown: str, own: str) -> bytes:
    """The page about a rule, of Markdown in which all HTML is text."""
    import mistune

    body = mistune.create_markdown(escape=True)(markdown)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(rule)}</title>\n<link rel="stylesheet" href="{escape(own)}preview.css">\n</head>\n'
        f'<body class="rule">\n<main>\n{body}</main>\n</body>\n</html>\n'
    ).encode("utf-8", "replace")
