"""Which images a bundle will most likely hold: what its posts show and link to. What it does hold its pages decide."""

from __future__ import annotations

from lint.bundle.assets import is_image
from lint.bundle.images.settings import Purpose
from lint.bundle.job import Job
from lint.site.targets import address


def wanted(job: Job) -> list[tuple[str, Purpose]]:
    """The paths of images in the sources, each with what it is for, in the order of the pages."""
    found: dict[tuple[str, Purpose], None] = {}
    for page in job.pages:
        for target in job.site.posts[page.path].targets:
            if target.kind not in {"image", "cover", "link"} or not address(target.url):
                continue
            place = job.site.lookup.find(page.path, target.url)
            if place and is_image(place.path):
                found[place.path, "whole" if target.kind == "link" else "page"] = None
    return list(found)
