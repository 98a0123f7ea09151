"""What the preview answers: pages as they are or when they last could be made, and what is found in them."""

from __future__ import annotations

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import quote

import click
import msgspec

from lint.bundle import previewed
from lint.bundle.assets import type_of
from lint.bundle.dressed import MISSING
from lint.bundle.unfit import UnfitError
from lint.cli import saying, session
from lint.cli.previewing.reading import Opened, Reading
from lint.cli.previewing.shown import Shows
from lint.cli.previewing.watched import watch_of
from lint.cli.session import CannotRun
from lint.diagnostics import Diagnostic, Level
from lint.report import json as json_report
from lint.report import panel as panels
from lint.report.panel import Panel, PostLine
from lint.report.places import Lines, Report, shown
from lint.world.blob_cache import BlobCache
from lint.world.preview.server import OWN, Answer, State
from lint.world.preview.watch import Watch
from lint.world.sites import OpenSite

_NAMED = 3
"""So many of the files that changed are named."""
_GRAVE = frozenset({"front-matter-syntax", "invalid-date", "slug-collision", "unreadable-file"})
_KEPT = "; the last good pages are shown"


class _Made(msgspec.Struct, frozen=True):
    """A page as it was made. `trouble` says why it is not what the sources say."""

    file: str
    status: int
    data: bytes
    trouble: str = ""


