"""The rule image-metadata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.image_facts import Private, PrivateKind, shown_images
from lint.site.site import Site

_WORDS: dict[PrivateKind, str] = {
    "position": "the GPS position where it was taken",
    "camera": "the serial number of the camera",
    "lens": "the serial number of the lens",
    "owner": 'the name of the camera\'s owner, "{}"',
    "author": 'the name of its author, "{}"',
    "user": 'the user name "{}" in a file path',
    "thumbnail": "a thumbnail ({}) of another shape, as of the image before it was cropped",
}
_LESS = frozenset({"author", "user"})
"""What people often mean to tell, or what tells little."""

_NAMESPACE = b"http://ns.adobe.com/xap/1.0/\0"


def _photograph(properties: bytes, comment: bytes = b"") -> bytes:
    """The beginning of a JPEG of 1200×630 pixels with properties in XMP, for the examples."""
    packet = _NAMESPACE + b"<rdf:Description %b/>" % properties
    frame = b"\xff\xc0\0\x11\x08\2\x76\4\xb0\3" + bytes(9)
    parts = ((b"\xff\xe1", packet), (b"\xff\xfe", comment))
    return b"\xff\xd8" + b"".join(mark + (len(part) + 2).to_bytes(2, "big") + part for mark, part in parts) + frame


_PLACED = _photograph(b'exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,17.6E"')
_OWNED = _photograph(b'aux:SerialNumber="0420175" aux:OwnerName="Ann Lee"')
_SIGNED = _photograph(b'dc:creator="Ann Lee" dc:rights="Ann Lee, 2024"')
_UNSIGNED = _photograph(b'dc:creator="Ann Lee"')
_DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" data-saved="/home/annlee/drawings/rain.svg"/>'
_EMPTY = _photograph(b'exif:GPSLatitude="0,0N" exif:GPSLongitude="0,0E" aux:SerialNumber="0000000" aux:OwnerName=" "')


class ImageMetadata(SiteRule):
    """An image tells more than its picture: where it was taken, with whose camera, what was cut away.

    A photograph from a telephone holds the position to within a few metres, often of the author's home; serial numbers
    and owners' names tie pictures to a person; the thumbnail inside a file may still show what was cropped. None of it
    is seen when the post is read, and anybody who saves the image can read it.

    Judged are images of the site that a post shows, names as its cover or links to. A copyright notice may stay, and
    so may the author's name beside one. A serial number of zeros and a position of 0° 0° are what devices write that
    have none. The names of authors, and of users in the paths that drawing programs note, are warnings. Image programs
    take metadata out: with exiftool, `exiftool -all= -tagsfromfile @ -Orientation -ICC_Profile photo.jpg`.
    """

    id = "image-metadata"
    level = Level.ERROR
    names: Annotated[frozenset[str], Meta(description="Names that images may hold, as they stand there.")] = frozenset()
    keep: Annotated[
        frozenset[PrivateKind],
        Meta(
            description='What images may tell: "position", "camera" and "lens" (serial numbers), "owner", "author", '
            '"user", "thumbnail".'
        ),
    ] = frozenset()

    examples = (
        Bad(
            "![Our garden](⟦/images/garden.jpg⟧)",
            images={"static/images/garden.jpg": _PLACED},
            message='"/images/garden.jpg" holds the GPS position where it was taken',
        ),
        Bad(
            "---\ncover: ⟦rain.jpg⟧\n---\n",
            images={"posts/rain.jpg": _OWNED},
            message='the serial number of the camera and the name of the camera\'s owner, "Ann Lee"',
        ),
        Bad("![Rain](⟦rain.jpg⟧)", images={"posts/rain.jpg": _UNSIGNED}, message='the name of its author, "Ann Lee"'),
        Bad("See [the photograph](⟦rain.jpg⟧).", images={"posts/rain.jpg": _PLACED}),
        Bad("![Rain](⟦rain.svg⟧)", images={"posts/rain.svg": _DRAWN}, message='the user name "annlee" in a file path'),
        Bad("![Rain](⟦rain.jpg⟧)", images={"posts/rain.jpg": _OWNED}, options={"keep": ["camera"]}),
        Good("![Rain](rain.jpg)", images={"posts/rain.jpg": _SIGNED}),
        Good("![Rain](rain.jpg)", images={"posts/rain.jpg": _EMPTY}),
        Good("![Rain](rain.jpg)", images={"posts/rain.jpg": _photograph(b'xmp:CreatorTool="Paint 3"', b"A remark")}),
        Good("![Rain](rain.jpg)", images={"posts/rain.jpg": _UNSIGNED}, options={"names": ["Ann Lee"]}),
        Good("![Rain](rain.jpg)", images={"posts/rain.jpg": _PLACED}, options={"keep": ["position"]}),
        Good("![Rain](https://example.org/rain.jpg)", images={"posts/rain.jpg": _PLACED}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post, target, _, facts in shown_images(site, frozenset({"image", "cover", "field", "link"})):
            if not facts.private:
                continue
            private = [part for part in facts.private if part.kind not in self.keep and part.value not in self.names]
            if private:
                level = Level.WARNING if all(part.kind in _LESS for part in private) else None
                yield post, Finding(target.span, f'"{target.url}" holds {_list(private)}', level=level)


def _list(private: Sequence[Private]) -> str:
    words = [_WORDS[part.kind].format(part.value) for part in private]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
