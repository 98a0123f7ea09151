"""A bundle in memory whose files are made when somebody asks for them, for looking at posts while they are written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from lint.bundle.addresses import insist_on_own_places
from lint.bundle.assets import Pictures, Read
from lint.bundle.build import Build, places_of
from lint.bundle.dates import dates
from lint.bundle.dressed import MISSING
from lint.bundle.feeds import ATOM, JSON, Entry
from lint.bundle.job import Job
from lint.bundle.listings import lists_of
from lint.bundle.pages import Page, lay_out
from lint.bundle.sitemap import ROBOTS, SITEMAP
from lint.bundle.spoiled import spoiled_images
from lint.bundle.unfit import UnfitError
from lint.diagnostics import Diagnostic
from lint.site.facts import PostFacts

_ASSETS = ("assets/", "images/", "files/")


class Live:
    """The files of `site/` by their paths below it; each is the one that `build` would write, made when asked for.

    Raises UnfitError, also when a template cannot be read.
    """

    def __init__(self, job: Job, read: Read, pictures: Pictures) -> None:
        self._job = job
        self._files: dict[str, bytes] = {}
        self._entries: dict[str, Entry] = {}
        self._build = Build(job, read, self._take, pictures)
        self._build.theme.insist_on_syntax()
        self.pages: Mapping[str, Page] = {page.file: page for page in job.pages}
        lists = self._build.lists
        self.lists = {one.file: one.pages for one in lists.listings}
        """The posts that a list shows, by the list's file."""
        self._makers: dict[str, Callable[[], object]] = {page.file: partial(self._post, page) for page in job.pages}
        self._makers |= {one.file: partial(self._build.listing, one) for one in lists.listings}
        self._makers |= {one.file: partial(self._build.overview, one) for one in lists.overviews}
        self._makers |= dict.fromkeys((ROBOTS, SITEMAP), self._build.for_crawlers)
        self._makers |= dict.fromkeys((ATOM, JSON), self._feeds)
        self._makers[MISSING] = self._build.missing

    def has(self, file: str) -> bool:
        """Whether there is such a file; images are there once a page that shows them was made."""
        return file in self._files or file in self._makers

    def file(self, file: str) -> bytes | None:
        """The bytes of a file; None where there is none. Raises UnfitError, and what `read` raises."""
        if file not in self._files and file in self._makers:
            self._makers[file]()
        return self._files.get(file)

    def ready(self, file: str) -> bool:
        """Makes one of the pages that a feed still needs; False when it did. Any other file needs none beforehand.

        So whoever asks for a feed need not keep others waiting. Raises what `file` raises.
        """
        if file not in {ATOM, JSON} or file in self._files:
            return True
        missing = next((page for page in self._build.in_feeds if page.path not in self._entries), None)
        if missing:
            self._post(missing)
        return missing is None

    def assets(self) -> dict[str, bytes]:
        """What was made besides pages: images, downloads and the style sheet, which are named by their content."""
        return {file: data for file, data in self._files.items() if file.startswith(_ASSETS)}

    def faults(self, page: Page) -> list[Diagnostic]:
        """What was found while the page was made and must not be published."""
        spoiled = {key: why for key, why in self._build.links.spoiled.items() if key[0] == page.path}
        return list(spoiled_images(self._job.site, spoiled))

    def _take(self, path: str, data: bytes) -> None:
        self._files[path.removeprefix("site/")] = data

    def _post(self, page: Page) -> Entry:
        if page.path not in self._entries:
            self._entries[page.path] = self._build.post(page)
        return self._entries[page.path]

    def _feeds(self) -> None:
        self._build.feeds([self._post(page) for page in self._build.in_feeds])


class Mark(msgspec.Struct, frozen=True):
    """Why a post is shown that a bundle would leave out: a draft, or `later` the day it waits for."""

    draft: bool
    later: datetime.date | None = None


def mark_of(post: PostFacts, today: datetime.date, *, future: bool = False) -> Mark | None:
    """The mark of a post; None for one that would be published, as posts dated after today are with `future`.

    Dates that cannot be read say nothing here.
    """
    try:
        later = None if future else max((date for date in dates(post) if date > today), default=None)
    except UnfitError:
        later = None
    return Mark(post.draft, later) if post.draft or later else None


def why_unfit(post: PostFacts, language: str) -> str:
    """Why a post by itself cannot have a page as it is, in words that follow its name; "" where it can."""
    if not post.front_readable:
        return "its front matter cannot be read"
    try:
        lay_out([post], language)
    except UnfitError as reason:
        return str(reason).removeprefix(f"{post.path}: ")
    return ""


def laid_out(posts: Iterable[PostFacts], language: str, sheet: int) -> tuple[list[Page], dict[str, str]]:
    """The pages of those posts that can all be on one site, newest first, and by path why the others cannot.

    Where two want the same place, a draft gives way; `sheet` is how many posts stand on one sheet of a list.
    """
    kept = sorted(posts, key=lambda post: (post.draft, post.path))
    left: dict[str, str] = {}
    while True:
        pages, reason = _agreeing(kept, language, sheet)
        if not reason:
            return pages, left
        # The fewest posts, from the first, that do not agree: the last of them is in the way.
        low, high = 0, len(kept)
        while high - low > 1:
            middle = (low + high) // 2
            _, wrong = _agreeing(kept[:middle], language, sheet)
            low, high, reason = (low, middle, wrong) if wrong else (middle, high, reason)
        left[kept[high - 1].path] = reason
        del kept[high - 1]


def _agreeing(posts: Sequence[PostFacts], language: str, sheet: int) -> tuple[list[Page], str]:
    """The pages, and why they cannot be on one site, or "" where they can."""
    try:
        pages = lay_out(posts, language)
        insist_on_own_places(places_of(lists_of(pages, language, sheet), pages))
    except UnfitError as reason:
        return [], str(reason)
    return pages, ""
