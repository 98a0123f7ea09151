"""The pages of the posts as they lie on disk; of those that cannot be shown as they are, as they last could be."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

import msgspec

from lint.bundle.live import Live, Mark, laid_out, mark_of, why_unfit
from lint.bundle.whole_addresses import Where
from lint.cli.bundling.job import job_of, reader
from lint.cli.bundling.pictures import Pictures, settings_of
from lint.cli.previewing.reading import Opened
from lint.engine.examine import Examined, Source
from lint.world.blob_cache import BlobCache
from lint.world.staging import links_out


class Unfit(msgspec.Struct, frozen=True):
    """Why a post is not shown as it is, in words that follow its name, and what is shown instead."""

    reason: str
    instead: str


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
                instead = "the last good version is shown" if known else "it may be shown otherwise than it is meant"
                unfit[path] = Unfit(reason, instead)
                if known:
                    good[path] = sources[path], examined[path] = known
            else:
                good[path] = sources[path], examined[path]
        out = dict.fromkeys(links_out(site.root, site.reported), "a link that leads out of the site")
        inside = (examined[path].facts for path in site.reported if path not in out)
        pages, left = laid_out(inside, language, config.bundle.sheet)
        for path, reason in (out | left).items():
            unfit[path] = Unfit(reason.removeprefix(f"{path}: "), "it is not shown")
        posts = [examined[page.path].facts for page in pages]
        job = job_of(site, opened.desk, examined, sources, posts)

        read = reader(site.root)
        live = Live(job, read, Pictures(read, settings_of(config.bundle.images), self._cache))
        self._good = good
        marks = {
            post.path: mark for post in posts if (mark := mark_of(post, opened.desk.today, future=config.bundle.future))
        }
        return Shown(opened, live, unfit, marks, Where(job.url).path)
