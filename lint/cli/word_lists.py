"""What `copydesk words list` gathers: the accepted words of a site, and the unknown ones of its posts."""

from __future__ import annotations

from pathlib import Path

from lint.cli import session
from lint.config.word_list import fault
from lint.report import word_lists
from lint.report.places import Lines
from lint.site.accepted import EVERY
from lint.site.word_uses import Entry, unknown_words, unused
from lint.spelling.grammar import primary
from lint.world.files import DiskFiles
from lint.world.sites import Given, OpenSite, ground_of, open_sites
from lint.world.words_files import Ground, accepted_entries, words_files

Listed = tuple[str, list[str]]
"""What goes to standard output, and notes for standard error."""


def accepted(given: Given, language: str, form: str, *, unused: bool) -> Listed:
    """The accepted words of the site of the working folder; with `unused`, those that none of its posts needs."""
    notes: list[str] = []
    with session.refusing():
        ground = ground_of(given)
        if unused:
            entries = [entry for site in open_sites(given) if site.root == ground.root for entry in _unused(site)]
        else:
            entries = accepted_entries(ground, words_files(ground, DiskFiles(ground.root)))
    entries = [entry for entry in entries if _is_of(entry.language, language)]
    if not entries and form == "human":
        notes.append("every accepted word is used" if unused else "no words are accepted")
    if unused and form == "plain":
        configured = [entry for entry in entries if entry.path == ground.config_path]
        if configured:
            notes.append(f"{_words(len(configured))} of the configuration left out, for the files alone can be changed")
        entries = [entry for entry in entries if entry.path != ground.config_path]
    return word_lists.accepted(entries, form), notes


def _unused(site: OpenSite) -> list[Entry]:
    known = accepted_entries(ground(site), site.words_files)
    return unused(known, session.facts_of(site).posts) if known else []


def ground(site: OpenSite) -> Ground:
    """An opened site as the words files see it."""
    return Ground(site.root, site.config, site.config_path, site.config_text, Path.cwd().resolve())


def unknown_in(given: Given, language: str, form: str) -> Listed:
    """The words of the given posts that nothing excuses."""
    rows: list[word_lists.Unknown] = []
    with session.refusing():
        sites = open_sites(given)
    for site in sites:
        for word in unknown_words(session.facts_of(site)):
            if language and primary(word.language) != primary(language):
                continue
            line, column = Lines(site.sources[word.path].text).place(word.start)
            rows.append(word_lists.Unknown(word, session.display_path(site, word.path), line, column))
    rows.sort(key=lambda row: (-row.word.uses, row.word.word.casefold(), row.word.word, row.path))
    notes = []
    mended = sorted({row.word.word for row in rows if row.word.mended})
    if form == "plain":
        rows = [row for row in rows if not fault(row.word.word)]  # a list would refuse it
    if form == "plain" and mended:
        notes.append(f"{_words(len(mended))} left out that `copydesk fix` mends, or that are known misspellings")
    if form == "human" and not rows:
        notes.append("no unknown words")
    return word_lists.unknown(rows, form), notes


def _words(count: int) -> str:
    return f"{count:,} word{'' if count == 1 else 's'}"


def _is_of(language: str, wanted: str) -> bool:
    """Whether words of a language are asked for: those that hold for all languages hold for each."""
    if not wanted or wanted == EVERY:
        return not wanted or language == EVERY
    return language.lower() in {EVERY, primary(wanted), wanted.lower()}
