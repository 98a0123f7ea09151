"""mistune, which writes the pages of bundles: one grammar for rendering them and for comparing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lint.post.mistune_footnotes import footnotes

if TYPE_CHECKING:
    from mistune import BaseRenderer, Markdown

_PLUGINS = ("strikethrough", "table", "task_lists")


def mistune_markdown(renderer: BaseRenderer | None) -> Markdown:
    """What reads Markdown and hands it to the renderer; without one, it gives the tokens."""
    import mistune
    from mistune.plugins.table import table_in_list, table_in_quote

    plugins: list[Any] = [*_PLUGINS, table_in_list, table_in_quote, footnotes]
    markdown = mistune.create_markdown(renderer=renderer, plugins=plugins)
    markdown.before_render_hooks.append(lambda _, state: _free_pipes(state.tokens))
    return markdown


def _free_pipes(tokens: Iterable[dict[str, Any]]) -> None:
    """In a cell a backslash before a pipe belongs to the table, in code, too."""
    for token in tokens:
        if token["type"] == "table_cell":
            token["text"] = token["text"].replace("\\|", "|")
        _free_pipes(token.get("children", ()))
