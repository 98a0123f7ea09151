"""The pages of the posts as they lie on disk; of those that cannot be shown as they are, as they last could be."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

import msgspec

from lint.bundle.live import Live, Mark, laid_out, mark_of, why_unfit
from lint.bundle.unfit import UnfitError
from lint.bundle.whole_addresses import Where
from lint.cli.bundle_job import job_of
from lint.cli.pictures import Pictures, settings_of
from lint.cli.preview_reading import Opened
from lint.engine.examine import Examined, Source
from lint.world.blob_cache import BlobCache
from lint.world.staging import read_inside


class Unfit(msgspec.Struct, frozen=True):
    """Why a post is not shown as it is, in words that follow its name. `kept` says that an earlier version is shown."""

    reason: str
    kept: bool


class Shown(msgspec.Struct, frozen=True):
    """The site as it is shown. `unfit` and `marks` are by the paths of posts."""

    opened: Opened
    live: Live
    unfit: Mapping[str, Unfit]
    marks: Mapping[str, Mark]
    path: str
    """The path below which the site lies, percent-encoded, with slashes around it."""

    @property
    def prefix(self) -> str:
        """The same, not percent-encoded."""
        return unquote(self.path)


class Shows:
    """Makes pages of what was read, and remembers of each post the last version that a page could be made of."""

    def __init__(self, cache: BlobCache) -> None:
        self._cache = cache
        self._good: dict[str, tuple[Source, Examined]] = {}

    def make(self, opened: Opened) -> Shown:
        """The site of these posts. Raises UnfitError and CannotRun when it cannot be made at all."""
        site, config = opened.site, opened.site.config
        language = config.lang or "en"
        sources, examined = dict(site.sources), dict(opened.examined)
        unfit: dict[str, Unfit] = {}
        good: dict[str, tuple[Source, Examined]] = {}
        for path in site.reported:
            known = self._good.get(path)
            if known and known[1] is examined[path]:
                good[path] = known
            elif reason := sources[path].unreadable or why_unfit(examined[path].facts, language):
                unfit[path] = Unfit(reason, known is not None)
                if known:
                    good[path] = sources[path], examined[path] = known
            else:
                good[path] = sources[path], examined[path]
        pages, left = laid_out((examined[path].facts for path in site.reported), language, config.bundle.sheet)
        for path, reason in left.items():
            unfit.setdefault(path, Unfit(reason.removeprefix(f"{path}: "), kept=False))
        posts = [examined[page.path].facts for page in pages]
        job = job_of(site, opened.desk, examined, sources, posts)

        def read(path: str) -> bytes:
            try:
                return read_inside(site.root, path)
            except OSError as error:
                raise UnfitError(f"{path}: cannot be read: {error.strerror}") from None

        live = Live(job, read, Pictures(read, settings_of(config.bundle.images), self._cache))
        self._good = good
        marks = {
            post.path: mark for post in posts if (mark := mark_of(post, opened.desk.today, future=config.bundle.future))
        }
        return Shown(opened, live, unfit, marks, Where(job.url).path)
