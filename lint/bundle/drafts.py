"""The drafts of a bundle's pages: those that were made while their posts were judged, and others when asked for."""

from __future__ import annotations

from lint.bundle.draft import Draft, Drafter, unpacked
from lint.bundle.job import Job
from lint.bundle.pages import Page
from lint.site.anchor_slugs import Slug


class Drafts:
    """Gives the draft of each page."""

    def __init__(self, job: Job, slug: Slug, packed: dict[str, bytes]) -> None:
        """`packed` are those that are made already, by the paths of their posts; they are this object's now."""
        self._job = job
        self._packed = packed
        self._drafter = Drafter(slug, job.html)

    def of(self, page: Page) -> Draft:
        """The draft of a page."""
        if packed := self._packed.get(page.path):
            return unpacked(packed)
        return self._drafter.draft(self._job.post(page), page.title)

    def forget(self, page: Page) -> None:
        """Lets go of what was made already: the page is there."""
        self._packed.pop(page.path, None)
