"""What the judging commands say beside their report, on standard error."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from lint.cli.session import Session, display_path
from lint.config.globs import matcher
from lint.config.load import place, prefix
from lint.engine.examine import Crash
from lint.report.places import shown
from lint.spelling.grammar import primary
from lint.spelling.language import NAMES


def say_crashes(crashes: Iterable[Crash], *, verbose: bool) -> None:
    """Names the rules that failed, once each."""
    counts: dict[str, list[Crash]] = {}
    for crash in crashes:
        counts.setdefault(crash.rule, []).append(crash)
    for rule, ones in counts.items():
        first = ones[0]
        where = f" on {shown(first.path)}" if first.path else ""
        more = f" and {len(ones) - 1} more" if len(ones) > 1 else ""
        click.echo(f"copydesk: bug in rule `{rule}`{where}{more}: {shown(first.message)}", err=True)
        if verbose:
            click.echo(first.traceback, err=True)
        else:
            click.echo("copydesk: the other rules' findings are complete; -v shows the traceback", err=True)


# Written without spaces between words: nothing that a dictionary could tell.
_WITHOUT_SPACES = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my", "bo", "yue", "wuu", "nan", "hak"})


def say_missing_dictionaries(sessions: Iterable[Session], *, quiet: bool) -> None:
    """Names the languages of posts that were to be spell-checked and could not be, in one line for all of them."""
    counts: Counter[str] = Counter()
    for session in sessions:
        settings_of = session.desk.settings()
        judged = [path for path in session.site.reported if "misspelling" in settings_of(path).chosen.levels]
        facts = (session.result.examined[path].facts for path in judged)
        counts.update(primary(one.language) for one in facts if not one.words.judged)
    missing = sorted(counts.keys() - _WITHOUT_SPACES)
    if quiet or not missing:
        return
    posts = sum(counts[tag] for tag in missing)
    names = ", ".join(f"{NAMES[tag]} ({tag})" if tag in NAMES else tag for tag in missing)
    click.echo(
        f"copydesk: no dictionary for {names}: {posts:,} post{'' if posts == 1 else 's'} not spell-checked; install a "
        "hunspell dictionary or name one in `dictionaries`",
        err=True,
    )


def say_idle(sessions: Iterable[Session], paths: Sequence[str], *, quiet: bool) -> None:
    """Names the entries of `overrides` that no post of the site matches: most often a path is mistyped.

    Who judges single files, as a hook does, is not told each time.
    """
    if quiet or any(not Path(path).is_dir() for path in paths):
        return
    for session in sessions:
        site = session.site
        for number in session.desk.overrides.idle(list(site.sources)):
            entry = site.config.overrides[number]
            globs = ", ".join(f'"{glob}"' for glob in entry.paths)
            before = prefix(site.config_path)
            where = place(site.config_text, site.config_path, (*before, "overrides", number, "paths"))
            folder = next((glob for glob in entry.paths if any(map(matcher((f"{glob}/**",)), site.sources))), None)
            hint = f'; "{folder}/**" would match all below that folder' if folder else ""
            click.echo(f"copydesk: {where} no post matches {shown(globs + hint)}", err=True)


def say_passed_over(sessions: Iterable[Session], *, quiet: bool) -> None:
    """On a terminal, names the files that were given but are no posts; hooks and scripts want silence."""
    if quiet or not sys.stderr.isatty():
        return
    for session in sessions:
        for path in session.site.passed_over:
            click.echo(
                f"{shown(display_path(session.site, path))}: not a post (no front matter), passed over", err=True
            )
