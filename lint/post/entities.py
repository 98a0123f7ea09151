"""Character references of HTML, `&amp;` and the like."""

from __future__ import annotations


def unescape(text: str) -> str:
    """As `html.unescape`; most texts have no reference, and for those its table of all names is not loaded."""
    if "&" not in text:
        return text
    import html

    return html.unescape(text)
