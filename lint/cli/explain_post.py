"""`copydesk explain --post`: shows what each part of a post is taken for."""

from __future__ import annotations

import os
import sys

from lint.cli import session
from lint.cli.one_post import open_post
from lint.engine.examine import read


def explained(name: str, config: str, form: str, color: str) -> str:
    """The page about the post of this file name; `form` is "human" or "json". Raises CannotRun."""
    from lint.report.post_page import PostPage, render, render_json
    from lint.site.post_parts import parts
    from lint.site.word_story import language_source

    opened, path = open_post(name, config)
    with session.refusing():
        desk = session.desk_of(opened)
        settings = desk.settings()(path)
    flavor = desk.flavors.of(path)
    post = read(opened.sources[path], settings.language, flavor)
    about = [
        ("language", f"{post.language}, {language_source(post, settings.language)}"),
        ("flavor", _flavor(flavor, configured=bool(opened.config.flavor), mdx=post.dialect.has("mdx"))),
    ]
    page = PostPage(session.display_path(opened, path), post.text, about, parts(post))
    if form == "json":
        return render_json(page)
    terminal = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return render(page, color=color == "always" or (color == "auto" and terminal))


def _flavor(flavor: str, *, configured: bool, mdx: bool) -> str:
    """What the post was read as, and why."""
    if not flavor:
        return "mdx, by the ending of its name" if mdx else "not known: what no generator takes for text is passed over"
    why = "`flavor` in the configuration" if configured else "the generator of its folder"
    return f"{flavor}, by {why}" + (" (and MDX)" if mdx and flavor not in {"mdx", "docusaurus"} else "")
