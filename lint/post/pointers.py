"""All addresses that a post points at in Markdown and raw HTML, each once and as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from lint.diagnostics import Fix, Span, replace
from lint.post.elements import Link
from lint.post.plain_addresses import is_plain
from lint.post.post import Post
from lint.records import NamedTuple
from lint.regex import regex

# As writers call what no renderer shows.
_COMMENT = regex(r"(?://|#|comment\w*|_|-+|%)\Z", re.IGNORECASE)

Form = Literal["inline", "autolink", "html", "definition"]


class Pointer(NamedTuple):
    """An address. `url` is what it resolves to, `span` covers it as written.

    `text` is what a reader sees of it: the text of the link, the alternative text, the label of a definition. `form`
    tells where it stands; "autolink" is an address that shows itself.
    """

    kind: Literal["link", "image", "media"]
    form: Form
    url: str
    span: Span
    text: str


@lru_cache(maxsize=1)  # every rule about links asks for those of the same post
def pointers(post: Post) -> tuple[Pointer, ...]:
    """The addresses of links, images and media, then those of definitions, which links by reference share."""
    return tuple(_gather(post))


@lru_cache(maxsize=1)
def remarkable(post: Post) -> tuple[Pointer, ...]:
    """Those of the `pointers` whose address could have a fault of its own; the others need not be looked at."""
    return tuple([pointer for pointer in pointers(post) if not is_plain(pointer.url)])


def _gather(post: Post) -> Iterator[Pointer]:
    for link in post.links:
        if link.label == "":
            yield Pointer("link", _form(link), link.url, link.url_span, link.text)
    for image in post.images:
        if image.label == "":
            yield Pointer("image", _form(image), image.url, image.url_span, image.text)
    for one in post.media:
        yield Pointer("image" if one.image else "media", "html", one.url, one.url_span, "")
    if post.definitions:
        shown = {same_label(image.label) for image in post.images if image.label}
        for definition in post.definitions:
            kind: Literal["link", "image"] = "image" if same_label(definition.label) in shown else "link"
            yield Pointer(kind, "definition", definition.url, definition.url_span, definition.label)


def _form(link: Link) -> Form:
    return "html" if link.kind == "html" else "autolink" if link.kind == "autolink" else "inline"


def rewritten(pointer: Pointer, url: str, title: str, *, safe: bool = True) -> Fix | None:
    """The fix that writes another address; None where entities or escapes hide which part stands where."""
    if pointer.span.end - pointer.span.start != len(pointer.url):
        return None
    return replace(pointer.span, url, title, safe=safe)


def hides_comment(label: str) -> bool:
    """Whether a definition with this label only holds a comment: `[//]: # (…)`."""
    return _COMMENT.match(label) is not None


def same_label(label: str) -> str:
    """The form in which labels are compared: letter case and white space make no difference."""
    return " ".join(label.split()).casefold()
