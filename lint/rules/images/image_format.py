"""The rule image-format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.image_facts import FORMATS, extension, shown_images
from lint.site.site import Site

_WORDS: Mapping[str, str] = {
    "png": "a PNG image",
    "apng": "an animated PNG image",
    "jpeg": "a JPEG image",
    "gif": "a GIF image",
    "webp": "a WebP image",
    "avif": "an AVIF image",
    "heif": "an HEIC image",
    "jxl": "a JPEG XL image",
    "svg": "an SVG image",
    "bmp": "a BMP image",
    "tiff": "a TIFF image",
    "ico": "an icon of Windows",
    "pdf": "a PDF document",
    "html": "a page of HTML",
}
_FEW_BROWSERS = frozenset({"heif", "tiff", "jxl"})

_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76\x08\2\0\0\0"
_JPEG = b"\xff\xd8\xff\xc0\0\x11\x08\2\x76\4\xb0\3" + bytes(9)
_HEIC = b"\0\0\0\x14ftypheic\0\0\0\0mif1"


class ImageFormat(SiteRule):
    """The content of an image is not what the extension of its name says, or few browsers show it.

    Servers go by the extension. Most browsers look into the file and help themselves; feed readers, mail programs and
    the makers of social cards often do not, and an SVG that is called .png is shown by nobody.

    HEIC, which telephones make, TIFF and JPEG XL are shown by few browsers, whatever their name is. Below a folder
    `src` they are not judged, for the generators that keep images there make others of them. Files that are no image
    of a known format are passed over, but a page of HTML, which a failed download leaves, is named.
    """

    id = "image-format"
    level = Level.WARNING

    examples = (
        Bad("![Rain](⟦rain.png⟧)", images={"posts/rain.png": _JPEG}, message='"rain.png" is a JPEG image'),
        Bad("---\ncover: ⟦/rain.jpg⟧\n---\n", images={"static/rain.jpg": _PNG}),
        Bad("![Rain](⟦rain.png⟧)", images={"posts/rain.png": b"<!DOCTYPE html>\n<title>Not found</title>"}),
        Bad("![Rain](⟦rain.heic⟧)", images={"posts/rain.heic": _HEIC}, message="few browsers show"),
        Good("![Rain](rain.png) ![Snow](snow.JPG)", images={"posts/rain.png": _PNG, "posts/snow.JPG": _JPEG}),
        Good("![Rain](rain.png)", images={"posts/rain.png": b"version https://example.org/large-files\nsize 9\n"}),
        Good("![Rain](rain.heic)", path="src/posts/a.md", images={"src/posts/rain.heic": _HEIC}),
        Good("![Icon](icon.ico)", images={"posts/icon.ico": _PNG}),
        Good("Get [the photograph](rain.heic).", images={"posts/rain.heic": _HEIC}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post, target, path, facts in shown_images(site, frozenset({"image", "cover"})):
            kind = facts.format
            # An address may leave the name in doubt; the file's own does not.
            wrong = kind not in FORMATS.get(extension(path), {kind})
            seldom_shown = kind in _FEW_BROWSERS and "src" not in path.split("/")
            if wrong or seldom_shown:
                behind = ", which few browsers show" if seldom_shown else ""
                yield post, Finding(target.span, f'"{target.url}" is {_WORDS[kind]}{behind}')
