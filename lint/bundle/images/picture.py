"""An image as a page shows it: which file of it a browser may choose, and the markup that offers them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

import msgspec

from lint.regex import regex

# The column of the text and the space beside it, in templates/style.css: `main` and the padding of `body`.
_COLUMN = 672  # CSS pixels: 42rem
_BESIDE = 2.5  # rem
_ROOT = 16  # CSS pixels in a rem of the browser's own settings

# The sanitiser's output: well-formed, all values in double quotes. An attribute's value may hold tags as text.
TAG = regex(r"<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[^\s=\"<>]+(?:=\"[^\"]*\")?)*)\s*/?>")
_RAW = regex(r"<(script|style|textarea|xmp)\b.*?(?:</\1\s*>|\Z)", re.DOTALL)
"""No tags stand in these, where an author is trusted with them."""
_SIDES = frozenset({"height", "width"})
_PIXELS = regex(r"(?<=\d)\s*px\Z")
"""HTML's own sides have no unit."""
ATTRIBUTE = regex(r"([^\s=\"<>]+)(?:=\"([^\"]*)\")?")


class Picture(msgspec.Struct, frozen=True):
    """An image of the bundle. Paths are from the top of the site, sides in pixels (0: not known), widths ascending.

    `candidates` are the files in the format of `src`, `sources` those in better formats by their media type.
    """

    src: str
    width: int = 0
    height: int = 0
    candidates: tuple[tuple[str, int], ...] = ()
    sources: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """All its files, each once."""
        more = [path for _, found in self.sources for path, _ in found]
        return tuple(dict.fromkeys((self.src, *(path for path, _ in self.candidates), *more)))


def dressed(html: str, pictures: Mapping[str, Picture], address: Callable[[str], str], *, first: bool = True) -> str:
    """HTML in which images offer all their files and say their size. Those below the first wait until they are near.

    `pictures` are by the `src` that stands in the page, `address` gives the address of a path for this page. `first`
    says that the page's first image is among these. The HTML is the sanitiser's.
    """
    if "<img" not in html:
        return html
    seen = not first

    def dress(match: re.Match[str]) -> str:
        nonlocal seen
        if match["name"] != "img":
            return match.group()
        given = {name: unescape(value) for name, value in ATTRIBUTE.findall(match["attributes"])}
        late, seen = seen, True
        return _image(given, pictures.get(given.get("src", "")), address, late=late)

    pieces: list[str] = []
    done = 0
    for raw in _RAW.finditer(html):
        pieces += TAG.sub(dress, html[done : raw.start()]), raw.group()
        done = raw.end()
    return "".join((*pieces, TAG.sub(dress, html[done:])))


def _image(given: dict[str, str], picture: Picture | None, address: Callable[[str], str], *, late: bool) -> str:
    sources = ""
    given = {name: _PIXELS.sub("", value) if name in _SIDES else value for name, value in given.items()}
    if picture:
        given = given | _sides(given, picture)
        sizes = _sizes(given.get("width", ""), picture)
        if len(picture.candidates) > 1:
            given |= {"srcset": _srcset(picture.candidates, address), "sizes": sizes}
        for kind, files in picture.sources:
            offered = {"type": kind, "srcset": _srcset(files, address)} | ({"sizes": sizes} if len(files) > 1 else {})
            sources += f"<source{_written(offered)}>"
    given |= {"loading": "lazy"} if late else {}
    image = f"<img{_written(given | {'decoding': 'async'})}>"
    return f"<picture>{sources}{image}</picture>" if sources else image


def _sides(given: Mapping[str, str], picture: Picture) -> dict[str, str]:
    """Both sides, so that the text does not jump when the image comes. What the author wrote of them counts first."""
    if not picture.width or not picture.height:
        return {}
    width, height = given.get("width", ""), given.get("height", "")
    if not width and not height:
        return {"width": str(picture.width), "height": str(picture.height)}
    if width.isdecimal() and not height:
        return {"height": str(max(1, round(int(width) * picture.height / picture.width)))}
    if height.isdecimal() and not width:
        return {"width": str(max(1, round(int(height) * picture.width / picture.height)))}
    return {}


def _sizes(width: str, picture: Picture) -> str:
    """How wide the image will be shown: at most as wide as the column of the text, or the window."""
    shown = min(_COLUMN, int(width) if width.isdecimal() else picture.width or _COLUMN)
    return f"(min-width: {shown / _ROOT + _BESIDE:g}rem) {shown}px, calc(100vw - {_BESIDE:g}rem)"


def _srcset(files: tuple[tuple[str, int], ...], address: Callable[[str], str]) -> str:
    if len(files) == 1:
        return address(files[0][0])
    return ", ".join(f"{address(path)} {width}w" for path, width in files)


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
