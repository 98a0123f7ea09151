"""Pages, files and manifest: everything a bundle holds, handed out file by file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.bundle.addresses import insist_on_own_places, relative
from lint.bundle.anchors import Anchors
from lint.bundle.assets import Assets, Pictures, Read, Write, named_by_content
from lint.bundle.draft import safe
from lint.bundle.drafts import Drafts
from lint.bundle.dressed import MISSING, Dressed, Filling, Missing, Sheet, Terms
from lint.bundle.export.export import TARGETS, Copy, Export, nowhere, whole_of
from lint.bundle.feeds import ATOM, JSON, Entry, atom, channel_of, feed_html, json_feed
from lint.bundle.frame import Frames, Named
from lint.bundle.images.picture import Picture
from lint.bundle.job import Built, Job
from lint.bundle.labels import labels
from lint.bundle.links import Links
from lint.bundle.listings import Listing, Lists, Overview, lists_of
from lint.bundle.manifest import ImageEntry, PostEntry, checksums, entry, manifest, speakable
from lint.bundle.pages import Page, neighbours
from lint.bundle.printed import Kept, KeptNowhere, Look, Printed, Spread, here, look_away
from lint.bundle.rights import rights
from lint.bundle.sitemap import ROBOTS, SITEMAP, Place, robots, sitemap
from lint.bundle.spoiled import spoiled_images
from lint.bundle.theme import Theme
from lint.bundle.unfit import UnfitError
from lint.bundle.whole_addresses import Where
from lint.post.page_source import page_source
from lint.site.slugs import url_of

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

_NOWHERE = KeptNowhere()


def build(
    job: Job,
    read: Read,
    write: Write,
    pictures: Pictures,
    *,
    copy: Copy = nowhere,
    drafts: dict[str, bytes] | None = None,
    spread: Spread = here,
    kept: Kept = _NOWHERE,
    look: Look = look_away,
    compiled: BytecodeCache | None = None,
) -> Built:
    """Builds a bundle. `read` gives the bytes of a file of the site; `write` takes (path in the bundle, bytes).

    `pictures` makes the files of an image of the site, `copy` copies a file of the bundle within it. `drafts` are those
    that were made already, packed, by the paths of their posts, and are used up. Pages are made by `spread`, and those
    that an earlier build made of the same come from `kept`; the others `look` looks at. `compiled` has the templates as
    earlier builds compiled them.

    The same job gives the same calls of `write`. Raises UnfitError when a post cannot be published, and what `read` and
    `write` raise.
    """
    return Build(job, read, write, pictures, drafts, compiled=compiled).run(copy, spread, kept, look)


class _Settled(NamedTuple):
    """What is settled of a page before it is made: nothing has to be written or asked for it any more."""

    page: Page
    answers: tuple[str | None, ...]
    cover: str
    preview: Picture | None
    words: int
    lost: int


class Build:
    """One build, step by step: each method makes files and writes them, and raises what `build` raises."""

    def __init__(
        self,
        job: Job,
        read: Read,
        write: Write,
        pictures: Pictures,
        drafts: dict[str, bytes] | None = None,
        *,
        compiled: BytecodeCache | None = None,
    ) -> None:
        self._job = job
        self._said: dict[str, list[str]] = {}
        self._write = write
        self._built = Built([], [], [], [], {}, {}, [])
        self.lists = lists_of(job.pages, job.language, job.sheet)
        insist_on_own_places(places_of(self.lists, job.pages))
        self._where = Where(job.url)
        allowed = rights(job.html)
        self.theme = Theme(job.site_title, job.description, job.tool, job.templates, rights=allowed, compiled=compiled)
        stylesheet = self.theme.stylesheet()
        self._style = named_by_content("assets", "style.css", stylesheet)
        self._put(self._style, stylesheet)
        self.in_feeds = [page for page in job.pages if page.date][: job.feed]
        self._fed = {page.path for page in self.in_feeds}
        self._frames = Frames(
            job.site_title, job.description, self._style, self.lists, self._where, feeds=bool(self.in_feeds)
        )
        self._frames.know(job.pages)
        self._neighbours = neighbours(job.pages)
        anchors = Anchors(job.site, job.texts)
        self.links = Links(job.pages, job.sources, job.site, anchors, Assets(read, self._put, pictures))
        self._drafts = Drafts(job, anchors.slug, drafts or {})
        self._export: Export | None = None
        if job.target:
            whole = whole_of(job.site_title, job.url, job.language, job.pages)
            self._export = Export(
                TARGETS[job.target](), whole, job.pages, self.links, slug=anchors.slug, write=write, policy=job.html
            )

    def _put(self, path: str, data: bytes) -> None:
        self._built.files.append(entry(f"site/{path}", data))
        self._write(f"site/{path}", data)

    def run(self, copy: Copy, spread: Spread, kept: Kept, look: Look) -> Built:
        """Everything, in an order that depends on nothing but the job."""
        entries = self._built.entries = self._pages(spread, kept, look)
        self.feeds(entries)
        self.for_crawlers()
        job, built = self._job, self._built
        built.notices += dict.fromkeys(said for page in job.pages for said in self._said[page.path])
        built.faults += spoiled_images(job.site, self.links.spoiled)
        if self._export:
            self._export.finish({file.path.removeprefix("site/"): file for file in built.files}, copy)
            built.files += self._export.files
        about = manifest(job.tool, job.commit, built.posts, built.files)
        self._write("manifest.json", about)
        self._write("SHA256SUMS", checksums(built.files, about))
        return built

    def _pages(self, spread: Spread, kept: Kept, look: Look) -> list[Entry]:
        """Makes all pages; gives the posts that are in the feeds as these have them."""
        settled = [self._settle(page) for page in self._job.pages]
        if not self._export:
            self._job.site.made.clear()  # by what is in it the addresses were found
        todo = (*settled, *self.lists.listings, *self.lists.overviews, None)

        def work(start: int, end: int) -> list[Printed]:
            return [self._printed(one, kept, look) for one in todo[start:end]]

        entries = []
        for one, printed in zip(todo, spread(work, len(todo), Printed), strict=True):
            self._take(printed)
            if printed.parts:
                kept.put(printed.key, printed.parts)
            if isinstance(one, _Settled):
                self._finish(one)
                self._drafts.forget(one.page)
                if one.page.path in self._fed:
                    entries.append(_entry(one, printed.body))
        return entries

    def _printed(self, one: _Settled | Listing | Overview | None, kept: Kept, look: Look) -> Printed:
        """Makes a page and writes it, or keeps the one that is there; None stands for the page for missing ones."""
        made = self._filling(one)
        key, path = made.key(self.theme), f"site/{made.place}"
        known = kept(path, key)
        page = one.page if isinstance(one, _Settled) and one.page.path in self._fed else None
        body = made.body() if page or not known else ""
        fed = feed_html(body, page, self._where) if page else ""
        if known:
            return Printed(known, key, body=fed)
        html = made.fill(self.theme, body)
        self._write(path, html)
        parts = kept.packed(made.silent()) if isinstance(made, Dressed) else b""
        return Printed(entry(path, html), key, look(made.place, html), fed, parts)

    def _filling(self, one: _Settled | Listing | Overview | None) -> Filling:
        if isinstance(one, _Settled):
            return self._dress(one)
        if isinstance(one, Listing):
            return self._sheet(one)
        return self._terms(one) if one else self._missing()

    def _take(self, printed: Printed) -> None:
        """Takes note of a file that was made, maybe by another process."""
        file = printed.file
        self._built.files.append(file)
        self._built.keys[file.path] = printed.key
        if printed.look:
            self._built.looks[file.path] = printed.look

    def _settle(self, page: Page) -> _Settled:
        """Finds out where the addresses of a post lead; what they lead to is then in the bundle."""
        job, links = self._job, self.links
        draft = self._drafts.of(page)
        before = len(links.notices)
        answers = tuple([safe(links.rewrite(page, one.url, one.use), one.url) for one in draft.addresses])
        cover = links.cover(page) or ""
        preview = links.preview(page, job.url) if job.url else None
        self._said[page.path] = links.notices[before:]
        return _Settled(page, answers, cover, preview, draft.words, draft.lost)

    def post(self, page: Page) -> Entry:
        """The page of a post, and what its images and downloads are made of; nothing is remembered."""
        settled = self._settle(page)
        dressed = self._dress(settled)
        body = dressed.body()
        self._put(page.file, dressed.fill(self.theme, body))
        self._finish(settled)
        return _entry(settled, feed_html(body, page, self._where))

    def _dress(self, settled: _Settled) -> Dressed:
        """Everything that goes into the page of a post."""
        page, draft = settled.page, self._drafts.of(settled.page)
        newer, older = (
            Named(other.title, relative(page.file, other.url), other.language) if other else None
            for other in self._neighbours[page.path]
        )
        return Dressed(
            page,
            self._frames.of_post(page, settled.preview),
            settled.answers,
            dict(self.links.pictures(page)),
            settled.cover,
            self._frames.terms(page),
            newer,
            older,
        ).saying(draft)

    def _finish(self, settled: _Settled) -> None:
        """Takes note of a post whose page is in the bundle."""
        job, page = self._job, settled.page
        before = len(self.links.notices)
        self._built.posts.append(_post_entry(page, settled.words, self.links))
        self._built.notices += _notices(page, settled.lost)
        if self._export:
            self._export.add(page, job.site.posts[page.path], page_source(job.post(page)))
        self._said[page.path] += self.links.notices[before:]

    def listing(self, listing: Listing) -> None:
        """One sheet of a list of posts or pages."""
        self._put(listing.file, self._sheet(listing).fill(self.theme))

    def _sheet(self, listing: Listing) -> Sheet:
        """Everything that goes into the template of a list."""
        words = labels(listing.language)[1]
        heading = listing.name or (words["pages"] if listing.kind == "pages" else self._job.site_title)
        sheet = words["sheet"].format(listing.number, listing.count)
        title = heading if listing.number == 1 else f"{heading} · {sheet}"
        file = listing.file
        frame = self._frames.of_list(file, listing.language, title, listing.others)
        entries = [(page, relative(file, page.url), self._frames.authors(file, page)) for page in listing.pages]
        newer, older = (relative(file, url_of(other)) if other else "" for other in (listing.newer, listing.older))
        return Sheet(listing, frame, entries, heading, newer, older)

    def overview(self, overview: Overview) -> None:
        """The page that lists all tags, or all authors."""
        self._put(overview.file, self._terms(overview).fill(self.theme))

    def _terms(self, overview: Overview) -> Terms:
        heading = labels(self._job.language)[1][overview.kind]
        terms = [(term.name, relative(overview.file, url_of(term.file)), len(term.pages)) for term in overview.terms]
        frame = self._frames.of_list(overview.file, self._job.language, heading)
        return Terms(overview, frame, terms, heading)

    def feeds(self, entries: Sequence[Entry]) -> None:
        """The feeds of these posts; none where there is no post with a date."""
        if not entries:
            return
        job = self._job
        channel = channel_of(job.site_title, job.language, job.description, job.tool)
        self._put(ATOM, atom(channel, entries, self._where))
        self._put(JSON, json_feed(channel, entries, self._where))

    def for_crawlers(self) -> None:
        """robots.txt and, where the site's address is known, the sitemap."""
        self._put(ROBOTS, robots(self._where))
        if not self._where.url:
            return
        places = []
        for one in self.lists.listings:
            versions = ((one.language, one.file), *one.others) if one.others else ()
            places.append(Place(url_of(one.file), "", tuple((tag, url_of(file)) for tag, file in versions)))
        places += [Place(url_of(one.file)) for one in self.lists.overviews]
        for page in self._job.pages:
            pages = self._frames.versions(page)
            others = tuple((other.language, other.url) for other in pages) if len(pages) > 1 else ()
            day = page.changed or page.date
            places.append(Place(page.url, day.isoformat() if day else "", others))
        self._put(SITEMAP, sitemap(sorted(places, key=lambda place: place.address), self._where))

    def missing(self) -> None:
        """The page for addresses that lead nowhere."""
        self._put(MISSING, self._missing().fill(self.theme))

    def _missing(self) -> Missing:
        language = self._job.language
        return Missing(self._frames.of_missing(labels(language)[1]["missing"], language))


