"""The rule image-weight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.facts import PostFacts
from lint.site.image_facts import shown_images
from lint.site.site import Site

_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76\x08\2\0\0\0" + bytes(200)
_GIF = b"GIF89a\x40\1\xf0\0\0\0\0!\xff\x0bNETSCAPE2.0\3\1\0\0\0;" + bytes(200)


class ImageWeight(SiteRule):
    """An image that a post shows is too heavy for the web.

    Who reads on the road pays for each megabyte and waits for it; a screenshot that was never scaled down is often
    heavier than all the rest of the page.

    Animations may weigh more than still images. Images on other hosts are not judged, nor are those below a folder
    `src`, of which the generators that keep images there make smaller ones.
    """

    id = "image-weight"
    level = Level.WARNING
    still: Annotated[int, Meta(ge=1, description="The most bytes of an image that does not move.")] = 1_000_000
    animated: Annotated[int, Meta(ge=1, description="The most bytes of an animation.")] = 3_000_000

    examples = (
        Bad(
            "![A chart](⟦/images/chart.png⟧)",
            images={"static/images/chart.png": _PNG},
            options={"still": 200},
            message='"/images/chart.png" weighs 229 bytes, more than 200 bytes',
        ),
        Bad(
            "---\ncover: ⟦rain.gif⟧\n---\n",
            images={"posts/rain.gif": _GIF},
            options={"still": 100, "animated": 200},
        ),
        Bad(
            "![A](⟦a.png⟧) and again ![A](a.png)",
            images={"posts/a.png": _PNG},
            options={"still": 200},
        ),
        Good("![A chart](/images/chart.png)", images={"static/images/chart.png": _PNG}),
        Good("![Rain](rain.gif)", images={"posts/rain.gif": _GIF}, options={"still": 100}),
        Good("![A chart](../assets/chart.png)", path="src/posts/a.md", images={"src/assets/chart.png": _PNG}),
        Good("![A chart](https://example.org/chart.png) ![B](none.png)", options={"still": 1}),
        Good("Here is [the large chart](chart.png).", images={"posts/chart.png": _PNG}, options={"still": 200}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post, target, path, facts in shown_images(site, frozenset({"image", "cover"})):
            most = self.animated if facts.animated else self.still
            if facts.weight > most and "src" not in path.split("/"):
                message = f'"{target.url}" weighs {_size(facts.weight)}, more than {_size(most)}'
                yield post, Finding(target.span, message)


def _size(weight: int) -> str:
    """Bytes as people say them: 2.4 MB, 850 kB."""
    if weight < 1_000:
        return f"{weight} bytes"
    number, unit = (weight / 1_000, "kB") if weight < 999_950 else (weight / 1_000_000, "MB")
    return f"{number:,.1f}".removesuffix(".0") + f" {unit}"
