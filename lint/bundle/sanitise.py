"""Cleans HTML by the policy: what it does not name does not get through."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urlsplit

from lint.bundle.images.picture import ATTRIBUTE, TAG
from lint.post.html_policy import (
    ATTRIBUTES,
    BLOG,
    BREAKING,
    DROPPED_WITH_CONTENT,
    FORCED,
    FRAME,
    FRAME_ATTRIBUTES,
    SCHEMES,
    TAGS,
    Policy,
)
from lint.regex import regex

# Names as a browser reads them: drawings have some with capitals.
_NAME = regex(r"<([A-Za-z][^\s/>]*)")
_CAPITALS = """altGlyph animateMotion animateTransform clipPath foreignObject linearGradient radialGradient textPath
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"""
_IN_DRAWINGS = {name.lower(): name for name in _CAPITALS.split()}
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
# What a player needs, and no more: it may not take its reader to another page.
_SANDBOX = "allow-popups allow-presentation allow-same-origin allow-scripts"

# What is wider than a small window is scrolled, and readers without a mouse must get there (WCAG 2.1.1).
_REACHED = {"pre": {"tabindex": "0"}, "table": {"tabindex": "0"}}

_BOX = regex(r"<input [^<>]*>")
_SET = regex(r'(?<= )(checked|disabled)=""')
_PREFORMATTED = regex(r"(<pre\b.*?</pre>)", re.DOTALL)
_TRAILING = regex(r"[ \t]+\n")


class Sanitiser:
    """Cleans fragments of HTML; one object serves a whole build."""

    def __init__(self, policy: Policy = BLOG) -> None:
        import nh3

        self._policy = policy
        self._kept: dict[str, bool] = {}
        frames = {FRAME} if policy.name == "blog" and policy.frames else set()
        attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
        self._cleaner = nh3.Cleaner(
            tags=TAGS | frames,
            clean_content_tags=DROPPED_WITH_CONTENT - frames,
            attributes=attributes | {frame: set(FRAME_ATTRIBUTES) for frame in frames},
            set_tag_attribute_values={tag: dict(values) for tag, values in FORCED.items()} | _REACHED,
            url_schemes=set(SCHEMES),
            strip_comments=True,
            link_rel=None,  # no target attribute is allowed, so that no opened page gets a hand on this one
        )

    def clean(self, html: str) -> str:
        """The fragment with only what is allowed, well-formed."""
        if self._policy.name == "trusted":
            return _well_formed(html)
        text = _tidy(self._cleaner.clean(html))
        return self._framed(text) if "<iframe" in text else text

    def keeps(self, tag: str, attribute: str, url: str) -> bool:
        """Whether an element may have an address in an attribute; where neither may be at all, either may be said."""
        if ":" not in url or self._policy.name == "trusted":
            return True
        start = f'<{tag} {attribute}="{escape(url)}">'
        if start not in self._kept:
            self._kept[start] = "=" in self._cleaner.clean(start)
        return self._kept[start]

    def _framed(self, html: str) -> str:
        """Only frames of hosts that are let in, each with a name and within bounds, and nothing inside it."""
        pieces: list[str] = []
        done = 0
        for match in TAG.finditer(html):
            if match["name"] != FRAME or match.start() < done:
                continue
            pieces += html[done : match.start()], self._frame(match["attributes"])
            done = html.index("</iframe>", match.end()) + len("</iframe>")
        return "".join((*pieces, html[done:]))

    def _frame(self, attributes: str) -> str:
        given = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
        if not self._policy.frames_from(given.get("src", "")):
            return ""
        given.setdefault("title", urlsplit(given["src"], "https").hostname or "")
        given |= {"loading": "lazy", "referrerpolicy": "strict-origin-when-cross-origin", "sandbox": _SANDBOX}
        written = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        return f"<iframe{written}></iframe>"


def _tidy(html: str) -> str:
    """What checkers of style mind: a box that is `disabled=""`, blanks that no reader sees at the ends of lines."""
    if "<input" in html:
        html = _BOX.sub(lambda box: _SET.sub(r"\1", box[0]), html)
    if " \n" in html:
        parts = _PREFORMATTED.split(html)
        parts[::2] = [_TRAILING.sub("\n", part) for part in parts[::2]]
        html = "".join(parts)
    return html


def _well_formed(html: str) -> str:
    """What an author wrote, with every element and comment closed, and without what would break the page around it."""
    import nh3

    names = {name.lower() for name in _NAME.findall(html)}
    names |= {_IN_DRAWINGS[name] for name in names & _IN_DRAWINGS.keys()}
    # Whatever attribute: all names begin with "". Whatever scheme: every word before a colon may be one.
    return nh3.clean(
        html,
        tags=names - BREAKING,
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes={""},
        set_tag_attribute_values=_REACHED,
        url_schemes={scheme.lower() for scheme in _SCHEME.findall(unescape(html))} | SCHEMES,
        strip_comments=False,
        link_rel=None,
    )