def places_of(lists: Lists, pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Every page of the site with what it is: no two may be at one place."""
    own = [(MISSING, "the page for missing ones"), (ATOM, "the feed"), (JSON, "the feed"), (SITEMAP, "the sitemap")]
    own += [(ROBOTS, "robots.txt"), *lists.files()]
    return own + [(page.file, page.path) for page in sorted(pages, key=lambda page: page.path)]


def insist_on_text(path: str, unreadable: str | None) -> None:
    """Raises UnfitError for a post whose bytes are no text: its page would be empty."""
    if unreadable:
        raise UnfitError(f"{path}: {unreadable}")


def _entry(settled: _Settled, html: str) -> Entry:
    return Entry(settled.page, html, settled.preview.src if settled.preview else "")


def _post_entry(page: Page, words: int, links: Links) -> PostEntry:
    date = page.date.isoformat() if page.date else None
    images = [
        ImageEntry(speakable(source), [f"site/{file}" for file in files])
        for source, files in sorted(links.images(page).items())
    ]
    url, title = relative("", page.url), speakable(page.title)
    return PostEntry(speakable(page.path), url, title, date, page.language, words, images)


def _notices(page: Page, lost: int) -> list[str]:
    """Template tags that were left out."""
    if not lost:
        return []
    tags = "tag is" if lost == 1 else "tags are"
    return [f"{page.path}: {lost} template {tags} left out, because only the generator can run them"]
