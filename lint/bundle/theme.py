"""The pages' frame: jinja2 templates and the stylesheet that ship with the package, each of which a user may replace.

What a template is given, besides the globals `site_title`, `generator`, `description` and `rights` (the page's
Content-Security-Policy, or ""):

- every page: `frame` (see `lint.bundle.frame.Frame`), `words` (the frame's words in `words_language`), `language`,
  `right_to_left`;
- post.html: `page` (see `lint.bundle.pages.Page`), `body` and `cover` (HTML), `tags` and `authors` (links with `name`
  and `address`), `minutes`, `contents` (level, id and text of each heading of a long post), `newer` and `older` (links
  or None);
- index.html: `listing` (see `lint.bundle.listings.Listing`), `entries` (page, address, authors), `newer` and `older`
  (addresses, "" without one), `heading`, `feeds`;
- terms.html: `overview`, `entries` (name, address, count), `heading`;
- 404.html: nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lint.bundle.frame import Frame, Named
from lint.bundle.labels import labels
from lint.bundle.listings import Listing, Overview
from lint.bundle.pages import Page
from lint.bundle.unfit import UnfitError
from lint.spelling.grammar import primary

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Template
from lint.regex import regex

_FOLDER = Path(__file__).parent / "templates"
_SURROGATE = regex("[\ud800-\udfff]")
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

NAMES = frozenset({"404.html", "base.html", "byline.html", "index.html", "post.html", "style.css", "terms.html"})
"""The templates that there are."""

Entry = tuple[Page, str, tuple[Named, ...]]
"""A post in a list: its page, its address from here, its authors as links."""


class Theme:
    """Fills the templates; autoescape is on, and only the sanitised body is marked as HTML.

    `own` are the texts of templates that take the place of ours, by their names; `rights` says what pages may load and
    do; `compiled` has the templates as an earlier run compiled them. Every method that fills one raises UnfitError
    where a template of `own` cannot be filled.
    """

    def __init__(
        self,
        site_title: str,
        description: str,
        generator: str,
        own: Mapping[str, str] | None = None,
        *,
        rights: str = "",
        compiled: BytecodeCache | None = None,
    ) -> None:
        import jinja2
        import msgspec
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        about = (site_title, description, generator, sorted((own or {}).items()), rights)
        self.key = msgspec.json.encode(about)
        """What all pages are made of; our own templates are a part of this program."""
        ours = jinja2.FileSystemLoader(_FOLDER)
        self._own = dict(own or {})
        theirs = jinja2.FunctionLoader(self._source)
        self._loader = jinja2.ChoiceLoader([theirs, ours])
        # Who writes a template may show what it is given, and not reach for files or run anything. Ours need no guard.
        environment = ImmutableSandboxedEnvironment if own else jinja2.Environment
        self._environment = environment(
            loader=self._loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=compiled,
        )
        self._environment.globals.update(
            site_title=site_title, generator=generator, description=description, rights=rights
        )

    def stylesheet(self) -> bytes:
        """The bytes of the one stylesheet."""
        return self._loader.get_source(self._environment, "style.css")[0].encode()

    def insist_on_syntax(self) -> None:
        """Reads every template. Raises UnfitError for one that is none."""
        for name in sorted(NAMES - {"style.css"}):
            self._template(name)

    def post(
        self,
        page: Page,
        frame: Frame,
        body: str,
        cover: str,
        terms: Mapping[str, Sequence[Named]],
        **more: Any,
    ) -> bytes:
        """The page of a post; `body` and `cover` are HTML, `more` is `minutes`, `contents`, `newer` and `older`."""
        from markupsafe import Markup

        parts = {"body": Markup(body), "cover": Markup(cover), "page": page}
        return self._filled("post.html", frame, **parts, **terms, **more)

    def listing(self, listing: Listing, frame: Frame, entries: Sequence[Entry], **more: Any) -> bytes:
        """One sheet of a list; `more` is `heading`, `newer` and `older`."""
        return self._filled("index.html", frame, listing=listing, entries=entries, **more)

    def overview(
        self, overview: Overview, frame: Frame, entries: Sequence[tuple[str, str, int]], heading: str
    ) -> bytes:
        """The list of all tags or authors: (name, address, number of posts)."""
        return self._filled("terms.html", frame, overview=overview, entries=entries, heading=heading)

    def missing(self, frame: Frame) -> bytes:
        """The page for addresses that lead nowhere."""
        return self._filled("404.html", frame)

    def _filled(self, name: str, frame: Frame, **context: Any) -> bytes:
        import jinja2
        from markupsafe import Markup

        template = self._template(name)
        words_language, words = labels(frame.language)
        context |= {
            "frame": frame,
            "facts": Markup(frame.facts),
            "language": frame.language,
            "right_to_left": primary(frame.language) in _RIGHT_TO_LEFT,
            "words": words,
            "words_language": words_language,
            "foreign": "" if words_language == primary(frame.language) else words_language,
        }
        try:
            return _encoded(template.render(context))
        except jinja2.TemplateSyntaxError as error:  # in a template that this one includes
            raise UnfitError(f"template {error.name}:{error.lineno}: {error.message}") from None
        except Exception as error:  # what a template of a user's does is not our bug
            place = self._place(error)
            if not place and not isinstance(error, jinja2.TemplateError):
                raise
            raise UnfitError(f"template {place or name}: {error}") from None

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """A template of the user's; its name stands for its file, which tells a fault in it from others."""
        return (self._own[name], name, lambda: True) if name in self._own else None

    def _place(self, error: BaseException) -> str:
        """The name and the line of the template of the user's in which an error arose; "" where in none."""
        place, step = "", error.__traceback__
        while step:
            name = step.tb_frame.f_code.co_filename
            place = f"{name}:{step.tb_lineno}" if name in self._own else place
            step = step.tb_next
        return place

    def _template(self, name: str) -> Template:
        import jinja2

        try:
            return self._environment.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            raise UnfitError(f"template {error.name}:{error.lineno}: {error.message}") from None
        except jinja2.TemplateError as error:
            raise UnfitError(f"template {name}: {error}") from None


def _encoded(html: str) -> bytes:
    """UTF-8; bytes of a post that were none (lone surrogates) become U+FFFD."""
    try:
        return html.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", html).encode()
