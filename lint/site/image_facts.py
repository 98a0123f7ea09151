"""What rules may know of an image file: what it is, how large, how heavy, and what it tells beyond its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

import msgspec

from lint.records import NamedTuple
from lint.regex import regex

if TYPE_CHECKING:
    from lint.site.facts import PostFacts, Target, TargetKind
    from lint.site.site import Site

ImageFormat = Literal[
    "png", "apng", "jpeg", "gif", "webp", "avif", "heif", "jxl", "svg", "bmp", "tiff", "ico", "pdf", "html"
]
"""The format by the content. The last two are no images, but are found under an image's name."""

PrivateKind = Literal["position", "camera", "lens", "owner", "author", "user", "thumbnail"]
"""GPS position; serial number of the camera or of the lens; name of the camera's owner, of the author, of somebody's
account on a computer (in a file path); thumbnail that shows more than the image."""

FORMATS: Mapping[str, frozenset[ImageFormat]] = {
    "png": frozenset({"png", "apng"}),
    "apng": frozenset({"png", "apng"}),
    "jpg": frozenset({"jpeg"}),
    "jpeg": frozenset({"jpeg"}),
    "jfif": frozenset({"jpeg"}),
    "gif": frozenset({"gif"}),
    "webp": frozenset({"webp"}),
    "avif": frozenset({"avif"}),
    "heic": frozenset({"heif"}),
    "heif": frozenset({"heif", "avif"}),
    "jxl": frozenset({"jxl"}),
    "svg": frozenset({"svg"}),
    "bmp": frozenset({"bmp"}),
    "tif": frozenset({"tiff"}),
    "tiff": frozenset({"tiff"}),
    "ico": frozenset({"ico", "png", "bmp"}),  # a picture in an ICO file may be either, and browsers take it bare
}
"""The formats that an extension (lower case, without its dot) promises."""


_IMAGE = regex(rf"\.(?:{'|'.join(FORMATS)})(?:[?#]|\s*\Z)", re.IGNORECASE)
_KINDS = frozenset({"image", "cover", "field", "link"})


class Private(NamedTuple):
    """Something in an image that says too much; `value` is a name as it stands there, or a thumbnail's size."""

    kind: PrivateKind
    value: str = ""


class ImageFacts(msgspec.Struct, frozen=True, gc=False):
    """An image file: `weight` in bytes, `size` as width and height in pixels as it is shown, None where it tells none.

    `private` is in the order of `PrivateKind`, and holds each thing once.
    """

    format: ImageFormat
    weight: int
    size: tuple[int, int] | None = None
    animated: bool = False
    private: tuple[Private, ...] = ()


class Shown(NamedTuple):
    """An image of the site that a post shows or links to: the first target that leads to it, and its file."""

    post: PostFacts
    target: Target
    path: str
    facts: ImageFacts


def shown_images(site: Site, kinds: frozenset[TargetKind]) -> Iterator[Shown]:
    """The images of the site that the reported posts have as targets of these kinds, each file once for each post."""
    post: PostFacts | None = None
    seen: set[str] = set()
    for one in site.pictures:
        if one.post is not post:
            post, seen = one.post, set()
        if one.target.kind in kinds and one.path not in seen:
            seen.add(one.path)
            yield one


def pictures(site: Site) -> Iterator[Shown]:
    """Every target of the reported posts that leads to an image of the site, in order."""
    from lint.site.targets import address

    local, find, image = site.local_targets, site.lookup.find, site.files.image
    for post in site.reported:
        for target in local[post.path]:
            url = target.url
            if target.kind not in _KINDS or not _IMAGE.search(url) or not address(url):
                continue
            if (place := find(post.path, url)) and (facts := image(place.path)):
                yield Shown(post, target, place.path, facts)


def extension(path: str) -> str:
    """The extension in lower case, without its dot; "" where the name has none."""
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    return ending.lower() if stem else ""
