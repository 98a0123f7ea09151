"""What raw HTML loads besides `a` and `img`: pictures of other sizes, films, sound, frames, scripts, style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.diagnostics import Span
from lint.post.elements import Attribute, Link, Tag
from lint.post.entities import unescape
from lint.post.masked import MASK
from lint.regex import regex

# Which attributes of which elements hold one address. An `img` has its `src` among the images of the post already.
_LOADED: dict[str, tuple[str, ...]] = {
    "audio": ("src",),
    "embed": ("src",),
    "frame": ("src",),
    "iframe": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src",),
    "track": ("src",),
    "video": ("src", "poster"),
}
_CANDIDATES = frozenset({"img", "source"})
ELEMENTS = _CANDIDATES | _LOADED.keys()
_ICONS = regex(r"\b(?:icon|apple-touch-icon|mask-icon|image_src)\b", re.IGNORECASE)
_LEADING = regex(r"[\s,]*")
_ADDRESS = regex(r"\S+")
_DESCRIPTORS = regex(r"(?:[^,()]|\([^()]*\))*,?")


def media(tag: Tag, text: str) -> Iterator[Link]:
    """The addresses that a tag of `ELEMENTS` loads, in order, but for the `src` of an `img`.

    `text` is what the tag was read from. A link of `image` shows a picture. Expressions of components are left out.
    """
    for name in _LOADED.get(tag.name, ()):
        attribute = tag.get(name)
        if attribute and attribute.value.strip() and MASK not in attribute.value:
            yield _link(tag, attribute.value.strip(), _trimmed(attribute, text), image=_shows(tag, name))
    candidates = tag.get("srcset") if tag.name in _CANDIDATES else None
    if candidates and MASK not in candidates.value:
        yield from _of_a_set(tag, candidates, text)


def _link(tag: Tag, url: str, span: Span, *, image: bool) -> Link:
    return Link("html", tag.span, url, span, "", Span(tag.span.end, tag.span.end), image=image)


def _trimmed(attribute: Attribute, text: str) -> Span:
    start, end = attribute.value_span
    written = text[start:end]
    return Span(start + len(written) - len(written.lstrip()), end - len(written) + len(written.rstrip()))


def _shows(tag: Tag, name: str) -> bool:
    if name == "poster":
        return True
    relation = tag.get("rel") if tag.name == "link" else None
    return relation is not None and _ICONS.search(relation.value) is not None


def _of_a_set(tag: Tag, candidates: Attribute, text: str) -> Iterator[Link]:
    """The addresses of a `srcset`, read as the HTML standard says: a comma at the end of a word closes a candidate."""
    at, end = candidates.value_span
    while True:
        leading = _LEADING.match(text, at, end)
        word = _ADDRESS.match(text, leading.end() if leading else at, end)
        if word is None:
            return
        written = word.group().rstrip(",")
        at = word.end()
        if written == word.group() and (rest := _DESCRIPTORS.match(text, at, end)):
            at = rest.end()
        yield _link(tag, unescape(written), Span(word.start(), word.start() + len(written)), image=True)
