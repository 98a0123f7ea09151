"""SVG as an image and nothing else: what could run, load or tell something is taken out (SVG 2, chapter 2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from lint.bundle.images.fault import ImageError
from lint.bundle.images.made import Made, Variant
from lint.regex import regex

_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_SHAPES = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath image switch style title"
    " desc linearGradient radialGradient stop pattern clipPath mask marker view animate animateMotion animateTransform"
    " set mpath"
)
_FILTERS = (
    "filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap"
    " feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode"
    " feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
)
_ELEMENTS = frozenset([*_SHAPES.split(), *_FILTERS.split()])
_LINK = "a"
"""Its content is drawn; in an image nothing can be clicked."""
_ANIMATIONS = frozenset({"animate", "animateMotion", "animateTransform", "set"})
# What authors miss when it is gone; the rest is what drawing programs note for themselves.
_SAID = {
    "script": "a script",
    "foreignobject": "HTML in a foreignObject",
    "iframe": "an iframe",
    "audio": "a sound",
    "video": "a film",
    "handler": "a handler of events",
}
_DATA = regex(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*\Z")
_ADDRESS = regex(r"url\(\s*(?P<quote>[\"']?)(?P<address>.*?)(?P=quote)\s*\)", re.IGNORECASE | re.DOTALL)
_IMPORT = regex(r"@(?:import|namespace|font-face\s*\{[^}]*\bsrc\b[^}]*\}|charset)[^;{}]*;?", re.IGNORECASE)
# A declaration, a selector or an end, with its mark; a bracket or a quote may hold such marks.
_PIECE = regex(r"(?:[^;{}()\"']|\"[^\"]*+\"|'[^']*+'|\((?:[^()\"']|\"[^\"]*+\"|'[^']*+')*+\)|[()\"'])*+[;{}]?")
_COMMENT = regex(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# Functions that load by a string alone, and what old browsers ran.
_LOADING = regex(r"\b(?:image|image-set|src|cross-fade|expression|attr)\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_LOADING_ATTRIBUTES = frozenset({"src", "base", "ping", "target", "download", "requiredextensions"})
_RUNS = regex(r"(?:java|vb)script\s*:", re.IGNORECASE)
_BLANKS = regex(r"[\s\0-\x1f]+")
_COLUMN = 672  # CSS pixels; what has a shape and no size is as wide as its column
_LENGTH = regex(r"\s*(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:px)?\s*\Z")
_MOST = 20_000_000
"""Bytes; a larger drawing is a bitmap in disguise, and stalls browsers."""


def cleaned(data: bytes) -> Made:
    """The drawing without all that is no picture; what an author may miss is said in the notice.

    Raises ImageError for what is not well-formed and for what cannot be made safe.
    """
    if len(data) > _MOST:
        raise ImageError(f"is a drawing of {len(data):,} bytes, more than the limit of {_MOST:,}")
    cleaner = _Cleaner()
    text = cleaner.run(data)
    width, height = cleaner.size
    said = ", ".join(sorted(cleaner.said))
    notice = f"is published without {said}" if said else ""
    return Made((Variant("svg", width, height, text.encode()),), notice=notice, quick=True)


class _Cleaner:
    """Writes down again what a parser without entities reads."""

    def __init__(self) -> None:
        self.said: set[str] = set()
        self.size = (0, 0)
        self._out: list[str] = []
        self._skipped = 0  # so many elements are open within one that is left out
        self._open: list[str] = []
        self._style: list[str] | None = None
        self._bare = False  # no namespace is declared; then browsers show nothing, and we declare it

    def run(self, data: bytes) -> str:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = _refuse_entity
        try:
            parser.Parse(data.removeprefix(b"\xef\xbb\xbf").lstrip(), True)
        except expat.ExpatError as error:
            words = expat.errors.messages.get(error.code, "it cannot be read")
            raise ImageError(f"is not well-formed: {words} (line {error.lineno}, column {error.offset + 1})") from None
        except (LookupError, ValueError) as error:
            if isinstance(error, ImageError):
                raise
            raise ImageError(f"is not well-formed: {error}") from None
        return "".join(self._out) + "\n"

    def _start(self, name: str, listed: list[str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._open and not self._skipped:
            if local != "svg" or space not in {_SVG, ""}:
                raise ImageError("is XML, but no SVG")
            self._bare = not space
        if self._skipped:
            self._skipped += 1
            return
        ours = space == _SVG or (self._bare and not space)
        if words := _SAID.get(local.lower()):
            self.said.add(words)
        pairs = list(zip(listed[::2], listed[1::2], strict=True))
        if not ours or (local not in _ELEMENTS and local != _LINK) or self._animates_an_address(local, pairs):
            self._skipped = 1
            return
        tag = "g" if local == _LINK else local
        attributes = self._attributes(tag, dict(pairs) if local != _LINK else _without_target(pairs))
        if not self._open:
            self.size = _size(attributes)
            attributes = {"xmlns": _SVG, "xmlns:xlink": _XLINK} | attributes
        written = "".join(f" {key}={quoteattr(value, _BREAKS)}" for key, value in attributes.items())
        self._out.append(f"<{tag}{written}>")
        self._open.append(tag)
        self._style = [] if tag == "style" else self._style

    def _end(self, name: str) -> None:  # noqa: ARG002 - expat calls it so
        if self._skipped:
            self._skipped -= 1
            return
        tag = self._open.pop()
        if tag == "style" and self._style is not None:
            self._out.append(escape(self._css("".join(self._style))))
            self._style = None
        self._out.append(f"</{tag}>")

    def _text(self, text: str) -> None:
        if self._skipped:
            return
        if self._style is not None:
            self._style.append(text)
        else:
            self._out.append(escape(text))

    def _animates_an_address(self, local: str, attributes: list[tuple[str, str]]) -> bool:
        if local not in _ANIMATIONS:
            return False
        target = next((value for name, value in attributes if name == "attributeName"), "").strip().lower()
        if target.rpartition(":")[2] in {"href", "style", "class"} or target.startswith("on"):
            self.said.add("an animation of an address")
            return True
        return False

    def _attributes(self, tag: str, given: Mapping[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for full, value in given.items():
            space, _, local = full.rpartition(" ")
            if local.lower() == "href" and space in {"", _XLINK}:
                if (address := self._address(tag, value)) is not None:
                    kept["href" if not space else "xlink:href"] = address
            elif space == _XML and local in {"space", "lang"}:
                kept[f"xml:{local}"] = value
            elif space or local.startswith("data-"):
                continue  # of other programs
            elif local.lower().startswith("on"):
                self.said.add("a handler of events")
            elif local == "style":
                kept[local] = self._css(value)
            elif local.lower() not in _LOADING_ATTRIBUTES and self._is_local(value):
                kept[local] = value
        return kept

    def _address(self, tag: str, value: str) -> str | None:
        """An address that leads within the drawing, or holds a bitmap itself; None for all others."""
        address = value.strip()
        if address.startswith("#"):
            return address
        if tag in {"image", "feImage"} and _DATA.match(address):
            return _BLANKS.sub("", address)
        self.said.add("a script" if _RUNS.match(_BLANKS.sub("", address)) else "a reference to something outside")
        return None

    def _is_local(self, value: str) -> bool:
        """Whether a presentation attribute loads nothing."""
        if _RUNS.search(_BLANKS.sub("", value)):
            self.said.add("a script")
            return False
        if "(" not in value and "\\" not in value:
            return True
        addresses = [match["address"].strip() for match in _ADDRESS.finditer(value)]
        if "\\" in value or value.lower().count("url(") != len(addresses) or _LOADING.search(value):
            self.said.add("a style that is written in riddles")
            return False
        if all(one.startswith("#") or _DATA.match(one) for one in addresses):
            return True
        self.said.add("a reference to something outside")
        return False

    def _css(self, css: str) -> str:
        """A stylesheet, or the declarations of one element, that load nothing from outside."""
        plain = _COMMENT.sub("", css)
        within = _IMPORT.sub("", plain)
        if within != plain:
            self.said.add("a stylesheet or a font from outside")
        pieces = _PIECE.findall(within)
        return "".join(piece if self._is_local(piece) else piece[len(piece.rstrip(";{}")) :] for piece in pieces)


_BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def _refuse_entity(*_: object) -> None:
    raise ImageError("declares entities, which can hide anything")


def _without_target(pairs: list[tuple[str, str]]) -> dict[str, str]:
    return {name: value for name, value in pairs if name.rpartition(" ")[2].lower() not in {"href", "type", "rel"}}


def _size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """In CSS pixels; where only a shape is given, as wide as browsers would show it in our column."""
    sides = [_LENGTH.match(attributes.get(side, "")) for side in ("width", "height")]
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        numbers = [float(one) for one in box] if len(box) == 4 else []
    except ValueError:
        numbers = []
    shape = numbers[3] / numbers[2] if numbers and numbers[2] > 0 and numbers[3] > 0 else 0.0
    width, height = (float(side[1]) if side else 0.0 for side in sides)
    if width and not height:
        height = width * shape
    elif height and not width and shape:
        width = height / shape
    elif not width and shape:
        width, height = _COLUMN, _COLUMN * shape
    return (max(1, round(width)), max(1, round(height))) if 0 < width < 1e6 and 0 < height < 1e6 else (0, 0)
