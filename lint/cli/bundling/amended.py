"""Builds a bundle anew where little changed, see `lint.cli.bundling.ledger`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import msgspec
from jinja2 import BytecodeCache, FileSystemBytecodeCache

from lint.bundle.amend import FEEDS, Rewritten, fed_again, feeds_of, leads_alike, lists_of, rewritten
from lint.bundle.feeds import Entry, channel_of
from lint.bundle.manifest import FileEntry, Manifest, entry
from lint.bundle.rights import rights
from lint.bundle.theme import Theme
from lint.bundle.unfit import UnfitError
from lint.bundle.verify import look_key
from lint.bundle.verify_file import SITE, Look, look
from lint.bundle.verify_manifest import CHECKSUMS, MANIFEST, Sum, disagreements
from lint.bundle.whole_addresses import Where
from lint.cli import session
from lint.cli.bundling import archives
from lint.cli.bundling.job import TOOL, policy_of, templates_of, url_of
from lint.cli.bundling.kept_pages import KeptPages
from lint.cli.bundling.ledger import Known, Ledger, NotPlainError, Plain
from lint.cli.bundling.press import announce, commit_of
from lint.records import NamedTuple
from lint.report.places import Report
from lint.world.cache_folder import cached
from lint.world.claim import BusyError
from lint.world.remembered import Remembered
from lint.world.staging import Stage, staged


class Amending:
    """The run of a ledger that has little to do. A context: what was begun and not finished is gone behind it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._open = ExitStack()
        self._begun: _Begun | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *about: object) -> None:
        self._open.close()

    def begin(self, known: Known, changed: Collection[str]) -> None:
        """Does what does not depend on what the posts that changed say now. Where it cannot, `run` tries again."""
        try:
            self._begun = self._begin(known, changed)
        except (NotPlainError, BusyError, OSError):
            self._open.close()

    def _begin(self, known: Known, changed: Collection[str]) -> _Begun:
        """Raises NotPlainError where another bundle stands than the one that is known, BusyError and OSError."""
        data = (self.ledger.target / MANIFEST).read_bytes()
        if hashlib.sha256(data).hexdigest() != known.manifest:
            raise NotPlainError
        old = msgspec.json.decode(data, type=Manifest)
        new = {known.pages[path] for path in changed if path in known.pages}
        if known.fed & set(changed):
            new |= FEEDS
        begun = _Begun(self._open.enter_context(staged(self.ledger.target)), old, frozenset(new))
        begun.stage.fit = False
        for one in old.files:
            if one.path not in new and not begun.stage.keep(one.path, one.sha256, one.bytes):
                raise NotPlainError
        return begun

    def run(self, plain: Plain, report: Report, name: str, tell: Callable[[Report], int], *, quiet: bool) -> bool:
        """Puts the amended bundle in the place of the one that stands, which is shown as `name`, and says the rest.

        `report` has nothing that refuses it. Returns False, and nothing is written or said, where it takes a run that
        builds all of it, if only to say why not.
        """
        try:
            begun = self._begun or self._begin(plain.known, plain.drafts.keys())
            self._build(plain, begun)
            begun.stage.fit = True
            self._open.close()  # puts it in its place
            notices = [*plain.known.notices, *archives.notices(self.ledger.target, (), name)]
        except (NotPlainError, UnfitError, BusyError, OSError, session.CannotRun):
            return False
        tell(report)
        if not quiet:
            announce(notices, len(plain.known.pages), len(begun.old.files), plain.known.left_out, name)
        return True

    def _build(self, plain: Plain, begun: _Begun) -> None:
        stage, old = begun.stage, begun.old
        kept = KeptPages(self.ledger.cache, self.ledger.target, stage)
        where = Where(url_of(self.ledger.site))
        theme = self._theme(plain.known.title)
        pages = _pages(plain, kept, theme, where)
        new = {page.file.path: page.data for page in pages.values()}
        entries = self._entries(plain.known, pages)
        if entries:
            bundle, language = self.ledger.site.config.bundle, self.ledger.site.config.lang or "en"
            new |= feeds_of(channel_of(plain.known.title, language, bundle.description, TOOL), entries, where)
        if new.keys() != begun.new:
            raise NotPlainError
        files = {path: entry(path, data) for path, data in new.items()}
        words = {path: page.words for path, page in pages.items()}
        about, sums = lists_of(old, commit_of(self.ledger.site.root, self.ledger.target), words, files)
        for path, data in {**new, MANIFEST: about, CHECKSUMS: sums}.items():
            stage.write(path, data)
        self._insist_on_fit(stage, old, files)
        made = {page.file.path: page.made.key(theme) for page in pages.values()}
        for page in pages.values():
            kept.put(made[page.file.path], kept.packed(page.made.silent()))
        kept.remember(files.values(), made, others=True)
        self.ledger.note_again(plain, about, entries)

    def _theme(self, title: str) -> Theme:
        bundle = self.ledger.site.config.bundle
        own = templates_of(self.ledger.site.root, bundle.templates)
        allowed = rights(policy_of(self.ledger.site))
        return Theme(title, bundle.description, TOOL, own, rights=allowed, compiled=_compiled())

    def _entries(self, known: Known, pages: Mapping[str, Rewritten]) -> list[Entry]:
        """The posts in the feeds; none where these show no post that changed."""
        return fed_again(self.ledger.entries(), pages) if known.fed & pages.keys() else []

    def _insist_on_fit(self, stage: Stage, old: Manifest, files: Mapping[str, FileEntry]) -> None:
        """Judges the bundle as `lint.bundle.verify` would. What was kept is as it was, and its bytes were hashed.

        Raises NotPlainError where a file points anywhere else than it did.
        """
        before = {one.path: one for one in old.files if one.path in files}
        todo = [(self.ledger.target, one) for one in before.values()] + [(stage.path, files[path]) for path in before]
        looks = Remembered(self.ledger.cache)(
            [look_key(one.path, one.sha256) for _, one in todo],
            Look,
            lambda number: _look(*todo[number]),
            lambda number, one: one.sha256 == todo[number][1].sha256,
        )
        found = {(folder, one.path): seen for (folder, one), seen in zip(todo, looks, strict=True)}
        alike = all(leads_alike(found[self.ledger.target, path], found[stage.path, path]) for path in before)
        if not alike or before.keys() != files.keys():
            raise NotPlainError
        sums = {one.path: Sum(one.sha256, one.bytes) for one in old.files}
        for path in (*files, MANIFEST):
            data = stage.read(path)
            sums[path] = Sum(hashlib.sha256(data).hexdigest(), len(data))
        if any(disagreements(sums, stage.read(MANIFEST), stage.read(CHECKSUMS))):
            raise NotPlainError


class _Begun(NamedTuple):
    """A stage with what is kept, the list of files of the bundle that stands, and which of them are made anew."""

    stage: Stage
    old: Manifest
    new: frozenset[str]


def _pages(plain: Plain, kept: KeptPages, theme: Theme, where: Where) -> dict[str, Rewritten]:
    """The pages of the posts that changed, by the paths of these."""
    found = {}
    for path, draft in plain.drafts.items():
        parts = kept.parts(plain.known.pages[path])
        if parts is None:
            raise NotPlainError
        found[path] = rewritten(parts, draft, theme, where)
    return found


def _compiled() -> BytecodeCache | None:
    """The templates as an earlier run compiled them: that takes as long as all else that is done to fill one."""
    folder = cached("templates")
    try:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if folder else None


def _look(folder: Path, one: FileEntry) -> Look:
    return look(one.path.removeprefix(SITE), (folder / one.path).read_bytes())
