"""What the judging commands do alike: open the sites, judge them, report, exit."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
import msgspec

from lint import __version__
from lint.cli.known import known_at
from lint.cli.since import limited_to_changes, since, with_consequences
from lint.config.load import ConfigError
from lint.config.settle import choose_rules, overrides_of
from lint.diagnostics import Diagnostic, Level, Related, Span
from lint.engine.baseline import BaselineError
from lint.engine.examine import Crash, Drafting
from lint.engine.run import Desk, Examine, Result, run, site_of
from lint.engine.select import NOTHING_MORE, Asking, UnknownRuleError
from lint.report import forms
from lint.report.masked import without_secrets
from lint.report.places import Report, shown
from lint.site.flavors import Flavors
from lint.site.site import Site
from lint.world import clock, git
from lint.world.dictionaries import dictionaries
from lint.world.dictionary_error import DictionaryError
from lint.world.history import history_of
from lint.world.pool import examine_all
from lint.world.result_cache import ResultCache
from lint.world.sites import Given, OpenSite, PathError, open_sites
from lint.world.small_files import texts_below
from lint.world.workers import begun

_RANKS = {Level.ADVICE: 0, Level.WARNING: 1, Level.ERROR: 2}


def rank(level: Level) -> int:
    """Levels in order: advice, warning, error."""
    return _RANKS[level]


class CannotRun(click.ClickException):
    """Bad usage, a bad configuration or a file that cannot be read: one line, exit status 2."""

    exit_code = 2


class Session(msgspec.Struct):
    """One site opened and judged."""

    site: OpenSite
    desk: Desk
    result: Result


_WORTH_KEEPING = 50_000
"""Code points; less is examined sooner than looked up."""
_KEYS = ("drafts", "tracked", "strict")
"""Flags that a key of the configuration has the name of."""


def given(paths: tuple[str, ...], flags: Mapping[str, Any] | None = None) -> Given:
    """The command line as the sites need it; flags that are None or False leave it to the configuration."""
    flags = flags or {}
    stdin, stdin_name = None, flags.get("stdin_filename") or ""
    if "-" in paths:
        stdin = sys.stdin.buffer.read()
        paths = tuple(path for path in paths if path != "-")
    elif stdin_name:
        raise click.UsageError("`--stdin-filename` goes with the path `-`")
    overrides = {key: flags[key] for key in _KEYS if flags.get(key)}
    if flags.get("no_baseline"):
        overrides["baseline"] = ""
    changed, paths = since(flags.get("changed"), paths)
    if changed is not None and stdin is not None:
        raise click.UsageError("`--changed` compares files; `-` is none")
    # A command that has no such flag runs no code of a site.
    plugins = flags.get("no_plugins") is False
    return Given(paths, stdin, stdin_name, flags.get("config") or "", overrides, changed, plugins)


def judge_sites(
    asked: Given,
    select: Iterable[tuple[str, ...]] = (),
    ignore: Iterable[tuple[str, ...]] = (),
    *,
    cache: ResultCache | None = None,
) -> list[Session]:
    """Opens and judges the sites; `cache` has what earlier runs examined. Raises CannotRun."""
    return [judge(site, desk, cache) for site, desk in opened(asked, select, ignore)]


def opened(
    asked: Given,
    select: Iterable[tuple[str, ...]] = (),
    ignore: Iterable[tuple[str, ...]] = (),
    *,
    drafting: Callable[[OpenSite, Desk], Drafting] | None = None,
) -> Iterator[tuple[OpenSite, Desk]]:
    """Opens the sites; gives each with what it is judged by.

    `drafting` gives what makes the drafts of a site's pages, where a bundle is made: its rules are added then. Raises
    CannotRun.
    """
    asking = Asking(
        tuple(name for names in select for name in names),
        tuple(name for names in ignore for name in names),
        drafting is not None,
    )
    with refusing():
        for site in open_sites(asked):
            desk = desk_of(site, asking, asked.overrides)
            drafts = drafting(site, desk) if drafting else None
            desk = msgspec.structs.replace(desk, known=known_at(site, desk.chosen), drafting=drafts, beside=begun)
            yield site, limited_to_changes(site, desk)


def judge(site: OpenSite, desk: Desk, cache: ResultCache | None = None) -> Session:
    """Judges a site that is open; `cache` has what earlier runs examined. Raises CannotRun."""
    with refusing(), stdout_kept():
        result = run(desk, site.sources, site.reported, examining(site, desk, cache))
    return Session(site, desk, result)


def examining(site: OpenSite, desk: Desk, cache: ResultCache | None) -> Examine:
    """What examines the posts of a site, by the results of earlier runs where there may be some."""
    if cache is None or sum(len(source.text) for source in site.sources.values()) < _WORTH_KEEPING:
        return partial(examine_all, desk)
    from lint.world.known_results import examine_known, state_of

    return partial(examine_known, cache, state_of(desk, site.root), desk)


@contextlib.contextmanager
def stdout_kept() -> Iterator[None]:
    """What a plug-in prints while it judges goes to standard error: standard output belongs to the report."""
    with contextlib.redirect_stdout(sys.stderr):
        yield


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Makes CannotRun of what sites, configurations and files have to say against being used."""
    try:
        yield
    except (
        PathError, ConfigError, BaselineError, UnknownRuleError, DictionaryError, git.GitError, clock.ClockError
    ) as error:  # fmt: skip
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise CannotRun(f"{error.filename or ''}: {error.strerror}".lstrip(": ")) from None


