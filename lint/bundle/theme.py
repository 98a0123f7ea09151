"""The pages' frame: jinja2 templates and the stylesheet that ship with the package."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lint.bundle.images.picture import Picture
from lint.bundle.pages import Page

_FOLDER = Path(__file__).parent / "templates"
_SURROGATE = re.compile("[\ud800-\udfff]")
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Theme:
    """Fills the templates; autoescape is on, and only the sanitised body is marked as HTML."""

    def __init__(self, site_title: str, language: str, generator: str) -> None:
        import jinja2

        self._loader = jinja2.FileSystemLoader(_FOLDER)
        self._environment = jinja2.Environment(
            loader=self._loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals.update(site_title=site_title, generator=generator)
        self._language = language
        self._post = self._environment.get_template("post.html")
        self._index = self._environment.get_template("index.html")

    def stylesheet(self) -> bytes:
        """The bytes of the one stylesheet."""
        return self._loader.get_source(self._environment, "style.css")[0].encode()

    def post(self, page: Page, body: str, cover: str, preview: Picture | None, **addresses: str) -> bytes:
        """The page of a post; `body` and `cover` are HTML, `preview` has a whole address. `addresses` are `style` and
        `home`, relative to the page."""
        from markupsafe import Markup

        parts = {"body": Markup(body), "cover": Markup(cover), "preview": preview}
        return _encoded(self._post.render(page=page, **parts, **_language(page.language), **addresses))

    def index(self, entries: list[tuple[Page, str]], **addresses: str) -> bytes:
        """The index of (page, its address from here), in the order given. `addresses` are `style` and `home`."""
        return _encoded(self._index.render(entries=entries, **_language(self._language), **addresses))


def _language(language: str) -> dict[str, Any]:
    primary = language.lower().partition("-")[0]
    return {"language": language, "english": primary == "en", "right_to_left": primary in _RIGHT_TO_LEFT}


def _encoded(html: str) -> bytes:
    """UTF-8; bytes of a post that were none (lone surrogates) become U+FFFD."""
    try:
        return html.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", html).encode()
