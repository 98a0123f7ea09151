"""The staged bundle is judged before it takes its place: by ourselves always, by LinkChecker where that is asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click
import msgspec

from lint.bundle.assets import Pictures, type_of
from lint.bundle.job import Job
from lint.bundle.remember import Remember
from lint.bundle.verify import SITE, Fault, Verification, verify
from lint.bundle.verify_places import FAMILY, Origins, Placed, diagnostics
from lint.cli import session
from lint.cli.session import Session
from lint.diagnostics import Diagnostic, Level, Related, Span
from lint.report.places import Report
from lint.world.staging import Stage

_SECONDS = 120
_SECONDS_A_PAGE = 2


class NotFitError(Exception):
    """The bundle must not be published: the report says why, or `trouble` says why it could not be judged."""

    def __init__(self, report: Report, trouble: str = "") -> None:
        super().__init__(trouble)
        self.report = report
        self.trouble = trouble


class Inspection(msgspec.Struct):
    """What the inspection of a staged bundle needs; `read_source` gives the bytes of a file of the sources."""

    judged: Session
    job: Job
    stage: Stage
    read_source: Callable[[str], bytes]
    pictures: Pictures
    target: Path
    level: str | None
    quiet: bool
    remember: Remember

    def report(self, report: Report, faults: Sequence[Diagnostic], linkchecker: str | None) -> Report:
        """The report with what was found in the bundle; `linkchecker` is the path of the program, None to do without.

        `faults` are what was found while it was built.

        Raises NotFitError when it must not be published, OSError when it cannot be read back.
        """
        names = self.stage.names()
        verification = verify(names, self.stage.read, self.job.url, self.remember)
        facts = {path: one.facts for path, one in self.judged.result.examined.items()}
        chosen = self.judged.desk.chosen
        rules = [rule.id for rule in (*chosen.post_rules, *chosen.site_rules)]
        origins = Origins(
            self.job, facts, self.read_source, self.pictures, rules=rules, known=self.judged.result.judged.known
        )
        placed = origins.place(verification)
        trouble = ""
        if linkchecker:
            more, trouble = self._second_opinion(linkchecker, names, verification)
            placed += origins.place(msgspec.structs.replace(verification, faults=more))
        if placed or faults:
            report = self._joined(report, placed, faults, origins)
        if trouble or session.status(report, strict=self.judged.site.config.strict):
            raise NotFitError(report, trouble)
        return report

    def _second_opinion(
        self, linkchecker: str, names: Iterable[str], verification: Verification
    ) -> tuple[list[Fault], str]:
        """What LinkChecker finds besides, and why it could not do its work."""
        from lint.bundle.verify_second import second_opinion, starts
        from lint.bundle.verify_space import Space
        from lint.world.linkchecker import LinkCheckerError, crawl
        from lint.world.loopback_server import serving

        files = [name.removeprefix(SITE) for name in names if name.startswith(SITE)]
        pages = verification.pages
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"copydesk: LinkChecker looks at {len(pages):,} pages", err=True)
        prefix = Space((), self.job.url).prefix
        try:
            with serving(self.stage.path / SITE, files, prefix, type_of) as served:
                top = served.address
                rows = crawl(linkchecker, starts(pages, top), _SECONDS + _SECONDS_A_PAGE * len(pages))
        except LinkCheckerError as error:
            return [], str(error)
        unseen = sorted(set(pages) - served.asked)
        if unseen:
            return [], f"LinkChecker did not look at {len(unseen):,} of {len(pages):,} pages, such as {unseen[0]}"
        return second_opinion(rows, top, verification), ""

    def _joined(self, report: Report, placed: list[Placed], faults: Sequence[Diagnostic], origins: Origins) -> Report:
        """The report with the faults, each at its places in posts; what is our own doing at its place in the bundle."""
        whole = self.judged.result.judged
        found = tuple(sorted((*whole.diagnostics, *faults, *diagnostics(placed)), key=Diagnostic.order))
        result = msgspec.structs.replace(self.judged.result, judged=msgspec.structs.replace(whole, diagnostics=found))
        report = session.report([msgspec.structs.replace(self.judged, result=result)], self.level)
        lowest = session.rank(Level(self.level) if self.level else self.judged.site.config.level)
        texts = dict(report.texts)
        ours = [
            self._ours(fault, origins.post_of(fault.file), texts)
            for fault, places in placed
            if not places and session.rank(fault.level) >= lowest
        ]
        hidden = report.hidden + sum(not places for _, places in placed) - len(ours)
        everything = sorted((*report.diagnostics, *ours), key=Diagnostic.order)
        return msgspec.structs.replace(report, diagnostics=everything, texts=texts, hidden=hidden)

    def _ours(self, fault: Fault, post: str | None, texts: dict[str, str]) -> Diagnostic:
        path = os.path.relpath(self.target / fault.file).replace(os.sep, "/")
        if path not in texts:
            try:
                texts[path] = self.stage.read(fault.file).decode("utf-8-sig", "replace")
            except OSError:  # that it is missing is the fault
                texts[path] = ""
        span = Span(min(fault.span.start, len(texts[path])), min(fault.span.end, len(texts[path])))
        related: tuple[Related, ...] = ()
        if post:
            source = session.display_path(self.judged.site, post)
            texts.setdefault(source, self.judged.site.sources[post].text)
            related = (Related(source, Span(0, 0), "the page is made of this post"),)
        return Diagnostic(path, fault.kind, FAMILY, fault.level, fault.message, span, related=related)