def add_consequences(sessions: Iterable[Session]) -> None:
    """Adds what a change broke elsewhere, where only changes count. Raises CannotRun."""
    with refusing():
        for one in sessions:
            one.result = with_consequences(one.site, one.desk, one.result)


def desk_of(site: OpenSite, asking: Asking = NOTHING_MORE, flags: Mapping[str, object] | None = None) -> Desk:
    """All that the judgement of a site depends on besides its posts. `flags` are the keys that the command line sets.

    Raises ConfigError, UnknownRuleError, DictionaryError and ClockError.
    """
    config, rulebook = site.config, site.rulebook
    chosen = choose_rules(config, site.config_text, site.config_path, asking, rulebook)
    overrides = overrides_of(config, asking, rulebook, flags=flags)
    paths = {language: site.root / path for language, path in config.dictionaries.items()}
    known = dictionaries(paths, lambda line: click.echo(f"copydesk: {shown(line)}", err=True))
    read = partial(texts_below, site.root)
    return Desk(
        config,
        chosen,
        known,
        site.files,
        clock.today(),
        site.collections,
        site.words,
        read,
        partial(history_of, site.root, config.bundle.output),
        flavors=Flavors(config.flavor, site.files, read),
        overrides=overrides,
        rulebook=rulebook,
    )


def facts_of(opened: OpenSite) -> Site:
    """What the posts of a site tell, without any judgement. Raises CannotRun."""
    with refusing():
        desk = desk_of(opened)
        sources = [opened.sources[path] for path in sorted(opened.sources)]
        examined = {one.facts.path: one for one in examine_all(desk, sources, False)}
    return site_of(desk, examined, opened.reported)


def report(sessions: Sequence[Session], level: str | None = None) -> Report:
    """All findings at or above the level, with paths relative to the working folder, and no secret in them."""
    shown_ones: list[Diagnostic] = []
    texts: dict[str, str] = {}
    crashes: list[Crash] = []
    known: int | None = None
    secrets: dict[str, list[Span]] = {}
    hidden = posts = 0
    for session in sessions:
        secrets |= {display_path(session.site, path): spans for path, spans in secret_spans(session.result).items()}
        lowest = rank(Level(level) if level else session.site.config.level)
        path_of = functools.cache(partial(display_path, session.site))
        posts += len(session.site.reported)
        crashes += session.result.judged.crashes
        if session.desk.known is not None:
            known = (known or 0) + len(session.result.judged.known)
        for one in session.result.judged.diagnostics:
            if rank(one.level) < lowest:
                hidden += 1
                continue
            shown_ones.append(_from_here(one, session.site, texts, path_of))
    whole = Report(sorted(shown_ones, key=Diagnostic.order), texts, posts, __version__, hidden, crashes, known)
    whole.rules = {name: rule for session in sessions for name, rule in session.site.rulebook.rules.items()}
    whole.strict = any(session.site.config.strict for session in sessions)
    return without_secrets(whole, secrets)


def secret_spans(result: Result) -> dict[str, list[Span]]:
    """Where the posts hold what no report may show, by path; what is allowed or below the level counts, too."""
    found: dict[str, list[Span]] = {}
    for path, one in result.examined.items():
        if spans := [diagnostic.span for diagnostic in one.diagnostics if diagnostic.masked]:
            found[path] = spans
    return found


def _from_here(one: Diagnostic, site: OpenSite, texts: dict[str, str], path_of: Callable[[str], str]) -> Diagnostic:
    path = path_of(one.path)
    texts[path] = site.sources[one.path].text
    related = []
    for other in one.related:
        other_path = path_of(other.path)
        # The other place may lie in a file that is no post, an image for one.
        texts[other_path] = site.sources[other.path].text if other.path in site.sources else ""
        related.append(Related(other_path, other.span, other.message))
    return msgspec.structs.replace(one, path=path, related=tuple(related))


def display_path(site: OpenSite, path: str) -> str:
    """A post's path relative to the working folder, with `/` separators."""
    return os.path.relpath(site.root / path).replace(os.sep, "/")


def emit(one: Report, form: str, output: str | None, color: str) -> None:
    """Prints the report, or writes it into a file. Raises CannotRun when the file cannot be written."""
    text = render(one, form, color if not output else "never")
    if output:
        write_out(output, text)
    else:
        click.echo(text, nl=False, color=True)


def write_out(output: str, text: str) -> None:
    """Writes what was to be printed into a file. Raises CannotRun."""
    from lint.world.files import write

    try:
        write(Path(output), text)
    except OSError as error:
        raise CannotRun(f"{output}: cannot be written: {error.strerror}") from None


def is_colored(color: str) -> bool:
    """Whether standard output gets colours; `color` is "auto", "always" or "never"."""
    return color == "always" or (color == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def render(one: Report, form: str, color: str) -> str:
    """The report in a form; `color` is "auto", "always" or "never"."""
    return forms.render(one, form, color=is_colored(color))


def status(one: Report, *, strict: bool) -> int:
    """0 fit, 1 findings that fail, 2 when a rule has a bug."""
    if one.crashes:
        return 2
    return int(one.count(Level.ERROR) > 0 or (strict and bool(one.diagnostics)))
