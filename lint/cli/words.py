"""`copydesk words`: the words that a site accepts, and those that it might."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from lint.choices import nearest
from lint.cli import session
from lint.cli.session import CannotRun
from lint.config.load import ConfigError
from lint.config.word_list import fault, language_of, read_words, with_words, without_words
from lint.post.language_tags import tag_fault
from lint.report.places import shown
from lint.site.accepted import EVERY
from lint.site.word_uses import Entries, Entry
from lint.spelling.dictionary import Dictionary
from lint.spelling.words import plain
from lint.world.dictionaries import dictionaries
from lint.world.files import DiskFiles
from lint.world.sites import Given, ground_of
from lint.world.words_files import Ground, WordsFile, accepted_entries, file_for, is_read, read_file, save, words_files

Function = TypeVar("Function", bound=Callable[..., Any])


@click.group("words")
def command() -> None:
    """List, add and remove the words that are accepted.

    Accepted words stand in the configuration (`words`) and in words files: copydesk-words.txt for all languages,
    copydesk-words.fr.txt for French. A words file is UTF-8 text, a word a line, `#` before a comment. A word in lower
    case holds in any case and with regular endings. To accept all that a blog uses today:

    copydesk words list --unknown --plain | copydesk words add -
    """


def _language(_: click.Context, __: click.Parameter, value: str) -> str:
    if not value or value.lower() == EVERY:
        return value.lower()
    wrong = tag_fault(value)
    if wrong and wrong.kind != "underscore":
        hint = f"; did you mean `{wrong.meant}`?" if wrong.meant else ""
        raise click.UsageError(f"`--lang {value}` is no language tag{hint}")
    return value.replace("_", "-")


def language_option(text: str) -> Callable[[Function], Function]:
    """`--lang`, a BCP 47 tag; "" where it is not given."""
    return click.option("--lang", "language", metavar="LANG", default="", callback=_language, help=text)


config_option = click.option("--config", metavar="FILE", default="", help="Use this configuration file.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Show the traceback of a bug.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Do not say what was done.")
file_option = click.option("--file", "file", metavar="FILE", default="", help="The words file.")


@command.command("add")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@language_option("The language of the words; by default they hold for every language.")
@file_option
@click.option("--force", is_flag=True, help="Add known misspellings, too.")
@config_option
@quiet_option
@verbose_option
def add(words: tuple[str, ...], language: str, file: str, force: bool, config: str, **flags: Any) -> int:
    """Accept words: write them into a words file of the site.

    `-` reads words from standard input, one a line. All are added or, when one is refused, none.
    """
    ground, files = _opened(config)
    language, path = _target(ground, files, language, file)
    wanted = _given(words)
    tag = language if language != EVERY else ground.config.lang or "en"
    dictionary = dictionaries().of(tag)
    _refuse([why for word in wanted if (why := _objection(word, dictionary, force=force))], "added")
    there = next((one for one in files if one.path == path), None)
    if there is None:
        with session.refusing():
            there = _read_or_new(ground, path, language)
    entries = accepted_entries(ground, files)
    new, said = _sorted_out(wanted, language, entries, None if language == EVERY else dictionary)
    shown_path = ground.shown(path)
    replaced = {one.text for one in there.words for word in new if one.text != word and one.text.lower() == word}
    if new:
        _save(ground, path, with_words(without_words(there.text, replaced), new))
    for word in wanted:
        instead = sorted(one for one in replaced if word in new and one.lower() == word)
        said.setdefault(word, f"added to {shown_path}{_in_place_of(instead)}{_doubt(word, dictionary)}")
    _say({word: said[word] for word in wanted}, quiet=flags["quiet"])
    return 0


@command.command("remove")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@language_option("Only from the files of this language; `all` for those of every language.")
@file_option
@config_option
@quiet_option
@verbose_option
def remove(words: tuple[str, ...], language: str, file: str, config: str, **flags: Any) -> int:
    """Take words out of the words files of the site.

    `-` reads words from standard input, one a line. All are removed or, when one is not there, none.
    """
    ground, files = _opened(config)
    if file:
        path = _relative(ground, file)
        if all(one.path != path for one in files):
            raise CannotRun(f"{file}: is no words file of this site{_hint(file, map(ground.shown, _paths(files)))}")
        files = tuple(one for one in files if one.path == path)
    files = tuple(one for one in files if language.lower() in {"", one.language.lower()})
    wanted = _given(words)
    configured = accepted_entries(ground, ())
    _refuse([why for word in wanted if (why := _absence(word, files, configured))], "removed")
    said: dict[str, str] = {}
    changed: list[WordsFile] = []
    for one in files:
        inside = {word.text for word in one.words}.intersection(wanted)
        if inside:
            changed.append(one)
        for word in sorted(inside):
            said[word] = f"{said[word]} and {ground.shown(one.path)}" if word in said else _removed(ground, one)
    try:
        for one in changed:
            _save(ground, one.path, without_words(one.text, set(wanted)))
    except CannotRun:
        for one in changed:  # all or none
            if (ground.root / one.path).is_file():
                _save(ground, one.path, one.text)
        raise
    _say({word: said[word] for word in wanted}, quiet=flags["quiet"])
    return 0


@command.command("list")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--unknown", is_flag=True, help="Instead, the strange words of the posts that nothing excuses.")
@click.option("--unused", is_flag=True, help="Only accepted words that no post of the site needs.")
@click.option("--plain", is_flag=True, help="Words only, one a line: what `words add -` and `words remove -` read.")
@language_option("Only words of this language.")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", help="The form of the list.")
@config_option
@quiet_option
@verbose_option
def list_(paths: tuple[str, ...], unknown: bool, unused: bool, config: str, **flags: Any) -> int:
    """List the accepted words, with where each stands.

    With --unknown, the words of the posts that no dictionary has and nothing excuses: how often, where first, and
    what may have been meant; the most used first. PATH limits the posts. With --plain, words that `copydesk fix` would
    mend, and known misspellings, are left out.
    """
    from lint.cli.word_lists import accepted, unknown_in

    if unknown and unused:
        raise click.UsageError("`--unknown` and `--unused` are two lists")
    if paths and not unknown:
        raise click.UsageError("PATH goes with `--unknown`")
    if flags["plain"] and flags["form"] == "json":
        raise click.UsageError("`--plain` and `--format json` are two forms")
    given = session.given(paths, {"config": config})
    shape = "plain" if flags["plain"] else flags["form"]
    text, notes = (
        unknown_in(given, flags["language"], shape)
        if unknown
        else accepted(given, flags["language"], shape, unused=unused)
    )
    click.echo(text, nl=False)
    for note in () if flags["quiet"] else notes:
        click.echo(note, err=True)
    return 0


def _opened(config: str) -> tuple[Ground, tuple[WordsFile, ...]]:
    """The site of the working folder and its words files. Raises CannotRun."""
    with session.refusing():
        ground = ground_of(Given(config=config))
        return ground, words_files(ground, DiskFiles(ground.root), may_lack=True)


def _read_or_new(ground: Ground, path: str, language: str) -> WordsFile:
    try:
        return read_file(ground, path)
    except FileNotFoundError:
        return WordsFile(path, language, (), "")


def _target(ground: Ground, files: Sequence[WordsFile], language: str, file: str) -> tuple[str, str]:
    """The language of new words and the path of their file, relative to the site. Raises CannotRun."""
    if not file:
        language = language or EVERY
        path = file_for(language, ground, files)
        if path is None:
            which = "words of every language" if language == EVERY else f"words of `{language}`"
            raise CannotRun(f"`words-files` in the configuration names no file for {which}; name one with --file")
        return language, path
    path = _relative(ground, file)
    if not is_read(path, ground):
        raise CannotRun(f"{file}: would not be read; `words-files` is {', '.join(ground.config.words_files)}")
    with session.refusing():
        named = language_of(path, ground.config.dictionaries)
    if language and named.lower() != language.lower():
        of = "every language" if named == EVERY else f"`{named}`"
        raise CannotRun(f"{file}: holds words of {of} by its name, not of `{language}`")
    return named, path


def _relative(ground: Ground, file: str) -> str:
    target = ground.working / file
    resolved = target.parent.resolve() / target.name
    return os.path.relpath(resolved, ground.root).replace(os.sep, "/")


def _given(words: Iterable[str]) -> list[str]:
    """The words of the command line, each once, apostrophes and hyphens made plain; `-` stands for standard input."""
    found: list[str] = []
    for word in words:
        if word == "-":
            text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
            try:
                found += [listed.text for listed in read_words(text, "standard input")]
            except ConfigError as error:
                raise CannotRun(str(error)) from None
        else:
            found.append(plain(word.strip()))
    return list(dict.fromkeys(found))


def _objection(word: str, dictionary: Dictionary | None, *, force: bool) -> str:
    """Why a word is not to be added, or ""."""
    if why := fault(word) if word else "an empty text is no word":
        return shown(why)
    rights = dictionary.corrections(word) if dictionary and not force else ()
    if rights:
        named = ", ".join(f'"{right}"' for right in rights)
        return f'"{word}" is a known misspelling of {named} (--force adds it)'
    return ""


def _refuse(problems: Sequence[str], done: str) -> None:
    """Raises CannotRun if there are problems: a line for each, and that nothing was done."""
    if problems:
        raise CannotRun("\ncopydesk: ".join((f"nothing was {done}: {problems[0]}", *problems[1:])))


def _sorted_out(
    wanted: Sequence[str], language: str, entries: Sequence[Entry], dictionary: Dictionary | None
) -> tuple[list[str], dict[str, str]]:
    """The words that have to be added, and of the others why not. `dictionary` is that of one language."""
    known, added = Entries(entries), Entries()
    new: list[str] = []
    said: dict[str, str] = {}
    # What covers others goes first: lower case, then the shorter ones.
    for word in sorted(wanted, key=lambda word: (not word.islower(), len(word), word)):
        if by := known.accepting(word, language):
            said[word] = f"is accepted already, by `{by[0].word}` at {by[0].place}"
        elif by := added.accepting(word, language):
            said[word] = f"is accepted with `{by[0].word}`"
        elif dictionary and dictionary.knows(word):
            said[word] = "is in the dictionary already"
        else:
            new.append(word)
            added.add(Entry(word, language, "", 0, 0))
    return new, said


def _in_place_of(replaced: Sequence[str]) -> str:
    return f", in place of {', '.join(f'`{one}`' for one in replaced)}" if replaced else ""


def _doubt(word: str, dictionary: Dictionary | None) -> str:
    """A question where a word looks like a slip of another."""
    from lint.spelling.meant import meant

    if dictionary is None or dictionary.knows(word):
        return ""
    near = meant(word, dictionary)
    return f' (or is it "{near.words[0]}"?)' if near and near.certain else ""


def _absence(word: str, files: Sequence[WordsFile], configured: Sequence[Entry]) -> str:
    """Why a word cannot be removed, or ""."""
    listed = [one.text for file in files for one in file.words]
    if word in listed:
        return ""
    for entry in configured:
        if entry.word == word:
            return f"`{word}` stands in the configuration, at {entry.place}"
    return f"there is no `{shown(word)}` in the words files{_hint(word, listed)}"


def _removed(ground: Ground, file: WordsFile) -> str:
    return f"removed from {ground.shown(file.path)}"


def _paths(files: Sequence[WordsFile]) -> list[str]:
    return [one.path for one in files]


def _hint(name: str, choices: Iterable[str]) -> str:
    near = nearest(name, choices)
    return f"; did you mean `{near}`?" if near else ""


def _save(ground: Ground, path: str, text: str) -> None:
    try:
        save(ground, path, text)
    except OSError as error:
        raise CannotRun(f"{ground.shown(path)}: cannot be written: {error.strerror}") from None


def _say(said: dict[str, str], *, quiet: bool) -> None:
    if not quiet:
        for word, what in said.items():
            click.echo(f"{word}: {what}")
