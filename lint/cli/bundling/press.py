"""From posts that are fit to the bundle in its place: built, verified, packed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from lint.cli.bundling import archives
from lint.cli.bundling.job import MANY, drafts_for, job_of, reader
from lint.cli.session import CannotRun, Session
from lint.report.places import Report, shown
from lint.world.result_cache import ResultCache, packed

if TYPE_CHECKING:
    from lint.bundle.job import Built, Job
    from lint.bundle.manifest import Commit
    from lint.bundle.pages import Choice
    from lint.cli.bundling.ledger import Ledger


class Press(msgspec.Struct):
    """All that is decided before a bundle is built: what goes in, where to, and who looks at it."""

    judged: Session
    choice: Choice
    target: Path
    name: str
    linkchecker: str | None
    level: str | None
    cache: ResultCache | None
    """What earlier runs made; None where nothing is kept for the next one either."""
    quiet: bool
    generator: str | None = None
    """Who `source/` is for, where the command line says so."""
    forms: tuple[str, ...] = ()
    """The archives that are made of the bundle."""
    ledger: Ledger | None = None
    """Takes note of what was built, where the next run may do with less."""

    def run(self, report: Report, tell: Callable[[Report], int]) -> int:
        """Builds, verifies and puts the bundle in its place; `tell` prints a report and gives its exit status."""
        from lint.bundle.unfit import UnfitError
        from lint.cli.bundling.verification import NotFitError
        from lint.world.claim import BusyError

        try:
            built, report = self._build(report)
        except NotFitError as reason:
            status = tell(reason.report)
            if reason.trouble:
                raise CannotRun(f"{shown(reason.trouble)}; nothing was written to {self.name}") from None
            say(f"nothing was written to {self.name}: the bundle is not fit")
            return status or 1
        except UnfitError as reason:
            tell(report)
            say(f"{shown(str(reason))}; nothing was written to {self.name}")
            return 1
        except BusyError as busy:
            raise CannotRun(f"{self.name} {busy}; nothing was written") from None
        except OSError as error:
            tell(report)
            raise CannotRun(f"{self.name}: cannot be written: {error.strerror or error}") from None
        tell(report)
        if not self.quiet:
            left = len(self.choice.drafts), len(self.choice.later)
            announce(built.notices, len(built.posts), len(built.files), left, self.name)
        return 0

    def _job(self) -> Job:
        """What is to be built. Raises UnfitError for a post that cannot be published."""
        from lint.bundle.build import insist_on_text
        from lint.bundle.unfit import UnfitError
        from lint.cli.bundling.held import Held
        from lint.world.memory import give_back
        from lint.world.staging import links_out

        root, sources = self.judged.site.root, self.judged.site.sources
        for reason in self.choice.unreadable:
            raise reason
        for path in links_out(root, (post.path for post in self.choice.posts)):
            raise UnfitError(f"{path}: a link that leads out of the site")
        for post in self.choice.posts:
            insist_on_text(post.path, sources[post.path].unreadable)
        if isinstance(sources, dict) and len(sources) > MANY:
            self.judged.site.sources = sources = Held(sources)
            give_back()
        return msgspec.structs.replace(
            job_of(
                self.judged.site,
                self.judged.desk,
                self.judged.result.examined,
                sources,
                self.choice.posts,
                judged=self.judged.result.site,
            ),
            commit=commit_of(root, self.target),
            target=self.judged.site.config.bundle.target if self.generator is None else self.generator,
        )

    def _build(self, report: Report) -> tuple[Built, Report]:
        """Raises NotFitError for what the verification found, UnfitError and OSError."""
        from lint.bundle.archive import moment_of
        from lint.bundle.build import build
        from lint.bundle.verify import look_key
        from lint.bundle.verify_file import look
        from lint.bundle.verify_manifest import MANIFEST
        from lint.bundle.wanted import wanted
        from lint.cli.bundling.kept_pages import KeptPages
        from lint.cli.bundling.kept_templates import kept_templates
        from lint.cli.bundling.pictures import Pictures, opened, settings_of
        from lint.cli.bundling.verification import Inspection
        from lint.world import clock
        from lint.world.memory import give_back
        from lint.world.pool import spread_out
        from lint.world.remembered import Remembered
        from lint.world.staging import staged

        read, many = reader(self.judged.site.root), len(self.judged.site.sources) > MANY
        job = self._job()
        with opened(lasting=self.cache is not None) as cache, staged(self.target) as stage:
            pictures = Pictures(read, settings_of(self.judged.site.config.bundle.images), cache)
            pictures.ahead(wanted(job))
            remember = Remembered(self.cache)
            kept = KeptPages(self.cache, self.target, stage)
            drafts = drafts_for(job, self.judged.desk, self.judged.result.examined)
            plain = bool(drafts) and not (self.forms or self.linkchecker)
            built = build(
                job,
                read,
                stage.write,
                pictures,
                copy=stage.copy,
                drafts=drafts,
                spread=spread_out,
                kept=kept,
                look=lambda name, data: packed(look(name, data)),
                compiled=kept_templates() if self.cache else None,
            )
            if many:
                give_back()
            for file in built.files:
                remember.tell(look_key(file.path, file.sha256), built.looks.pop(file.path, b""))
            inspection = Inspection(
                self.judged,
                job,
                stage,
                read,
                pictures,
                self.target,
                self.level,
                quiet=self.quiet,
                remember=remember,
            )
            judged = inspection.report(report, built.faults, self.linkchecker)
            days = (page.date.toordinal() for page in job.pages if page.date)
            kept.remember(built.files, built.keys)
            if self.ledger and plain and judged is report:
                self.ledger.note(self.judged, self.choice, job, built, stage.read(MANIFEST))
            report = judged
            archives.pack_beside(stage, self.target, self.forms, moment_of(clock.epoch(), days))
        built.notices += archives.notices(self.target, self.forms, self.name)
        return built, report


def commit_of(root: Path, target: Path) -> Commit | None:
    """The commit that is checked out, where the site lies in git; changes in the bundle's own folder do not count."""
    from lint.bundle.manifest import Commit
    from lint.world import git

    if git.top_level(root) is None:
        return None
    pathspecs = ["--", "."]
    if target.is_relative_to(root):
        pathspecs.append(f":(exclude,literal){target.relative_to(root).as_posix()}")
    try:
        head = git.run(root, "rev-parse", "--verify", "HEAD").strip()
        changed = git.run(root, "--no-optional-locks", "status", "--porcelain", "--untracked-files=no", *pathspecs)
    except git.GitError:
        return None  # no commit yet, or git is not there: the bundle is none the worse
    return Commit(head, bool(changed))


def left_out(drafts: int, later: int) -> str:
    """How many posts are not published, in words."""
    return f"{drafts} draft{'' if drafts == 1 else 's'} and {later} dated after today were left out"


def announce(notices: Iterable[str], posts: int, files: int, left: tuple[int, int], name: str) -> None:
    """Says what there is to say of a bundle that was made, shown as `name`; `left` counts drafts and later posts."""
    for notice in notices:
        say(shown(notice))
    if sys.stderr.isatty():
        counted = f"{posts} post{'' if posts == 1 else 's'}, {files} files"
        say(f"{name}: {counted}" + (f"; {left_out(*left)}" if any(left) else ""))


def say(line: str) -> None:
    """Says something on standard error."""
    click.echo(f"copydesk: {line}", err=True)