class PreviewSite:
    """See `lint.world.preview.server.Site`."""

    def __init__(self, reading: Reading, cache: BlobCache, level: str | None, *, quiet: bool, verbose: bool) -> None:
        """Reads and judges the site for the first time. Raises CannotRun."""
        self._reading, self._shows = reading, Shows(cache)
        self._level, self._quiet, self._verbose = level, quiet, verbose
        self._trouble = ""
        self._changed: set[str] = set()
        self._seconds = 0.0
        self._last: dict[str, bytes] = {}
        self._lasting: dict[str, bytes] = {}
        self._watch: Watch | None = None
        self._opened = reading.read(self._watch_over)
        try:
            self._shown = self._shows.make(self._opened)
        except UnfitError as reason:
            raise CannotRun(shown(str(reason))) from None
        self._report = self._judged(self._opened)

    @property
    def prefix(self) -> str:
        """The path below which the site lies, with slashes around it."""
        return self._shown.prefix

    @property
    def path(self) -> str:
        """The same, percent-encoded."""
        return self._shown.path

    @property
    def tally(self) -> str:
        """What is shown and what was found, in words."""
        count = len(self._shown.live.pages)
        return f"{count:,} post{'' if count == 1 else 's'}, {self._report.tally() or 'nothing found'}"

    def watch(self) -> Watch:
        """What tells which files of the site change."""
        assert self._watch
        return self._watch

    def _watch_over(self, site: OpenSite) -> None:
        """Watches the site's folder from the moment that it was read."""
        if self._watch and self._watch.root == site.root:
            return
        self._watch = watch_of(site)

    def read_again(self, changed: set[str]) -> None:
        """Reads what changed and makes the site anew; where that cannot be, it stays as it was."""
        start = time.perf_counter()
        self._changed |= changed
        self._trouble = self._in_words(self._read)
        self._seconds = time.perf_counter() - start

    def _read(self) -> None:
        self._opened = self._reading.read(self._watch_over)
        made = self._shows.make(self._opened)
        # A page that did not change may still ask for what it shows.
        self._lasting |= self._shown.live.assets()
        self._shown = made

    def judge(self) -> None:
        """Judges the whole site as it was last read, and says what came of it in one line."""
        start = time.perf_counter()
        names = sorted(self._changed)
        self._changed = set()
        trouble = self._trouble or self._in_words(lambda: setattr(self, "_report", self._judged(self._opened)))
        if self._quiet:
            return
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        what = shown(", ".join(names[:_NAMED]) + more)
        if trouble:
            click.echo(f"copydesk: {what}: {shown(trouble)}{_KEPT}", err=True)
            return
        found = self._found(names)
        spent = f"page in {self._seconds:.2f} s, findings in {time.perf_counter() - start:.2f} s"
        click.echo(f"copydesk: {what}: {spent}: {found}", err=True)
        for name in names:
            if name in self._shown.unfit:
                click.echo(f"copydesk: {shown(self._why_unfit(name))}", err=True)

    def _found(self, names: Iterable[str]) -> str:
        """The numbers of the posts that changed, and of all where these are others."""
        posts = {self._opened.names[name] for name in names if name in self._opened.names}
        if not posts:
            return self._report.tally() or "nothing found"
        found = [one for one in self._report.diagnostics if one.path in posts]
        here = msgspec.structs.replace(self._report, diagnostics=found).tally() or "nothing found"
        rest = len(found) < len(self._report.diagnostics)
        return f"{here}; {self._report.tally()} in all" if rest else here

    def _judged(self, opened: Opened) -> Report:
        report = session.report([opened.judged()], self._level)
        saying.say_crashes(report.crashes, verbose=self._verbose)
        return report

    def _in_words(self, work: Callable[[], None]) -> str:
        """Does something, and says why it could not be done, or ""."""
        try:
            work()
        except (CannotRun, UnfitError) as reason:
            return reason.message if isinstance(reason, CannotRun) else str(reason)
        except Exception as error:  # a bug must not end what somebody works with
            if self._verbose:
                import traceback

                traceback.print_exc()
            return f"bug: {type(error).__name__}: {error}"
        return ""

    def answer(self, path: str, origin: str) -> Answer:
        """The page or file at a path, percent-decoded; `origin` is the scheme and host of the request."""
        prefix = self.prefix
        if (not path.startswith(prefix) and f"{path}/" == prefix) or (path == "/" and prefix != "/"):
            return Answer(302, "text/plain", b"", location=prefix)
        name = path.removeprefix(prefix)
        if path.startswith(prefix) and self._shown.live.has(f"{name}/index.html") and not name.endswith("/"):
            return Answer(302, "text/plain", b"", location=f"{path}/")
        made = self._made(path)
        if path == "/favicon.ico" and made.status == 404:  # browsers ask for it, not the page
            return Answer(204, "image/x-icon", b"")
        if not made.file.endswith(".html"):
            return Answer(made.status, type_of(made.file), made.data)
        state = self._state(made)
        about = {"version": state.version, "page": path}
        data, policies = previewed.with_panel(made.data, state.panel, self._marks(made.file), about, OWN)
        return Answer(made.status, "text/html; charset=utf-8", data, previewed.policy(policies, f"{origin}{OWN}"))

    def ready(self, path: str) -> bool:
        """Does a part of what a long answer needs; False when more is to be done."""
        done: list[bool] = []
        file = path.removeprefix(self.prefix)
        trouble = self._in_words(lambda: done.append(self._shown.live.ready(file)))
        return bool(trouble) or done[0]  # the answer itself tells the trouble

    def _made(self, path: str) -> _Made:
        """What is at a path; the page for missing ones where nothing is."""
        name = path.removeprefix(self.prefix)
        file = f"{name}index.html" if not name or name.endswith("/") else name
        data: bytes | None = None
        if path.startswith(self.prefix):
            data, trouble = self._file(file)
            if data is not None:
                return _Made(file, 200, data, trouble)
            if trouble:
                return _Made(file, 500, previewed.wrong("This page cannot be shown", trouble), trouble)
        data, trouble = self._file(MISSING)
        return _Made(MISSING, 404, data or previewed.wrong("There is no such page", path), trouble)

    def _file(self, file: str) -> tuple[bytes | None, str]:
        """A file as it is or, where it cannot be made, as it last was; and why that is so."""
        found: list[bytes | None] = []
        trouble = self._in_words(lambda: found.append(self._shown.live.file(file)))
        data = found[0] if found else None
        if data is not None and file.endswith(".html"):
            self._last[file] = data
        if trouble:
            return self._last.get(file), trouble
        return (self._lasting.get(file) if data is None else data), ""

    def _marks(self, file: str) -> dict[str, str]:
        """The words behind links of a list, by the paths that these lead to."""
        return {
            self._shown.path + quote(page.url, safe="/~"): previewed.words(mark)
            for page in self._shown.live.lists.get(file, ())
            if (mark := self._shown.marks.get(page.path))
        }

    def state(self, path: str) -> State:
        """What is known of the page at a path now."""
        return self._state(self._made(path))

    def findings(self, path: str) -> str:
        """The same for machines, as JSON."""
        panel = self._panel(self._made(path))
        report = panel.report or msgspec.structs.replace(self._report, crashes=())
        document = json.loads(json_report.render(report))
        about = {"page": path, "banner": panel.banner, "troubles": list(panel.troubles)}
        return json.dumps(about | document, indent=1, ensure_ascii=True) + "\n"

    def _state(self, made: _Made) -> State:
        panel = self._panel(made)
        kept = json.dumps(self._marks(made.file)).encode()
        version = hashlib.sha256(b"%d\0%b\0%b" % (made.status, made.data, kept)).hexdigest()[:20]
        return State(version, panels.render(panel), panels.tally(panel))

    def _panel(self, made: _Made) -> Panel:
        page = self._shown.live.pages.get(made.file)
        report = self._report_of(page.path) if page else None
        mark = self._shown.marks.get(page.path) if page else None
        return Panel(
            banner=previewed.sentence(mark) if mark else "",
            troubles=list(dict.fromkeys(self._troubles(page.path if page else "", made))),
            report=report,
            posts=() if page else self._lines(),
            own=OWN,
        )

    def _troubles(self, path: str, made: _Made) -> Iterable[str]:
        """Why this page is not what the sources say. `path` is that of its post, "" for other pages."""
        if self._trouble:
            yield f"{self._trouble}{_KEPT}"
        if made.trouble and made.trouble != self._trouble:
            yield made.trouble
        for crash in self._report.crashes:
            if crash.path in {"", path}:
                yield f"bug in rule {crash.rule}: {crash.message}"
        for other in self._shown.unfit:
            if path in {other, ""}:
                yield self._why_unfit(other)

    def _why_unfit(self, path: str) -> str:
        unfit = self._shown.unfit[path]
        return f"{self._place(path)}: {unfit.reason}; {unfit.instead}"

    def _place(self, path: str) -> str:
        """A post's path with the place of its first fault that may be the reason, where one was found."""
        name = self._shown.opened.names[path]
        found = [one for one in self._report.diagnostics if one.path == name]
        # The errors of a draft are warnings.
        grave = [one for one in found if one.level is Level.ERROR or one.rule in _GRAVE]
        if not grave:
            return name
        line, column = Lines(self._report.texts[name]).place(grave[0].span.start)
        return f"{name}:{line}:{column}"

    def _report_of(self, path: str) -> Report:
        """The findings of one post, and what was found while its page was made."""
        name = self._shown.opened.names[path]
        found = [one for one in self._report.diagnostics if one.path == name]
        texts = self._report.texts
        page = next(page for page in self._shown.live.pages.values() if page.path == path)
        if path not in self._shown.unfit and (faults := self._shown.live.faults(page)):
            texts = {name: self._shown.opened.site.sources[path].text, **texts}
            found += [msgspec.structs.replace(one, path=name) for one in faults]
            found.sort(key=Diagnostic.order)
        return msgspec.structs.replace(self._report, diagnostics=found, texts=texts, posts=1, crashes=())

    def _lines(self) -> list[PostLine]:
        """The posts with findings, those with most errors first."""
        shown_site = self._shown
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for one in self._report.diagnostics:
            counts[one.path][one.level is not Level.ERROR] += 1
        pages = {shown_site.opened.names[page.path]: page for page in shown_site.live.pages.values()}
        lines = []
        for path, (errors, others) in counts.items():
            page = pages.get(path)
            address = shown_site.path + quote(page.url, safe="/~") if page else ""
            lines.append(PostLine(page.title if page else path, address, path, errors, others))
        return sorted(lines, key=lambda one: (-one.errors, -one.others, one.path))

    def explain(self, rule: str) -> bytes | None:
        """The page about a rule; None where there is no such rule."""
        from lint.report.rule_page import page

        found = self._opened.site.rulebook.rules.get(rule)
        return previewed.about_rule(rule, page(found), OWN) if found else None
