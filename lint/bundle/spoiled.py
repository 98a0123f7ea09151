"""Images that cannot be published, as faults of the posts that use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lint.diagnostics import Diagnostic, Level, Span
from lint.site.site import Site
from lint.site.targets import address

RULE = "spoiled-image"
FAMILY = "bundle"


def spoiled_images(site: Site, spoiled: Mapping[tuple[str, str], str]) -> Iterator[Diagnostic]:
    """A fault for each place that uses such an image, but for those that their authors allow.

    `spoiled` says by the paths of post and image what is wrong with the image, in words that follow its name.
    """
    for (post, path), why in spoiled.items():
        facts = site.posts[post]
        for span in _places(site, post, path):
            if not any(one.covers({RULE, FAMILY, "images"}, span.start) for one in facts.allowances):
                yield Diagnostic(post, RULE, FAMILY, Level.ERROR, f'"{path}" {why}', span)


def _places(site: Site, post: str, path: str) -> list[Span]:
    """Where a post uses a file; its beginning where nobody knows."""
    found = []
    for target in site.posts[post].targets:
        place = site.lookup.find(post, target.url) if address(target.url) else None
        if place and place.path == path:
            found.append(target.span)
    return found or [Span(0, 0)]
