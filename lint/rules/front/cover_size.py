"""The rule cover-size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts, Target
from lint.site.site import Site
from lint.site.targets import address

_SMALL_BY_NATURE = frozenset({"thumbnail", "thumb", "icon", "logo", "avatar"})
_SOCIAL = frozenset({"og_image", "ogimage", "og-image", "social_image", "socialimage", "social-image"})
_TOLD_APART = _SMALL_BY_NATURE | _SOCIAL


class CoverSize(SiteRule):
    """The post's cover is smaller than a social card needs, or has quite another shape.

    Who shares the post shows its cover: a small one is blurred or shown as a stamp beside the text, and of a square or
    a strip the card cuts off what matters.

    1200×630 pixels is what the large networks ask for. Images that scale (SVG), formats whose header is not read,
    files that are empty or broken, covers on other hosts and thumbnails are not judged. Where a post has an image for
    social cards, that one is judged and not its cover.
    """

    id = "cover-size"
    level = Level.ADVICE
    width: Annotated[int, Meta(ge=1, description="The least width in pixels.")] = 1200
    height: Annotated[int, Meta(ge=1, description="The least height in pixels.")] = 630
    crop: Annotated[
        int,
        Meta(ge=0, le=100, description="The part of the cover, in percent, that a card of that size may cut off."),
    ] = 40

    examples = (
        Bad(
            "---\ncover: ⟦/images/rain.png⟧\n---\n",
            site={"static/images/rain.png": "600x315"},
            message='"/images/rain.png" is 600×315 pixels; a social card has 1200×630',
        ),
        Bad(
            '+++\nimage = ⟦"rain.jpg"⟧\n+++\n',
            site={"posts/rain.jpg": "1600x1600"},
            message="a card cuts off 48 % of it",
        ),
        Bad("---\ncover:\n  image: ⟦/rain.webp⟧\n---\n", site={"public/rain.webp": "4000x630"}),
        Bad(
            "---\ncover: /rain.png\nog_image: ⟦/card.png⟧\n---\n",
            site={"static/rain.png": "10x10", "static/card.png": "100x100"},
        ),
        Bad("---\ncover: ⟦/rain.png⟧\n---\n", site={"static/rain.png": "1200x630"}, options={"width": 1600}),
        Good("---\ncover: /images/rain.png\n---\n", site={"static/images/rain.png": "1200x630"}),
        Good("---\ncover: /images/rain.png\n---\n", site={"static/images/rain.png": "1600x1200"}),
        Good("---\ncover: /rain.svg\nimage: https://example.org/rain.png\n---\n", site={"static/rain.svg": "<svg/>"}),
        Good("---\ncover: /images/rain.png\n---\n", site={"static/images/rain.png": ""}),
        Good("---\nthumbnail: /rain.png\n---\n", site={"static/rain.png": "160x90"}),
        Good("---\ncover: /rain.png\n---\n![Snow](/snow.png)\n", site={"static/snow.png": "10x10"}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        local, find = site.local_targets, site.lookup.find
        for post in site.reported:
            covers = [one for one in local[post.path] if one.kind == "cover" and address(one.url)]
            for target in _cards(post, covers) if covers else ():
                place = find(post.path, target.url)
                size = site.files.image_size(place.path) if place else None
                if size and (message := self._fault(target, *size)):
                    yield post, Finding(target.span, message)

    def _fault(self, target: Target, width: int, height: int) -> str:
        cut = _cut_off(width, height, self.width, self.height)
        small = width < self.width or height < self.height
        if not small and cut <= self.crop:
            return ""
        message = f'"{target.url}" is {width}×{height} pixels; '
        if small:
            message += f"a social card has {self.width}×{self.height}"
        return message if cut <= self.crop else f"{message}{', and ' if small else ''}a card cuts off {cut} % of it"


def _cut_off(width: int, height: int, card_width: int, card_height: int) -> int:
    """Percent of an image that are lost when a card of this shape is filled with it."""
    mine, card = width * card_height, card_width * height
    return 100 - round(100 * min(mine, card) / max(mine, card))


def _cards(post: PostFacts, covers: list[Target]) -> list[Target]:
    """The covers that a social card may show, and of these only those made for it where there are any."""
    if post.by_name.keys().isdisjoint(_TOLD_APART):
        return covers
    keys = {target.span: _key(post, target) for target in covers}
    social = [target for target in covers if keys[target.span] in _SOCIAL]
    return social or [target for target in covers if keys[target.span] not in _SMALL_BY_NATURE]


def _key(post: PostFacts, target: Target) -> str:
    for field in post.fields:
        if field.span.start <= target.span.start and target.span.end <= field.span.end:
            return field.key.lower()
    return ""
