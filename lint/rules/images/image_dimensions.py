"""The rule image-dimensions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.image_facts import shown_images
from lint.site.site import Site

_WIDE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x1f\x40\0\0\x03\xe8\x08\2\0\0\0"  # 8000×1000
_NARROW = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x17\x70\x08\2\0\0\0"  # 1200×6000
_DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="10"/>'


class ImageDimensions(SiteRule):
    """An image that a post shows is wider than any screen.

    The browser throws away the pixels that it has no room for, after the reader has paid for them; old telephones give
    up on images of tens of millions of pixels.

    The width counts as the image is shown, turned where the camera was held on its side. Drawings that scale (SVG),
    images on other hosts and those below a folder `src` are not judged: the generators that keep images there make
    smaller ones of them.
    """

    id = "image-dimensions"
    level = Level.ADVICE
    width: Annotated[int, Meta(ge=1, description="The greatest width in pixels.")] = 4_096

    examples = (
        Bad(
            "![The valley](⟦/images/valley.png⟧)",
            images={"static/images/valley.png": _WIDE},
            message='"/images/valley.png" is 8000×1000 pixels',
        ),
        Bad("---\ncover: ⟦valley.png⟧\n---\n", images={"posts/valley.png": _WIDE}),
        Bad("![A list](⟦list.png⟧)", images={"posts/list.png": _NARROW}, options={"width": 1000}),
        Good("![A list](list.png)", images={"posts/list.png": _NARROW}),
        Good("![A drawing](drawing.svg)", images={"posts/drawing.svg": _DRAWING}),
        Good("![The valley](../assets/valley.png)", path="src/posts/a.md", images={"src/assets/valley.png": _WIDE}),
        Good("See [the whole valley](valley.png).", images={"posts/valley.png": _WIDE}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post, target, path, facts in shown_images(site, frozenset({"image", "cover"})):
            if facts.size and facts.size[0] > self.width and facts.format != "svg" and "src" not in path.split("/"):
                width, height = facts.size
                message = f'"{target.url}" is {width}×{height} pixels, more than {self.width} across'
                yield post, Finding(target.span, message)
