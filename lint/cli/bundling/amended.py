"""Makes the pages, feeds and lists of a bundle anew where little changed, see `lint.cli.bundling.ledger`."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path

from lint.bundle.amend import FEEDS, Rewritten, fed_again, feeds_of, leads_alike, lists_of, rewritten
from lint.bundle.feeds import Entry, channel_of
from lint.bundle.manifest import FileEntry, Manifest, entry
from lint.bundle.rights import rights
from lint.bundle.theme import Theme
from lint.bundle.verify import look_key
from lint.bundle.verify_file import SITE, Look, look
from lint.bundle.verify_manifest import CHECKSUMS, MANIFEST, Sum, disagreements
from lint.bundle.whole_addresses import Where
from lint.cli.bundling.amending import Begun
from lint.cli.bundling.job import TOOL, policy_of, templates_of, url_of
from lint.cli.bundling.kept_pages import KeptPages
from lint.cli.bundling.kept_templates import kept_templates
from lint.cli.bundling.ledger import Known, Ledger, NotPlainError, Plain
from lint.cli.bundling.press import commit_of
from lint.world.remembered import Remembered
from lint.world.staging import Stage


def made_anew(known: Known, changed: Collection[str]) -> frozenset[str]:
    """The pages and feeds that are made anew where posts at these paths changed."""
    pages = frozenset(known.pages[path] for path in changed if path in known.pages)
    return pages | FEEDS if known.fed & set(changed) else pages


def amend(ledger: Ledger, plain: Plain, begun: Begun) -> None:
    """Makes what is made anew in a stage that has the rest, and takes note of it.

    Raises NotPlainError where it takes a run that builds all of it, UnfitError, OSError and CannotRun.
    """
    stage, old = begun.stage, begun.old
    kept = KeptPages(ledger.cache, ledger.target, stage)
    where = Where(url_of(ledger.site))
    pages = _pages(plain, kept, begun.theme, where)
    new = {page.file.path: page.data for page in pages.values()}
    entries = _entries(ledger, plain.known, pages)
    if entries:
        bundle, language = ledger.site.config.bundle, ledger.site.config.lang or "en"
        new |= feeds_of(channel_of(plain.known.title, language, bundle.description, TOOL), entries, where)
    if new.keys() != begun.new:
        raise NotPlainError
    files = {path: entry(path, data) for path, data in new.items()}
    words = {path: page.words for path, page in pages.items()}
    about, sums = lists_of(old, commit_of(ledger.site.root, ledger.target), words, files)
    for path, data in {**new, MANIFEST: about, CHECKSUMS: sums}.items():
        stage.write(path, data)
    _insist_on_fit(ledger, stage, old, files)
    made = {page.file.path: page.made.key(begun.theme) for page in pages.values()}
    for page in pages.values():
        kept.put(made[page.file.path], kept.packed(page.made.silent()))
    kept.remember(files.values(), made, others=True)
    ledger.note_again(plain, about, entries)


def theme_of(ledger: Ledger, title: str) -> Theme:
    """The templates of the pages, loaded; `title` is that of the site."""
    bundle = ledger.site.config.bundle
    own = templates_of(ledger.site.root, bundle.templates)
    allowed = rights(policy_of(ledger.site))
    return Theme(title, bundle.description, TOOL, own, rights=allowed, compiled=kept_templates())


def _entries(ledger: Ledger, known: Known, pages: Mapping[str, Rewritten]) -> list[Entry]:
    """The posts in the feeds; none where these show no post that changed."""
    return fed_again(ledger.entries(), pages) if known.fed & pages.keys() else []


def _insist_on_fit(ledger: Ledger, stage: Stage, old: Manifest, files: Mapping[str, FileEntry]) -> None:
    """Judges the bundle as `lint.bundle.verify` would. What was kept is as it was, and its bytes were hashed.

    Raises NotPlainError where a file points anywhere else than it did.
    """
    before = {one.path: one for one in old.files if one.path in files}
    todo = [(ledger.target, one) for one in before.values()] + [(stage.path, files[path]) for path in before]
    looks = Remembered(ledger.cache)(
        [look_key(one.path, one.sha256) for _, one in todo],
        Look,
        lambda number: _look(*todo[number]),
        lambda number, one: one.sha256 == todo[number][1].sha256,
    )
    found = {(folder, one.path): seen for (folder, one), seen in zip(todo, looks, strict=True)}
    alike = all(leads_alike(found[ledger.target, path], found[stage.path, path]) for path in before)
    if not alike or before.keys() != files.keys():
        raise NotPlainError
    sums = {one.path: Sum(one.sha256, one.bytes) for one in old.files}
    for path in (*files, MANIFEST):
        data = stage.read(path)
        sums[path] = Sum(hashlib.sha256(data).hexdigest(), len(data))
    if any(disagreements(sums, stage.read(MANIFEST), stage.read(CHECKSUMS))):
        raise NotPlainError


def _pages(plain: Plain, kept: KeptPages, theme: Theme, where: Where) -> dict[str, Rewritten]:
    """The pages of the posts that changed, by the paths of these."""
    found = {}
    for path, draft in plain.drafts.items():
        parts = kept.parts(plain.known.pages[path])
        if parts is None:
            raise NotPlainError
        found[path] = rewritten(parts, draft, theme, where)
    return found


def _look(folder: Path, one: FileEntry) -> Look:
    return look(one.path.removeprefix(SITE), (folder / one.path).read_bytes())
